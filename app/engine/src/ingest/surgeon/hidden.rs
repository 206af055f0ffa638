//! Hidden rows and columns. Rows that are folded up, or hidden by a filter, are data.

use super::log::{self, Log};
use super::words;
use crate::ingest::workbook::grid::{Grid, MOST_COLUMNS, letters};
use spec::repair::RepairKind;

/// Leaves out what was hidden by hand.
pub(super) fn leave_out(grid: &mut Grid, log: &mut Log<'_>) {
    rows(grid, log);
    columns(grid, log);
}

fn rows(grid: &mut Grid, log: &mut Log<'_>) {
    let count = grid.rows.iter().filter(|row| row.hidden).count();
    if count == 0 || count == grid.rows.len() {
        return;
    }
    let places = log::rows(grid.rows.iter().filter(|row| row.hidden));
    let why = match grid.filtered {
        true => "hidden by a filter",
        false => "hidden in the sheet",
    };
    let said = match count {
        1 => format!("Row {} is {why}.", places[0]),
        count => format!("{count} rows are {why}, the first of them row {}.", places[0]),
    };
    if !log.propose(RepairKind::HiddenRows, !grid.filtered, said, count as u64, places) {
        return;
    }
    for row in grid.rows.iter().filter(|row| row.hidden) {
        log.row(row, "the row is hidden in the sheet");
    }
    grid.gone_rows = grid
        .rows
        .iter()
        .filter(|row| row.hidden)
        .map(|row| row.number)
        .collect();
    grid.rows.retain(|row| !row.hidden);
}

fn columns(grid: &mut Grid, log: &mut Log<'_>) {
    let mut wanted = vec![false; MOST_COLUMNS as usize];
    for (first, last) in &grid.hidden_columns {
        wanted[*first as usize..=*last as usize].fill(true);
    }
    let mut filled = vec![false; MOST_COLUMNS as usize];
    for cell in grid.rows.iter().flat_map(|row| &row.cells) {
        filled[cell.column as usize] = true;
    }
    let is_hidden = |column: &u32| wanted[*column as usize];
    let (hidden, shown): (Vec<u32>, Vec<u32>) = (0..MOST_COLUMNS)
        .filter(|column| filled[*column as usize])
        .partition(is_hidden);
    if hidden.is_empty() || shown.is_empty() {
        return;
    }
    let places = log::columns(hidden.iter().copied());
    let said = match hidden.len() {
        1 => format!("Column {} is hidden in the sheet.", places[0]),
        _ => format!(
            "The columns {} are hidden in the sheet.",
            words::listed(&log::columns(hidden.iter().copied()))
        ),
    };
    if !log.propose(RepairKind::HiddenColumns, true, said, hidden.len() as u64, places) {
        return;
    }
    grid.gone_columns.clone_from(&hidden);
    for row in &mut grid.rows {
        for cell in row
            .cells
            .iter()
            .filter(|cell| hidden.binary_search(&cell.column).is_ok())
        {
            log.cell(
                row.number,
                &letters(cell.column),
                cell,
                "the column is hidden in the sheet",
            );
        }
        row.cells.retain(|cell| hidden.binary_search(&cell.column).is_err());
    }
    grid.rows.retain(|row| !row.cells.is_empty());
}
