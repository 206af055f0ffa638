//! What is said of charts, and what is not.

use crate::{Engine, Error, Input};
use expect_test::{Expect, expect};
use spec::advice::Advice;
use spec::dashboard::Tile;
use spec::reading::OpenOptions;
use spec::worker::{Reply, Request};
use std::fmt::Write as _;

struct Bytes<'a>(&'a [u8]);

impl Input for Bytes<'_> {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let start = offset as usize;
        into.copy_from_slice(&self.0[start..start + into.len()]);
        Ok(())
    }
}

/// Ten regions with ten rows each, and one with two.
fn sales() -> String {
    let mut text = "region,day,price,tax,loss,rate,avg_delay,n\n".to_owned();
    for place in 0..102 {
        let (region, day) = ((b'a' + place / 10) as char, place % 10 + 1);
        let price = 100 + place;
        let tax = u32::from(place) * 1000 + 1;
        writeln!(
            text,
            "{region},2024-01-{day:02},{price},{tax},-{day},0.{day},{day},{day}"
        )
        .unwrap();
    }
    text
}

fn advice(question: &str, chart: &str) -> Vec<Advice> {
    let mut engine = Engine::default();
    let options = OpenOptions {
        filename: Some("sales.csv".into()),
        ..OpenOptions::default()
    };
    engine
        .open(&mut Bytes(sales().as_bytes()), &options, &mut |_, _| ())
        .unwrap();
    let text = format!(
        r#"{{"title": "", "question": {{"kind": "query", "from": "sales", {question}}}, "chart": {{{chart}}}}}"#
    );
    let tile: Tile = serde_json::from_str(&text).unwrap();
    let said = said(&mut engine, &tile);
    for each in &said {
        if let Some(fix) = &each.fix {
            let left = self::said(&mut engine, &fix.applied(&tile));
            assert!(
                left.iter().all(|other| other.rule != each.rule),
                "{fix:?} leaves {left:?}"
            );
        }
    }
    said
}

fn said(engine: &mut Engine, tile: &Tile) -> Vec<Advice> {
    let (tile, today) = (tile.clone(), "2026-11-28".to_owned());
    match engine.handle(Request::Advise { tile, today }) {
        Ok((Reply::Advice(advice), _)) => advice,
        other => panic!("{other:?}"),
    }
}

fn check(question: &str, chart: &str, expected: &Expect) {
    let said = advice(question, chart);
    let mut text = String::new();
    for each in &said {
        let fix = each.fix.as_ref().map(|fix| format!(" [{}]", fix.label()));
        writeln!(text, "{}{}", each.message, fix.unwrap_or_default()).unwrap();
    }
    expected.assert_eq(&text);
}

const BY_REGION: &str = r#""groups": [{"column": "region"}], "measures""#;

#[test]
fn bars() {
    let prices = format!(r#"{BY_REGION}: [{{"aggregate": "sum", "column": "price"}}]"#);
    check(
        &prices,
        r#""kind": "bar", "fitted": true"#,
        &expect![[r#"
        the axis does not begin at zero, so small differences look large [Begin at zero]
    "#]],
    );
    check(&prices, r#""kind": "bar""#, &expect![[""]]);
    check(
        &prices,
        r#""kind": "line""#,
        &expect![[r#"
        the values of “region” have no order, and a line between them suggests one [Show as bar]
    "#]],
    );
    check(
        &prices,
        r#""kind": "line", "dismissed": ["lines_along_order"]"#,
        &expect![[""]],
    );
    check(
        &prices,
        r#""kind": "pie""#,
        &expect![[r#"
        11 slices are hard to compare; bars are read at a glance [Show as bar]
    "#]],
    );
    check(&prices, r#""kind": "table""#, &expect![[""]]);
}

#[test]
fn two_axes() {
    let figures = |second: &str| {
        format!(
            r#"{BY_REGION}: [{{"aggregate": "sum", "column": "price"}}, {{"aggregate": "sum", "column": "{second}"}}]"#
        )
    };
    check(&figures("n"), r#""kind": "combo""#, &expect![[""]]);
    check(&figures("tax"), r#""kind": "combo""#, &expect![[""]]);
    check(
        &figures("loss"),
        r#""kind": "combo""#,
        &expect![[r#"
        the two axes have their zeros at different heights, so the line and the bars cannot be compared [Show as grouped bar]
    "#]],
    );
    let alike = r#""groups": [{"column": "region"}], "measures": [{"aggregate": "min", "column": "price"}, {"aggregate": "max", "column": "price"}]"#;
    check(
        alike,
        r#""kind": "combo""#,
        &expect![[r#"
        the figures are of one size, yet each has an axis of its own: where they cross means nothing [Show as grouped bar]
    "#]],
    );
}

#[test]
fn rates_and_averages() {
    for (measure, expected) in [
        (
            r#"{"aggregate": "sum", "column": "rate"}"#,
            expect![[r#"
            “rate” sounds like a rate, and rates do not add up [Use the average of rate]
        "#]],
        ),
        (
            r#"{"aggregate": "mean", "column": "avg_delay"}"#,
            expect![[r#"
            “avg_delay” is averaged again, and each average counts alike, however many rows it stands for [Use the weighted average of avg_delay]
            the figure of k is of 2 rows only [Leave out groups of fewer than 5]
        "#]],
        ),
        (
            r#"{"aggregate": "mean", "column": "price", "level": {"include": {"groups": [{"column": "day"}], "then": "mean"}}}"#,
            expect![[r#"
                “average of price” is averaged again, and each average counts alike, however many rows it stands for [Use the average of price]
                the figure of k is of 2 rows only [Leave out groups of fewer than 5]
            "#]],
        ),
        (
            r#"{"aggregate": "mean", "column": "price"}"#,
            expect![[r#"
            the figure of k is of 2 rows only [Leave out groups of fewer than 5]
        "#]],
        ),
        (r#"{"aggregate": "sum", "column": "tax"}"#, expect![[""]]),
    ] {
        check(&format!("{BY_REGION}: [{measure}]"), r#""kind": "bar""#, &expected);
    }
}

#[test]
fn few_rows() {
    let mean = r#""measures": [{"aggregate": "mean", "column": "price"}]"#;
    check(
        &format!(r#"{mean}, "filter": {{"in": {{"column": "region", "values": ["k"]}}}}"#),
        "",
        &expect![[r#"
            the figure is of 2 rows only
        "#]],
    );
    check(
        &format!(r#"{mean}, "groups": [{{"column": "region"}}, {{"column": "day"}}]"#),
        r#""kind": "heatmap""#,
        &expect![[r#"
            102 of 102 figures are of fewer than 5 rows each
        "#]],
    );
}
