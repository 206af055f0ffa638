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
mod pivot;
pub(crate) mod relative;
mod setting;
mod table;
pub(crate) mod text;
mod top;
mod totals;
mod walk;

pub(crate) use ground::ground;
pub(crate) use notes::counted;
pub(crate) use table::{shown, spelled, table};

use crate::catalog::Catalog;
use crate::error::Error;
use crate::sql;
use columns::Rows;
use polars::prelude::DataFrame;
use setting::Setting;
use spec::answer::Note;
use spec::question::Query;

/// Works out a query. `today` is a date such as `2026-11-21`.
pub(crate) fn run(catalog: &Catalog, query: &Query, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
    let setting = Setting::of(query, Some(catalog), today)?;
    work_out(Rows::of(catalog, &query.from)?, query, &setting)
}

/// Works out a query over rows that are at hand, whatever dataset it names.
pub(crate) fn over(rows: Rows, query: &Query, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
    work_out(rows, query, &Setting::of(query, None, today)?)
}

/// Works out a query that stands in a condition of another one.
fn run_within(query: &Query, outer: &Setting<'_>) -> Result<(DataFrame, Vec<Note>), Error> {
    let Some(catalog) = outer.catalog else {
        return Err(columns::invalid("a condition on another question cannot be used here"));
    };
    work_out(Rows::of(catalog, &query.from)?, query, &outer.within(query)?)
}

fn work_out(rows: Rows, query: &Query, setting: &Setting<'_>) -> Result<(DataFrame, Vec<Note>), Error> {
    let mut rows = calculated::add_all(rows, &query.calculated, setting)?;
    let all = rows.clone();
    if let Some(wanted) = &query.filter {
        rows.frame = rows.frame.filter(filter::condition(wanted, &all, setting)?);
    }
    let answer = match query.groups.is_empty() && query.measures.is_empty() {
        true => listed::list(&rows, query, setting),
        false => grouped::work_out(&all, &rows, query, setting),
    };
    answer.map_err(sql::told)
}

#[cfg(test)]
pub(crate) mod tests;
