//! Charts of small answers.

mod arranged;
mod edges;
mod fitting;
mod formats;
mod golden;
mod headlines;
mod hostile;
mod over;
mod reasons;
mod second;
mod structure;

use super::hues::Leaders;
use super::{Beside, Drawn};
use crate::error::Error;
use serde_json::Value as Json;
use spec::answer::{Format, Table};
use spec::chart::{Chart, Kind};
use spec::dataset::Column;
use spec::question::{Aggregate, Grain, Group, Grouping, Measure, Order, Query, Question, Sort, Sql};
use std::collections::BTreeMap;

/// A table from `name:type, name:type` and its rows as JSON.
fn table(columns: &str, rows: Json) -> Table {
    let column = |text: &str| {
        let (name, kind) = text.trim().rsplit_once(':').unwrap();
        Column {
            name: name.to_owned(),
            kind: serde_json::from_value(kind.into()).unwrap(),
            nullable: true,
        }
    };
    Table {
        columns: columns.split(',').map(column).collect(),
        rows: serde_json::from_value(rows).unwrap(),
        truncated: false,
        levels: Vec::new(),
    }
}

/// A question from its groups and measures in words: `carrier; date month; price bin` and `count; average delay; share`.
fn question(groups: &str, measures: &str) -> Question {
    Question::Query(query(groups, measures))
}

fn query(groups: &str, measures: &str) -> Query {
    let parts = |text: &str| {
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    Query {
        from: "flights".to_owned(),
        groups: parts(groups).iter().map(|text| group(text)).collect(),
        measures: parts(measures).iter().map(|text| measure(text)).collect(),
        ..Query::default()
    }
}

fn group(text: &str) -> Group {
    let Some((column, by)) = text.split_once(' ') else {
        return Group::value(text);
    };
    if by == "bin" {
        return Group {
            by: Grouping::Width(10.0),
            ..Group::value(column)
        };
    }
    Group::time(column, serde_json::from_value::<Grain>(by.into()).unwrap())
}

fn measure(text: &str) -> Measure {
    match text.split_once(' ') {
        None if text == "share" => Measure {
            aggregate: Aggregate::Share,
            ..Measure::default()
        },
        None => Measure::count(),
        Some((aggregate, column)) => Measure::of(serde_json::from_value(aggregate.into()).unwrap(), column),
    }
}

fn sql(text: &str) -> Question {
    Question::Sql(Sql { text: text.to_owned() })
}

fn sorted(query: Query, by: &str, order: Order) -> Query {
    Query {
        sort: vec![Sort {
            by: by.to_owned(),
            order,
        }],
        ..query
    }
}

fn draw(chart: &Chart, question: &Question, table: &Table, told: &BTreeMap<String, Format>) -> Result<Drawn, Error> {
    let (leaders, whole) = (Leaders::new(), None);
    super::draw(chart, question, table, &Beside { told, leaders, whole })
}

fn drawn(kind: Option<Kind>, question: &Question, table: &Table) -> Drawn {
    draw(
        &Chart {
            kind,
            ..Chart::default()
        },
        question,
        table,
        &BTreeMap::new(),
    )
    .unwrap()
}

fn delays() -> Table {
    table(
        "carrier:text, average of arr_delay:float",
        serde_json::json!([
            ["F9", 21.921],
            ["FL", 20.116],
            ["EV", 15.796],
            ["YV", 15.557],
            ["OO", 11.931],
            ["MQ", 10.775],
            ["WN", 9.649],
            ["B6", 9.458],
            ["9E", 7.380],
            ["UA", 3.558],
            ["US", 2.130],
            ["VX", 1.764],
            ["DL", 1.644],
            ["AA", 0.364],
            ["HA", -6.915],
            ["AS", -9.931],
        ]),
    )
}

fn by_month() -> Table {
    table(
        "date (month):date, count:integer",
        serde_json::json!([
            ["2013-01-01", 27004],
            ["2013-02-01", 24951],
            ["2013-03-01", 28834],
            ["2013-04-01", 28330],
            ["2013-05-01", 28796],
            ["2013-06-01", 28243],
            ["2013-08-01", 29327],
            ["2013-09-01", 27574],
            ["2013-10-01", 28889],
            ["2013-11-01", 27268],
            ["2013-12-01", 28135],
        ]),
    )
}

fn by_weekday_and_origin() -> Table {
    let mut rows = Vec::new();
    for (place, origin) in ["EWR", "JFK", "LGA"].iter().enumerate() {
        for day in 1..=7_u64 {
            rows.push(serde_json::json!([
                day,
                origin,
                15000 + 1111 * ((place as u64 + 2) * day % 5)
            ]));
        }
    }
    table("date (weekday):integer, origin:text, count:integer", rows.into())
}

fn is_null(value: &Json) -> bool {
    *value == Json::Null
}

/// Every data item of every series.
fn items(option: &Json) -> Vec<Json> {
    let series = option["series"].as_array().cloned().unwrap_or_default();
    series
        .iter()
        .flat_map(|series| series["data"].as_array().cloned().unwrap_or_default())
        .collect()
}
