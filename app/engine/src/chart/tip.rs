//! What a mark says when pointed at or read out, where its value alone is not enough.

use super::matrix::{Cell, figure};
use super::sketch::merge;
use serde_json::{Value as Json, json};

/// A line of what a mark says: a label, and a figure written as its column is.
pub(crate) fn line(label: &str, value: Option<f64>, column: &str) -> Json {
    json!({ "label": label, "value": figure(value), "column": column })
}

/// A line with a second figure in brackets.
pub(crate) fn line_beside(label: &str, (value, column): (Option<f64>, &str), beside: (Option<f64>, &str)) -> Json {
    let beside = json!({ "value": figure(beside.0), "column": beside.1 });
    json!({ "label": label, "value": figure(value), "column": column, "beside": beside })
}

/// A cell's data item that says these lines.
pub(crate) fn item(cell: &Cell, value: &Json, lines: &[Json]) -> Json {
    let mut item = cell.item(value);
    merge(&mut item, json!({ "tip": lines }));
    item
}
