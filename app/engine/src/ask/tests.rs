//! Words against tiles, over three schemas.

mod conditions;
mod follow_ups;
mod limits;
mod schemas;
mod shapes;
mod suggestions;

use super::{Known, read};
use crate::error::Error;
use expect_test::Expect;
use schemas::Table;
use spec::ask::Reading;
use spec::dashboard::Tile;
use spec::question::{Group, Grouping, Measure, Order, Query, Question};

/// Asks a table and compares what came of it.
fn check(table: &Table, words: &str, expected: &Expect) {
    expected.assert_eq(&told(&ask(table, words, None)));
}

/// Asks a table one thing after another; each may change the one before.
fn check_talk(table: &Table, talk: &[(&str, Expect)]) {
    let mut previous: Option<Tile> = None;
    for (words, expected) in talk {
        let reading = ask(table, words, previous.as_ref());
        expected.assert_eq(&told(&reading));
        previous = reading.ok().map(|reading| reading.tile);
    }
}

fn ask(table: &Table, words: &str, previous: Option<&Tile>) -> Result<Reading, Error> {
    read(words, &[table.known()], previous, "2026-11-21")
}

/// A reading in a few short lines: the title, the query, the kind of chart, the notes.
fn told(reading: &Result<Reading, Error>) -> String {
    match reading {
        Ok(reading) => {
            let mut lines = vec![reading.tile.title.clone(), question(&reading.tile)];
            lines.extend(
                reading
                    .notes
                    .iter()
                    .map(|note| format!("{}: {}", note.code, note.message)),
            );
            lines.join("\n")
        }
        Err(Error::NotUnderstood { understood, instead }) => format!("{understood}\n{}", instead.join(" | ")),
        Err(other) => other.to_string(),
    }
}

fn question(tile: &Tile) -> String {
    let Question::Query(query) = &tile.question else {
        return "no query".into();
    };
    let kind = tile
        .chart
        .kind
        .map(|kind| format!(" as {}", kind.name()))
        .unwrap_or_default();
    format!("{}{kind}", plan(query))
}

fn plan(query: &Query) -> String {
    let mut parts = Vec::new();
    let measures: Vec<String> = query.measures.iter().map(measure).collect();
    parts.push(if measures.is_empty() {
        query.columns.join(", ")
    } else {
        measures.join(", ")
    });
    if !query.groups.is_empty() {
        parts.push(format!(
            "by {}",
            query.groups.iter().map(group).collect::<Vec<_>>().join(", ")
        ));
    }
    if let Some(filter) = &query.filter {
        parts.push(format!("where {}", serde_json::to_string(filter).unwrap()));
    }
    if let Some(having) = &query.having {
        parts.push(format!("having {}", serde_json::to_string(having).unwrap()));
    }
    if let Some(top) = &query.top {
        let other = if top.other { " and other" } else { "" };
        parts.push(format!("top {} {}{other}", top.count, arrow(top.order)));
    }
    parts.extend(
        query
            .sort
            .iter()
            .map(|sort| format!("sort {} {}", sort.by, arrow(sort.order))),
    );
    parts.extend(query.limit.map(|limit| format!("limit {limit}")));
    let calculated = query
        .calculated
        .iter()
        .map(|one| format!("with {} = {}", one.name, one.expression));
    parts.extend(calculated);
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        "rows".into()
    } else {
        parts.join(" ")
    }
}

fn measure(measure: &Measure) -> String {
    let aggregate = measure.aggregate.word();
    measure
        .column
        .as_ref()
        .map_or(aggregate.clone(), |column| format!("{aggregate}({column})"))
}

fn group(group: &Group) -> String {
    match group.by {
        Grouping::Value => group.column.clone(),
        Grouping::Grain(grain) => format!("{}[{}]", group.column, grain.word()),
        Grouping::Width(width) => format!("{}[width {width}]", group.column),
        Grouping::Bins(bins) => format!("{}[{bins} bins]", group.column),
        Grouping::Quantiles(bins) => format!("{}[{bins} quantiles]", group.column),
    }
}

fn arrow(order: Order) -> &'static str {
    match order {
        Order::Ascending => "↑",
        Order::Descending => "↓",
    }
}
