//! Open, close, low and high of each period.

use super::catalogue::{Channels, Entry};
use super::matrix::{MOST_CATEGORIES, Matrix, figure};
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::{Frame, MANY_CATEGORIES, Sketch, Zoom, category_axis, merge, value_axis};
use super::tip;
use charming::element::{AxisPointerType, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Candlestick,
    draw: Some(draw),
    channels: Channels::Several,
    fits,
    leads: fits,
    needs: "candlesticks need open, close, low and high along time",
    instead: &[Kind::Line, Kind::Column, Kind::Bar],
};

/// In the order in which ECharts takes them; each may have several names.
const PARTS: [(&str, &[&str]); 4] = [
    ("Open", &["open", "first", "start"]),
    ("Close", &["close", "last", "end"]),
    ("Low", &["low", "lowest", "min"]),
    ("High", &["high", "highest", "max"]),
];

fn fits(shape: &Shape) -> bool {
    let runs = shape.groups.len() == 1 && shape.is_ordered(shape.groups[0]);
    let has = |names: &[&str]| shape.measures.iter().any(|measure| shape.is_called(*measure, names));
    runs && PARTS.iter().all(|(_, names)| has(names))
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_CATEGORIES);
    matrix.sort();
    let many = matrix.categories.len() > MANY_CATEGORIES;
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom: many.then_some(Zoom::Wide),
        right: 16,
    }
    .start(Trigger::Axis, AxisPointerType::Line);
    let chart = chart.x_axis(category_axis(&matrix)).y_axis(value_axis().scale(true));
    let strands = PARTS.iter().enumerate().map(|(place, (_, names))| {
        let called = matrix
            .strands
            .iter()
            .position(|strand| plan.shape.is_called(strand.measure, names));
        called.unwrap_or(place)
    });
    let strands = strands.collect::<Vec<_>>();
    let data = (0..matrix.categories.len()).map(|place| candle(&matrix, &strands, place));
    let measure = strands
        .get(1)
        .and_then(|close| matrix.strands.get(*close))
        .map(|strand| strand.measure);
    let measure = measure.unwrap_or_default();
    let name = table
        .columns
        .get(measure)
        .map(|column| column.name.as_str())
        .unwrap_or_default();
    let series = json!([{ "type": "candlestick", "name": name, "data": data.collect::<Vec<_>>(), "barMaxWidth": 16 }]);
    merge(&mut patch, json!({ "series": series }));
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: vec![measure],
        notes: matrix.notes,
    }
}

fn candle(matrix: &Matrix, strands: &[usize], place: usize) -> Json {
    let cells = strands
        .iter()
        .map(|strand| matrix.strands.get(*strand)?.cells.get(place)?.as_ref());
    let cells = cells.collect::<Option<Vec<_>>>().unwrap_or_default();
    let values = cells.iter().filter_map(|cell| cell.value).collect::<Vec<_>>();
    let (Some(first), [open, close, low, high]) = (cells.first(), values.as_slice()) else {
        return json!({ "value": ["-", "-", "-", "-"] });
    };
    let ends = [*open, *close, low.min(*open).min(*close), high.max(*open).max(*close)];
    let name = |part: usize| {
        matrix
            .strands
            .get(strands[part])
            .map(|strand| strand.name.as_str())
            .unwrap_or_default()
    };
    let lines = PARTS.iter().enumerate().zip(&values);
    let lines = lines.map(|((part, (word, _)), value)| tip::line(word, Some(*value), name(part)));
    let value = ends.map(|end| figure(Some(end)));
    tip::item(first, &json!(value), &lines.collect::<Vec<_>>())
}
