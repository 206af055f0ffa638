//! One JSON document: a list of records, a record of lists, records under a name, or one record.

pub(super) mod rows;
pub(super) mod scan;

use super::gather::{Cell, Gathering};
use super::text::{self, Text};
use super::{File, Sheet, names};
use crate::aside::Aside;
use crate::error::Error;
use polars::prelude::{Column, DataFrame};
use rows::Rows;
use scan::{Scan, Trouble, Value};
use spec::answer::Note;

/// Reads the one table of a JSON document.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let head = text::head(file, 1 << 16)?;
    let encoding = text::encoding(file, &head)?;
    let mut text = Text::new(file, encoding)?;
    while !text.is_at_end() {
        text.read_more(file)?;
        (file.progress)("Reading the file", text.done() / 2.0);
    }
    let Ok(all) = std::str::from_utf8(text.unused()) else {
        return Err(file.unreadable("unreadable", "is JSON in no encoding that is known", "save it as UTF-8"));
    };
    (file.progress)("Reading rows", 0.5);
    let (frame, notes) = table(file, all)?;
    let mut source = file.source();
    source.encoding = Some(encoding.name().to_ascii_lowercase());
    Ok(vec![Sheet {
        name: None,
        frame,
        source,
        notes,
        aside: Aside::default(),
    }])
}

fn table(file: &File<'_>, text: &str) -> Result<(DataFrame, Vec<Note>), Error> {
    let wrong = |trouble| explain(file, text, trouble);
    let mut scan = Scan::new(text);
    match scan.peek() {
        Some(b'[') => list(&mut scan).map_err(wrong)?.finish_or_refuse(file),
        Some(b'{') => match columns(text).map_err(wrong)? {
            Shape::Columns(columns) => of_columns(columns),
            Shape::Under(at) => {
                scan.go_back(at, 1);
                list(&mut scan).map_err(wrong)?.finish_or_refuse(file)
            }
            Shape::Records => {
                let mut rows = Rows::default();
                while scan.peek().is_some() && !rows.has_too_many_columns() {
                    let record = rows::record(&mut scan).map_err(wrong)?;
                    rows.push(&record);
                }
                rows.finish_or_refuse(file)
            }
        },
        _ => Err(wrong(Trouble::Unexpected(0))),
    }
}

fn list(scan: &mut Scan<'_>) -> Result<Rows, Trouble> {
    let mut rows = Rows::default();
    let outside = scan.depth();
    scan.value()?;
    let mut is_first = true;
    while scan.item(is_first)? {
        is_first = false;
        let record = match scan.peek() {
            Some(b'[') => cells(scan)?,
            _ => rows::record(scan)?,
        };
        rows.push(&record);
        if rows.has_too_many_columns() {
            return Ok(rows);
        }
    }
    match scan.peek() {
        Some(_) if outside == 0 => Err(Trouble::Unexpected(scan.at())),
        _ => Ok(rows),
    }
}

/// A list within the list: a row of cells without names.
fn cells<'a>(scan: &mut Scan<'a>) -> Result<rows::Cells<'a>, Trouble> {
    let mut cells = Vec::new();
    let mut is_first = true;
    scan.value()?;
    while scan.item(is_first)? {
        is_first = false;
        let name = format!("column_{}", cells.len() + 1);
        let (start, end) = (scan.peek().map_or(scan.at(), |_| scan.at()), scan.value()?);
        let is_list = matches!(end, Value::List | Value::Record);
        scan.pass_rest(&end)?;
        let cell = match is_list {
            true => Cell::Text(scan.between(start, scan.at()).into()),
            false => rows::of(end),
        };
        cells.push((name.into(), cell, is_list));
    }
    Ok(cells)
}

enum Shape<'a> {
    /// Every member is a list of plain values, all equally long.
    Columns(Vec<(String, Vec<Cell<'a>>)>),
    /// The one list of records starts here.
    Under(usize),
    /// It is a record itself.
    Records,
}

/// What a document is that starts with a record.
fn columns(text: &str) -> Result<Shape<'_>, Trouble> {
    let mut scan = Scan::new(text);
    let (mut lists, mut under, mut members, mut is_first) = (Vec::new(), Vec::new(), 0, true);
    scan.value()?;
    while let Some(key) = scan.key(is_first)? {
        is_first = false;
        members += 1;
        let (start, depth) = (scan.peek().map_or(scan.at(), |_| scan.at()), scan.depth());
        let value = scan.value()?;
        if value == Value::List {
            match scan.peek() {
                Some(b'{' | b'[') => under.push(start),
                _ => {
                    scan.go_back(start, depth);
                    if let Some(list) = plain_list(&mut scan)? {
                        lists.push((key.into_owned(), list));
                    }
                    continue;
                }
            }
        }
        scan.pass_rest(&value)?;
    }
    let length = lists.first().map_or(0, |(_, list)| list.len());
    let alike = lists.iter().all(|(_, list)| list.len() == length);
    Ok(match (under.as_slice(), scan.peek()) {
        ([start], None) => Shape::Under(*start),
        (_, None) if members == lists.len() && alike && members > 0 => Shape::Columns(lists),
        _ => Shape::Records,
    })
}

/// The values of a list, when none of them is a list or a record.
fn plain_list<'a>(scan: &mut Scan<'a>) -> Result<Option<Vec<Cell<'a>>>, Trouble> {
    let (mut values, mut is_first, mut is_plain) = (Vec::new(), true, true);
    scan.value()?;
    while scan.item(is_first)? {
        is_first = false;
        let value = scan.value()?;
        is_plain &= !matches!(value, Value::List | Value::Record);
        scan.pass_rest(&value)?;
        values.push(rows::of(value));
    }
    Ok(is_plain.then_some(values))
}

fn of_columns(columns: Vec<(String, Vec<Cell<'_>>)>) -> Result<(DataFrame, Vec<Note>), Error> {
    let (given, cells): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    let (given, mut notes) = names::repaired(given);
    let mut finished = Vec::with_capacity(given.len());
    for (name, cells) in given.iter().zip(cells) {
        let mut column = Gathering::new();
        cells.iter().for_each(|cell| column.push(cell));
        let (series, said) = column.finish(name)?;
        finished.push(Column::from(series));
        notes.extend(said);
    }
    Ok((DataFrame::new(finished)?, notes))
}

impl Rows {
    /// The table, unless it has more columns than a table has.
    pub(super) fn finish_or_refuse(self, file: &File<'_>) -> Result<(DataFrame, Vec<Note>), Error> {
        if self.has_too_many_columns() {
            let why = "has more than 10000 different fields: its records are not rows of one table";
            return Err(file.unreadable("not_a_table", why, "turn the field names into values first"));
        }
        if self.rows() == 0 {
            let why = "holds no records";
            return Err(file.unreadable("empty_file", why, "check that it was saved or downloaded completely"));
        }
        self.finish()
    }
}

/// What is wrong, and in which line.
pub(super) fn explain(file: &File<'_>, text: &str, trouble: Trouble) -> Error {
    match trouble {
        Trouble::TooDeep => {
            let why = "nests its values more than 128 deep";
            file.unreadable("too_deep", why, "flatten it into a list of records first")
        }
        Trouble::Ends => {
            let why = "is cut off: the JSON ends in the middle of a value";
            file.unreadable("truncated", why, "download or copy it again")
        }
        Trouble::Unexpected(at) => {
            let before = &text.as_bytes()[..at.min(text.len())];
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |end| end + 1) + 1;
            let why = format!("is not valid JSON at line {line}, column {column}");
            file.unreadable("unreadable", why, "check that it was written as JSON")
        }
    }
}
