//! Cells in the format that an answer says they have: percent, units, months by name.

use super::cells::{Cells, Kind};
use polars::prelude::{Float64Chunked, NewChunkedArray as _, StringChunked};
use spec::answer::{Format, FormatKind};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The cells as their column's format has them.
pub(super) fn shown(cells: Cells, format: &Format) -> Cells {
    let Kind::Number(numbers) = &cells.kind else {
        return cells;
    };
    match format.kind {
        FormatKind::MonthName => return named(cells.name, numbers, &MONTHS),
        FormatKind::Weekday => return named(cells.name, numbers, &WEEKDAYS),
        _ => {}
    }
    let pattern = match cells.format.starts_with(['y', 'h', '[']) {
        true => of_moments(&cells.format, format.kind),
        false => of_numbers(numbers, format),
    };
    Cells {
        format: pattern,
        ..cells
    }
}

fn named(name: String, numbers: &Float64Chunked, names: &[&'static str]) -> Cells {
    let word = |number: f64| names.get((number as usize).wrapping_sub(1)).copied();
    let words = numbers.iter().map(|number| number.and_then(word));
    Cells {
        kind: Kind::Text(StringChunked::from_iter_options(name.as_str().into(), words)),
        name,
        format: "General".to_owned(),
    }
}

fn of_moments(given: &str, kind: FormatKind) -> String {
    match kind {
        FormatKind::Year => "yyyy",
        FormatKind::Month => "mmm yyyy",
        FormatKind::Hour => "yyyy-mm-dd hh:mm",
        FormatKind::Date | FormatKind::Week | FormatKind::Quarter => "yyyy-mm-dd",
        _ => given,
    }
    .to_owned()
}

fn of_numbers(numbers: &Float64Chunked, format: &Format) -> String {
    let decimals = format.decimals.map(usize::from);
    let pattern = match format.kind {
        FormatKind::Percent => format!("0{}%", after_point(decimals.unwrap_or(1))),
        FormatKind::Integer => format!("#,##0{}", after_point(decimals.unwrap_or(0))),
        FormatKind::Number => format!("#,##0{}", after_point(decimals.unwrap_or_else(|| needed(numbers)))),
        _ => return "0".to_owned(),
    };
    match format.unit.as_deref().filter(|unit| !unit.is_empty()) {
        Some(unit) => format!("{pattern}\" {}\"", unit.replace('"', "")),
        None => pattern,
    }
}

fn after_point(decimals: usize) -> String {
    match decimals {
        0 => String::new(),
        decimals => format!(".{}", "0".repeat(decimals.min(15))),
    }
}

/// As many decimals as tell the figures apart: none for whole ones, more for small ones.
fn needed(numbers: &Float64Chunked) -> usize {
    let most = numbers.iter().flatten().map(f64::abs).fold(0.0, f64::max);
    match numbers.iter().flatten().all(|number| number.fract() == 0.0) {
        true => 0,
        false if most < 1.0 => 4,
        false => 2,
    }
}
