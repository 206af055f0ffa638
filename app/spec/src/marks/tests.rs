use super::*;
use crate::dataset::{Column, Type};
use crate::question::{Grain, Measure, Top};

fn column(name: &str) -> Column {
    Column {
        name: name.into(),
        kind: Type::Text,
        nullable: false,
    }
}

fn table(rows: &[&[&str]]) -> Table {
    let row = |row: &&[&str]| {
        let mut cells: Vec<_> = row.iter().map(|cell| Value::from(*cell)).collect();
        cells.push(Value::Integer(1));
        cells
    };
    Table {
        columns: (0..=rows[0].len()).map(|index| column(&index.to_string())).collect(),
        rows: rows.iter().map(row).collect(),
        truncated: false,
        levels: Vec::new(),
    }
}

fn query(groups: Vec<Group>) -> Query {
    Query {
        from: "flights".into(),
        groups,
        measures: vec![Measure::count()],
        ..Query::default()
    }
}

fn check(query: &Query, table: &Table, rows: &[usize], label: &str, filter: &str) {
    let mut marks = Marks::default();
    marks.replace(query, table, rows);
    let pick = marks
        .pick(&TileId("a".into()), query, table, &|_, value| value.to_string())
        .unwrap();
    assert_eq!(
        (
            pick.label.as_str(),
            serde_json::to_string(&pick.filter).unwrap().as_str()
        ),
        (label, filter)
    );
}

#[test]
fn a_brush_that_is_still_drawn_holds_its_marks() {
    let query = query(vec![Group::value("carrier")]);
    let table = table(&[&["DL"], &["UA"], &["AA"]]);
    let mut marks = Marks::default();
    for rows in [vec![0], vec![0, 1], vec![0, 1], vec![1]] {
        marks.hold(&query, &table, &rows);
        assert_eq!(marks.rows(&query, &table), Some(rows));
    }
}

#[test]
fn one_group() {
    let query = query(vec![Group::value("carrier")]);
    let table = table(&[&["DL"], &["UA"], &["AA"], &["B6"], &["F9"]]);
    let within = |values: &str| format!(r#"{{"in":{{"column":"carrier","values":[{values}]}}}}"#);
    check(&query, &table, &[0], "carrier: DL", &within(r#""DL""#));
    check(&query, &table, &[0, 2], "carrier: DL, AA", &within(r#""DL","AA""#));
    check(
        &query,
        &table,
        &[0, 1, 2, 3],
        "carrier: 4 values",
        &within(r#""DL","UA","AA","B6""#),
    );
}

#[test]
fn neighbours_in_time_are_a_span() {
    let query = query(vec![Group::time("date", Grain::Month)]);
    let months = table(&[&["2013-01-01"], &["2013-02-01"], &["2013-03-01"], &["2013-04-01"]]);
    check(
        &query,
        &months,
        &[1, 2, 3],
        "date: 2013-02-01 – 2013-04-01",
        r#"{"in":{"column":"date","by":{"grain":"month"},"values":["2013-02-01","2013-03-01","2013-04-01"]}}"#,
    );
    check(
        &query,
        &months,
        &[0, 2],
        "date: 2013-01-01, 2013-03-01",
        r#"{"in":{"column":"date","by":{"grain":"month"},"values":["2013-01-01","2013-03-01"]}}"#,
    );
}

#[test]
fn two_groups() {
    let query = query(vec![Group::value("origin"), Group::value("carrier")]);
    let table = table(&[&["EWR", "DL"], &["EWR", "UA"], &["JFK", "DL"], &["JFK", "UA"]]);
    let both = r#"{"all":[{"in":{"column":"origin","values":["EWR"]}},{"in":{"column":"carrier","values":["UA"]}}]}"#;
    check(&query, &table, &[1], "origin: EWR, carrier: UA", both);
    check(
        &query,
        &table,
        &[2, 3],
        "origin: JFK",
        r#"{"in":{"column":"origin","values":["JFK"]}}"#,
    );
    let crossed = concat!(
        r#"{"any":[{"all":[{"in":{"column":"origin","values":["EWR"]}},{"in":{"column":"carrier","values":["DL"]}}]},"#,
        r#"{"all":[{"in":{"column":"origin","values":["JFK"]}},{"in":{"column":"carrier","values":["UA"]}}]}]}"#
    );
    check(&query, &table, &[0, 3], "2 marks", crossed);
}

#[test]
fn other_is_what_the_named_are_not() {
    let top = Top {
        count: 2,
        group: None,
        by: None,
        order: Default::default(),
        other: true,
        within: Vec::new(),
    };
    let query = Query {
        top: Some(top),
        ..query(vec![Group::value("carrier")])
    };
    let table = table(&[&["DL"], &["UA"], &["Other"]]);
    let rest = r#"{"not":{"in":{"column":"carrier","values":["DL","UA"]}}},{"null":{"column":"carrier"}}"#;
    check(
        &query,
        &table,
        &[2],
        "carrier: Other",
        &format!(r#"{{"any":[{rest}]}}"#),
    );
    let with_delta = format!(r#"{{"any":[{rest},{{"in":{{"column":"carrier","values":["DL"]}}}}]}}"#);
    check(&query, &table, &[0, 2], "carrier: DL, Other", &with_delta);
}

#[test]
fn clicks_pick_add_and_let_go() {
    let query = query(vec![Group::value("carrier")]);
    let (table, reversed) = (table(&[&["DL"], &["UA"], &["AA"]]), table(&[&["AA"], &["UA"], &["DL"]]));
    let mut marks = Marks::default();
    let seen = |marks: &Marks| marks.rows(&query, &table);
    marks.replace(&query, &table, &[0]);
    assert_eq!(seen(&marks), Some(vec![0]));
    marks.add(&query, &table, &[2]);
    assert_eq!(seen(&marks), Some(vec![0, 2]));
    assert_eq!(marks.rows(&query, &reversed), Some(vec![0, 2]));
    marks.add(&query, &table, &[0]);
    assert_eq!(marks.rows(&query, &reversed), Some(vec![0]));
    marks.replace(&query, &table, &[2]);
    assert_eq!(seen(&marks), None);
}

#[test]
fn an_answer_without_groups_gives_no_pick() {
    let (query, table) = (query(Vec::new()), table(&[&["1"]]));
    let mut marks = Marks::default();
    marks.replace(&query, &table, &[0]);
    assert!(
        marks
            .pick(&TileId("a".into()), &query, &table, &|_, _| String::new())
            .is_none()
    );
}

#[test]
fn totals_stand_for_all_of_their_groups() {
    let query = query(vec![Group::value("carrier"), Group::value("origin")]);
    let mut table = table(&[&["DL", "JFK"], &["DL", "LGA"], &["DL", ""], &["", ""]]);
    table.levels = vec![0, 0, 1, 2];
    let within = |column: &str, value: &str| format!(r#"{{"in":{{"column":"{column}","values":["{value}"]}}}}"#);
    check(&query, &table, &[2], "carrier: DL", &within("carrier", "DL"));
    let cell = format!(r#"{{"all":[{},{}]}}"#, within("carrier", "DL"), within("origin", "LGA"));
    check(
        &query,
        &table,
        &[2, 1],
        "2 marks",
        &format!(r#"{{"any":[{},{cell}]}}"#, within("carrier", "DL")),
    );
    let mut marks = Marks::default();
    marks.replace(&query, &table, &[3]);
    assert_eq!(
        marks.pick(&TileId("a".into()), &query, &table, &|_, value| value.to_string()),
        None
    );
    marks.replace(&query, &table, &[2]);
    assert_eq!(marks.rows(&query, &table), Some(vec![2]));
}

#[test]
fn a_pivot_has_the_groups_at_its_side() {
    let mut query = query(vec![Group::value("year"), Group::value("carrier")]);
    query.pivot = Some(crate::pivot::Pivot {
        columns: vec!["year".into()],
        totals: true,
    });
    let table = table(&[&["DL", "12"], &["UA", "7"]]);
    let filter = r#"{"in":{"column":"carrier","values":["UA"]}}"#;
    check(&query, &table, &[1], "carrier: UA", filter);
}

#[test]
fn the_rest_is_another_one_in_each_group() {
    let mut query = query(vec![Group::value("region"), Group::value("product")]);
    query.top = Some(Top {
        count: 1,
        group: Some("product".into()),
        other: true,
        within: vec!["region".into()],
        ..Top::default()
    });
    let table = table(&[&["n", "tea"], &["n", "Other"], &["s", "jam"], &["s", "Other"]]);
    check(
        &query,
        &table,
        &[3],
        "1 mark",
        r#"{"any":[{"all":[{"in":{"column":"region","values":["s"]}},{"any":[{"not":{"in":{"column":"product","values":["jam"]}}},{"null":{"column":"product"}}]}]}]}"#,
    );
}
