//! Upright bars on top of each other, with their totals.

use super::bars::{self, Layout};
use super::plan::Plan;
use super::sketch::Sketch;
use spec::answer::Table;

/// Draws a bar for each figure.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    bars::draw(plan, table, Layout::Stacked)
}
