//! From what the surgeon found to a table as the engine keeps it.

use super::grid::{self, Look, Row, Value};
use super::money;
use crate::aside::Aside;
use crate::error::Error;
use crate::ingest::gather::{Cell, Gathering};
use crate::ingest::surgeon::Found;
use crate::ingest::surgeon::log::Left;
use crate::ingest::{File, Sheet, names};
use polars::prelude::{Column, DataFrame, PlSmallStr, Series};
use spec::answer::{Level, Note};
use spec::reading::Source;
use spec::repair::Repair;

/// A table of a sheet. `uncached` are the formulas of the sheet whose results are not in the file.
pub(super) fn sheet(
    file: &File<'_>,
    name: &str,
    mut found: Found,
    uncached: &[(u32, u32, String)],
) -> Result<Sheet, Error> {
    let given = found.lanes.iter().map(|lane| lane.name.clone()).collect();
    let (given, renamed) = names::repaired(given);
    let mut notes = if found.header_rows > 0 { renamed } else { Vec::new() };
    notes.extend(without_results(&mut found.aside, uncached));
    let columns = columns(&mut found, &given, &mut notes)?;
    if found.rows.is_empty() {
        notes.push(Note::new(Level::Info, "no_rows", "the table has a header and no rows"));
    }
    notes.extend(of_repairs(&found.repairs));
    let called = match (&found.title, &found.which) {
        (Some(title), Some(_)) => title.clone(),
        _ => name.to_owned(),
    };
    let mut aside = aside(std::mem::take(&mut found.aside));
    aside.number_rows(numbers(&found));
    Ok(Sheet {
        name: Some(called),
        frame: DataFrame::new(columns)?,
        notes,
        aside,
        source: Source {
            header: Some(found.header_rows > 0),
            header_rows: Some(found.header_rows).filter(|rows| *rows > 1),
            skipped: file.options.skipped,
            footer: file.options.footer,
            sheet: Some(name.to_owned()),
            range: found.area.map(|area| area.spelled()),
            table: found.which,
            repairs: found.repairs,
            ..file.source()
        },
    })
}

fn columns(found: &mut Found, names: &[String], notes: &mut Vec<Note>) -> Result<Vec<Column>, Error> {
    let (mut columns, mut errors) = (Vec::with_capacity(names.len()), 0);
    for (lane, name) in found.lanes.iter().zip(names) {
        let (series, said) = column(&found.rows, lane.column, name)?;
        columns.push(Column::from(series));
        notes.extend(said);
        for row in &found.rows {
            let Some(Value::Error(text)) = row.get(lane.column).map(|cell| &cell.value) else {
                continue;
            };
            errors += 1;
            found.aside.push(Left {
                row: row.number,
                column: Some(name.clone()),
                value: text.to_string(),
                reason: "an error is no value",
            });
        }
    }
    if errors > 0 {
        notes.push(Note {
            count: Some(errors),
            ..Note::new(
                Level::Warning,
                "cell_errors",
                "cells with an error such as #N/A are read as no value",
            )
        });
    }
    Ok(columns)
}

fn column(rows: &[Row], column: u32, name: &str) -> Result<(Series, Option<Note>), Error> {
    if let Some(series) = money::series(rows, column)? {
        return Ok((series.with_name(PlSmallStr::from_str(name)), None));
    }
    let mut gathering = Gathering::new();
    let (mut numbers, mut percents) = (0, 0);
    for row in rows {
        let cell = row.get(column);
        if let Some(cell) = cell.filter(|cell| cell.number().is_some()) {
            numbers += 1;
            percents += usize::from(cell.look == Look::Percent);
        }
        gathering.push(&cell.map_or(Cell::Nothing, |cell| of(&cell.value)));
    }
    let (series, said) = gathering.finish(name)?;
    let percent = || Note {
        column: Some(name.to_owned()),
        ..Note::new(
            Level::Info,
            "percent",
            format!("“{name}” is in percent: 12.5 % is kept as 0.125"),
        )
    };
    let said = said.or_else(|| (numbers > 0 && numbers == percents).then(percent));
    Ok((series, said))
}

fn of(value: &Value) -> Cell<'_> {
    match value {
        Value::Flag(flag) => Cell::Flag(*flag),
        Value::Number(number) => Cell::Number(*number),
        Value::Moment(micros) => Cell::Moment(*micros),
        Value::Length(micros) => Cell::Text(grid::clock(*micros).into()),
        Value::Text(text) => Cell::Text((&**text).into()),
        Value::Error(_) => Cell::Nothing,
    }
}

/// Which rows of the sheet the rows are, where they do not simply follow the names.
fn numbers(found: &Found) -> Vec<u32> {
    let follows = |(row, number): (&Row, u32)| row.number == number;
    match found.rows.iter().zip(found.header_rows..).all(follows) {
        true => Vec::new(),
        false => found.rows.iter().map(|row| row.number + 1).collect(),
    }
}

/// Tells of formulas whose results are not in the file.
fn without_results(aside: &mut Vec<Left>, uncached: &[(u32, u32, String)]) -> Option<Note> {
    let left = |(row, column, formula): &(u32, u32, String)| Left {
        row: *row,
        column: Some(grid::letters(*column)),
        value: formula.clone(),
        reason: "the result of the formula is not in the file",
    };
    aside.extend(uncached.iter().map(left));
    let said =
        "formulas have no results in the file and are read as no value: open it in a spreadsheet program and save it";
    (!uncached.is_empty()).then(|| Note {
        count: Some(uncached.len() as u64),
        ..Note::new(Level::Warning, "formulas_without_results", said)
    })
}

fn of_repairs(repairs: &[Repair]) -> Option<Note> {
    let made: Vec<_> = repairs.iter().filter(|repair| repair.enabled).collect();
    let said: Vec<_> = made.iter().map(|repair| repair.said.as_str()).collect();
    (!made.is_empty()).then(|| Note {
        count: Some(made.len() as u64),
        ..Note::new(Level::Info, "repairs", said.join(" "))
    })
}

/// What was left out, in the order of the sheet.
fn aside(mut left: Vec<Left>) -> Aside {
    left.sort_by_key(|left| left.row);
    let mut aside = Aside::default();
    for Left {
        row,
        column,
        value,
        reason,
    } in left
    {
        match column {
            Some(column) => aside.cell(u64::from(row) + 1, &column, value, reason),
            None => aside.line(u64::from(row) + 1, value, reason),
        }
    }
    aside
}
