//! The expression language, as the page sees it: what an expression stands on, what it gives, how it may go on.

use crate::dataset::Type;
use serde::{Deserialize, Serialize};

/// What an expression stands on: which names it may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A row: the query's columns after its joins, and its calculated columns. Aggregates only `over (partition by …)`.
    Row,
    /// The rows of a group: the same columns, each within an aggregate.
    Group,
    /// A row of the answer: its groups, measures and derived columns.
    Answer,
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// The type of what it gives.
    pub kind: Type,
}

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// What is put in place of the word under the cursor: a quoted name where it needs quotes, a function with its parenthesis.
    pub text: String,
    /// What is shown.
    pub label: String,
    /// What it is, in a few words: `number`, `round(number, digits)`.
    pub detail: String,
    /// From which character the word to replace reaches up to the cursor, counted from 0.
    pub from: usize,
}
