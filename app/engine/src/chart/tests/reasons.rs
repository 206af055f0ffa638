//! Why the best kinds suit which shapes, and what the others lack.

use super::{by_month, by_weekday_and_origin, delays, drawn, query, question, sql, table};
use expect_test::{Expect, expect};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;
use spec::pivot::Totals;
use spec::question::{Query, Question, Top};

/// A shape: a question and its answer.
type Case = (Question, Table);

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check((question, table): Case, expected: Expect) {
    let told = drawn(None, &question, &table).reasons;
    let lines = told
        .iter()
        .map(|reason| format!("{}: {}\n", reason.kind.name(), reason.why));
    expected.assert_eq(&lines.collect::<String>());
}

fn rows(count: usize, row: impl Fn(usize) -> Json) -> Json {
    (0..count).map(row).collect()
}

fn carriers(measure: &str, kind: &str, count: usize) -> Case {
    let name = question("carrier", measure);
    let columns = format!("carrier:text, {kind}");
    (
        name,
        table(&columns, rows(count, |at| json!([format!("c{at}"), 10 + at * 7 % 13]))),
    )
}

fn crossed(columns: &str, (first, second): (usize, usize), name: impl Fn(usize) -> Json) -> Table {
    let pairs = (0..first).flat_map(|one| (0..second).map(move |two| (one, two)));
    let rows = pairs.map(|(one, two)| json!([name(one), format!("s{two}"), one + two + 1]));
    table(columns, rows.collect())
}

fn named(at: usize) -> Json {
    json!(format!("n{at}"))
}

fn month(at: usize) -> Json {
    json!(format!("2025-{:02}-01", at + 1))
}

fn weekdays(measure: &str, column: &str) -> Case {
    let columns = format!("date (weekday):integer, {column}");
    let seven = rows(7, |at| json!([at + 1, 10 + at * 7 % 13]));
    (question("date weekday", measure), table(&columns, seven))
}

fn bins(measure: &str, column: &str) -> Case {
    let columns = format!("price (bin):float, {column}");
    let bins = rows(9, |at| json!([at * 10, 10 + at * 7 % 13]));
    (question("price bin", measure), table(&columns, bins))
}

fn shares() -> Case {
    let parts = json!([["EWR", 0.4], ["JFK", 0.35], ["LGA", 0.25]]);
    (question("origin", "share"), table("origin:text, share:float", parts))
}

fn two_figures(sizes: (usize, usize), count: usize) -> Case {
    let (one, two) = sizes;
    let columns = "carrier:text, sum of a:float, sum of b:float";
    let rows = rows(count, |at| json!([format!("c{at}"), one + at, two + at * 3 % 7]));
    (question("carrier", "sum a; sum b"), table(columns, rows))
}

fn three_groups() -> Case {
    let deep = rows(24, |at| {
        json!([
            format!("a{}", at % 2),
            format!("b{}", at % 3),
            format!("c{}", at % 4),
            at + 1
        ])
    });
    (
        question("a; b; c", "count"),
        table("a:text, b:text, c:text, count:integer", deep),
    )
}

fn totals() -> Case {
    let totals = Totals {
        grand: true,
        ..Totals::default()
    };
    let query = Query {
        totals,
        ..query("origin", "count")
    };
    let mut table = table("origin:text, count:integer", json!([["EWR", 4], ["JFK", 3], [null, 7]]));
    table.levels = vec![0, 0, 1];
    (Question::Query(query), table)
}

fn every_shape() -> Vec<Case> {
    let hours = rows(20, |at| {
        json!([format!("2026-01-01T{at:02}:00:00"), 3.5 * at as f64 - 9.0])
    });
    vec![
        (question("", "count"), table("count:integer", json!([[5]]))),
        (question("carrier", "mean arr_delay"), delays()),
        (question("date month", "count"), by_month()),
        (question("date weekday; origin", "count"), by_weekday_and_origin()),
        (
            question("date hour", "mean delay"),
            table("date (hour):datetime, average of delay:float", hours),
        ),
        carriers("count", "count:integer", 16),
        carriers("sum price", "sum of price:float", 3),
        weekdays("count", "count:integer"),
        bins("count", "count:integer"),
        bins("mean delay", "average of delay:float"),
        shares(),
        two_figures((10, 20), 5),
        two_figures((10, 90_000), 12),
        three_groups(),
        totals(),
        (
            question("origin; carrier", "count"),
            crossed("origin:text, carrier:text, count:integer", (3, 4), named),
        ),
        (
            question("date month; carrier", "mean d"),
            crossed("date (month):date, carrier:text, average of d:float", (12, 3), month),
        ),
        (
            sql("select a, b from t"),
            table("a:float, b:float", rows(40, |at| json!([at, at * 7 % 13]))),
        ),
        (
            sql("select * from t"),
            table("name:text, note:text", rows(4, |at| json!([format!("n{at}"), "x"]))),
        ),
    ]
}

#[test]
fn one_group() {
    check(
        (question("carrier", "mean arr_delay"), delays()),
        expect![[r#"
            bar: lengths compare the names of “carrier” best
            column: upright bars, while the names are short
            lollipop: compares many values with little ink
        "#]],
    );
    let (asked, answer) = carriers("count", "count:integer", 3);
    check(
        (asked, answer.clone()),
        expect![[r#"
        bar: lengths compare the names of “carrier” best
        column: upright bars, while the names are short
        pie: 3 parts of one whole
    "#]],
    );
    let leading = Query {
        top: Some(Top {
            count: 3,
            ..Top::default()
        }),
        ..query("carrier", "count")
    };
    check(
        (Question::Query(leading), answer),
        expect![[r#"
        bar: lengths compare the names of “carrier” best
        column: upright bars, while the names are short
        lollipop: compares many values with little ink
    "#]],
    );
    check(
        (question("date month", "count"), by_month()),
        expect![[r#"
            line: “date (month)” runs along time
            area: “date (month)” runs along time, as an amount
            column: each “date (month)” stands by itself
        "#]],
    );
    check(
        weekdays("mean d", "average of d:float"),
        expect![[r#"
            column: “date (weekday)” has an order of its own, and few enough values
            line: the values of “date (weekday)” follow each other
            bar: the values of “date (weekday)”, one below the other
        "#]],
    );
    check(
        bins("count", "count:integer"),
        expect![[r#"
            histogram: “price (bin)” is cut into steps, each with its amount
            column: each step of “price (bin)” stands by itself
            line: the values of “price (bin)” follow each other
        "#]],
    );
    check(
        bins("mean delay", "average of delay:float"),
        expect![[r#"
            column: “price (bin)” is in steps, and their figures do not add up
            line: the values of “price (bin)” follow each other
            bar: the values of “price (bin)”, one below the other
        "#]],
    );
    check(
        shares(),
        expect![[r#"
            pie: 3 parts of one whole
            bar: lengths compare the names of “origin” best
            column: upright bars, while the names are short
        "#]],
    );
}

#[test]
fn one_period() {
    let one = table("date (month):date, count:integer", json!([["2025-01-01", 5]]));
    check(
        (question("date month", "count"), one),
        expect![[r#"
            column: “date (month)” has one period only, so nothing runs
            bar: the values of “date (month)”, one below the other
            table: says every value exactly
        "#]],
    );
}

#[test]
fn figures_and_several_of_them() {
    check(
        (question("", "count"), table("count:integer", json!([[5]]))),
        expect![[r#"
            kpi: one figure, alone
            gauge: shows how far one figure has come
            table: says every value exactly
        "#]],
    );
    let five = table(
        "count:integer, a:float, b:float, c:float, d:float",
        json!([[1, 2, 3, 4, 5]]),
    );
    check(
        (question("", "count; sum a; sum b; sum c; sum d"), five),
        expect![[r#"
        table: 5 figures are more than a glance takes
        kpi: 5 figures, side by side
    "#]],
    );
    check(
        two_figures((10, 20), 5),
        expect![[r#"
            grouped_bar: the figures are of one size and share an axis
            stacked_bar: the figures add up
            bar: lengths compare the names of “carrier” best
        "#]],
    );
    check(
        two_figures((10, 90_000), 12),
        expect![[r#"
            scatter: two figures for each “carrier”, and how they go together
            bar: lengths compare the names of “carrier” best
            column: upright bars, while the names are short
        "#]],
    );
}

#[test]
fn several_groups() {
    let small = crossed("origin:text, carrier:text, count:integer", (3, 4), named);
    check(
        (question("origin; carrier", "count"), small),
        expect![[r#"
            grouped_bar: 4 × 3 bars are few enough to stand side by side
            stacked_bar: the parts by “origin” add up in each “carrier”
            heatmap: 4 × 3 cells, coloured by size
        "#]],
    );
    let large = crossed("origin:text, carrier:text, count:integer", (20, 15), named);
    check(
        (question("origin; carrier", "count"), large),
        expect![[r#"
            heatmap: 20 × 15 figures are too many for bars
            stacked_bar: the parts by “carrier” add up in each “origin”
            grouped_bar: 20 × 15 bars, all from zero
        "#]],
    );
    let times = crossed("date (month):date, carrier:text, count:integer", (12, 3), month);
    check(
        (question("date month; carrier", "count"), times),
        expect![[r#"
            line: “date (month)” runs along time, for each “carrier”
            stacked_bar: the parts by “carrier” add up in each “date (month)”
            area: “date (month)” runs along time, for each “carrier”, as an amount
        "#]],
    );
    let hours = rows(7 * 24, |at| json!([at / 24 + 1, at % 24, at]));
    let hours = table("date (weekday):integer, hour:integer, count:integer", hours);
    check(
        (question("date weekday; date hour_of_day", "count"), hours),
        expect![[r#"
            heatmap: “hour” and “date (weekday)” both have an order, and patterns show
            line: the values of “date (weekday)” follow each other, for each “hour”
            grouped_bar: 24 × 7 bars, all from zero
        "#]],
    );
    check(
        three_groups(),
        expect![[r#"
        treemap: 3 groups, one inside the other, and sums that add up
        table: 3 groups are more than axes and colours can tell
        box_plot: shows how values spread in each group
    "#]],
    );
    check(
        totals(),
        expect![[r#"
            table: totals and columns across are read line by line
            bar: lengths compare the names of “origin” best
            column: upright bars, while the names are short
        "#]],
    );
}

#[test]
fn rows_and_made_for_it() {
    let pairs = table("a:float, b:float", rows(40, |at| json!([at, at * 7 % 13])));
    check(
        (sql("select a, b from t"), pairs),
        expect![[r#"
        scatter: two numbers in each row, and how they go together
        box_plot: shows how values spread in each group
        table: these are rows, each to be read
    "#]],
    );
    let notes = table("name:text, note:text", rows(4, |at| json!([format!("n{at}"), "x"])));
    check(
        (sql("select * from t"), notes),
        expect![[r#"
        table: these are rows, each to be read
    "#]],
    );
    let prices = rows(12, |at| {
        json!([format!("2026-01-{:02}", at + 1), 5 + at, 7 + at, 4 + at, 9 + at])
    });
    let prices = table("day:date, open:float, close:float, low:float, high:float", prices);
    check(
        (sql("select * from prices"), prices),
        expect![[r#"
            candlestick: open, close, low and high are there
            line: “day” runs along time, for each figure
            area: “day” runs along time, for each figure, as an amount
        "#]],
    );
}

/// What is said of a kind and what is drawn of it never differ.
#[test]
fn every_kind_is_drawn_or_says_what_it_lacks() {
    for (question, table) in every_shape() {
        let answered = drawn(None, &question, &table);
        for kind in Kind::ALL.iter().copied() {
            let asked = drawn(Some(kind), &question, &table);
            let lack = answered.lacking.iter().find(|lack| lack.kind == kind);
            let note = asked.notes.iter().find(|note| note.code == "other_chart");
            let (is_drawn, named) = (asked.chart.kind == Some(kind), kind.name());
            match lack {
                None => assert!(
                    is_drawn && note.is_none(),
                    "{named} of {question:?} is not drawn, and nothing is lacking"
                ),
                Some(lack) => {
                    assert!(!is_drawn, "{named} of {question:?} is drawn, though {}", lack.why);
                    assert!(!answered.fitting.contains(&kind), "{named} fits {question:?}");
                    let message = note.map(|note| note.message.clone()).unwrap_or_default();
                    assert!(
                        message.ends_with(&lack.why),
                        "{named}: {message} and {} differ",
                        lack.why
                    );
                    assert_ne!(lack.why, "it does not fit this answer", "{named} of {question:?}");
                }
            }
        }
    }
}
