//! Totals and pivots in words.

use spec::pivot::{Pivot, Totals};

/// Totals in words.
pub(crate) fn totals(totals: Totals) -> &'static str {
    match (totals.subtotals, totals.grand) {
        (true, true) => "subtotals and a total",
        (true, false) => "subtotals",
        (false, true) => "a total",
        (false, false) => "no totals",
    }
}

/// A layout in words.
pub(crate) fn pivot(pivot: &Pivot) -> String {
    format!("{} as columns", pivot.columns.join(" and "))
}
