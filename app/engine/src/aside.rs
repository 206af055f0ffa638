//! What of a file is not in its table: cells that do not fit their column, lines and rows that are no part of the table. Nothing is lost in silence.

use crate::error::Error;
use polars::prelude::{Column, DataFrame, DataType, IntoColumn as _, NamedFrom as _, PlSmallStr, Series};

/// What was set aside, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Aside {
    rows: Vec<u64>,
    columns: Vec<Option<u32>>,
    values: Vec<String>,
    reasons: Vec<u32>,
    /// Names of columns and reasons, which are few: each is kept once, as far as that is cheap to see.
    words: Vec<String>,
    /// Which row of the file each row of the table is, where they do not follow one after the other from the names on.
    numbers: Vec<u32>,
}

impl Aside {
    /// Sets a cell aside; its row is that of the file, from 1.
    pub(crate) fn cell(&mut self, row: u64, column: &str, value: impl Into<String>, reason: &str) {
        let column = self.word(column);
        self.push(row, Some(column), value.into(), reason);
    }

    /// Sets a whole line or row aside, as it stands in the file.
    pub(crate) fn line(&mut self, row: u64, text: impl Into<String>, reason: &str) {
        self.push(row, None, text.into(), reason);
    }

    /// Sets aside what another has set aside.
    pub(crate) fn append(&mut self, other: Self) {
        let before = self.words.len() as u32;
        self.rows.extend(other.rows);
        self.columns
            .extend(other.columns.into_iter().map(|column| column.map(|word| word + before)));
        self.values.extend(other.values);
        self.reasons.extend(other.reasons.into_iter().map(|word| word + before));
        self.words.extend(other.words);
    }

    /// Says which row of the file each row of the table is, from 1.
    pub(crate) fn number_rows(&mut self, numbers: Vec<u32>) {
        self.numbers = numbers;
    }

    /// Which row of the file, from 1, a row of the table is, where that was said.
    pub(crate) fn row_of(&self, row: usize) -> Option<u64> {
        self.numbers.get(row).map(|number| u64::from(*number))
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many bytes they take.
    pub(crate) fn bytes(&self) -> u64 {
        let texts = self.values.iter().chain(&self.words);
        let texts: usize = texts.map(|text| size_of::<String>() + text.len()).sum();
        let each = size_of::<u64>() + size_of::<Option<u32>>() + size_of::<u32>();
        (texts + each * self.len() + size_of::<u32>() * self.numbers.len()) as u64
    }

    /// How many of them are whole lines and rows.
    pub(crate) fn lines(&self) -> usize {
        self.columns.iter().filter(|column| column.is_none()).count()
    }

    /// Sets aside these of another, from one place on.
    pub(crate) fn take_from(&mut self, other: &Self, offset: usize, limit: usize) {
        let end = offset.saturating_add(limit).min(other.len());
        for at in offset.min(end)..end {
            let reason = &other.words[other.reasons[at] as usize];
            let value = other.values[at].clone();
            match other.columns[at] {
                Some(column) => self.cell(other.rows[at], &other.words[column as usize], value, reason),
                None => self.line(other.rows[at], value, reason),
            }
        }
    }

    /// Says behind each reason where it was.
    pub(crate) fn located(mut self, place: &str) -> Self {
        let reasons: Vec<String> = self
            .reasons
            .iter()
            .map(|word| format!("{} ({place})", self.words[*word as usize]))
            .collect();
        self.reasons = reasons.iter().map(|reason| self.word(reason)).collect();
        self
    }

    /// As a table: `row`, `column`, `value`, `reason`.
    pub(crate) fn frame(&self) -> Result<DataFrame, Error> {
        let word = |word: u32| self.words.get(word as usize).map(String::as_str);
        let columns: Vec<Option<&str>> = self.columns.iter().map(|column| column.and_then(word)).collect();
        let reasons: Vec<Option<&str>> = self.reasons.iter().map(|reason| word(*reason)).collect();
        let columns: Vec<Column> = vec![
            Series::new(PlSmallStr::from_static("row"), &self.rows).into_column(),
            Series::new(PlSmallStr::from_static("column"), columns).into_column(),
            Series::new(PlSmallStr::from_static("value"), &self.values).into_column(),
            Series::new(PlSmallStr::from_static("reason"), reasons).into_column(),
        ];
        Ok(DataFrame::new(columns)?)
    }

    /// What [`Aside::frame`] gave, back.
    pub(crate) fn from_frame(frame: &DataFrame) -> Result<Self, Error> {
        let text = |name: &str| frame.column(name).and_then(|column| column.cast(&DataType::String));
        let rows = frame.column("row")?.cast(&DataType::UInt64)?;
        let (columns, values, reasons) = (text("column")?, text("value")?, text("reason")?);
        let mut aside = Self::default();
        let cells = rows.u64()?.iter().zip(columns.str()?.iter());
        let said = values.str()?.iter().zip(reasons.str()?.iter());
        for ((row, column), (value, reason)) in cells.zip(said) {
            let (row, value, reason) = (row.unwrap_or(0), value.unwrap_or_default(), reason.unwrap_or_default());
            match column {
                Some(column) => aside.cell(row, column, value, reason),
                None => aside.line(row, value, reason),
            }
        }
        Ok(aside)
    }

    fn push(&mut self, row: u64, column: Option<u32>, value: String, reason: &str) {
        let reason = self.word(reason);
        self.rows.push(row);
        self.columns.push(column);
        self.values.push(value);
        self.reasons.push(reason);
    }

    fn word(&mut self, wanted: &str) -> u32 {
        const LOOKED_AT: usize = 16;
        let from = self.words.len().saturating_sub(LOOKED_AT);
        let known = self.words[from..].iter().rposition(|word| word == wanted);
        let at = known.map_or(self.words.len(), |at| from + at);
        if at == self.words.len() {
            self.words.push(wanted.to_owned());
        }
        at as u32
    }
}
