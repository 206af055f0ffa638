//! Merged cells in the rows of a table: each of them gets the value.

use super::log::Log;
use super::table::Table;
use crate::ingest::workbook::grid::{Area, Cell, Formula, MOST_CELLS};
use spec::repair::RepairKind;

/// Gives the value of merged cells to each of them.
pub(super) fn fill(table: &mut Table, log: &mut Log<'_>) {
    let Some(first) = table.rows.first().map(|row| row.number) else {
        return;
    };
    let areas: Vec<Area> = table
        .merged
        .iter()
        .filter(|area| area.top >= first && !is_alone(table, area))
        .filter(|area| anchor(table, area).is_some())
        .copied()
        .collect();
    let Some(example) = areas.first() else {
        return;
    };
    let places: Vec<_> = areas.iter().take(5).map(Area::spelled).collect();
    let value = anchor(table, example)
        .map(|cell| cell.value.spelled())
        .unwrap_or_default();
    let said = match areas.len() {
        1 => format!("“{value}” in the merged cells {} is given to each of them.", places[0]),
        count => format!(
            "The values of {count} merged cells, such as “{value}” in {}, are given to each of them.",
            places[0]
        ),
    };
    if !log.propose(RepairKind::MergedCells, true, said, areas.len() as u64, places) {
        return;
    }
    let mut left = MOST_CELLS;
    for area in areas {
        left = left.saturating_sub(fill_one(table, area, left));
    }
}

/// A row's only cell, merged across: the name of what follows, not a value.
fn is_alone(table: &Table, area: &Area) -> bool {
    let index = table.rows.binary_search_by_key(&area.top, |row| row.number);
    area.top == area.bottom && index.is_ok_and(|index| table.rows[index].cells.len() == 1)
}

fn anchor<'t>(table: &'t Table, area: &Area) -> Option<&'t Cell> {
    let index = table.rows.binary_search_by_key(&area.top, |row| row.number).ok()?;
    table.rows[index].get(area.left)
}

fn fill_one(table: &mut Table, area: Area, most: usize) -> usize {
    let Some(cell) = anchor(table, &area).cloned() else {
        return 0;
    };
    let start = table.rows.partition_point(|row| row.number < area.top);
    let last = table.lanes.last().map_or(0, |lane| lane.column);
    let columns = area.left..=area.right.min(last);
    let mut count = 0;
    for row in table.rows[start..]
        .iter_mut()
        .take_while(|row| row.number <= area.bottom)
    {
        for column in columns.clone() {
            row.put(Cell {
                column,
                formula: Formula::Nothing,
                ..cell.clone()
            });
            count += 1;
            if count >= most {
                return count;
            }
        }
    }
    count
}
