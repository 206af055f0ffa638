//! How an answer is laid out: totals, and groups that become columns.

use serde::{Deserialize, Serialize};

/// What stands between the parts of the name of a pivot's column.
pub const BETWEEN: &str = " · ";

/// Rows that sum up others. Each is worked out from the rows of the dataset, never from other figures: a total of averages is the average of all.
///
/// They are of all rows that the filter keeps, also of those whose groups `having`, `top` or `qualify` leaves out; subtotals are there for groups that are shown.
/// In such a row the groups that are summed up are null, and [`crate::answer::Table::levels`] says how many they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Totals {
    /// One row for everything, last.
    pub grand: bool,
    /// After the rows of each value of the leading groups, one for them; with three groups also for the first two.
    pub subtotals: bool,
}

impl Totals {
    /// Whether there are none.
    pub fn is_none(&self) -> bool {
        !self.grand && !self.subtotals
    }
}

/// Lays an answer out with the values of some groups as columns.
///
/// The rows are in the order of the query's sort as far as it is not by these groups, the columns as far as it is; a missing cell is null.
/// A column is named by the values (`2024`, `2024 · west`), with the measure after them when there are several (`2024 · revenue`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pivot {
    /// The groups, by their names in the answer, whose values become columns.
    pub columns: Vec<String>,
    /// Whether a last column sums up each row.
    pub totals: bool,
}
