//! Which of the first kinds fit which shapes.

use super::super::catalogue;
use super::{drawn, question, sql, table};
use expect_test::{Expect, expect};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::question::Question;

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(question: Question, table: Table, expected: Expect) {
    let drawn = drawn(None, &question, &table);
    let first = drawn.fitting.iter().filter(|kind| catalogue::find(**kind).is_none());
    let kinds = first.map(|kind| kind.name()).collect::<Vec<_>>().join(" ");
    let chart = drawn.chart;
    let channels = format!(
        "x={} y={} color={}",
        chart.x.unwrap_or_default(),
        chart.y.join("+"),
        chart.color.unwrap_or_default()
    );
    expected.assert_eq(&format!("{kinds} | {channels}"));
}

/// Rows of a group of this many values and a figure that differs.
fn rows(values: usize, value: impl Fn(usize) -> Json) -> Json {
    (0..values)
        .map(|place| json!([value(place), 10 + place * 7 % 13]))
        .collect()
}

/// Rows of two groups and a figure.
fn crossed(first: usize, second: usize, name: impl Fn(usize) -> Json) -> Json {
    let pairs = (0..first).flat_map(|one| (0..second).map(move |two| (one, two)));
    pairs
        .map(|(one, two)| json!([name(one), format!("s{two}"), one + two + 1]))
        .collect()
}

fn text(place: usize) -> Json {
    json!(format!("n{place}"))
}

fn whole(place: usize) -> Json {
    json!(place + 1)
}

fn month(place: usize) -> Json {
    json!(format!("20{:02}-{:02}-01", 10 + place / 12, place % 12 + 1))
}

#[test]
fn figures() {
    check(
        question("", "count"),
        table("count:integer", json!([[5]])),
        expect!["kpi gauge table | x= y=count color="],
    );
    check(
        question("", "count; mean delay"),
        table("count:integer, average of delay:float", json!([[5, 1.5]])),
        expect!["kpi gauge table | x= y=count+average of delay color="],
    );
    check(
        question("", "count; sum a; sum b; sum c; sum d"),
        table(
            "count:integer, a:float, b:float, c:float, d:float",
            json!([[1, 2, 3, 4, 5]]),
        ),
        expect!["table kpi | x= y= color="],
    );
    check(
        sql("select count(*) as n from t"),
        table("n:integer", json!([[5]])),
        expect!["kpi gauge table | x= y=n color="],
    );
}

#[test]
fn one_category() {
    let bars = |count| table("carrier:text, count:integer", rows(count, text));
    check(
        question("carrier", "count"),
        bars(16),
        expect!["bar column pie line treemap table | x=carrier y=count color="],
    );
    check(
        question("carrier", "count"),
        bars(0),
        expect!["bar column pie line table | x=carrier y=count color="],
    );
    check(
        question("carrier", "count"),
        bars(1),
        expect!["bar column pie line table | x=carrier y=count color="],
    );
    check(
        question("carrier", "mean delay"),
        table("carrier:text, average of delay:float", rows(16, text)),
        expect!["bar column line table | x=carrier y=average of delay color="],
    );
    check(
        question("origin", "share"),
        table(
            "origin:text, share:float",
            json!([["EWR", 0.4], ["JFK", 0.35], ["LGA", 0.25]]),
        ),
        expect!["pie bar column treemap funnel table | x=origin y=share color="],
    );
    check(
        question("carrier", "share"),
        table("carrier:text, share:float", rows(16, text)),
        expect!["bar column pie line treemap table | x=carrier y=share color="],
    );
    check(
        question("carrier", "sum profit"),
        table("carrier:text, sum of profit:float", json!([["a", -3.0], ["b", 4.0]])),
        expect!["bar column line table | x=carrier y=sum of profit color="],
    );
    check(
        sql("select carrier, count(*) as n from flights group by carrier"),
        table("carrier:text, n:integer", rows(16, text)),
        expect!["bar column pie line treemap table | x=carrier y=n color="],
    );
}

#[test]
fn one_ordered_group() {
    check(
        question("date weekday", "count"),
        table("date (weekday):integer, count:integer", rows(7, whole)),
        expect!["column line bar area pie radar table | x=date (weekday) y=count color="],
    );
    check(
        question("hour", "mean delay"),
        table("hour:integer, average of delay:float", rows(20, whole)),
        expect!["column line bar area table | x=hour y=average of delay color="],
    );
    check(
        question("year", "count"),
        table("year:integer, count:integer", rows(60, |place| json!(1960 + place))),
        expect!["line column area bar table | x=year y=count color="],
    );
    check(
        question("price bin", "count"),
        table("price (bin):float, count:integer", rows(9, |place| json!(place * 10))),
        expect!["histogram column line area bar table | x=price (bin) y=count color="],
    );
    check(
        question("price bin", "mean rating"),
        table(
            "price (bin):float, average of rating:float",
            rows(9, |place| json!(place * 10)),
        ),
        expect!["column line histogram bar table | x=price (bin) y=average of rating color="],
    );
    check(
        sql("select year, count(*) as n from t group by year"),
        table("year:integer, n:integer", rows(12, |place| json!(2000 + place))),
        expect!["column line bar area pie radar table | x=year y=n color="],
    );
}

#[test]
fn time() {
    let monthly = |count| table("date (month):date, count:integer", rows(count, month));
    check(
        question("date month", "count"),
        monthly(24),
        expect!["line area column bar kpi table | x=date (month) y=count color="],
    );
    check(
        question("date month", "count"),
        monthly(1),
        expect!["column bar line table | x=date (month) y=count color="],
    );
    check(
        question("date month", "sum a; sum b"),
        table(
            "date (month):date, sum of a:integer, sum of b:integer",
            json!([["2013-01-01", 1, 2], ["2013-02-01", 3, 4]]),
        ),
        expect![
            "line area grouped_bar stacked_bar column bar scatter kpi table | x=date (month) y=sum of a+sum of b color="
        ],
    );
    check(
        question("origin; date month", "count"),
        table(
            "origin:text, date (month):date, count:integer",
            json!([["A", "2013-01-01", 1], ["A", "2013-02-01", 2], ["B", "2013-01-01", 3]]),
        ),
        expect![
            "line stacked_bar area grouped_bar heatmap treemap sunburst sankey network tree theme_river spark_table pivot table | x=date (month) y=count color=origin"
        ],
    );
    check(
        question("date month; date weekday", "count"),
        table(
            "date (month):date, date (weekday):integer, count:integer",
            json!([["2013-01-01", 1, 1], ["2013-02-01", 1, 2]]),
        ),
        expect![
            "line stacked_bar area grouped_bar heatmap sankey network tree cohort spark_table pivot table | x=date (month) y=count color=date (weekday)"
        ],
    );
    check(
        sql("select day, avg(x) as avg_x from t group by day"),
        table(
            "day:date, avg_x:float",
            rows(30, |place| json!(format!("2013-01-{:02}", place + 1))),
        ),
        expect!["line area column bar calendar kpi table | x=day y=avg_x color="],
    );
}

#[test]
fn two_groups() {
    let two = |first, second| table("carrier:text, origin:text, count:integer", crossed(first, second, text));
    check(
        question("carrier; origin", "count"),
        two(8, 3),
        expect![
            "grouped_bar stacked_bar heatmap line treemap sunburst sankey network tree radar pivot table | x=carrier y=count color=origin"
        ],
    );
    check(
        question("carrier; origin", "count"),
        two(3, 8),
        expect![
            "grouped_bar stacked_bar heatmap line treemap sunburst sankey network tree radar pivot table | x=origin y=count color=carrier"
        ],
    );
    check(
        question("carrier; origin", "count"),
        two(16, 12),
        expect![
            "heatmap stacked_bar grouped_bar treemap sunburst sankey network tree radar pivot table | x=carrier y=count color=origin"
        ],
    );
    check(
        question("carrier; origin", "count"),
        two(40, 3),
        expect![
            "stacked_bar grouped_bar heatmap treemap sunburst sankey network tree pivot table | x=carrier y=count color=origin"
        ],
    );
    check(
        question("carrier; origin", "mean delay"),
        table(
            "carrier:text, origin:text, average of delay:float",
            crossed(40, 3, text),
        ),
        expect!["grouped_bar heatmap pivot table | x=carrier y=average of delay color=origin"],
    );
    check(
        question("date weekday; hour", "mean delay"),
        table(
            "date (weekday):integer, hour:integer, average of delay:float",
            json!([[1, 5, 2.0], [1, 6, 3.0], [2, 5, 4.0]]),
        ),
        expect!["heatmap line grouped_bar pivot table | x=date (weekday) y=average of delay color=hour"],
    );
    check(
        question("hour; origin", "mean delay"),
        table(
            "hour:integer, origin:text, average of delay:float",
            crossed(20, 3, whole),
        ),
        expect!["line grouped_bar heatmap pivot table | x=hour y=average of delay color=origin"],
    );
    check(
        question("a; b; c", "count"),
        table("a:text, b:text, c:text, count:integer", json!([["x", "y", "z", 1]])),
        expect!["table sankey network tree pivot | x= y= color="],
    );
}

#[test]
fn several_measures() {
    check(
        question("carrier", "mean arr; mean dep"),
        table(
            "carrier:text, arr:float, dep:float",
            json!([["A", 5.0, 6.0], ["B", 7.0, 8.0]]),
        ),
        expect!["grouped_bar bar column line scatter table | x=carrier y=arr+dep color="],
    );
    let rows = (0..10)
        .map(|place| json!([format!("n{place}"), place * 1000 + 1, 0.5]))
        .collect();
    check(
        question("carrier", "count; mean delay"),
        table("carrier:text, count:integer, delay:float", rows),
        expect!["scatter bar column grouped_bar line treemap table | x=count y=delay color="],
    );
    check(
        question("carrier", "count; mean delay"),
        table(
            "carrier:text, count:integer, delay:float",
            json!([["a", 4000, 1.0], ["b", 9000, 2.0]]),
        ),
        expect!["bar column grouped_bar line scatter table | x=carrier y=count color="],
    );
}

#[test]
fn rows_of_the_dataset() {
    check(
        question("", ""),
        table("carrier:text, delay:float", json!([["A", 1.0], ["A", 2.0]])),
        expect!["table | x= y= color="],
    );
    check(
        question("", ""),
        table("distance:float, delay:float", json!([[1.0, 1.0], [2.0, 2.0]])),
        expect!["scatter table | x=distance y=delay color="],
    );
    check(
        sql("select * from flights"),
        table(
            "carrier:text, a:float, b:float",
            json!([["A", 1.0, 2.0], ["A", 2.0, 3.0]]),
        ),
        expect!["table scatter | x= y= color="],
    );
    check(
        sql("select 1 where false"),
        table("a:struct", json!([])),
        expect!["table | x= y= color="],
    );
}
