//! Questions become lazy frames, and frames become small tables.

mod calculated;
pub(crate) mod calendar;
pub(crate) mod cell;
pub(crate) mod columns;
mod derived;
mod filter;
mod fit;
mod ground;
mod group;
mod grouped;
mod levels;
mod listed;
mod measure;
pub(crate) mod moment;
mod notes;
mod order;
pub(crate) mod own;
mod pivot;
pub(crate) mod relative;
mod setting;
mod source;
mod table;
pub(crate) mod text;
mod top;
mod totals;
mod walk;

pub(crate) use ground::ground;
pub(crate) use notes::counted;
pub(crate) use pivot::called;
pub(crate) use table::{shown, spelled, table};

use crate::catalog::{Catalog, kind};
use crate::error::Error;
use crate::sql;
use columns::Rows;
use polars::prelude::DataFrame;
use setting::Setting;
use spec::answer::Note;
use spec::dataset::Column;
use spec::question::Query;

/// Works out a query. `today` is a date such as `2026-11-21`.
pub(crate) fn run(catalog: &Catalog, query: &Query, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
    from_datasets(query, &Setting::of(query, Some(catalog), today)?)
}

/// Works out a query over rows that are at hand, whatever dataset it names.
pub(crate) fn over(rows: Rows, query: &Query, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
    work_out(rows, query, &Setting::of(query, None, today)?)
}

/// Works out a query that stands in a condition of another one.
fn run_within(query: &Query, outer: &Setting<'_>) -> Result<(DataFrame, Vec<Note>), Error> {
    if let Some(catalog) = outer.catalog {
        catalog.memory.session.refuse();
    }
    from_datasets(query, &outer.within(query)?)
}

/// The columns that a query's filters, groups and measures may name.
pub(crate) fn columns_of(catalog: &Catalog, query: &Query) -> Result<Vec<Column>, Error> {
    let rows = ground::columns(catalog, query)?;
    let mut described = Vec::new();
    for (name, dtype) in rows.schema.iter() {
        described.push(Column {
            name: name.to_string(),
            kind: kind(dtype),
            nullable: source::is_nullable(catalog, query, name),
        });
    }
    Ok(described)
}

fn from_datasets(query: &Query, setting: &Setting<'_>) -> Result<(DataFrame, Vec<Note>), Error> {
    let (rows, mut said) = source::rows(query, setting)?;
    let (answer, more) = work_out(rows, query, setting)?;
    said.extend(more);
    Ok((answer, said))
}

fn work_out(rows: Rows, query: &Query, setting: &Setting<'_>) -> Result<(DataFrame, Vec<Note>), Error> {
    let mut rows = calculated::add_all(rows, &query.calculated, setting)?;
    let all = rows.clone();
    if let Some(wanted) = &query.filter {
        rows.frame = rows.frame.filter(filter::condition(wanted, &all, setting)?);
    }
    let mut said = notes::divided_by_zero(&rows)?;
    rows = source::at_hand(rows, query)?;
    let answer = match query.groups.is_empty() && query.measures.is_empty() {
        true => listed::list(&rows, query, setting),
        false => grouped::work_out(&all, &rows, query, setting),
    };
    let (answer, more) = answer.map_err(sql::told)?;
    said.extend(more);
    Ok((answer, said))
}

#[cfg(test)]
pub(crate) mod tests;
