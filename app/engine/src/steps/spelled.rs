//! Text of cells: every cell as a reader writes it, and text changed cell by cell.

use super::columns::settled;
use crate::error::Error;
use crate::query;
use crate::query::columns::{invalid, wrong_type};
use polars::prelude::*;
use spec::value::Value;
use std::borrow::Cow;
use std::collections::HashMap;

/// The cells as plain text, nulls as they are.
pub(crate) fn spelled(cells: &Column) -> Result<StringChunked, Error> {
    let series = cells.as_materialized_series();
    let text = match series.dtype() {
        DataType::String => series.str()?.clone(),
        DataType::Categorical(..) | DataType::Enum(..) | DataType::Boolean | DataType::Null => {
            series.cast(&DataType::String)?.str()?.clone()
        }
        dtype if dtype.is_integer() => series.cast(&DataType::String)?.str()?.clone(),
        _ => {
            let table = query::table(&series.clone().into_frame(), series.len() as u64)?;
            let spell = |value: Value| match value {
                Value::Null => None,
                value => Some(value.to_string()),
            };
            table.rows.into_iter().flatten().map(spell).collect()
        }
    };
    Ok(text.with_name(cells.name().clone()))
}

/// No step may make more text than this out of one column.
pub(super) const MOST_BYTES: usize = 1 << 30;

/// Changes the text of each cell; nothing makes the cell empty. Tells how many cells are different now.
pub(super) fn change(
    cells: &Column,
    change: &dyn for<'a> Fn(&'a str) -> Option<Cow<'a, str>>,
) -> Result<(Column, u64), Error> {
    let (mut touched, mut size_bytes) = (0, 0);
    let text = plain(cells)?;
    let mut builder = StringChunkedBuilder::new(cells.name().clone(), text.len());
    let mut known: HashMap<&str, Option<Cow<'_, str>>> = HashMap::new();
    let repeats = matches!(cells.dtype(), DataType::Categorical(..) | DataType::Enum(..));
    for before in text.iter() {
        let Some(before) = before else {
            builder.append_null();
            continue;
        };
        let fresh;
        let after: &Option<Cow<'_, str>> = match repeats {
            true => known.entry(before).or_insert_with(|| change(before)),
            false => {
                fresh = change(before);
                &fresh
            }
        };
        touched += u64::from(after.as_deref() != Some(before));
        size_bytes += after.as_ref().map_or(0, |after| after.len());
        if size_bytes > MOST_BYTES {
            return Err(too_long(cells.name()));
        }
        builder.append_option(after.as_deref());
    }
    match touched {
        0 => Ok((cells.clone(), 0)),
        touched => Ok((settled(&builder.finish().into_column())?, touched)),
    }
}

fn plain(cells: &Column) -> Result<StringChunked, Error> {
    match cells.dtype() {
        DataType::String | DataType::Categorical(..) | DataType::Enum(..) => spelled(cells),
        other => Err(wrong_type(cells.name(), other, "text: read the column as text first")),
    }
}

/// The refusal of more text than that.
pub(super) fn too_long(name: &str) -> Error {
    invalid(format!("this makes more than a gigabyte of text in “{name}”"))
}

/// Text that is not empty.
pub(super) fn unless_empty(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    (!text.is_empty()).then_some(text)
}
