//! How a file is read: what was found out about it, and what the user says instead.

use crate::dataset::Type;
use crate::repair::{Repair, RepairKind};
use crate::step::Step;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a dataset came from and how it was read.
///
/// Each field that [`OpenOptions`] has too says what was found out; giving it back in the options reads the file the same way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The file's own name.
    pub filename: String,
    /// How it was read.
    pub format: Format,
    /// The way into the file: names inside an archive, outermost first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inside: Option<String>,
    /// The text encoding, by its WHATWG label, for text formats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The cell delimiter, for delimited text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// What stands around cells with delimiters in them, for delimited text; empty when nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// What stands before a quote inside a quoted cell; the quote itself when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escape: Option<String>,
    /// Whether the table has names of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// Over how many rows the names go, when it is more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u32>,
    /// How many lines before the table were left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<u64>,
    /// How many lines after the table were left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<u64>,
    /// What comment lines begin with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// What stands before the decimals, `.` or `,`, where numbers in text have any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
    /// Which part of a date comes first, where dates in text do not begin with the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// The words that stand for no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nulls: Option<Vec<String>>,
    /// Where each column begins, in characters from 0, for text in columns of a fixed width.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<Vec<u32>>,
    /// The sheet of a workbook, the table of a database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Which cells of the sheet, such as `B4:H200`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<String>,
    /// Which of several tables of a sheet: its title, or its number from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// What was put right to make a table of a sheet, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<Repair>,
    /// Only these columns were read; all of them when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Whether numbers are kept in half the room.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub narrow: bool,
    /// Only a part of the rows was read: how many rows there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sampled_from: Option<u64>,
    /// The SQL statement that made it, for what no file holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// Whether it is a view: its statement is run again whenever a dataset has changed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_view: bool,
}

/// How to read a file, where the user knows better than detection. What is absent is found out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpenOptions {
    /// The dataset's name; from the file's name when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The file's name, for bytes that have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// The format: a [`Format`] in `snake_case`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// Which file of an archive, as [`Source::inside`]; every one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inside: Option<String>,
    /// Whether the first row holds the names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// Over how many rows the names go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u32>,
    /// The cell delimiter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// What stands around cells: one character, or empty for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// What stands before a quote inside a quoted cell: one character.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escape: Option<String>,
    /// The text encoding, by its WHATWG label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// How many lines come before the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<u64>,
    /// How many lines come after the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<u64>,
    /// What comment lines begin with; empty when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// What stands before the decimals: `.` or `,`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
    /// Which part of a date comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// The words that stand for no value, instead of the usual ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nulls: Option<Vec<String>>,
    /// Where each column begins, in characters from 0: the text is in columns of a fixed width.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<Vec<u32>>,
    /// The sheet of a workbook or the table of a database; every one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Which cells of the sheet, such as `B4:H200`; found out when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<String>,
    /// Which of several tables of a sheet, as [`Source::table`]: found wherever it is now, so that it goes before `range`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// Which repairs of a sheet to make or not to make, against what is proposed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub repairs: BTreeMap<RepairKind, bool>,
    /// What certain columns are, by their names. Cells that do not fit are set aside.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub types: BTreeMap<String, Type>,
    /// Only these columns, by their names; every one when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// About so many rows, spread evenly over the file; every one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<u64>,
    /// Whether numbers are kept in half the room where that loses nothing that is shown: whole numbers in 32 bits, others with 7 digits.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub narrow: bool,
    /// What to do to each table after it is read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
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
    /// Text in columns of a fixed width.
    FixedWidth,
    /// One JSON document.
    Json,
    /// One JSON document a line.
    Ndjson,
    /// Places with properties, in JSON.
    Geojson,
    /// Apache Parquet.
    Parquet,
    /// Arrow IPC file or stream, Feather version 2.
    Arrow,
    /// An Excel workbook, with or without macros.
    Xlsx,
    /// A binary Excel workbook.
    Xlsb,
    /// An Excel workbook as before 2007.
    Xls,
    /// An OpenDocument spreadsheet.
    Ods,
    /// An SQLite database.
    Sqlite,
    /// No file: a SQL statement made it.
    Sql,
}

/// Which part of a date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31.01.2024.
    DayFirst,
    /// 01/31/2024.
    MonthFirst,
    /// 2024-01-31.
    YearFirst,
}

/// What a file holds and how much room it takes, before it is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// The tables that were found: sheets, files of an archive, tables of a database.
    pub tables: Vec<InspectedTable>,
    /// About how much memory reading takes at most, in bytes.
    pub peak_bytes: u64,
    /// How much there is.
    pub room_bytes: u64,
}

/// One table of a file that is not read yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InspectedTable {
    /// How it was read so far; its `sheet`, `range` and `inside` tell it from the others.
    pub source: Source,
    /// About how many rows it has.
    pub rows: u64,
    /// Its columns with the bytes that each is about to take.
    pub columns: Vec<(crate::dataset::Column, u64)>,
    /// Its first rows.
    pub head: crate::answer::Table,
    /// What the user should know about how the head was read.
    pub notes: Vec<crate::answer::Note>,
}
