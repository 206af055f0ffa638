//! A line for each row across an axis for each figure.

use super::matrix::figure;
use super::plan::{EMPTY, Plan};
use super::shape::{Shape, key, number_at};
use super::sketch::{Sketch, free, legend, merge};
use super::told::{Told, column_name, mark};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;

/// With fewer axes a scatter says more.
const FEWEST_AXES: usize = 3;
/// More lines are a carpet.
const MOST_LINES: usize = 1_500;

/// Why an answer cannot be drawn as parallel axes.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    match shape.measures.len() {
        0..FEWEST_AXES => Some("parallel axes need three measures or more"),
        _ if shape.rows < 2 => Some("parallel axes need several rows to compare"),
        _ => None,
    }
}

/// Lines of one colour.
struct Strand {
    key: String,
    name: String,
    lines: Vec<Json>,
}

/// Draws a line for each row that has all figures.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let (strands, left_out) = strands(plan, table);
    let axes = plan
        .y
        .iter()
        .enumerate()
        .map(|(place, measure)| json!({ "dim": place, "name": column_name(table, *measure), "scale": true }));
    let has_legend = strands.len() > 1;
    let count: usize = strands.iter().map(|strand| strand.lines.len()).sum();
    let opacity = if count > 300 { 0.25 } else { 0.55 };
    let series = strands.iter().map(|strand| {
        json!({
            "type": "parallel",
            "name": strand.name,
            "smooth": false,
            "lineStyle": { "width": 1.5, "opacity": opacity },
            "emphasis": { "lineStyle": { "width": 3, "opacity": 1 } },
            "data": strand.lines,
        })
    });
    let more = json!({
        "parallel": { "left": 72, "right": 72, "top": if has_legend { 72 } else { 44 }, "bottom": 20 },
        "parallelAxis": axes.collect::<Vec<_>>(),
        "series": series.collect::<Vec<_>>(),
    });
    let measure = plan.y.first().copied().unwrap_or_default();
    let mut sketch = free(more, vec![measure; strands.len()], note(left_out));
    if has_legend {
        sketch.chart = sketch.chart.legend(legend());
    }
    sketch
}

fn strands(plan: &Plan<'_>, table: &Table) -> (Vec<Strand>, usize) {
    let mut strands: Vec<Strand> = Vec::new();
    let mut drawn = 0;
    for (row, cells) in table.rows.iter().enumerate() {
        let values: Option<Vec<f64>> = plan.y.iter().map(|measure| number_at(table, row, *measure)).collect();
        let Some(values) = values.filter(|_| drawn < MOST_LINES) else {
            continue;
        };
        drawn += 1;
        let apart = plan.color.map(|color| key(cells.get(color))).unwrap_or_default();
        let place = strands
            .iter()
            .position(|strand| strand.key == apart)
            .unwrap_or_else(|| {
                let name = plan
                    .color
                    .map(|color| plan.name(color, cells.get(color).unwrap_or(&Value::Null)));
                let lines = Vec::new();
                strands.push(Strand {
                    key: apart,
                    name: name.unwrap_or_default(),
                    lines,
                });
                strands.len() - 1
            });
        if let Some(strand) = strands.get_mut(place) {
            strand.lines.push(line(plan, table, (row, cells), &values));
        }
    }
    (strands, table.rows.len() - drawn)
}

fn line(plan: &Plan<'_>, table: &Table, (row, cells): (usize, &Vec<Value>), values: &[f64]) -> Json {
    let names = plan.x.into_iter().chain(plan.color);
    let names = names.filter_map(|column| Some(plan.name(column, cells.get(column)?)));
    let title = names.collect::<Vec<_>>().join(", ");
    let mut told = Told::new(if title.is_empty() { EMPTY.to_owned() } else { title });
    for (measure, value) in plan.y.iter().zip(values) {
        told = told.figure(plan, table, *measure, Some(*value));
    }
    let values: Vec<Json> = values.iter().map(|value| figure(Some(*value))).collect();
    let mut item = mark(&json!(values), &[row], &told);
    merge(&mut item, json!({ "name": row.to_string() }));
    item
}

fn note(left_out: usize) -> Vec<Note> {
    let rows = if left_out == 1 {
        "1 row is".to_owned()
    } else {
        format!("{left_out} rows are")
    };
    let message = format!("{rows} not drawn: without a figure, or more than {MOST_LINES} lines");
    let note = (left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", message));
    note.into_iter().collect()
}
