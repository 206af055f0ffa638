//! Excel workbooks: every sheet with cells is a table.

use super::gather::{Cell, Gathering};
use super::heading;
use super::{File, Sheet, moment, names};
use crate::aside::Aside;
use crate::error::Error;
use calamine::{Data, DataRef, Reader as _, SheetVisible, Sheets, Xlsx};
use polars::prelude::{Column, DataFrame};
use spec::answer::{Level, Note};
use spec::reading::Source;
use std::io::Cursor;

type Book = Sheets<Cursor<Vec<u8>>>;

/// The most bytes that a workbook's parts may have once they are unpacked.
const MOST_UNPACKED: u64 = 1_500 << 20;

/// The cells of a sheet that hold something, row by row.
struct Grid {
    cells: Vec<(u32, u32, Data)>,
    errors: u64,
}

/// Reads the tables of a workbook.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let bytes = file.whole()?;
    let unpacked = unpacked_bytes(&bytes);
    if unpacked > MOST_UNPACKED {
        let why = format!(
            "holds {} MB once it is unpacked, and at most 1500 MB fit in a browser's memory",
            unpacked >> 20
        );
        return Err(file.unreadable("too_large", why, "save the sheet that you need as CSV"));
    }
    (file.progress)("Opening the workbook", 0.2);
    let mut book = open(file, bytes)?;
    let known: Vec<_> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible))
        .collect();
    let wanted = file.options.sheet.clone();
    let mut sheets = Vec::new();
    for (index, (name, visible)) in known.iter().enumerate() {
        if wanted.as_ref().is_some_and(|wanted| !wanted.eq_ignore_ascii_case(name)) {
            continue;
        }
        (file.progress)(
            &format!("Reading sheet {name}"),
            0.3 + 0.7 * index as f64 / known.len() as f64,
        );
        let grid = grid(file, &mut book, name)?;
        if let Some(mut sheet) = table(file, name, &grid)? {
            if *visible != SheetVisible::Visible {
                let said = format!("the sheet “{name}” is hidden in the workbook");
                sheet.notes.push(Note::new(Level::Info, "hidden_sheet", said));
            }
            sheets.push(sheet);
        }
    }
    if sheets.is_empty() {
        return Err(nothing(file, wanted.as_deref(), &known));
    }
    Ok(sheets)
}

/// What the parts of a ZIP archive say that they take.
fn unpacked_bytes(archive: &[u8]) -> u64 {
    let entries = memchr::memmem::find_iter(archive, b"PK\x01\x02");
    let sizes = entries.filter_map(|start| archive.get(start + 24..start + 28)?.first_chunk::<4>());
    sizes.map(|size| u64::from(u32::from_le_bytes(*size))).sum()
}

fn nothing(file: &File<'_>, wanted: Option<&str>, known: &[(String, SheetVisible)]) -> Error {
    let list: Vec<_> = known.iter().map(|(name, _)| name.as_str()).collect();
    match wanted {
        Some(wanted) if !list.iter().any(|name| name.eq_ignore_ascii_case(wanted)) => {
            let hint = format!("its sheets are {}", list.join(", "));
            file.unreadable("unreadable", format!("has no sheet named “{wanted}”"), &hint)
        }
        _ => file.unreadable("empty_file", "has no sheet with cells in it", "check that it was saved"),
    }
}

fn open(file: &File<'_>, bytes: Vec<u8>) -> Result<Book, Error> {
    let is_zip = bytes.starts_with(b"PK");
    let opened = match is_zip {
        true => Xlsx::new(Cursor::new(bytes.clone()))
            .map(Sheets::Xlsx)
            .or_else(|first| {
                let other = calamine::Xlsb::new(Cursor::new(bytes));
                other.map(Sheets::Xlsb).map_err(|_other| first.to_string())
            }),
        false => calamine::Xls::new(Cursor::new(bytes))
            .map(Sheets::Xls)
            .map_err(|error| error.to_string()),
    };
    opened.map_err(|why| match why.to_ascii_lowercase().contains("password") {
        true => file.unreadable(
            "encrypted",
            "is encrypted and asks for a password",
            "save it without a password",
        ),
        false => broken(file, &why),
    })
}

fn broken(file: &File<'_>, error: &dyn std::fmt::Display) -> Error {
    let hint = "open it in Excel and save it again";
    file.unreadable("unreadable", format!("is damaged or not a workbook: {error}"), hint)
}

/// Only cells that hold something: a single cell far away would otherwise make a table as large as a sheet can be.
fn grid(file: &File<'_>, book: &mut Book, name: &str) -> Result<Grid, Error> {
    let mut grid = Grid {
        cells: Vec::new(),
        errors: 0,
    };
    if let Sheets::Xlsx(book) = book {
        let mut cells = match book.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(grid),
            Err(error) => return Err(broken(file, &error)),
        };
        while let Some(cell) = cells.next_cell().map_err(|error| broken(file, &error))? {
            let (row, column) = cell.get_position();
            grid.push(row, column, DataRef::clone(cell.get_value()).into());
        }
    } else {
        let range = book.worksheet_range(name).map_err(|error| broken(file, &error))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            grid.push(top + row as u32, left + column as u32, value.clone());
        }
    }
    grid.cells.sort_by_key(|(row, column, _)| (*row, *column));
    Ok(grid)
}

impl Grid {
    fn push(&mut self, row: u32, column: u32, value: Data) {
        match value {
            Data::Empty => {}
            Data::String(text) if text.trim().is_empty() => {}
            Data::Error(_) => {
                self.errors += 1;
                self.cells.push((row, column, Data::Empty));
            }
            value => self.cells.push((row, column, value)),
        }
    }

    /// The cells of one row after the other.
    fn rows(&self) -> impl Iterator<Item = &[(u32, u32, Data)]> {
        self.cells.chunk_by(|a, b| a.0 == b.0)
    }
}

fn table(file: &File<'_>, name: &str, grid: &Grid) -> Result<Option<Sheet>, Error> {
    let left = grid.cells.iter().map(|(_, column, _)| *column).min();
    let right = grid.cells.iter().map(|(_, column, _)| *column).max();
    let (Some(left), Some(right)) = (left, right) else {
        return Ok(None);
    };
    let width = (right - left) as usize + 1;
    let head: Vec<Vec<String>> = grid.rows().take(100).map(|row| spelled(row, left, width)).collect();
    let head: Vec<Vec<&str>> = head
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let skipped = heading::preamble(&head, width);
    let named = match file.options.header {
        Some(header) => header,
        None => heading::are_names(&head[skipped], &head[skipped + 1..]),
    };
    let given = match named {
        true => head[skipped].iter().map(|name| name.trim().to_owned()).collect(),
        false => vec![String::new(); width],
    };
    let (given, renamed) = names::repaired(given);
    let (columns, of_columns) = columns(grid, skipped + usize::from(named), left, &given)?;
    let first = grid
        .rows()
        .nth(skipped)
        .and_then(|row| row.first())
        .map_or(0, |(row, _, _)| *row);
    let mut notes = if named { renamed } else { Vec::new() };
    notes.extend(said(grid, skipped as u64));
    notes.extend(of_columns);
    if columns.first().is_some_and(Column::is_empty) {
        notes.push(Note::new(Level::Info, "no_rows", "the table has a header and no rows"));
    }
    let source = Source {
        header: Some(named),
        skipped: (skipped > 0).then_some(u64::from(first)),
        sheet: Some(name.to_owned()),
        ..file.source()
    };
    Ok(Some(Sheet {
        name: Some(name.to_owned()),
        frame: DataFrame::new(columns)?,
        source,
        notes,
        aside: Aside::default(),
    }))
}

fn columns(grid: &Grid, skipped: usize, left: u32, names: &[String]) -> Result<(Vec<Column>, Vec<Note>), Error> {
    let mut gathered: Vec<_> = names.iter().map(|_| Gathering::new()).collect();
    let mut rows = 0;
    for row in grid.rows().skip(skipped) {
        for (_, column, value) in row {
            let column = &mut gathered[(column - left) as usize];
            column.fill_up(rows);
            if column.rows() == rows {
                column.push(&of(value));
            }
        }
        rows += 1;
    }
    let (mut columns, mut notes) = (Vec::new(), Vec::new());
    for (name, mut column) in names.iter().zip(gathered) {
        column.fill_up(rows);
        let (series, said) = column.finish(name)?;
        columns.push(Column::from(series));
        notes.extend(said);
    }
    Ok((columns, notes))
}

fn said(grid: &Grid, skipped: u64) -> Vec<Note> {
    let mut notes = Vec::new();
    if skipped > 0 {
        notes.push(Note {
            count: Some(skipped),
            ..Note::new(Level::Info, "skipped_lines", "the rows before the table are left out")
        });
    }
    if grid.errors > 0 {
        notes.push(Note {
            count: Some(grid.errors),
            ..Note::new(
                Level::Warning,
                "cell_errors",
                "cells with an Excel error such as #N/A are read as no value",
            )
        });
    }
    notes
}

fn spelled(row: &[(u32, u32, Data)], left: u32, width: usize) -> Vec<String> {
    let mut cells = vec![String::new(); width];
    for (_, column, value) in row {
        cells[(column - left) as usize] = match of(value) {
            Cell::Nothing => String::new(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::Moment(micros) => moment::spelled(micros),
            Cell::Digits(text) => text.to_owned(),
            Cell::Text(text) => text.into_owned(),
        };
    }
    cells
}

fn of(value: &Data) -> Cell<'_> {
    match value {
        Data::Int(whole) => Cell::Number(*whole as f64),
        Data::Float(number) if number.is_finite() => Cell::Number(*number),
        Data::Float(_) | Data::Error(_) | Data::Empty => Cell::Nothing,
        Data::String(text) | Data::DurationIso(text) => Cell::Text(text.as_str().into()),
        Data::Bool(flag) => Cell::Flag(*flag),
        Data::DateTimeIso(text) => match moment::moment(text.as_bytes(), moment::Order::Year) {
            Some(moment) => Cell::Moment(moment.micros),
            None => Cell::Text(text.as_str().into()),
        },
        Data::DateTime(moment) => of_serial(moment),
    }
}

/// A day or a moment; below one day, or as a length of time, hours, minutes and seconds.
fn of_serial(serial: &calamine::ExcelDateTime) -> Cell<'static> {
    let value = serial.as_f64();
    if !(0.0..3_000_000.0).contains(&value) {
        return Cell::Number(value);
    }
    if serial.is_duration() || value < 1.0 {
        let seconds = (value * 86_400.0).round() as i64;
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return Cell::Text(format!("{hours:02}:{minutes:02}:{:02}", seconds % 60).into());
    }
    match serial.as_datetime() {
        Some(moment) => Cell::Moment(moment.and_utc().timestamp_micros()),
        None => Cell::Number(value),
    }
}
