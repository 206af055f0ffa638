//! Names that are repeated further down, as on every printed page.

use super::log::{self, Log};
use super::table::Table;
use crate::ingest::workbook::grid::{Cell, Row};
use spec::repair::RepairKind;

/// Leaves out rows that are the names again.
pub(super) fn leave_out(table: &mut Table, log: &mut Log<'_>) {
    let heads: Vec<Row> = table.head.iter().filter(|row| row.cells.len() > 1).cloned().collect();
    let are_names = |row: &Row| heads.iter().any(|head| is_same(&head.cells, &row.cells));
    let count = table.rows.iter().filter(|row| are_names(row)).count();
    if count == 0 || count == table.rows.len() {
        return;
    }
    let places = log::rows(table.rows.iter().filter(|row| are_names(row)));
    let said = match count {
        1 => format!("The names are repeated in row {}.", places[0]),
        count => format!("The names are repeated in {count} rows, first in row {}.", places[0]),
    };
    if log.propose(RepairKind::RepeatedHeaders, true, said, count as u64, places) {
        for row in table.rows.iter().filter(|row| are_names(row)) {
            log.row(row, "the row repeats the names");
        }
        table.rows.retain(|row| !are_names(row));
    }
}

fn is_same(head: &[Cell], row: &[Cell]) -> bool {
    head.len() == row.len()
        && head
            .iter()
            .zip(row)
            .all(|(one, other)| one.column == other.column && alike(one, other))
}

fn alike(one: &Cell, other: &Cell) -> bool {
    match (one.text(), other.text()) {
        (Some(one), Some(other)) => one == other,
        _ => one.value == other.value,
    }
}
