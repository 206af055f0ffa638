//! Columns worked out over an answer's rows, after its measures: running totals, ranks, changes from one period to the next.

use crate::filter::Unit;
use crate::question::{Order, Sort};
use serde::{Deserialize, Serialize};

/// A column worked out over the answer's rows. It comes after the measures, and may build on those before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derived {
    /// Its name in the answer.
    pub name: String,
    /// Of which column of the answer; of none for [`Calculation::Expression`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// How.
    pub how: Calculation,
    /// The groups, by their names in the answer, in each of which it starts afresh.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
    /// In which order the rows are walked, by columns of the answer. When empty: by the groups that are not in `within`, ascending, a timeline last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub along: Vec<Sort>,
}

/// How a derived column is worked out.
///
/// Nulls are passed over, and stay null where a row has nothing of its own to give: a row without a value has no running or moving figure, no difference, share or place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Calculation {
    /// All rows up to this one, folded.
    Running(Fold),
    /// The rows around this one, folded; fewer at the ends.
    Moving {
        /// How.
        fold: Fold,
        /// How many rows before this one.
        before: u32,
        /// How many after.
        after: u32,
    },
    /// All rows, folded: the same for each of them.
    Window(Fold),
    /// The running total since the start of the year, quarter, month or week that the row's time lies in, of the rows up to this one; the answer needs a group on a timeline.
    ToDate(Unit),
    /// The value of another row.
    Value(Reference),
    /// This row's value less another row's.
    Difference(Reference),
    /// The same as a part of the other row's value: 0.1 for ten percent more. Null when that is 0.
    Change(Reference),
    /// The part of the sum of all rows, from 0 to 1. `within` the groups of a parent it is the part of the parent.
    Share,
    /// The place in the order of the values, from 1; nulls have none.
    Rank {
        /// Which end is first.
        #[serde(default)]
        order: Order,
        /// What equal values get.
        #[serde(default)]
        ties: Ties,
    },
    /// The place as a part, from 0 for the smallest to 1 for the largest value; equal values get the lower place.
    PercentRank,
    /// Which of so many parts of about the same size the row falls in, from 1, by the order of the values from the smallest; the first parts are the larger ones by one.
    Tile(u32),
    /// An expression over the answer's columns, such as `revenue / cost`.
    Expression(String),
}

/// How several values become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fold {
    /// The sum.
    Sum,
    /// The average.
    Mean,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// How many there are.
    Count,
}

/// Another row, as seen from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reference {
    /// So many rows before.
    Before(u32),
    /// So many rows after.
    After(u32),
    /// The first row.
    First,
    /// The last row.
    Last,
    /// The row whose time is so much earlier and whose other groups are the same, whatever lies between; the answer needs a group on a timeline, of several the finest counts.
    ///
    /// A day that a month does not have is its last one. Months and more before a week is the week that holds the day so much before its middle.
    Earlier {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
    },
}

/// What equal values get for a rank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// The same, and places are left out after them: 1, 2, 2, 4.
    #[default]
    Competition,
    /// The same, and none is left out: 1, 2, 2, 3.
    Dense,
    /// One after the other, in the order of the rows: 1, 2, 3, 4.
    Ordinal,
}
