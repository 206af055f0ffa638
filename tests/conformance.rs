//! One question, two executors: the engine and a real PostgreSQL answer each question of `tests/conformance` alike.
//!
//! `ONLY=joins cargo test -p tests --test conformance` asks those of one file.

use spec::question::Question;
use std::path::Path;
use tests::postgres::tables::{answer, copy, files, open, statement};
use tests::postgres::{Server, Session, compare};

#[test]
fn questions_are_answered_alike() {
    let server = Server::start();
    let mut session = Session::open(&server);
    let (mut engine, datasets) = open(&files(7, 240));
    copy(&mut engine, &datasets, &mut session);
    let (mut asked, mut failures) = (0, Vec::new());
    for (place, line) in questions() {
        let Question::Query(query) = read(&place, &line) else {
            panic!("{place}: not a query")
        };
        let question = || Question::Query(query.clone());
        let told = (|| {
            let ours = answer(&mut engine, question())?;
            let statement = statement(&mut engine, question())?;
            let theirs = session
                .ask(&statement)
                .map_err(|error| format!("{error}\n{statement}"))?;
            match compare::difference(&query, &ours, &theirs) {
                Some(difference) => Err(format!("{difference}\n{statement}")),
                None => Ok(()),
            }
        })();
        asked += 1;
        if let Err(told) = told {
            failures.push(format!("{place}: {line}\n{told}\n"));
        }
    }
    assert!(asked >= 1, "no question was asked");
    assert!(
        failures.is_empty(),
        "{} of {asked}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn read(place: &str, line: &str) -> Question {
    let json = format!(r#"{{"kind":"query",{line}}}"#);
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{place}: {error}"))
}

/// Each question with its place: one a line, without what all have in common.
fn questions() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    let only = std::env::var("ONLY").unwrap_or_default();
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut questions = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !name.contains(&only) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for (at, line) in text.lines().enumerate() {
            if !line.trim().is_empty() && !line.starts_with("//") {
                questions.push((format!("{name}:{}", at + 1), line.to_owned()));
            }
        }
    }
    questions
}
