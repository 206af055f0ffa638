//! JSON: a list of records, or a record a line.
//!
//! Dates and times are ISO 8601 text. A column with whole numbers beyond 2^53, or decimals of more than 15 digits, is text in every row, because
//! most readers keep no more digits of a number. What is no number (NaN, infinity) is null.

use super::text;
use crate::error::Error;
use crate::query;
use polars::prelude::{Column, DataFrame, DataType, Series};
use spec::value::Value;

/// How records are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// One list.
    List,
    /// One after the other, each on a line.
    Lines,
}

/// So many rows at a time are turned into values.
const PIECE: usize = 10_000;

/// The rows as JSON.
pub(super) fn write(frame: &DataFrame, layout: Layout) -> Result<Vec<u8>, Error> {
    let columns: Result<Vec<Column>, Error> = frame
        .get_columns()
        .iter()
        .map(|column| Ok(exact(column.as_materialized_series())?.into()))
        .collect();
    let frame = DataFrame::new(columns?)?;
    let names: Vec<String> = frame
        .get_column_names()
        .iter()
        .map(|name| written(&Value::from(name.as_str())))
        .collect();
    let mut out = Vec::new();
    for start in (0..frame.height()).step_by(PIECE) {
        let table = query::table(&frame.slice(start as i64, PIECE), PIECE as u64)?;
        for row in &table.rows {
            let separator: &[u8] = match (layout, out.is_empty()) {
                (Layout::Lines, _) => b"",
                (Layout::List, true) => b"[\n",
                (Layout::List, false) => b",\n",
            };
            out.extend_from_slice(separator);
            record(&mut out, &names, row);
            if layout == Layout::Lines {
                out.push(b'\n');
            }
        }
    }
    match (layout, out.is_empty()) {
        (Layout::List, true) => out.extend_from_slice(b"[]\n"),
        (Layout::List, false) => out.extend_from_slice(b"\n]\n"),
        (Layout::Lines, _) => {}
    }
    Ok(out)
}

fn record(out: &mut Vec<u8>, names: &[String], row: &[Value]) {
    out.push(b'{');
    for (at, (name, value)) in names.iter().zip(row).enumerate() {
        if at > 0 {
            out.push(b',');
        }
        out.extend_from_slice(name.as_bytes());
        out.push(b':');
        out.extend_from_slice(written(value).as_bytes());
    }
    out.push(b'}');
}

fn written(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// Numbers that a JSON number tells exactly, or text.
fn exact(series: &Series) -> Result<Series, Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match series.dtype() {
        DataType::Decimal(..) if text::is_longer_than(series, 15)? => text::spelled(series),
        DataType::Decimal(..) => Ok(series.cast(&DataType::Float64)?),
        dtype if dtype.is_integer() => {
            let reals = series.cast(&DataType::Float64)?;
            match reals.f64()?.iter().flatten().any(|real| real.abs() > EXACT) {
                true => text::spelled(series),
                false => Ok(series.clone()),
            }
        }
        _ => Ok(series.clone()),
    }
}
