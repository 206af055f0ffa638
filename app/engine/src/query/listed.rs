//! Rows as they are: a question without groups and measures.

use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::setting::Setting;
use crate::query::{filter, order};
use polars::prelude::*;
use spec::answer::Note;
use spec::question::{Order, Query};

/// The rows that the query keeps, in its order and with its columns.
pub(super) fn list(rows: &Rows, query: &Query, setting: &Setting<'_>) -> Result<(DataFrame, Vec<Note>), Error> {
    if query.top.is_some() {
        return Err(invalid(
            "only the leading groups of what? Name a group, or leave the top out",
        ));
    }
    order::refuse_duplicates(query.columns.iter().map(String::as_str))?;
    for name in &query.columns {
        rows.dtype(name)?;
    }
    let mut frame = rows.frame.clone();
    if let Some(wanted) = &query.having {
        frame = frame.filter(filter::condition(wanted, rows, setting)?);
    }
    let counted = frame.clone();
    if !query.sort.is_empty() {
        let (mut by, mut descending) = (Vec::new(), Vec::new());
        for wanted in &query.sort {
            by.push(order::sorted(rows, wanted)?);
            descending.push(wanted.order == Order::Descending);
        }
        frame = frame.sort_by_exprs(by, order::nulls_last(descending));
    }
    if !query.columns.is_empty() {
        frame = frame.select(query.columns.iter().map(|name| column(name)).collect::<Vec<_>>());
    }
    let offset = query.offset.unwrap_or(0);
    if query.offset.is_some() || query.limit.is_some() {
        let limit = query.limit.unwrap_or(u64::MAX);
        frame = frame.slice(
            i64::try_from(offset).unwrap_or(i64::MAX),
            IdxSize::try_from(limit).unwrap_or(IdxSize::MAX),
        );
    }
    let answer = frame.collect()?;
    let shown = answer.height() as u64;
    if query.limit != Some(shown) {
        return Ok((answer, Vec::new()));
    }
    let of = height(rows, query, counted)?;
    let note = (offset.saturating_add(shown) < of).then(|| order::limited(shown, of));
    Ok((answer, note.into_iter().collect()))
}

/// How many rows there are before the limit.
fn height(rows: &Rows, query: &Query, frame: LazyFrame) -> Result<u64, Error> {
    if query.filter.is_none() && query.having.is_none() {
        return Ok(rows.most as u64);
    }
    let counted = frame.select([len().cast(DataType::UInt64).alias("rows")]).collect()?;
    Ok(counted.column("rows")?.u64()?.get(0).unwrap_or(0))
}
