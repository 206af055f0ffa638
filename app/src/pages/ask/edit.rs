//! Changes to how a question was read: each takes a query and leaves one that is whole again.

use spec::chart::Chart;
use spec::dashboard::Tile;
use spec::filter::Filter;
use spec::question::{Aggregate, Group, Measure, Order, Query, Question, Sort, Top};

/// One change to a reading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// Another figure in place of the one there.
    Measure(usize, Measure),
    /// One more figure.
    AddMeasure(Measure),
    /// One figure less.
    RemoveMeasure(usize),
    /// Another group in place of the one there.
    Group(usize, Group),
    /// One more group.
    AddGroup(Group),
    /// One group less.
    RemoveGroup(usize),
    /// Another filter in place of the one there.
    Filter(usize, Filter),
    /// One more filter.
    AddFilter(Filter),
    /// One filter less.
    RemoveFilter(usize),
    /// Another order; the groups' own when absent.
    Sort(Option<Sort>),
    /// Only the leading groups; all when absent.
    Top(Option<(u64, Order)>),
    /// At most so many rows; all when absent.
    Limit(Option<u64>),
}

/// The tile with the change made, titled by what it now is.
pub(crate) fn apply(tile: &Tile, change: Change) -> Tile {
    let Question::Query(before) = &tile.question else {
        return tile.clone();
    };
    let mut query = before.clone();
    change_query(&mut query, change);
    let shape = |query: &Query| (query.groups.len(), query.measures.len());
    let kind = (shape(before) == shape(&query)).then_some(tile.chart.kind).flatten();
    let question = Question::Query(query);
    Tile {
        title: crate::ui::words::title(&question),
        question,
        chart: Chart {
            kind,
            ..Chart::default()
        },
    }
}

/// The filters of a query, one by one.
pub(crate) fn filters(query: &Query) -> Vec<Filter> {
    match &query.filter {
        None => Vec::new(),
        Some(Filter::All(parts)) => parts.clone(),
        Some(one) => vec![one.clone()],
    }
}

fn change_query(query: &mut Query, change: Change) {
    match change {
        Change::Measure(index, measure) => replace_measure(query, index, measure),
        Change::AddMeasure(measure) => query.measures.push(measure),
        Change::RemoveMeasure(index) => remove_measure(query, index),
        Change::Group(index, group) => replace_group(query, index, group),
        Change::AddGroup(group) => query.groups.push(group),
        Change::RemoveGroup(index) => remove_group(query, index),
        Change::Filter(index, filter) => with_filters(query, |filters| {
            if let Some(place) = filters.get_mut(index) {
                *place = filter;
            }
        }),
        Change::AddFilter(filter) => with_filters(query, |filters| filters.push(filter)),
        Change::RemoveFilter(index) => with_filters(query, |filters| drop(filters.remove(index))),
        Change::Sort(sort) => query.sort = sort.into_iter().collect(),
        Change::Top(None) => query.top = None,
        Change::Top(Some((count, order))) => rank(query, count, order),
        Change::Limit(limit) => query.limit = limit,
    }
    if query.groups.is_empty() {
        query.top = None;
    }
    if query.measures.is_empty() && !query.groups.is_empty() {
        query.measures.push(Measure::count());
    }
}

fn replace_measure(query: &mut Query, index: usize, measure: Measure) {
    let Some(place) = query.measures.get_mut(index) else {
        return;
    };
    let before = place.name();
    let after = measure.name();
    *place = measure;
    rename(query, &before, &after);
}

fn remove_measure(query: &mut Query, index: usize) {
    if index < query.measures.len() {
        let gone = query.measures.remove(index).name();
        forget(query, &gone);
    }
}

fn replace_group(query: &mut Query, index: usize, group: Group) {
    let Some(place) = query.groups.get_mut(index) else {
        return;
    };
    let before = place.name();
    let after = group.name();
    *place = group;
    rename(query, &before, &after);
}

fn remove_group(query: &mut Query, index: usize) {
    if index < query.groups.len() {
        let gone = query.groups.remove(index).name();
        forget(query, &gone);
    }
}

fn rank(query: &mut Query, count: u64, order: Order) {
    let before = query.top.take().unwrap_or(Top {
        count,
        group: None,
        by: None,
        order,
        other: false,
        within: Vec::new(),
    });
    query.top = Some(Top { count, order, ..before });
}

fn with_filters(query: &mut Query, change: impl FnOnce(&mut Vec<Filter>)) {
    let mut parts = filters(query);
    change(&mut parts);
    query.filter = match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Filter::All(parts)),
    };
}

/// What is said of a column of the answer is said of the one in its place.
fn rename(query: &mut Query, before: &str, after: &str) {
    for sort in &mut query.sort {
        if sort.by == before {
            after.clone_into(&mut sort.by);
        }
    }
    if let Some(top) = &mut query.top {
        for name in [&mut top.group, &mut top.by].into_iter().flatten() {
            if name == before {
                after.clone_into(name);
            }
        }
    }
    query.having = query.having.take().filter(|_| before == after);
}

/// What was said of a column that is gone is said no more.
fn forget(query: &mut Query, gone: &str) {
    query.sort.retain(|sort| sort.by != gone);
    query.having = None;
    let is_about = |name: &Option<String>| name.as_deref() == Some(gone);
    query.top = query
        .top
        .take()
        .filter(|top| !is_about(&top.group) && !is_about(&top.by));
}

/// The figures that make sense of a column, most usual first.
pub(crate) fn aggregates(is_number: bool, is_ordered: bool) -> Vec<Aggregate> {
    use Aggregate::{Count, Deviation, Distinct, Max, Mean, Median, Min, Share, Sum};
    match (is_number, is_ordered) {
        (true, _) => vec![Sum, Mean, Median, Min, Max, Count, Distinct, Deviation, Share],
        (false, true) => vec![Min, Max, Count, Distinct],
        (false, false) => vec![Count, Distinct],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile() -> Tile {
        let query = Query {
            from: "flights".into(),
            groups: vec![Group::value("carrier")],
            measures: vec![Measure::of(Aggregate::Mean, "delay")],
            sort: vec![Sort {
                by: "average of delay".into(),
                order: Order::Descending,
            }],
            ..Query::default()
        };
        Tile {
            title: "t".into(),
            question: Question::Query(query),
            chart: Chart::of(spec::chart::Kind::Bar),
        }
    }

    fn after(change: Change) -> (Query, Option<spec::chart::Kind>, String) {
        let tile = apply(&tile(), change);
        let Question::Query(query) = tile.question else {
            panic!("a query stays a query")
        };
        (query, tile.chart.kind, tile.title)
    }

    #[test]
    fn another_measure_keeps_order_and_kind() {
        let (query, kind, title) = after(Change::Measure(0, Measure::of(Aggregate::Max, "delay")));
        assert_eq!(query.sort[0].by, "highest of delay");
        assert_eq!(kind, Some(spec::chart::Kind::Bar));
        assert_eq!(title, "Highest of delay by carrier");
    }

    #[test]
    fn another_shape_chooses_its_kind_anew() {
        let (query, kind, _) = after(Change::AddGroup(Group::value("origin")));
        assert_eq!((query.groups.len(), kind), (2, None));
    }

    #[test]
    fn a_measure_that_goes_takes_its_order_along() {
        let (query, ..) = after(Change::RemoveMeasure(0));
        assert_eq!(query.sort, []);
        assert_eq!(query.measures, [Measure::count()]);
    }

    #[test]
    fn without_groups_there_is_no_ranking() {
        let ranked = apply(&tile(), Change::Top(Some((5, Order::Descending))));
        let Question::Query(query) = apply(&ranked, Change::RemoveGroup(0)).question else {
            panic!("a query stays a query")
        };
        assert_eq!(query.top, None);
    }

    #[test]
    fn filters_come_and_go() {
        let null = |column: &str| Filter::Null { column: column.into() };
        let one = apply(&tile(), Change::AddFilter(null("a")));
        let two = apply(&one, Change::AddFilter(null("b")));
        let Question::Query(query) = &two.question else {
            panic!("a query stays a query")
        };
        assert_eq!(filters(query), [null("a"), null("b")]);
        assert_eq!(apply(&two, Change::RemoveFilter(1)).question, one.question);
    }
}
