//! A thin stem and a dot for each value: many values with little ink.

use super::bars::{FIGURE_PX, LINE_PX, rows_zoom};
use super::catalogue::{Channels, Entry, never};
use super::matrix::{Cell, MOST_CATEGORIES, Matrix, figure};
use super::plan::Plan;
use super::shape::{Role, Shape};
use super::sketch::{Frame, Sketch, category_axis, merge, value_axis};
use super::tip;
use charming::element::{AxisPointerType, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Lollipop,
    draw: Some(draw),
    channels: Channels::Single,
    fits,
    leads: never,
    needs: "lollipops need one measure of one group",
    instead: &[Kind::Bar, Kind::Column],
};

/// Up to so many carry their figures.
const FEW: usize = 24;

fn fits(shape: &Shape) -> bool {
    shape.is_simple() && shape.rows > 1 && shape.roles[shape.groups[0]] == Role::Category
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let matrix = Matrix::read(plan, table, MOST_CATEGORIES);
    let labelled = matrix.categories.len() <= FEW;
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom: rows_zoom(&matrix),
        right: if labelled { 56 } else { 16 },
    }
    .start(Trigger::Axis, AxisPointerType::Shadow);
    let chart = chart.x_axis(value_axis()).y_axis(category_axis(&matrix).inverse(true));
    if matrix.values().any(|value| value < 0.0) {
        merge(&mut patch, json!({ "yAxis": { "axisLabel": { "margin": FIGURE_PX } } }));
    }
    let strand = matrix.strands.first();
    let name = strand.map(|strand| strand.name.as_str()).unwrap_or_default();
    let cells = strand.map(|strand| strand.cells.as_slice()).unwrap_or_default();
    let series = json!([
        {
            "type": "bar", "name": name, "barWidth": 2, "silent": true, "hue": 0,
            "data": cells.iter().map(stem).collect::<Vec<_>>(), "tooltip": { "show": false }, "animation": false,
        },
        {
            "type": "scatter", "name": name, "symbolSize": 12, "hue": 0, "z": 3,
            "data": cells.iter().enumerate().filter_map(|(place, cell)| dot(place, cell.as_ref()?, name)).collect::<Vec<_>>(), "itemStyle": { "opacity": 1 },
            "label": { "show": labelled, "position": "right", "distance": 6, "lineHeight": LINE_PX },
        },
    ]);
    merge(&mut patch, json!({ "series": series }));
    let measure = plan.y.first().copied().unwrap_or_default();
    Sketch {
        chart,
        patch,
        axes: (None, plan.x),
        series: vec![measure, measure],
        notes: matrix.notes,
    }
}

fn stem(cell: &Option<Cell>) -> Json {
    figure(cell.as_ref().and_then(|cell| cell.value))
}

fn dot(place: usize, cell: &Cell, name: &str) -> Option<Json> {
    let value = cell.value?;
    let line = tip::line(name, Some(value), name);
    let mut dot = tip::item(cell, &json!([figure(Some(value)), place]), &[line]);
    if value < 0.0 {
        merge(&mut dot, json!({ "label": { "position": "left" } }));
    }
    Some(dot)
}
