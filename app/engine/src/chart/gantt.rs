//! Bars from a start to an end, one below the other.

use super::plan::{Plan, label};
use super::shape::{Role, Shape, key};
use super::sketch::{Frame, MANY_CATEGORIES, Sketch, Zoom, merge};
use super::told::{Told, column_name, mark};
use charming::component::Axis;
use charming::element::{AxisPointerType, AxisType, SplitLine, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;
use std::collections::HashMap;

/// More bars than this are no plan.
const MOST_BARS: usize = 500;

/// Why an answer cannot be drawn as a plan.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    if shape.moments.len() < 2 {
        return Some("a gantt needs two columns with dates: start and end");
    }
    task(shape).is_none().then_some("a gantt needs names for its bars")
}

/// The column that names the bars.
pub(crate) fn task(shape: &Shape) -> Option<usize> {
    let named = |column: &usize| shape.roles.get(*column) == Some(&Role::Category);
    (0..shape.roles.len()).find(named)
}

struct Bar {
    place: usize,
    start: String,
    end: String,
    row: usize,
    strand: usize,
    told: Told,
}

/// Draws a bar for each row that has a start and an end.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut tasks = Named::default();
    let mut strands = Named::default();
    let bars = bars(plan, table, &mut tasks, &mut strands);
    let left_out = table.rows.len() - bars.len();
    let frame = Frame {
        has_legend: strands.names.len() > 1,
        zoom: (tasks.names.len() > MANY_CATEGORIES).then_some(Zoom::TallFirst(24)),
        right: 16,
    };
    let (chart, mut patch) = frame.start(Trigger::Item, AxisPointerType::None);
    let down = Axis::new()
        .type_(AxisType::Category)
        .data(tasks.names.clone())
        .inverse(true)
        .split_line(SplitLine::new().show(false));
    let chart = chart.x_axis(Axis::new().type_(AxisType::Time)).y_axis(down);
    let series = strands.names.iter().enumerate().map(|(strand, name)| {
        let items = bars.iter().filter(|bar| bar.strand == strand).map(item);
        json!({
            "type": "custom",
            "name": name,
            "figure": "span",
            "encode": { "x": [1, 2], "y": 0 },
            "data": items.collect::<Vec<_>>(),
        })
    });
    merge(&mut patch, json!({ "series": series.collect::<Vec<_>>() }));
    let start = plan.shape.moments.first().copied();
    Sketch {
        chart,
        patch,
        axes: (start, plan.x),
        series: start.into_iter().cycle().take(strands.names.len()).collect(),
        notes: note(left_out),
    }
}

fn item(bar: &Bar) -> Json {
    mark(&json!([bar.place, bar.start, bar.end]), &[bar.row], &bar.told)
}

fn bars(plan: &Plan<'_>, table: &Table, tasks: &mut Named, strands: &mut Named) -> Vec<Bar> {
    let [start, end, ..] = plan.shape.moments.as_slice() else {
        return Vec::new();
    };
    let mut bars = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        let (Some(from @ Value::Text(first)), Some(to @ Value::Text(last))) = (cells.get(*start), cells.get(*end))
        else {
            continue;
        };
        if bars.len() == MOST_BARS {
            break;
        }
        let (start, end) = if last < first { (end, start) } else { (start, end) };
        let (from, to) = if last < first { (to, from) } else { (from, to) };
        let named = |column: Option<usize>| column.and_then(|column| Some((column, cells.get(column)?)));
        let task = named(plan.x)
            .map(|(x, cell)| (key(Some(cell)), plan.name(x, cell)))
            .unwrap_or_default();
        let strand = named(plan.color)
            .map(|(color, cell)| (key(Some(cell)), plan.name(color, cell)))
            .unwrap_or_default();
        let told = Told::new(task.1.as_str())
            .line(column_name(table, *start), plan.name(*start, from))
            .line(column_name(table, *end), plan.name(*end, to));
        bars.push(Bar {
            place: tasks.place(task),
            start: label(from),
            end: label(to),
            row,
            strand: strands.place(strand),
            told,
        });
    }
    bars
}

/// Names in the order in which they come, each once.
#[derive(Default)]
struct Named {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Named {
    fn place(&mut self, (key, name): (String, String)) -> usize {
        *self.places.entry(key).or_insert_with(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}

fn note(left_out: usize) -> Vec<Note> {
    let rows = if left_out == 1 {
        "1 row is".to_owned()
    } else {
        format!("{left_out} rows are")
    };
    let message = format!("{rows} not drawn: without a start or an end, or more than {MOST_BARS} bars");
    let note = (left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", message));
    note.into_iter().collect()
}
