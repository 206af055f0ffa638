//! A point for each row.

use super::hues;
use super::matrix::figure;
use super::plan::{Plan, label};
use super::shape::{key, number_at};
use super::sizes;
use super::sketch::{Frame, Sketch, merge, value_axis};
use charming::component::Axis;
use charming::element::{AxisPointerType, AxisType, ItemStyle, NameLocation, Trigger};
use charming::series::Scatter;
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;

/// From so many points on, they are drawn as one picture.
const MANY_POINTS: usize = 2_000;

/// Points of one colour.
struct Cloud {
    key: String,
    name: String,
    value: Value,
    points: Vec<Json>,
}

/// Draws a point for each row that has both figures.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    draw_sized(plan, table, None)
}

/// Draws a point for each row that has both figures, as large as a third one.
pub(crate) fn draw_sized(plan: &Plan<'_>, table: &Table, size: Option<usize>) -> Sketch {
    let (x, y) = (plan.x.unwrap_or_default(), plan.y.first().copied().unwrap_or_default());
    let mut clouds = clouds(plan, table, x, y);
    if let Some(size) = size {
        sizes::give(clouds.iter_mut().flat_map(|cloud| &mut cloud.points), table, size);
    }
    let count = clouds.iter().map(|cloud| cloud.points.len()).sum::<usize>();
    let has_legend = clouds.len() > 1;
    let (chart, mut patch) = Frame {
        has_legend,
        zoom: None,
        right: 24,
    }
    .start(Trigger::Item, AxisPointerType::None);
    let along = axis(table, x).name_gap(28);
    let up = axis(table, y).name_gap(44);
    let mut chart = chart.x_axis(along).y_axis(up);
    let mut series = Vec::new();
    let values = clouds.iter().map(|cloud| cloud.value.clone()).collect::<Vec<_>>();
    let hues = plan
        .color
        .map(|color| hues::of(plan, color, &values))
        .unwrap_or_default();
    for (place, cloud) in clouds.iter().enumerate() {
        let symbols = if count > MANY_POINTS {
            4
        } else if count > 200 {
            6
        } else {
            9
        };
        let scatter = Scatter::new().name(cloud.name.as_str()).symbol_size(symbols);
        chart = chart.series(scatter.item_style(ItemStyle::new().opacity(if count > 200 { 0.5 } else { 0.7 })));
        let large = json!({ "large": count > MANY_POINTS && plan.weights.is_empty(), "largeThreshold": MANY_POINTS });
        let mut part = if count > MANY_POINTS { large } else { json!({}) };
        merge(&mut part, json!({ "data": cloud.points }));
        if let Some(hue) = hues.get(place) {
            merge(&mut part, json!({ "hue": hue }));
        }
        series.push(part);
    }
    merge(&mut patch, json!({ "series": series }));
    Sketch {
        chart,
        patch,
        axes: (Some(x), Some(y)),
        series: vec![size.unwrap_or(y); clouds.len()],
        notes: left_out(table.rows.len() - count, table, x, y),
    }
}

fn clouds(plan: &Plan<'_>, table: &Table, x: usize, y: usize) -> Vec<Cloud> {
    let mut clouds: Vec<Cloud> = Vec::new();
    let named = plan
        .shape
        .groups
        .iter()
        .copied()
        .find(|group| Some(*group) != plan.color && *group != x);
    for (row, cells) in table.rows.iter().enumerate() {
        let (Some(across), Some(up)) = (place(table, row, x), number_at(table, row, y)) else {
            continue;
        };
        let mut point = json!({ "value": [across, figure(Some(up))], "row": row });
        if let Some(group) = named.filter(|_| plan.shape.is_grouped || table.rows.len() <= MANY_POINTS) {
            let name = plan.name(group, cells.get(group).unwrap_or(&Value::Null));
            merge(&mut point, json!({ "name": name }));
        }
        if let Some(weight) = plan.weights.get(row) {
            merge(&mut point, json!({ "itemStyle": { "opacity": shade(*weight) } }));
        }
        let apart = plan.color.map(|color| key(cells.get(color))).unwrap_or_default();
        let found = clouds.iter().position(|cloud| cloud.key == apart);
        let cloud = found.unwrap_or_else(|| {
            let name = match plan.color {
                Some(color) => plan.name(color, cells.get(color).unwrap_or(&Value::Null)),
                None => table.columns[y].name.clone(),
            };
            clouds.push(Cloud {
                key: apart,
                name,
                value: plan
                    .color
                    .and_then(|color| cells.get(color))
                    .cloned()
                    .unwrap_or_default(),
                points: Vec::new(),
            });
            clouds.len() - 1
        });
        clouds[cloud].points.push(point);
    }
    clouds
}

/// From light for one row to full for a thousand.
fn shade(weight: usize) -> f64 {
    let tenths = 0.25 + 0.25 * (weight.max(1) as f64).log10();
    (tenths.min(1.0) * 100.0).round() / 100.0
}

fn place(table: &Table, row: usize, x: usize) -> Option<Json> {
    if table.columns.get(x)?.kind.is_time() {
        let moment = table.rows.get(row)?.get(x)?;
        return (!moment.is_null()).then(|| json!(label(moment)));
    }
    number_at(table, row, x).map(|number| figure(Some(number)))
}

fn axis(table: &Table, column: usize) -> Axis {
    let Some(column) = table.columns.get(column) else {
        return value_axis();
    };
    let axis = if column.kind.is_time() {
        Axis::new().type_(AxisType::Time)
    } else {
        value_axis().scale(true)
    };
    axis.name(column.name.as_str()).name_location(NameLocation::Middle)
}

fn left_out(count: usize, table: &Table, x: usize, y: usize) -> Vec<Note> {
    if count == 0 {
        return Vec::new();
    }
    let name = |column: usize| {
        table
            .columns
            .get(column)
            .map(|column| column.name.as_str())
            .unwrap_or_default()
    };
    let rows = if count == 1 {
        "1 row without".to_owned()
    } else {
        format!("{count} rows without")
    };
    let message = format!("{rows} “{}” or “{}” cannot be drawn", name(x), name(y));
    vec![Note {
        count: Some(count as u64),
        ..Note::new(Level::Info, "not_all_drawn", message)
    }]
}
