//! Layers that swell and shrink over time, around a middle line.

use super::format::write;
use super::matrix::{Matrix, figure};
use super::plan::{Plan, label};
use super::shape::Shape;
use super::sketch::{Sketch, free, legend};
use super::told::{Told, mark};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::value::Value;

/// More moments than this are too fine to be seen.
const MOST_MOMENTS: usize = 600;

/// Why an answer cannot be drawn as a stream.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let timelines = shape.groups.iter().filter(|group| shape.is_timeline(**group)).count();
    match shape.measures.first() {
        _ if timelines != 1 || shape.groups.len() != 2 => Some("a stream needs a time and a group to tell apart"),
        None => Some("a stream needs a figure"),
        Some(measure) if shape.has_negative(*measure) => Some("layers cannot be below zero"),
        Some(measure) if !shape.is_additive(*measure) => {
            Some("averages and the like cannot be laid on top of each other")
        }
        Some(_) if shape.rows < 3 => Some("a stream needs several moments"),
        Some(_) => None,
    }
}

/// Draws a layer for each colour.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_MOMENTS);
    matrix.fill_gaps(plan, MOST_MOMENTS);
    let more = json!({
        "tooltip": { "trigger": "axis", "axisPointer": { "type": "line" } },
        "singleAxis": { "type": "time", "left": 24, "right": 24, "top": 44, "bottom": 32 },
        "series": [{
            "type": "themeRiver",
            "boundaryGap": ["4%", "4%"],
            "label": { "show": false },
            "emphasis": { "focus": "self" },
            "hues": matrix.strands.iter().map(|strand| strand.hue.clone()).collect::<Vec<_>>(),
            "data": points(&matrix, plan),
        }],
    });
    let mut sketch = free(more, plan.y.clone(), matrix.notes);
    sketch.chart = sketch.chart.legend(legend());
    sketch.axes = (plan.x, None);
    sketch
}

/// For each moment a point of each layer, its mark behind it. A click on a layer finds the first point of it, which holds all rows of the layer.
fn points(matrix: &Matrix, plan: &Plan<'_>) -> Vec<Json> {
    let x = plan.x.unwrap_or_default();
    let measure = plan.y.first().copied().unwrap_or_default();
    let mut points = Vec::new();
    for (place, moment) in matrix
        .categories
        .iter()
        .enumerate()
        .filter(|(_, moment)| !moment.is_null())
    {
        let is_first = points.len() < matrix.strands.len();
        for strand in &matrix.strands {
            let cell = strand.cells.get(place).and_then(Option::as_ref);
            let value = cell.and_then(|cell| cell.value).unwrap_or(0.0);
            let written = write(&Value::Float(value), &plan.format(measure));
            let told = Told::new(plan.name(x, moment)).line(strand.name.as_str(), written);
            let layer = strand.cells.iter().flatten().flat_map(|cell| cell.rows.clone());
            let rows = match cell {
                _ if is_first => layer.collect(),
                Some(cell) => cell.rows.clone(),
                None => Vec::new(),
            };
            let mut behind = mark(&Json::Null, &rows, &told);
            if let Json::Object(members) = &mut behind {
                members.remove("value");
            }
            points.push(json!([label(moment), figure(Some(value)), strand.name, behind]));
        }
    }
    points
}
