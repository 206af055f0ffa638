//! Answers as workbooks, read back by their parts.

use crate::Engine;
use crate::ingest::tests::opened;
use expect_test::{Expect, expect};
use serde_json::json;
use spec::reading::Source;
use spec::workbook::{Sheet, Workbook};
use spec::worker::Request;
use std::io::{Cursor, Read as _};

const SALES: &str = "region,day,product,price,share\nnorth,2024-01-05,a,10.5,0.25\nnorth,2024-02-05,b,20,0.5\nsouth,2024-01-09,a,30.25,0.125\nwest,2024-02-11,b,5,0.125\n";

fn sheet(title: &str, kind: &str, groups: &serde_json::Value, measures: &serde_json::Value) -> Sheet {
    let tile = json!({
        "title": title,
        "question": { "kind": "query", "from": "sales", "groups": groups, "measures": measures },
        "chart": { "kind": kind },
    });
    Sheet {
        tile: serde_json::from_value(tile).unwrap(),
        filters: Vec::new(),
        told: "Source: sales".into(),
    }
}

fn written(sheets: Vec<Sheet>) -> zip::ZipArchive<Cursor<Vec<u8>>> {
    let mut engine = Engine::default();
    let rows = opened(SALES.as_bytes(), "sales.csv");
    engine.catalog.add("sales", rows, Source::default()).unwrap();
    let workbook = Workbook {
        title: "All sales".into(),
        told: vec!["27 Nov 2026".into()],
        sheets,
    };
    let request = Request::Workbook {
        workbook,
        today: "2026-11-27".into(),
    };
    let bytes = engine.handle(request).unwrap().1.unwrap();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap()
}

fn part(archive: &mut zip::ZipArchive<Cursor<Vec<u8>>>, name: &str) -> String {
    let mut text = String::new();
    if let Ok(mut part) = archive.by_name(name) {
        part.read_to_string(&mut text).unwrap();
    }
    text
}

/// What stands between two texts, every time.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let parts = text.split(start).skip(1);
    parts.filter_map(|part| part.split(end).next()).collect()
}

/// The chart's sort and the cells that it draws.
fn chart_of(kind: &str, groups: &serde_json::Value, measures: &serde_json::Value) -> String {
    let mut archive = written(vec![sheet("Sales", kind, groups, measures)]);
    let chart = part(&mut archive, "xl/charts/chart1.xml");
    let sorts = ["bar", "line", "pie", "doughnut", "area", "scatter", "radar"];
    let sorts = sorts
        .into_iter()
        .filter(|sort| chart.contains(&format!("<c:{sort}Chart>")));
    let direction = between(&chart, "<c:barDir val=\"", "\"").concat();
    let grouping = between(&chart, "<c:grouping val=\"", "\"").concat();
    let cells = between(&chart, "<c:f>", "</c:f>").join(" ");
    format!(
        "{} {direction} {grouping}: {cells}",
        sorts.collect::<Vec<_>>().join("+")
    )
}

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(kinds: &[&str], groups: serde_json::Value, measures: serde_json::Value, expect: Expect) {
    let told = kinds
        .iter()
        .map(|kind| format!("{kind} {}\n", chart_of(kind, &groups, &measures)));
    expect.assert_eq(&told.collect::<String>());
}

#[test]
fn charts_draw_the_cells_of_their_tables() {
    let price = json!([{ "aggregate": "sum", "column": "price" }]);
    check(
        &["column", "bar", "pie", "donut", "treemap"],
        json!([{ "column": "region" }]),
        price.clone(),
        expect![[r#"
            column bar col clustered: Sales!$B$4 Sales!$A$5:$A$7 Sales!$B$5:$B$7
            bar bar bar clustered: Sales!$B$4 Sales!$A$5:$A$7 Sales!$B$5:$B$7
            pie pie  : Sales!$B$4 Sales!$A$5:$A$7 Sales!$B$5:$B$7
            donut doughnut  : Sales!$B$4 Sales!$A$5:$A$7 Sales!$B$5:$B$7
            treemap   : 
        "#]],
    );
    check(
        &["line", "area", "smooth_line"],
        json!([{ "column": "day", "by": { "grain": "month" } }]),
        price.clone(),
        expect![[r#"
            line line  standard: Sales!$B$4 Sales!$A$5:$A$6 Sales!$B$5:$B$6
            area area  standard: Sales!$B$4 Sales!$A$5:$A$6 Sales!$B$5:$B$6
            smooth_line line  standard: Sales!$B$4 Sales!$A$5:$A$6 Sales!$B$5:$B$6
        "#]],
    );
    check(
        &["grouped_bar", "stacked_bar", "percent_bar"],
        json!([{ "column": "region" }, { "column": "product" }]),
        price,
        expect![[r#"
            grouped_bar bar col clustered: Sales!$S$4 Sales!$R$5:$R$7 Sales!$S$5:$S$7 Sales!$T$4 Sales!$R$5:$R$7 Sales!$T$5:$T$7
            stacked_bar bar col stacked: Sales!$S$4 Sales!$R$5:$R$7 Sales!$S$5:$S$7 Sales!$T$4 Sales!$R$5:$R$7 Sales!$T$5:$T$7
            percent_bar bar col percentStacked: Sales!$S$4 Sales!$R$5:$R$7 Sales!$S$5:$S$7 Sales!$T$4 Sales!$R$5:$R$7 Sales!$T$5:$T$7
        "#]],
    );
    check(
        &["scatter"],
        json!([{ "column": "region" }]),
        json!([{ "aggregate": "sum", "column": "price" }, { "aggregate": "mean", "column": "share" }]),
        expect![[r#"
            scatter scatter  : Sales!$C$4 Sales!$B$5:$B$7 Sales!$C$5:$C$7
        "#]],
    );
}

#[test]
fn a_workbook_of_several_lists_its_sheets() {
    let price = json!([{ "aggregate": "sum", "column": "price" }]);
    let mut archive = written(vec![
        sheet("By region: all", "bar", &json!([{ "column": "region" }]), &price),
        sheet(
            "By region: all",
            "line",
            &json!([{ "column": "day", "by": { "grain": "month" } }]),
            &price,
        ),
        sheet("Lost", "bar", &json!([{ "column": "colour" }]), &price),
    ]);
    let book = part(&mut archive, "xl/workbook.xml");
    let strings = part(&mut archive, "xl/sharedStrings.xml");
    let table = part(&mut archive, "xl/tables/table1.xml");
    let styles = part(&mut archive, "xl/styles.xml");
    let told = format!(
        "{:?}\n{:?}\n{:?}\n{:?}",
        between(&book, "<sheet name=\"", "\""),
        between(&strings, "<t>", "</t>"),
        between(&table, " ref=\"", "\""),
        between(&styles, "formatCode=\"", "\""),
    );
    expect![[r##"
        ["Contents", "By region_ all", "By region_ all (2)", "Lost"]
        ["All sales", "27 Nov 2026", "By region_ all", "By region_ all (2)", "Lost", "By region: all", "Source: sales", "region", "sum of price", "north", "south", "west", "day (month)", "sales has no column “colour”"]
        ["A4:B7", "A4:B7"]
        ["#,##0.00", "mmm yyyy"]"##]].assert_eq(&told);
}
