//! A line for each measure or colour.

use super::lines::{self, Ground};
use super::plan::Plan;
use super::sketch::Sketch;
use spec::answer::Table;

/// Draws a line for each measure or colour.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    lines::draw(plan, table, Ground::Open)
}
