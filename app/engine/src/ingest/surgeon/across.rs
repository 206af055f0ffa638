//! Columns of totals: the sums of the columns to their left.

use super::log::{self, Log};
use super::table::Table;
use super::totals::are_equal;
use super::words::{self, Total};
use crate::ingest::workbook::grid::Formula;
use spec::repair::RepairKind;

/// Words for the parts of a bill: their sum is a column like others.
const BILLED: [&str; 16] = [
    "net", "tax", "vat", "shipping", "discount", "fee", "price", "cost", "gross", "freight", "netto", "mwst", "steuer",
    "tip", "subtotal", "rate",
];

/// Leaves out columns that sum up others.
pub(super) fn leave_out(table: &mut Table, log: &mut Log<'_>) {
    let tallies = table.tallies();
    let mut found: Vec<usize> = Vec::new();
    for index in 0..table.lanes.len() {
        let label = table.lanes[index].name.split_whitespace().last().unwrap_or_default();
        let says = [label, &table.lanes[index].name]
            .iter()
            .any(|label| matches!(words::total(label), Some(Total::Only)));
        if says && tallies[index].is_numeric() && sums_up(table, index, &found, &|index| tallies[index].is_numeric()) {
            found.push(index);
        }
    }
    let Some(first) = found.first().map(|index| table.lanes[*index].clone()) else {
        return;
    };
    let said = match found.len() {
        1 => format!("The column “{}” sums up the columns to its left.", first.name),
        count => format!("{count} columns, such as “{}”, sum up others.", first.name),
    };
    let places = log::columns(found.iter().map(|index| table.lanes[*index].column));
    if !log.propose(RepairKind::TotalColumns, true, said, found.len() as u64, places) {
        return;
    }
    for lane in found.iter().map(|index| table.lanes[*index].clone()) {
        for row in &table.rows {
            row.get(lane.column)
                .iter()
                .for_each(|cell| log.cell(row.number, &lane.name, cell, "the column is a total of others"));
        }
    }
    let mut index = 0;
    table.lanes.retain(|_| {
        index += 1;
        found.binary_search(&(index - 1)).is_err()
    });
}

/// Whether a column is the sum of those to its left, back to the last total or text.
fn sums_up(table: &Table, index: usize, found: &[usize], is_numeric: &dyn Fn(usize) -> bool) -> bool {
    let last = found.last().map_or(0, |last| last + 1);
    let start = (last..index)
        .rev()
        .find(|other| !is_numeric(*other))
        .map_or(last, |other| other + 1);
    (start..index.saturating_sub(1)).any(|start| is_sum_of(table, start, index))
        || found.len() > 1 && is_sum_of_totals(table, index, found)
}

fn is_sum_of(table: &Table, start: usize, index: usize) -> bool {
    let parts = &table.lanes[start..index];
    let series = parts.iter().all(|lane| {
        words::series(&lane.name).is_some()
            || words::series(lane.name.split_whitespace().last().unwrap_or_default()).is_some()
    });
    let billed = |name: &str| {
        name.to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| BILLED.contains(&word))
    };
    let plain = parts.len() > 2 && !parts.iter().any(|lane| billed(&lane.name));
    if !series && !plain {
        return false;
    }
    let (mut count, mut equal, mut told) = (0, 0, 0);
    for row in &table.rows {
        let Some(cell) = row.get(table.lanes[index].column) else {
            continue;
        };
        let sum: f64 = parts.iter().filter_map(|lane| row.number(lane.column)).sum();
        count += 1;
        equal +=
            usize::from(cell.formula == Formula::Across || cell.number().is_some_and(|number| are_equal(number, sum)));
        told += usize::from(sum != 0.0);
    }
    count > 1 && told > 1 && equal * 20 >= count * 19
}

fn is_sum_of_totals(table: &Table, index: usize, found: &[usize]) -> bool {
    table.rows.iter().all(|row| {
        let sum: f64 = found
            .iter()
            .filter_map(|other| row.number(table.lanes[*other].column))
            .sum();
        row.number(table.lanes[index].column)
            .is_none_or(|number| are_equal(number, sum))
    })
}
