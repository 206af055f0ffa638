//! The kinds that show structure, places and plans: one option of each, what they refuse, and answers that they were not meant for.

use super::golden::check;
use super::{by_month, by_weekday_and_origin, drawn, question, sql, table};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;
use spec::question::Question;

const KINDS: [Kind; 17] = [
    Kind::Calendar,
    Kind::Cohort,
    Kind::Funnel,
    Kind::Gauge,
    Kind::Treemap,
    Kind::Sunburst,
    Kind::Tree,
    Kind::Sankey,
    Kind::Network,
    Kind::Radar,
    Kind::Parallel,
    Kind::ThemeRiver,
    Kind::Gantt,
    Kind::Choropleth,
    Kind::BubbleMap,
    Kind::SparkTable,
    Kind::Pivot,
];

fn small() -> Table {
    table(
        "origin:text, carrier:text, count:integer",
        json!([
            ["JFK", "UA", 40],
            ["JFK", "B6", 90],
            ["LGA", "UA", 70],
            ["LGA", "DL", 20]
        ]),
    )
}

fn by_origin_and_carrier() -> Question {
    question("origin; carrier", "count")
}

#[test]
fn nested_and_flowing() {
    for (name, kind) in [
        ("treemap", Kind::Treemap),
        ("sunburst", Kind::Sunburst),
        ("tree", Kind::Tree),
        ("sankey", Kind::Sankey),
        ("network", Kind::Network),
    ] {
        check(name, kind, &by_origin_and_carrier(), &small());
    }
    check(
        "radar",
        Kind::Radar,
        &question("date weekday; origin", "count"),
        &by_weekday_and_origin(),
    );
}

#[test]
fn along_time() {
    let days = table(
        "date (day):date, count:integer",
        json!([["2012-12-31", 4], ["2013-01-01", 9], ["2013-01-02", null]]),
    );
    check("calendar", Kind::Calendar, &question("date day", "count"), &days);
    let cohorts = table(
        "first (month):date, date (month):date, customers:integer",
        json!([
            ["2013-01-01", "2013-01-01", 40],
            ["2013-01-01", "2013-02-01", 30],
            ["2013-01-01", "2013-03-01", 10],
            ["2013-02-01", "2013-02-01", 50],
            ["2013-02-01", "2013-03-01", 25],
        ]),
    );
    check(
        "cohort",
        Kind::Cohort,
        &question("first month; date month", "count"),
        &cohorts,
    );
    let moments = table(
        "start:datetime, month:integer, customers:integer",
        json!([
            ["2013-01-01T00:00:00", 0, 40],
            ["2013-01-01T00:00:00", 1, 30],
            ["2013-02-01T00:00:00", 0, 9]
        ]),
    );
    let cohorts = drawn(Some(Kind::Cohort), &sql("select 1"), &moments);
    assert_eq!(cohorts.option["yAxis"]["data"], json!(["Jan 2013", "Feb 2013"]));
    let layers = table(
        "date (month):date, origin:text, count:integer",
        json!([
            ["2013-01-01", "A", 1],
            ["2013-02-01", "B", 2],
            ["2013-03-01", "A", 3],
            ["2013-03-01", "B", 4]
        ]),
    );
    check(
        "theme_river",
        Kind::ThemeRiver,
        &question("date month; origin", "count"),
        &layers,
    );
    let plan = table(
        "task:text, team:text, start:date, end:date",
        json!([
            ["Design", "A", "2024-01-01", "2024-01-20"],
            ["Build", "B", "2024-03-01", "2024-01-15"],
            ["Test", "B", "2024-02-20", null],
            ["Ship", "A", "2024-03-01", "2024-03-03"],
        ]),
    );
    check("gantt", Kind::Gantt, &question("", ""), &plan);
}

#[test]
fn figures_and_steps() {
    check(
        "gauge",
        Kind::Gauge,
        &question("", "sum price; sum goal"),
        &table("sum of price:float, sum of goal:float", json!([[80.5, 100.0]])),
    );
    let steps = table(
        "stage:text, count:integer",
        json!([["visit", 900], ["buy", 30], ["cart", 120], ["gone", null]]),
    );
    check("funnel", Kind::Funnel, &question("stage", "count"), &steps);
    let measures = table(
        "carrier:text, a:float, b:float, c:integer",
        json!([["UA", 1.5, 2.0, 3], ["B6", 2.5, null, 1], ["DL", 0.5, 4.0, 2]]),
    );
    check(
        "parallel",
        Kind::Parallel,
        &question("carrier", "mean a; mean b; count"),
        &measures,
    );
    check(
        "radar_of_measures",
        Kind::Radar,
        &question("carrier", "mean a; mean b; count"),
        &measures,
    );
}

#[test]
fn laid_out_by_the_page() {
    for (name, kind, groups, table) in [
        ("pivot", Kind::Pivot, "origin; carrier", small()),
        ("kpi_over_time", Kind::Kpi, "date month", by_month()),
        (
            "spark_table",
            Kind::SparkTable,
            "date month; origin",
            table(
                "date (month):date, origin:text, count:integer",
                json!([["2013-01-01", "A", 1], ["2013-02-01", "A", 2], ["2013-01-01", "B", 3]]),
            ),
        ),
    ] {
        check(name, kind, &question(groups, "count"), &table);
    }
}

#[test]
fn places() {
    let countries = table(
        "country:text, population:integer",
        json!([
            ["United States", 300],
            ["Korea, Rep.", 50],
            ["Singapore", 5],
            ["Atlantis", 1],
            ["France", null],
            ["Germany", 80]
        ]),
    );
    check(
        "choropleth",
        Kind::Choropleth,
        &question("country", "sum population"),
        &countries,
    );
    check(
        "bubble_map_of_countries",
        Kind::BubbleMap,
        &question("country", "sum population"),
        &countries,
    );
    let airports = table(
        "name:text, lon:float, lat:float, count:integer",
        json!([
            ["JFK", -73.78, 40.64, 9],
            ["LAX", -118.41, 33.94, 4],
            ["nowhere", null, 1.0, 2]
        ]),
    );
    check(
        "bubble_map",
        Kind::BubbleMap,
        &question("name", "mean lon; mean lat; count"),
        &airports,
    );
}

/// Every mark of an option, also those inside others and between them.
fn marks(part: &Json, found: &mut Vec<Json>) {
    match part {
        Json::Array(parts) => parts.iter().for_each(|part| marks(part, found)),
        Json::Object(members) => {
            if members.contains_key("told") {
                found.push(part.clone());
            }
            members.values().for_each(|member| marks(member, found));
        }
        _ => {}
    }
}

/// Draws every kind here: what comes is small, names rows of the table only, and has a description.
fn every_kind(question: &Question, table: &Table) {
    for kind in KINDS {
        let drawn = drawn(Some(kind), question, table);
        let mut found = Vec::new();
        marks(&drawn.option, &mut found);
        assert!(found.len() <= 9_000, "{kind:?}: {} marks", found.len());
        for mark in found {
            let rows = mark["rows"]
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![mark["row"].clone()]);
            let is_inside = |row: &Json| row.as_u64().is_none_or(|row| (row as usize) < table.rows.len());
            assert!(rows.iter().all(is_inside), "{kind:?}: {mark}");
        }
        let is_drawn = !super::is_null(&drawn.option);
        let description = drawn.option["sextant"]["description"].as_str().unwrap_or_default();
        assert_eq!(is_drawn, !description.is_empty(), "{kind:?}");
    }
}

#[test]
fn nothing_and_one() {
    for rows in [
        json!([]),
        json!([[null, null, null]]),
        json!([["a", "b", null]]),
        json!([["a", "b", 0]]),
        json!([["a", "b", 1]]),
    ] {
        let table = table("a:text, b:text, count:integer", rows);
        every_kind(&question("a; b", "count"), &table);
        every_kind(&sql("select 1"), &table);
        every_kind(&question("", ""), &table);
    }
    every_kind(&question("", ""), &Table::default());
    let table = table("start:date, end:date", json!([["2024-01-01", null]]));
    every_kind(&question("", ""), &table);
}

#[test]
fn fifty_thousand_values() {
    let rows = (0..50_000)
        .map(|place| json!([format!("from {place}"), format!("to {}", place % 977), place % 13]))
        .collect();
    let table = table("a:text, b:text, count:integer", rows);
    for kind in [Kind::Treemap, Kind::Sunburst, Kind::Tree, Kind::Sankey, Kind::Network] {
        let drawn = drawn(Some(kind), &question("a; b", "count"), &table);
        let mut found = Vec::new();
        marks(&drawn.option, &mut found);
        assert!(found.len() <= 4_000, "{kind:?}: {} marks", found.len());
        assert!(!drawn.notes.is_empty(), "{kind:?} says what it leaves out");
    }
}

#[test]
fn below_zero_is_refused() {
    let rows = json!([["a", "x", -3], ["b", "y", 4], ["c", "x", 5]]);
    let table = table("a:text, b:text, profit:integer", rows);
    for (kind, expected) in [
        (
            Kind::Treemap,
            "shown as a grouped bar chart: parts of a whole cannot be below zero",
        ),
        (
            Kind::Sankey,
            "shown as a grouped bar chart: what flows cannot be below zero",
        ),
        (
            Kind::Gauge,
            "shown as a line chart: a gauge shows one figure, and a target where there is one",
        ),
        (
            Kind::Choropleth,
            "shown as a grouped bar chart: a map needs countries, by their English names or codes",
        ),
    ] {
        let drawn = drawn(Some(kind), &question("a; b", "sum profit"), &table);
        assert_eq!(drawn.notes.first().map(|note| note.message.as_str()), Some(expected));
    }
}

#[test]
fn what_flows_in_a_circle_is_drawn_level_by_level() {
    let rows = json!([["home", "cart", 5], ["cart", "home", 3], ["home", "home", 2]]);
    let table = table("from:text, to:text, count:integer", rows);
    let sankey = drawn(Some(Kind::Sankey), &question("from; to", "count"), &table).option;
    for link in sankey["series"][0]["links"].as_array().unwrap() {
        let end = |name: &str| link[name].as_str().unwrap().parse::<usize>().unwrap();
        assert!(end("source") < end("target"), "{link}");
    }
    let network = drawn(Some(Kind::Network), &question("from; to", "count"), &table).option;
    assert_eq!(
        network["series"][0]["links"].as_array().unwrap().len(),
        2,
        "what stays is no link"
    );
    assert_eq!(network["series"][0]["data"][0]["value"], 10);
}

#[test]
fn long_names_are_cut() {
    let long = "x".repeat(5_000);
    let table = table("a:text, b:text, count:integer", json!([[long, "y", 4], ["z", long, 2]]));
    for kind in [Kind::Treemap, Kind::Sankey, Kind::Tree, Kind::Network] {
        let text = drawn(Some(kind), &question("a; b", "count"), &table).option.to_string();
        assert!(!text.contains(&"x".repeat(202)), "{kind:?}");
    }
}

#[test]
fn totals_are_no_marks() {
    let totalled = Table {
        levels: vec![0, 1, 0, 1],
        ..table(
            "region:text, town:text, count:integer",
            json!([["n", "a", 4], ["n", null, 4], ["s", "b", 9], ["s", null, 9]]),
        )
    };
    let mut wanted = serde_json::to_value(super::query("region; town", "count")).unwrap();
    wanted["totals"] = json!({ "subtotals": true });
    let question = Question::Query(serde_json::from_value(wanted).unwrap());
    let mut found = Vec::new();
    marks(&drawn(Some(Kind::Treemap), &question, &totalled).option, &mut found);
    let rows: Vec<_> = found.iter().map(|mark| mark["row"].clone()).collect();
    assert_eq!(json!(rows), json!([2, 2, 0, 0]));
}

#[test]
fn a_month_is_no_calendar() {
    let drawn = drawn(Some(Kind::Calendar), &question("date month", "count"), &by_month());
    assert_eq!(drawn.chart.kind, Some(Kind::Line));
    assert_eq!(
        drawn.notes[0].message,
        "shown as a line chart: a calendar needs to be grouped by day"
    );
}
