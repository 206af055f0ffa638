//! Where the rows of a query come from: a dataset, those below and beside it, a sample, and calculated columns.

mod join;
mod sample;
mod union;

use crate::error::Error;
use crate::sql::explain::context::Context;
use crate::sql::explain::expression;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::words::identifier;
use spec::question::{Calculated, Query};

/// The rows of a query, before its filter.
pub(super) fn rows(query: &Query, context: &Context<'_>) -> Result<Scope, Error> {
    let mut scope = dataset(&query.from, context)?;
    if !query.union.is_empty() {
        scope = union::below(&scope, &query.union, context)?;
    }
    if !query.joins.is_empty() {
        scope = join::beside(&scope, query, context)?;
    }
    if let Some(sample) = &query.sample {
        scope = sample::some(&scope, *sample, context);
    }
    let name = identifier(&query.from);
    for column in &query.calculated {
        scope = calculated(&scope, column, &name, context)?;
    }
    Ok(scope)
}

/// A dataset's rows.
pub(super) fn dataset(name: &str, context: &Context<'_>) -> Result<Scope, Error> {
    let Some(catalog) = context.catalog else {
        return Ok(Scope {
            whose: name.to_owned(),
            from: identifier(name),
            ..Scope::default()
        });
    };
    let dataset = &catalog.entry(name)?.dataset;
    let columns = dataset.columns.iter();
    let columns = columns.map(|column| Known::named(&column.name, Some(column.kind), column.nullable));
    Ok(Scope::of(&dataset.name, &identifier(&dataset.name), columns.collect()))
}

/// The rows with one more column.
fn calculated(scope: &Scope, column: &Calculated, name: &str, context: &Context<'_>) -> Result<Scope, Error> {
    let written = expression::typed(&column.expression, None, scope, context)?;
    let known = Known {
        own: own(scope, &written.columns),
        written: written.written,
        ..Known::named(&column.name, written.kind, true)
    };
    let from = format!("(select *, {} from {}) as {name}", known.shown(), scope.from);
    let columns = scope.columns.clone().map(|mut columns| {
        columns.push(known.outside());
        columns
    });
    Ok(Scope {
        from,
        columns,
        ..scope.clone()
    })
}

/// The rows that a calculated column is of: those of the columns that it is worked out from, where some dataset's rows are numbered so.
fn own(scope: &Scope, names: &[String]) -> Vec<String> {
    let columns: Vec<Known> = names.iter().filter_map(|name| scope.column(name).ok()).collect();
    let own = scope.own(&columns.iter().collect::<Vec<_>>()).unwrap_or_default();
    let same = |known: &Known| known.own.len() == own.len() && own.iter().all(|name| known.own.contains(name));
    match scope.columns.iter().flatten().any(same) {
        true => own,
        false => Vec::new(),
    }
}
