//! Rows of several tables below each other, and the types that hold the cells of all.

use super::columns::settled;
use super::{Done, Table, spelled};
use crate::catalog::kind;
use crate::error::Error;
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::dataset::Type;

/// Puts the rows of another dataset below, by the names of its columns.
pub(super) fn union(table: Table<'_>, dataset: &str) -> Result<Done, Error> {
    let other = table.place.other(dataset)?;
    let whose = [table.place.whose, other.dataset.name.as_str()];
    let (frame, notes) = below(&[table.frame, &other.frame], &whose)?;
    Ok(Done {
        touched: other.frame.height() as u64,
        frame,
        notes,
        ..Done::default()
    })
}

/// The tables below each other: columns by name in the order they come, types widened, cells that are not there empty.
pub(crate) fn below(frames: &[&DataFrame], whose: &[&str]) -> Result<(DataFrame, Vec<Note>), Error> {
    let mut names: Vec<PlSmallStr> = Vec::new();
    for name in frames.iter().flat_map(|frame| frame.get_columns()).map(Column::name) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let (mut columns, mut notes) = (Vec::new(), Vec::new());
    for name in &names {
        let parts: Vec<Option<&Column>> = frames.iter().map(|frame| frame.column(name).ok()).collect();
        notes.extend(missing(name, &parts, whose));
        let there: Vec<&Column> = parts.iter().flatten().copied().collect();
        let dtype = common(&there);
        notes.extend(mixed(name, &there, &dtype));
        let nothing: Vec<Column> = frames
            .iter()
            .map(|frame| Column::full_null(name.clone(), frame.height(), &dtype))
            .collect();
        let filled: Vec<&Column> = parts
            .iter()
            .zip(&nothing)
            .map(|(part, nothing)| part.unwrap_or(nothing))
            .collect();
        columns.push(stacked_as(&filled, &dtype)?);
    }
    Ok((DataFrame::new(columns)?, notes))
}

/// Columns below each other, in a type that holds the cells of all.
pub(crate) fn stacked(columns: &[&Column]) -> Result<Column, Error> {
    stacked_as(columns, &common(columns))
}

/// The cells in a wider type.
pub(crate) fn widened(column: &Column, dtype: &DataType) -> Result<Series, Error> {
    let series = column.as_materialized_series();
    Ok(match (column.dtype(), dtype) {
        (from, to) if from == to => series.clone(),
        (_, DataType::String) => spelled(column)?.into_series(),
        (_, to) => series.cast(to)?,
    })
}

/// The type that holds the cells of all: text when nothing narrower does.
pub(crate) fn common(columns: &[&Column]) -> DataType {
    let mut whole = DataType::Null;
    for column in columns {
        // A column without a cell says nothing about a type.
        let empty = column.null_count() == column.len();
        if whole == DataType::Null || (!empty && *column.dtype() != whole) {
            whole = match whole {
                DataType::Null => column.dtype().clone(),
                whole => wider(&whole, column.dtype()),
            };
        }
    }
    whole
}

fn wider(left: &DataType, right: &DataType) -> DataType {
    let moments = DataType::Datetime(TimeUnit::Microseconds, None);
    match (kind(left), kind(right)) {
        (Type::Integer, Type::Integer) => DataType::Int64,
        (Type::Decimal, Type::Decimal) => {
            let scale = |dtype: &DataType| match dtype {
                DataType::Decimal(_, scale) => scale.unwrap_or(0),
                _ => 0,
            };
            DataType::Decimal(Some(38), Some(scale(left).max(scale(right))))
        }
        (Type::Decimal, Type::Integer) => left.clone(),
        (Type::Integer, Type::Decimal) => right.clone(),
        (one, other) if one.is_number() && other.is_number() => DataType::Float64,
        (Type::Date | Type::Datetime, Type::Date | Type::Datetime) => moments,
        (Type::Duration, Type::Duration) => DataType::Duration(TimeUnit::Microseconds),
        _ => DataType::String,
    }
}

fn stacked_as(columns: &[&Column], dtype: &DataType) -> Result<Column, Error> {
    let mut whole: Option<Series> = None;
    for column in columns {
        let part = match column.null_count() == column.len() {
            true => Series::full_null(column.name().clone(), column.len(), dtype),
            false => widened(column, dtype)?,
        };
        match &mut whole {
            None => whole = Some(part),
            Some(whole) => {
                whole.append(&part.with_name(whole.name().clone()))?;
            }
        }
    }
    settled(&whole.unwrap_or_default().rechunk().into_column())
}

fn missing(name: &str, parts: &[Option<&Column>], whose: &[&str]) -> Option<Note> {
    let without: Vec<&str> = parts
        .iter()
        .zip(whose)
        .filter(|(part, _)| part.is_none())
        .map(|(_, whose)| *whose)
        .collect();
    (!without.is_empty()).then(|| Note {
        column: Some(name.to_owned()),
        ..Note::new(
            Level::Warning,
            "missing_column",
            format!(
                "{} has no column “{name}”: its cells are empty there",
                without.join(" and ")
            ),
        )
    })
}

fn mixed(name: &str, parts: &[&Column], dtype: &DataType) -> Option<Note> {
    let odd = parts
        .iter()
        .any(|part| kind(part.dtype()) != Type::Text && part.null_count() < part.len());
    (*dtype == DataType::String && odd).then(|| Note {
        column: Some(name.to_owned()),
        ..Note::new(
            Level::Warning,
            "mixed_types",
            format!("“{name}” is not of the same type everywhere: its cells are kept as text"),
        )
    })
}
