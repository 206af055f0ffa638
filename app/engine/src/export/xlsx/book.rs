//! A workbook of answers: a sheet for each, with a title, a native table and, where Excel has the kind, a native chart.

use super::cells::Cells;
use super::drawing::{self, Ground};
use super::{finished, lay, meaning, names, refuse};
use crate::error::Error;
use polars::prelude::DataFrame;
use rust_xlsxwriter::{Format, Url, Workbook, Worksheet, XlsxError};
use spec::answer::{self, Answer};

/// One answer.
pub(crate) struct Page<'a> {
    /// What it is called.
    pub title: &'a str,
    /// What should be known about it.
    pub told: &'a str,
    /// The answer with all of its rows, or why there is none.
    pub filled: Result<(DataFrame, Answer), String>,
}

/// The row that a table's header stands in: the title and a line come first.
const TOP: u32 = 3;

/// The workbook; with several pages, one that lists them comes first.
pub(crate) fn write(title: &str, told: &[String], pages: &[Page<'_>]) -> Result<Vec<u8>, Error> {
    let mut columns = Vec::new();
    for page in pages {
        columns.push(match &page.filled {
            Ok((frame, answer)) => shown(frame, &answer.formats)?,
            Err(_) => Vec::new(),
        });
    }
    let heads = (pages.len() > 1).then_some("Contents");
    let names = names::distinct(heads.into_iter().chain(pages.iter().map(|page| page.title)));
    let mut workbook = Workbook::new();
    let (first, names) = match heads {
        Some(_) => names
            .split_first()
            .map_or((None, &names[..]), |(first, rest)| (Some(first), rest)),
        None => (None, &names[..]),
    };
    let mut written = || -> Result<Vec<u8>, XlsxError> {
        if let Some(first) = first {
            contents(workbook.add_worksheet().set_name(first)?, title, told, names)?;
        }
        for ((page, name), columns) in pages.iter().zip(names).zip(&columns) {
            one(workbook.add_worksheet().set_name(name)?, name, page, columns)?;
        }
        finished(&mut workbook)
    };
    super::told(written())
}

fn shown(frame: &DataFrame, formats: &[answer::Format]) -> Result<Vec<Cells>, Error> {
    refuse(frame)?;
    let columns = frame.get_columns().iter().enumerate();
    let shown = columns.map(|(at, column)| {
        let cells = Cells::of(column.as_materialized_series())?;
        super::refuse_too_long(&cells)?;
        Ok(match formats.get(at) {
            Some(format) => meaning::shown(cells, format),
            None => cells,
        })
    });
    shown.collect()
}

fn one(sheet: &mut Worksheet, name: &str, page: &Page<'_>, columns: &[Cells]) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, page.title, &heading())?;
    sheet.write_string(1, 0, page.told)?;
    // Printed, a table and its chart share the width of a page.
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let (frame, answer) = match &page.filled {
        Ok(filled) => filled,
        Err(problem) => {
            sheet.write_string(TOP, 0, problem)?;
            return Ok(());
        }
    };
    lay(sheet, columns, frame.height(), TOP)?;
    let ground = Ground {
        name,
        title: page.title,
        answer,
        columns,
        top: TOP,
        rows: frame.height(),
    };
    drawing::draw(sheet, &ground)
}

/// What the workbook is about, and where to find it.
fn contents(sheet: &mut Worksheet, title: &str, told: &[String], names: &[String]) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, title, &heading())?;
    sheet.set_column_width(0, 60)?;
    let mut row = 1;
    for line in told {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    for name in names {
        row += 1;
        let address = format!("internal:'{}'!A1", name.replace('\'', "''"));
        sheet.write_url(row, 0, Url::new(address).set_text(name))?;
    }
    Ok(())
}

fn heading() -> Format {
    Format::new().set_bold().set_font_size(14)
}
