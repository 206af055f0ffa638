//! CSV as in RFC 4180: commas, quotes where they are needed, UTF-8.
//!
//! Text is written as it is, also when it begins with `=`, `+`, `-` or `@`, which spreadsheets take for a formula: the file is the data.
//! No value and empty text are both nothing between two commas.

use super::text;
use crate::error::Error;
use polars::prelude::{Column, DataFrame, DataType, IntoSeries as _, NewChunkedArray as _, Series, StringChunked};
use polars_io::SerWriter as _;
use polars_io::csv::write::CsvWriter;

/// A CSV file with a header.
pub(super) fn write(frame: &DataFrame) -> Result<Vec<u8>, Error> {
    let columns: Result<Vec<Column>, Error> = frame
        .get_columns()
        .iter()
        .map(|column| Ok(plain(column.as_materialized_series())?.into()))
        .collect();
    let mut columns = columns?;
    if let [only] = &mut columns[..] {
        *only = without_blank_lines(only.as_materialized_series())?.into();
    }
    let mut bytes = Vec::new();
    CsvWriter::new(&mut bytes).finish(&mut DataFrame::new(columns)?)?;
    Ok(bytes)
}

fn plain(series: &Series) -> Result<Series, Error> {
    match series.dtype() {
        dtype if dtype.is_integer() || dtype.is_float() || dtype.is_bool() => Ok(series.clone()),
        DataType::Null => Ok(series.cast(&DataType::String)?),
        _ => text::spelled(series),
    }
}

/// A blank line is no row to most readers: the cells of an only column that hold nothing become quoted empty text.
fn without_blank_lines(series: &Series) -> Result<Series, Error> {
    if series.null_count() == 0 {
        return Ok(series.clone());
    }
    let texts = series.cast(&DataType::String)?;
    let texts = texts.str()?.iter().map(|text| Some(text.unwrap_or_default()));
    Ok(StringChunked::from_iter_options(series.name().clone(), texts).into_series())
}
