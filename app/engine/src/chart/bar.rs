//! Lying bars, in the answer's order from the top.

use super::bars::{self, Layout};
use super::plan::Plan;
use super::sketch::Sketch;
use spec::answer::Table;

/// Draws a bar for each figure.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    bars::draw(plan, table, Layout::Lying)
}
