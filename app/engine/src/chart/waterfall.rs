//! Bars that each begin where the one before ended, and their sum at the end.

use super::catalogue::{Channels, Entry, never};
use super::matrix::{Cell, Matrix, figure};
use super::plan::{Plan, label};
use super::shape::Shape;
use super::sketch::{Frame, Sketch, merge, value_axis};
use super::tip;
use charming::component::Axis;
use charming::element::{AxisPointerType, AxisType, SplitLine, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Waterfall,
    draw: Some(draw),
    channels: Channels::Single,
    fits,
    leads: never,
    needs: "a waterfall needs a few steps that add up",
    instead: &[Kind::Column, Kind::Bar, Kind::GroupedBar],
};

/// More steps than this cannot be followed.
const MOST_STEPS: usize = 40;
/// Up to so many steps carry their figures.
const FEW_STEPS: usize = 16;
/// What the last bar is called.
const TOTAL: &str = "Total";

fn fits(shape: &Shape) -> bool {
    shape.is_simple() && (2..=MOST_STEPS).contains(&shape.rows) && shape.is_additive(shape.measures[0])
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_STEPS);
    if plan.x.is_some_and(|x| plan.shape.is_ordered(x)) {
        matrix.sort();
    }
    let measure = plan.y.first().copied().unwrap_or_default();
    let name = table
        .columns
        .get(measure)
        .map(|column| column.name.as_str())
        .unwrap_or_default();
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom: None,
        right: 16,
    }
    .start(Trigger::Axis, AxisPointerType::Shadow);
    let mut labels = matrix.categories.iter().map(label).collect::<Vec<_>>();
    labels.push(TOTAL.to_owned());
    let axis = Axis::new()
        .type_(AxisType::Category)
        .data(labels)
        .split_line(SplitLine::new().show(false));
    let chart = chart.x_axis(axis).y_axis(value_axis());
    let series = json!([{
        "type": "custom", "name": name, "render": "float",
        "encode": { "x": 0, "y": [1, 2], "tooltip": [3] },
        "data": steps(&matrix, name),
        "label": { "show": matrix.categories.len() <= FEW_STEPS },
    }]);
    merge(&mut patch, json!({ "series": series }));
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: vec![measure],
        notes: matrix.notes,
    }
}

/// Each step as `[place, from, to, change]`, and the total.
fn steps(matrix: &Matrix, name: &str) -> Vec<Json> {
    let mut sum = 0.0;
    let mut steps = Vec::new();
    let cells = matrix
        .strands
        .first()
        .map(|strand| strand.cells.as_slice())
        .unwrap_or_default();
    for (place, cell) in cells.iter().enumerate() {
        let Some((cell, change)) = cell.as_ref().and_then(|cell| Some((cell, cell.value?))) else {
            continue;
        };
        let from = sum;
        sum += change;
        steps.push(step(
            cell,
            (place, from, sum, change),
            if change < 0.0 { "down" } else { "up" },
            name,
        ));
    }
    let all = Cell {
        value: Some(sum),
        rows: Vec::new(),
    };
    if !steps.is_empty() {
        steps.push(step(&all, (cells.len(), 0.0, sum, sum), "rest", name));
    }
    steps
}

fn step(cell: &Cell, (place, from, to, change): (usize, f64, f64, f64), hue: &str, name: &str) -> Json {
    let number = |value| figure(Some(value));
    let value = json!([place, number(from), number(to), number(change)]);
    let mut lines = vec![tip::line(name, Some(change), name)];
    if hue != "rest" {
        lines.push(tip::line("Sum so far", Some(to), name));
    }
    let mut item = tip::item(cell, &value, &lines);
    merge(&mut item, json!({ "hue": hue }));
    item
}
