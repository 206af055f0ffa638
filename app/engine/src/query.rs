//! Questions become lazy frames, and frames become small tables.

mod calculated;
pub(crate) mod cell;
pub(crate) mod columns;
mod filter;
mod group;
mod grouped;
mod listed;
mod measure;
pub(crate) mod moment;
mod notes;
mod order;
mod relative;
mod table;
pub(crate) mod text;
mod top;

pub(crate) use notes::counted;
pub(crate) use table::{spelled, table};

use crate::catalog::Catalog;
use crate::error::Error;
use crate::sql::Given;
use columns::Rows;
use polars::prelude::DataFrame;
use spec::answer::Note;
use spec::question::Query;

/// Works out a query. `today` is a date such as `2026-11-21`.
pub(crate) fn run(catalog: &Catalog, query: &Query, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
    over(Rows::of(catalog, &query.from)?, query, today)
}

/// Works out a query over rows that are at hand, whatever dataset it names.
pub(crate) fn over(mut rows: Rows, query: &Query, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
    let given = Given::new(today, &query.parameters);
    for wanted in &query.calculated {
        rows = calculated::add(rows, wanted, &given)?;
    }
    let all = rows.clone();
    if let Some(wanted) = &query.filter {
        rows.frame = rows.frame.filter(filter::condition(wanted, &all, today)?);
    }
    match query.groups.is_empty() && query.measures.is_empty() {
        true => listed::list(&rows, query, today),
        false => grouped::work_out(&all, &rows, query, today),
    }
}

#[cfg(test)]
pub(crate) mod tests;
