//! Where the rows of a query come from: datasets below and beside each other, and samples of them.

mod asof;
mod beside;
mod multiply;
mod named;
mod part;
mod sample;

pub(crate) use named::Named;
pub(crate) use part::Parts;

use crate::catalog::Catalog;
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::setting::Setting;
use crate::steps;
use polars::prelude::*;
use spec::answer::Note;
use spec::join::JoinKind;
use spec::question::Query;

/// The rows of a query before its calculated columns, and what is to be said about them.
pub(super) fn rows(query: &Query, setting: &Setting<'_>) -> Result<(Rows, Vec<Note>), Error> {
    let (mut rows, mut said) = match query.union.is_empty() {
        true => (first(query, setting)?, Vec::new()),
        false => below(query, setting)?,
    };
    for (at, wanted) in query.joins.iter().enumerate() {
        rows = beside::join(rows, wanted, at, query, setting, &mut said)?;
    }
    if let Some(wanted) = query.sample {
        let (taken, note) = sample::take(rows, wanted, setting)?;
        rows = taken;
        said.extend(note);
    }
    Ok((rows, said))
}

/// The rows put together once and for all, with the columns that the query names: it may need them several times.
pub(super) fn at_hand(mut rows: Rows, query: &Query) -> Result<Rows, Error> {
    if query.joins.is_empty() && query.sample.is_none() {
        return Ok(rows);
    }
    if query.is_rows() {
        return Ok(rows);
    }
    let named = Named::by(query);
    let own = |name: &str| {
        rows.parts
            .owner(name)
            .map_or_else(|| name.to_owned(), |(_, own)| own.to_owned())
    };
    let names = rows.schema.iter_names().filter(|name| named.includes(&own(name)));
    let names: Vec<Expr> = names.chain(rows.parts.numbers()).map(|name| column(name)).collect();
    if names.is_empty() {
        return Ok(rows);
    }
    let mut frame = rows.frame.select(names).collect()?;
    frame.as_single_chunk();
    rows.frame = frame.lazy();
    Ok(rows)
}

/// A dataset's name and rows; no rows where only its columns are asked for.
fn dataset(name: &str, setting: &Setting<'_>) -> Result<(String, DataFrame), Error> {
    let Some(catalog) = setting.catalog else {
        return Err(invalid(format!("{name} cannot be put beside or below these rows")));
    };
    let entry = catalog.whole(name)?;
    let frame = match setting.only_columns {
        true => entry.frame.clear(),
        false => entry.frame.clone(),
    };
    Ok((entry.dataset.name.clone(), frame))
}

fn first(query: &Query, setting: &Setting<'_>) -> Result<Rows, Error> {
    match setting.catalog.filter(|_| !setting.only_columns) {
        Some(catalog) => begun(Rows::of(catalog, &query.from)?, query),
        None => {
            let (name, frame) = dataset(&query.from, setting)?;
            begun(Rows::over(&name, &frame)?, query)
        }
    }
}

/// Datasets below each other. What the question does not name is left where it is.
fn below(query: &Query, setting: &Setting<'_>) -> Result<(Rows, Vec<Note>), Error> {
    let named = Named::by(query);
    let (mut whose, mut frames) = (Vec::new(), Vec::new());
    for name in std::iter::once(&query.from).chain(&query.union) {
        let (name, frame) = dataset(name, setting)?;
        whose.push(name);
        frames.push(frame);
    }
    if !setting.only_columns {
        for frame in &mut frames {
            let kept: Vec<PlSmallStr> = frame.get_column_names_owned();
            let kept: Vec<PlSmallStr> = kept.into_iter().filter(|name| named.includes(name)).collect();
            *frame = narrowed(frame, kept)?;
        }
    }
    let names: Vec<&str> = whose.iter().map(String::as_str).collect();
    let (together, said) = steps::below(&frames.iter().collect::<Vec<_>>(), &names)?;
    Ok((begun(Rows::over(&whose[0], &together)?, query)?, said))
}

/// Only these columns; one of no use where there would be none, since rows count also without columns.
fn narrowed(frame: &DataFrame, kept: Vec<PlSmallStr>) -> Result<DataFrame, Error> {
    if kept.is_empty() {
        let nothing = Column::full_null("\u{1}nothing".into(), frame.height(), &DataType::Boolean);
        return Ok(nothing.into_frame());
    }
    Ok(frame.select(kept)?)
}

/// The rows that others are put beside: with numbers of their own where that is so.
fn begun(mut rows: Rows, query: &Query) -> Result<Rows, Error> {
    rows.schema = Arc::new(
        rows.schema
            .iter()
            .filter(|(name, _)| !part::is_hidden(name))
            .map(|(name, dtype)| (name.clone(), dtype.clone()))
            .collect(),
    );
    if query.joins.is_empty() {
        return Ok(rows);
    }
    rows.frame = rows.frame.with_row_index(part::FIRST, None);
    rows.parts = Parts::begin(&rows.whose, &rows.schema, rows.most);
    Ok(rows)
}

/// Whether a column of the query may hold a null: for sure not only where it is one of the first dataset's and no row without it comes in.
pub(super) fn is_nullable(catalog: &Catalog, query: &Query, name: &str) -> bool {
    let known = catalog
        .entry(&query.from)
        .ok()
        .and_then(|entry| entry.dataset.column(name));
    let kept = query.union.is_empty() && query.joins.iter().all(|join| join.kind != JoinKind::Full);
    !kept || known.is_none_or(|column| column.nullable)
}
