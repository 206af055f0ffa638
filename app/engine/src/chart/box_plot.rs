//! The middle half of the values of each group, their reach, and those far out.

use super::bars::columns_zoom_of;
use super::catalogue::{Channels, Entry, never};
use super::density::round_width;
use super::format::grouped;
use super::matrix::figure;
use super::plan::{Plan, label};
use super::shape::Shape;
use super::sketch::{Frame, Sketch, merge, value_axis};
use super::spread::{self, Spread};
use super::tip;
use super::whole::Labels;
use charming::component::Axis;
use charming::element::{AxisPointerType, AxisType, SplitLine, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::chart::Kind;
use spec::value::Value;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::BoxPlot,
    draw: Some(draw),
    channels: Channels::Several,
    fits,
    leads: never,
    needs: "a box plot needs several values in each group",
    instead: &[Kind::Bar, Kind::Column, Kind::Line, Kind::Table],
};

/// More boxes than this cannot be compared.
const MOST_BOXES: usize = 60;
/// So many values make a box.
const FEWEST: usize = 5;
/// So many dots far out of each box are told apart.
const MOST_DOTS: usize = 60;
/// From so many times the reach of the boxes on, what lies far out is cut off.
const FLAT: f64 = 3.0;

fn fits(shape: &Shape) -> bool {
    let along = shape.groups.first().map_or(1, |group| shape.distinct[*group].max(1));
    let has_enough = shape.rows / along >= FEWEST && along <= MOST_BOXES;
    !shape.measures.is_empty() && shape.groups.len() <= 3 && has_enough
}

/// A box and where it stands.
struct Placed {
    category: Value,
    rows: Vec<usize>,
    spread: Spread,
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let measure = plan.y.first().copied().unwrap_or_default();
    let name = table
        .columns
        .get(measure)
        .map(|column| column.name.as_str())
        .unwrap_or_default();
    let (boxes, left_out) = boxes(plan, table, measure);
    let labels = boxes.iter().map(|placed| label(&placed.category)).collect::<Vec<_>>();
    let labels = if plan.x.is_none() {
        vec![name.to_owned()]
    } else {
        labels
    };
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom: columns_zoom_of(plan, labels.len()),
        right: 16,
    }
    .start(Trigger::Item, AxisPointerType::Shadow);
    let axis = Axis::new()
        .type_(AxisType::Category)
        .data(labels)
        .split_line(SplitLine::new().show(false));
    let ends = ends(&boxes);
    let values = match ends {
        Some((low, high)) => value_axis().min(low).max(high),
        None => value_axis().scale(true),
    };
    let chart = chart.x_axis(axis).y_axis(values);
    let dots = boxes
        .iter()
        .enumerate()
        .flat_map(|(place, placed)| dots(place, placed, name, plan));
    let dots = dots.collect::<Vec<_>>();
    let series = json!([
        { "type": "boxplot", "name": name, "data": boxes.iter().map(|placed| one(placed, name, plan)).collect::<Vec<_>>(), "boxWidth": [6, 44], "hue": 0 },
        { "type": "scatter", "name": name, "data": dots, "symbolSize": 4, "hue": 0, "itemStyle": { "opacity": 0.45 }, "silent": boxes.len() > 12 },
    ]);
    merge(&mut patch, json!({ "series": series }));
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: vec![measure, measure],
        notes: notes(&boxes, left_out, ends),
    }
}

/// Where the axis ends when values far out would press the boxes flat.
fn ends(boxes: &[Placed]) -> Option<(f64, f64)> {
    let spreads = || boxes.iter().map(|placed| &placed.spread);
    let low = spreads().map(|spread| spread.low).reduce(f64::min)?;
    let high = spreads().map(|spread| spread.high).reduce(f64::max)?;
    let far = || spreads().flat_map(|spread| &spread.far).copied();
    let (lowest, highest) = (far().fold(low, f64::min), far().fold(high, f64::max));
    let reach = high - low;
    if reach <= 0.0 || highest - lowest <= FLAT * reach {
        return None;
    }
    let step = round_width(reach / 6.0);
    let down = lowest.max(low - reach * 0.3);
    let up = highest.min(high + reach * 0.6);
    Some(((down / step).floor() * step, (up / step).ceil() * step))
}

fn boxes(plan: &Plan<'_>, table: &Table, measure: usize) -> (Vec<Placed>, usize) {
    let values = plan.numbers(table, measure);
    let labels = match plan.x {
        Some(x) => plan.labels(table, x),
        None => Labels {
            of: vec![0; values.len()],
            values: vec![Value::Null],
        },
    };
    let mut parts = vec![(Vec::new(), Vec::new()); labels.values.len()];
    for (row, (place, value)) in labels.of.iter().zip(&values).enumerate() {
        let part: &mut (Vec<f64>, Vec<usize>) = &mut parts[*place];
        if value.is_finite() {
            part.0.push(*value);
        }
        if row < table.rows.len() {
            part.1.push(row);
        }
    }
    let placed = labels
        .values
        .into_iter()
        .zip(parts)
        .filter_map(|(category, (values, rows))| {
            let spread = spread::of(values)?;
            Some(Placed { category, rows, spread })
        });
    let mut placed = placed.collect::<Vec<_>>();
    match plan.x {
        Some(x) if plan.shape.is_ordered(x) => {
            placed.sort_by(|one, two| super::matrix::compare(&one.category, &two.category))
        }
        _ => placed.sort_by(|one, two| two.spread.median.total_cmp(&one.spread.median)),
    }
    let left_out = placed.len().saturating_sub(MOST_BOXES);
    placed.truncate(MOST_BOXES);
    (placed, left_out)
}

fn one(placed: &Placed, name: &str, plan: &Plan<'_>) -> Json {
    let spread = &placed.spread;
    let parts = [
        ("Highest", spread.high),
        ("Three quarters up to", spread.upper),
        ("Median", spread.median),
        ("One quarter up to", spread.lower),
        ("Lowest", spread.low),
    ];
    let mut lines = parts.map(|(word, value)| tip::line(word, Some(value), name)).to_vec();
    lines.push(json!({ "label": "Values", "value": spread.count, "column": null }));
    let value = [spread.low, spread.lower, spread.median, spread.upper, spread.high];
    let value = value.map(|value| figure(Some(value)));
    json!({ "value": value, "rows": placed.rows, "tip": lines, "title": title(placed, plan) })
}

fn dots<'a>(place: usize, placed: &'a Placed, name: &'a str, plan: &Plan<'_>) -> impl Iterator<Item = Json> + use<'a> {
    let title = title(placed, plan);
    placed.spread.apart(MOST_DOTS).into_iter().map(move |value| {
        let tip = [tip::line(name, Some(value), name)];
        json!({ "value": [place, figure(Some(value))], "tip": tip, "title": title })
    })
}

fn title(placed: &Placed, plan: &Plan<'_>) -> String {
    plan.x.map(|x| plan.name(x, &placed.category)).unwrap_or_default()
}

fn notes(boxes: &[Placed], left_out: usize, ends: Option<(f64, f64)>) -> Vec<Note> {
    let note = |message: String| Note::new(Level::Info, "not_all_drawn", message);
    let count = |count: usize| grouped(count as f64, Some(0));
    let mut notes = Vec::new();
    if left_out > 0 {
        notes.push(note(format!(
            "drawn with {MOST_BOXES} groups; {left_out} more are in the table"
        )));
    }
    let far = boxes.iter().flat_map(|placed| &placed.spread.far);
    let beyond = far
        .clone()
        .filter(|value| ends.is_some_and(|(low, high)| **value < low || **value > high));
    let beyond = beyond.count();
    if beyond > 0 {
        notes.push(note(format!(
            "values far out: {}, of them beyond the picture: {}",
            count(far.count()),
            count(beyond)
        )));
    }
    notes
}
