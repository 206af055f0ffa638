//! Slices of equal angle, as long as their values.

use super::catalogue::{Channels, Entry, never};
use super::donut::is_apart;
use super::pie::{self, Form};
use super::plan::Plan;
use super::recommend::can_slice;
use super::shape::Shape;
use super::sketch::Sketch;
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Rose,
    draw: Some(draw),
    channels: Channels::Single,
    fits,
    leads: never,
    needs: "a rose needs a few parts of a whole, none below zero",
    instead: &[Kind::Pie, Kind::Bar, Kind::Column],
};

/// More petals than this cannot be told apart.
const MOST_PETALS: usize = 24;

fn fits(shape: &Shape) -> bool {
    shape.is_simple() && is_apart(shape) && (3..=MOST_PETALS).contains(&shape.rows) && can_slice(shape, shape.groups[0])
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    pie::draw_as(plan, table, Form::Petals)
}
