//! What a mark says when it is pointed at or read out, where its place and figure alone do not tell.

use super::format::{grouped, write};
use super::plan::Plan;
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::value::Value;

/// A title, and lines of a label and a text.
#[derive(Clone, Default)]
pub(crate) struct Told {
    title: String,
    lines: Vec<(String, String)>,
}

impl Told {
    /// Only a title.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lines: Vec::new(),
        }
    }

    /// With one more line.
    pub(crate) fn line(mut self, label: impl Into<String>, text: impl Into<String>) -> Self {
        self.lines.push((label.into(), text.into()));
        self
    }

    /// With a figure of this column.
    pub(crate) fn figure(self, plan: &Plan<'_>, table: &Table, column: usize, value: Option<f64>) -> Self {
        let text = match value {
            Some(value) => write(&Value::Float(value), &plan.format(column)),
            None => "no value".to_owned(),
        };
        self.line(column_name(table, column), text)
    }

    /// With how large a part of something it is; nothing where that is nothing.
    pub(crate) fn part(self, of: &str, value: f64, whole: f64) -> Self {
        if whole <= 0.0 {
            return self;
        }
        self.line(of, percent(value / whole))
    }

    /// As a member of a mark.
    pub(crate) fn json(&self) -> Json {
        json!({ "title": self.title, "lines": self.lines })
    }
}

/// A mark: its value, the answer's rows that it stands for, and what it says.
pub(crate) fn mark(value: &Json, rows: &[usize], told: &Told) -> Json {
    match rows {
        [row] => json!({ "value": value, "row": row, "told": told.json() }),
        rows => json!({ "value": value, "rows": rows, "told": told.json() }),
    }
}

/// A part of one in percent.
pub(crate) fn percent(part: f64) -> String {
    format!("{}%", grouped(part * 100.0, Some(1)))
}

/// What a column is called.
pub(crate) fn column_name(table: &Table, column: usize) -> String {
    let column = table.columns.get(column);
    column.map(|column| column.name.clone()).unwrap_or_default()
}
