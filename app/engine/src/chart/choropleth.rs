//! Countries coloured by a figure.

use super::heatmap::{range, scale, scale_text};
use super::matrix::figure;
use super::places::{Atlas, Place};
use super::plan::Plan;
use super::shape::{Shape, number_at};
use super::sketch::{Sketch, free, merge};
use super::told::{Told, mark};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;
use std::collections::BTreeMap;

/// So many names that are not on the map are told.
const NAMED: usize = 5;

/// Why an answer cannot be drawn on a map of countries.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    match shape.placed(Place::Country) {
        Some(country) if shape.groups == [country] && !shape.measures.is_empty() => None,
        Some(_) => Some("a map needs one group, countries, and a figure for each"),
        None => Some("a map needs countries, by their English names or codes"),
    }
}

/// Colours the country of each row.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let measure = plan.y.first().copied().unwrap_or_default();
    let mut unknown = Vec::new();
    let mut shapes: BTreeMap<&'static str, Json> = BTreeMap::new();
    let atlas = Atlas::read();
    for (row, cells) in table.rows.iter().enumerate() {
        let cell = plan.x.and_then(|x| cells.get(x)).unwrap_or(&Value::Null);
        let found = match cell {
            Value::Text(text) => atlas.find(text),
            _ => None,
        };
        let name = plan.name(plan.x.unwrap_or_default(), cell);
        match found.filter(|country| country.at.is_none()) {
            Some(country) => {
                let value = number_at(table, row, measure);
                let told = Told::new(name).figure(plan, table, measure, value);
                let mut item = mark(&figure(value), &[row], &told);
                merge(&mut item, json!({ "name": country.name }));
                shapes.entry(country.name).or_insert(item);
            }
            None => unknown.push(name),
        }
    }
    let (low, high) = range(table, measure);
    let more = json!({
        "series": [{
            "type": "map",
            "map": "world",
            "roam": false,
            "left": 8, "right": 8, "top": 36, "bottom": 8,
            "label": { "show": false },
            "selectedMode": false,
            "data": shapes.into_values().collect::<Vec<_>>(),
        }],
    });
    let mut sketch = free(more, vec![measure], left_out(&unknown));
    sketch.chart = sketch.chart.visual_map(scale(low, high));
    merge(&mut sketch.patch, scale_text(plan, measure, low, high));
    sketch
}

/// What is not on the map, by name.
pub(crate) fn left_out(names: &[String]) -> Vec<Note> {
    if names.is_empty() {
        return Vec::new();
    }
    let named: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "not on the map, because unknown or too small: {}{more}",
        named.join(", ")
    );
    vec![Note {
        count: Some(names.len() as u64),
        ..Note::new(Level::Info, "not_all_drawn", message)
    }]
}
