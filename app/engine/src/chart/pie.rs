//! Slices of a whole, largest first; what is too small to see becomes one slice.

use super::matrix::{Cell, OTHER, figure};
use super::plan::{EMPTY, Plan};
use super::shape::number_at;
use super::sketch::{Sketch, legend, merge};
use charming::datatype::CompositeValue;
use charming::element::{ItemStyle, Tooltip, Trigger};
use charming::series::Pie;
use serde_json::{Value as Json, json};
use spec::answer::Table;
use std::collections::HashMap;

/// No more slices than this have a name of their own.
const MOST_SLICES: usize = 8;

/// A slice and its name.
struct Slice {
    name: String,
    cell: Cell,
}

/// Draws a slice for each row.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let measure = plan.y.first().copied().unwrap_or_default();
    let slices = few(slices(plan, table, measure));
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
    let chart = charming::Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Item))
        .legend(legend())
        .series(pie);
    let mut patch = json!({ "tooltip": { "confine": true } });
    merge(
        &mut patch,
        json!({ "series": [{ "data": slices.iter().map(item).collect::<Vec<_>>() }] }),
    );
    Sketch {
        chart,
        patch,
        // The names are written already.
        axes: (None, None),
        series: vec![measure],
        notes: Vec::new(),
    }
}

fn item(slice: &Slice) -> Json {
    let mut item = slice.cell.item(&figure(slice.cell.value));
    merge(&mut item, json!({ "name": slice.name }));
    item
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
        });
    }
    if plan.x.is_none_or(|x| !plan.shape.is_ordered(x)) {
        slices.sort_by(|one, two| two.cell.value.unwrap_or(0.0).total_cmp(&one.cell.value.unwrap_or(0.0)));
    }
    slices
}

/// The largest slices, and one for all the others.
fn few(mut slices: Vec<Slice>) -> Vec<Slice> {
    if slices.len() <= MOST_SLICES + 1 {
        return slices;
    }
    slices.sort_by(|one, two| two.cell.value.unwrap_or(0.0).total_cmp(&one.cell.value.unwrap_or(0.0)));
    let rest = slices.split_off(MOST_SLICES);
    let other = Cell {
        value: Some(rest.iter().filter_map(|slice| slice.cell.value).sum()),
        rows: rest.into_iter().flat_map(|slice| slice.cell.rows).collect(),
    };
    slices.push(Slice {
        name: OTHER.to_owned(),
        cell: other,
    });
    slices
}
