//! Coloured cells of how many rows lie where: for very many rows.

use super::catalogue::{Channels, Entry, never};
use super::format::{grouped, write};
use super::heatmap::scale;
use super::matrix::figure;
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::{Frame, Sketch, merge};
use super::spread::quantile;
use charming::component::Axis;
use charming::element::{AxisPointerType, AxisType, NameLocation, SplitLine, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::chart::Kind;
use spec::value::Value;
use std::collections::BTreeMap;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Density,
    draw: Some(draw),
    channels: Channels::Points,
    fits,
    leads: never,
    needs: "a density needs two measures of many rows",
    instead: &[Kind::Scatter, Kind::Heatmap, Kind::Bar, Kind::Column],
};

/// Fewer points than this are better seen one by one.
const FEWEST: usize = 60;
/// About so many cells lie along each axis.
const ACROSS: f64 = 56.0;
const UP: f64 = 32.0;
/// How much of the values may lie outside of the picture at each end, when few that are far out would fill it.
const OUTSIDE: f64 = 0.002;

fn fits(shape: &Shape) -> bool {
    shape.measures.len() >= 2 && shape.rows >= FEWEST && !shape.is_laid_out
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let (x, y) = (plan.x.unwrap_or_default(), plan.y.first().copied().unwrap_or_default());
    let (across, up) = (plan.numbers(table, x), plan.numbers(table, y));
    let (steps_x, steps_y) = (Steps::of(&across, ACROSS), Steps::of(&up, UP));
    let mut cells: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut known = 0;
    for pair in across.iter().zip(&up).filter(|(x, y)| x.is_finite() && y.is_finite()) {
        known += 1;
        if let (Some(x), Some(y)) = (steps_x.place(*pair.0), steps_y.place(*pair.1)) {
            *cells.entry((x, y)).or_default() += 1;
        }
    }
    let drawn = cells.values().sum::<usize>();
    let most = cells.values().max().copied().unwrap_or(1);
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom: None,
        right: 24,
    }
    .start(Trigger::Item, AxisPointerType::None);
    let name = |column: usize| {
        table
            .columns
            .get(column)
            .map(|column| column.name.as_str())
            .unwrap_or_default()
    };
    let chart = chart
        .x_axis(steps_x.axis(name(x)).name_gap(28))
        .y_axis(steps_y.axis(name(y)).name_gap(44))
        .visual_map(scale(0.0, shade(most)));
    let text = |column: usize, number: f64| write(&Value::Float(number), &plan.format(column));
    let data = cells.into_iter().map(|((place_x, place_y), count)| {
        let range = |column: usize, steps: &Steps, place: usize| {
            format!(
                "{}–{}",
                text(column, steps.low(place)),
                text(column, steps.low(place + 1))
            )
        };
        let lines = json!([
            { "label": name(x), "value": range(x, &steps_x, place_x), "column": null },
            { "label": name(y), "value": range(y, &steps_y, place_y), "column": null },
            { "label": "Rows", "value": count, "column": null },
        ]);
        json!({ "value": [place_x, place_y, shade(count)], "tip": lines })
    });
    let more = json!({
        "grid": [{ "top": 44 }],
        "xAxis": { "axisLabel": { "interval": steps_x.between(12) } },
        "yAxis": { "axisLabel": { "interval": steps_y.between(8) } },
        "visualMap": [{ "padding": 0, "text": [grouped(most as f64, Some(0)), "0 rows"], "textGap": 8 }],
        "series": [{ "type": "heatmap", "data": data.collect::<Vec<Json>>(), "itemStyle": { "borderWidth": 0 }, "progressive": 0 }],
    });
    merge(&mut patch, more);
    Sketch {
        chart,
        patch,
        axes: (Some(x), Some(y)),
        series: vec![y],
        notes: notes(across.len(), known, drawn),
    }
}

/// Counts differ by powers of ten: their shade follows the logarithm.
fn shade(count: usize) -> f64 {
    ((1.0 + count as f64).log10() * 1000.0).round() / 1000.0
}

fn notes(all: usize, known: usize, drawn: usize) -> Vec<Note> {
    let count = |count: usize| grouped(count as f64, Some(0));
    let mut notes = Vec::new();
    if known < all {
        let message = format!("{} rows without one of the values cannot be drawn", count(all - known));
        notes.push(Note::new(Level::Info, "not_all_drawn", message));
    }
    if drawn < known {
        let message = format!(
            "{} rows lie far outside and are not in the picture",
            count(known - drawn)
        );
        notes.push(Note::new(Level::Info, "not_all_drawn", message));
    }
    notes
}

/// Steps of equal and round width.
struct Steps {
    first: f64,
    width: f64,
    count: usize,
}

impl Steps {
    fn of(values: &[f64], wanted: f64) -> Self {
        let mut sorted = values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect::<Vec<_>>();
        sorted.sort_by(f64::total_cmp);
        let at = |part: f64| quantile(&sorted, part).unwrap_or_default();
        let (mut low, mut high) = (at(0.0), at(1.0));
        let (near_low, near_high) = (at(OUTSIDE), at(1.0 - OUTSIDE));
        if near_high > near_low && high - low > 2.0 * (near_high - near_low) {
            (low, high) = (near_low, near_high);
        }
        let is_whole = sorted.iter().all(|value| value.fract() == 0.0);
        let width = round_width((high - low) / wanted);
        let width = if is_whole { width.max(1.0) } else { width };
        let first = (low / width).floor() * width;
        let count = ((high - first) / width).floor().max(0.0) as usize + 1;
        Self { first, width, count }
    }

    fn place(&self, value: f64) -> Option<usize> {
        let place = ((value - self.first) / self.width).floor();
        (place >= 0.0 && (place as usize) < self.count).then_some(place as usize)
    }

    /// How many labels are left out between two, so that about so many stay.
    fn between(&self, labels: usize) -> usize {
        let every = [1, 2, 5, 10, 20].into_iter().find(|every| self.count / every <= labels);
        every.unwrap_or(40) - 1
    }

    fn low(&self, place: usize) -> f64 {
        self.width.mul_add(place as f64, self.first)
    }

    fn axis(&self, name: &str) -> Axis {
        // Sums of steps end in digits that nobody meant.
        let tidy = |value: f64| (value * 1e9).round() / 1e9;
        let labels = (0..self.count).map(|place| figure(Some(tidy(self.low(place)))).to_string());
        Axis::new()
            .type_(AxisType::Category)
            .data(labels.collect::<Vec<_>>())
            .split_line(SplitLine::new().show(false))
            .name(name)
            .name_location(NameLocation::Middle)
    }
}

/// The next of 1, 2, 5, 10, 20 … that is not below `width`.
pub(crate) fn round_width(width: f64) -> f64 {
    if !width.is_finite() || width <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(width.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    let step = steps.into_iter().find(|step| step * power >= width * 0.999);
    step.unwrap_or(10.0) * power
}
