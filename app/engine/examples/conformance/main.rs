//! How many statements of sqllogictest files run here, and how many of those agree: `cargo run --release -p engine --example conformance -- FOLDER…`.
//!
//! With `--failing` each statement that does not is printed, with why.
#![expect(clippy::print_stdout, reason = "it prints")]

mod agree;
mod file;
mod md5;
mod tables;

use engine::Engine;
use file::{Record, records};
use spec::answer::Table;
use spec::problem::Problem;
use spec::question::{Question, Sql};
use spec::worker::{Reply, Request};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tables::Tables;

/// What came of the statements.
#[derive(Default)]
struct Tally {
    agree: usize,
    differ: usize,
    refused: usize,
    reasons: BTreeMap<String, usize>,
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_loud = arguments.iter().any(|argument| argument == "--failing");
    arguments.retain(|argument| argument != "--failing");
    std::panic::set_hook(Box::new(|_| ()));
    let mut whole = Tally::default();
    for argument in &arguments {
        let mut tally = Tally::default();
        for path in files(Path::new(argument)) {
            run(&path, is_loud, &mut tally);
        }
        println!("{argument}: {}", tally.line());
        whole.add(tally);
    }
    println!("all: {}", whole.line());
    let mut reasons: Vec<(&String, &usize)> = whole.reasons.iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (reason, count) in reasons.iter().take(60) {
        println!("{count:6}  {reason}");
    }
}

impl Tally {
    fn line(&self) -> String {
        let all = self.agree + self.differ + self.refused;
        let share = 100.0 * self.agree as f64 / all.max(1) as f64;
        format!(
            "{all} statements, {} agree ({share:.1} %), {} differ, {} are refused",
            self.agree, self.differ, self.refused
        )
    }

    fn add(&mut self, other: Self) {
        self.agree += other.agree;
        self.differ += other.differ;
        self.refused += other.refused;
        for (reason, count) in other.reasons {
            *self.reasons.entry(reason).or_default() += count;
        }
    }
}

fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(inside) = std::fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut found: Vec<PathBuf> = inside.flatten().flat_map(|entry| files(&entry.path())).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "test"));
    found.sort();
    found
}

fn run(path: &Path, is_loud: bool, tally: &mut Tally) {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut tables = Tables::default();
    let mut engine = Engine::default();
    for record in records(&text) {
        let (text, wanted) = match record {
            Record::Statement(text) => {
                tables.hear(&mut engine, &text);
                continue;
            }
            Record::Query(text, wanted) => (text, wanted),
        };
        if !tables.can_answer(&mut engine, &text) {
            continue;
        }
        let asked = AssertUnwindSafe(|| ask(&mut engine, &text));
        let reason = match catch_unwind(asked) {
            Ok(Ok(table)) => match wanted.differs(&table) {
                None => {
                    tally.agree += 1;
                    continue;
                }
                Some(how) => {
                    tally.differ += 1;
                    how
                }
            },
            Ok(Err(problem)) => {
                tally.refused += 1;
                plain(&problem.message)
            }
            Err(_) => {
                tally.refused += 1;
                engine = Engine::default();
                tables = Tables::default();
                "PANIC".to_owned()
            }
        };
        if is_loud {
            println!("{}: {}\n    {reason}", path.display(), text.replace('\n', " "));
        }
        *tally.reasons.entry(reason).or_default() += 1;
    }
}

/// Asks the engine.
fn ask(engine: &mut Engine, text: &str) -> Result<Table, Problem> {
    let request = Request::Table {
        question: Question::Sql(Sql { text: text.to_owned() }),
        limit: 100_000,
        today: "2026-11-28".to_owned(),
    };
    match engine.handle(request).map_err(Problem::from)?.0 {
        Reply::Table(table) => Ok(table),
        _ => Err(Problem::new("unexpected", "no table came back")),
    }
}

/// A message without the names and values in it.
fn plain(message: &str) -> String {
    let mut plain = String::new();
    let mut is_inside = false;
    for letter in message.chars() {
        match letter {
            '“' => is_inside = true,
            '”' => is_inside = false,
            _ if is_inside => continue,
            letter if letter.is_ascii_digit() => continue,
            _ => {}
        }
        plain.push(letter);
    }
    plain.chars().take(120).collect()
}
