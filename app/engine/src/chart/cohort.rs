//! What is left of each start after one period, two periods and so on: a triangle of cells.

use super::format::{of_grain, write};
use super::heatmap::scale;
use super::matrix::{compare, figure};
use super::plan::Plan;
use super::shape::{Role, Shape, key, number, number_at};
use super::sketch::{Frame, Sketch, merge};
use super::timeline::between;
use super::told::{Told, mark, percent};
use charming::component::Axis;
use charming::element::{AxisPointerType, AxisType, NameLocation, SplitLine, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::{Format, FormatKind, Level, Note, Table};
use spec::dataset::Type;
use spec::question::Grain;
use spec::value::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// More starts below each other are too small to be read.
const MOST_STARTS: usize = 40;
/// Up to so many cells carry their figures.
const FEW_CELLS: usize = 220;

/// Why an answer cannot be drawn as cohorts.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let [one, two] = shape.groups.as_slice() else {
        return Some("cohorts need two groups: when each started, and the time since or the period");
    };
    let role = |column: &usize| shape.roles.get(*column).copied();
    match (role(one), role(two)) {
        _ if shape.measures.is_empty() => Some("cohorts need a figure"),
        (Some(Role::Timeline(_)), Some(Role::Timeline(_) | Role::Period | Role::Bin(_)))
        | (Some(Role::Period | Role::Bin(_)), Some(Role::Timeline(_))) => None,
        _ => Some("cohorts need a start on a timeline, and the time since or the period"),
    }
}

/// The columns of the start and of the period: the start is the one that is never later.
pub(crate) fn ends(shape: &Shape, table: &Table) -> Option<(usize, usize)> {
    let [one, two] = shape.groups.as_slice() else {
        return None;
    };
    if shape.is_timeline(*one) != shape.is_timeline(*two) {
        return Some(if shape.is_timeline(*one) {
            (*one, *two)
        } else {
            (*two, *one)
        });
    }
    let is_later = |row: &Vec<Value>| match (row.get(*one), row.get(*two)) {
        (Some(one), Some(two)) if !one.is_null() && !two.is_null() => compare(one, two).is_gt(),
        _ => false,
    };
    let later = table.rows.iter().filter(|row| is_later(row)).count();
    Some(if later * 2 > table.rows.len() {
        (*two, *one)
    } else {
        (*one, *two)
    })
}

/// The figures by start and age.
struct Triangle {
    starts: Vec<Value>,
    cells: BTreeMap<(usize, i64), (usize, f64)>,
    notes: Vec<Note>,
}

/// Draws a cell for each start and age; counts are shown as the part that is left of the first period.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let (start, period) = (plan.color.unwrap_or_default(), plan.x.unwrap_or_default());
    let measure = plan.y.first().copied().unwrap_or_default();
    let grain = grain(plan.shape, start, period);
    let triangle = Triangle::read(plan, table, (start, period, measure), grain);
    let as_part = plan.format(measure).kind == FormatKind::Integer;
    let ages: BTreeSet<i64> = triangle.cells.keys().map(|(_, age)| *age).collect();
    let ages: Vec<i64> = ages.into_iter().collect();
    let (cells, low, high) = marks(&triangle, &ages, plan, table, (start, grain, measure, as_part));
    let frame = Frame {
        has_legend: false,
        zoom: None,
        right: 16,
    };
    let (chart, mut patch) = frame.start(Trigger::Item, AxisPointerType::None);
    let names = triangle
        .starts
        .iter()
        .map(|value| name(plan, start, grain, value))
        .collect::<Vec<_>>();
    let across = Axis::new()
        .type_(AxisType::Category)
        .data(ages.iter().map(i64::to_string).collect::<Vec<_>>())
        .name(format!("{}s since", grain.word()))
        .name_location(NameLocation::Middle)
        .name_gap(26)
        .split_line(SplitLine::new().show(false));
    let down = Axis::new().type_(AxisType::Category).data(names).inverse(true);
    let chart = chart.x_axis(across).y_axis(down).visual_map(scale(low, high));
    let end = |value: f64| written(plan, measure, as_part, value);
    let more = json!({
        "grid": [{ "top": 44 }],
        "visualMap": [{ "padding": 0, "text": [end(high), end(low)], "textGap": 8 }],
        "series": [{
            "type": "heatmap",
            "label": { "show": cells.len() <= FEW_CELLS },
            "itemStyle": { "borderRadius": 2 },
            "labels": if as_part { "percent" } else { "value" },
            "data": cells,
        }],
    });
    merge(&mut patch, more);
    Sketch {
        chart,
        patch,
        axes: (None, None),
        series: vec![measure],
        notes: triangle.notes,
    }
}

impl Triangle {
    fn read(plan: &Plan<'_>, table: &Table, (start, period, measure): (usize, usize, usize), grain: Grain) -> Self {
        let mut starts: Vec<Value> = Vec::new();
        let mut seen = BTreeSet::new();
        for cell in table.rows.iter().filter_map(|row| row.get(start)) {
            if !cell.is_null() && seen.insert(key(Some(cell))) {
                starts.push(cell.clone());
            }
        }
        starts.sort_by(compare);
        let left_out = starts.len().saturating_sub(MOST_STARTS);
        starts.drain(..left_out);
        let places = starts
            .iter()
            .enumerate()
            .map(|(place, value)| (key(Some(value)), place));
        let places: HashMap<String, usize> = places.collect();
        let is_moment = plan.shape.is_timeline(period);
        let cell = |(row, values): (usize, &Vec<Value>)| {
            let (from, to) = (values.get(start)?, values.get(period)?);
            let age = if is_moment {
                between(grain, from, to)?
            } else {
                number(to, Type::Float)? as i64
            };
            let place = *places.get(&key(Some(from)))?;
            let value = number_at(table, row, measure)?;
            (age >= 0).then_some(((place, age), (row, value)))
        };
        let cells = table.rows.iter().enumerate().filter_map(cell).collect();
        let message = format!("drawn with the last {MOST_STARTS} starts; {left_out} more are in the table");
        let note = (left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", message));
        Self {
            starts,
            cells,
            notes: note.into_iter().collect(),
        }
    }

    /// The figure of a start's first period.
    fn first(&self, place: usize) -> Option<f64> {
        let mut own = self.cells.range((place, i64::MIN)..=(place, i64::MAX));
        own.next().map(|(_, (_, value))| *value).filter(|value| *value > 0.0)
    }
}

/// The marks, and the lowest and highest of what they show.
fn marks(
    triangle: &Triangle,
    ages: &[i64],
    plan: &Plan<'_>,
    table: &Table,
    (start, grain, measure, as_part): (usize, Grain, usize, bool),
) -> (Vec<Json>, f64, f64) {
    let (mut low, mut high) = (0.0_f64, f64::MIN_POSITIVE);
    let mut marks = Vec::new();
    for ((place, age), (row, value)) in &triangle.cells {
        let (Some(name), Ok(x)) = (triangle.starts.get(*place), ages.binary_search(age)) else {
            continue;
        };
        let first = triangle.first(*place).unwrap_or(*value);
        let shown = if as_part && first > 0.0 { value / first } else { *value };
        (low, high) = (low.min(shown), high.max(shown));
        let told = Told::new(format!("{}, after {age}", self::name(plan, start, grain, name)));
        let mut told = told.figure(plan, table, measure, Some(*value));
        if as_part {
            told = told.part("of the first period", *value, first);
        }
        marks.push(mark(&json!([x, place, figure(Some(shown))]), &[*row], &told));
    }
    (marks, low, high)
}

/// A start as its period is written, also where its column only holds moments.
fn name(plan: &Plan<'_>, start: usize, grain: Grain, value: &Value) -> String {
    let is_bare = plan.shape.roles.get(start) == Some(&Role::Timeline(None));
    if !is_bare {
        return plan.name(start, value);
    }
    let kind = of_grain(grain);
    write(
        value,
        &Format {
            kind,
            ..Format::default()
        },
    )
}

fn written(plan: &Plan<'_>, measure: usize, as_part: bool, value: f64) -> String {
    if as_part {
        return percent(value);
    }
    write(&Value::Float(value), &plan.format(measure))
}

/// The length of a period.
fn grain(shape: &Shape, start: usize, period: usize) -> Grain {
    let of = |column: usize| match shape.roles.get(column) {
        Some(Role::Timeline(Some(grain))) => Some(*grain),
        _ => None,
    };
    of(period).or_else(|| of(start)).unwrap_or(Grain::Month)
}
