//! "Show as": the derived columns on offer for a figure, each walked in the way that makes sense of the answer.

use super::settle::named;
use crate::ui::words;
use spec::derived::{Calculation, Derived, Fold, Reference, Ties};
use spec::filter::Unit;
use spec::question::{Grain, Group, Grouping, Order, Query};

/// The ways to show a figure that make sense of a query, by what they are about.
pub(crate) fn offered(query: &Query) -> Vec<(&'static str, Vec<Calculation>)> {
    let along = vec![
        Calculation::Running(Fold::Sum),
        moving(3),
        moving(7),
        moving(12),
        Calculation::Difference(Reference::Before(1)),
        Calculation::Change(Reference::Before(1)),
    ];
    let whole = vec![
        Calculation::Share,
        rank(),
        Calculation::PercentRank,
        Calculation::Tile(4),
        Calculation::Difference(Reference::First),
        Calculation::Change(Reference::First),
    ];
    match query.groups.iter().find_map(grain) {
        Some(grain) => vec![
            ("Along the way", along),
            ("Against earlier", in_time(grain)),
            ("Among all", whole),
        ],
        None => vec![("Along the way", along), ("Among all", whole)],
    }
}

/// A moving average of so many rows up to this one.
pub(crate) fn moving(rows: u32) -> Calculation {
    Calculation::Moving {
        fold: Fold::Mean,
        before: rows.saturating_sub(1),
        after: 0,
    }
}

fn rank() -> Calculation {
    Calculation::Rank {
        order: Order::Descending,
        ties: Ties::Competition,
    }
}

fn in_time(grain: Grain) -> Vec<Calculation> {
    let earlier = |unit| Reference::Earlier { count: 1, unit };
    let mut ways = Vec::new();
    if grain != Grain::Year {
        ways.push(Calculation::ToDate(Unit::Year));
    }
    if matches!(grain, Grain::Month | Grain::Week | Grain::Day) {
        ways.push(Calculation::ToDate(Unit::Quarter));
    }
    if matches!(grain, Grain::Week | Grain::Day) {
        ways.push(Calculation::ToDate(Unit::Month));
    }
    ways.push(Calculation::Value(earlier(Unit::Year)));
    ways.push(Calculation::Difference(earlier(Unit::Year)));
    ways.push(Calculation::Change(earlier(Unit::Year)));
    ways
}

/// The grain of a group on a timeline.
pub(crate) fn grain(group: &Group) -> Option<Grain> {
    match group.by {
        Grouping::Grain(grain) if grain.is_timeline() => Some(grain),
        _ => None,
    }
}

/// A figure shown so: along the time within the other groups, along the shown order where there is no time, over all rows for a share or a rank.
pub(crate) fn derive(query: &Query, of: &str, how: Calculation) -> Derived {
    let time = query.groups.iter().position(|group| grain(group).is_some());
    let walks = words::derived::walks(&how);
    let within = match (walks, time) {
        (true, Some(time)) => others(query, time),
        (true, None) => others(query, query.groups.len().saturating_sub(1)),
        (false, _) => Vec::new(),
    };
    let along = match (walks, time) {
        (true, None) => query.sort.clone(),
        _ => Vec::new(),
    };
    named(Derived {
        name: String::new(),
        of: of.to_owned(),
        how,
        within,
        along,
    })
}

/// A figure as a part of what the groups before the last one sum up to.
pub(crate) fn of_parent(query: &Query, of: &str) -> Derived {
    named(Derived {
        name: String::new(),
        of: of.to_owned(),
        how: Calculation::Share,
        within: others(query, query.groups.len().saturating_sub(1)),
        along: Vec::new(),
    })
}

/// The names of the groups but one.
fn others(query: &Query, but: usize) -> Vec<String> {
    let groups = query.groups.iter().enumerate();
    groups
        .filter(|(at, _)| *at != but)
        .map(|(_, group)| group.name())
        .collect()
}
