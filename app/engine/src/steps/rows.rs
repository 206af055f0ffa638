//! Steps on whole rows: which are there, in which order.

use super::{Done, Table};
use crate::catalog::kind;
use crate::error::Error;
use crate::query;
use crate::query::columns::{Rows, invalid, wrong_type};
use polars::prelude::{DataFrame, UniqueKeepStrategy};
use spec::dataset::Type;
use spec::filter::Filter;
use spec::question::{Query, Sort};

/// Keeps the rows that meet a condition.
pub(super) fn filter(table: Table<'_>, wanted: &Filter) -> Result<Done, Error> {
    if counts_from_today(wanted) {
        return Err(Error::Invalid {
            why: "a step gives the same rows on every day, and this condition counts from today".to_owned(),
            hint: Some("Write the first and the last day themselves".to_owned()),
        });
    }
    let query = Query {
        filter: Some(wanted.clone()),
        ..Query::default()
    };
    kept(table, listed(table, &query)?)
}

/// Puts rows in order; equal rows stay as they were, empty cells come last.
pub(super) fn sort(table: Table<'_>, by: &[Sort]) -> Result<Done, Error> {
    if by.is_empty() {
        return Err(invalid("sort by what? Name a column"));
    }
    let query = Query {
        sort: by.to_vec(),
        ..Query::default()
    };
    kept(table, listed(table, &query)?)
}

/// Keeps the first of rows that are the same.
pub(super) fn deduplicate(table: Table<'_>, names: &[String]) -> Result<Done, Error> {
    let all: Vec<String> = table
        .frame
        .get_column_names_str()
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    let names = if names.is_empty() { &all } else { names };
    for column in table.columns(names)? {
        if matches!(kind(column.dtype()), Type::List | Type::Struct) {
            return Err(wrong_type(
                column.name(),
                column.dtype(),
                "single values to compare: name the columns to compare by",
            ));
        }
    }
    let frame = table
        .frame
        .unique_stable(Some(names), UniqueKeepStrategy::First, None)?;
    kept(table, frame)
}

fn listed(table: Table<'_>, query: &Query) -> Result<DataFrame, Error> {
    let rows = Rows::over(table.place.whose, table.frame)?;
    Ok(query::over(rows, query, "")?.0)
}

fn kept(table: Table<'_>, frame: DataFrame) -> Result<Done, Error> {
    Ok(Done {
        touched: (table.frame.height() - frame.height()) as u64,
        frame,
        ..Done::default()
    })
}

fn counts_from_today(filter: &Filter) -> bool {
    match filter {
        Filter::All(inner) | Filter::Any(inner) => inner.iter().any(counts_from_today),
        Filter::Not(inner) => counts_from_today(inner),
        Filter::Relative { .. } => true,
        _ => false,
    }
}
