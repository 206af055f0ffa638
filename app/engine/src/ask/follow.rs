//! Words that change the tile before: "and by month?", "only JFK", "as a line", "top 5 instead".

use super::draft::Draft;
use super::lexicon::Lex;
use super::link::Scope;
use super::rank::{names, rename};
use super::segment::Item;
use super::settle::all;
use super::words::Token;
use spec::chart::{Chart, Kind};
use spec::dashboard::Tile;
use spec::filter::Filter;
use spec::question::{Aggregate, Order, Query, Question, Sort, Top};

/// Whether words change a tile rather than ask anew.
pub(super) fn follows(draft: &Draft, tokens: &[Token], items: &[Item], previous: &Query) -> bool {
    if previous.groups.is_empty()
        && previous.measures.is_empty()
        && previous.columns.is_empty()
        && draft.is_empty()
        && draft.chart.is_none()
    {
        return false;
    }
    let first = tokens.first().map_or("", |token| token.text.as_str());
    let cue = matches!(
        first,
        "and"
            | "but"
            | "only"
            | "just"
            | "now"
            | "as"
            | "instead"
            | "also"
            | "same"
            | "without"
            | "with"
            | "plus"
            | "make"
            | "change"
            | "add"
            | "remove"
            | "by"
            | "per"
            | "in"
            | "for"
            | "top"
            | "bottom"
            | "sort"
            | "sorted"
            | "split"
            | "excluding"
            | "except"
            | "then"
            | "what"
            | "how"
            | "use"
            | "turn"
            | "switch"
            | "since"
            | "from"
            | "before"
            | "after"
            | "show"
            | "order"
            | "last"
            | "this"
    );
    let tail = tokens
        .iter()
        .any(|token| matches!(token.text.as_str(), "instead" | "too" | "also" | "it" | "that"));
    let own_subject = !draft.figures.is_empty() || !draft.waiting.is_empty() || draft.names_rows;
    let own_columns = !draft.loose.is_empty();
    let strong = matches!(first, "and" | "but" | "only" | "instead" | "also" | "same" | "now")
        || tail
        || items.first().is_some_and(|item| item.is(Lex::Only));
    if own_subject {
        return strong && draft.parts.is_empty();
    }
    if own_columns {
        return strong;
    }
    cue || tail || tokens.len() < 6
}

/// Aggregates that are to be worked out of what the tile before measures: "and the median?".
pub(super) fn recast(draft: &mut Draft, follows: bool) -> Vec<Aggregate> {
    if follows && draft.loose.is_empty() {
        std::mem::take(&mut draft.waiting)
    } else {
        Vec::new()
    }
}

/// The tile before, changed as the words say; `settled` is what they say by themselves.
pub(super) fn change(
    scope: &Scope<'_>,
    draft: &Draft,
    recast: &[Aggregate],
    settled: &Query,
    previous: &Tile,
) -> Option<(Query, Chart)> {
    let Question::Query(before) = &previous.question else {
        return None;
    };
    let mut query = before.clone();
    let mut chart = previous.chart.clone();
    measures(draft, settled, &mut query);
    for aggregate in recast {
        query
            .measures
            .iter_mut()
            .filter(|measure| measure.column.is_some())
            .for_each(|measure| measure.aggregate = *aggregate);
    }
    if groups(draft, settled, &mut query) {
        chart = Chart::default();
    }
    conditions(scope, draft, settled, &mut query);
    rename(&mut query, before);
    order(scope, draft, settled, &mut query);
    forget_lost(&mut query);
    if let Some(kind) = draft.chart {
        chart = Chart::of(stacked(kind, &query));
    } else if query.groups.len() != before.groups.len() && draft.chart.is_none() {
        chart = Chart::default();
    }
    for calculated in &settled.calculated {
        if !query.calculated.contains(calculated) {
            query.calculated.push(calculated.clone());
        }
    }
    Some((query, chart))
}

fn stacked(kind: Kind, query: &Query) -> Kind {
    match kind {
        Kind::Column if query.groups.len() > 1 => Kind::StackedBar,
        other => other,
    }
}

fn measures(draft: &Draft, settled: &Query, query: &mut Query) {
    let own = !draft.figures.is_empty()
        && (draft.parts.is_empty() || draft.figures.iter().any(|figure| figure.field.is_some()));
    let added = draft.wishes(Lex::Too);
    if !own || settled.measures.is_empty() {
        return;
    }
    if query.groups.is_empty() && query.measures.is_empty() {
        query.columns.clear();
    }
    if !added {
        query.measures.clear();
    }
    for measure in &settled.measures {
        if !query.measures.contains(measure) {
            query.measures.push(measure.clone());
        }
    }
}

/// Whether the groups are others now.
fn groups(draft: &Draft, settled: &Query, query: &mut Query) -> bool {
    if settled.groups.is_empty() {
        return false;
    }
    let added = draft.wishes(Lex::Too) || draft.wishes(Lex::Split);
    if !added {
        query.groups.clear();
    }
    for group in &settled.groups {
        if !query.groups.contains(group) {
            query.groups.push(group.clone());
        }
    }
    if query.measures.is_empty() {
        query.columns.clear();
        query.measures.clone_from(&settled.measures);
    }
    !added
}

fn conditions(scope: &Scope<'_>, draft: &Draft, settled: &Query, query: &mut Query) {
    if draft.conditions.is_empty() {
        return;
    }
    let columns: Vec<&str> = draft
        .conditions
        .iter()
        .map(|condition| scope.fields[condition.field].name.as_str())
        .collect();
    let kept = flattened(query.filter.take()).into_iter().filter(|filter| {
        let about = column(filter);
        about.is_none_or(|about| !columns.contains(&about))
    });
    let own = flattened(settled.filter.clone());
    query.filter = all(kept.chain(own).collect());
}

fn flattened(filter: Option<Filter>) -> Vec<Filter> {
    match filter {
        None => Vec::new(),
        Some(Filter::All(filters)) => filters.into_iter().flat_map(|filter| flattened(Some(filter))).collect(),
        Some(one) => vec![one],
    }
}

fn column(filter: &Filter) -> Option<&str> {
    match filter {
        Filter::All(filters) | Filter::Any(filters) => filters.first().and_then(column),
        Filter::Not(inner) => column(inner),
        Filter::Compare { column, .. }
        | Filter::In { column, .. }
        | Filter::Between { column, .. }
        | Filter::Contains { column, .. }
        | Filter::StartsWith { column, .. }
        | Filter::EndsWith { column, .. }
        | Filter::Null { column }
        | Filter::Relative { column, .. }
        | Filter::Among { column, .. } => Some(column),
        Filter::Expression { .. } | Filter::Set { .. } => None,
    }
}

fn order(scope: &Scope<'_>, draft: &Draft, settled: &Query, query: &mut Query) {
    if settled.having.is_some() {
        query.having.clone_from(&settled.having);
    }
    let figure = query.measures.first().map(spec::question::Measure::name);
    if let Some((count, order)) = draft.leading {
        lead(draft, query, count, order);
    } else if draft.order.is_some() {
        keep_leading(query);
        let wish = Draft {
            order: draft.order.clone(),
            ..Draft::default()
        };
        super::settle::ordering::order(scope, &wish, query);
    } else if !draft.parts.is_empty() {
        let ordinal = super::settle::ordering::is_ordinal(scope, query);
        let lost = query.sort.iter().all(|sort| figure.as_ref() != Some(&sort.by));
        if ordinal {
            query.sort.clear();
            query.limit = None;
        } else if lost {
            query.sort = figure
                .into_iter()
                .map(|by| Sort {
                    by,
                    order: Order::Descending,
                })
                .collect();
        }
    }
}

fn lead(draft: &Draft, query: &mut Query, count: Option<u64>, order: Order) {
    let figure = query.measures.first().map(spec::question::Measure::name);
    if query.groups.len() > 1 {
        query.top = count.map(|count| Top {
            count,
            group: None,
            by: figure.clone(),
            order,
            other: draft.wishes(Lex::Rest),
            within: Vec::new(),
        });
        query.limit = None;
    } else {
        query.top = None;
        query.limit = count.or(query.limit);
    }
    query.sort = figure.map_or_else(|| query.sort.clone(), |by| vec![Sort { by, order }]);
}

/// The leading groups stay the leading ones in whatever order they are shown.
fn keep_leading(query: &mut Query) {
    let Some(count) = query.limit.filter(|_| !query.groups.is_empty() && query.top.is_none()) else {
        return;
    };
    query.limit = None;
    query.top = Some(Top {
        count,
        group: None,
        by: query.measures.first().map(spec::question::Measure::name),
        order: query.sort.first().map_or(Order::Descending, |sort| sort.order),
        other: false,
        within: Vec::new(),
    });
}

/// What is sorted by a column that the answer no longer has is not sorted.
fn forget_lost(query: &mut Query) {
    let listing = query.groups.is_empty() && query.measures.is_empty();
    let names = names(query);
    query
        .sort
        .retain(|sort| (listing && query.columns.is_empty()) || names.contains(&sort.by));
    if let Some(top) = &mut query.top {
        top.group = top.group.take().filter(|name| names.contains(name));
        top.by = top.by.take().filter(|name| names.contains(name));
    }
}
