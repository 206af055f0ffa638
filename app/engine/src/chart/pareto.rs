//! Bars, largest first, and the share of the sum that they make up so far.

use super::catalogue::{Channels, Entry, never};
use super::matrix::{MOST_CATEGORIES, Matrix, figure};
use super::plan::Plan;
use super::recommend::can_slice;
use super::shape::Shape;
use super::sketch::{Frame, MANY_CATEGORIES, Sketch, Zoom, category_axis, merge, value_axis};
use super::tip;
use charming::element::{AxisPointerType, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Pareto,
    draw: Some(draw),
    channels: Channels::Single,
    fits,
    leads: never,
    needs: "a pareto chart needs parts of a sum, none below zero",
    instead: &[Kind::Bar, Kind::Column],
};

/// What the shares are called among the columns.
const SHARE: &str = "share so far";
/// What most of a sum is.
const MOST: f64 = 0.8;

fn fits(shape: &Shape) -> bool {
    shape.is_simple() && shape.rows > 2 && !shape.is_ordered(shape.groups[0]) && can_slice(shape, shape.groups[0])
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, usize::MAX);
    matrix.sort_by_size();
    let sum = matrix.values().sum::<f64>();
    matrix.cut(plan, table, MOST_CATEGORIES);
    let zoom = (matrix.categories.len() > MANY_CATEGORIES).then_some(Zoom::WideFirst(MANY_CATEGORIES));
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom,
        right: 16,
    }
    .start(Trigger::Axis, AxisPointerType::Shadow);
    let chart = chart
        .x_axis(category_axis(&matrix))
        .y_axis(value_axis().min(0))
        .y_axis(value_axis().min(0).max(1));
    let measure = plan.y.first().copied().unwrap_or_default();
    let name = table
        .columns
        .get(measure)
        .map(|column| column.name.as_str())
        .unwrap_or_default();
    let line = json!({
        "type": "line", "name": SHARE, "yAxisIndex": 1, "data": shares(&matrix, sum), "hue": 1, "z": 3,
        "showSymbol": matrix.categories.len() <= MANY_CATEGORIES,
        "markLine": { "silent": true, "symbol": "none", "data": [{ "yAxis": MOST }], "lineStyle": { "type": "dashed" }, "label": { "show": false } },
    });
    let bars = json!({
        "type": "bar", "name": name, "data": bars(&matrix), "hue": 0, "barMaxWidth": 48, "barCategoryGap": "28%",
        "itemStyle": { "borderRadius": 3 },
    });
    merge(
        &mut patch,
        json!({
            "series": [bars, line],
            "yAxis": [{}, { "splitLine": { "show": false }, "position": "right", "interval": 0.2 }],
            "sextant": { "formats": { SHARE: { "kind": "percent" } }, "axes": { "y": [name, SHARE] } },
        }),
    );
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: vec![measure, measure],
        notes: matrix.notes,
    }
}

fn bars(matrix: &Matrix) -> Vec<Json> {
    let cells = matrix.strands.iter().take(1).flat_map(|strand| &strand.cells);
    let item = |cell: &Option<super::matrix::Cell>| match cell {
        Some(cell) => cell.item(&figure(cell.value)),
        None => json!({ "value": null }),
    };
    cells.map(item).collect()
}

fn shares(matrix: &Matrix, sum: f64) -> Vec<Json> {
    let mut so_far = 0.0;
    let cells = matrix.strands.iter().take(1).flat_map(|strand| &strand.cells);
    let mut item = |cell: &Option<super::matrix::Cell>| {
        let Some(cell) = cell else {
            return json!({ "value": null });
        };
        so_far += cell.value.unwrap_or_default();
        let share = (sum > 0.0).then(|| so_far / sum);
        tip::item(cell, &figure(share), &[tip::line(SHARE, share, SHARE)])
    };
    cells.map(&mut item).collect()
}
