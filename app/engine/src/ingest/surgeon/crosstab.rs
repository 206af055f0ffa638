//! Columns that are values of one thing, such as years: as rows they can be filtered, grouped and charted.

use super::log::{self, Log};
use super::table::{Lane, MADE, Table};
use super::words;
use crate::ingest::workbook::grid::{Cell, MOST_CELLS, Row, Value};
use spec::repair::RepairKind;
use std::rc::Rc;

/// How many columns make a cross-tab.
const LEAST: usize = 3;

/// Turns columns into rows, where the user wishes it.
pub(super) fn turn(table: &mut Table, log: &mut Log<'_>) {
    let asked = log.options.repairs.get(&RepairKind::CrossTab) == Some(&true);
    let Some((start, end, thing)) = find(table).or_else(|| if asked { numbers(table) } else { None }) else {
        return;
    };
    let turned = &table.lanes[start..end];
    let (first, last) = (&turned[0].name, &turned[turned.len() - 1].name);
    let said = format!(
        "The columns “{first}” to “{last}” are the {thing}s of one number. They can become rows: one for each {thing}."
    );
    let places = log::columns(turned.iter().map(|lane| lane.column));
    let room = table
        .rows
        .len()
        .saturating_mul((end - start) * (table.lanes.len() + 2 - (end - start)))
        < MOST_CELLS;
    if log.propose(RepairKind::CrossTab, false, said, (end - start) as u64, places) && room {
        unpivot(table, start, end, thing);
    }
}

/// The columns of a cross-tab, from and to.
fn find(table: &Table) -> Option<(usize, usize, &'static str)> {
    let tallies = table.tallies();
    let end = table.lanes.len();
    let kind = |index: usize| {
        words::series(&table.lanes[index].name).filter(|_| tallies[index].is_numeric() || tallies[index].all() == 0)
    };
    let series = kind(end.checked_sub(1)?)?;
    let start = (0..end).rev().take_while(|index| kind(*index) == Some(series)).last()?;
    let numeric = (start..end).any(|index| tallies[index].is_numeric());
    (end - start >= LEAST && start > 0 && numeric).then_some((start, end, series.name()))
}

/// The columns of numbers at the right, for who wants them turned whatever they are.
fn numbers(table: &Table) -> Option<(usize, usize, &'static str)> {
    let tallies = table.tallies();
    let end = table.lanes.len();
    let start = end - tallies.iter().rev().take_while(|tally| tally.is_numeric()).count();
    (end - start > 1 && start > 0).then_some((start, end, "name"))
}

fn unpivot(table: &mut Table, start: usize, end: usize, thing: &str) {
    let turned: Vec<Lane> = table.lanes.drain(start..end).collect();
    let keys: Vec<Value> = turned.iter().map(|lane| key(table, lane)).collect();
    let kept: Vec<u32> = table.lanes.iter().map(|lane| lane.column).collect();
    // A column that was made of groups has the first free place already.
    let (of_names, of_values) = (MADE + 1, MADE + 2);
    let rows = std::mem::take(&mut table.rows);
    for row in &rows {
        let own: Vec<&Cell> = row.cells.iter().filter(|cell| kept.contains(&cell.column)).collect();
        for (lane, key) in turned.iter().zip(&keys) {
            let mut cells: Vec<Cell> = own.iter().copied().cloned().collect();
            cells.push(Cell::new(of_names, key.clone()));
            cells.extend(row.get(lane.column).map(|cell| Cell {
                column: of_values,
                ..cell.clone()
            }));
            table.rows.push(Row {
                number: row.number,
                hidden: false,
                cells,
            });
        }
    }
    let lane = |column, name: &str| Lane {
        column,
        name: name.to_owned(),
    };
    table.lanes.extend([lane(of_names, thing), lane(of_values, "value")]);
}

/// What stands in the new column for one of the old ones: as the sheet has it when that is one cell.
fn key(table: &Table, lane: &Lane) -> Value {
    let cells: Vec<&Cell> = table.head.iter().filter_map(|row| row.get(lane.column)).collect();
    match cells.as_slice() {
        [only] if only.is_data() => only.value.clone(),
        _ if words::is_year(&lane.name) => Value::Number(lane.name.parse().unwrap_or(0.0)),
        _ => Value::Text(Rc::from(lane.name.as_str())),
    }
}
