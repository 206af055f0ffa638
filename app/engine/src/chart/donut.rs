//! Slices of a whole around their sum.

use super::catalogue::{Channels, Entry, never};
use super::pie::{self, Form};
use super::plan::Plan;
use super::recommend::can_slice;
use super::shape::{Role, Shape};
use super::sketch::Sketch;
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Donut,
    draw: Some(draw),
    channels: Channels::Single,
    fits,
    leads: never,
    needs: "a donut needs parts of a whole, none below zero",
    instead: &[Kind::Pie, Kind::Bar, Kind::Column],
};

fn fits(shape: &Shape) -> bool {
    shape.is_simple() && is_apart(shape) && can_slice(shape, shape.groups[0])
}

/// Whether the group's values are parts: not moments, not bins.
pub(crate) fn is_apart(shape: &Shape) -> bool {
    let roles = shape.groups.iter().map(|group| shape.roles[*group]);
    roles
        .into_iter()
        .all(|role| matches!(role, Role::Category | Role::Period))
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    pie::draw_as(plan, table, Form::Ring)
}
