//! A column as a sheet holds it: text, numbers in a format, or flags.

use crate::error::Error;
use crate::export::text;
use polars::prelude::{
    BooleanChunked, DataType, Float64Chunked, NewChunkedArray as _, Series, StringChunked, TimeUnit,
};

/// A column.
pub(super) struct Cells {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub kind: Kind,
    /// How its numbers are shown, as Excel writes it.
    pub format: String,
}

/// The cells.
pub(super) enum Kind {
    /// Text.
    Text(StringChunked),
    /// Numbers; days since 1899-12-30 for dates and times.
    Number(Float64Chunked),
    /// True or false.
    Flag(BooleanChunked),
}

const MICROS_A_DAY: i64 = 86_400_000_000;
/// Days from 1899-12-30 to 1970-01-01.
const EPOCH: i64 = 25_569;
/// 1900-03-01 and 9999-12-31.
const DAYS: std::ops::RangeInclusive<i64> = 61..=2_958_465;

impl Cells {
    /// The cells of a column.
    pub(super) fn of(series: &Series) -> Result<Self, Error> {
        let series = series.rechunk();
        let (kind, format) = match series.dtype() {
            DataType::Boolean => (Kind::Flag(series.bool()?.clone()), String::new()),
            DataType::Date => days(&series)?,
            DataType::Datetime(unit, _) => moments(&series, *unit)?,
            DataType::Time => times(&series)?,
            DataType::Duration(unit) => durations(&series, *unit)?,
            DataType::Decimal(_, scale) => numbers(&series, scale.unwrap_or(0))?,
            dtype if dtype.is_integer() => numbers(&series, 0)?,
            dtype if dtype.is_float() => (Kind::Number(reals(&series)?), "General".to_owned()),
            _ => spelled(&series)?,
        };
        Ok(Self {
            name: series.name().to_string(),
            kind,
            format,
        })
    }

    /// How wide the column is shown, in digits.
    pub(super) fn width(&self) -> f64 {
        const LOOKED_AT: usize = 1_000;
        let widest = match &self.kind {
            Kind::Text(texts) => texts
                .iter()
                .take(LOOKED_AT)
                .flatten()
                .map(|text| text.chars().take(80).count())
                .max(),
            Kind::Number(numbers) if self.format == "General" || self.format.starts_with(['0', '#']) => numbers
                .iter()
                .take(LOOKED_AT)
                .flatten()
                .map(|number| format!("{number}").len().min(20) + 1)
                .max(),
            Kind::Number(_) => Some(self.format.len()),
            Kind::Flag(_) => Some(6),
        };
        // Room for the button of the filter.
        let header = self.name.chars().count() + 4;
        widest.unwrap_or(0).max(header).clamp(8, 60) as f64 + 1.0
    }
}

type Shaped = (Kind, String);

fn spelled(series: &Series) -> Result<Shaped, Error> {
    Ok((Kind::Text(text::spelled(series)?.str()?.clone()), "General".to_owned()))
}

fn reals(series: &Series) -> Result<Float64Chunked, Error> {
    if *series.dtype() == DataType::Float32 {
        let longer = series
            .f32()?
            .iter()
            .map(|real| real.map(|real| real.to_string().parse().unwrap_or(f64::from(real))));
        return Ok(Float64Chunked::from_iter_options(series.name().clone(), longer));
    }
    Ok(series.cast(&DataType::Float64)?.f64()?.clone())
}

fn numbers(series: &Series, decimals: usize) -> Result<Shaped, Error> {
    const DIGITS: u32 = 15;
    if text::is_longer_than(series, DIGITS)? {
        return spelled(series);
    }
    let format = match decimals {
        0 => "0".to_owned(),
        decimals => format!("0.{}", "0".repeat(decimals.min(15))),
    };
    Ok((Kind::Number(reals(series)?), format))
}

fn days(series: &Series) -> Result<Shaped, Error> {
    let physical = series.to_physical_repr().cast(&DataType::Int64)?;
    let days = physical.i64()?;
    if days.iter().flatten().any(|day| !DAYS.contains(&(day + EPOCH))) {
        return spelled(series);
    }
    let serials = days.iter().map(|day| day.map(|day| (day + EPOCH) as f64));
    Ok((
        Kind::Number(Float64Chunked::from_iter_options(series.name().clone(), serials)),
        "yyyy-mm-dd".to_owned(),
    ))
}

/// Cells in microseconds; none when they are finer, or further away than can be told.
fn micros(series: &Series, unit: TimeUnit) -> Result<Option<Vec<Option<i64>>>, Error> {
    let physical = series.to_physical_repr().cast(&DataType::Int64)?;
    let in_micros = |ticks: i64| match unit {
        TimeUnit::Nanoseconds => (ticks % 1_000 == 0).then_some(ticks / 1_000),
        TimeUnit::Microseconds => Some(ticks),
        TimeUnit::Milliseconds => ticks.checked_mul(1_000),
    };
    let cells = physical
        .i64()?
        .iter()
        .map(|ticks| ticks.map_or(Some(None), |ticks| in_micros(ticks).map(Some)));
    Ok(cells.collect())
}

fn in_days(series: &Series, micros: Vec<Option<i64>>, since: i64) -> Float64Chunked {
    let serials = micros.into_iter().map(|micros| {
        let micros = micros?;
        let (day, rest) = (micros.div_euclid(MICROS_A_DAY), micros.rem_euclid(MICROS_A_DAY));
        Some((day + since) as f64 + rest as f64 / MICROS_A_DAY as f64)
    });
    Float64Chunked::from_iter_options(series.name().clone(), serials)
}

fn moments(series: &Series, unit: TimeUnit) -> Result<Shaped, Error> {
    let Some(cells) = micros(series, unit)? else {
        return spelled(series);
    };
    let fits = |micros: &i64| DAYS.contains(&(micros.div_euclid(MICROS_A_DAY) + EPOCH)) && micros % 1_000 == 0;
    if !cells.iter().flatten().all(fits) {
        return spelled(series);
    }
    let format = match cells.iter().flatten().any(|micros| micros % 1_000_000 != 0) {
        true => "yyyy-mm-dd hh:mm:ss.000",
        false => "yyyy-mm-dd hh:mm:ss",
    };
    Ok((Kind::Number(in_days(series, cells, EPOCH)), format.to_owned()))
}

fn times(series: &Series) -> Result<Shaped, Error> {
    match micros(series, TimeUnit::Nanoseconds)? {
        Some(cells) if cells.iter().flatten().all(|micros| micros % 1_000_000 == 0) => {
            Ok((Kind::Number(in_days(series, cells, 0)), "hh:mm:ss".to_owned()))
        }
        _ => spelled(series),
    }
}

fn durations(series: &Series, unit: TimeUnit) -> Result<Shaped, Error> {
    match micros(series, unit)? {
        Some(cells)
            if cells
                .iter()
                .flatten()
                .all(|micros| *micros >= 0 && micros % 1_000_000 == 0) =>
        {
            Ok((Kind::Number(in_days(series, cells, 0)), "[h]:mm:ss".to_owned()))
        }
        _ => spelled(series),
    }
}
