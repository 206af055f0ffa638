//! A line without corners.

use super::catalogue::{Channels, Entry, never};
use super::lines::{self, Curve, Ground};
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::Sketch;
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::SmoothLine,
    draw: Some(draw),
    channels: Channels::Split,
    fits: Shape::runs,
    leads: never,
    needs: "a smooth line needs an order along which values change",
    instead: &[Kind::Line, Kind::Column, Kind::Bar],
};

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    lines::draw_as(plan, table, Ground::Open, Curve::Smooth)
}
