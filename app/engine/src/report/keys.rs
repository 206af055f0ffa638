//! Columns that name rows: candidate keys, and identifiers that are there twice.

use super::codes::{self, Codes};
use super::facts::{Facts, MOST_EXAMPLES, counted};
use crate::error::Error;
use polars::prelude::{DataFrame, PlHashMap, PlHashSet};
use spec::dataset::Type;
use spec::report::{Meaning, Suspicion};

/// How many keys of several columns are told of.
const MOST_KEYS: usize = 6;
/// How many columns may be part of a key of several.
const MOST_PARTS: usize = 12;

/// Sets of columns whose values together differ in every row, single columns first.
pub(super) fn keys(frame: &DataFrame, facts: &[Facts], sample: &Codes) -> Result<Vec<Vec<String>>, Error> {
    let mut single: Vec<&Facts> = facts
        .iter()
        .filter(|facts| names_every_row(facts, frame.height()))
        .collect();
    single.sort_by_key(|facts| facts.meaning != Meaning::Identifier);
    let mut keys: Vec<Vec<String>> = single.iter().map(|facts| vec![facts.name().to_owned()]).collect();
    let parts = parts(frame.height(), facts, sample);
    let mut found: Vec<Vec<usize>> = Vec::new();
    for size in 2..=3 {
        if size == 3 && !(found.is_empty() && keys.is_empty()) {
            break;
        }
        for columns in sets(&parts, size) {
            if found.len() < MOST_KEYS && are_key(facts, sample, &columns)? {
                found.push(columns);
            }
        }
    }
    let names = |columns: Vec<usize>| {
        columns
            .into_iter()
            .map(|column| facts[column].name().to_owned())
            .collect()
    };
    keys.extend(found.into_iter().map(names));
    Ok(keys)
}

fn names_every_row(facts: &Facts, rows: usize) -> bool {
    let is_full = rows >= 2 && facts.profile.nulls == 0 && facts.profile.distinct == rows as u64;
    let is_amount = matches!(
        facts.meaning,
        Meaning::Measure | Meaning::Rate | Meaning::Currency | Meaning::Percent | Meaning::Coordinate | Meaning::Flag
    );
    let is_prose = facts.meaning == Meaning::Text && facts.text_length() > 40;
    is_full && !is_amount && !is_prose && !matches!(facts.kind(), Type::Float | Type::Decimal | Type::Duration)
}

/// The columns that a key of several may be made of, in order.
fn parts(rows: usize, facts: &[Facts], sample: &Codes) -> Vec<usize> {
    let may = |column: &usize| {
        let facts = &facts[*column];
        let is_name = matches!(
            facts.meaning,
            Meaning::Identifier
                | Meaning::Category
                | Meaning::Place
                | Meaning::Time
                | Meaning::Period
                | Meaning::PostalCode
                | Meaning::Email
                | Meaning::Person
                | Meaning::Phone
        );
        is_name && facts.profile.nulls == 0 && facts.profile.distinct > 1 && facts.profile.distinct < rows as u64
    };
    let mut parts: Vec<usize> = (0..sample.columns.len()).filter(may).collect();
    parts.sort_by_key(|column| std::cmp::Reverse(facts[*column].profile.distinct));
    parts.truncate(MOST_PARTS);
    parts.sort_unstable();
    parts
}

/// Every set of so many of these, in order.
fn sets(of: &[usize], size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, first) in of.iter().enumerate() {
        for rest in sets(&of[at + 1..], size - 1) {
            all.push([vec![*first], rest].concat());
        }
    }
    all
}

/// Whether columns name every row together, and would hardly do so by chance.
fn are_key(facts: &[Facts], sample: &Codes, columns: &[usize]) -> Result<bool, Error> {
    /// So many rows would be the same if the columns had nothing to do with each other.
    const BY_CHANCE: f64 = 5.0;
    let possible: f64 = columns
        .iter()
        .map(|column| facts[*column].profile.distinct as f64)
        .product();
    let rows = facts[columns[0]].series.len() as f64;
    if possible < rows || rows * rows / 2.0 / possible < BY_CHANCE || !differ(sample, columns) {
        return Ok(false);
    }
    if sample.looked_at().is_none() {
        return Ok(true);
    }
    let mut rows = vec![0; facts[columns[0]].series.len()];
    for column in columns {
        codes::combine(&mut rows, &codes::hashes(&facts[*column].series)?);
    }
    rows.sort_unstable();
    Ok(rows.windows(2).all(|pair| pair[0] != pair[1]))
}

fn differ(sample: &Codes, columns: &[usize]) -> bool {
    let mut seen = PlHashSet::default();
    (0..sample.rows).all(|row| {
        let mut whole = 0u64;
        for column in columns {
            whole = codes::mixed(whole.rotate_left(23) ^ u64::from(sample.columns[*column][row] + 1));
        }
        seen.insert(whole)
    })
}

/// An identifier that names one row but for a few.
pub(super) fn nearly_unique(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let (filled, distinct) = (facts.filled(), facts.profile.distinct);
    let is_name = matches!(facts.meaning, Meaning::Identifier | Meaning::Email);
    if !is_name || filled < 20 || distinct == filled || distinct * 100 < filled * 95 {
        return Ok(Vec::new());
    }
    let again = again(facts)?;
    let count = filled - distinct;
    let said = format!(
        "“{}” names one row each, but for {} with a value that is there before",
        facts.name(),
        counted(count, "row")
    );
    Ok(vec![Suspicion {
        examples: facts.examples(again)?,
        ..facts.suspicion("duplicate_keys", count, said)
    }])
}

/// The first few rows with a value that an earlier row has.
fn again(facts: &Facts) -> Result<Vec<usize>, Error> {
    let filled = facts.series.is_not_null();
    let mut seen: PlHashMap<u64, ()> = PlHashMap::default();
    let cells = codes::hashes(&facts.series)?;
    let cells = cells
        .into_iter()
        .zip(filled.iter())
        .enumerate()
        .filter(|(_, (_, filled))| *filled == Some(true));
    let again = cells
        .filter(|(_, (cell, _))| seen.insert(*cell, ()).is_some())
        .map(|(row, _)| row);
    Ok(again.take(MOST_EXAMPLES).collect())
}
