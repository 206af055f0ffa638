//! What is laid over charts, and small multiples.

use super::{by_month, by_weekday_and_origin, draw, query, question, sql, table};
use serde_json::{Value as Json, json};
use spec::chart::overlay::{Annotation, Height, Reference};
use spec::chart::{Chart, Kind};
use spec::question::{Query, Question, Top};
use std::collections::BTreeMap;

fn over(chart: &Chart) -> (Json, Vec<String>) {
    let drawn = draw(chart, &question("date month", "count"), &by_month(), &BTreeMap::new()).unwrap();
    let notes = drawn.notes.into_iter().map(|note| note.message).collect();
    assert_eq!(&drawn.chart.references, &chart.references);
    (drawn.option, notes)
}

#[test]
fn a_trend_is_a_line_and_a_sentence() {
    let chart = Chart {
        trend: true,
        ..Chart::of(Kind::Line)
    };
    let (option, notes) = over(&chart);
    let trend = &option["series"][1];
    assert_eq!(trend["name"], "count, trend");
    assert_eq!(trend["data"].as_array().unwrap().len(), 2);
    assert_eq!(trend["data"][0][0], "2013-01-01");
    assert_eq!(option["sextant"]["series"], json!(["count", "count"]));
    assert_eq!(notes, ["trend of count: +107.57 with each month (R² 0.11)"]);
}

#[test]
fn a_trend_of_points_is_an_equation() {
    let rows = (0..20).map(|x| json!([x, 2 * x + 5])).collect();
    let chart = Chart {
        trend: true,
        ..Chart::of(Kind::Scatter)
    };
    let drawn = draw(
        &chart,
        &question("", ""),
        &table("x:integer, y:integer", rows),
        &BTreeMap::new(),
    );
    let notes = drawn.unwrap().notes;
    assert_eq!(notes[0].message, "trend: y = 2 × x + 5 (R² 1)");
}

#[test]
fn averages_move_along() {
    let chart = Chart {
        moving_average: Some(3),
        ..Chart::of(Kind::Column)
    };
    let (option, _) = over(&chart);
    let line = &option["series"][1];
    assert_eq!(line["name"], "count, average of 3");
    assert_eq!(line["data"][0], json!([2, (27004.0 + 24951.0 + 28834.0) / 3.0]));
}

#[test]
fn lines_bands_and_notes_are_marks() {
    let band = Reference {
        at: Height::Value(20_000.0),
        to: Some(25_000.0),
        label: "Usual".into(),
    };
    let chart = Chart {
        references: vec![Reference::line(Height::Average), band],
        annotations: vec![Annotation {
            at: "2013-06-01".into(),
            text: "New airport".into(),
        }],
        ..Chart::of(Kind::Line)
    };
    let (option, _) = over(&chart);
    let marks = &option["series"][0];
    assert_eq!(marks["markLine"]["data"][0]["name"], "Average 27,941");
    assert_eq!(
        marks["markLine"]["data"][1],
        json!({ "name": "New airport", "xAxis": "2013-06-01", "label": { "position": "insideEndTop" } })
    );
    assert_eq!(marks["markArea"]["data"][0][1]["yAxis"], 25_000.0);
    let unseen = &option["series"][1];
    assert_eq!(
        unseen["data"],
        json!([["2013-01-01", 20_000.0]]),
        "the axis reaches to it"
    );
}

#[test]
fn small_multiples_share_a_scale() {
    let chart = Chart {
        facet: Some("origin".into()),
        ..Chart::of(Kind::Column)
    };
    let drawn = draw(
        &chart,
        &question("date weekday; origin", "count"),
        &by_weekday_and_origin(),
        &BTreeMap::new(),
    )
    .unwrap();
    let option = drawn.option;
    assert_eq!(drawn.chart.facet.as_deref(), Some("origin"));
    assert_eq!(option["grid"].as_array().unwrap().len(), 3);
    assert_eq!(option["title"][1]["text"], "JFK");
    assert_eq!(option["series"][2]["xAxisIndex"], 2);
    assert_eq!(option["yAxis"][0]["max"], option["yAxis"][2]["max"]);
    let rows = option["series"][1]["data"].as_array().unwrap();
    assert_eq!(rows[0]["row"], 7, "rows are those of the answer");
}

#[test]
fn small_multiples_say_what_their_colours_are() {
    let chart = Chart {
        facet: Some("product".into()),
        color: Some("region".into()),
        ..Chart::of(Kind::Line)
    };
    let rows = json!([
        ["2025-01-01", "n", "desk", 1],
        ["2025-02-01", "n", "desk", 2],
        ["2025-01-01", "s", "lamp", 3],
        ["2025-02-01", "s", "lamp", 1]
    ]);
    let table = table("date (month):date, region:text, product:text, count:integer", rows);
    let drawn = draw(
        &chart,
        &question("date month; region; product", "count"),
        &table,
        &BTreeMap::new(),
    )
    .unwrap();
    assert!(
        drawn.option["legend"].is_object(),
        "each chart has one colour, but not the same"
    );
    let series = drawn.option["series"].as_array().unwrap();
    assert_eq!((&series[0]["name"], &series[1]["name"]), (&json!("n"), &json!("s")));
}

#[test]
fn the_rest_has_no_colour_of_its_own() {
    let top = Top {
        count: 1,
        group: Some("region".into()),
        other: true,
        ..Top::default()
    };
    let asked = Question::Query(Query {
        top: Some(top),
        ..query("date month; region", "count")
    });
    let rows = json!([
        ["2025-01-01", "n", 5],
        ["2025-01-01", "Other", 9],
        ["2025-02-01", "n", 6],
        ["2025-02-01", "Other", 8]
    ]);
    let table = table("date (month):date, region:text, count:integer", rows);
    let hues = |question: &Question| {
        let drawn = draw(&Chart::of(Kind::Line), question, &table, &BTreeMap::new()).unwrap();
        let series = drawn.option["series"].as_array().unwrap();
        series.iter().map(|one| one["hue"].to_string()).collect::<String>()
    };
    assert!(hues(&asked).contains("rest"), "{}", hues(&asked));
    assert!(!hues(&question("date month; region", "count")).contains("rest"));
}

#[test]
fn a_pie_has_no_multiples() {
    let chart = Chart {
        facet: Some("origin".into()),
        trend: true,
        ..Chart::of(Kind::Pie)
    };
    let rows = json!([["A", "x", 1], ["B", "x", 2], ["A", "y", 3]]);
    let table = table("name:text, origin:text, n:integer", rows);
    let drawn = draw(&chart, &sql("select …"), &table, &BTreeMap::new()).unwrap();
    let said = drawn.notes.iter().map(|note| note.code.as_str()).collect::<Vec<_>>();
    assert_eq!(said, ["no_overlay", "no_facets"]);
}
