//! Slices of a whole, largest first; what is too small to see becomes one slice.

use super::format;
use super::hues;
use super::matrix::{Cell, OTHER, figure};
use super::plan::{EMPTY, Plan};
use super::shape::number_at;
use super::sketch::{Sketch, legend, merge};
use charming::datatype::CompositeValue;
use charming::element::{ItemStyle, Tooltip, Trigger};
use charming::series::Pie;
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::value::Value;
use std::collections::HashMap;

/// No more slices than this have a name of their own.
const MOST_SLICES: usize = 8;
/// Petals in an order of their own, such as hours, may be more.
const MOST_PETALS: usize = 24;

/// A slice and its name.
struct Slice {
    name: String,
    cell: Cell,
    hue: Json,
}

/// What slices look like.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// As wide as their values.
    Slices,
    /// As wide as their values, around their sum.
    Ring,
    /// As long as their values.
    Petals,
}

/// Draws a slice for each row.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    draw_as(plan, table, Form::Slices)
}

/// Draws a slice of this form for each row.
pub(crate) fn draw_as(plan: &Plan<'_>, table: &Table, form: Form) -> Sketch {
    let measure = plan.y.first().copied().unwrap_or_default();
    let is_ordered = plan.x.is_some_and(|x| plan.shape.is_ordered(x));
    let most = match form {
        Form::Petals if is_ordered => MOST_PETALS,
        _ => MOST_SLICES,
    };
    let mut slices = few(slices(plan, table, measure), most);
    // Petals in an order of their own are told apart by where they stand.
    let is_one_colour = form == Form::Petals && is_ordered;
    if is_one_colour {
        slices.iter_mut().for_each(|slice| slice.hue = json!(0));
    }
    let slices = dyed(plan, table, slices);
    let pie = Pie::new()
        .name(
            table
                .columns
                .get(measure)
                .map(|column| column.name.clone())
                .unwrap_or_default(),
        )
        .radius("66%")
        .center(CompositeValue::from(vec!["50%", "55%"]))
        .avoid_label_overlap(true)
        .item_style(ItemStyle::new().border_radius(3));
    let mut chart = charming::Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Item))
        .series(pie);
    if !is_one_colour {
        chart = chart.legend(legend());
    }
    let mut patch = json!({ "tooltip": { "confine": true } });
    merge(
        &mut patch,
        json!({ "series": [{ "data": slices.iter().map(item).collect::<Vec<_>>() }] }),
    );
    merge(&mut patch, form.patch(plan, &slices, measure));
    Sketch {
        chart,
        patch,
        // The names are written already.
        axes: (None, None),
        series: vec![measure],
        notes: Vec::new(),
    }
}

impl Form {
    fn patch(self, plan: &Plan<'_>, slices: &[Slice], measure: usize) -> Json {
        let sum = slices.iter().filter_map(|slice| slice.cell.value).sum();
        let written = format::write(&Value::Float(sum), &plan.format(measure));
        match self {
            Self::Slices => json!({}),
            Self::Ring if plan.shape.is_additive(measure) => json!({
                "series": [{ "radius": ["42%", "66%"] }],
                "title": { "text": written, "left": "center", "top": "55%", "textVerticalAlign": "middle" },
            }),
            Self::Ring => json!({ "series": [{ "radius": ["42%", "66%"] }] }),
            Self::Petals => json!({ "series": [{ "radius": ["10%", "70%"], "roseType": "area" }] }),
        }
    }
}

fn item(slice: &Slice) -> Json {
    let mut item = slice.cell.item(&figure(slice.cell.value));
    merge(&mut item, json!({ "name": slice.name, "hue": slice.hue }));
    item
}

/// Slices have the colours of the values that they stand for.
fn dyed(plan: &Plan<'_>, table: &Table, mut slices: Vec<Slice>) -> Vec<Slice> {
    let Some(x) = plan.x else { return slices };
    let own = |slice: &&mut Slice| slice.hue.is_null();
    let values = slices.iter_mut().filter(own).map(|slice| {
        let row = slice.cell.rows.first().and_then(|row| table.rows.get(*row));
        row.and_then(|row| row.get(x)).cloned().unwrap_or_default()
    });
    let hues = hues::of(plan, x, &values.collect::<Vec<_>>());
    for (slice, hue) in slices.iter_mut().filter(own).zip(hues) {
        slice.hue = hue;
    }
    slices
}

/// A slice for each row that has a share, no two of the same name.
fn slices(plan: &Plan<'_>, table: &Table, measure: usize) -> Vec<Slice> {
    let mut seen = HashMap::new();
    let mut slices = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        let Some(value) = number_at(table, row, measure).filter(|value| *value > 0.0) else {
            continue;
        };
        let name = match plan.x.and_then(|x| Some((x, cells.get(x)?))) {
            Some((x, value)) => plan.name(x, value),
            None => EMPTY.to_owned(),
        };
        let times = seen.entry(name.clone()).or_insert(0_usize);
        *times += 1;
        let name = if *times > 1 { format!("{name} ({times})") } else { name };
        slices.push(Slice {
            name,
            cell: Cell {
                value: Some(value),
                rows: vec![row],
            },
            hue: Json::Null,
        });
    }
    if plan.x.is_none_or(|x| !plan.shape.is_ordered(x)) {
        slices.sort_by(|one, two| two.cell.value.unwrap_or(0.0).total_cmp(&one.cell.value.unwrap_or(0.0)));
    }
    slices
}

/// The largest slices, and one for all the others.
fn few(mut slices: Vec<Slice>, most: usize) -> Vec<Slice> {
    if slices.len() <= most + 1 {
        return slices;
    }
    slices.sort_by(|one, two| two.cell.value.unwrap_or(0.0).total_cmp(&one.cell.value.unwrap_or(0.0)));
    let rest = slices.split_off(most);
    let other = Cell {
        value: Some(rest.iter().filter_map(|slice| slice.cell.value).sum()),
        rows: rest.into_iter().flat_map(|slice| slice.cell.rows).collect(),
    };
    slices.push(Slice {
        name: OTHER.to_owned(),
        cell: other,
        hue: json!("rest"),
    });
    slices
}
