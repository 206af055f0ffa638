//! Bars around a circle: a clock or a year goes around, names go outwards.

use super::catalogue::{Channels, Entry, never};
use super::donut::is_apart;
use super::matrix::{Matrix, figure};
use super::plan::{Plan, label};
use super::shape::{Role, Shape};
use super::sketch::{Sketch, merge};
use super::tip;
use charming::element::{Tooltip, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::PolarBar,
    draw: Some(draw),
    channels: Channels::Single,
    fits,
    leads: never,
    needs: "bars around a circle need a few values, none below zero",
    instead: &[Kind::Column, Kind::Bar],
};

/// More bars than this do not fit around a circle.
const MOST_BARS: usize = 60;
/// More rings than this are too thin.
const MOST_RINGS: usize = 12;

fn fits(shape: &Shape) -> bool {
    let most = match shape.groups.first().map(|group| shape.roles[*group]) {
        Some(Role::Category) => MOST_RINGS,
        _ => MOST_BARS,
    };
    shape.is_simple() && is_apart(shape) && (3..=most).contains(&shape.rows) && !shape.has_negative(shape.measures[0])
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let goes_around = plan.x.is_some_and(|x| plan.shape.is_ordered(x));
    let mut matrix = Matrix::read(plan, table, MOST_BARS);
    if goes_around {
        matrix.sort();
    }
    let measure = plan.y.first().copied().unwrap_or_default();
    let name = table
        .columns
        .get(measure)
        .map(|column| column.name.as_str())
        .unwrap_or_default();
    let labels = matrix.categories.iter().map(label).collect::<Vec<_>>();
    let chart = charming::Chart::new().tooltip(Tooltip::new().trigger(Trigger::Item));
    let categories = json!({ "type": "category", "data": labels });
    let quiet = json!({ "show": false });
    let (angle, radius) = if goes_around {
        let between = json!({ "showMinLabel": false, "showMaxLabel": false });
        let radius = json!({ "min": 0, "splitNumber": 3, "axisLabel": between, "axisLine": quiet });
        (json!({ "startAngle": 90 }), radius)
    } else {
        let angle = json!({
            "startAngle": 90, "min": 0, "max": ceiling(&matrix), "splitNumber": 4, "splitLine": { "show": true },
            "axisLabel": { "showMinLabel": false, "showMaxLabel": false }, "axisLine": quiet,
        });
        let radius = json!({
            "inverse": true, "axisLine": quiet, "axisLabel": { "interval": 0, "hideOverlap": false },
        });
        (angle, radius)
    };
    let (mut angle, mut radius) = (angle, radius);
    merge(if goes_around { &mut angle } else { &mut radius }, categories);
    merge(
        if goes_around { &mut radius } else { &mut angle },
        json!({ "type": "value" }),
    );
    let mut patch = json!({
        "tooltip": { "confine": true },
        "polar": { "radius": if goes_around { json!(["12%", "76%"]) } else { json!(["18%", "84%"]) }, "center": ["50%", "50%"] },
        "angleAxis": angle,
        "radiusAxis": radius,
    });
    let series = json!([{
        "type": "bar", "name": name, "coordinateSystem": "polar", "data": items(&matrix, plan, name), "hue": 0,
        "roundCap": !goes_around, "barCategoryGap": "24%",
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

/// Three quarters of a turn for the largest value: its end and the beginning are then told apart.
fn ceiling(matrix: &Matrix) -> Json {
    let high = matrix.values().fold(0.0, f64::max);
    if high > 0.0 {
        figure(Some(high * 4.0 / 3.0))
    } else {
        json!(1)
    }
}

fn items(matrix: &Matrix, plan: &Plan<'_>, name: &str) -> Vec<Json> {
    let cells = matrix.strands.iter().take(1).flat_map(|strand| &strand.cells);
    let pairs = matrix.categories.iter().zip(cells);
    let item = |(category, cell): (&spec::value::Value, &Option<super::matrix::Cell>)| {
        let Some(cell) = cell else {
            return json!({ "value": null });
        };
        let mut item = tip::item(cell, &figure(cell.value), &[tip::line(name, cell.value, name)]);
        let title = plan.x.map(|x| plan.name(x, category)).unwrap_or_default();
        merge(&mut item, json!({ "title": title }));
        item
    };
    pairs.map(item).collect()
}
