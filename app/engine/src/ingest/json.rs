//! One JSON document: records in a list, under a name or one after the other, columns of values, pandas' forms, places.

pub(super) mod lists;
pub(super) mod places;
pub(super) mod rows;
pub(super) mod scan;
mod survey;
mod trouble;

use super::text::{self, Text};
use super::{File, Sheet};
use crate::error::Error;
use lists::Names;
use rows::{Rows, Table};
use scan::{Scan, Trouble};
use spec::answer::{Level, Note};
use spec::reading::{Format, Source};
use survey::{Member, Shape};

pub(super) use trouble::explain;

/// The most tables that are read of one document; what else there is is set aside.
const MOST_TABLES: usize = 50;

/// Reads the tables of a JSON document.
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
    let mut source = file.source();
    source.encoding = Some(encoding.name().to_ascii_lowercase());
    tables(file, all, &source)
}

/// A table of a document while it is read.
struct Found {
    name: Option<String>,
    rows: Rows,
    header: Option<bool>,
}

impl Found {
    fn alone(rows: Rows) -> Vec<Self> {
        vec![Self {
            name: None,
            rows,
            header: None,
        }]
    }
}

fn tables(file: &File<'_>, text: &str, source: &Source) -> Result<Vec<Sheet>, Error> {
    let wrong = |trouble| explain(file, text, trouble);
    let mut scan = Scan::new(text);
    let mut source = source.clone();
    match scan.peek() {
        Some(b'[') => {
            let found = list(file, &mut scan, 0, 0).map_err(wrong)?;
            finished(file, vec![found], &source)
        }
        Some(b'{') => match survey::shape(text).map_err(wrong)? {
            Shape::Columns => columns(file, lists::columns(&mut scan).map_err(wrong)?, &source),
            Shape::Labelled(labels) => columns(file, lists::labelled(&mut scan, labels).map_err(wrong)?, &source),
            Shape::Under { mut lists, mut beside } => {
                beside.extend(lists.drain(lists.len().min(MOST_TABLES)..));
                under(file, text, &lists, &beside, &source)
            }
            Shape::Described { table } => {
                let found = list(file, &mut scan, table.start, 1).map_err(wrong)?;
                Ok(without_row_numbers(finished(file, vec![found], &source)?))
            }
            shape => {
                if let Shape::Places(_) = shape {
                    source.format = Format::Geojson;
                }
                let rows = rows(&mut scan, &shape).map_err(wrong)?;
                finished(file, Found::alone(rows), &source)
            }
        },
        _ => Err(wrong(Trouble::Unexpected(scan.at()))),
    }
}

/// The rows of a document that is one table.
fn rows(scan: &mut Scan<'_>, shape: &Shape<'_>) -> Result<Rows, Trouble> {
    match shape {
        Shape::Keyed(labels) => lists::keyed(scan, *labels),
        Shape::Grouped => lists::grouped(scan),
        Shape::Split { columns, data, index } => lists::split(scan, *columns, *data, *index),
        Shape::Places(kind) => places::read(scan, kind),
        _ => records(scan),
    }
}

/// Records one after the other.
fn records(scan: &mut Scan<'_>) -> Result<Rows, Trouble> {
    let (mut rows, mut row) = (Rows::default(), 0);
    while scan.peek().is_some() && !rows.is_too_large() {
        row += 1;
        let record = rows::record(scan)?;
        rows.push(&record, row);
    }
    Ok(rows)
}

/// The list at a place, so deep in the document. Names may be in its first row where its rows are lists.
fn list(file: &File<'_>, scan: &mut Scan<'_>, at: usize, depth: usize) -> Result<Found, Trouble> {
    scan.go_back(at, depth);
    let header = match lists::is_of_lists(scan)? {
        true => Some(match file.options.header {
            Some(header) => header,
            None => lists::has_names(scan)?,
        }),
        false => None,
    };
    let names = if header == Some(true) {
        Names::First
    } else {
        Names::Numbers
    };
    let rows = lists::list(scan, names)?;
    match scan.peek() {
        Some(_) if depth == 0 => Err(Trouble::Unexpected(scan.at())),
        _ => Ok(Found {
            name: None,
            rows,
            header,
        }),
    }
}

/// The lists of records of a document; what stands beside them is set aside.
fn under(
    file: &File<'_>,
    text: &str,
    lists: &[Member<'_>],
    beside: &[Member<'_>],
    source: &Source,
) -> Result<Vec<Sheet>, Error> {
    let mut found = Vec::new();
    for member in lists {
        if file.options.sheet.as_ref().is_some_and(|wanted| *wanted != member.name) {
            continue;
        }
        let mut scan = Scan::new(text);
        let list = list(file, &mut scan, member.start, 1).map_err(|trouble| explain(file, text, trouble))?;
        found.push(Found {
            name: (lists.len() > 1).then(|| member.name.clone().into_owned()),
            ..list
        });
    }
    if found.is_empty() {
        let wanted = file.options.sheet.as_deref().unwrap_or_default();
        let names: Vec<_> = lists.iter().map(|list| list.name.as_ref()).collect();
        let hint = format!("its lists are {}", names.join(", "));
        return Err(file.unreadable("unreadable", format!("has no list named “{wanted}”"), &hint));
    }
    let mut sheets = finished(file, found, source)?;
    if let Some(first) = sheets.first_mut().filter(|_| !beside.is_empty()) {
        first.notes.push(beside_note(beside));
        for member in beside {
            let value = text.get(member.start..member.end).unwrap_or_default();
            first.aside.cell(0, &member.name, value, "stands beside the table");
        }
    }
    Ok(sheets)
}

fn beside_note(beside: &[Member<'_>]) -> Note {
    const MOST: usize = 5;
    let names: Vec<_> = beside
        .iter()
        .take(MOST)
        .map(|member| format!("“{}”", member.name))
        .collect();
    let more = match beside.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let said = format!("what stands beside the table is set aside: {}{more}", names.join(", "));
    Note {
        count: Some(beside.len() as u64),
        ..Note::new(Level::Info, "beside", said)
    }
}

/// Without the column in which pandas numbers the rows.
fn without_row_numbers(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    for sheet in &mut sheets {
        let is_number = |(row, value): (usize, Option<i64>)| value == Some(row as i64);
        let Ok(Ok(index)) = sheet.frame.column("index").map(|index| index.i64()) else {
            continue;
        };
        if sheet.frame.width() > 1 && index.iter().enumerate().all(is_number) {
            sheet.frame = sheet.frame.drop("index").unwrap_or_default();
        }
    }
    sheets
}

fn finished(file: &File<'_>, found: Vec<Found>, source: &Source) -> Result<Vec<Sheet>, Error> {
    let several = found.len() > 1;
    let mut sheets = Vec::new();
    for Found { name, rows, header } in found {
        if several && rows.rows() == 0 {
            continue;
        }
        let table = rows.finish_or_refuse(file)?;
        sheets.push(Sheet {
            name: name.clone(),
            frame: table.frame,
            source: Source {
                sheet: name,
                header,
                ..source.clone()
            },
            notes: table.notes,
            aside: table.aside,
        });
    }
    Ok(sheets)
}

fn columns(file: &File<'_>, columns: lists::Columns, source: &Source) -> Result<Vec<Sheet>, Error> {
    let Table { frame, notes, aside } = lists::table(columns)?;
    if frame.height() == 0 {
        return Rows::default().finish_or_refuse(file).map(|_| Vec::new());
    }
    Ok(vec![Sheet {
        name: None,
        frame,
        source: source.clone(),
        notes,
        aside,
    }])
}

impl Rows {
    /// The table, unless it has more columns than a table has.
    pub(super) fn finish_or_refuse(self, file: &File<'_>) -> Result<Table, Error> {
        if self.has_too_many_columns() {
            let why = "has more than 10000 different fields: its records are not rows of one table";
            return Err(file.unreadable("not_a_table", why, "turn the field names into values first"));
        }
        if self.is_too_large() {
            return Err(explain(file, "", Trouble::TooMany));
        }
        if self.rows() == 0 {
            let why = "holds no records";
            return Err(file.unreadable("empty_file", why, "check that it was saved or downloaded completely"));
        }
        self.finish()
    }
}
