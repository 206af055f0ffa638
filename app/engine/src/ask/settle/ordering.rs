//! The order of the answer's rows, and how many there are.

use crate::ask::draft::{Draft, Target};
use crate::ask::lexicon::Lex;
use crate::ask::link::Scope;
use spec::profile::Role;
use spec::question::{Grouping, Order, Query, Sort, Top};

/// Sorts the query as asked, or as fits.
pub(in crate::ask) fn order(scope: &Scope<'_>, draft: &Draft, query: &mut Query) {
    let listing = query.groups.is_empty() && query.measures.is_empty();
    if let Some(wish) = &draft.order
        && let Some(by) = target(scope, &wish.target, query)
    {
        let figure = query.measures.iter().any(|measure| measure.name() == by);
        let natural = if figure { Order::Descending } else { Order::Ascending };
        query.sort = vec![Sort {
            by,
            order: wish.order.unwrap_or(natural),
        }];
    }
    if let Some((count, order)) = draft.leading {
        let judged = draft.wishes(Lex::Top) || draft.wishes(Lex::Bottom);
        let order = if judged && is_bad(query) { reverse(order) } else { order };
        lead(draft, query, count, order);
    } else if query.sort.is_empty() && !listing && !is_ordinal(scope, query) {
        sort_by_figure(query, Order::Descending);
    }
}

/// Whether more of the first measure is worse: the worst delays are the long ones.
fn is_bad(query: &Query) -> bool {
    const BAD: &str = "delay late cost expense error defect complaint churn loss return wait waiting failure death accident injury debt crime";
    let column = query.measures.first().and_then(|measure| measure.column.as_deref());
    let words = column.map(crate::ask::words::name_words).unwrap_or_default();
    words.iter().any(|word| {
        BAD.split(' ')
            .any(|bad| crate::ask::stem::stem(bad) == crate::ask::stem::stem(word))
    })
}

fn reverse(order: Order) -> Order {
    match order {
        Order::Ascending => Order::Descending,
        Order::Descending => Order::Ascending,
    }
}

fn lead(draft: &Draft, query: &mut Query, count: Option<u64>, order: Order) {
    let listing = query.groups.is_empty() && query.measures.is_empty();
    if listing {
        if let Some(by) = query.columns.first().filter(|_| draft.names_rows).cloned() {
            query.sort = vec![Sort { by, order }];
        }
        query.limit = count.or_else(|| draft.names_rows.then_some(10));
        return;
    }
    if query.groups.is_empty() {
        return;
    }
    let several = query.groups.len() > 1 || draft.wishes(Lex::Rest);
    match count {
        Some(count) if several => {
            query.top = Some(Top {
                count,
                group: None,
                by: query.measures.first().map(spec::question::Measure::name),
                order,
                other: draft.wishes(Lex::Rest),
                within: Vec::new(),
            });
        }
        count => query.limit = count,
    }
    if query.sort.is_empty() || count.is_some() && !several {
        sort_by_figure(query, order);
    }
}

fn sort_by_figure(query: &mut Query, order: Order) {
    let by = query.measures.first().map(spec::question::Measure::name);
    query.sort = by.into_iter().map(|by| Sort { by, order }).collect();
}

/// Whether the first group has an order of its own.
pub(in crate::ask) fn is_ordinal(scope: &Scope<'_>, query: &Query) -> bool {
    let Some(group) = query.groups.first() else { return true };
    let field = scope.fields.iter().find(|field| field.name == group.column);
    group.by != Grouping::Value
        || field.is_some_and(|field| field.kind.is_time() || field.role == Role::Period || field.is_figure())
}

fn target(scope: &Scope<'_>, target: &Target, query: &Query) -> Option<String> {
    let first = || {
        query
            .groups
            .first()
            .map(spec::question::Group::name)
            .or_else(|| query.columns.first().cloned())
    };
    let figure = || {
        query
            .measures
            .first()
            .map(spec::question::Measure::name)
            .or_else(|| query.columns.get(1).or(query.columns.first()).cloned())
    };
    match target {
        Target::Unsaid | Target::Figure => figure().or_else(first),
        Target::First => first().or_else(figure),
        Target::Named(fields) => {
            let name = |field: &usize| scope.fields[*field].name.as_str();
            let named = |column: &str| fields.iter().any(|field| name(field) == column);
            let group = query
                .groups
                .iter()
                .find(|group| named(&group.column))
                .map(spec::question::Group::name);
            let measure = query
                .measures
                .iter()
                .find(|measure| measure.column.as_deref().is_some_and(named))
                .map(spec::question::Measure::name);
            let column = query.columns.iter().find(|column| named(column)).cloned();
            let numeric = fields.first().is_some_and(|field| scope.fields[*field].is_number());
            let listed = query.groups.is_empty() && query.measures.is_empty();
            let other = listed
                .then(|| fields.first().map(|field| name(field).to_owned()))
                .flatten();
            group
                .or(measure)
                .or(column)
                .or(other)
                .or_else(|| if numeric { figure() } else { first() })
        }
    }
}
