//! Columns of very many values: a shelf shows the leading ones by itself, as a ranking that can be changed like any other.

use super::{Shelf, shelf_of};
use crate::chart::Chart;
use crate::dashboard::Tile;
use crate::dataset::Type;
use crate::profile::{ColumnProfile, Role};
use crate::question::{Group, Query, Question, Top};

/// What a shelf shows of very many values.
struct Room {
    /// More values than this are very many.
    most: u64,
    /// How many of them are shown.
    shown: u64,
    /// Whether the rest is shown as one: where colours make up a whole.
    other: bool,
}

fn room(shelf: Shelf) -> Option<Room> {
    let (most, shown, other) = match shelf {
        Shelf::Groups => (50, 20, false),
        Shelf::Color => (10, 9, true),
        Shelf::Multiples => (12, 12, false),
        Shelf::Values | Shelf::Filters => return None,
    };
    Some(Room { most, shown, other })
}

/// The tile with only the leading values of a group that was put on a shelf too small for all of them, and without a ranking that is not needed any more.
///
/// A ranking that someone has chosen stays as it is, and what was taken off stays off while the group stays where it is.
#[must_use]
pub fn led(before: &Tile, mut after: Tile, known: impl Fn(&str) -> Option<ColumnProfile>) -> Tile {
    let (Question::Query(old), Question::Query(new)) = (&before.question, &mut after.question) else {
        return after;
    };
    let wanted = |group: &Group, chart: &Chart| usual(shelf_of(chart, group), group, &known(&group.column)?);
    let is_ours = new.top.as_ref().is_some_and(is_usual);
    if is_ours {
        let ranked = new.top.as_ref().and_then(|top| top.group.clone());
        let group = new.groups.iter().find(|group| Some(group.name()) == ranked);
        // Of a column that is not known yet nothing is better known than before.
        if group.is_none_or(|group| known(&group.column).is_some()) {
            new.top = group.and_then(|group| wanted(group, &after.chart));
        }
    } else if old.top.as_ref().is_some_and(is_usual) && has_lost_its_group(new, old) {
        new.top = None;
    }
    if new.top.is_none() {
        let is_new = |group: &&Group| {
            let stood = old.groups.iter().find(|other| other.name() == group.name());
            stood.is_none_or(|stood| shelf_of(&before.chart, stood) != shelf_of(&after.chart, group))
        };
        new.top = new
            .groups
            .iter()
            .filter(is_new)
            .find_map(|group| wanted(group, &after.chart));
    }
    after
}

/// The ranking that a shelf gives a group by itself; none where there is room for all of its values.
fn usual(shelf: Shelf, group: &Group, profile: &ColumnProfile) -> Option<Top> {
    let room = room(shelf)?;
    let is_named = profile.column.kind == Type::Text || matches!(profile.role, Role::Identifier | Role::Category);
    let is_many = group.by.is_value() && is_named && profile.distinct > room.most;
    is_many.then(|| Top {
        count: room.shown,
        group: Some(group.name()),
        other: room.other,
        ..Top::default()
    })
}

/// Whether a ranking is as a shelf gives it, not as someone has chosen it.
fn is_usual(top: &Top) -> bool {
    let is_plain = Top {
        count: 0,
        group: None,
        other: false,
        ..top.clone()
    } == Top::default();
    let rooms = Shelf::ALL.into_iter().filter_map(room);
    let mut same = rooms.filter(|room| room.shown == top.count && room.other == top.other);
    is_plain && top.group.is_some() && same.next().is_some()
}

/// Whether a ranking has stayed while the group is gone that it ranked.
fn has_lost_its_group(new: &Query, old: &Query) -> bool {
    let rest = |query: &Query| query.top.clone().map(|top| Top { group: None, ..top });
    rest(new) == rest(old) && new.top.as_ref().is_some_and(|top| top.group.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Column;
    use crate::question::{Measure, Order};
    use crate::value::Value;

    fn known(name: &str) -> Option<ColumnProfile> {
        let distinct = match name {
            "customer" => 5_000,
            "city" => 30,
            "region" => 4,
            _ => return None,
        };
        Some(ColumnProfile {
            column: Column {
                name: name.into(),
                kind: Type::Text,
                nullable: false,
            },
            role: Role::Category,
            nulls: 0,
            distinct,
            min: Value::Null,
            max: Value::Null,
            mean: None,
            top: Vec::new(),
            histogram: Vec::new(),
        })
    }

    fn tile(groups: &[&str], color: Option<&str>, facet: Option<&str>) -> Tile {
        let query = Query {
            from: "orders".into(),
            groups: groups.iter().map(|name| Group::value(name)).collect(),
            measures: vec![Measure::count()],
            ..Query::default()
        };
        Tile {
            title: String::new(),
            question: Question::Query(query),
            chart: Chart {
                color: color.map(Into::into),
                facet: facet.map(Into::into),
                ..Chart::default()
            },
        }
    }

    fn topped(mut tile: Tile, top: Option<Top>) -> Tile {
        if let Question::Query(query) = &mut tile.question {
            query.top = top;
        }
        tile
    }

    fn top(tile: &Tile) -> Option<Top> {
        match &tile.question {
            Question::Query(query) => query.top.clone(),
            Question::Sql(_) => None,
        }
    }

    fn told(tile: &Tile) -> String {
        top(tile).map_or_else(
            || "all".to_owned(),
            |top| {
                let rest = if top.other { " and the rest" } else { "" };
                format!("{} of {}{rest}", top.count, top.group.unwrap_or_default())
            },
        )
    }

    #[test]
    fn what_a_shelf_shows_of_a_column() {
        type Case<'a> = (&'a [&'a str], Option<&'a str>, Option<&'a str>, &'a str);
        let cases: &[Case<'_>] = &[
            (&["customer"], None, None, "20 of customer"),
            (&["city"], None, None, "all"),
            (&["region", "city"], Some("city"), None, "9 of city and the rest"),
            (&["region", "city"], None, Some("city"), "12 of city"),
            (&["region", "customer"], Some("region"), None, "20 of customer"),
            (&["region"], Some("region"), None, "all"),
            (&["unheard of"], None, None, "all"),
        ];
        let bare = tile(&[], None, None);
        for (groups, color, facet, expected) in cases {
            let after = led(&bare, tile(groups, *color, *facet), known);
            assert_eq!(&told(&after), expected, "{groups:?}");
        }
    }

    #[test]
    fn a_ranking_follows_its_group_and_goes_with_it() {
        let bare = tile(&[], None, None);
        let ranked = led(&bare, tile(&["region", "customer"], None, None), known);
        let next = |after: Tile| told(&led(&ranked, topped(after, top(&ranked)), known));
        assert_eq!(
            next(tile(&["region", "customer"], Some("customer"), None)),
            "9 of customer and the rest"
        );
        assert_eq!(next(tile(&["customer"], None, None)), "20 of customer");
        assert_eq!(next(tile(&["region"], None, None)), "all");
        let nameless = top(&ranked).map(|top| Top { group: None, ..top });
        assert_eq!(
            told(&led(&ranked, topped(tile(&["region"], None, None), nameless), known)),
            "all"
        );
    }

    #[test]
    fn what_someone_has_chosen_stays() {
        let ranked = led(&tile(&[], None, None), tile(&["customer"], None, None), known);
        let all = led(&ranked, tile(&["customer"], None, None), known);
        assert_eq!(told(&all), "all");
        let own = Top {
            count: 5,
            order: Order::Ascending,
            ..Top::default()
        };
        let chosen = topped(tile(&["region", "customer"], None, None), Some(own.clone()));
        assert_eq!(top(&led(&ranked, chosen, known)), Some(own));
    }
}
