//! Steps that make one column several, and several one.

use super::columns::settled;
use super::spelled::{MOST_BYTES, spelled, too_long};
use super::{Done, Table, once};
use crate::error::Error;
use crate::query::columns::invalid;
use polars::prelude::*;

/// A column is not cut into more than this.
const MOST_PARTS: usize = 100;

/// Cuts the text of a column into several columns, which stand after it.
pub(super) fn split(table: Table<'_>, name: &str, by: &str, into: &[String]) -> Result<Done, Error> {
    let column = table.column(name)?;
    if by.is_empty() {
        return Err(invalid(format!("cut “{name}” where? Say at which text")));
    }
    if into.is_empty() || into.len() > MOST_PARTS {
        return Err(invalid(format!(
            "a column is cut into 1 to {MOST_PARTS} new ones, each with a name"
        )));
    }
    once(into)?;
    for name in into {
        table.new_name(name)?;
    }
    let text = spelled(column)?;
    let mut parts: Vec<StringChunkedBuilder> = into
        .iter()
        .map(|name| StringChunkedBuilder::new(PlSmallStr::from_str(name), text.len()))
        .collect();
    let mut touched = 0;
    for cell in text.iter() {
        let mut pieces = cell.map(|cell| cell.splitn(into.len(), by));
        touched += u64::from(cell.is_some_and(|cell| cell.contains(by)));
        for part in &mut parts {
            let piece = pieces.as_mut().and_then(Iterator::next);
            part.append_option(piece.filter(|piece| !piece.is_empty()));
        }
    }
    let parts = parts.into_iter().map(|part| settled(&part.finish().into_column()));
    Ok(Done {
        frame: table.with_after(name, parts.collect::<Result<_, _>>()?)?,
        touched,
        ..Done::default()
    })
}

/// Joins columns into one text column, which stands after the last of them; empty cells are left out.
pub(super) fn merge(table: Table<'_>, names: &[String], with: &str, into: &str) -> Result<Done, Error> {
    let columns = table.columns(names)?;
    table.new_name(into)?;
    let texts = columns
        .iter()
        .map(|column| spelled(column))
        .collect::<Result<Vec<_>, _>>()?;
    let mut merged = StringChunkedBuilder::new(PlSmallStr::from_str(into), table.frame.height());
    let mut cells: Vec<_> = texts.iter().map(StringChunked::iter).collect();
    let mut whole = String::new();
    let mut size_bytes = 0;
    for _ in 0..table.frame.height() {
        whole.clear();
        let mut there = false;
        for text in cells.iter_mut().filter_map(|cells| cells.next().flatten()) {
            if there {
                whole.push_str(with);
            }
            whole.push_str(text);
            there = true;
        }
        size_bytes += whole.len();
        if size_bytes > MOST_BYTES {
            return Err(too_long(into));
        }
        merged.append_option(there.then_some(whole.as_str()));
    }
    let merged = settled(&merged.finish().into_column())?;
    let last = table.frame.get_columns().iter().rev();
    let last = last
        .map(Column::name)
        .find(|name| names.iter().any(|merged| *name == merged));
    let last = last.map(PlSmallStr::as_str).unwrap_or_default();
    Ok(Done {
        frame: table.with_after(last, vec![merged])?,
        ..Done::default()
    })
}
