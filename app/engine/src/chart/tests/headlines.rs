//! The finding in words.

use super::{by_month, delays, drawn, query, question, sorted, sql, table};
use expect_test::{Expect, expect};
use serde_json::json;
use spec::answer::Table;
use spec::question::{Order, Query, Question, Top};

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(question: Question, table: Table, expected: Expect) {
    expected.assert_eq(&drawn(None, &question, &table).headline);
}

fn limited(limit: u64) -> Query {
    Query {
        limit: Some(limit),
        ..query("carrier", "mean arr_delay")
    }
}

#[test]
fn single_figures() {
    check(
        question("", "count"),
        table("count:integer", json!([[336_776]])),
        expect!["The number of rows is 336,776"],
    );
    check(
        question("", "mean arr_delay"),
        table("average of arr_delay:float", json!([[6.895_377]])),
        expect!["The average arr_delay is 6.90"],
    );
    check(
        question("", "sum price"),
        table("sum of price:float", json!([[null]])),
        expect![""],
    );
    check(
        sql("select sum(x) as revenue from t"),
        table("revenue:float", json!([[1234.5]])),
        expect!["Revenue is 1,234"],
    );
}

#[test]
fn leaders() {
    check(
        question("carrier", "mean arr_delay"),
        delays(),
        expect!["F9 leads with an average arr_delay of 21.9"],
    );
    let ascending = sorted(
        query("carrier", "mean arr_delay"),
        "average of arr_delay",
        Order::Ascending,
    );
    check(
        Question::Query(ascending),
        delays(),
        expect!["AS is lowest with an average arr_delay of -9.9"],
    );
    check(
        question("origin", "count"),
        table("origin:text, count:integer", json!([["A", 1200], ["B", 7]])),
        expect!["A leads with 1,200 rows"],
    );
    check(
        question("origin", "share"),
        table("origin:text, share:float", json!([["A", 0.4123], ["B", 0.3]])),
        expect!["A leads with 41.2% of the rows"],
    );
    check(
        sql("select region, sum(price) as revenue from t group by region"),
        table("region:text, revenue:float", json!([["North", 12.0], ["South", 30.0]])),
        expect!["South leads with a revenue of 30"],
    );
    check(
        sql("select region, sum(price) from t group by region"),
        table(
            "region:text, sum(price):float",
            json!([["North", 12.0], ["South", 30.0]]),
        ),
        expect!["South leads with 30"],
    );
}

#[test]
fn ties_and_limits_say_less() {
    let tied = |rows| table("origin:text, count:integer", rows);
    check(
        question("origin", "count"),
        tied(json!([["A", 3], ["B", 3], ["C", 1]])),
        expect!["A and B lead, each with 3 rows"],
    );
    check(
        question("origin", "count"),
        tied(json!([["A", 3], ["B", 3]])),
        expect![""],
    );
    check(
        question("origin", "count"),
        tied(json!([["A", 3], ["B", 3], ["C", 3]])),
        expect![""],
    );
    check(
        question("origin", "count"),
        tied(json!([[null, 3], ["B", 1]])),
        expect![""],
    );
    check(question("origin", "count"), tied(json!([["A", 3]])), expect![""]);
    check(Question::Query(limited(16)), delays(), expect![""]);
    let leading = sorted(limited(16), "average of arr_delay", Order::Descending);
    check(
        Question::Query(leading),
        delays(),
        expect!["F9 leads with an average arr_delay of 21.9"],
    );
    check(sql("select carrier, d from t limit 16"), delays(), expect![""]);
    check(
        question("origin", "count"),
        Table {
            truncated: true,
            ..tied(json!([["A", 3], ["B", 1]]))
        },
        expect![""],
    );
}

#[test]
fn the_rest_never_leads() {
    let top = Top {
        count: 2,
        group: None,
        by: None,
        order: Order::Descending,
        other: true,
        within: Vec::new(),
    };
    let query = Query {
        top: Some(top),
        ..query("origin", "count")
    };
    let rows = json!([["A", 3], ["B", 1], ["Other", 90]]);
    check(
        Question::Query(query),
        table("origin:text, count:integer", rows),
        expect!["A leads with 3 rows"],
    );
}

#[test]
fn over_time() {
    check(
        question("date month", "count"),
        by_month(),
        expect![
            "The number of rows rose from 27,004 in Jan 2013 to 28,135 in Dec 2013, highest in Aug 2013 with 29,327"
        ],
    );
    check(
        question("date year", "sum price"),
        table(
            "date (year):date, sum of price:float",
            json!([["2013-01-01", 3.5], ["2012-01-01", 9.25]]),
        ),
        expect!["The total price fell from 9.25 in 2012 to 3.50 in 2013"],
    );
    check(
        question("date quarter", "count"),
        table(
            "date (quarter):date, count:integer",
            json!([["2013-01-01", 5], ["2013-04-01", 9], ["2013-07-01", 5]]),
        ),
        expect!["The number of rows was 5 in Q1 2013 as in Q3 2013, highest in Q2 2013 with 9"],
    );
    check(
        question("date year", "count"),
        table("date (year):date, count:integer", json!([["2013-01-01", 3]])),
        expect![""],
    );
}

#[test]
fn over_periods_and_bins() {
    check(
        question("date weekday", "mean delay"),
        table(
            "date (weekday):integer, average of delay:float",
            json!([[1, 4.0], [4, 11.25], [6, -1.5]]),
        ),
        expect!["Thu is highest with an average delay of 11.25, Sat lowest with -1.50"],
    );
    check(
        question("price bin", "count"),
        table("price (bin):float, count:integer", json!([[0, 4], [10, 9], [20, 1]])),
        expect!["10 to 20 holds the most, with 9 rows"],
    );
}
