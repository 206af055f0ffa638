//! Binary Excel workbooks, `.xls` and `.xlsb`, as calamine reads them.

use super::grid::{self, Area, Cell, Formula, Grid, Look, MOST_CELLS, Row, Value};
use super::package::Trouble;
use super::{Known, Visibility, formula, serial};
use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xls, Xlsb};
use std::collections::HashMap;
use std::io::Cursor;
use std::rc::Rc;

/// A workbook whose sheets are read one by one.
pub(super) struct Book {
    kind: Kind,
    /// Its sheets in order.
    pub(super) sheets: Vec<Known>,
}

enum Kind {
    Xls(Xls<Cursor<Vec<u8>>>),
    Xlsb(Xlsb<Cursor<Vec<u8>>>),
}

impl Book {
    /// A workbook as before 2007.
    pub(super) fn xls(bytes: Vec<u8>) -> Result<Self, Trouble> {
        let book = Xls::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        Ok(Self {
            sheets: book.sheets_metadata().iter().map(known).collect(),
            kind: Kind::Xls(book),
        })
    }

    /// A binary workbook as since 2007.
    pub(super) fn xlsb(bytes: Vec<u8>) -> Result<Self, Trouble> {
        let book = Xlsb::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        Ok(Self {
            sheets: book.sheets_metadata().iter().map(known).collect(),
            kind: Kind::Xlsb(book),
        })
    }

    /// The cells of a sheet, by its place in the list.
    pub(super) fn grid(&mut self, index: usize) -> Result<Grid, Trouble> {
        let name = self.sheets[index].name.clone();
        let mut reading = Reading::default();
        match &mut self.kind {
            Kind::Xls(book) => of_xls(book, &name, &mut reading)?,
            Kind::Xlsb(book) => of_xlsb(book, &name, &mut reading)?,
        }
        Ok(reading.grid())
    }
}

fn broken(error: &dyn std::fmt::Display) -> Trouble {
    let why = error.to_string();
    match why.to_ascii_lowercase().contains("password") {
        true => Trouble::Encrypted,
        false => Trouble::Broken(why),
    }
}

fn known(sheet: &calamine::Sheet) -> Known {
    Known {
        name: sheet.name.clone(),
        visibility: match sheet.visible {
            SheetVisible::Visible => Visibility::Shown,
            _ => Visibility::Hidden,
        },
        holds_cells: matches!(sheet.typ, SheetType::WorkSheet),
    }
}

fn of_xls(book: &mut Xls<Cursor<Vec<u8>>>, name: &str, reading: &mut Reading) -> Result<(), Trouble> {
    let formulas = book.worksheet_formula(name).map_err(|error| broken(&error))?;
    let (top, left) = formulas.start().unwrap_or_default();
    for (row, column, text) in formulas.used_cells() {
        reading.formula(top + row as u32, left + column as u32, text);
    }
    let range = book.worksheet_range(name).map_err(|error| broken(&error))?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        reading.push(top + row as u32, left + column as u32, of(value))?;
    }
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    reading.merged.extend(merged.iter().map(|area| Area {
        top: area.start.0,
        left: area.start.1,
        bottom: area.end.0.max(area.start.0).min(grid::MOST_ROWS - 1),
        right: area.end.1.max(area.start.1).min(grid::MOST_COLUMNS - 1),
    }));
    Ok(())
}

fn of_xlsb(book: &mut Xlsb<Cursor<Vec<u8>>>, name: &str, reading: &mut Reading) -> Result<(), Trouble> {
    {
        let mut formulas = book.worksheet_cells_reader(name).map_err(|error| broken(&error))?;
        // What calamine cannot spell ends the search for formulas, and the cells are read without.
        while let Ok(Some(cell)) = formulas.next_formula() {
            let (row, column) = cell.get_position();
            reading.formula(row, column, cell.get_value());
        }
    }
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| broken(&error))?;
    while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
        let (row, column) = cell.get_position();
        reading.push(row, column, of(&Data::from(DataRef::clone(cell.get_value()))))?;
    }
    Ok(())
}

/// Cells on their way into a grid.
#[derive(Default)]
struct Reading {
    rows: Vec<Row>,
    merged: Vec<Area>,
    formulas: HashMap<(u32, u32), Formula>,
    count: usize,
}

impl Reading {
    fn formula(&mut self, row: u32, column: u32, text: &str) {
        if !text.is_empty() {
            self.formulas.insert((row, column), formula::kind(text, row, column));
        }
    }

    fn push(&mut self, row: u32, column: u32, value: Option<Value>) -> Result<(), Trouble> {
        let Some(value) = value.filter(|_| row < grid::MOST_ROWS && column < grid::MOST_COLUMNS) else {
            return Ok(());
        };
        self.count += 1;
        if self.count > MOST_CELLS {
            return Err(Trouble::TooLarge(format!(
                "has a sheet with more than {} million cells",
                MOST_CELLS / 1_000_000
            )));
        }
        let cell = Cell {
            formula: self.formulas.get(&(row, column)).copied().unwrap_or_default(),
            ..Cell::new(column, value)
        };
        match self.rows.last_mut() {
            Some(last) if last.number == row => last.cells.push(cell),
            _ => self.rows.push(Row {
                number: row,
                hidden: false,
                cells: vec![cell],
            }),
        }
        Ok(())
    }

    fn grid(self) -> Grid {
        let mut grid = Grid {
            rows: self.rows,
            merged: self.merged,
            ..Grid::default()
        };
        grid.settle();
        grid
    }
}

fn of(value: &Data) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(Rc::from(text)));
    match value {
        Data::Int(whole) => Some(Value::Number(*whole as f64)),
        Data::Float(number) if number.is_finite() => Some(Value::Number(*number)),
        Data::Float(_) | Data::Empty => None,
        Data::String(string) => text(string),
        Data::Bool(flag) => Some(Value::Flag(*flag)),
        Data::DateTimeIso(string) | Data::DurationIso(string) => serial::of_iso(string).or_else(|| text(string)),
        Data::DateTime(moment) => Some(of_serial(moment)),
        Data::Error(error) => Some(Value::Error(Rc::from(error.to_string()))),
    }
}

fn of_serial(moment: &ExcelDateTime) -> Value {
    let look = if moment.is_duration() { Look::Length } else { Look::Date };
    // calamine gives the number as it is in the file and keeps the epoch to itself: a day tells which one it is.
    let from_1904 = moment.as_f64() >= 1.0
        && ExcelDateTime::new(moment.as_f64(), calamine::ExcelDateTimeType::DateTime, true) == *moment;
    serial::value(moment.as_f64(), look, from_1904)
}
