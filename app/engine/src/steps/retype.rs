//! Reads a column as another type. What does not fit is set aside, and so is what would lose a part.

use super::columns::settled;
use super::{Done, Table, spelled};
use crate::catalog::kind;
use crate::error::Error;
use crate::ingest;
use crate::query::columns::wrong_type;
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::dataset::Type;
use spec::reading::DateOrder;

/// Reads a column's cells as another type.
pub(super) fn retype(
    table: Table<'_>,
    name: &str,
    to: Type,
    dates: Option<DateOrder>,
    decimal: Option<&str>,
) -> Result<Done, Error> {
    let column = table.column(name)?;
    if matches!(to, Type::List | Type::Struct) {
        return Err(wrong_type(
            name,
            column.dtype(),
            "to stay as it is: nothing can be read as that",
        ));
    }
    let from = kind(column.dtype());
    let mut done = table.with(Vec::new(), 0)?;
    if from == to {
        return Ok(done);
    }
    let (cells, misfits) = match (direct(column, from, to)?, from, to) {
        (Some(cells), ..) => (cells, Vec::new()),
        (None, Type::Float, Type::Integer) => whole(column)?,
        (None, ..) => by_text(column, to, dates, decimal)?,
    };
    done.notes.extend(cut(column, from, to)?);
    let reason = format!("not {}", a(to));
    for (row, raw) in &misfits {
        done.aside.cell(*row as u64 + 1, name, raw.as_str(), &reason);
    }
    done.touched = misfits.len() as u64;
    done.frame
        .with_column(settled(&cells.with_name(name.into()).into_column())?)?;
    Ok(done)
}

/// Casts that lose nothing, or what they are asked to: a day of a moment.
fn direct(column: &Column, from: Type, to: Type) -> Result<Option<Series>, Error> {
    let series = column.as_materialized_series();
    let moments = DataType::Datetime(TimeUnit::Microseconds, None);
    let dtype = match (from, to) {
        (_, Type::Text) => return Ok(Some(spelled(column)?.into_series())),
        (Type::Date, Type::Datetime) => moments,
        (Type::Datetime, Type::Date) => {
            return Ok(Some(series.cast(&moments)?.cast(&DataType::Date)?));
        }
        (Type::Datetime, Type::Time) => {
            return Ok(Some(series.cast(&moments)?.cast(&DataType::Time)?));
        }
        (Type::Boolean, Type::Integer) => DataType::Int64,
        (Type::Boolean, Type::Float) | (Type::Decimal, Type::Float) => DataType::Float64,
        (Type::Integer, Type::Float) if is_exact(series)? => DataType::Float64,
        _ => return Ok(None),
    };
    Ok(Some(series.cast(&dtype)?))
}

/// Whether a float keeps each of these whole numbers.
fn is_exact(series: &Series) -> Result<bool, Error> {
    const MOST: i64 = 1 << 53;
    let Ok(whole) = series.strict_cast(&DataType::Int64) else {
        return Ok(false);
    };
    Ok(whole
        .i64()?
        .iter()
        .flatten()
        .all(|whole| (-MOST..=MOST).contains(&whole)))
}

type Read = (Series, Vec<(usize, String)>);

/// Numbers without a fraction, as far as each of them is exact.
fn whole(column: &Column) -> Result<Read, Error> {
    const MOST: f64 = (1_i64 << 53) as f64;
    let numbers = column.cast(&DataType::Float64)?;
    let mut misfits = Vec::new();
    let read = numbers.f64()?.iter().enumerate().map(|(row, number)| {
        let number = number.filter(|number| !number.is_nan())?;
        if number.fract() == 0.0 && number.abs() <= MOST {
            return Some(number as i64);
        }
        misfits.push((row, number.to_string()));
        None
    });
    let cells: Int64Chunked = read.collect();
    Ok((cells.into_series(), misfits))
}

fn by_text(column: &Column, to: Type, dates: Option<DateOrder>, decimal: Option<&str>) -> Result<Read, Error> {
    let text = spelled(column)?;
    // Numbers are spelled with a point here, whatever the file's own mark is.
    let decimal = match kind(column.dtype()) {
        Type::Text => decimal,
        _ => Some("."),
    };
    let (cells, mut misfits) = ingest::retype(&text.clone().into_series(), to, dates, decimal)?;
    // A cell that is gone without a word would be lost.
    let mut told = misfits.iter().map(|(row, _)| *row).peekable();
    let mut untold = Vec::new();
    for (row, (before, there)) in text.iter().zip(cells.is_not_null().iter()).enumerate() {
        if told.next_if_eq(&row).is_some() || there == Some(true) {
            continue;
        }
        if let Some(before) = before.filter(|before| !before.trim().is_empty()) {
            untold.push((row, before.to_owned()));
        }
    }
    if !untold.is_empty() {
        misfits.extend(untold);
        misfits.sort_by_key(|(row, _)| *row);
    }
    Ok((cells, misfits))
}

/// Says how many moments had a time that a date does not keep.
fn cut(column: &Column, from: Type, to: Type) -> Result<Option<Note>, Error> {
    if (from, to) != (Type::Datetime, Type::Date) {
        return Ok(None);
    }
    let moments = column
        .as_materialized_series()
        .cast(&DataType::Datetime(TimeUnit::Microseconds, None))?;
    let midnight = |ticks: &i64| ticks.rem_euclid(86_400_000_000) == 0;
    let physical = moments.to_physical_repr();
    let count = physical
        .i64()?
        .iter()
        .flatten()
        .filter(|ticks| !midnight(ticks))
        .count() as u64;
    let name = column.name();
    Ok((count > 0).then(|| Note {
        column: Some(name.to_string()),
        count: Some(count),
        ..Note::new(
            Level::Info,
            "time_cut",
            format!("{count} moments of “{name}” had a time of day, which a date does not keep"),
        )
    }))
}

fn a(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "true or false",
        Type::Integer => "a whole number",
        Type::Float | Type::Decimal => "a number",
        Type::Text => "text",
        Type::Date => "a date",
        Type::Datetime => "a moment",
        Type::Time => "a time of day",
        Type::Duration => "a length of time",
        Type::List => "a list",
        Type::Struct => "a record",
    }
}
