//! Lines, with or without the ground filled.

use super::matrix::{Matrix, Strand, figure};
use super::plan::{Plan, label};
use super::shape::Role;
use super::sketch::{Frame, Sketch, Zoom, category_axis, is_whole, merge, value_axis};
use super::timeline;
use charming::component::Axis;
use charming::element::{
    AreaStyle, AxisPointerType, AxisType, BoundaryGap, Emphasis, EmphasisFocus, Sampling, SplitLine, Trigger,
};
use charming::series::Line;
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};

/// More points than this and the symbols would touch.
const FEW_POINTS: usize = 40;
/// More points than this are thinned to what can be seen.
const MANY_POINTS: usize = 2_000;
/// No more points than this are drawn.
const MOST_POINTS: usize = 5_000;
/// Below this part of the largest value, the axis need not start at zero.
const NARROW: f64 = 0.5;

/// What is below a line.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Ground {
    /// Nothing.
    Open,
    /// A light fill; several lines are stacked when they add up.
    Filled,
    /// A fill on top of the one before.
    Stacked,
}

/// How a line goes from point to point.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Curve {
    /// Straight.
    Straight,
    /// Without corners, and never above or below both points.
    Smooth,
    /// As it is until the next point.
    Steps,
}

/// What is along the axis.
#[derive(Clone, Copy, PartialEq)]
enum Along {
    Time,
    Names,
}

/// Draws the rows of a table as lines.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table, ground: Ground) -> Sketch {
    draw_as(plan, table, ground, Curve::Straight)
}

/// Draws the rows of a table as lines of this curve.
pub(crate) fn draw_as(plan: &Plan<'_>, table: &Table, ground: Ground, curve: Curve) -> Sketch {
    let is_timeline = plan.x.is_some_and(|x| matches!(plan.shape.roles[x], Role::Timeline(_)));
    let mut matrix = Matrix::read(plan, table, MOST_POINTS);
    if plan.x.is_some_and(|x| plan.shape.is_ordered(x)) {
        matrix.sort();
    }
    if is_timeline {
        leave_out_dateless(&mut matrix);
        matrix.fill_gaps(plan, MOST_POINTS);
    }
    let stacks = ground == Ground::Stacked || ground == Ground::Filled && can_stack(plan, &matrix);
    let along = if is_timeline { Along::Time } else { Along::Names };
    let points = matrix.categories.len();
    let has_legend = matrix.strands.len() > 1;
    let zoom = Zoom::for_points(points);
    let (chart, mut patch) = Frame {
        has_legend,
        zoom,
        right: 24,
    }
    .start(Trigger::Axis, AxisPointerType::Line);
    let values = if is_whole(plan) {
        value_axis().min_interval(1)
    } else {
        value_axis()
    };
    let values = values.scale(ground == Ground::Open && is_narrow(&matrix));
    let axis = if is_timeline {
        time_axis(plan)
    } else {
        category_axis(&matrix).boundary_gap(BoundaryGap::CategoryAxis(false))
    };
    let mut chart = chart.x_axis(axis).y_axis(values);
    let mut series = Vec::new();
    for strand in &matrix.strands {
        chart = chart.series(line(strand, points, ground, stacks));
        let mut more = curve.patch();
        merge(&mut more, json!({ "data": items(&matrix, strand, along, stacks) }));
        strand.dye(&mut more);
        series.push(more);
    }
    merge(&mut patch, json!({ "series": series }));
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: matrix.strands.iter().map(|strand| strand.measure).collect(),
        notes: matrix.notes,
    }
}

impl Curve {
    fn patch(self) -> Json {
        match self {
            Self::Straight => json!({}),
            Self::Smooth => json!({ "smooth": 0.4, "smoothMonotone": "x" }),
            Self::Steps => json!({ "step": "end" }),
        }
    }
}

fn line(strand: &Strand, points: usize, ground: Ground, stacks: bool) -> Line {
    let mut line = Line::new()
        .name(strand.name.as_str())
        .connect_nulls(false)
        .show_symbol(points <= FEW_POINTS)
        .emphasis(Emphasis::new().focus(EmphasisFocus::Series));
    if points > MANY_POINTS {
        line = line.sampling(Sampling::Lttb);
    }
    if ground != Ground::Open {
        line = line.area_style(AreaStyle::new().opacity(if stacks { 0.6 } else { 0.15 }));
    }
    if stacks { line.stack("all") } else { line }
}

fn items(matrix: &Matrix, strand: &Strand, along: Along, stacks: bool) -> Vec<Json> {
    let filled = strand.cells.iter().flatten().count();
    let is_rare = (filled as f64) < strand.cells.len() as f64 * timeline::REGULAR;
    let mut items = Vec::new();
    for (place, cell) in strand.cells.iter().enumerate() {
        if cell.is_none() && is_rare && along == Along::Time && !stacks {
            // The points of rare events are joined, for alone they would not be seen.
            continue;
        }
        let value = match cell {
            Some(cell) => figure(cell.value),
            // Nothing adds nothing to a stack, which a gap would tear open.
            None if stacks && matrix.has_rows(place) => json!(0),
            None => Json::Null,
        };
        let value = match along {
            Along::Time => json!([label(&matrix.categories[place]), value]),
            Along::Names => value,
        };
        items.push(match cell {
            Some(cell) => cell.item(&value),
            None => json!({ "value": value }),
        });
    }
    items
}

/// An axis of moments, with no label between two periods.
pub(crate) fn time_axis(plan: &Plan<'_>) -> Axis {
    let axis = Axis::new()
        .type_(AxisType::Time)
        .split_line(SplitLine::new().show(false));
    let shortest = match plan.x.and_then(|x| plan.shape.roles.get(x)) {
        Some(Role::Timeline(Some(grain))) => timeline::shortest(*grain),
        _ => None,
    };
    match shortest {
        Some(shortest) => axis.min_interval(shortest),
        None => axis,
    }
}

/// Rows without a date have no place on a timeline.
fn leave_out_dateless(matrix: &mut Matrix) {
    let dated = matrix.categories.iter().take_while(|moment| !moment.is_null()).count();
    let dateless = matrix.categories.len() - dated;
    if dateless == 0 {
        return;
    }
    matrix.categories.truncate(dated);
    for strand in &mut matrix.strands {
        strand.cells.truncate(dated);
    }
    let rows = if dateless == 1 {
        "one figure has"
    } else {
        "some figures have"
    };
    let message = format!("{rows} no date and cannot be drawn on a timeline; see the table");
    matrix.notes.push(Note::new(Level::Info, "not_all_drawn", message));
}

fn can_stack(plan: &Plan<'_>, matrix: &Matrix) -> bool {
    let adds = matrix
        .strands
        .iter()
        .all(|strand| plan.shape.is_additive(strand.measure));
    matrix.strands.len() > 1 && plan.color.is_some() && adds
}

/// Whether the values lie so close together that a zero baseline would hide how they differ.
fn is_narrow(matrix: &Matrix) -> bool {
    let low = matrix.values().fold(f64::INFINITY, f64::min);
    let high = matrix.values().fold(f64::NEG_INFINITY, f64::max);
    low > high * NARROW && low > 0.0
}
