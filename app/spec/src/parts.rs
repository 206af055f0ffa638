//! What engines tell each other that each hold some rows of a dataset.

use crate::dataset::Dataset;
use crate::question::Question;
use serde::{Deserialize, Serialize};

/// What an engine must know of a dataset to hold some of its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The dataset as a whole.
    pub dataset: Dataset,
    /// Whether each of its columns holds what is no number or no day.
    pub untidy: Vec<bool>,
}

/// A question over a dataset, in the engine's own words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// The dataset whose rows are parted.
    pub dataset: String,
    /// The question.
    pub question: Question,
    /// Today's date in the user's zone.
    pub today: String,
}

/// What an engine with all rows tells one with some.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// It holds so many rows of a dataset from now on. The dataset without rows is attached.
    Hold(Box<Held>, u64),
    /// Cells of a column are attached, in the order of their rows.
    Cells {
        /// The dataset.
        dataset: String,
        /// The column.
        column: String,
        /// Whether no more follow.
        is_last: bool,
    },
    /// It is asked what its rows tell about a question. What is known of all rows so far is attached.
    Work(Box<Work>),
    /// It forgets the rows of a dataset.
    Drop {
        /// The dataset.
        dataset: String,
    },
}
