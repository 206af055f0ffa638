//! A square for each day, by weeks and months, a block for each year.

use super::heatmap::{range, scale, scale_text};
use super::matrix::figure;
use super::plan::Plan;
use super::shape::{Role, Shape, number_at};
use super::sketch::{Sketch, free, merge};
use super::told::{Told, mark};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::question::Grain;
use spec::value::Value;
use std::collections::BTreeSet;

/// More years below each other are too small to be seen.
const MOST_YEARS: usize = 4;

/// Why an answer cannot be drawn as a calendar.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let [group] = shape.groups.as_slice() else {
        return Some("a calendar needs one group: days");
    };
    match shape.roles.get(*group) {
        Some(Role::Timeline(Some(Grain::Day) | None)) if !shape.measures.is_empty() => None,
        Some(Role::Timeline(Some(Grain::Day) | None)) => Some("a calendar needs a figure for each day"),
        _ => Some("a calendar needs to be grouped by day"),
    }
}

/// Draws a square for each row, in the block of its year.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let measure = plan.y.first().copied().unwrap_or_default();
    let days: Vec<(String, usize)> = days(plan, table);
    let all: BTreeSet<&str> = days.iter().filter_map(|(day, _)| day.get(..4)).collect();
    let years: Vec<&str> = all.iter().rev().take(MOST_YEARS).rev().copied().collect();
    let series = years.iter().enumerate().map(|(place, year)| {
        let of_year = days.iter().filter(|(day, _)| day.starts_with(year));
        let items = of_year.filter_map(|(day, row)| square(plan, table, measure, (day, *row)));
        json!({
            "type": "heatmap",
            "coordinateSystem": "calendar",
            "calendarIndex": place,
            "data": items.collect::<Vec<_>>(),
        })
    });
    let (low, high) = range(table, measure);
    let more = json!({
        "calendar": blocks(&years),
        "series": series.collect::<Vec<_>>(),
    });
    let mut sketch = free(more, vec![measure; years.len()], note(all.len() - years.len()));
    sketch.chart = sketch.chart.visual_map(scale(low, high));
    merge(&mut sketch.patch, scale_text(plan, measure, low, high));
    sketch
}

/// The day and the row of each row that has a day.
fn days(plan: &Plan<'_>, table: &Table) -> Vec<(String, usize)> {
    let day = |(row, cells): (usize, &Vec<Value>)| match cells.get(plan.x?)? {
        Value::Text(text) => Some((text.get(..10)?.to_owned(), row)),
        _ => None,
    };
    table.rows.iter().enumerate().filter_map(day).collect()
}

fn square(plan: &Plan<'_>, table: &Table, measure: usize, (day, row): (&str, usize)) -> Option<Json> {
    let value = number_at(table, row, measure)?;
    let x = plan.x.unwrap_or_default();
    let told = Told::new(plan.name(x, &Value::Text(day.to_owned()))).figure(plan, table, measure, Some(value));
    Some(mark(&json!([day, figure(Some(value))]), &[row], &told))
}

/// Where each year's block lies, below the scale.
fn blocks(years: &[&str]) -> Vec<Json> {
    let height = 80.0 / years.len().max(1) as f64;
    let block = |(place, year): (usize, &&str)| {
        let top = height.mul_add(place as f64, 19.0);
        json!({
            "range": year,
            "orient": "horizontal",
            "left": 76, "right": 16,
            "top": format!("{top:.1}%"),
            "height": format!("{:.1}%", height - 8.0),
            "dayLabel": { "show": years.len() <= 2, "firstDay": 1, "nameMap": ["S", "M", "T", "W", "T", "F", "S"] },
            "yearLabel": { "show": true, "margin": 34 },
            "splitLine": { "show": true },
        })
    };
    years.iter().enumerate().map(block).collect()
}

fn note(left_out: usize) -> Vec<Note> {
    let message = format!("drawn with the last {MOST_YEARS} years; {left_out} more are in the table");
    let note = (left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", message));
    note.into_iter().collect()
}
