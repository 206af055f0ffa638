//! Records become rows: nested records become columns named with dots, lists stay as JSON text.

use super::scan::{Scan, Trouble, Value};
use crate::error::Error;
use crate::ingest::gather::{Cell, Gathering};
use crate::ingest::{cell, names};
use polars::prelude::{Column, DataFrame};
use spec::answer::{Level, Note};
use std::borrow::Cow;
use std::collections::HashMap;

/// The most columns that records may make.
const MOST_COLUMNS: usize = 10_000;

/// A table in the making.
#[derive(Default)]
pub(in crate::ingest) struct Rows {
    names: Vec<String>,
    columns: Vec<Gathering>,
    places: HashMap<String, usize>,
    listed: Vec<bool>,
    rows: usize,
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

    /// Adds a record.
    pub(in crate::ingest) fn push(&mut self, cells: &Cells<'_>) {
        let mut expected = 0;
        for (name, cell, is_list) in cells {
            let place = self.place(name, expected);
            expected = place + 1;
            self.columns[place].fill_up(self.rows);
            if self.columns[place].rows() == self.rows {
                self.columns[place].push(cell);
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
    pub(in crate::ingest) fn finish(self) -> Result<(DataFrame, Vec<Note>), Error> {
        let (names, mut notes) = names::repaired(self.names);
        let mut columns = Vec::with_capacity(names.len());
        for ((name, mut column), is_list) in names.iter().zip(self.columns).zip(self.listed) {
            column.fill_up(self.rows);
            let (series, said) = column.finish(name)?;
            columns.push(Column::from(series));
            notes.extend(if is_list { Some(listed(name)) } else { said });
        }
        Ok((DataFrame::new(columns)?, notes))
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

fn member<'a>(scan: &mut Scan<'a>, name: Cow<'a, str>, cells: &mut Cells<'a>) -> Result<(), Trouble> {
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
        Value::Number(number) => match cell::real(number.as_bytes()) {
            Some(value) => Cell::Number(value),
            None => Cell::Digits(number),
        },
    }
}
