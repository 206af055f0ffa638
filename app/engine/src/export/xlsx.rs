//! An Excel workbook: of rows alone, one sheet with a native table with filters, typed cells, a frozen header.
//!
//! What Excel would change is text: whole numbers and decimals of more than 15 digits, days before 1900-03-01 (Excel has a 29 February 1900), times
//! finer than a millisecond, negative durations, lists and records (as JSON).

pub(crate) mod book;
mod cells;
mod drawing;
mod meaning;
mod names;

use crate::error::Error;
use cells::{Cells, Kind};
use polars::prelude::DataFrame;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatBorder, IgnoreError, Table, TableColumn, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;

/// What a sheet holds below its header.
const MOST_ROWS: usize = 1_048_575;
const MOST_COLUMNS: usize = 16_384;
/// What fits in a browser's memory while a workbook is put together.
const MOST_CELLS: usize = 12_000_000;
/// What a cell holds.
const MOST_LETTERS: usize = 32_767;

/// The workbook.
pub(super) fn write(name: &str, frame: &DataFrame) -> Result<Vec<u8>, Error> {
    refuse(frame)?;
    let columns: Result<Vec<Cells>, Error> = frame
        .get_columns()
        .iter()
        .map(|column| Cells::of(column.as_materialized_series()))
        .collect();
    let columns = columns?;
    for column in &columns {
        refuse_too_long(column)?;
    }
    told(put_together(name, &columns, frame.height()))
}

fn told(written: Result<Vec<u8>, XlsxError>) -> Result<Vec<u8>, Error> {
    written.map_err(|error| Error::Invalid {
        why: format!("this table cannot be written as a workbook: {error}"),
        hint: Some("Save it as CSV or Parquet".to_owned()),
    })
}

fn refuse(frame: &DataFrame) -> Result<(), Error> {
    let (rows, columns) = frame.shape();
    let why = match () {
        () if rows > MOST_ROWS => format!("has {rows} rows, and an Excel sheet holds at most {MOST_ROWS}"),
        () if columns > MOST_COLUMNS => {
            format!("has {columns} columns, and an Excel sheet holds at most {MOST_COLUMNS}")
        }
        () if rows * columns > MOST_CELLS => format!(
            "has {} cells, and a workbook of more than {MOST_CELLS} does not fit in a browser's memory",
            rows * columns
        ),
        () => return Ok(()),
    };
    Err(too_large(why))
}

fn too_large(why: String) -> Error {
    Error::Unreadable {
        file: "this table".to_owned(),
        code: "too_large",
        why,
        hint: Some("filter it, or save it as CSV or Parquet".to_owned()),
    }
}

fn refuse_too_long(column: &Cells) -> Result<(), Error> {
    let Kind::Text(texts) = &column.kind else {
        return Ok(());
    };
    let is_long = |text: &str| text.len() > MOST_LETTERS && text.encode_utf16().count() > MOST_LETTERS;
    match texts.iter().position(|text| text.is_some_and(is_long)) {
        None => Ok(()),
        Some(row) => Err(too_large(format!(
            "has a text of more than {MOST_LETTERS} letters in “{}”, row {}, and an Excel cell holds no more",
            column.name,
            row + 1
        ))),
    }
}

fn put_together(name: &str, columns: &[Cells], rows: usize) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(names::legal(name))?;
    lay(sheet, columns, rows, 0)?;
    finished(&mut workbook)
}

fn finished(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    // The same table gives the same file, whenever it is saved.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    workbook.save_to_buffer()
}

/// Puts a table on a sheet, its header in the row `top`.
fn lay(sheet: &mut Worksheet, columns: &[Cells], rows: usize, top: u32) -> Result<(), XlsxError> {
    fill(sheet, columns, rows, top)?;
    for (at, column) in (0u16..).zip(columns) {
        sheet.set_column_width(at, column.width())?;
    }
    if columns.is_empty() {
        return Ok(());
    }
    let (bottom, right) = (top + rows as u32, columns.len() as u16 - 1);
    match can_be_table(columns, rows) {
        true => {
            let headers: Vec<_> = columns
                .iter()
                .map(|column| TableColumn::new().set_header(&column.name))
                .collect();
            sheet.add_table(top, 0, bottom, right, &Table::new().set_columns(&headers))?;
        }
        false => head(sheet, columns, top, (bottom, right))?,
    }
    sheet.set_freeze_panes(top + 1, 0)?;
    if rows > 0 {
        sheet.ignore_error_range(top + 1, 0, bottom, right, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, columns: &[Cells], rows: usize, top: u32) -> Result<(), XlsxError> {
    let formats: Vec<_> = columns
        .iter()
        .map(|column| Format::new().set_num_format(&column.format))
        .collect();
    for row in 0..rows {
        for ((at, column), format) in (0u16..).zip(columns).zip(&formats) {
            let place = top + row as u32 + 1;
            match &column.kind {
                Kind::Text(texts) => {
                    if let Some(text) = texts.get(row).filter(|text| !text.is_empty()) {
                        sheet.write_string(place, at, text)?;
                    }
                }
                Kind::Number(numbers) => {
                    if let Some(number) = numbers.get(row).filter(|number| number.is_finite()) {
                        sheet.write_number_with_format(place, at, number, format)?;
                    }
                }
                Kind::Flag(flags) => {
                    if let Some(flag) = flags.get(row) {
                        sheet.write_boolean(place, at, flag)?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Excel's tables need a row, and names that differ in more than the case of letters.
fn can_be_table(columns: &[Cells], rows: usize) -> bool {
    let names: BTreeSet<String> = columns.iter().map(|column| column.name.trim().to_lowercase()).collect();
    let are_plain = columns.iter().all(|column| {
        let count = column.name.chars().count();
        (1..=255).contains(&count) && column.name.trim() == column.name && !column.name.contains(char::is_control)
    });
    rows > 0 && names.len() == columns.len() && are_plain
}

/// A header without a table.
fn head(sheet: &mut Worksheet, columns: &[Cells], top: u32, (bottom, right): (u32, u16)) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    for (at, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(top, at, &column.name, &bold)?;
    }
    sheet.autofilter(top, 0, bottom, right)?;
    Ok(())
}
