//! What the page may ask of the worker, and what it hears. The engine's `handle` takes and gives the same words.

use crate::answer::{Answer, Table};
use crate::ask::Asked;
use crate::dashboard::Tile;
use crate::dataset::{Dataset, OpenOptions, Opened};
use crate::filter::Filter;
use crate::problem::Problem;
use crate::profile::Profile;
use crate::question::Question;
use serde::{Deserialize, Serialize};

/// What the page may ask. A file or a buffer, where one belongs to the request, travels beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Reads the attached file.
    Open(OpenOptions),
    /// Lists what is loaded.
    Datasets,
    /// Answers a tile's question under further filters.
    Answer {
        /// The tile.
        tile: Tile,
        /// What else to filter by: the picks of other tiles.
        filters: Vec<Filter>,
        /// Today's date in the user's zone, `2026-11-21`.
        today: String,
    },
    /// Answers a question as a plain table.
    Table {
        /// The question.
        question: Question,
        /// At most this many rows.
        limit: u64,
        /// Today's date in the user's zone.
        today: String,
    },
    /// Answers a question as an Arrow IPC stream, which travels beside the reply.
    Arrow {
        /// The question.
        question: Question,
        /// Today's date in the user's zone.
        today: String,
    },
    /// Answers a question as a CSV file, which travels beside the reply.
    Csv {
        /// The question.
        question: Question,
        /// Today's date in the user's zone.
        today: String,
    },
    /// Reads words as a tile and answers it.
    Ask {
        /// The words.
        words: String,
        /// Which datasets they may be about; all when empty. The first is preferred.
        datasets: Vec<String>,
        /// The tile that the words may be changing: "and by month?".
        previous: Option<Tile>,
        /// Today's date in the user's zone.
        today: String,
    },
    /// Questions worth asking about a dataset.
    Suggest {
        /// Its name.
        dataset: String,
    },
    /// Endings for words that are still being typed.
    Complete {
        /// The words so far.
        words: String,
        /// Which datasets they may be about; all when empty.
        datasets: Vec<String>,
    },
    /// Sums up a dataset's columns.
    Profile {
        /// Its name.
        dataset: String,
    },
    /// The SQL that a question amounts to.
    Explain {
        /// The question.
        question: Question,
    },
    /// Forgets a dataset, also in storage.
    Close {
        /// Its name.
        dataset: String,
    },
    /// Brings the stored datasets back.
    Restore,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// To `Open` and `Restore`.
    Opened(Opened),
    /// To `Datasets`.
    Datasets(Vec<Dataset>),
    /// To `Answer`.
    Answer(Box<Answer>),
    /// To `Table`.
    Table(Table),
    /// To `Arrow` and `Csv`: the bytes travel beside it.
    Bytes,
    /// To `Ask`.
    Asked(Box<(Asked, Answer)>),
    /// To `Suggest` and `Complete`.
    Words(Vec<String>),
    /// To `Profile`.
    Profile(Profile),
    /// To `Explain`.
    Sql(String),
    /// To `Close`.
    Closed,
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// The engine can take a file.
    Ready,
    /// A request is done; its number comes back.
    Done {
        /// The request's number.
        id: u32,
        /// What came of it.
        result: Result<Reply, Problem>,
    },
    /// A request is under way.
    Progress {
        /// The request's number.
        id: u32,
        /// What is being done, for the user.
        stage: String,
        /// How much of it, from 0 to 1.
        fraction: f64,
    },
    /// A dataset is in storage and will survive a crash.
    Saved {
        /// Its name.
        dataset: String,
    },
    /// A dataset could not be put into storage; it is open all the same.
    Unsaved {
        /// Its name.
        dataset: String,
        /// Why.
        problem: Problem,
    },
}
