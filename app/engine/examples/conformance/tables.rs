//! The tables of a file: `create table` with columns, `insert` and the like, as statements that run here.

use super::{Engine, ask};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The tables of a file.
#[derive(Default)]
pub(crate) struct Tables {
    /// The columns with their types.
    columns: BTreeMap<String, Vec<(String, String)>>,
    /// Rows that are still to be put in.
    waiting: BTreeMap<String, Vec<String>>,
    /// Tables that could not be made or changed.
    lost: Vec<String>,
}

impl Tables {
    /// Takes a statement up.
    pub(crate) fn hear(&mut self, engine: &mut Engine, text: &str) {
        for statement in text.trim().trim_end_matches(';').split(";\n") {
            let words: Vec<String> = statement.split_whitespace().take(6).map(str::to_lowercase).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            match words.as_slice() {
                ["create", "table", ..] | ["create", "temp" | "temporary", "table", ..] if !is_select(statement) => {
                    self.create(engine, statement);
                }
                ["insert", "into", ..] => self.insert(engine, statement),
                ["create", ..] | ["drop", ..] => {
                    self.flush(engine);
                    if !did(engine, statement) {
                        self.lost.extend(name_after(statement, &["table", "view"]));
                    }
                }
                [
                    "pragma" | "set" | "require" | "explain" | "reset" | "begin" | "commit" | "analyze",
                    ..,
                ] => {}
                ["update" | "delete" | "alter" | "copy" | "prepare", ..] => {
                    self.lost.extend(words.iter().skip(1).take(3).map(|word| name(word)));
                }
                _ => {}
            }
        }
    }

    /// Whether what a query names is as it should be.
    pub(crate) fn can_answer(&mut self, engine: &mut Engine, text: &str) -> bool {
        self.flush(engine);
        let lower = text.to_lowercase();
        let mut words = lower.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let is_reading = ["select", "with", "from", "values"]
            .iter()
            .any(|verb| lower.trim_start().starts_with(verb));
        is_reading && !words.any(|word| self.lost.iter().any(|lost| lost == word))
    }

    fn create(&mut self, engine: &mut Engine, statement: &str) {
        let Some(table) = name_after(statement, &["table"]) else {
            return;
        };
        let inside = statement
            .split_once('(')
            .map(|(_, rest)| rest.rsplit_once(')').map_or(rest, |(inside, _)| inside));
        let mut columns = Vec::new();
        for part in parts(inside.unwrap_or_default()) {
            let mut words = part.split_whitespace();
            let (Some(column), kind) = (words.next(), words.next().unwrap_or("int")) else {
                continue;
            };
            let is_rule =
                ["primary", "unique", "check", "foreign", "constraint"].contains(&column.to_lowercase().as_str());
            if !is_rule {
                columns.push((name(column), kind.to_lowercase()));
            }
        }
        let nulls: Vec<String> = columns
            .iter()
            .map(|(name, kind)| format!("cast(null as {kind}) as \"{name}\""))
            .collect();
        let made = did(
            engine,
            &format!(
                "create or replace table \"{table}\" as select {} where false",
                nulls.join(", ")
            ),
        );
        if !made {
            self.lost.push(table.clone());
        }
        self.columns.insert(table, columns);
    }

    fn insert(&mut self, engine: &mut Engine, statement: &str) {
        let Some(table) = name_after(statement, &["into"]) else {
            return;
        };
        let Some(columns) = self.columns.get(&table) else {
            self.lost.push(table);
            return;
        };
        let lower = statement.to_lowercase();
        let place = ["values", "select", "with", "from"]
            .iter()
            .filter_map(|verb| lower.find(verb))
            .min();
        let Some(place) = place else { return };
        let head = &statement[..place];
        let given: Vec<String> = match head.split_once('(') {
            Some((_, inside)) => parts(inside.trim().trim_end_matches(')'))
                .iter()
                .map(|part| name(part))
                .collect(),
            None => columns.iter().map(|(name, _)| name.clone()).collect(),
        };
        let names: Vec<String> = given.iter().map(|name| format!("\"{name}\"")).collect();
        let shown = columns.iter().map(|(column, kind)| match given.contains(column) {
            true => format!("cast(\"{column}\" as {kind}) as \"{column}\""),
            false => format!("cast(null as {kind}) as \"{column}\""),
        });
        let shown: Vec<String> = shown.collect();
        let rows = match lower[place..].starts_with("values") {
            true => statement[place + 6..].trim().to_owned(),
            false => {
                self.flush(engine);
                let rows = format!(
                    "select {} from ({}) as given({})",
                    shown.join(", "),
                    &statement[place..],
                    names.join(", ")
                );
                let text = format!("create or replace table \"{table}\" as select * from \"{table}\" union all {rows}");
                if !did(engine, &text) {
                    self.lost.push(table);
                }
                return;
            }
        };
        if given.len() == columns.len() && head.find('(').is_none() {
            self.waiting.entry(table).or_default().push(rows);
            return;
        }
        self.flush(engine);
        let rows = format!(
            "select {} from (values {rows}) as given({})",
            shown.join(", "),
            names.join(", ")
        );
        let text = format!("create or replace table \"{table}\" as select * from \"{table}\" union all {rows}");
        if !did(engine, &text) {
            self.lost.push(table);
        }
    }

    fn flush(&mut self, engine: &mut Engine) {
        for (table, rows) in std::mem::take(&mut self.waiting) {
            let columns = self.columns.get(&table).cloned().unwrap_or_default();
            let casts: Vec<String> = columns
                .iter()
                .map(|(name, kind)| format!("cast(\"{name}\" as {kind}) as \"{name}\""))
                .collect();
            let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            for rows in rows.chunks(200) {
                let text = format!(
                    "create or replace table \"{table}\" as select * from \"{table}\" union all select {} from (values {}) as given({})",
                    casts.join(", "),
                    rows.join(", "),
                    names.join(", ")
                );
                if !did(engine, &text) {
                    self.lost.push(table.clone());
                }
            }
        }
    }
}

fn did(engine: &mut Engine, text: &str) -> bool {
    catch_unwind(AssertUnwindSafe(|| ask(engine, text).is_ok())).unwrap_or(false)
}

fn is_select(statement: &str) -> bool {
    let lower = statement.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().take(8).collect();
    words.windows(2).any(|pair| {
        pair[0] == "as"
            && ["select", "with", "from", "values", "(select", "(from"]
                .iter()
                .any(|verb| pair[1].starts_with(verb))
    }) || lower.contains(" as select")
        || lower.contains(" as from")
        || lower.contains(" as (")
}

fn name_after(statement: &str, verbs: &[&str]) -> Option<String> {
    let mut words = statement.split_whitespace();
    words.find(|word| verbs.contains(&word.to_lowercase().as_str()))?;
    let found = words.find(|word| !["if", "not", "exists"].contains(&word.to_lowercase().as_str()))?;
    Some(name(found))
}

fn name(word: &str) -> String {
    let end = word.find(['(', ';', ',', ' ']).unwrap_or(word.len());
    word[..end].trim_matches('"').to_lowercase()
}

/// What commas part, but for those in parentheses.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(letter);
        }
    }
    parts
        .iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}
