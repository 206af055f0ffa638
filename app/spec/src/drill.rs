//! Going down in a chart, from a mark to what is in it: from a year to its quarters, from a country to its towns.

use crate::chart::Chart;
use crate::dashboard::Tile;
use crate::dataset::{Dataset, Type};
use crate::filter::Filter;
use crate::model::Hierarchy;
use crate::question::{Grain, Group, Grouping, Query, Question};
use crate::value::Value;

/// One step down.
#[derive(Clone, Debug, PartialEq)]
pub struct Down {
    /// The group that was shown.
    pub from: Group,
    /// The finer one in its place.
    pub to: Group,
    /// The value that was gone into, as a reader saw it.
    pub label: String,
    /// The rows of that value.
    pub filter: Filter,
}

/// The groups of a query that can be gone down from, each with the finer one.
pub fn ways(query: &Query, dataset: Option<&Dataset>, hierarchies: &[Hierarchy]) -> Vec<(Group, Group)> {
    let groups = query.sides().filter(|group| !is_named_elsewhere(query, group));
    let ways = groups.filter_map(|group| Some((group.clone(), finer(group, dataset, hierarchies)?)));
    ways.filter(|(_, to)| !query.groups.iter().any(|group| group.name() == to.name()))
        .collect()
}

/// The step from one value of a group. None for the group that holds the rest of the values.
pub fn down(query: &Query, (from, to): &(Group, Group), value: &Value, label: String) -> Option<Down> {
    let rest = query.top.as_ref().is_some_and(|top| top.other);
    let is_rest = rest && [Value::from("Other"), Value::from("All other")].contains(value);
    (!is_rest).then(|| Down {
        from: from.clone(),
        to: to.clone(),
        label,
        filter: from.filter(value),
    })
}

/// A tile after these steps. Steps that do not fit it any more are left out.
#[must_use]
pub fn drilled(tile: &Tile, steps: &[Down]) -> Tile {
    let mut tile = tile.clone();
    for step in steps {
        let Question::Query(query) = &tile.question else { break };
        if !query.groups.contains(&step.from) {
            break;
        }
        let (query, chart) = (go(query, step), rechart(&tile.chart, step));
        tile = Tile {
            question: Question::Query(query),
            chart,
            ..tile
        };
    }
    tile
}

fn go(query: &Query, step: &Down) -> Query {
    let (old, new) = (step.from.name(), step.to.name());
    let mut query = query.filtered(std::slice::from_ref(&step.filter));
    for group in &mut query.groups {
        if *group == step.from {
            *group = step.to.clone();
        }
    }
    for sort in &mut query.sort {
        rename(&mut sort.by, &old, &new);
    }
    if let Some(top) = &mut query.top {
        if let Some(group) = &mut top.group {
            rename(group, &old, &new);
        }
        for group in &mut top.within {
            rename(group, &old, &new);
        }
    }
    query
}

fn rechart(chart: &Chart, step: &Down) -> Chart {
    let (old, new) = (step.from.name(), step.to.name());
    let mut chart = chart.clone();
    for channel in [&mut chart.x, &mut chart.color].into_iter().flatten() {
        rename(channel, &old, &new);
    }
    chart
}

fn rename(name: &mut String, old: &str, new: &str) {
    if name == old {
        new.clone_into(name);
    }
}

/// The next level: a finer part of the calendar, or the next column of a hierarchy.
fn finer(group: &Group, dataset: Option<&Dataset>, hierarchies: &[Hierarchy]) -> Option<Group> {
    let Grouping::Grain(grain) = group.by else {
        return next_level(group, hierarchies);
    };
    let column = dataset.and_then(|dataset| dataset.column(&group.column));
    let has_time = column.is_some_and(|column| column.kind == Type::Datetime);
    let grain = match grain {
        Grain::Year => Grain::Quarter,
        Grain::Quarter => Grain::Month,
        Grain::Month | Grain::Week => Grain::Day,
        Grain::Day if has_time => Grain::Hour,
        Grain::Hour => Grain::Minute,
        _ => return None,
    };
    Some(Group::time(&group.column, grain))
}

fn next_level(group: &Group, hierarchies: &[Hierarchy]) -> Option<Group> {
    if !group.by.is_value() {
        return None;
    }
    hierarchies.iter().find_map(|hierarchy| {
        let at = hierarchy.levels.iter().position(|level| *level == group.column)?;
        hierarchy.levels.get(at + 1).map(|level| Group::value(level))
    })
}

/// Whether parts of the query that are not rewritten name the group.
fn is_named_elsewhere(query: &Query, group: &Group) -> bool {
    let name = group.name();
    let levels: Vec<_> = query
        .measures
        .iter()
        .filter_map(|measure| measure.level.as_ref())
        .collect();
    let parts = (
        &query.having,
        &query.derived,
        &query.qualify,
        &query.totals,
        &query.pivot,
    );
    let texts = (serde_json::to_string(&parts), serde_json::to_string(&levels));
    let quoted = serde_json::to_string(&name).unwrap_or_default();
    match texts {
        (Ok(parts), Ok(levels)) => parts.contains(&quoted) || levels.contains(&quoted),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Kind;
    use crate::model::Origin;
    use crate::question::{Measure, Order, Sort, Top};

    fn query(group: Group) -> Query {
        Query {
            from: "orders".into(),
            groups: vec![group],
            measures: vec![Measure::count()],
            ..Query::default()
        }
    }

    fn places() -> Vec<Hierarchy> {
        let levels = ["country", "region", "town"].map(str::to_owned).to_vec();
        vec![Hierarchy {
            name: "Place".into(),
            dataset: "orders".into(),
            levels,
            origin: Origin::Made,
        }]
    }

    fn next(group: Group) -> Vec<String> {
        let ways = ways(&query(group), None, &places());
        ways.into_iter().map(|(_, to)| to.name()).collect()
    }

    #[test]
    fn years_have_quarters_and_countries_have_regions() {
        for (group, expected) in [
            (Group::time("day", Grain::Year), vec!["day (quarter)"]),
            (Group::time("day", Grain::Quarter), vec!["day (month)"]),
            (Group::time("day", Grain::Month), vec!["day (day)"]),
            (Group::time("day", Grain::Week), vec!["day (day)"]),
            (Group::time("day", Grain::Day), vec![]),
            (Group::time("day", Grain::Weekday), vec![]),
            (Group::value("country"), vec!["region"]),
            (Group::value("town"), vec![]),
            (Group::value("product"), vec![]),
        ] {
            assert_eq!(next(group.clone()), expected, "{group:?}");
        }
    }

    #[test]
    fn a_step_filters_and_renames() {
        let from = Group::time("day", Grain::Year);
        let mut asked = query(from.clone());
        asked.sort = vec![Sort {
            by: from.name(),
            order: Order::Ascending,
        }];
        let tile = Tile {
            title: "Orders by year".into(),
            question: Question::Query(asked.clone()),
            chart: Chart {
                x: Some(from.name()),
                ..Chart::of(Kind::Line)
            },
        };
        let way = ways(&asked, None, &[]).remove(0);
        let step = down(&asked, &way, &"2024-01-01".into(), "2024".into()).unwrap();
        let drilled = drilled(&tile, &[step.clone(), step]);
        let Question::Query(query) = drilled.question else {
            panic!()
        };
        assert_eq!(query.groups, [Group::time("day", Grain::Quarter)]);
        assert_eq!(query.sort[0].by, "day (quarter)");
        assert_eq!(query.filter, Some(from.filter(&"2024-01-01".into())));
        assert_eq!(drilled.chart.x.as_deref(), Some("day (quarter)"));
    }

    #[test]
    fn what_stands_elsewhere_and_the_rest_are_not_gone_into() {
        let mut asked = query(Group::value("country"));
        let way = ways(&asked, None, &places()).remove(0);
        asked.top = Some(Top {
            count: 3,
            other: true,
            ..Top::default()
        });
        assert_eq!(down(&asked, &way, &"Other".into(), "Other".into()), None);
        asked.having = Some(Filter::Null {
            column: "country".into(),
        });
        assert_eq!(ways(&asked, None, &places()), []);
    }
}
