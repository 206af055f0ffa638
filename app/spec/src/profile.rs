//! What a dataset looks like, column by column.

use crate::dataset::Column;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// A dataset's columns, each summed up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// One for each column, in order.
    pub columns: Vec<ColumnProfile>,
}

/// One column summed up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// Which column.
    pub column: Column,
    /// What the column means, as far as its name and values tell.
    pub role: Role,
    /// How many cells are null.
    pub nulls: u64,
    /// How many different values there are (nulls not counted).
    pub distinct: u64,
    /// The smallest value.
    pub min: Value,
    /// The largest value.
    pub max: Value,
    /// The average, for numbers.
    pub mean: Option<f64>,
    /// The most frequent values with their counts, most frequent first (at most 8); empty for numbers and times with a histogram.
    pub top: Vec<(Value, u64)>,
    /// Counts of equal-width bins from `min` to `max` (at most 20), for numbers and times.
    pub histogram: Vec<u64>,
}

/// What a column means; decides what is done with it when a question does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A quantity: summed.
    Measure,
    /// A rate, a ratio, a delay, a score: averaged.
    Rate,
    /// A kind of thing: grouped by.
    Category,
    /// A day or a moment.
    Time,
    /// A part of the calendar kept as a number: year, month, day, hour, weekday. Grouped by.
    Period,
    /// A place name or code.
    Place,
    /// A longitude or a latitude.
    Coordinate,
    /// Names one thing: counted, never summed.
    Identifier,
    /// True or false.
    Flag,
    /// Free text.
    Text,
}
