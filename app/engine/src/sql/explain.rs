//! The statement that a query amounts to, in the way of PostgreSQL: a chain of parts, of which a simple query needs one.

pub(crate) mod condition;
mod context;
mod derived;
mod expression;
mod figure;
mod grouped;
mod grouping;
mod levels;
mod literal;
mod scope;
mod select;
mod source;
mod top;
mod totals;
pub(crate) mod words;

use crate::catalog::Catalog;
use crate::error::Error;
use condition::condition;
use context::Context;
use scope::Known;
use select::Select;
use spec::question::{Order, Query};
use words::identifier;

/// The statement of a query of datasets of which nothing is known but their names.
pub(crate) fn unseen(query: &Query) -> Result<String, Error> {
    written(query, &Context::new(None, None))
}

/// The statement of a query: it gives what the engine gives, but for a pivot, which is made of what it gives.
pub(crate) fn explain(catalog: &Catalog, query: &Query, today: &str) -> Result<String, Error> {
    written(query, &Context::new(Some(catalog), Some(today)))
}

fn written(query: &Query, context: &Context<'_>) -> Result<String, Error> {
    Ok(self::query(query, &context.of(query))?.0)
}

/// The statement and the columns that it gives.
fn query(query: &Query, context: &Context<'_>) -> Result<(String, Vec<Known>), Error> {
    let scope = source::rows(query, context)?;
    let (mut answer, leading) = match query.is_rows() {
        true => (listed(query, &scope, context)?, None),
        false => figures(query, &scope, context)?,
    };
    answer = derived::add(answer, query, context)?;
    answer = qualified(answer, query, context)?;
    match query.totals.is_none() || query.groups.is_empty() || query.pivot.is_some() {
        true => answer.order = order(query, leading.as_ref()),
        false => answer = totals::below(&answer, query, leading.as_ref(), &scope, context)?,
    }
    answer.limit = answer.limit.or(query.limit);
    answer.offset = query.offset;
    let answer = match query.is_rows() {
        true => shown(answer, query)?,
        false => answer.without_hidden(),
    };
    let shown = answer.columns.iter().map(Known::outside).collect();
    Ok((context.whole(&answer.text()), shown))
}

/// Groups with their figures: those that the query keeps.
fn figures(
    query: &Query,
    scope: &scope::Scope,
    context: &Context<'_>,
) -> Result<(Select, Option<top::Leading>), Error> {
    let answer = grouped::groups(query, scope, context)?;
    let Some(top) = &query.top else {
        return Ok((grouped::having(answer, query, context)?, None));
    };
    let (answer, leading) = top::lead(answer, query, top, scope, context)?;
    Ok((answer, Some(leading)))
}

/// The answer's rows that the query keeps in the end.
fn qualified(answer: Select, query: &Query, context: &Context<'_>) -> Result<Select, Error> {
    let Some(wanted) = &query.qualify else {
        return Ok(answer);
    };
    let mut answer = answer.wrapped("answer", context);
    answer.conditions.push(condition(wanted, &answer.scope(), context)?);
    Ok(answer)
}

/// Rows as they are.
fn listed(query: &Query, scope: &scope::Scope, context: &Context<'_>) -> Result<Select, Error> {
    let mut columns = Vec::new();
    for name in &query.columns {
        columns.push(scope.column(name)?);
    }
    let needs_others = !query.distinct && (!query.derived.is_empty() || query.qualify.is_some());
    let all = columns.is_empty() || needs_others;
    if all {
        columns = scope.columns.clone().unwrap_or_default();
    }
    let conditions = query.filter.iter().chain(&query.having);
    let conditions = conditions.map(|filter| condition(filter, scope, context));
    Ok(Select {
        columns,
        all,
        distinct: query.distinct,
        from: scope.from.clone(),
        conditions: conditions.collect::<Result<_, _>>()?,
        ..Select::default()
    })
}

/// Rows with the columns that the query shows.
fn shown(mut rows: Select, query: &Query) -> Result<Select, Error> {
    if query.columns.is_empty() || !rows.all {
        return Ok(rows);
    }
    let scope = rows.scope();
    let derived = query.derived.iter().map(|derived| &derived.name);
    let columns = query.columns.iter().chain(derived).map(|name| scope.column(name));
    rows.columns = columns.collect::<Result<_, _>>()?;
    rows.all = false;
    Ok(rows)
}

/// The order of the answer's rows: as the query says, then by the groups.
fn order(query: &Query, leading: Option<&top::Leading>) -> Vec<String> {
    let place = leading.and_then(|leading| leading.place.as_ref());
    let others = query.top.as_ref().is_some_and(|top| top.other) && query.groups.len() == 1;
    let last = place
        .filter(|_| others && !query.sort.is_empty())
        .map(|place| format!("{place} is null"));
    let sort = query.sort.iter();
    let sort = sort.map(|sort| format!("{}{}", identifier(&sort.by), direction(sort.order)));
    last.into_iter().chain(sort).chain(top::order(query, leading)).collect()
}

/// The order of groups that the query does not sort.
fn then(query: &Query) -> Vec<String> {
    grouped::ordinals(query)
}

fn direction(order: Order) -> &'static str {
    match order {
        Order::Ascending => "",
        Order::Descending => " desc nulls last",
    }
}
