//! A bar for each value against its target.

use super::bars::rows_zoom;
use super::catalogue::{Channels, Entry};
use super::matrix::{Cell, MOST_CATEGORIES, Matrix, figure};
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::{Frame, Sketch, category_axis, merge, value_axis};
use super::tip;
use charming::element::{AxisPointerType, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Bullet,
    draw: Some(draw),
    channels: Channels::Several,
    fits,
    leads: has_target,
    needs: "bullets need a value and a target for each",
    instead: &[Kind::GroupedBar, Kind::Bar, Kind::Column],
};

/// What targets are called.
const TARGETS: [&str; 6] = ["target", "goal", "budget", "plan", "planned", "quota"];

fn fits(shape: &Shape) -> bool {
    shape.is_grouped && shape.groups.len() == 1 && shape.measures.len() == 2 && !shape.is_ordered(shape.groups[0])
}

fn has_target(shape: &Shape) -> bool {
    fits(shape)
        && shape
            .measures
            .iter()
            .filter(|measure| shape.is_called(**measure, &TARGETS))
            .count()
            == 1
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_CATEGORIES);
    // The target comes second, whichever column it is.
    let is_target = |measure: usize| plan.shape.is_called(measure, &TARGETS);
    matrix.strands.sort_by_key(|strand| is_target(strand.measure));
    let (chart, mut patch) = Frame {
        has_legend: true,
        zoom: rows_zoom(&matrix),
        right: 24,
    }
    .start(Trigger::Axis, AxisPointerType::Shadow);
    let chart = chart.x_axis(value_axis()).y_axis(category_axis(&matrix).inverse(true));
    let name = |place: usize| {
        matrix
            .strands
            .get(place)
            .map(|strand| strand.name.clone())
            .unwrap_or_default()
    };
    let cells = |place: usize| {
        matrix
            .strands
            .get(place)
            .map(|strand| strand.cells.as_slice())
            .unwrap_or_default()
    };
    let bars = cells(0).iter().map(|cell| match cell {
        Some(cell) => cell.item(&figure(cell.value)),
        None => json!({ "value": null }),
    });
    let targets = cells(1).iter().enumerate();
    let targets = targets.filter_map(|(place, cell)| target(place, cell.as_ref()?, &name(1)));
    let series = json!([
        { "type": "bar", "name": name(0), "data": bars.collect::<Vec<_>>(), "barMaxWidth": 16, "hue": 0, "itemStyle": { "borderRadius": 3 } },
        {
            "type": "scatter", "name": name(1), "data": targets.collect::<Vec<_>>(), "hue": "ink", "z": 3,
            "symbol": "rect", "symbolSize": [3, 26], "itemStyle": { "opacity": 1 },
        },
    ]);
    merge(&mut patch, json!({ "series": series }));
    Sketch {
        chart,
        patch,
        axes: (None, plan.x),
        series: matrix.strands.iter().map(|strand| strand.measure).collect(),
        notes: matrix.notes,
    }
}

fn target(place: usize, cell: &Cell, name: &str) -> Option<Json> {
    let value = figure(Some(cell.value?));
    Some(tip::item(
        cell,
        &json!([value, place]),
        &[tip::line(name, cell.value, name)],
    ))
}
