//! Groups of rows whose name is written once: in the first of the rows, or in a row of its own above them.

use super::log::{self, Log};
use super::table::{Lane, MADE, Table, Tally};
use super::words;
use crate::ingest::workbook::grid::{Cell, Row, Value};
use spec::repair::RepairKind;

/// Gives the name of a group to each of its rows.
pub(super) fn fill_down(table: &mut Table, totals: &[usize], log: &mut Log<'_>) {
    let columns = group_columns(table, totals);
    let Some(first) = columns.first() else {
        return;
    };
    let names: Vec<_> = columns
        .iter()
        .filter_map(|column| table.lanes.iter().find(|lane| lane.column == *column))
        .map(|lane| format!("“{}”", table.called(lane)))
        .collect();
    let example = table.rows.iter().find_map(|row| row.text(*first)).unwrap_or_default();
    let is_open = |row: &&Row| row.get(*first).is_none();
    let count = table.rows.iter().filter(is_open).count();
    let places = log::rows(table.rows.iter().filter(is_open));
    let said = format!(
        "The groups in {}, such as {}, are written once and are given to each of their rows.",
        words::listed(&names),
        words::shortened(example)
    );
    if log.propose(RepairKind::RowGroups, true, said, count as u64, places) {
        fill(table, &columns, totals);
    }
}

fn fill(table: &mut Table, columns: &[u32], totals: &[usize]) {
    let mut above: Vec<Option<Cell>> = vec![None; columns.len()];
    for (index, row) in table.rows.iter_mut().enumerate() {
        if totals.binary_search(&index).is_ok() {
            continue;
        }
        for place in 0..columns.len() {
            match row.get(columns[place]) {
                Some(cell) => {
                    above[place] = Some(cell.clone());
                    above[place + 1..].fill(None);
                }
                None => above[place].iter().for_each(|cell| row.put(cell.clone())),
            }
        }
    }
}

/// The first columns, as far as they hold groups.
fn group_columns(table: &Table, totals: &[usize]) -> Vec<u32> {
    let tallies = table.tallies();
    let rows: Vec<&Row> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(index, _)| totals.binary_search(index).is_err())
        .map(|(_, row)| row)
        .collect();
    let mut columns: Vec<u32> = Vec::new();
    for pair in table.lanes.windows(2) {
        let (lane, next) = (pair[0].column, &pair[1]);
        if !is_group(&rows, lane, next.column, columns.last().copied()) {
            break;
        }
        columns.push(lane);
    }
    let last = table.lanes.get(columns.len()).zip(tallies.get(columns.len()));
    match last {
        Some((lane, tally)) if is_detail(&rows, lane, *tally) => columns,
        _ => Vec::new(),
    }
}

/// Whether a column tells the rows of a group apart: it is filled, and not with amounts.
fn is_detail(rows: &[&Row], lane: &Lane, tally: Tally) -> bool {
    let filled = rows.iter().filter(|row| row.get(lane.column).is_some()).count();
    let years = || {
        rows.iter()
            .filter_map(|row| row.number(lane.column))
            .all(|number| (1800.0..2200.0).contains(&number) && number.fract() == 0.0)
    };
    filled * 20 >= rows.len() * 19 && (tally.numbers == 0 || years())
}

/// Whether a column holds the name of a group in the first of its rows only.
fn is_group(rows: &[&Row], column: u32, next: u32, outer: Option<u32>) -> bool {
    let filled: Vec<usize> = (0..rows.len())
        .filter(|index| rows[*index].get(column).is_some())
        .collect();
    let (groups, open) = (filled.len(), rows.len() - filled.len());
    if filled.first() != Some(&0) || groups < 2 || open <= groups.max(1) - usize::from(outer.is_some()) {
        return false;
    }
    let is_name = |index: &usize| {
        rows[*index]
            .get(column)
            .is_some_and(|cell| matches!(cell.value, Value::Text(_) | Value::Moment(_)))
    };
    let fits = outer.is_none_or(|outer| {
        (0..rows.len()).all(|index| rows[index].get(outer).is_none() || rows[index].get(column).is_some())
    });
    let filled_beside = rows.iter().filter(|row| row.get(next).is_some()).count();
    filled.iter().all(is_name)
        && fits
        && are_distinct(rows, column, outer)
        && (filled_beside * 10 >= rows.len() * 9 || outer.is_none())
        && few_alone(&filled, rows.len())
}

/// No name comes twice, but in another outer group.
fn are_distinct(rows: &[&Row], column: u32, outer: Option<u32>) -> bool {
    let mut seen: std::collections::HashSet<String> = std::collections::HashSet::new();
    for row in rows {
        if outer.is_some_and(|outer| row.get(outer).is_some()) {
            seen.clear();
        }
        if let Some(cell) = row.get(column)
            && !seen.insert(cell.value.spelled())
        {
            return false;
        }
    }
    true
}

/// At most half of the groups have one row only.
fn few_alone(filled: &[usize], rows: usize) -> bool {
    let ends = filled.iter().skip(1).copied().chain([rows]);
    let alone = filled.iter().zip(ends).filter(|(start, end)| end - *start == 1).count();
    alone * 2 <= filled.len()
}

/// Makes a column of rows that hold nothing but the name of the group below them.
pub(super) fn lift(table: &mut Table, log: &mut Log<'_>) {
    let Some(first) = table
        .lanes
        .first()
        .map(|lane| lane.column)
        .filter(|_| table.lanes.len() > 2)
    else {
        return;
    };
    let is_name = |row: &Row| matches!(row.cells.as_slice(), [only] if only.column == first && only.text().is_some());
    let count = table.rows.iter().filter(|row| is_name(row)).count();
    let starts = table.rows.first().is_some_and(is_name) && table.rows.last().is_some_and(|row| !is_name(row));
    let followed = table
        .rows
        .windows(2)
        .all(|pair| !is_name(&pair[0]) || !is_name(&pair[1]));
    let full = table
        .rows
        .iter()
        .all(|row| is_name(row) || row.cells.len() > 1 && row.get(first).is_some());
    if count < 2 || !starts || !followed || !full || count * 2 > table.rows.len() {
        return;
    }
    let places = log::rows(table.rows.iter().filter(|row| is_name(row)));
    let example = table.rows[0].text(first).unwrap_or_default();
    let said = format!(
        "{count} rows, such as {}, name the group of the rows below them. The names become a column.",
        words::shortened(example)
    );
    if !log.propose(RepairKind::RowGroups, true, said, count as u64, places) {
        return;
    }
    let mut group: Option<Cell> = None;
    for row in &mut table.rows {
        match is_name(row) {
            true => group = row.cells.pop().map(|cell| Cell { column: MADE, ..cell }),
            false => group.iter().for_each(|cell| row.put(cell.clone())),
        }
    }
    table.rows.retain(|row| !row.cells.is_empty());
    let name = if table.head.is_empty() { "" } else { "group" };
    table.lanes.insert(
        0,
        Lane {
            column: MADE,
            name: name.to_owned(),
        },
    );
}
