//! A value and how far it may be off: a dot with whiskers.

use super::bars::columns_zoom;
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
    kind: Kind::ErrorBar,
    draw: Some(draw),
    channels: Channels::Several,
    fits,
    leads,
    needs: "error bars need a value and its deviation, or a low and a high value around it",
    instead: &[Kind::Bar, Kind::Column, Kind::Line],
};

/// What deviations are called.
const DEVIATIONS: [&str; 8] = ["std", "stddev", "deviation", "error", "stderr", "sd", "se", "margin"];

fn fits(shape: &Shape) -> bool {
    let deviates = shape
        .measures
        .iter()
        .any(|measure| shape.is_called(*measure, &DEVIATIONS));
    shape.is_grouped
        && shape.groups.len() == 1
        && (shape.measures.len() == 2 && deviates || shape.measures.len() == 3 && !deviates && shape.are_ends())
}

fn leads(shape: &Shape) -> bool {
    fits(shape) && (shape.measures.len() == 2 || !shape.is_ordered(shape.groups[0]))
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_CATEGORIES);
    if plan.x.is_some_and(|x| plan.shape.is_ordered(x)) {
        matrix.sort();
    }
    let (middle, reaches) = reaches(&matrix, plan);
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom: columns_zoom(plan, &matrix),
        right: 16,
    }
    .start(Trigger::Axis, AxisPointerType::Shadow);
    let chart = chart.x_axis(category_axis(&matrix)).y_axis(value_axis().scale(true));
    let strand = matrix.strands.get(middle);
    let name = strand.map(|strand| strand.name.clone()).unwrap_or_default();
    let dots = reaches.iter().map(|reach| reach.dot(&name)).collect::<Vec<_>>();
    let whiskers = reaches.iter().map(Reach::whisker).collect::<Vec<_>>();
    let series = json!([
        {
            "type": "custom", "name": name, "render": "whisker", "data": whiskers, "encode": { "x": 0, "y": [1, 2] },
            "silent": true, "tooltip": { "show": false }, "hue": 0,
        },
        { "type": "scatter", "name": name, "data": dots, "symbolSize": 9, "hue": 0, "z": 3, "itemStyle": { "opacity": 1 } },
    ]);
    merge(&mut patch, json!({ "series": series }));
    let measure = strand.map(|strand| strand.measure).unwrap_or_default();
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: vec![measure, measure],
        notes: matrix.notes,
    }
}

/// A value, its ends and its place.
struct Reach {
    place: usize,
    cell: Cell,
    value: f64,
    low: f64,
    high: f64,
}

impl Reach {
    fn dot(&self, name: &str) -> Json {
        let lines = [
            tip::line(name, Some(self.value), name),
            tip::line("Up to", Some(self.high), name),
            tip::line("Down to", Some(self.low), name),
        ];
        tip::item(&self.cell, &json!([self.place, figure(Some(self.value))]), &lines)
    }

    fn whisker(&self) -> Json {
        json!([self.place, figure(Some(self.low)), figure(Some(self.high))])
    }
}

/// Which strand is in the middle, and each value with its ends: from a deviation, or as the answer has them.
fn reaches(matrix: &Matrix, plan: &Plan<'_>) -> (usize, Vec<Reach>) {
    let value = |strand: usize, place: usize| matrix.strands.get(strand)?.cells.get(place)?.as_ref()?.value;
    let deviation = matrix
        .strands
        .iter()
        .position(|strand| plan.shape.is_called(strand.measure, &DEVIATIONS));
    let order = matrix.by_mean();
    let middle = match deviation {
        Some(deviation) => usize::from(deviation == 0),
        None => order.get(order.len() / 2).copied().unwrap_or_default(),
    };
    let ends = |place: usize| match (deviation, order.first(), order.last()) {
        (Some(deviation), ..) => {
            let (middle, off) = (value(middle, place)?, value(deviation, place)?.abs());
            Some((middle - off, middle + off))
        }
        (None, Some(low), Some(high)) => Some((value(*low, place)?, value(*high, place)?)),
        _ => None,
    };
    let reach = |place: usize| {
        let cell = matrix.strands.get(middle)?.cells.get(place)?.clone()?;
        let value = cell.value?;
        let (low, high) = ends(place).unwrap_or((value, value));
        Some(Reach {
            place,
            cell,
            value,
            low,
            high,
        })
    };
    (middle, (0..matrix.categories.len()).filter_map(reach).collect())
}
