//! Steps that grow narrower, each as wide as its figure.

use super::matrix::figure;
use super::plan::{EMPTY, Plan};
use super::shape::{Shape, number_at};
use super::sketch::{Sketch, free, merge};
use super::told::{Told, mark};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};

/// More steps than this are too flat to read.
const MOST_STEPS: usize = 12;

/// Why an answer cannot be drawn as a funnel.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    match (shape.groups.as_slice(), shape.measures.as_slice()) {
        ([_], [measure, ..]) if shape.has_negative(*measure) => Some("a step cannot be below zero"),
        ([_], [_, ..]) if shape.rows < 2 => Some("a funnel needs two steps or more"),
        ([_], [_, ..]) => None,
        _ => Some("a funnel needs one group, its steps, and a figure for each"),
    }
}

/// One step.
struct Step {
    name: String,
    value: f64,
    row: usize,
}

/// Draws a step for each row, the widest first where the steps have no order of their own.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let measure = plan.y.first().copied().unwrap_or_default();
    let mut steps = steps(plan, table, measure);
    if plan.x.is_none_or(|x| !plan.shape.is_ordered(x)) {
        steps.sort_by(|one, two| two.value.total_cmp(&one.value));
    }
    let left_out = steps.len().saturating_sub(MOST_STEPS);
    steps.truncate(MOST_STEPS);
    let note = format!("drawn with {MOST_STEPS} steps; {left_out} more are in the table");
    let note = (left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", note));
    let series = json!({
        "type": "funnel",
        "sort": "none",
        "left": "6%", "right": "6%", "top": 12, "bottom": 12,
        "gap": 2,
        "minSize": "2%",
        "label": { "show": true, "position": "inside" },
        "data": marks(&steps, plan, table, measure),
    });
    free(json!({ "series": [series] }), vec![measure], note.into_iter().collect())
}

fn steps(plan: &Plan<'_>, table: &Table, measure: usize) -> Vec<Step> {
    let step = |(row, cells): (usize, &Vec<spec::value::Value>)| {
        let name = plan.x.and_then(|x| Some(plan.name(x, cells.get(x)?)));
        Some(Step {
            name: name.unwrap_or_else(|| EMPTY.to_owned()),
            value: number_at(table, row, measure)?,
            row,
        })
    };
    table.rows.iter().enumerate().filter_map(step).collect()
}

fn marks(steps: &[Step], plan: &Plan<'_>, table: &Table, measure: usize) -> Vec<Json> {
    let first = steps.first().map_or(0.0, |step| step.value);
    let mut before: Option<&Step> = None;
    let mut marks = Vec::new();
    for step in steps {
        let mut told = Told::new(step.name.as_str()).figure(plan, table, measure, Some(step.value));
        if let Some(before) = before {
            told = told.part(&format!("of {}", before.name), step.value, before.value);
            told = told.part("of the first step", step.value, first);
        }
        let mut mark = mark(&figure(Some(step.value)), &[step.row], &told);
        merge(&mut mark, json!({ "name": step.name }));
        marks.push(mark);
        before = Some(step);
    }
    marks
}
