//! Draws the charts of the gallery natively: `cargo run -p engine --example gallery -- FLIGHTS.csv CASES.json… > options.json`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a command-line tool with files"
)]

use engine::{Engine, Error, Input};
use serde_json::{Value as Json, json};
use spec::dashboard::Tile;
use spec::reading::OpenOptions;
use spec::worker::{Reply, Request};
use std::collections::BTreeSet;

/// A file's bytes.
struct Held(Vec<u8>);

impl Input for Held {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let part = self.0.get(start..start.saturating_add(into.len()));
        into.copy_from_slice(part.ok_or_else(|| Error::Unreadable {
            file: "the file".into(),
            code: "unreadable",
            why: "ends too early".into(),
            hint: None,
        })?);
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args().skip(1);
    let flights = paths.next().ok_or("name the flights and the files of cases")?;
    let (mut engine, mut open, mut drawn) = (Engine::default(), BTreeSet::new(), Vec::new());
    for path in paths {
        let cases: Vec<Json> = serde_json::from_slice(&std::fs::read(path)?)?;
        for case in cases {
            let data = case["data"].as_str().unwrap_or_default();
            if open.insert(data.to_owned()) {
                let file = match data {
                    "flights" => flights.clone(),
                    sample => format!("public/samples/{sample}.csv"),
                };
                let options = OpenOptions {
                    filename: Some(format!("{data}.csv")),
                    ..OpenOptions::default()
                };
                engine.open(&mut Held(std::fs::read(file)?), &options, &mut |_, _| ())?;
            }
            drawn.push(draw(&mut engine, &case)?);
        }
    }
    println!("{}", Json::from(drawn));
    Ok(())
}

/// The case with what came of it.
fn draw(engine: &mut Engine, case: &Json) -> Result<Json, Box<dyn std::error::Error>> {
    let tile: Tile = serde_json::from_value(json!({
        "title": case["name"], "question": case["question"], "chart": case["chart"],
    }))?;
    let request = Request::Answer {
        tile,
        filters: Vec::new(),
        today: "2026-11-28".into(),
    };
    let told = match engine.handle(request) {
        Ok((Reply::Answer(answer), _)) => json!({
            "drawn": answer.chart.kind, "option": answer.option, "rows": answer.table.rows.len(),
            "notes": answer.notes.iter().map(|note| note.message.clone()).collect::<Vec<_>>(),
        }),
        Ok(_) => json!({ "problem": "no answer" }),
        Err(error) => json!({ "problem": error.to_string() }),
    };
    let mut case = case.clone();
    if let (Some(case), Json::Object(told)) = (case.as_object_mut(), told) {
        case.extend(told);
    }
    Ok(case)
}
