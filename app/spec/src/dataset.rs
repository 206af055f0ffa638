//! A table the engine holds: its schema and where it came from. The rows stay in the engine.

use crate::reading::Source;
use crate::step::Step;
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
    /// What was done to it since, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// How many cells and rows of the file are not in the table; see [`crate::worker::Request::SetAside`].
    #[serde(default)]
    pub set_aside: u64,
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

/// What opening a file gave: a workbook holds several datasets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The new datasets.
    pub datasets: Vec<Dataset>,
    /// What the user should know about how the file was read.
    pub notes: Vec<crate::answer::Note>,
}
