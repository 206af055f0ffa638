//! What the page may ask of the worker, and what it hears. The engine's `handle` takes and gives the same words.

use crate::advice::Advice;
use crate::answer::{Answer, Table};
use crate::ask::Asked;
use crate::dashboard::Tile;
use crate::dataset::{Column, Dataset, Opened};
use crate::expression::{Checked, Completion, Ground};
use crate::filter::Filter;
use crate::handing::Handing;
use crate::memory::Usage;
use crate::model::{FoundRelation, Hierarchy, Model};
use crate::problem::Problem;
use crate::profile::Profile;
use crate::question::{Query, Question};
use crate::reading::{Inspection, OpenOptions};
use crate::report::Report;
use crate::step::{Outcome, Step};
use crate::workbook::Workbook;
use serde::{Deserialize, Serialize};

/// What the page may ask. A file or a buffer, where one belongs to the request, travels beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Reads the attached file.
    Open(OpenOptions),
    /// Looks into the attached file without reading it whole.
    Inspect(OpenOptions),
    /// Takes over the tables of the attached parcel, which a reader made of a file with these options. The file itself is attached too.
    Adopt(Handing, OpenOptions),
    /// As `Reread`, by the tables of the attached parcel, which a reader made of the file.
    Replace {
        /// The dataset's name; it stays.
        dataset: String,
        /// How the file was read.
        options: OpenOptions,
        /// What a reader made of it.
        handing: Handing,
    },
    /// Reads the attached file in place of a dataset: the same file in another way, or a newer one in the same way. Its steps are run again.
    Reread {
        /// The dataset's name; it stays.
        dataset: String,
        /// How to read the file.
        options: OpenOptions,
    },
    /// Reads the file of a dataset again, as far as it is still at hand, in another way.
    Revise {
        /// The dataset's name; it stays.
        dataset: String,
        /// How to read the file.
        options: OpenOptions,
    },
    /// Makes one dataset of several with the same columns; a column `file` says where each row comes from.
    Combine {
        /// Their names. They are closed.
        datasets: Vec<String>,
        /// The new one's name.
        name: String,
    },
    /// Does these steps to a dataset as it was read, in place of the steps it had.
    Transform {
        /// The dataset's name.
        dataset: String,
        /// The steps.
        steps: Vec<Step>,
    },
    /// What came of a dataset's steps.
    Outcomes {
        /// Its name.
        dataset: String,
    },
    /// The SQL that a dataset's steps amount to.
    StepsSql {
        /// Its name.
        dataset: String,
    },
    /// The lines, rows and cells that were set aside: columns `row`, `column`, `value`, `reason`.
    SetAside {
        /// The dataset's name.
        dataset: String,
        /// How many to skip.
        offset: u64,
        /// At most this many.
        limit: u64,
    },
    /// Everything that was set aside, as a CSV file, which travels beside the reply.
    SetAsideCsv {
        /// The dataset's name.
        dataset: String,
    },
    /// What is to be known about a dataset: meanings, oddities, keys.
    Report {
        /// Its name.
        dataset: String,
    },
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
    /// What makes a tile's chart easy to misread.
    Advise {
        /// The tile.
        tile: Tile,
        /// Today's date in the user's zone.
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
    /// Answers a question as a file, which travels beside the reply.
    Export {
        /// The question.
        question: Question,
        /// The file's format.
        format: ExportFormat,
        /// Today's date in the user's zone.
        today: String,
    },
    /// Answers tiles as a workbook, which travels beside the reply.
    Workbook {
        /// The workbook.
        workbook: Workbook,
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
    /// The SQL that a question amounts to, as PostgreSQL has it. Of a question with a pivot, what the pivot is made of.
    Explain {
        /// The question.
        question: Question,
        /// Today's date in the user's zone.
        today: String,
    },
    /// Takes the workspace's model in place of the one there.
    Model(Model),
    /// Looks for datasets that belong together.
    Relations,
    /// Looks for columns of a dataset that go from coarse to fine.
    Hierarchies {
        /// Its name.
        dataset: String,
    },
    /// The columns that a query's filters, groups and measures may name: after its joins, with its calculated columns.
    Columns {
        /// The query; what follows its calculated columns does not matter.
        query: Query,
    },
    /// Reads an expression as it would stand in a query.
    CheckExpression {
        /// The query.
        query: Query,
        /// What the expression stands on.
        ground: Ground,
        /// The expression.
        text: String,
    },
    /// How an expression may go on.
    CompleteExpression {
        /// The query it stands in.
        query: Query,
        /// What it stands on.
        ground: Ground,
        /// The expression so far.
        text: String,
        /// After which character the cursor is, counted from 0.
        cursor: usize,
    },
    /// A dataset's rows as they were read, for another device; they travel beside the reply.
    Pack {
        /// Its name.
        dataset: String,
    },
    /// Takes the attached rows in, which `Pack` gave. The steps follow by `Transform`.
    Unpack {
        /// What the dataset is to be called, if the name is free.
        name: String,
        /// Where its rows once came from.
        source: crate::reading::Source,
    },
    /// Forgets a dataset, also in storage.
    Close {
        /// Its name.
        dataset: String,
    },
    /// Brings the stored datasets back.
    Restore,
    /// What takes memory.
    Memory {
        /// How much may be in use from now on; as before when it is not said.
        budget_bytes: Option<u64>,
    },
    /// Forgets what can be worked out again.
    Free,
    /// Leaves the rows of a dataset to storage; whatever asks for them brings them back.
    Sleep {
        /// Its name.
        dataset: String,
    },
    /// Brings the rows of a dataset back from storage.
    Wake {
        /// Its name.
        dataset: String,
    },
}

/// A file format that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma separated text.
    Csv,
    /// An Excel workbook with one sheet.
    Xlsx,
    /// Apache Parquet.
    Parquet,
    /// An Arrow IPC file.
    Arrow,
    /// A JSON array of objects.
    Json,
    /// A JSON object a line.
    Ndjson,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// To `Open`, `Adopt`, `Unpack`, `Reread`, `Replace`, `Revise`, `Combine` and `Restore`.
    Opened(Opened),
    /// To `Open`, when it was asked of a reader: the parcel travels beside it.
    Handed(Box<Handing>),
    /// To `Inspect`.
    Inspected(Box<Inspection>),
    /// To `Transform`: the dataset as it is now, and what came of each step.
    Transformed(Box<Dataset>, Vec<Outcome>),
    /// To `Outcomes`.
    Outcomes(Vec<Outcome>),
    /// To `Report`.
    Report(Box<Report>),
    /// To `Datasets`.
    Datasets(Vec<Dataset>),
    /// To `Answer`.
    Answer(Box<Answer>),
    /// To `Advise`.
    Advice(Vec<Advice>),
    /// To `Table` and `SetAside`.
    Table(Table),
    /// To `Arrow`, `Export`, `Pack`, `Workbook` and `SetAsideCsv`: the bytes travel beside it.
    Bytes,
    /// To `Ask`.
    Asked(Box<(Asked, Answer)>),
    /// To `Suggest` and `Complete`.
    Words(Vec<String>),
    /// To `Profile`.
    Profile(Profile),
    /// To `Explain` and `StepsSql`.
    Sql(String),
    /// To `Model`.
    Modelled,
    /// To `Relations`, the surest first.
    Relations(Vec<FoundRelation>),
    /// To `Hierarchies`.
    Hierarchies(Vec<Hierarchy>),
    /// To `Columns`.
    Columns(Vec<Column>),
    /// To `CheckExpression`, when it can be read.
    Checked(Checked),
    /// To `CompleteExpression`, the likeliest first.
    Completions(Vec<Completion>),
    /// To `Close`.
    Closed,
    /// To `Memory`, `Free`, `Sleep` and `Wake`.
    Memory(Box<Usage>),
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
    /// SQL statements made datasets, made them anew, or dropped them.
    Changed {
        /// Those that are made, as they are now.
        made: Vec<Dataset>,
        /// The names of those that are gone.
        dropped: Vec<String>,
    },
    /// A dataset could not be put into storage; it is open all the same.
    Unsaved {
        /// Its name.
        dataset: String,
        /// Why.
        problem: Problem,
    },
    /// What takes memory now, said when nothing is under way and it has changed.
    Memory(Box<Usage>),
}
