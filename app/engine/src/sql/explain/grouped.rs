//! Groups with their measures.

use crate::error::Error;
use crate::sql::dialect::refused;
use crate::sql::explain::condition::condition;
use crate::sql::explain::context::Context;
use crate::sql::explain::figure;
use crate::sql::explain::grouping;
use crate::sql::explain::levels;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::select::Select;
use spec::question::Query;

/// Each group of the rows that count, with its figures.
pub(super) fn groups(query: &Query, scope: &Scope, context: &Context<'_>) -> Result<Select, Error> {
    match levels::has(query) {
        true => levels::beside(query, scope, context),
        false => regrouped(query, scope, context, |_groups| None),
    }
}

/// The same for groups that are changed before their figures are worked out; the change may give a column to group by that serves the order.
pub(super) fn regrouped(
    query: &Query,
    scope: &Scope,
    context: &Context<'_>,
    change: impl FnOnce(&mut Select) -> Option<Known>,
) -> Result<Select, Error> {
    if levels::has(query) {
        return Err(refused(
            "a measure at a level of its own beside a group for all others has no statement",
            None,
        ));
    }
    let mut columns = Vec::new();
    for group in &query.groups {
        columns.push(grouping::key(group, scope, context)?);
    }
    let conditions = query.filter.iter().map(|filter| condition(filter, scope, context));
    let mut select = Select {
        columns,
        from: scope.from.clone(),
        conditions: conditions.collect::<Result<_, _>>()?,
        groups: ordinals(query),
        has_windows: query.measures.iter().any(figure::has_window),
        ..Select::default()
    };
    let place = change(&mut select);
    let mut marks = Marks::new(&select, place.as_ref());
    for measure in &query.measures {
        let once = marks.once(measure, scope, context)?;
        let figure = figure::figure(measure, once.as_deref(), scope, context)?;
        select.columns.push(figure);
    }
    marks.put(&mut select, context);
    if let Some(place) = place {
        select.groups.push(place.written.clone());
        select.hidden.push(place.name.clone());
        select.columns.push(place);
    }
    Ok(select)
}

/// Marks on the first of the rows in a group that repeat a row of a dataset: a figure of that dataset's columns counts it once.
struct Marks {
    keys: Vec<String>,
    marks: Vec<String>,
}

impl Marks {
    fn new(select: &Select, place: Option<&Known>) -> Self {
        let keys = select.columns.iter().chain(place);
        Self {
            keys: keys.map(|key| key.written.clone()).collect(),
            marks: Vec::new(),
        }
    }

    /// The name of the mark on the rows that a measure is of; none where it is of all of them.
    fn once(
        &mut self,
        measure: &spec::question::Measure,
        scope: &Scope,
        context: &Context<'_>,
    ) -> Result<Option<String>, Error> {
        let Some(own) = figure::own(measure, scope)? else {
            return Ok(None);
        };
        let met = figure::met(measure, scope, context)?;
        let is_met = met.as_ref().map(|met| format!("({met}) is true"));
        let alike: Vec<String> = self.keys.iter().chain(&own).chain(&is_met).cloned().collect();
        let first = format!("row_number() over (partition by {}) = 1", alike.join(", "));
        let mark = match is_met {
            Some(met) => format!("{first} and {met}"),
            None => first,
        };
        let at = self.marks.iter().position(|known| *known == mark).unwrap_or_else(|| {
            self.marks.push(mark);
            self.marks.len() - 1
        });
        Ok(Some(scope.fresh(&format!("once_{}", at + 1))))
    }

    /// Marks the rows before they are grouped.
    fn put(self, select: &mut Select, context: &Context<'_>) {
        if self.marks.is_empty() {
            return;
        }
        let marks = self.marks.iter().enumerate();
        let marks: Vec<String> = marks.map(|(at, mark)| format!("{mark} as once_{}", at + 1)).collect();
        let mut lines = vec![
            format!("select *, {}", marks.join(", ")),
            format!("from {}", select.from),
        ];
        if !select.conditions.is_empty() {
            lines.push(format!("where {}", select.conditions.join(" and ")));
        }
        select.from = context.define("marked", &lines.join("\n"));
        select.conditions.clear();
    }
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
    let is_apart = answer.has_windows || answer.all || levels::has(query);
    let mut answer = match is_apart {
        true => answer.wrapped("grouped", context),
        false => answer,
    };
    let met = condition(wanted, &answer.scope(), context)?;
    match is_apart {
        true => answer.conditions.push(met),
        false => answer.having.push(met),
    }
    Ok(answer)
}
