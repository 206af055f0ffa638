//! Shelves as lines of text: `values: price; groups: region, day; color: …`.

use super::column::{group, home, measure};
use super::*;
use crate::dataset::{Column, Type};
use crate::profile::{ColumnProfile, Role};
use crate::question::{Aggregate, Grain};
use crate::value::Value;

fn tile(groups: &[&str], color: Option<&str>, facet: Option<&str>) -> Tile {
    let query = Query {
        from: "orders".into(),
        groups: groups.iter().map(|name| Group::value(name)).collect(),
        measures: vec![Measure::of(Aggregate::Sum, "price"), Measure::count()],
        filter: Some(Filter::All(vec![
            Filter::Null { column: "a".into() },
            Filter::Null { column: "b".into() },
        ])),
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

fn names(tile: &Tile, shelf: Shelf) -> String {
    let Question::Query(query) = &tile.question else {
        return String::new();
    };
    let name = |pill: Pill| match pill {
        Pill::Measure(at) => query.measures[at].name(),
        Pill::Derived(at) => query.derived[at].name.clone(),
        Pill::Group(at) => query.groups[at].name(),
        Pill::Filter(at) => format!("filter {at}"),
    };
    let names: Vec<_> = pills(tile, shelf).into_iter().map(name).collect();
    names.join(", ")
}

fn told(tile: &Tile) -> String {
    let shelves = [Shelf::Groups, Shelf::Color, Shelf::Multiples];
    shelves.map(|shelf| names(tile, shelf)).join(" | ")
}

#[test]
fn what_stands_where() {
    let given = tile(&["region", "day", "product"], Some("product"), Some("region"));
    assert_eq!(told(&given), "day | product | region");
    assert_eq!(names(&given, Shelf::Values), "sum of price, count");
    assert_eq!(names(&given, Shelf::Filters), "filter 0, filter 1");
    for shelf in Shelf::ALL {
        assert_eq!(Shelf::named(shelf.name()), Some(shelf));
        for pill in pills(&given, shelf) {
            assert_eq!(of(&given, pill), shelf);
        }
    }
}

#[test]
fn a_group_goes_from_shelf_to_shelf() {
    type Case<'a> = (Option<&'a str>, Option<&'a str>, &'a str, Shelf, &'a str);
    let cases: &[Case<'_>] = &[
        (None, None, "a", Shelf::Color, "b, c | a | "),
        (Some("a"), None, "b", Shelf::Color, "a, c | b | "),
        (Some("a"), None, "a", Shelf::Multiples, "b, c |  | a"),
        (Some("a"), Some("b"), "b", Shelf::Groups, "b, c | a | "),
        (Some("a"), Some("b"), "a", Shelf::Multiples, "b, c |  | a"),
    ];
    for (color, facet, moved, shelf, expected) in cases {
        let mut given = tile(&["a", "b", "c"], *color, *facet);
        given.chart = dealt(&given.chart, &Group::value(moved), *shelf);
        assert_eq!(&told(&given), expected, "{moved} to {}", shelf.label());
    }
}

#[test]
fn where_a_part_is_put() {
    let given = tile(&["a", "b", "c", "d"], Some("b"), None);
    let cases = [
        (Shelf::Groups, 0, 0),
        (Shelf::Groups, 1, 2),
        (Shelf::Groups, 9, 4),
        (Shelf::Color, 0, 1),
        (Shelf::Color, 1, 2),
        (Shelf::Multiples, 0, 4),
        (Shelf::Values, 1, 1),
        (Shelf::Values, 2, 2),
    ];
    for (shelf, at, expected) in cases {
        assert_eq!(index(&given, shelf, at), expected, "{} {at}", shelf.label());
    }
}

#[test]
fn groups_stay_where_they_are_when_the_question_changes() {
    let before = tile(&["a", "b"], Some("b"), None);
    let after = |groups: &[&str]| told(&kept(&before, tile(groups, None, None)));
    assert_eq!(after(&["a", "b", "c"]), "a, c | b | ");
    assert_eq!(after(&["b", "a"]), "a | b | ");
    assert_eq!(after(&["a", "x"]), "a | x | ");
    assert_eq!(after(&["a"]), "a |  | ");
}

#[test]
fn a_colour_alone_lies_along_the_axis() {
    let given = tile(&["a"], Some("a"), None);
    assert_eq!(told(&given), " | a | ");
    assert_eq!(told(&drawn(&given)), "a |  | ");
    let given = tile(&["a", "b"], Some("a"), None);
    assert_eq!(told(&drawn(&given)), "b | a | ");
}

fn column(kind: Type) -> Column {
    Column {
        name: "it".into(),
        kind,
        nullable: false,
    }
}

fn profile(kind: Type, role: Role, distinct: u64, (min, max): (&str, &str)) -> ColumnProfile {
    ColumnProfile {
        column: column(kind),
        role,
        nulls: 0,
        distinct,
        min: Value::from(min),
        max: Value::from(max),
        mean: None,
        top: Vec::new(),
        histogram: Vec::new(),
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn what_a_column_becomes() {
    let years = |from: &str, to: &str| profile(Type::Date, Role::Time, 900, (from, to));
    let plain = |kind: Type, role: Role, distinct: u64| profile(kind, role, distinct, ("", ""));
    let cases: Vec<(ColumnProfile, Shelf, &str, &str)> = vec![
        (
            plain(Type::Float, Role::Measure, 900),
            Shelf::Values,
            "sum of it",
            "it (bin)",
        ),
        (
            plain(Type::Float, Role::Rate, 900),
            Shelf::Values,
            "average of it",
            "it (bin)",
        ),
        (
            plain(Type::Integer, Role::Measure, 900),
            Shelf::Values,
            "sum of it",
            "it (bin)",
        ),
        (plain(Type::Integer, Role::Measure, 5), Shelf::Values, "sum of it", "it"),
        (
            plain(Type::Integer, Role::Period, 60),
            Shelf::Groups,
            "average of it",
            "it",
        ),
        (
            plain(Type::Integer, Role::Identifier, 900),
            Shelf::Values,
            "distinct of it",
            "it",
        ),
        (
            plain(Type::Text, Role::Category, 5),
            Shelf::Groups,
            "distinct of it",
            "it",
        ),
        (
            plain(Type::Boolean, Role::Flag, 2),
            Shelf::Groups,
            "distinct of it",
            "it",
        ),
        (
            years("2023-01-01", "2024-12-31"),
            Shelf::Groups,
            "highest of it",
            "it (month)",
        ),
        (
            years("2024-01-01", "2024-01-31"),
            Shelf::Groups,
            "highest of it",
            "it (day)",
        ),
        (
            years("2024-01-01", "2024-05-31"),
            Shelf::Groups,
            "highest of it",
            "it (week)",
        ),
        (
            years("2015-01-01", "2024-05-31"),
            Shelf::Groups,
            "highest of it",
            "it (quarter)",
        ),
        (
            years("1960-01-01", "2024-05-31"),
            Shelf::Groups,
            "highest of it",
            "it (year)",
        ),
    ];
    for (profile, shelf, figure, grouped) in cases {
        let (column, known) = (&profile.column, Some(&profile));
        let given = format!("{:?} {:?}", column.kind, profile.role);
        assert_eq!(home(column, known), shelf, "{given}");
        assert_eq!(measure(column, known).name(), figure, "{given}");
        assert_eq!(group(column, known).name(), grouped, "{given}");
    }
    assert_eq!(home(&column(Type::Integer), None), Shelf::Values);
    assert_eq!(home(&column(Type::Text), None), Shelf::Groups);
    assert_eq!(group(&column(Type::Date), None), Group::time("it", Grain::Month));
}
