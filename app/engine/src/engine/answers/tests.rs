//! An answer is held while the rows behind it are the same.

use crate::Engine;
use polars::prelude::*;
use spec::question::{Question, Sql};
use spec::reading::Source;
use spec::worker::Request;

const TODAY: &str = "2026-11-28";

fn question(text: &str) -> Question {
    Question::Sql(Sql { text: text.to_owned() })
}

fn figure(engine: &Engine, question: &Question) -> String {
    let (frame, _) = engine.frame(question, TODAY).unwrap();
    frame.get_columns()[0].get(0).unwrap().to_string()
}

fn is_held(engine: &Engine, question: &Question) -> bool {
    let name = engine.answer_name(question, TODAY);
    engine.catalog.memory.known::<super::Worked>(&name, &[]).is_some()
}

#[test]
fn an_answer_is_worked_out_anew_when_its_rows_change() {
    let mut engine = Engine::default();
    let rows = |last: i64| df!("amount" => (1..=last).collect::<Vec<i64>>()).unwrap();
    for (name, last) in [("sales", 10), ("other", 3)] {
        engine.catalog.add(name, rows(last), Source::default()).unwrap();
    }
    let sum = question("select sum(amount) as n from \"Sales\"");
    assert!(!is_held(&engine, &sum));
    assert_eq!(figure(&engine, &sum), "55");
    assert!(is_held(&engine, &sum));
    assert_eq!(figure(&engine, &sum), "55");
    engine.catalog.add("third", rows(1), Source::default()).unwrap();
    assert!(is_held(&engine, &sum), "another dataset does not matter");
    let steps = serde_json::from_str(
        r#"[{"operation":{"filter":{"filter":{"compare":{"column":"amount","is":"greater","value":5}}}}}]"#,
    );
    let request = Request::Transform {
        dataset: "sales".to_owned(),
        steps: steps.unwrap(),
    };
    engine.handle(request).unwrap();
    assert!(!is_held(&engine, &sum));
    assert_eq!(figure(&engine, &sum), "40");
    engine
        .handle(Request::Close {
            dataset: "sales".to_owned(),
        })
        .unwrap();
    engine.catalog.add("sales", rows(2), Source::default()).unwrap();
    assert_eq!(figure(&engine, &sum), "3");
}

#[test]
fn a_brush_is_answered_by_cubes_however_it_is_asked() {
    let mut engine = Engine::default();
    let rows = 60_000_i64;
    let frame = df!(
        "price" => (0..rows).map(|row| (row * 7_919 % 50_000) as f64 / 100.0).collect::<Vec<_>>(),
        "day" => (0..rows).map(|row| (row % 700) as i32).collect::<Vec<_>>(),
        "qty" => (0..rows).map(|row| (row % 11 > 0).then_some(row % 20)).collect::<Vec<_>>(),
    );
    let frame = frame
        .unwrap()
        .lazy()
        .with_column(col("day").cast(DataType::Date))
        .collect()
        .unwrap();
    engine.catalog.add("sales", frame, Source::default()).unwrap();
    let brushed = |low: i64| format!("from sales where price >= {low} and price < {}", low + 60);
    let asked: [&dyn Fn(i64) -> Question; 4] = [
        &|low| question(&format!("select qty, count(*) as n {} group by qty", brushed(low))),
        &|low| {
            question(&format!(
                "select date_trunc('month', day) as month, sum(qty) as n {} group by 1",
                brushed(low)
            ))
        },
        &|low| question(&format!("select count(*) as n, avg(price) as p {}", brushed(low))),
        &|low| {
            serde_json::from_value(serde_json::json!({
                "kind": "query",
                "from": "sales",
                "filter": { "between": { "column": "price", "low": low, "high": low + 60 } },
                "groups": [{ "column": "day", "by": { "grain": "month" } }],
                "measures": [{ "aggregate": "sum", "column": "qty" }],
            }))
            .unwrap()
        },
    ];
    let mut before = 0;
    for asked in asked {
        for pass in 1..5 {
            figure(&engine, &asked(pass * 37));
        }
        let cubes = engine.catalog.memory.names();
        let cubes = cubes.iter().filter(|name| name.starts_with("cube ")).count();
        assert!(cubes > before, "{:#?}", engine.catalog.memory.names());
        before = cubes;
    }
}
