//! Text read as another type, cell by cell.

use super::text;
use crate::error::Error;
use crate::query::moment::{self, Moment};
use polars::prelude::*;
use spec::dataset::Type;
use spec::reading::DateOrder;

/// Reads text as another type: the cells, and those that do not fit with their places from 0.
pub(crate) fn retype(
    series: &Series,
    to: Type,
    _dates: Option<DateOrder>,
    decimal: Option<&str>,
) -> Result<(Series, Vec<(usize, String)>), Error> {
    let comma = decimal == Some(",");
    let number = |cell: &str| {
        let cell = if comma {
            cell.replace('.', "").replace(',', ".")
        } else {
            cell.replace(',', "")
        };
        cell.parse::<f64>().ok().filter(|number| number.is_finite())
    };
    let mut misfits = Vec::new();
    let texts = series.str()?;
    let read: Series = match to {
        Type::Text => text(series)?,
        Type::Integer => {
            let whole = |cell: &str| match cell.parse::<i64>() {
                Ok(whole) => Some(whole),
                Err(_) => number(cell)
                    .filter(|number| number.fract() == 0.0 && number.abs() < 9e15)
                    .map(|number| number as i64),
            };
            each(texts, &mut misfits, whole).collect::<Int64Chunked>().into_series()
        }
        Type::Float | Type::Decimal => each(texts, &mut misfits, number)
            .collect::<Float64Chunked>()
            .into_series(),
        Type::Boolean => {
            let flag = |cell: &str| match cell.to_lowercase().as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" => Some(false),
                _ => None,
            };
            each(texts, &mut misfits, flag)
                .collect::<BooleanChunked>()
                .into_series()
        }
        Type::Date => {
            let day = |cell: &str| match moment::read(cell)? {
                Moment::Day(day) => Some(moment::day_number(day)),
                Moment::At(_) => None,
            };
            each(texts, &mut misfits, day)
                .collect::<Int32Chunked>()
                .into_series()
                .cast(&DataType::Date)?
        }
        Type::Datetime => {
            let unit = TimeUnit::Microseconds;
            let at = |cell: &str| {
                Some(match moment::read(cell)? {
                    Moment::Day(day) => moment::ticks(day.and_time(chrono::NaiveTime::MIN), unit),
                    Moment::At(at) => moment::ticks(at, unit),
                })
            };
            let ticks = each(texts, &mut misfits, at).collect::<Int64Chunked>().into_series();
            ticks.cast(&DataType::Datetime(unit, None))?
        }
        Type::Time => {
            let nanos = each(texts, &mut misfits, moment::read_time)
                .collect::<Int64Chunked>()
                .into_series();
            nanos.cast(&DataType::Time)?
        }
        Type::Duration => {
            let micros = |cell: &str| moment::read_duration(cell).map(|nanos| nanos / 1_000);
            let micros = each(texts, &mut misfits, micros)
                .collect::<Int64Chunked>()
                .into_series();
            micros.cast(&DataType::Duration(TimeUnit::Microseconds))?
        }
        Type::List | Type::Struct => {
            return Err(Error::WrongType {
                column: series.name().to_string(),
                found: "text".to_owned(),
                needed: "single values".to_owned(),
            });
        }
    };
    Ok((read.with_name(series.name().clone()), misfits))
}

fn each<'a, T: 'a>(
    texts: &'a StringChunked,
    misfits: &'a mut Vec<(usize, String)>,
    read: impl Fn(&str) -> Option<T> + 'a,
) -> impl Iterator<Item = Option<T>> + 'a {
    texts.iter().enumerate().map(move |(row, cell)| {
        let cell = cell?;
        let trimmed = cell.trim();
        if trimmed.is_empty() {
            return None;
        }
        let value = read(trimmed);
        if value.is_none() {
            misfits.push((row, cell.to_owned()));
        }
        value
    })
}
