//! A table the engine holds: its schema and where it came from. The rows stay in the engine.

use serde::{Deserialize, Serialize};

/// A named table that the user loaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    /// Its table name in SQL: lower case, letters, digits and `_`.
    pub name: String,
    /// How many rows it holds.
    pub rows: u64,
    /// Its columns, in the file's order.
    pub columns: Vec<Column>,
    /// Its size in the engine's memory.
    pub bytes: u64,
    /// Where it came from and how it was read.
    pub source: Source,
}

impl Dataset {
    /// The column with this exact name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its name, as in the file.
    pub name: String,
    /// What its cells are.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Whether some cell is null.
    pub nullable: bool,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A binary floating point number.
    Float,
    /// An exact decimal number.
    Decimal,
    /// Text, categories and identifiers.
    Text,
    /// A calendar day.
    Date,
    /// A moment: a day and a time.
    Datetime,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A list of values.
    List,
    /// A record of named values.
    Struct,
}

impl Type {
    /// Whether it can be summed and averaged.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Float | Self::Decimal)
    }

    /// Whether it lies on the calendar.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Datetime)
    }
}

/// Where a dataset came from and how it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The file's own name.
    pub filename: String,
    /// How it was read.
    pub format: Format,
    /// The text encoding, for text formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The cell delimiter, for delimited text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// Whether the first row was read as names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// How many lines before the table were left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<u64>,
    /// The sheet, for a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

/// A file format that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma (or otherwise) separated text.
    #[default]
    Csv,
    /// Tab separated text.
    Tsv,
    /// One JSON document.
    Json,
    /// One JSON document a line.
    Ndjson,
    /// Apache Parquet.
    Parquet,
    /// Arrow IPC file or stream, Feather version 2.
    Arrow,
    /// An Excel workbook.
    Xlsx,
}

/// How to read a file, where the user knows better than detection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpenOptions {
    /// The dataset's name; from the file's name when absent.
    pub name: Option<String>,
    /// The file's name, for bytes that have none.
    pub filename: Option<String>,
    /// The format: a [`Format`] in `snake_case`.
    pub format: Option<Format>,
    /// Whether the first row holds the names.
    pub header: Option<bool>,
    /// The cell delimiter: one character.
    pub delimiter: Option<String>,
    /// The text encoding, by its WHATWG label.
    pub encoding: Option<String>,
    /// The sheet of a workbook; every sheet when absent.
    pub sheet: Option<String>,
}

/// What opening a file gave: a workbook holds several datasets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The new datasets.
    pub datasets: Vec<Dataset>,
    /// What the user should know about how the file was read.
    pub notes: Vec<crate::answer::Note>,
}
