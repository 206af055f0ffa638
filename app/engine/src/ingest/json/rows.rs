//! Records become rows: nested records become columns named with dots, lists stay as JSON text.

use super::scan::{Scan, Trouble, Value};
use crate::aside::Aside;
use crate::error::Error;
use crate::ingest::gather::{Cell, Gathering};
use crate::ingest::{cell, names};
use polars::prelude::{Column, DataFrame};
use spec::answer::{Level, Note};
use std::borrow::Cow;
use std::collections::HashMap;

/// The most columns that records may make.
const MOST_COLUMNS: usize = 10_000;

/// The most cells that a table of records may have: each takes up to 16 bytes while it is read.
pub(in crate::ingest) const MOST_CELLS: usize = 120_000_000;

/// A table in the making.
#[derive(Default)]
pub(in crate::ingest) struct Rows {
    names: Vec<String>,
    columns: Vec<Gathering>,
    places: HashMap<String, usize>,
    listed: Vec<bool>,
    rows: usize,
    doubled: u64,
    aside: Aside,
}

/// A finished table.
pub(in crate::ingest) struct Table {
    /// Its cells.
    pub frame: DataFrame,
    /// What the user should know about it.
    pub notes: Vec<Note>,
    /// What is not in it.
    pub aside: Aside,
}

/// One record's cells, kept apart until the record is known to be whole.
pub(in crate::ingest) type Cells<'a> = Vec<(Cow<'a, str>, Cell<'a>, bool)>;

impl Rows {
    /// How many rows there are.
    pub(in crate::ingest) fn rows(&self) -> usize {
        self.rows
    }

    /// Whether there are more columns than any table has.
    pub(in crate::ingest) fn has_too_many_columns(&self) -> bool {
        self.columns.len() > MOST_COLUMNS
    }

    /// Whether there are more columns or cells than any table has.
    pub(in crate::ingest) fn is_too_large(&self) -> bool {
        self.has_too_many_columns() || self.columns.len().saturating_mul(self.rows) > MOST_CELLS
    }

    /// Sets a line aside that is no record.
    pub(in crate::ingest) fn leave_out(&mut self, row: u64, text: &str, reason: &str) {
        self.aside.line(row, text, reason);
    }

    /// Adds a record, the one in this row of the file.
    pub(in crate::ingest) fn push(&mut self, cells: &Cells<'_>, row: u64) {
        let mut expected = 0;
        for (name, cell, is_list) in cells {
            let place = self.place(name, expected);
            expected = place + 1;
            // A name that comes late has a cell for each row before it.
            if self.columns[place].rows() < self.rows && self.is_too_large() {
                break;
            }
            self.columns[place].fill_up(self.rows);
            if self.columns[place].rows() == self.rows {
                self.columns[place].push(cell);
            } else {
                self.doubled += 1;
                self.aside
                    .cell(row, name, cell.spelled(), "the record has this name twice");
            }
            self.listed[place] |= is_list;
        }
        self.rows += 1;
    }

    fn place(&mut self, name: &str, expected: usize) -> usize {
        if self.names.get(expected).is_some_and(|known| known == name) {
            return expected;
        }
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.names.push(name.to_owned());
        self.columns.push(Gathering::new());
        self.listed.push(false);
        self.places.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    /// The table.
    pub(in crate::ingest) fn finish(self) -> Result<Table, Error> {
        let (names, mut notes) = names::repaired(self.names);
        let mut columns = Vec::with_capacity(names.len());
        for ((name, mut column), is_list) in names.iter().zip(self.columns).zip(self.listed) {
            column.fill_up(self.rows);
            let (series, said) = column.finish(name)?;
            columns.push(Column::from(series));
            notes.extend(if is_list { Some(listed(name)) } else { said });
        }
        notes.extend((self.doubled > 0).then(|| doubled(self.doubled)));
        Ok(Table {
            frame: DataFrame::new(columns)?,
            notes,
            aside: self.aside,
        })
    }
}

fn doubled(count: u64) -> Note {
    let said = match count {
        1 => "1 record has a name twice: the second value is set aside".to_owned(),
        count => format!("names stand twice in a record {count} times: the second values are set aside"),
    };
    Note {
        count: Some(count),
        ..Note::new(Level::Warning, "duplicate_keys", said)
    }
}

fn listed(name: &str) -> Note {
    Note {
        column: Some(name.to_owned()),
        ..Note::new(
            Level::Info,
            "nested",
            format!("the lists in “{name}” are kept as JSON text"),
        )
    }
}

/// The cells of the next value: of a record its members, otherwise one.
pub(in crate::ingest) fn record<'a>(scan: &mut Scan<'a>) -> Result<Cells<'a>, Trouble> {
    let mut cells = Vec::new();
    member(scan, Cow::Borrowed(""), &mut cells)?;
    Ok(cells)
}

/// Adds the cells of the next value, which has this name in its record.
pub(in crate::ingest) fn member<'a>(
    scan: &mut Scan<'a>,
    name: Cow<'a, str>,
    cells: &mut Cells<'a>,
) -> Result<(), Trouble> {
    scan.peek();
    let start = scan.at();
    let value = scan.value()?;
    let cell = match value {
        Value::Record => return members(scan, &name, cells),
        Value::List => {
            scan.pass_rest(&Value::List)?;
            let list = Cell::Text(Cow::Borrowed(scan.between(start, scan.at())));
            cells.push((named(name), list, true));
            return Ok(());
        }
        value => of(value),
    };
    cells.push((named(name), cell, false));
    Ok(())
}

fn members<'a>(scan: &mut Scan<'a>, name: &str, cells: &mut Cells<'a>) -> Result<(), Trouble> {
    let mut is_first = true;
    while let Some(key) = scan.key(is_first)? {
        is_first = false;
        match name {
            "" => member(scan, key, cells)?,
            name => member(scan, Cow::Owned(format!("{name}.{key}")), cells)?,
        }
    }
    Ok(())
}

fn named(name: Cow<'_, str>) -> Cow<'_, str> {
    if name.is_empty() { Cow::Borrowed("value") } else { name }
}

/// What a plain value is as a cell.
pub(in crate::ingest) fn of(value: Value<'_>) -> Cell<'_> {
    match value {
        Value::Null | Value::List | Value::Record => Cell::Nothing,
        Value::Flag(flag) => Cell::Flag(flag),
        Value::Text(text) => Cell::Text(text),
        Value::Infinite(value) => Cell::Number(value),
        Value::Number(number) if has_more_digits(number) => Cell::Digits(number),
        Value::Number(number) => match cell::real(number.as_bytes()) {
            Some(value) => Cell::Number(value),
            None => Cell::Digits(number),
        },
    }
}

/// Whether a number has more digits than a float keeps.
fn has_more_digits(number: &str) -> bool {
    const KEPT: usize = 17;
    if number.len() <= KEPT || number.contains(['e', 'E']) {
        return false;
    }
    let digits = number.trim_start_matches(['-', '0', '.']).trim_end_matches('0');
    digits.bytes().filter(u8::is_ascii_digit).count() > KEPT
}
