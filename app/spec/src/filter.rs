//! Which rows count.

use crate::question::{Grouping, Query};
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// A condition on a row.
///
/// A comparison with a null cell is not met, and neither is its negation; only [`Filter::Null`] meets a null.
/// Dates and moments are compared with ISO 8601 text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Filter {
    /// Every one is met.
    All(Vec<Filter>),
    /// At least one is met.
    Any(Vec<Filter>),
    /// It is not met.
    Not(Box<Filter>),
    /// The cell compares so with a value.
    Compare {
        /// The column.
        column: String,
        /// How.
        is: Comparison,
        /// With what.
        value: Value,
    },
    /// The cell, grouped as `by` says, is one of the values; a null value stands for null cells.
    In {
        /// The column.
        column: String,
        /// How its cells are grouped before they are compared: a picked mark of a monthly chart is a month.
        #[serde(default, skip_serializing_if = "Grouping::is_value")]
        by: Grouping,
        /// Which values.
        values: Vec<Value>,
    },
    /// The cell lies between the two, both included.
    Between {
        /// The column.
        column: String,
        /// The low end.
        low: Value,
        /// The high end.
        high: Value,
    },
    /// The text contains this, whatever the case.
    Contains {
        /// The column.
        column: String,
        /// The text to find.
        text: String,
    },
    /// The text starts with this, whatever the case.
    StartsWith {
        /// The column.
        column: String,
        /// The text to find.
        text: String,
    },
    /// The text ends with this, whatever the case.
    EndsWith {
        /// The column.
        column: String,
        /// The text to find.
        text: String,
    },
    /// The cell is null.
    Null {
        /// The column.
        column: String,
    },
    /// The date lies in a span counted from today.
    Relative {
        /// The column.
        column: String,
        /// Which span.
        span: Span,
    },
    /// The cell is among the values of the first column of another query's answer: customers that bought this year, the ten largest.
    Among {
        /// The column.
        column: String,
        /// The other query.
        query: Box<Query>,
    },
    /// An expression that is true, such as `price > :limit and price > cost`.
    Expression {
        /// The expression.
        text: String,
    },
    /// The row is in a set of the workspace's model.
    Set {
        /// Its name.
        name: String,
    },
}

impl Filter {
    /// The columns that it names, as often as it names them. What an expression or a set reads is not among them.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::columns).collect(),
            Self::Not(part) => part.columns(),
            Self::Compare { column, .. }
            | Self::In { column, .. }
            | Self::Between { column, .. }
            | Self::Contains { column, .. }
            | Self::StartsWith { column, .. }
            | Self::EndsWith { column, .. }
            | Self::Null { column }
            | Self::Relative { column, .. }
            | Self::Among { column, .. } => vec![column],
            Self::Expression { .. } | Self::Set { .. } => Vec::new(),
        }
    }

    /// The same of columns that are called otherwise.
    #[must_use]
    pub fn renamed(&self, called: &dyn Fn(&str) -> String) -> Self {
        let mut filter = self.clone();
        match &mut filter {
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| *part = part.renamed(called)),
            Self::Not(part) => **part = part.renamed(called),
            Self::Compare { column, .. }
            | Self::In { column, .. }
            | Self::Between { column, .. }
            | Self::Contains { column, .. }
            | Self::StartsWith { column, .. }
            | Self::EndsWith { column, .. }
            | Self::Null { column }
            | Self::Relative { column, .. }
            | Self::Among { column, .. } => *column = called(column),
            Self::Expression { .. } | Self::Set { .. } => {}
        }
        filter
    }
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The same.
    Equal,
    /// Not the same.
    NotEqual,
    /// Smaller.
    Less,
    /// Smaller or the same.
    AtMost,
    /// Larger.
    Greater,
    /// Larger or the same.
    AtLeast,
}

/// A span of time counted from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Span {
    /// The last whole units before the present one: `last 1 month` is last month.
    Last {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
    },
    /// The time up to and including today: `past 7 days`.
    Past {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
    },
    /// The whole unit that holds today: `this year`.
    This(Unit),
    /// From the start of the unit that holds today up to and including today: `year to date`.
    ToDate(Unit),
    /// The next whole units after the present one.
    Next {
        /// How many.
        count: u32,
        /// Of what.
        unit: Unit,
    },
}

/// A unit of the calendar; it goes by the query's [`crate::model::Calendar`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}
