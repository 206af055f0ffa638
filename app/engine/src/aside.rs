//! What of a file is not in its table: cells that do not fit their column, lines and rows that are no part of the table. Nothing is lost in silence.

use crate::error::Error;
use polars::prelude::{Column, DataFrame, IntoColumn as _, NamedFrom as _, PlSmallStr, Series};

/// What was set aside, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Aside {
    rows: Vec<u64>,
    columns: Vec<Option<String>>,
    values: Vec<String>,
    reasons: Vec<String>,
}

impl Aside {
    /// Sets a cell aside; its row is that of the file, from 1.
    pub(crate) fn cell(&mut self, row: u64, column: &str, value: impl Into<String>, reason: &str) {
        self.push(row, Some(column.to_owned()), value.into(), reason);
    }

    /// Sets a whole line or row aside, as it stands in the file.
    pub(crate) fn line(&mut self, row: u64, text: impl Into<String>, reason: &str) {
        self.push(row, None, text.into(), reason);
    }

    /// Sets aside what another has set aside.
    pub(crate) fn append(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.columns.extend(other.columns);
        self.values.extend(other.values);
        self.reasons.extend(other.reasons);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// As a table: `row`, `column`, `value`, `reason`.
    pub(crate) fn frame(&self) -> Result<DataFrame, Error> {
        let text = |name: &'static str, texts: &[String]| Series::new(PlSmallStr::from_static(name), texts).into_column();
        let columns: Vec<Column> = vec![
            Series::new(PlSmallStr::from_static("row"), &self.rows).into_column(),
            Series::new(PlSmallStr::from_static("column"), &self.columns).into_column(),
            text("value", &self.values),
            text("reason", &self.reasons),
        ];
        Ok(DataFrame::new(columns)?)
    }

    fn push(&mut self, row: u64, column: Option<String>, value: String, reason: &str) {
        self.rows.push(row);
        self.columns.push(column);
        self.values.push(value);
        self.reasons.push(reason.to_owned());
    }
}
