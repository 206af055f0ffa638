//! Filled lines on top of each other: a sum and its parts over time.

use super::catalogue::{Channels, Entry, never};
use super::lines::{self, Curve, Ground};
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::Sketch;
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::StackedArea,
    draw: Some(draw),
    channels: Channels::Split,
    fits,
    leads: never,
    needs: "a stacked area needs parts of a sum along time",
    instead: &[Kind::Area, Kind::StackedBar, Kind::Line, Kind::Column, Kind::Bar],
};

fn fits(shape: &Shape) -> bool {
    shape.runs() && shape.has_parts()
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    lines::draw_as(plan, table, Ground::Stacked, Curve::Straight)
}
