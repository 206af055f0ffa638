//! What came of a question: a small table and what should be known about it.

use crate::chart::{Chart, Kind};
use crate::dataset::Column;
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A small table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// Whether there are more rows than were asked for.
    pub truncated: bool,
    /// For each row, how many of the query's groups it sums up; empty when no row does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<u8>,
}

impl Table {
    /// Where the column with this name is.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// What came of a tile's question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The figures.
    pub table: Table,
    /// The chart with its kind and channels settled.
    pub chart: Chart,
    /// The kinds that fit this answer, best first.
    pub fitting: Vec<Kind>,
    /// Why the best of them suit it, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What it lacks for the kinds that cannot be drawn of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacking: Vec<Reason>,
    /// The ECharts option; null for kinds that the page draws itself.
    pub option: serde_json::Value,
    /// How each column is written, in the order of the table's columns.
    pub formats: Vec<Format>,
    /// The finding in words, such as "Frontier leads with 21.9"; empty when there is nothing to say.
    pub headline: String,
    /// For the columns of a cross table, the values of the group across that they stand for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub heads: BTreeMap<String, Value>,
    /// What the answer leaves out, and the like.
    pub notes: Vec<Note>,
    /// How long the engine took, measured by the worker.
    pub millis: f64,
}

/// What is said of a kind of chart for an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Which kind.
    pub kind: Kind,
    /// Why it suits, or what it lacks: half a sentence, in the user's own names.
    pub why: String,
}

/// How the values of a column are written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Format {
    /// What they are.
    pub kind: FormatKind,
    /// Digits after the point; as needed when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// What follows each, such as `min`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What the values of a column are, to a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormatKind {
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// A part of one, written in percent.
    Percent,
    /// A day.
    Date,
    /// A moment.
    Datetime,
    /// A time of day.
    Time,
    /// A year, from a date.
    Year,
    /// A quarter, from a date.
    Quarter,
    /// A month, from a date.
    Month,
    /// A week, from its Monday.
    Week,
    /// An hour of a day, from a moment.
    Hour,
    /// January to December, from 1–12.
    MonthName,
    /// Monday to Sunday, from 1–7.
    Weekday,
    /// True or false.
    Boolean,
    /// A number that names something (a year, an id): no grouping of digits.
    Plain,
    /// Text.
    #[default]
    Text,
}

/// Something the user should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// How serious.
    pub level: Level,
    /// Which kind of note: stable, `snake_case`.
    pub code: String,
    /// In the user's own names.
    pub message: String,
    /// Which row, from 1 as in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// Which column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// How many times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

impl Note {
    /// A note without a place.
    pub fn new(level: Level, code: &str, message: impl Into<String>) -> Self {
        Self {
            level,
            code: code.to_owned(),
            message: message.into(),
            row: None,
            column: None,
            count: None,
        }
    }
}

/// How serious a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Good to know.
    Info,
    /// Something was changed or left out.
    Warning,
    /// Something did not work.
    Error,
}
