//! Several figures around a centre: one outline for each thing that is compared.

use super::gauge::round;
use super::hues;
use super::matrix::{Matrix, figure};
use super::plan::{Plan, label};
use super::shape::{Shape, number_at};
use super::sketch::{Sketch, free, legend, merge};
use super::told::{Told, column_name};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;

/// Fewer corners make no shape.
const FEWEST_CORNERS: usize = 3;
/// More corners cannot be told apart.
const MOST_CORNERS: usize = 16;
/// More outlines cover each other.
const MOST_OUTLINES: usize = 6;

/// Why an answer cannot be drawn as a radar.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let corners = match (shape.groups.as_slice(), shape.measures.len()) {
        (_, 0) => 0,
        ([_], measures) if measures >= FEWEST_CORNERS => measures,
        ([] | [_, _, _, ..], _) => 0,
        ([one], _) => shape.distinct.get(*one).copied().unwrap_or(0),
        ([one, two], _) => {
            let distinct = |column: &usize| shape.distinct.get(*column).copied().unwrap_or(0);
            distinct(one).max(distinct(two))
        }
    };
    match corners {
        0..FEWEST_CORNERS => {
            Some("a radar needs three corners or more: several measures, or a group with a few values")
        }
        FEWEST_CORNERS..=MOST_CORNERS => None,
        _ => Some("a radar with so many corners cannot be read"),
    }
}

/// A corner: its name, and where its axis begins and ends.
struct Corner {
    name: String,
    column: usize,
    low: f64,
    high: f64,
}

/// What goes around.
struct Outline {
    name: String,
    values: Vec<Option<f64>>,
    rows: Vec<usize>,
    hue: Json,
}

/// Draws an outline for each thing that is compared.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let (mut corners, mut outlines) = match plan.x {
        None => by_measure(plan, table),
        Some(_) => by_group(plan, table),
    };
    let left_out = outlines.len().saturating_sub(MOST_OUTLINES);
    outlines.truncate(MOST_OUTLINES);
    corners.truncate(MOST_CORNERS);
    let indicators = corners.iter().map(
        |corner| json!({ "name": corner.name, "min": figure(Some(corner.low)), "max": figure(Some(corner.high)) }),
    );
    let marks = outlines.iter().map(|outline| outline_mark(outline, &corners, plan));
    let has_legend = outlines.len() > 1;
    let more = json!({
        "radar": {
            "indicator": indicators.collect::<Vec<_>>(),
            "center": ["50%", if has_legend { "55%" } else { "52%" }],
            "radius": "70%",
            "splitNumber": 4,
        },
        "series": [{
            "type": "radar",
            "symbolSize": 5,
            "areaStyle": { "opacity": if has_legend { 0.06 } else { 0.16 } },
            "emphasis": { "focus": "self" },
            "data": marks.collect::<Vec<_>>(),
        }],
    });
    let mut sketch = free(more, plan.y.clone(), note(left_out));
    if has_legend {
        sketch.chart = sketch.chart.legend(legend());
    }
    sketch
}

fn outline_mark(outline: &Outline, corners: &[Corner], plan: &Plan<'_>) -> Json {
    let mut told = Told::new(outline.name.as_str());
    for (corner, value) in corners.iter().zip(&outline.values) {
        let text = value.map(|value| super::format::write(&Value::Float(value), &plan.format(corner.column)));
        told = told.line(corner.name.as_str(), text.unwrap_or_else(|| "no value".to_owned()));
    }
    let values: Vec<Json> = outline
        .values
        .iter()
        .take(corners.len())
        .map(|value| figure(*value))
        .collect();
    let mut item = super::told::mark(&json!(values), &outline.rows, &told);
    merge(&mut item, json!({ "name": outline.name, "hue": outline.hue }));
    item
}

/// A corner for each measure, an outline for each row.
fn by_measure(plan: &Plan<'_>, table: &Table) -> (Vec<Corner>, Vec<Outline>) {
    let corner = |measure: &usize| {
        let lowest = plan.shape.lowest.get(*measure).copied().flatten().unwrap_or(0.0);
        let highest = plan.shape.highest.get(*measure).copied().flatten().unwrap_or(0.0);
        let (low, high) = ends(lowest, highest);
        Corner {
            name: column_name(table, *measure),
            column: *measure,
            low,
            high,
        }
    };
    let named = |row: &Vec<Value>| plan.color.and_then(|color| row.get(color)).cloned().unwrap_or_default();
    let values: Vec<Value> = table.rows.iter().take(MOST_OUTLINES).map(named).collect();
    let hues = plan
        .color
        .map(|color| hues::of(plan, color, &values))
        .unwrap_or_default();
    let outline = |(row, cells): (usize, &Vec<Value>)| {
        let name = plan.color.and_then(|color| Some(plan.name(color, cells.get(color)?)));
        Outline {
            name: name.unwrap_or_else(|| "All".to_owned()),
            values: plan.y.iter().map(|measure| number_at(table, row, *measure)).collect(),
            rows: vec![row],
            hue: hues.get(row).cloned().unwrap_or_default(),
        }
    };
    let outlines = table.rows.iter().enumerate().map(outline).collect();
    (plan.y.iter().map(corner).collect(), outlines)
}

/// A corner for each value along, an outline for each colour.
fn by_group(plan: &Plan<'_>, table: &Table) -> (Vec<Corner>, Vec<Outline>) {
    let matrix = Matrix::read(plan, table, MOST_CORNERS);
    let x = plan.x.unwrap_or_default();
    let measure = plan.y.first().copied().unwrap_or_default();
    let (low, high) = matrix.values().fold((0.0, 0.0), |(low, high): (f64, f64), value| {
        (low.min(value), high.max(value))
    });
    let (low, high) = ends(low, high);
    let corner = |value: &Value| {
        let name = if value.is_null() {
            label(value)
        } else {
            plan.name(x, value)
        };
        Corner {
            name,
            column: measure,
            low,
            high,
        }
    };
    let outline = |strand: &super::matrix::Strand| Outline {
        name: strand.name.clone(),
        values: strand
            .cells
            .iter()
            .map(|cell| cell.as_ref().and_then(|cell| cell.value))
            .collect(),
        rows: strand
            .cells
            .iter()
            .flatten()
            .flat_map(|cell| cell.rows.clone())
            .collect(),
        hue: strand.hue.clone(),
    };
    (
        matrix.categories.iter().map(corner).collect(),
        matrix.strands.iter().map(outline).collect(),
    )
}

fn ends(low: f64, high: f64) -> (f64, f64) {
    let low = if low < 0.0 { -round(-low) } else { 0.0 };
    (low, if high > 0.0 { round(high) } else { low + round(-low) })
}

fn note(left_out: usize) -> Vec<Note> {
    let message = format!("drawn with {MOST_OUTLINES} outlines; {left_out} more are in the table");
    let note = (left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", message));
    note.into_iter().collect()
}
