//! What is different about a table that is read anew: columns new, gone, renamed or of another type, rows more or fewer.

use crate::catalog::kind;
use crate::query::columns::{alike, holds};
use crate::steps::spelled;
use polars::prelude::{Column, DataFrame};
use spec::answer::{Level, Note};

/// What is different now.
pub(super) fn changes(before: &DataFrame, after: &DataFrame) -> Vec<Note> {
    let gone = missing(before, after);
    let mut new = missing(after, before);
    let mut notes = Vec::new();
    for (place, old) in gone {
        let renamed = new
            .iter()
            .position(|(at, candidate)| is_renamed(old, candidate, place == *at));
        match renamed {
            Some(found) => {
                let (_, now) = new.remove(found);
                let message = format!("the column “{}” is called “{}” now", old.name(), now.name());
                notes.push(about(Level::Warning, "column_renamed", now, message));
            }
            None => {
                let message = format!("the column “{}” is gone", old.name());
                notes.push(about(Level::Warning, "column_gone", old, message));
            }
        }
    }
    for (_, column) in new {
        let message = format!("the column “{}” is new", column.name());
        notes.push(about(Level::Info, "column_new", column, message));
    }
    notes.extend(retyped(before, after));
    notes.extend(rows(before.height(), after.height()));
    notes
}

fn missing<'a>(from: &'a DataFrame, other: &DataFrame) -> Vec<(usize, &'a Column)> {
    let columns = from.get_columns().iter().enumerate();
    columns
        .filter(|(_, column)| other.column(column.name()).is_err())
        .collect()
}

/// The same column under another name: at the same place, and much the same name or values.
fn is_renamed(old: &Column, new: &Column, same_place: bool) -> bool {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (was, is) = (plain(old.name()), plain(new.name()));
    (was == is && !is.is_empty()) || (same_place && (alike(old.name(), new.name()) || same_values(old, new)))
}

fn same_values(old: &Column, new: &Column) -> bool {
    const LOOKED_AT: usize = 1_000;
    if kind(old.dtype()) != kind(new.dtype()) {
        return false;
    }
    let rows = old.len().min(new.len()).min(LOOKED_AT);
    let head = |column: &Column| spelled(&column.slice(0, rows));
    match (head(old), head(new)) {
        (Ok(old), Ok(new)) => old.null_count() < rows && old.iter().eq(new.iter()),
        _ => false,
    }
}

fn retyped(before: &DataFrame, after: &DataFrame) -> Vec<Note> {
    let mut notes = Vec::new();
    for column in after.get_columns() {
        let Ok(old) = before.column(column.name()) else {
            continue;
        };
        if kind(old.dtype()) == kind(column.dtype()) || column.null_count() == column.len() {
            continue;
        }
        let (was, is) = (holds(old.dtype()), holds(column.dtype()));
        let message = match was == is {
            true => format!("“{}” holds {is} of another kind now", column.name()),
            false => format!("“{}” holds {is} now, and held {was} before", column.name()),
        };
        notes.push(about(Level::Warning, "column_retyped", column, message));
    }
    notes
}

fn rows(before: usize, after: usize) -> Option<Note> {
    let (count, word) = match after.cmp(&before) {
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => (after - before, "more"),
        std::cmp::Ordering::Less => (before - after, "fewer"),
    };
    let row = if count == 1 { "row" } else { "rows" };
    Some(Note {
        count: Some(count as u64),
        ..Note::new(
            Level::Info,
            "rows_changed",
            format!("{count} {row} {word} than before: {after} instead of {before}"),
        )
    })
}

fn about(level: Level, code: &str, column: &Column, message: String) -> Note {
    Note {
        column: Some(column.name().to_string()),
        ..Note::new(level, code, message)
    }
}
