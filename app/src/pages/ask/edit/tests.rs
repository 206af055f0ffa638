//! Every change leaves a query that is whole.

use super::{Change, Stage, apply, filters, formula, show_as};
use spec::chart::{Chart, Kind};
use spec::dashboard::Tile;
use spec::derived::{Calculation, Derived, Fold, Reference};
use spec::filter::{Comparison, Filter, Unit};
use spec::join::{Join, Key};
use spec::pivot::{Pivot, Totals};
use spec::question::{Aggregate, Calculated, Grain, Group, Level, Measure, Order, Query, Question, Sort, Top};

fn tile() -> Tile {
    of(Query {
        from: "flights".into(),
        groups: vec![Group::value("carrier")],
        measures: vec![Measure::of(Aggregate::Mean, "delay")],
        sort: vec![largest("average of delay")],
        ..Query::default()
    })
}

/// Everything that names a column of the answer.
fn full() -> Query {
    let groups = vec![Group::value("region"), Group::time("day", Grain::Month)];
    let measures = vec![
        Measure::of(Aggregate::Sum, "price"),
        Measure {
            level: Some(Level::Fixed(vec!["region".into()])),
            ..Measure::count()
        },
    ];
    let base = Query {
        from: "sales".into(),
        calculated: vec![calculated("net", "price - tax"), calculated("double", "net * 2")],
        groups,
        measures,
        ..Query::default()
    };
    let running = show_as::derive(&base, "sum of price", Calculation::Running(Fold::Sum));
    let ratio = Derived {
        name: "ratio".into(),
        of: String::new(),
        how: Calculation::Expression("\"sum of price\" / count".into()),
        within: Vec::new(),
        along: Vec::new(),
    };
    Query {
        derived: vec![running, ratio],
        sort: vec![largest("sum of price")],
        top: Some(Top {
            count: 3,
            group: Some("day (month)".into()),
            by: Some("sum of price".into()),
            within: vec!["region".into()],
            ..Top::default()
        }),
        having: Some(above("sum of price")),
        qualify: Some(above("running total of sum of price")),
        totals: Totals {
            grand: true,
            subtotals: true,
        },
        pivot: Some(Pivot {
            columns: vec!["day (month)".into()],
            totals: true,
        }),
        ..base
    }
}

fn of(query: Query) -> Tile {
    Tile {
        title: "t".into(),
        question: Question::Query(query),
        chart: Chart::of(Kind::Bar),
    }
}

fn largest(by: &str) -> Sort {
    Sort {
        by: by.into(),
        order: Order::Descending,
    }
}

fn above(column: &str) -> Filter {
    Filter::Compare {
        column: column.into(),
        is: Comparison::Greater,
        value: spec::value::Value::Integer(1),
    }
}

fn calculated(name: &str, expression: &str) -> Calculated {
    Calculated {
        name: name.into(),
        expression: expression.into(),
    }
}

fn null(column: &str) -> Filter {
    Filter::Null { column: column.into() }
}

fn query(tile: &Tile) -> Query {
    let Question::Query(query) = &tile.question else {
        panic!("a query stays a query")
    };
    query.clone()
}

fn after(change: Change) -> (Query, Option<Kind>, String) {
    let tile = apply(&tile(), change);
    (query(&tile), tile.chart.kind, tile.title)
}

fn changed(change: Change) -> Query {
    query(&apply(&of(full()), change))
}

#[test]
fn another_measure_keeps_order_and_kind() {
    let (query, kind, title) = after(Change::Measure(0, Measure::of(Aggregate::Max, "delay")));
    assert_eq!(query.sort[0].by, "highest of delay");
    assert_eq!(kind, Some(Kind::Bar));
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
fn parts_move_to_another_place() {
    let groups = |from, to| {
        let query = changed(Change::MoveGroup(from, to));
        query.groups.iter().map(Group::name).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(groups(1, 0), "day (month), region");
    assert_eq!(groups(0, 9), "day (month), region");
    assert_eq!(groups(5, 0), "region, day (month)");
    let moved = changed(Change::MoveMeasure(0, 1));
    assert_eq!(moved.measures[1].name(), "sum of price");
    assert_eq!(moved.top, full().top);
}

#[test]
fn the_same_figure_twice_is_told_apart() {
    let (query, ..) = after(Change::AddMeasure(Measure::of(Aggregate::Mean, "delay")));
    let names: Vec<_> = query.measures.iter().map(Measure::name).collect();
    assert_eq!(names, ["average of delay", "average of delay 2"]);
}

#[test]
fn a_new_name_is_followed_everywhere() {
    let measure = Measure {
        name: Some("revenue".into()),
        ..Measure::of(Aggregate::Sum, "price")
    };
    let query = changed(Change::Measure(0, measure));
    assert_eq!(query.sort[0].by, "revenue");
    assert_eq!(query.top.and_then(|top| top.by).as_deref(), Some("revenue"));
    assert_eq!(query.having, Some(above("revenue")));
    assert_eq!(query.derived[0].of, "revenue");
    assert_eq!(query.derived[0].name, "running total of revenue");
    assert_eq!(query.derived[1].how, Calculation::Expression("revenue / count".into()));
    assert_eq!(query.qualify, Some(above("running total of revenue")));
}

#[test]
fn another_figure_is_not_held_to_the_old_ones_limits() {
    let query = changed(Change::Measure(0, Measure::of(Aggregate::Mean, "price")));
    assert_eq!((query.having, query.derived[0].of.as_str()), (None, "average of price"));
}

#[test]
fn a_group_that_goes_takes_what_was_said_of_it_along() {
    let query = changed(Change::RemoveGroup(0));
    assert_eq!(query.top.map(|top| top.within), Some(Vec::new()));
    assert_eq!(query.measures[1].level, Some(Level::Fixed(Vec::new())));
    assert_eq!((query.totals.grand, query.totals.subtotals), (true, false));
    assert_eq!(query.derived[0].within, Vec::<String>::new());
    let query = changed(Change::RemoveGroup(1));
    assert_eq!(query.pivot, None);
    assert_eq!(query.top.and_then(|top| top.group), None);
}

#[test]
fn another_grain_is_followed() {
    let query = changed(Change::Group(1, Group::time("day", Grain::Year)));
    assert_eq!(
        query.pivot.map(|pivot| pivot.columns),
        Some(vec!["day (year)".to_owned()])
    );
    assert_eq!(query.top.and_then(|top| top.group).as_deref(), Some("day (year)"));
}

#[test]
fn time_that_goes_takes_its_comparisons_along() {
    let earlier = Calculation::Change(Reference::Earlier {
        count: 1,
        unit: Unit::Year,
    });
    let derived = show_as::derive(&full(), "sum of price", earlier);
    let compared = apply(&of(full()), Change::AddDerived(derived));
    assert_eq!(query(&compared).derived.len(), 3);
    let binned = Group {
        by: spec::question::Grouping::Bins(5),
        ..Group::value("price")
    };
    let without = apply(&apply(&compared, Change::RemoveGroup(1)), Change::Group(0, binned));
    assert_eq!(query(&without).derived.len(), 2);
}

#[test]
fn without_groups_there_is_one_figure() {
    let query = query(&apply(
        &apply(&of(full()), Change::RemoveGroup(0)),
        Change::RemoveGroup(0),
    ));
    assert_eq!((query.top, query.pivot, query.totals), (None, None, Totals::default()));
    let names: Vec<_> = query.derived.into_iter().map(|derived| derived.name).collect();
    assert_eq!(names, ["ratio"]);
}

#[test]
fn rows_have_no_derived_columns() {
    let query = changed(Change::Rows(Vec::new()));
    assert!(query.is_rows());
    assert_eq!(
        (query.derived, query.having, query.sort),
        (Vec::new(), None, Vec::new())
    );
}

#[test]
fn calculated_columns_are_followed() {
    let used = Query {
        filter: Some(null("net")),
        measures: vec![
            Measure::of(Aggregate::Sum, "net"),
            Measure {
                aggregate: Aggregate::Expression,
                expression: Some("sum(net) / sum(price)".into()),
                ..Measure::default()
            },
        ],
        sort: vec![largest("sum of net")],
        derived: Vec::new(),
        top: None,
        having: None,
        qualify: None,
        ..full()
    };
    let renamed = query(&apply(
        &of(used.clone()),
        Change::Calculated(0, calculated("Net price", "price - tax")),
    ));
    assert_eq!(renamed.calculated[1].expression, "\"Net price\" * 2");
    assert_eq!(renamed.filter, Some(null("Net price")));
    assert_eq!(renamed.sort[0].by, "sum of Net price");
    assert_eq!(
        renamed.measures[1].expression.as_deref(),
        Some("sum(\"Net price\") / sum(price)")
    );
    let without = query(&apply(&of(used), Change::RemoveCalculated(0)));
    assert_eq!((without.calculated, without.filter), (Vec::new(), None));
    assert_eq!(without.measures, [Measure::count()]);
}

#[test]
fn a_join_that_goes_takes_its_columns_along() {
    let join = Join {
        dataset: "customers".into(),
        on: vec![Key::same("customer")],
        ..Join::default()
    };
    let joined = apply(&tile(), Change::Joins(vec![join], Vec::new()));
    let grouped = apply(&joined, Change::AddGroup(Group::value("city")));
    let without = query(&apply(&grouped, Change::Joins(Vec::new(), vec!["city".into()])));
    assert_eq!(without, query(&tile()));
}

#[test]
fn filters_come_and_go() {
    let one = apply(&tile(), Change::AddFilter(Stage::Rows, null("a")));
    let two = apply(&one, Change::AddFilter(Stage::Rows, null("b")));
    assert_eq!(filters(&query(&two), Stage::Rows), [null("a"), null("b")]);
    assert_eq!(apply(&two, Change::RemoveFilter(Stage::Rows, 1)).question, one.question);
}

#[test]
fn derived_columns_are_walked_in_the_way_that_makes_sense() {
    let within = |how| show_as::derive(&full(), "sum of price", how).within;
    assert_eq!(within(Calculation::Running(Fold::Sum)), ["region"]);
    assert_eq!(within(Calculation::Share), Vec::<String>::new());
    assert_eq!(
        show_as::of_parent(&full(), "sum of price").name,
        "share of sum of price in each region"
    );
    let along = show_as::derive(&query(&tile()), "average of delay", Calculation::Running(Fold::Sum)).along;
    assert_eq!(along, [largest("average of delay")]);
}

#[test]
fn names_in_expressions() {
    for (text, expected) in [
        ("price * 2", "\"Net price\" * 2"),
        ("PRICE", "\"Net price\""),
        ("\"price\" || 'price'", "\"Net price\" || 'price'"),
        (
            "prices + price_2 + price(1) + :price",
            "prices + price_2 + price(1) + :price",
        ),
        ("'it''s price' || price", "'it''s price' || \"Net price\""),
        ("orders.price", "orders.price"),
        ("\"unfinished price", "\"unfinished price"),
    ] {
        assert_eq!(formula::renamed(text, "price", "Net price"), expected, "{text}");
        assert_eq!(formula::mentions(text, "price"), text != expected, "{text}");
    }
}
