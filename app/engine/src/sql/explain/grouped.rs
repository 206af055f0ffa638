//! Groups with their measures.

use crate::error::Error;
use crate::sql::explain::condition::condition;
use crate::sql::explain::context::Context;
use crate::sql::explain::figure;
use crate::sql::explain::grouping;
use crate::sql::explain::scope::Scope;
use crate::sql::explain::select::Select;
use spec::question::Query;

/// Each group of the rows that count, with its figures.
pub(super) fn groups(query: &Query, scope: &Scope, context: &Context<'_>) -> Result<Select, Error> {
    let mut columns = Vec::new();
    for group in &query.groups {
        columns.push(grouping::key(group, scope, context)?);
    }
    for measure in &query.measures {
        columns.push(figure::figure(measure, scope, context)?);
    }
    let conditions = query.filter.iter().map(|filter| condition(filter, scope, context));
    Ok(Select {
        shown: columns.len(),
        columns,
        from: scope.from.clone(),
        conditions: conditions.collect::<Result<_, _>>()?,
        groups: ordinals(query),
        has_windows: query.measures.iter().any(figure::has_window),
        ..Select::default()
    })
}

/// The places of the groups among the columns.
pub(super) fn ordinals(query: &Query) -> Vec<String> {
    (1..=query.groups.len()).map(|ordinal| ordinal.to_string()).collect()
}

/// Only the groups that meet the condition on them.
pub(super) fn having(answer: Select, query: &Query, context: &Context<'_>) -> Result<Select, Error> {
    let Some(wanted) = &query.having else {
        return Ok(answer);
    };
    if answer.has_windows || answer.all {
        let mut answer = answer.wrapped("grouped", context);
        answer.conditions.push(condition(wanted, &answer.scope(), context)?);
        return Ok(answer);
    }
    let mut answer = answer;
    answer.having.push(condition(wanted, &answer.scope(), context)?);
    Ok(answer)
}
