//! Bars for the first measure, lines for the others on an axis of their own.

use super::bars::columns_zoom;
use super::catalogue::{Channels, Entry, never};
use super::matrix::{Cell, MOST_CATEGORIES, Matrix, Strand, figure};
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::{Frame, Sketch, category_axis, merge, value_axis};
use charming::element::{AxisPointerType, NameLocation, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Combo,
    draw: Some(draw),
    channels: Channels::Several,
    fits,
    leads: never,
    needs: "bars and lines need two measures of one group",
    instead: &[Kind::GroupedBar, Kind::Column, Kind::Bar, Kind::Line],
};

/// More points than this and the symbols would touch.
const FEW_POINTS: usize = 40;

fn fits(shape: &Shape) -> bool {
    shape.is_grouped && shape.groups.len() == 1 && (2..=4).contains(&shape.measures.len())
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_CATEGORIES);
    if plan.x.is_some_and(|x| plan.shape.is_ordered(x)) {
        matrix.sort();
    }
    let (chart, mut patch) = Frame {
        has_legend: true,
        zoom: columns_zoom(plan, &matrix),
        right: 16,
    }
    .start(Trigger::Axis, AxisPointerType::Shadow);
    let named = |name: &str| value_axis().name(name).name_location(NameLocation::Middle);
    let names = matrix
        .strands
        .iter()
        .map(|strand| strand.name.as_str())
        .collect::<Vec<_>>();
    let (bars, lines) = names
        .split_first()
        .map_or(("", &[] as &[&str]), |(first, rest)| (*first, rest));
    let chart = chart
        .x_axis(category_axis(&matrix))
        .y_axis(named(bars))
        .y_axis(named(&lines.join(", ")));
    let series = matrix.strands.iter().enumerate();
    let series = series.map(|(place, strand)| one(place, strand, matrix.categories.len()));
    let series = series.collect::<Vec<_>>();
    let column = |place: usize| matrix.strands.get(place).map(|strand| strand.name.clone());
    merge(
        &mut patch,
        json!({
            "series": series,
            "yAxis": [{ "nameGap": 52 }, { "nameGap": 52, "splitLine": { "show": false }, "alignTicks": true, "position": "right", "nameRotate": -90 }],
            "sextant": { "axes": { "y": [column(0), column(1)] } },
        }),
    );
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: matrix.strands.iter().map(|strand| strand.measure).collect(),
        notes: matrix.notes,
    }
}

fn one(place: usize, strand: &Strand, points: usize) -> Json {
    let data = strand.cells.iter().map(item).collect::<Vec<_>>();
    if place == 0 {
        return json!({
            "type": "bar", "name": strand.name, "data": data, "barMaxWidth": 48, "barCategoryGap": "28%",
            "itemStyle": { "borderRadius": 3 },
        });
    }
    json!({
        "type": "line", "name": strand.name, "data": data, "yAxisIndex": 1, "z": 3,
        "connectNulls": false, "showSymbol": points <= FEW_POINTS, "symbolSize": 7,
    })
}

fn item(cell: &Option<Cell>) -> Json {
    match cell {
        Some(cell) => cell.item(&figure(cell.value)),
        None => json!({ "value": null }),
    }
}
