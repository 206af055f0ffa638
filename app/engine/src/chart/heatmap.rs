//! Coloured cells of two groups.

use super::format::write;
use super::matrix::{compare, figure};
use super::plan::{Plan, label};
use super::shape::{key, number_at};
use super::sketch::{Frame, MANY_CATEGORIES, Sketch, Zoom, merge};
use charming::component::{Axis, VisualMap, VisualMapType};
use charming::element::{AxisPointerType, AxisType, Label, Orient, SplitLine, Trigger};
use charming::series::Heatmap;
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;
use std::collections::HashMap;

/// Up to so many cells carry their figures.
const FEW_CELLS: usize = 60;
/// More positions than this along one axis cannot be seen.
const MOST_POSITIONS: usize = 200;

/// Draws a cell for each row.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let (x, y) = (plan.x.unwrap_or_default(), plan.color.or(plan.x).unwrap_or_default());
    let measure = plan.y.first().copied().unwrap_or_default();
    let (across, down) = (Positions::read(plan, table, x), Positions::read(plan, table, y));
    let cells = cells(table, measure, (&across, x), (&down, y));
    let zoom = (across.values.len() > MANY_CATEGORIES * 2).then_some(Zoom::Wide);
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom,
        right: 16,
    }
    .start(Trigger::Item, AxisPointerType::None);
    let series = Heatmap::new()
        .name(
            table
                .columns
                .get(measure)
                .map(|column| column.name.clone())
                .unwrap_or_default(),
        )
        .label(Label::new().show(cells.len() <= FEW_CELLS));
    let (low, high) = range(table, measure);
    let chart = chart
        .x_axis(across.axis())
        .y_axis(down.axis().inverse(true))
        .visual_map(scale(low, high))
        .series(series);
    let more = json!({
        "grid": [{ "top": 44 }],
        "series": [{ "data": cells, "itemStyle": { "borderRadius": 2 } }],
    });
    merge(&mut patch, more);
    merge(&mut patch, scale_text(plan, measure, low, high));
    let notes = [(&across, x), (&down, y)];
    Sketch {
        chart,
        patch,
        axes: (Some(x), Some(y)),
        series: vec![measure],
        notes: notes
            .into_iter()
            .filter_map(|(positions, column)| positions.note(table, column))
            .collect(),
    }
}

/// The positions along one axis.
struct Positions {
    values: Vec<Value>,
    places: HashMap<String, usize>,
    left_out: usize,
}

impl Positions {
    /// Each value once: in its own order, or in the order of the answer.
    fn read(plan: &Plan<'_>, table: &Table, column: usize) -> Self {
        let mut values = Vec::new();
        let mut seen = HashMap::new();
        for row in &table.rows {
            let value = row.get(column).cloned().unwrap_or_default();
            if seen.insert(key(Some(&value)), ()).is_none() {
                values.push(value);
            }
        }
        if plan.shape.is_ordered(column) {
            values.sort_by(compare);
        }
        let left_out = values.len().saturating_sub(MOST_POSITIONS);
        values.truncate(MOST_POSITIONS);
        let places = values
            .iter()
            .enumerate()
            .map(|(place, value)| (key(Some(value)), place))
            .collect();
        Self {
            values,
            places,
            left_out,
        }
    }

    fn place(&self, value: Option<&Value>) -> Option<usize> {
        self.places.get(&key(value)).copied()
    }

    fn axis(&self) -> Axis {
        let labels = self.values.iter().map(label).collect::<Vec<_>>();
        Axis::new()
            .type_(AxisType::Category)
            .data(labels)
            .split_line(SplitLine::new().show(false))
    }

    fn note(&self, table: &Table, column: usize) -> Option<Note> {
        let name = table.columns.get(column)?.name.as_str();
        let message = format!(
            "drawn with {MOST_POSITIONS} values of “{name}”; {} more are in the table",
            self.left_out
        );
        (self.left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", message))
    }
}

fn cells(table: &Table, measure: usize, across: (&Positions, usize), down: (&Positions, usize)) -> Vec<Json> {
    let mut cells = Vec::new();
    for (row, values) in table.rows.iter().enumerate() {
        let places = (across.0.place(values.get(across.1)), down.0.place(values.get(down.1)));
        let (Some(x), Some(y), Some(value)) = (places.0, places.1, number_at(table, row, measure)) else {
            continue;
        };
        cells.push(json!({ "value": [x, y, figure(Some(value))], "row": row }));
    }
    cells
}

/// The lowest and the highest figure; apart from each other, so that a colour can be told.
pub(crate) fn range(table: &Table, measure: usize) -> (f64, f64) {
    let values = (0..table.rows.len()).filter_map(|row| number_at(table, row, measure));
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    match (low, high) {
        (low, high) if low < high => (low, high),
        (low, high) if low == high => (low.min(0.0), if low > 0.0 { high } else { low + 1.0 }),
        _ => (0.0, 1.0),
    }
}

/// What stands at the ends of a scale.
pub(crate) fn scale_text(plan: &Plan<'_>, measure: usize, low: f64, high: f64) -> Json {
    let end = |value: f64| write(&Value::Float(value), &plan.format(measure));
    json!({ "visualMap": [{ "padding": 0, "text": [end(high), end(low)], "textGap": 8 }] })
}

/// A small scale above the cells.
pub(crate) fn scale(low: f64, high: f64) -> VisualMap {
    VisualMap::new()
        .type_(VisualMapType::Continuous)
        .min(low)
        .max(high)
        .calculable(false)
        .orient(Orient::Horizontal)
        .top(4)
        .right(16)
        .item_width(10)
        .item_height(96)
}
