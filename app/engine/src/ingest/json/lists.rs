//! The forms of a table in JSON: lists of records and of cells, columns, records by their keys.

use super::rows::{self, Cells, Rows, Table};
use super::scan::{Scan, Trouble, Value};
use super::survey::Labels;
use crate::aside::Aside;
use crate::error::Error;
use crate::ingest::gather::{Cell, Gathering};
use crate::ingest::names;
use polars::prelude::{Column, DataFrame};
use std::borrow::Cow;
use std::collections::HashSet;

/// Names of columns with their cells.
pub(super) type Columns = Vec<(String, Gathering)>;

/// What the columns of rows of cells are called.
pub(super) enum Names<'a> {
    /// By their number.
    Numbers,
    /// As the first row says.
    First,
    /// Like this, and by their number beyond.
    These(Vec<Cow<'a, str>>),
}

/// How many rows are looked at to tell names from values.
const LOOKED_AT: usize = 100;

/// Reads a list of records, of rows of cells, or of values.
pub(super) fn list<'a>(scan: &mut Scan<'a>, mut names: Names<'a>) -> Result<Rows, Trouble> {
    let mut rows = Rows::default();
    let (mut row, mut is_first) = (0, true);
    scan.value()?;
    while scan.item(is_first)? && !rows.is_too_large() {
        row += 1;
        let record = match scan.peek() {
            Some(b'[') => {
                let cells = cells(scan)?;
                if let (true, Names::First) = (is_first, &names) {
                    names = Names::These(cells.into_iter().map(|(cell, _)| spelled(cell)).collect());
                    is_first = false;
                    continue;
                }
                named(cells, &names)
            }
            _ => rows::record(scan)?,
        };
        is_first = false;
        rows.push(&record, row);
    }
    Ok(rows)
}

/// Whether the first value of the list that comes next is a list. Nothing is taken.
pub(super) fn is_of_lists(scan: &mut Scan<'_>) -> Result<bool, Trouble> {
    let (at, depth) = (scan.at(), scan.depth());
    scan.value()?;
    let found = scan.item(true)? && scan.peek() == Some(b'[');
    scan.go_back(at, depth);
    Ok(found)
}

/// Whether the first row of the list of rows that comes next has the names of its columns: texts that differ, and below one of them something else than text, or no text again.
pub(super) fn has_names(scan: &mut Scan<'_>) -> Result<bool, Trouble> {
    let (at, depth) = (scan.at(), scan.depth());
    let (mut rows, mut is_first) = (Vec::new(), true);
    scan.value()?;
    while rows.len() < LOOKED_AT && scan.item(is_first)? && scan.peek() == Some(b'[') {
        is_first = false;
        rows.push(cells(scan)?);
    }
    scan.go_back(at, depth);
    let Some((first, rest)) = rows.split_first() else {
        return Ok(false);
    };
    let text = |cell: &(Cell<'_>, bool)| match cell {
        (Cell::Text(text), false) if !text.trim().is_empty() => Some(text.to_string()),
        _ => None,
    };
    let names: Option<Vec<_>> = first.iter().map(text).collect();
    let Some(names) = names.filter(|names| !names.is_empty() && !rest.is_empty()) else {
        return Ok(false);
    };
    let differ = names.iter().collect::<HashSet<_>>().len() == names.len();
    let below = |index: usize| rest.iter().filter_map(move |row| row.get(index));
    let is_other = |index: usize| {
        let mut others = below(index).filter(|(cell, _)| *cell != Cell::Nothing).peekable();
        others.peek().is_some() && others.all(|cell| text(cell).is_none())
    };
    let recurs = |index: usize| below(index).any(|cell| text(cell).as_ref() == Some(&names[index]));
    let all = 0..names.len();
    Ok(differ && (all.clone().any(is_other) || !all.clone().any(recurs)))
}

/// The next list as a row of cells without names.
pub(in crate::ingest) fn row<'a>(scan: &mut Scan<'a>) -> Result<Cells<'a>, Trouble> {
    Ok(named(cells(scan)?, &Names::Numbers))
}

/// A list within the list: a row of cells, and whether each was a list or a record.
fn cells<'a>(scan: &mut Scan<'a>) -> Result<Vec<(Cell<'a>, bool)>, Trouble> {
    let mut cells = Vec::new();
    scan.value()?;
    while scan.item(cells.is_empty())? {
        cells.push(cell(scan)?);
    }
    Ok(cells)
}

/// The next value as a cell, and whether it was a list or a record.
fn cell<'a>(scan: &mut Scan<'a>) -> Result<(Cell<'a>, bool), Trouble> {
    scan.peek();
    let start = scan.at();
    let value = scan.value()?;
    let is_nested = matches!(value, Value::List | Value::Record);
    scan.pass_rest(&value)?;
    Ok(match is_nested {
        true => (Cell::Text(scan.between(start, scan.at()).into()), true),
        false => (rows::of(value), false),
    })
}

fn named<'a>(cells: Vec<(Cell<'a>, bool)>, names: &Names<'a>) -> Cells<'a> {
    let name = |index: usize| match names {
        Names::These(names) => names.get(index).filter(|name| !name.is_empty()).cloned(),
        Names::Numbers | Names::First => None,
    };
    let cells = cells.into_iter().enumerate();
    cells
        .map(|(index, (cell, is_list))| {
            let name = name(index).unwrap_or_else(|| format!("column_{}", index + 1).into());
            (name, cell, is_list)
        })
        .collect()
}

fn spelled(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => text,
        other => other.spelled().into(),
    }
}

/// Reads records that stand under their keys; the key is a column where it says something.
pub(super) fn keyed(scan: &mut Scan<'_>, labels: Labels) -> Result<Rows, Trouble> {
    let (mut rows, mut row) = (Rows::default(), 0);
    scan.value()?;
    while let Some(key) = scan.key(row == 0)? {
        row += 1;
        let record = rows::record(scan)?;
        let record = match labels {
            Labels::Names => with_key(key, record),
            Labels::Numbers => record,
        };
        rows.push(&record, row);
        if rows.is_too_large() {
            return Ok(rows);
        }
    }
    Ok(rows)
}

/// Reads lists of records that stand under keys.
pub(super) fn grouped(scan: &mut Scan<'_>) -> Result<Rows, Trouble> {
    let (mut rows, mut row, mut is_first) = (Rows::default(), 0, true);
    scan.value()?;
    while let Some(key) = scan.key(is_first)? {
        is_first = false;
        let mut is_first = true;
        scan.value()?;
        while scan.item(is_first)? && !rows.is_too_large() {
            is_first = false;
            row += 1;
            let record = rows::record(scan)?;
            rows.push(&with_key(key.clone(), record), row);
        }
    }
    Ok(rows)
}

fn with_key<'a>(key: Cow<'a, str>, mut record: Cells<'a>) -> Cells<'a> {
    let is_taken = record.iter().any(|(name, ..)| name == "key");
    let name = if is_taken { "key_2" } else { "key" };
    record.insert(0, (Cow::Borrowed(name), Cell::Text(key), false));
    record
}

/// Reads pandas' `split` form: names, rows of cells, and perhaps the rows' labels.
pub(super) fn split(scan: &mut Scan<'_>, columns: usize, data: usize, index: Option<usize>) -> Result<Rows, Trouble> {
    scan.go_back(columns, 1);
    let names = cells(scan)?.into_iter().map(|(cell, _)| spelled(cell)).collect();
    let labels = match index {
        Some(index) => {
            scan.go_back(index, 1);
            cells(scan)?
        }
        None => Vec::new(),
    };
    let is_number = |(number, (label, _)): (usize, &(Cell<'_>, bool))| label == &Cell::Number(number as f64);
    let says_nothing = labels.iter().enumerate().all(is_number);
    scan.go_back(data, 1);
    let (mut rows, mut row, names) = (Rows::default(), 0, Names::These(names));
    scan.value()?;
    while scan.item(row == 0)? && !rows.is_too_large() {
        let Some(b'[') = scan.peek() else {
            return Err(Trouble::Unexpected(scan.at()));
        };
        let mut record = named(cells(scan)?, &names);
        if let Some((label, _)) = labels.get(row).filter(|_| !says_nothing) {
            record.insert(0, (Cow::Borrowed("index"), label.clone(), false));
        }
        row += 1;
        rows.push(&record, row as u64);
    }
    Ok(rows)
}

/// Reads columns that are lists of values.
pub(super) fn columns(scan: &mut Scan<'_>) -> Result<Columns, Trouble> {
    let (mut columns, mut count) = (Vec::new(), 0);
    scan.value()?;
    while let Some(name) = scan.key(columns.is_empty())? {
        let mut column = Gathering::new();
        scan.value()?;
        while scan.item(column.rows() == 0)? {
            column.push(&counted(scan, &mut count)?);
        }
        columns.push((name.into_owned(), column));
    }
    Ok(columns)
}

/// Reads columns that have their values by the rows' labels; the labels are a column where they say something.
pub(super) fn labelled(scan: &mut Scan<'_>, kind: Labels) -> Result<Columns, Trouble> {
    let (mut columns, mut labels, mut count) = (Vec::new(), Gathering::new(), 0);
    scan.value()?;
    while let Some(name) = scan.key(columns.is_empty())? {
        let mut column = Gathering::new();
        scan.value()?;
        while let Some(label) = scan.key(column.rows() == 0)? {
            if columns.is_empty() && kind == Labels::Names {
                labels.push(&Cell::Text(label));
            }
            column.push(&counted(scan, &mut count)?);
        }
        columns.push((name.into_owned(), column));
    }
    if kind == Labels::Names {
        columns.insert(0, ("key".to_owned(), labels));
    }
    Ok(columns)
}

/// The next value as a cell, unless there are too many.
fn counted<'a>(scan: &mut Scan<'a>, count: &mut usize) -> Result<Cell<'a>, Trouble> {
    *count += 1;
    match *count > rows::MOST_CELLS {
        true => Err(Trouble::TooMany),
        false => Ok(cell(scan)?.0),
    }
}

/// The table of columns that are all equally long.
pub(super) fn table(columns: Columns) -> Result<Table, Error> {
    let (given, gathered): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    let (given, mut notes) = names::repaired(given);
    let mut finished = Vec::with_capacity(given.len());
    for (name, column) in given.iter().zip(gathered) {
        let (series, said) = column.finish(name)?;
        finished.push(Column::from(series));
        notes.extend(said);
    }
    Ok(Table {
        frame: DataFrame::new(finished)?,
        notes,
        aside: Aside::default(),
    })
}
