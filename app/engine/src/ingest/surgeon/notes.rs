//! Notes below a table: sources, footnotes, remarks.

use super::log::{self, Log};
use super::table::Table;
use super::words;
use crate::ingest::workbook::grid::Row;
use spec::repair::RepairKind;

/// How many rows of notes there may be.
const MOST: usize = 50;
/// A text of so many letters in a row of its own is a note.
const LONG: usize = 40;

/// Leaves out the notes at the end.
pub(super) fn leave_out(table: &mut Table, log: &mut Log<'_>) {
    if table.lanes.len() < 2 {
        return;
    }
    let first = first_note(table);
    let count = table.rows.len() - first;
    if count == 0 || first == 0 {
        return;
    }
    let notes = &table.rows[first..];
    let texts = notes[0].cells.iter().map(words::name);
    let text = texts.max_by_key(String::len).unwrap_or_default();
    let said = match count {
        1 => format!("The row {} below the table is a note.", words::shortened(&text)),
        count => format!(
            "The {count} rows below the table, from {} on, are notes.",
            words::shortened(&text)
        ),
    };
    if log.propose(RepairKind::NoteRows, true, said, count as u64, log::rows(notes.iter())) {
        for row in table.rows.drain(first..) {
            log.row(&row, "the row is a note below the table");
        }
    }
}

/// Where the notes begin.
fn first_note(table: &Table) -> usize {
    let rows = &table.rows;
    let numeric: Vec<u32> = table
        .lanes
        .iter()
        .zip(table.tallies())
        .filter(|(_, tally)| tally.numbers > 0 && tally.numbers * 2 >= tally.all())
        .map(|(lane, _)| lane.column)
        .collect();
    let least = rows.len().saturating_sub(MOST);
    let mut first = rows.len();
    for index in (least..rows.len()).rev() {
        let above = index.checked_sub(1).and_then(|above| rows.get(above));
        let apart = above.is_some_and(|above| above.number + 1 < rows[index].number);
        if !is_words(&rows[index]) && !is_strange(&rows[index], table.lanes.len(), &numeric) {
            break;
        }
        // A row of words is a note when it says so, or when everything from a blank row on is words.
        if says_note(&rows[index], table) || apart {
            first = index;
        }
    }
    first
}

/// Whether a row holds nothing but a text, or a text behind a mark.
fn is_words(row: &Row) -> bool {
    match row.cells.as_slice() {
        [only] => only.text().is_some() && words::total(only.text().unwrap_or_default()).is_none(),
        [mark, text] => {
            let short = mark.text().is_some_and(|mark| {
                words::begins_a_note(mark) || words::begins_a_note(&format!("{}:", mark.trim_end_matches(':')))
            });
            short && text.text().is_some()
        }
        _ => false,
    }
}

/// Whether a row has text where the others have numbers, and little else.
fn is_strange(row: &Row, width: usize, numeric: &[u32]) -> bool {
    let text_over_numbers = |column: &u32| row.text(*column).is_some_and(|text| words::total(text).is_none());
    row.cells.len() * 2 <= width && row.cells.len() == 2 && numeric.iter().any(text_over_numbers)
}

fn says_note(row: &Row, table: &Table) -> bool {
    let text = row.cells.first().and_then(|cell| cell.text()).unwrap_or_default();
    let over_all = table
        .merged
        .iter()
        .any(|area| area.top == row.number && area.right - area.left > 1);
    is_words(row) && row.cells.len() == 2 || words::begins_a_note(text) || text.chars().count() > LONG || over_all
}
