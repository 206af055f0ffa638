//! Rows become columns: one for each value of a column.

use super::columns::settled;
use super::group::grouped;
use super::{Done, Table, once, spelled};
use crate::error::Error;
use crate::query::columns::{invalid, wrong_type};
use polars::prelude::*;
use spec::question::{Aggregate, Group, Measure};
use std::collections::HashMap;

/// More columns than this are no table that anybody reads.
pub(crate) const MOST_COLUMNS: usize = 1_000;

/// The name of the column for empty cells, and of no other.
pub(super) const EMPTY: &str = "(empty)";

/// Turns rows into columns; a place that no row fills is empty, or 0 where rows are counted.
pub(super) fn pivot(table: Table<'_>, rows: &[String], name: &str, measure: &Measure) -> Result<Done, Error> {
    let column = table.column(name)?;
    refuse_too_many(column)?;
    once(rows)?;
    if rows.iter().any(|row| row == name) {
        return Err(invalid(format!(
            "“{name}” cannot both stay at the side and become columns"
        )));
    }
    let figure = Measure {
        name: Some("\u{2}figure".to_owned()),
        ..measure.clone()
    };
    let by: Vec<Group> = rows
        .iter()
        .map(String::as_str)
        .chain([name])
        .map(Group::value)
        .collect();
    let long = grouped(table, &by, &[figure])?;
    let sides = &long.get_columns()[..rows.len()];
    let firsts = first_rows(sides, long.height())?;
    let (names, places) = spread(&long.get_columns()[rows.len()], &firsts)?;
    let mut columns = Vec::new();
    let starts: IdxCa = firsts
        .iter()
        .enumerate()
        .filter(|(_, first)| **first)
        .map(|(at, _)| Some(at as IdxSize))
        .collect();
    for side in sides {
        columns.push(settled(&side.take(&starts)?)?);
    }
    let figures = &long.get_columns()[rows.len() + 1];
    let counts = matches!(measure.aggregate, Aggregate::Count | Aggregate::Distinct);
    for (name, places) in names.iter().zip(places) {
        let places: IdxCa = places.into_iter().collect();
        let mut cells = figures.take(&places)?;
        if counts {
            cells = cells.fill_null(FillNullStrategy::Zero)?;
        }
        let before: Vec<&str> = columns.iter().map(|column: &Column| column.name().as_str()).collect();
        let name = unlike(name, &before);
        columns.push(settled(&cells.with_name(name.into()))?);
    }
    if columns.is_empty() {
        return Err(invalid(format!("“{name}” has no values that could become columns")));
    }
    Ok(Done {
        touched: table.frame.height() as u64,
        frame: DataFrame::new(columns)?,
        ..Done::default()
    })
}

fn refuse_too_many(column: &Column) -> Result<(), Error> {
    let name = column.name();
    if column.dtype().is_nested() {
        return Err(wrong_type(name, column.dtype(), "single values that become columns"));
    }
    let count = column.n_unique()?;
    if count <= MOST_COLUMNS {
        return Ok(());
    }
    Err(Error::Invalid {
        why: format!("“{name}” has {count} different values, and at most {MOST_COLUMNS} can become columns"),
        hint: Some("Keep the rows that matter first, or pivot a column with fewer values".to_owned()),
    })
}

/// Which rows are the first of their side: the groups come sorted.
fn first_rows(sides: &[Column], height: usize) -> Result<Vec<bool>, Error> {
    let mut firsts = vec![false; height];
    if let Some(first) = firsts.first_mut() {
        *first = true;
    }
    for side in sides {
        let series = side.as_materialized_series();
        let differs = series.not_equal_missing(&series.shift(1))?;
        for (first, differs) in firsts.iter_mut().zip(differs.iter()) {
            *first |= differs == Some(true);
        }
    }
    Ok(firsts)
}

/// The new columns' names in order, and for each where its figures lie.
type Spread = (Vec<String>, Vec<Vec<Option<IdxSize>>>);

fn spread(values: &Column, firsts: &[bool]) -> Result<Spread, Error> {
    let sorted = values.unique()?.sort(SortOptions::default().with_nulls_last(true))?;
    let sorted = spelled(&sorted)?;
    let known: HashMap<Option<&str>, usize> = sorted.iter().enumerate().map(|(at, value)| (value, at)).collect();
    let named = |value: Option<&str>| match value {
        None => EMPTY.to_owned(),
        Some(EMPTY) => format!("{EMPTY}_2"),
        Some(value) => value.to_owned(),
    };
    let names: Vec<String> = sorted.iter().map(named).collect();
    let height = firsts.iter().filter(|first| **first).count();
    let mut places = vec![vec![None; height]; names.len()];
    let mut row = 0;
    for (at, (value, first)) in spelled(values)?.iter().zip(firsts).enumerate() {
        row += usize::from(*first);
        if let Some(column) = known.get(&value) {
            places[*column][row - 1] = Some(at as IdxSize);
        }
    }
    Ok((names, places))
}

/// A name unlike those before it.
pub(super) fn unlike(name: &str, before: &[&str]) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !before.contains(&name.as_str()))
        .unwrap_or_default()
}
