//! Filters, walked: sets become their conditions, inner queries are put into words that the engine knows.

use super::dimensions::circle;
use super::ground::{Ground, Part};
use crate::error::Error;
use crate::query::columns::hint;
use spec::filter::Filter;
use spec::question::Query;

/// The filter with each set replaced by its condition.
pub(super) fn without_sets(ground: &Ground<'_>, filter: &Filter) -> Result<Filter, Error> {
    opened(ground, filter, &mut Vec::new())
}

/// The filter with what `inner` makes of each query in it.
pub(super) fn with_queries(
    filter: &Filter,
    inner: &mut dyn FnMut(&Query) -> Result<Query, Error>,
) -> Result<Filter, Error> {
    rebuilt(filter, &mut |one| match one {
        Filter::Among { column, query } => Ok(Some(Filter::Among {
            column: column.clone(),
            query: Box::new(inner(query)?),
        })),
        _ => Ok(None),
    })
}

/// The filter over the columns of a dataset as they are called in a query.
pub(super) fn relocated(part: &Part, filter: &Filter) -> Result<Filter, Error> {
    rebuilt(filter, &mut |one| {
        if let Filter::Expression { text } = one {
            let text = part.expression(text)?;
            return Ok(Some(Filter::Expression { text }));
        }
        let mut moved = one.clone();
        if let Some(column) = column_mut(&mut moved) {
            *column = part.column(column);
        }
        Ok(Some(moved))
    })
}

/// Hears each condition of a filter that is not made of others.
pub(super) fn each(filter: &Filter, hear: &mut dyn FnMut(&Filter) -> Result<(), Error>) -> Result<(), Error> {
    match filter {
        Filter::All(filters) | Filter::Any(filters) => filters.iter().try_for_each(|filter| each(filter, hear)),
        Filter::Not(inner) => each(inner, hear),
        one => hear(one),
    }
}

/// The column that a condition is about.
pub(super) fn column(filter: &Filter) -> Option<&String> {
    match filter {
        Filter::Compare { column, .. }
        | Filter::In { column, .. }
        | Filter::Between { column, .. }
        | Filter::Contains { column, .. }
        | Filter::StartsWith { column, .. }
        | Filter::EndsWith { column, .. }
        | Filter::Null { column }
        | Filter::Relative { column, .. }
        | Filter::Among { column, .. } => Some(column),
        _ => None,
    }
}

fn column_mut(filter: &mut Filter) -> Option<&mut String> {
    match filter {
        Filter::Compare { column, .. }
        | Filter::In { column, .. }
        | Filter::Between { column, .. }
        | Filter::Contains { column, .. }
        | Filter::StartsWith { column, .. }
        | Filter::EndsWith { column, .. }
        | Filter::Null { column }
        | Filter::Relative { column, .. }
        | Filter::Among { column, .. } => Some(column),
        _ => None,
    }
}

fn opened(ground: &Ground<'_>, filter: &Filter, open: &mut Vec<String>) -> Result<Filter, Error> {
    rebuilt(filter, &mut |one| {
        let Filter::Set { name } = one else { return Ok(None) };
        let (set, part) = ground.set(name).ok_or_else(|| unknown(ground, name))?;
        if open.contains(&set.name) {
            return Err(circle(open, &set.name));
        }
        open.push(set.name.clone());
        let inner = opened(ground, &set.filter, open)?;
        open.pop();
        relocated(part, &inner).map(Some)
    })
}

/// The filter with each condition replaced that `change` gives another one for.
fn rebuilt(filter: &Filter, change: &mut dyn FnMut(&Filter) -> Result<Option<Filter>, Error>) -> Result<Filter, Error> {
    Ok(match filter {
        Filter::All(filters) => Filter::All(every(filters, change)?),
        Filter::Any(filters) => Filter::Any(every(filters, change)?),
        Filter::Not(inner) => Filter::Not(Box::new(rebuilt(inner, change)?)),
        one => change(one)?.unwrap_or_else(|| one.clone()),
    })
}

fn every(
    filters: &[Filter],
    change: &mut dyn FnMut(&Filter) -> Result<Option<Filter>, Error>,
) -> Result<Vec<Filter>, Error> {
    filters.iter().map(|filter| rebuilt(filter, change)).collect()
}

fn unknown(ground: &Ground<'_>, name: &str) -> Error {
    let sets = &ground.model.sets;
    let elsewhere = sets.iter().find(|set| set.name == name);
    match elsewhere {
        Some(set) => Error::Invalid {
            why: format!("“{name}” is a set of {}, which this question does not ask", set.dataset),
            hint: Some(format!("Join {} to it", set.dataset)),
        },
        None => Error::Invalid {
            why: format!("there is no set named “{name}”"),
            hint: hint(name, sets.iter().map(|set| set.name.as_str()))
                .map(|hint| hint.replace("Its columns", "The sets")),
        },
    }
}
