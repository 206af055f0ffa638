//! What a formula sums up: what is above it, what is beside it, or something else.

use super::grid::{self, Formula};

/// The functions that make totals.
const TOTALS: [&str; 10] = [
    "SUM",
    "SUBTOTAL",
    "AGGREGATE",
    "AVERAGE",
    "COUNT",
    "COUNTA",
    "MIN",
    "MAX",
    "MEDIAN",
    "PRODUCT",
];

/// What kind of formula this is, in the cell at `row` and `column`.
pub(super) fn kind(text: &str, row: u32, column: u32) -> Formula {
    let text = text.trim().trim_start_matches(['=', '+']).trim();
    let text = text.strip_prefix("of:=").unwrap_or(text);
    match call(text) {
        Some(arguments) => of_arguments(arguments, row, column),
        None => of_places(text, row, column),
    }
}

/// What stands between the brackets of a call to one of [`TOTALS`].
fn call(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once('(')?;
    let arguments = rest.trim_end().strip_suffix(')')?;
    let name = name.trim().trim_start_matches("_xlfn.").to_ascii_uppercase();
    (TOTALS.contains(&name.as_str()) && !arguments.contains(['(', ')', '*', '/'])).then_some(arguments)
}

fn of_arguments(arguments: &str, row: u32, column: u32) -> Formula {
    let parts: Vec<_> = arguments.split([',', ';']).map(str::trim).collect();
    let is_option = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let ranges: Vec<_> = parts.iter().filter(|part| !is_option(part)).copied().collect();
    if ranges.is_empty() {
        return Formula::Other;
    }
    let of_table = |range: &&str| {
        range.contains('[') && !range.contains("#This Row") && !range.contains('@') && !range.contains('.')
    };
    if ranges.iter().all(of_table) {
        return Formula::Down;
    }
    let areas: Option<Vec<_>> = ranges.iter().map(|range| area(range)).collect();
    of_areas(&areas.unwrap_or_default(), row, column)
}

/// `B5+B9+B12`.
fn of_places(text: &str, row: u32, column: u32) -> Formula {
    if !text.contains('+') || text.contains(['(', '*', '/', '"', '-']) {
        return Formula::Other;
    }
    let areas: Option<Vec<_>> = text.split('+').map(area).collect();
    of_areas(&areas.unwrap_or_default(), row, column)
}

fn area(range: &str) -> Option<grid::Area> {
    // OpenDocument writes [.B2:.B9].
    let plain: String = range
        .chars()
        .filter(|letter| !matches!(letter, '[' | ']' | '.' | '$'))
        .collect();
    grid::Area::read(&plain)
}

fn of_areas(areas: &[grid::Area], row: u32, column: u32) -> Formula {
    let above =
        |area: &grid::Area| area.left == column && area.right == column && (area.bottom < row || area.top > row);
    let beside =
        |area: &grid::Area| area.top == row && area.bottom == row && (area.right < column || area.left > column);
    match areas {
        [] => Formula::Other,
        areas if areas.iter().all(above) => Formula::Down,
        areas if areas.iter().all(beside) => Formula::Across,
        _ => Formula::Other,
    }
}
