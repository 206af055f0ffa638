//! A point for each row, as large as a third measure.

use super::catalogue::{Channels, Entry, never};
use super::plan::Plan;
use super::scatter;
use super::shape::Shape;
use super::sketch::Sketch;
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Bubble,
    draw: Some(draw),
    channels: Channels::Points,
    fits,
    leads: never,
    needs: "bubbles need three measures",
    instead: &[Kind::Scatter, Kind::Bar, Kind::Column],
};

fn fits(shape: &Shape) -> bool {
    shape.rows > 1 && shape.measures.len() >= 3
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    scatter::draw_sized(plan, table, plan.y.get(1).copied())
}
