//! Rows as they are: a question without groups and measures.

use crate::dense::{self, Leading};
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid, wrong_type};
use crate::query::grouped::qualify;
use crate::query::setting::Setting;
use crate::query::{derived, filter, order};
use polars::prelude::*;
use spec::answer::Note;
use spec::question::{Order, Query};

/// The rows that the query keeps, in its order and with its columns.
pub(super) fn list(rows: &Rows, query: &Query, setting: &Setting<'_>) -> Result<(DataFrame, Vec<Note>), Error> {
    refuse(query)?;
    order::refuse_duplicates(query.columns.iter().map(String::as_str))?;
    for name in &query.columns {
        rows.dtype(name)?;
    }
    let mut rows = rows.clone();
    if rows.parts.are_several() {
        rows.frame = rows.frame.clone().select(rows.shown());
    }
    let mut is_whole = rows.exact && query.filter.is_none() && query.having.is_none();
    if let Some(wanted) = &query.having {
        rows.frame = rows.frame.clone().filter(filter::condition(wanted, &rows, setting)?);
    }
    if query.distinct || !query.derived.is_empty() || query.qualify.is_some() {
        rows = worked_out(rows, query, setting)?;
        is_whole = true;
    }
    let counted = rows.frame.clone();
    let led = led(&rows, query)?;
    let of = led.as_ref().map(|led| led.of);
    if let Some(led) = led {
        rows.frame = led.frame;
    }
    let mut frame = sorted(&rows, query)?;
    let names: Vec<Expr> = query.columns.iter().map(|name| column(name)).collect();
    if !names.is_empty() {
        let derived = query.derived.iter().map(|derived| column(&derived.name));
        frame = frame.select(names.into_iter().chain(derived).collect::<Vec<_>>());
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
    let of = match (of, is_whole) {
        (Some(of), _) => of,
        (None, true) => rows.most as u64,
        (None, false) => height(counted)?,
    };
    let note = (offset.saturating_add(shown) < of).then(|| order::limited(shown, of));
    Ok((answer, note.into_iter().collect()))
}

fn refuse(query: &Query) -> Result<(), Error> {
    if query.top.is_some() {
        return Err(invalid(
            "only the leading groups of what? Name a group, or leave the top out",
        ));
    }
    if query.pivot.is_some() {
        return Err(invalid(
            "which values become columns? Name a group and a measure, or leave the pivot out",
        ));
    }
    match query.totals.is_none() {
        true => Ok(()),
        false => Err(invalid("totals of what? Name a measure, or leave the totals out")),
    }
}

/// Equal rows once, derived columns, and what the query keeps after them.
fn worked_out(rows: Rows, query: &Query, setting: &Setting<'_>) -> Result<Rows, Error> {
    let mut frame = rows.frame;
    if query.distinct {
        let names = rows.schema.iter_names().map(PlSmallStr::as_str);
        let shown = |name: &&str| query.columns.is_empty() || query.columns.iter().any(|shown| shown == name);
        let names: Vec<&str> = names.filter(shown).collect();
        for name in &names {
            if let Some(dtype) = rows.schema.get(name).filter(|dtype| dtype.is_nested()) {
                return Err(wrong_type(name, dtype, "single values to tell rows apart"));
            }
        }
        frame = frame.select(names.into_iter().map(column).collect::<Vec<_>>());
        frame = frame.unique_stable(None, UniqueKeepStrategy::First);
    }
    let answer = qualify(derived::add(frame.collect()?, query, setting)?, query, setting)?;
    let height = answer.height();
    Rows::new(&rows.whose, answer.lazy(), height)
}

/// Few rows that are enough for a limit, where they can be told apart at once.
fn led(rows: &Rows, query: &Query) -> Result<Option<Leading>, Error> {
    let Some(limit) = query.limit else { return Ok(None) };
    let order = query
        .sort
        .iter()
        .map(|wanted| Ok((order::sorted(rows, wanted)?, wanted.order == Order::Descending)));
    let order: Vec<(Expr, bool)> = order.collect::<Result<_, Error>>()?;
    let count = usize::try_from(limit.saturating_add(query.offset.unwrap_or(0))).unwrap_or(usize::MAX);
    Ok(dense::leading(&rows.frame, &order, count, &rows.memory))
}

fn sorted(rows: &Rows, query: &Query) -> Result<LazyFrame, Error> {
    if query.sort.is_empty() {
        return Ok(rows.frame.clone());
    }
    let (mut by, mut descending) = (Vec::new(), Vec::new());
    for wanted in &query.sort {
        by.push(order::sorted(rows, wanted)?);
        descending.push(wanted.order == Order::Descending);
    }
    Ok(rows.frame.clone().sort_by_exprs(by, order::nulls_last(descending)))
}

/// How many rows there are before the limit.
fn height(frame: LazyFrame) -> Result<u64, Error> {
    let counted = frame.select([len().cast(DataType::UInt64).alias("rows")]).collect()?;
    Ok(counted.column("rows")?.u64()?.get(0).unwrap_or(0))
}
