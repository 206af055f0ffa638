//! The same types for the same table, whatever file it came from.

use super::texts::Texts;
use super::typed::PRECISION;
use super::{File, Sheet, cell, names};
use crate::aside::Aside;
use crate::error::Error;
use polars::prelude::{
    Categories, Column, DataFrame, DataType, Float64Chunked, IntoSeries as _, NewChunkedArray as _, PlSmallStr, Series,
    TimeUnit,
};
use spec::answer::{Level, Note};

/// Whether so many different texts with so many bytes in all are categories and not free text.
pub(super) fn are_categories(distinct: usize, size_bytes: usize) -> bool {
    const LONGEST_ON_AVERAGE: usize = 100;
    distinct > 0 && size_bytes <= distinct * LONGEST_ON_AVERAGE
}

/// The type of categories: one numbering for all tables, so that they can be joined and compared.
pub(super) fn category() -> DataType {
    DataType::from_categories(Categories::global())
}

/// The one table of a file whose cells came with types.
pub(super) fn sheet(file: &mut File<'_>, frame: &DataFrame) -> Result<Vec<Sheet>, Error> {
    (file.progress)("Settling types", 0.8);
    let mut settled = Settled::default();
    for column in frame.get_columns() {
        let name = column.name().to_string();
        settled.column(&name, column.as_materialized_series())?;
    }
    let (given, renamed) = names::repaired(settled.names);
    settled.notes.extend(renamed);
    for (column, name) in settled.columns.iter_mut().zip(&given) {
        column.rename(PlSmallStr::from_str(name));
    }
    Ok(vec![Sheet {
        name: None,
        frame: DataFrame::new(settled.columns)?,
        source: file.source(),
        notes: settled.notes,
        aside: Aside::default(),
    }])
}

#[derive(Default)]
struct Settled {
    names: Vec<String>,
    columns: Vec<Column>,
    notes: Vec<Note>,
}

impl Settled {
    fn column(&mut self, name: &str, series: &Series) -> Result<(), Error> {
        if let DataType::Struct(_) = series.dtype() {
            for field in series.struct_()?.fields_as_series() {
                self.column(&format!("{name}.{}", field.name()), &field)?;
            }
            return Ok(());
        }
        if let DataType::Datetime(_, Some(_)) = series.dtype() {
            self.note("utc", name, format!("the times of “{name}” are given in UTC"));
        }
        self.names.push(name.to_owned());
        self.columns.push(settled(series)?.into());
        Ok(())
    }

    fn note(&mut self, code: &str, name: &str, said: String) {
        self.notes.push(Note {
            column: Some(name.to_owned()),
            ..Note::new(Level::Info, code, said)
        });
    }
}

fn settled(series: &Series) -> Result<Series, Error> {
    let series = match series.dtype() {
        DataType::String => text(series)?,
        DataType::Categorical(..) | DataType::Enum(..) | DataType::Null => text(&series.cast(&DataType::String)?)?,
        DataType::Binary | DataType::BinaryOffset => text(&binary(series)?)?,
        DataType::Float32 => short_reals(series)?,
        DataType::Float64 => without_nan(series.f64()?),
        DataType::Decimal(_, scale) => {
            let digits = series.to_physical_repr().i128()?.clone();
            digits.into_decimal(Some(PRECISION), scale.unwrap_or(0))?.into_series()
        }
        DataType::Datetime(..) => moments(series)?,
        DataType::Duration(_) => series.cast(&DataType::Duration(TimeUnit::Microseconds))?,
        dtype if dtype.is_integer() => whole(series)?,
        _ => series.clone(),
    };
    Ok(series)
}

/// Whole numbers as they are, or text when one of them has more digits than a float keeps.
fn whole(series: &Series) -> Result<Series, Error> {
    let most = cell::MOST_WHOLE as i64;
    if let Ok(whole) = series.strict_cast(&DataType::Int64) {
        let whole_numbers = whole.i64()?;
        if whole_numbers
            .iter()
            .flatten()
            .all(|value| (-most..=most).contains(&value))
        {
            return Ok(whole);
        }
    }
    text(&series.cast(&DataType::String)?)
}

/// Text, as categories where different texts are few.
pub(super) fn text(series: &Series) -> Result<Series, Error> {
    let mut texts = Texts::new(series.len());
    for text in series.str()?.iter() {
        match text {
            Some(text) => texts.push(text),
            None => texts.push_nothing(),
        }
    }
    texts.finish()
}

fn binary(series: &Series) -> Result<Series, Error> {
    let series = series.cast(&DataType::Binary)?;
    let spell = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    let texts: Vec<Option<String>> = series.binary()?.iter().map(|bytes| bytes.map(spell)).collect();
    Ok(polars::prelude::StringChunked::from_iter_options(PlSmallStr::EMPTY, texts.into_iter()).into())
}

/// 0.1 in 32 bits becomes 0.1, not 0.10000000149.
fn short_reals(series: &Series) -> Result<Series, Error> {
    let longer = |value: f32| match f64::from(value) {
        exact if value.fract() == 0.0 || !value.is_finite() => exact,
        exact => value.to_string().parse().unwrap_or(exact),
    };
    let reals = series.f32()?.iter().map(|value| value.map(longer));
    Ok(without_nan(&Float64Chunked::from_iter_options(
        PlSmallStr::EMPTY,
        reals,
    )))
}

fn without_nan(reals: &Float64Chunked) -> Series {
    if reals.iter().flatten().any(f64::is_nan) {
        let there = reals.iter().map(|value| value.filter(|value| !value.is_nan()));
        return Float64Chunked::from_iter_options(PlSmallStr::EMPTY, there).into();
    }
    reals.clone().into()
}

/// Microseconds without a zone; with one they are already kept in UTC.
fn moments(series: &Series) -> Result<Series, Error> {
    let physical = series.to_physical_repr().into_owned();
    let unit = match series.dtype() {
        DataType::Datetime(unit, _) => *unit,
        _ => TimeUnit::Microseconds,
    };
    let moments = physical.i64()?.clone().into_datetime(unit, None);
    Ok(Series::from(moments).cast(&DataType::Datetime(TimeUnit::Microseconds, None))?)
}
