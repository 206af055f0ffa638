//! Steps that give single cells a value: empty ones, one of a row, those that are a value.

use super::{Done, Table};
use crate::catalog::kind;
use crate::error::Error;
use crate::ingest;
use crate::query::cell;
use crate::query::columns::{holds, invalid, wrong_type};
use polars::prelude::*;
use spec::dataset::Type;
use spec::value::Value;

/// Gives empty cells the value above them.
pub(super) fn fill_down(table: Table<'_>, names: &[String]) -> Result<Done, Error> {
    let (mut columns, mut touched) = (Vec::new(), 0);
    for column in table.columns(names)? {
        let mut above: Option<IdxSize> = None;
        let mut filled = 0;
        let there = column.is_not_null();
        let from = there.iter().enumerate().map(|(row, there)| {
            match there {
                Some(true) => above = IdxSize::try_from(row).ok(),
                _ => filled += u64::from(above.is_some()),
            }
            above
        });
        let from: IdxCa = from.collect();
        columns.push(if filled == 0 {
            column.clone()
        } else {
            column.take(&from)?
        });
        touched += filled;
    }
    table.with(columns, touched)
}

/// Gives empty cells a value.
pub(super) fn fill(table: Table<'_>, name: &str, value: &Value) -> Result<Done, Error> {
    let column = &typed(table.column(name)?)?;
    let (column, touched) = put(column, &one(column, value)?, &column.is_null())?;
    table.with(vec![column], touched)
}

/// Gives one cell another value.
pub(super) fn correct(table: Table<'_>, name: &str, row: u64, value: &str) -> Result<Done, Error> {
    let column = &typed(table.column(name)?)?;
    let height = column.len() as u64;
    if row == 0 || row > height {
        return Err(invalid(format!(
            "{} has rows 1 to {height} here, and no row {row}",
            table.place.whose
        )));
    }
    let mask: BooleanChunked = (1..=height).map(|at| Some(at == row)).collect();
    let (column, touched) = put(column, &read(column, value)?, &mask)?;
    table.with(vec![column], touched)
}

/// Replaces the cells of a column of no text that are a value.
pub(super) fn replace(column: &Column, find: &str, with: &str) -> Result<(Column, u64), Error> {
    if matches!(kind(column.dtype()), Type::List | Type::Struct) {
        return Err(wrong_type(column.name(), column.dtype(), "single values"));
    }
    // What is no such value is in no cell.
    let Ok(wanted) = read(column, find) else {
        return Ok((column.clone(), 0));
    };
    let new = read(column, with)?;
    let mask = match find.is_empty() {
        true => column.is_null(),
        false => column.as_materialized_series().equal(&wanted)?,
    };
    put(column, &new, &mask)
}

/// A column without a type is text that has no cell yet.
fn typed(column: &Column) -> Result<Column, Error> {
    match column.dtype() {
        DataType::Null => Ok(column.cast(&DataType::String)?),
        _ => Ok(column.clone()),
    }
}

/// The column with one value where the mask says so, and how many of its cells that changes.
fn put(column: &Column, value: &Series, mask: &BooleanChunked) -> Result<(Column, u64), Error> {
    let series = column.as_materialized_series();
    let last = series.len() as IdxSize;
    let touched = mask.sum().unwrap_or_default();
    if touched == 0 {
        return Ok((column.clone(), 0));
    }
    let mut extended = series.clone();
    extended.append(&value.clone().with_name(series.name().clone()))?;
    let from: IdxCa = mask
        .iter()
        .enumerate()
        .map(|(row, wanted)| Some(if wanted == Some(true) { last } else { row as IdxSize }))
        .collect();
    Ok((extended.take(&from)?.into_column(), u64::from(touched)))
}

/// One cell of the column's type from text, as it would be read from a file; nothing from nothing.
fn read(column: &Column, text: &str) -> Result<Series, Error> {
    if text.is_empty() {
        return one(column, &Value::Null);
    }
    let refusal = match one(column, &Value::Text(text.to_owned())) {
        Ok(cell) => return Ok(cell),
        Err(refusal) => refusal,
    };
    let written = Series::new(column.name().clone(), [text]);
    match ingest::retype(&written, kind(column.dtype()), None, None) {
        Ok((cell, misfits)) if misfits.is_empty() && cell.null_count() == 0 => Ok(cell.strict_cast(column.dtype())?),
        _ => Err(refusal),
    }
}

/// One cell of the column's type.
fn one(column: &Column, value: &Value) -> Result<Series, Error> {
    let (name, dtype) = (column.name().clone(), column.dtype());
    let misfit = || {
        invalid(format!(
            "“{name}” holds {}, and “{value}” is none: read the column as another type first",
            holds(dtype)
        ))
    };
    let cell = match (value, kind(dtype)) {
        (_, Type::List | Type::Struct) => return Err(wrong_type(&name, dtype, "single values")),
        (Value::Null, _) => return Ok(Series::full_null(name, 1, dtype)),
        (value, Type::Text | Type::Decimal) => Series::new(name.clone(), [value.to_string()])
            .strict_cast(dtype)
            .map_err(|_refused| misfit())?,
        (value, _) => {
            let cell = cell::exact(&name, dtype, value)?.ok_or_else(misfit)?;
            Series::from_any_values_and_dtype(name.clone(), &[cell], dtype, false)?
        }
    };
    match cell.null_count() {
        0 => Ok(cell),
        _ => Err(misfit()),
    }
}
