//! Steps on the text of cells: spaces, letters, spelling.

use super::spelled::{change, unless_empty};
use super::{Done, Table, cells};
use crate::error::Error;
use crate::query::columns::invalid;
use polars::prelude::{Column, DataType};
use regex::{Regex, RegexBuilder};
use spec::step::{Letters, Match};
use std::borrow::Cow;
use std::collections::HashSet;

/// How a text is changed; nothing makes the cell empty.
type Change<'c> = dyn for<'a> Fn(&'a str) -> Option<Cow<'a, str>> + 'c;

/// Removes spaces around text, and doubled ones inside.
pub(super) fn trim(table: Table<'_>, names: &[String]) -> Result<Done, Error> {
    changed(table, names, &|text| unless_empty(trimmed(text)))
}

/// Changes the letters of text.
pub(super) fn write(table: Table<'_>, names: &[String], to: Letters) -> Result<Done, Error> {
    match to {
        Letters::Lower => changed(table, names, &|text| Some(Cow::Owned(text.to_lowercase()))),
        Letters::Upper => changed(table, names, &|text| Some(Cow::Owned(text.to_uppercase()))),
        Letters::Title => changed(table, names, &|text| Some(Cow::Owned(initial_capitals(text)))),
    }
}

/// Replaces text in cells, or whole cells. A cell that nothing is left of is empty.
pub(super) fn replace(table: Table<'_>, names: &[String], find: &str, with: &str, how: Match) -> Result<Done, Error> {
    if find.is_empty() && how != Match::Whole {
        return Err(invalid("replace what? Say what to look for"));
    }
    match how {
        Match::Part => changed(table, names, &|text| match text.contains(find) {
            true => unless_empty(Cow::Owned(text.replace(find, with))),
            false => Some(Cow::Borrowed(text)),
        }),
        Match::Pattern => {
            let pattern = pattern(find)?;
            changed(table, names, &|text| match pattern.replace_all(text, with) {
                Cow::Owned(changed) => unless_empty(Cow::Owned(changed)),
                same @ Cow::Borrowed(_) => Some(same),
            })
        }
        Match::Whole => whole(table, names, find, with),
    }
}

/// Gives several values of a column one spelling.
pub(super) fn unify(table: Table<'_>, name: &str, values: &[String], to: &str) -> Result<Done, Error> {
    let values: HashSet<&str> = values.iter().map(String::as_str).collect();
    changed(table, &[name.to_owned()], &|text| match values.contains(text) {
        true => unless_empty(Cow::Owned(to.to_owned())),
        false => Some(Cow::Borrowed(text)),
    })
}

fn whole(table: Table<'_>, names: &[String], find: &str, with: &str) -> Result<Done, Error> {
    let (mut columns, mut touched) = (Vec::new(), 0);
    for column in table.columns(names)? {
        let (column, count) = match is_text(column) {
            true => change(column, &|text| match text == find {
                true => unless_empty(Cow::Owned(with.to_owned())),
                false => Some(Cow::Borrowed(text)),
            })?,
            false => cells::replace(column, find, with)?,
        };
        columns.push(column);
        touched += count;
    }
    table.with(columns, touched)
}

fn changed(table: Table<'_>, names: &[String], how: &Change<'_>) -> Result<Done, Error> {
    let (mut columns, mut touched) = (Vec::new(), 0);
    for column in table.columns(names)? {
        let (column, count) = change(column, how)?;
        columns.push(column);
        touched += count;
    }
    table.with(columns, touched)
}

fn is_text(column: &Column) -> bool {
    matches!(
        column.dtype(),
        DataType::String | DataType::Categorical(..) | DataType::Enum(..)
    )
}

/// Compiles a regular expression; one that grows beyond all bounds is refused.
fn pattern(written: &str) -> Result<Regex, Error> {
    const MOST_BYTES: usize = 4 << 20;
    let built = RegexBuilder::new(written)
        .size_limit(MOST_BYTES)
        .dfa_size_limit(MOST_BYTES)
        .build();
    built.map_err(|error| {
        let why = match &error {
            regex::Error::CompiledTooBig(_) => "it is too large when it is spelled out".to_owned(),
            other => {
                let told = other.to_string();
                let last = told.lines().last().unwrap_or_default();
                last.trim_start_matches("error: ").to_owned()
            }
        };
        Error::Invalid {
            why: format!("“{written}” is no regular expression that can be used: {why}"),
            hint: Some("To look for it as plain text, replace a part instead of a pattern".to_owned()),
        }
    })
}

fn trimmed(text: &str) -> Cow<'_, str> {
    let inside = text.trim();
    let is_space = |letter: char| letter.is_whitespace() && !matches!(letter, '\n' | '\r');
    let mut doubled = false;
    let mut before = false;
    for letter in inside.chars() {
        doubled |= before && is_space(letter);
        before = is_space(letter);
    }
    if !doubled {
        return Cow::Borrowed(inside);
    }
    let mut out = String::with_capacity(inside.len());
    let mut run: Vec<char> = Vec::new();
    for letter in inside.chars() {
        if is_space(letter) {
            run.push(letter);
            continue;
        }
        match run.as_slice() {
            [only] => out.push(*only),
            [] => {}
            _ => out.push(' '),
        }
        run.clear();
        out.push(letter);
    }
    Cow::Owned(out)
}

fn initial_capitals(text: &str) -> String {
    let mut inside = false;
    let mut changed = String::with_capacity(text.len());
    for letter in text.chars() {
        match inside {
            true => changed.extend(letter.to_lowercase()),
            false => changed.extend(letter.to_uppercase()),
        }
        inside = letter.is_alphanumeric();
    }
    changed
}
