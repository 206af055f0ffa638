//! Rows that are there more than once.

use super::codes;
use super::facts::{Facts, MOST_EXAMPLES, counted};
use crate::error::Error;
use polars::prelude::{DataFrame, PlHashSet};
use spec::report::Suspicion;
use spec::step::Operation;
use spec::value::Value;

/// Rows that are the same as an earlier one in every column, where that is not to be expected.
pub(super) fn duplicates(frame: &DataFrame, facts: &[Facts]) -> Result<Option<Suspicion>, Error> {
    if frame.width() < 2 || frame.height() < 2 {
        return Ok(None);
    }
    let mut rows = vec![0; frame.height()];
    for facts in facts {
        codes::combine(&mut rows, &codes::hashes(&facts.series)?);
    }
    let mut seen = PlHashSet::default();
    let again: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !seen.insert(**row))
        .map(|(row, _)| row)
        .collect();
    let count = again.len() as u64;
    if count == 0 || by_chance(frame.height(), facts) * 3.0 > count as f64 {
        return Ok(None);
    }
    let examples: Result<Vec<_>, Error> = again
        .iter()
        .take(MOST_EXAMPLES)
        .map(|row| Ok((*row as u64 + 1, shown(frame, facts, *row)?)))
        .collect();
    let said = match count {
        1 => "1 row is the same as an earlier one in every column".to_owned(),
        _ => format!(
            "{} are the same as an earlier one in every column",
            counted(count, "row")
        ),
    };
    Ok(Some(Suspicion {
        code: "duplicate_rows".to_owned(),
        column: None,
        said,
        count,
        examples: examples?,
        fix: Some(Operation::Deduplicate { columns: Vec::new() }),
    }))
}

/// How many rows would be the same if the columns had nothing to do with each other.
fn by_chance(rows: usize, facts: &[Facts]) -> f64 {
    let rows = rows as f64;
    let mut possible = 1.0;
    for facts in facts {
        let distinct = (facts.profile.distinct + u64::from(facts.profile.nulls > 0)).max(1) as f64;
        // A column whose values hardly repeat has more to choose from than it shows.
        let likely = rows * rows / 2.0 / (rows - distinct).max(0.5);
        possible *= if distinct > 0.8 * rows {
            distinct.max(likely)
        } else {
            distinct
        };
    }
    rows * rows / 2.0 / possible
}

/// The first cells of a row, for people.
fn shown(frame: &DataFrame, facts: &[Facts], row: usize) -> Result<Value, Error> {
    const MOST_CELLS: usize = 4;
    let mut cells = Vec::new();
    for facts in facts.iter().take(MOST_CELLS) {
        cells.extend(facts.examples([row])?.into_iter().map(|(_, value)| value.to_string()));
    }
    let more = if frame.width() > MOST_CELLS { ", …" } else { "" };
    Ok(Value::Text(cells.join(", ") + more))
}
