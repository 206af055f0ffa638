//! A chart in one or two sentences, for those who cannot see it.

use super::format::write;
use super::plan::Plan;
use super::shape::number_at;
use super::sketch::Sketch;
use super::whole::Whole;
use spec::answer::Table;
use spec::chart::Kind;
use spec::value::Value;

/// The most letters of a name that are read out.
const LONGEST_NAME: usize = 60;

/// What is drawn, and its extremes.
pub(crate) fn describe(plan: &Plan<'_>, sketch: &Sketch, table: &Table) -> String {
    let mut text = what(plan, table);
    let measure = plan.y.first().copied();
    let extremes = measure.and_then(|measure| extremes(plan, table, measure));
    text.push_str(&match extremes {
        Some(extremes) => format!(
            ": {}, {extremes}.",
            rows(plan.whole.map_or(table.rows.len(), Whole::rows))
        ),
        None if table.rows.is_empty() => ": no rows.".to_owned(),
        None => format!(": {}, all without a value.", rows(table.rows.len())),
    });
    for note in &sketch.notes {
        text.push_str(&format!(" {}.", super::phrase::capital(&note.message)));
    }
    text
}

fn what(plan: &Plan<'_>, table: &Table) -> String {
    let name = |column: usize| clipped(&table.columns[column].name);
    let measures = plan
        .y
        .iter()
        .map(|measure| name(*measure))
        .collect::<Vec<_>>()
        .join(", ");
    let kind = match plan.kind {
        Kind::Scatter => "Scatter plot".to_owned(),
        kind if super::phrase::stands_alone(kind) => kind.label().to_owned(),
        other => format!("{} chart", other.label()),
    };
    let against = if plan.kind == Kind::Scatter { "against" } else { "by" };
    let along = plan.x.map(|x| format!(" {against} {}", name(x))).unwrap_or_default();
    let apart = plan
        .color
        .map(|color| format!(" and {}", name(color)))
        .unwrap_or_default();
    format!("{kind} of {measures}{along}{apart}")
}

fn rows(count: usize) -> String {
    match count {
        1 => "1 row".to_owned(),
        count => format!("{} rows", super::format::grouped(count as f64, Some(0))),
    }
}

fn extremes(plan: &Plan<'_>, table: &Table, measure: usize) -> Option<String> {
    let mut low: Option<(usize, f64)> = None;
    let mut high: Option<(usize, f64)> = None;
    for row in 0..table.rows.len() {
        let Some(value) = number_at(table, row, measure) else {
            continue;
        };
        low = low.filter(|(_, lowest)| *lowest <= value).or(Some((row, value)));
        high = high.filter(|(_, highest)| *highest >= value).or(Some((row, value)));
    }
    let (low, high) = (low?, high?);
    if low.1 == high.1 {
        return Some(format!("every value {}", figure(plan, measure, high.1)));
    }
    let end = |(row, value): (usize, f64)| format!("{}{}", figure(plan, measure, value), place(plan, table, row));
    Some(format!("highest {}, lowest {}", end(high), end(low)))
}

fn figure(plan: &Plan<'_>, measure: usize, value: f64) -> String {
    write(&Value::Float(value), &plan.format(measure))
}

/// Where a figure stands: ` at JFK, Jan 2013`.
fn place(plan: &Plan<'_>, table: &Table, row: usize) -> String {
    let columns = plan.x.into_iter().chain(plan.color);
    let names = columns.filter_map(|column| {
        let value = table.rows.get(row)?.get(column)?;
        Some(clipped(&plan.name(column, value)))
    });
    let names = names.collect::<Vec<_>>();
    if names.is_empty() {
        String::new()
    } else {
        format!(" at {}", names.join(", "))
    }
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
