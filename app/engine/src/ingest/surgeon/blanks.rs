//! Blank rows and columns inside a table.

use super::log::{self, Log};
use super::table::Table;
use crate::ingest::workbook::grid::Row;
use spec::repair::RepairKind;

/// Leaves out rows and columns without a cell.
pub(super) fn leave_out(table: &mut Table, log: &mut Log<'_>) {
    let filled = table.tallies();
    let named = |index: usize| {
        table
            .head
            .iter()
            .any(|row| row.get(table.lanes[index].column).is_some())
    };
    let blank: Vec<usize> = (0..table.lanes.len())
        .filter(|index| filled[*index].all() == 0 && !named(*index))
        .collect();
    let gaps = gaps(table);
    let rows: u64 = gaps.iter().map(|(_, count)| u64::from(*count)).sum();
    if blank.is_empty() && rows == 0 {
        return;
    }
    let letters = log::columns(blank.iter().map(|index| table.lanes[*index].column));
    let mut places: Vec<String> = gaps.iter().take(5).map(|(row, _)| (row + 1).to_string()).collect();
    places.extend(letters);
    let parts: Vec<String> = [(rows as usize, "blank row"), (blank.len(), "blank column")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, thing)| super::words::counted(count, thing))
        .collect();
    let verb = if rows + blank.len() as u64 == 1 { "is" } else { "are" };
    let said = format!("{} inside the table {verb} left out.", parts.join(" and "));
    match log.propose(RepairKind::Blanks, true, said, rows + blank.len() as u64, places) {
        true => {
            let mut index = 0;
            table.lanes.retain(|_| {
                index += 1;
                blank.binary_search(&(index - 1)).is_err()
            });
        }
        false => keep(table, &gaps),
    }
}

/// Where rows are missing and how many.
fn gaps(table: &Table) -> Vec<(u32, u32)> {
    let before = table.head.last();
    let mut last = before.or(table.rows.first()).map_or(0, |row| row.number);
    let mut gaps = Vec::new();
    for row in &table.rows {
        let mut first = last + 1;
        let begin = table.gone.partition_point(|gone| *gone < first);
        for number in table.gone[begin..].iter().take_while(|gone| **gone < row.number) {
            gaps.push((first, number - first));
            first = number + 1;
        }
        gaps.push((first, row.number.saturating_sub(first)));
        last = row.number.max(last);
    }
    gaps.retain(|(_, count)| *count > 0);
    gaps
}

fn keep(table: &mut Table, gaps: &[(u32, u32)]) {
    for (first, count) in gaps {
        table.rows.extend((*first..first + count).map(|number| Row {
            number,
            ..Row::default()
        }));
    }
    table.rows.sort_by_key(|row| row.number);
}
