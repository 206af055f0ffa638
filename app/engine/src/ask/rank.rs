//! Other readings of the same words, best first.

use super::beside;
use super::draft::Draft;
use super::link::Scope;
use super::say;
use spec::chart::Chart;
use spec::dashboard::Tile;
use spec::filter::Filter;
use spec::profile::Role;
use spec::question::{Aggregate, Grain, Group, Grouping, Measure, Query, Question, Sort};

/// How many other readings there are at most.
const MOST: usize = 5;

/// Other readings of a query, best first.
pub(super) fn alternatives(scope: &Scope<'_>, draft: &Draft, query: &Query, chart: &Chart) -> Vec<Tile> {
    let mut queries = Vec::new();
    for (_, taken, others) in &draft.doubts {
        for other in others {
            queries.push(swapped(query, &scope.fields[*taken].name, &scope.fields[*other].name));
        }
    }
    queries.extend(other_aggregate(scope, query));
    queries.extend(other_grain(query));
    queries.extend(counted(query));
    let mut tiles: Vec<Tile> = Vec::new();
    for other in queries {
        let tile = tile(other, chart.clone());
        let new = tile.question != Question::Query(query.clone())
            && !tiles.iter().any(|known| known.question == tile.question);
        if new && tiles.len() < MOST {
            tiles.push(tile);
        }
    }
    tiles
}

/// A tile of a query, titled.
pub(super) fn tile(query: Query, chart: Chart) -> Tile {
    Tile {
        title: say::title(&query),
        question: Question::Query(query),
        chart,
    }
}

/// The tile with the joins that its query needs.
pub(super) fn with_joins(scope: &Scope<'_>, tile: Tile) -> Tile {
    match &tile.question {
        Question::Query(query) if !scope.known.ways.is_empty() => {
            let query = beside::joined(scope, query);
            Tile {
                title: say::title(&beside::spoken(scope, &query)),
                question: Question::Query(query),
                ..tile
            }
        }
        _ => tile,
    }
}

/// The query with one column in the place of another.
pub(super) fn swapped(query: &Query, from: &str, to: &str) -> Query {
    let change = |name: &mut String| {
        if name == from {
            to.clone_into(name);
        }
    };
    let mut other = query.clone();
    other.groups.iter_mut().for_each(|group| change(&mut group.column));
    other
        .measures
        .iter_mut()
        .filter_map(|measure| measure.column.as_mut())
        .for_each(change);
    other.columns.iter_mut().for_each(change);
    if let Some(filter) = &mut other.filter {
        swap_filter(filter, from, to);
    }
    rename(&mut other, query);
    other
}

/// After a change, what refers to the answer's columns follows their new names.
pub(super) fn rename(query: &mut Query, before: &Query) {
    let groups = before
        .groups
        .iter()
        .map(Group::name)
        .zip(query.groups.iter().map(Group::name));
    let measures = before
        .measures
        .iter()
        .map(Measure::name)
        .zip(query.measures.iter().map(Measure::name));
    let columns = before.columns.iter().cloned().zip(query.columns.iter().cloned());
    let changes: Vec<(String, String)> = groups.chain(measures).chain(columns).collect();
    let kept = names(query);
    let follow = |name: &mut String| {
        if let Some((_, new)) = changes.iter().find(|(old, _)| old == name && !kept.contains(old)) {
            name.clone_from(new);
        }
    };
    query.sort.iter_mut().for_each(|sort: &mut Sort| follow(&mut sort.by));
    if let Some(top) = &mut query.top {
        top.by.iter_mut().chain(&mut top.group).for_each(follow);
    }
    if let Some(Filter::Compare { column, .. }) = &mut query.having {
        follow(column);
    }
}

/// The names of the answer's columns.
pub(super) fn names(query: &Query) -> Vec<String> {
    let groups = query.groups.iter().map(Group::name);
    groups
        .chain(query.measures.iter().map(Measure::name))
        .chain(query.columns.iter().cloned())
        .collect()
}

fn swap_filter(filter: &mut Filter, from: &str, to: &str) {
    match filter {
        Filter::All(filters) | Filter::Any(filters) => {
            filters.iter_mut().for_each(|filter| swap_filter(filter, from, to))
        }
        Filter::Not(inner) => swap_filter(inner, from, to),
        Filter::Compare { column, .. }
        | Filter::In { column, .. }
        | Filter::Between { column, .. }
        | Filter::Contains { column, .. }
        | Filter::StartsWith { column, .. }
        | Filter::EndsWith { column, .. }
        | Filter::Null { column }
        | Filter::Relative { column, .. }
        | Filter::Among { column, .. } => {
            if column == from {
                to.clone_into(column);
            }
        }
        Filter::Expression { .. } | Filter::Set { .. } => {}
    }
}

fn other_aggregate(scope: &Scope<'_>, query: &Query) -> Option<Query> {
    let mut other = query.clone();
    let measure = other.measures.first_mut()?;
    let column = measure.column.as_deref()?;
    let numeric = scope
        .fields
        .iter()
        .any(|field| field.name == column && field.is_number() && field.role != Role::Identifier);
    measure.aggregate = match measure.aggregate {
        Aggregate::Sum if numeric => Aggregate::Mean,
        Aggregate::Mean if numeric => Aggregate::Median,
        Aggregate::Median | Aggregate::Max | Aggregate::Min if numeric => Aggregate::Mean,
        Aggregate::Share if numeric => Aggregate::Sum,
        _ => return None,
    };
    rename(&mut other, query);
    Some(other)
}

fn other_grain(query: &Query) -> Option<Query> {
    let mut other = query.clone();
    let group = other
        .groups
        .iter_mut()
        .find(|group| matches!(group.by, Grouping::Grain(_)))?;
    let Grouping::Grain(grain) = group.by else { return None };
    group.by = Grouping::Grain(match grain {
        Grain::Month => Grain::MonthOfYear,
        Grain::MonthOfYear => Grain::Month,
        Grain::Quarter => Grain::QuarterOfYear,
        Grain::HourOfDay => Grain::Hour,
        Grain::Year => Grain::Quarter,
        Grain::Week | Grain::Day => Grain::Month,
        _ => return None,
    });
    rename(&mut other, query);
    Some(other)
}

fn counted(query: &Query) -> Option<Query> {
    let listing = query.groups.is_empty() && query.measures.is_empty();
    let mut other = query.clone();
    if listing {
        other.columns.clear();
        other.sort.clear();
        other.limit = None;
        other.measures = vec![Measure::count()];
        return Some(other);
    }
    let [measure] = &mut other.measures[..] else {
        return None;
    };
    measure.column.as_ref()?;
    *measure = Measure::count();
    rename(&mut other, query);
    Some(other)
}
