//! A corpus of nasty text files: each says what is wrong with it and which table a careful person would make of it.

mod delimiters;
mod encodings;
mod fixed_width;
mod footers;
mod headers;
mod line_ends;
mod polluted;
mod preambles;
mod quotes;
mod ragged;
mod sizes;
mod spectrum;
mod tables;
mod values;

use crate::Bytes;
use engine::Engine;
use spec::dataset::{Dataset, Opened};
use spec::question::Question;
use spec::reading::OpenOptions;
use spec::value::Value;
use spec::worker::{Reply, Request};

/// A nasty file.
pub struct Case {
    /// What it is called, without blanks.
    pub name: String,
    /// What is wrong with it.
    pub about: String,
    /// Its file name.
    pub filename: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The table that a careful person makes of it, as [`shown`] shows it.
    pub expected: String,
}

/// A topic and its cases.
type Topic = (&'static str, fn() -> Vec<Case>);

/// Every topic of the corpus.
const TOPICS: [Topic; 14] = [
    ("delimiters", delimiters::cases),
    ("encodings", encodings::cases),
    ("fixed_width", fixed_width::cases),
    ("footers", footers::cases),
    ("headers", headers::cases),
    ("line_ends", line_ends::cases),
    ("polluted", polluted::cases),
    ("preambles", preambles::cases),
    ("quotes", quotes::cases),
    ("ragged", ragged::cases),
    ("sizes", sizes::cases),
    ("spectrum", spectrum::cases),
    ("tables", tables::cases),
    ("values", values::cases),
];

/// Every case of every topic, named `topic/case`.
pub fn all() -> Vec<Case> {
    let of_topic = |(topic, cases): &Topic| {
        let named = |(index, case): (usize, Case)| Case {
            name: format!("{topic}/{:02}_{}", index + 1, case.name),
            ..case
        };
        cases().into_iter().enumerate().map(named).collect::<Vec<_>>()
    };
    TOPICS.iter().flat_map(of_topic).collect()
}

/// A case of UTF-8 text in a `.csv` file. Lines of `expected` are trimmed: names and types, then rows.
pub(crate) fn case(about: &str, text: &str, expected: &str) -> Case {
    bytes(about, text.as_bytes().to_vec(), expected)
}

/// A case of any bytes in a `.csv` file.
pub(crate) fn bytes(about: &str, bytes: Vec<u8>, expected: &str) -> Case {
    let words: Vec<String> = about
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(6)
        .map(str::to_lowercase)
        .collect();
    let lines: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    let name = words.join("_");
    Case {
        filename: format!("{name}.csv"),
        name,
        about: about.to_owned(),
        bytes,
        expected: lines.join("\n") + "\n",
    }
}

impl Case {
    /// The same with another ending of its file's name.
    pub(crate) fn ending(mut self, ending: &str) -> Self {
        self.filename = format!("{}.{ending}", self.name);
        self
    }
}

/// Opens a file and shows its tables: a line of names and types, a line for each row; ∅ is no value.
///
/// # Errors
/// What the user is told when it cannot be read.
pub fn shown(filename: &str, bytes: &[u8]) -> Result<String, String> {
    let options = OpenOptions {
        filename: Some(filename.to_owned()),
        ..OpenOptions::default()
    };
    let (mut engine, opened) = opened(bytes, &options)?;
    let tables: Result<Vec<String>, String> = opened
        .datasets
        .iter()
        .map(|dataset| shown_dataset(&mut engine, dataset))
        .collect();
    Ok(tables?.join("---\n"))
}

/// Opens a file in an engine of its own.
///
/// # Errors
/// What the user is told when it cannot be read.
pub fn opened(bytes: &[u8], options: &OpenOptions) -> Result<(Engine, Opened), String> {
    let mut engine = Engine::default();
    let opened = engine
        .open(&mut Bytes(bytes.to_vec()), options, &mut |_, _| {})
        .map_err(|error| error.to_string())?;
    Ok((engine, opened))
}

/// Shows a dataset as [`shown`] does.
///
/// # Errors
/// When the engine cannot answer.
pub fn shown_dataset(engine: &mut Engine, dataset: &Dataset) -> Result<String, String> {
    let text = format!(r#"{{"kind":"query","from":"{}"}}"#, dataset.name);
    let question: Question = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let request = Request::Table {
        question,
        limit: 1_000,
        today: "2026-11-21".to_owned(),
    };
    let (reply, _) = engine.handle(request).map_err(|error| error.to_string())?;
    let Reply::Table(table) = reply else {
        return Err("no table".to_owned());
    };
    let kind =
        |column: &spec::dataset::Column| serde_json::to_string(&column.kind).unwrap_or_default().replace('"', "");
    let name = |column: &spec::dataset::Column| format!("{} {}", escaped(&column.name), kind(column));
    let mut out = table.columns.iter().map(name).collect::<Vec<_>>().join(" | ") + "\n";
    for row in &table.rows {
        let cell = |value: &Value| match value {
            Value::Null => "∅".to_owned(),
            value => escaped(&value.to_string()),
        };
        out += row.iter().map(cell).collect::<Vec<_>>().join(" | ").trim();
        out += "\n";
    }
    Ok(out)
}

fn escaped(text: &str) -> String {
    text.replace('\r', "␍").replace('\n', "⏎").replace('\t', "⇥")
}
