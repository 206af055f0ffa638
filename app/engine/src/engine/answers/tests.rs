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
