//! What the user should know about how delimited text was read.

use super::Met;
use super::plan::Plan;
use crate::ingest::cell::NO_VALUE;
use crate::ingest::column::Building;
use crate::ingest::guess::Kind;
use spec::answer::{Level, Note};

/// The lines that were left out before the table.
pub(super) fn of_plan(plan: &Plan) -> Option<Note> {
    (plan.skipped > 0).then(|| Note {
        count: Some(plan.skipped),
        ..Note::new(
            Level::Info,
            "skipped_lines",
            match plan.skipped {
                1 => "the first line is not part of the table and is left out".to_owned(),
                count => format!("the first {count} lines are not part of the table and are left out"),
            },
        )
    })
}

/// The words that stand for no value among numbers, dates and flags, and how often they do.
pub(super) fn words(columns: &[Building]) -> Vec<(&'static str, u64)> {
    let read = |column: &&Building| !matches!(column.kind(), Kind::Text | Kind::Empty);
    let count = |index: usize| columns.iter().filter(read).map(|column| column.no_values[index]).sum();
    let counted = NO_VALUE.iter().enumerate().map(|(index, word)| (*word, count(index)));
    counted.filter(|(_, count)| *count > 0).collect()
}

/// The rows that were not like the others.
pub(super) fn of_rows(met: &Met) -> Vec<Note> {
    let mut notes = Vec::new();
    if let Some(first) = &met.first {
        let short = met.ragged - met.extras.len() as u64;
        let said = match (short, met.extras.len()) {
            (short, 0) => format!(
                "{} cells than there are columns; the missing cells are empty",
                have(short, "fewer")
            ),
            (0, long) => format!(
                "{} cells than there are columns; these are kept in “_extra”",
                have(long as u64, "more")
            ),
            (short, long) => format!(
                "{} and {} cells than there are columns; missing cells are empty, additional ones are kept in “_extra”",
                have(short, "fewer"),
                have(long as u64, "more")
            ),
        };
        notes.push(Note {
            row: Some(first.line),
            count: Some(met.ragged),
            ..Note::new(Level::Warning, "ragged_rows", said)
        });
    }
    if met.unclosed.0 > 0 {
        notes.push(Note {
            row: Some(met.unclosed.1),
            count: Some(met.unclosed.0),
            ..Note::new(
                Level::Warning,
                "unclosed_quote",
                "a quote is opened and never closed; it is kept as it stands",
            )
        });
    }
    if met.rows == 0 {
        notes.push(Note::new(Level::Info, "no_rows", "the table has a header and no rows"));
    }
    notes
}

fn have(count: u64, than: &str) -> String {
    match count {
        1 => format!("1 row has {than}"),
        count => format!("{count} rows have {than}"),
    }
}
