//! A line with the ground between a low and a high value filled.

use super::catalogue::{Channels, Entry};
use super::lines::time_axis;
use super::matrix::{Cell, Matrix, figure};
use super::plan::{Plan, label};
use super::shape::{Role, Shape};
use super::sketch::{Frame, Sketch, Zoom, category_axis, merge, value_axis};
use super::tip;
use charming::element::{AxisPointerType, BoundaryGap, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Band,
    draw: Some(draw),
    channels: Channels::Several,
    fits,
    leads,
    needs: "a band needs a low, a middle and a high value along time",
    instead: &[Kind::Line, Kind::Column, Kind::Bar],
};

/// No more points than this are drawn.
const MOST_POINTS: usize = 2_000;

fn fits(shape: &Shape) -> bool {
    shape.groups.len() == 1 && shape.is_ordered(shape.groups[0]) && shape.measures.len() == 3
}

fn leads(shape: &Shape) -> bool {
    fits(shape) && shape.are_ends()
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let is_timeline = plan.x.is_some_and(|x| matches!(plan.shape.roles[x], Role::Timeline(_)));
    let mut matrix = Matrix::read(plan, table, MOST_POINTS);
    matrix.sort();
    let (chart, mut patch) = Frame {
        has_legend: true,
        zoom: Zoom::for_points(matrix.categories.len()),
        right: 24,
    }
    .start(Trigger::Axis, AxisPointerType::Line);
    let axis = if is_timeline {
        time_axis(plan)
    } else {
        category_axis(&matrix).boundary_gap(BoundaryGap::CategoryAxis(false))
    };
    let chart = chart.x_axis(axis).y_axis(value_axis().scale(true));
    let ribbon = Ribbon::of(&matrix, is_timeline);
    let edge = |data: Vec<Json>, more: Json| {
        let mut edge = json!({
            "type": "line", "name": ribbon.range, "stack": "band", "stackStrategy": "all", "data": data, "symbol": "none",
            "lineStyle": { "opacity": 0 }, "silent": true, "tooltip": { "show": false }, "hue": 0,
        });
        merge(&mut edge, more);
        edge
    };
    let series = json!([
        edge(ribbon.lows(), json!({})),
        edge(ribbon.widths(), json!({ "areaStyle": { "opacity": 0.18 } })),
        { "type": "line", "name": ribbon.name, "data": ribbon.middles(), "hue": 0, "z": 3, "showSymbol": false },
    ]);
    merge(&mut patch, json!({ "series": series }));
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: vec![ribbon.measure; 3],
        notes: matrix.notes,
    }
}

/// The low, the middle and the high strand of a matrix.
struct Ribbon<'a> {
    matrix: &'a Matrix,
    order: Vec<usize>,
    is_timeline: bool,
    name: String,
    range: String,
    measure: usize,
}

impl<'a> Ribbon<'a> {
    fn of(matrix: &'a Matrix, is_timeline: bool) -> Self {
        let order = matrix.by_mean();
        let strand = |rank: usize| order.get(rank).and_then(|strand| matrix.strands.get(*strand));
        let name = |rank: usize| strand(rank).map(|strand| strand.name.clone()).unwrap_or_default();
        Self {
            matrix,
            is_timeline,
            name: name(1),
            range: format!("{} to {}", name(0), name(2)),
            measure: strand(1).map(|strand| strand.measure).unwrap_or_default(),
            order,
        }
    }

    fn cell(&self, rank: usize, place: usize) -> Option<&Cell> {
        let strand = self.matrix.strands.get(*self.order.get(rank)?)?;
        strand.cells.get(place)?.as_ref()
    }

    fn value(&self, rank: usize, place: usize) -> Option<f64> {
        self.cell(rank, place)?.value
    }

    fn at(&self, place: usize, value: Option<f64>) -> Json {
        if self.is_timeline {
            json!([label(&self.matrix.categories[place]), figure(value)])
        } else {
            figure(value)
        }
    }

    fn lows(&self) -> Vec<Json> {
        self.places()
            .map(|place| self.at(place, self.value(0, place)))
            .collect()
    }

    fn widths(&self) -> Vec<Json> {
        let width = |place| Some(self.value(2, place)? - self.value(0, place)?);
        self.places().map(|place| self.at(place, width(place))).collect()
    }

    fn middles(&self) -> Vec<Json> {
        let middle = |place| {
            let Some(cell) = self.cell(1, place) else {
                return json!({ "value": self.at(place, None) });
            };
            let line = |rank: usize| {
                let name = self.order.get(rank).and_then(|strand| self.matrix.strands.get(*strand));
                let name = name.map(|strand| strand.name.as_str()).unwrap_or_default();
                tip::line(name, self.value(rank, place), name)
            };
            tip::item(cell, &self.at(place, cell.value), &[line(2), line(1), line(0)])
        };
        self.places().map(middle).collect()
    }

    fn places(&self) -> std::ops::Range<usize> {
        0..self.matrix.categories.len()
    }
}
