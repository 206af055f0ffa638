//! Functions of text.

use crate::error::Error;
use crate::query::text;
use crate::sql::compare;
use crate::sql::compile::flag;
use crate::sql::dialect::refused;
use crate::sql::functions::{Called, take};
use crate::sql::typed::{Typed, map_text};
use polars::prelude::*;

/// Calls a function of text.
pub(super) fn call(name: &str, arguments: Vec<Typed>) -> Result<Called, Error> {
    Ok(Called::Done(Box::new(match name {
        "upper" | "ucase" => changed(name, arguments, |text| text.to_uppercase())?,
        "lower" | "lcase" => changed(name, arguments, |text| text.to_lowercase())?,
        "reverse" => changed(name, arguments, |text| text.chars().rev().collect())?,
        "initcap" => changed(name, arguments, initial_capitals)?,
        "trim" | "btrim" | "ltrim" | "rtrim" => trimmed(name, arguments)?,
        "length" | "len" | "char_length" | "character_length" => counted(name, arguments)?,
        "left" | "right" => {
            let [text, count] = take(name, arguments)?;
            let count = whole(&count, name)?;
            let left = name == "left";
            mapped(text, name, move |text| Some(end_of(text, count, left)))?
        }
        "substring" | "substr" | "mid" => part(name, arguments)?,
        "replace" => {
            let [text, old, new] = take(name, arguments)?;
            let (old, new) = (written(&old, name)?, written(&new, name)?);
            mapped(text, name, move |text| {
                Some(if old.is_empty() {
                    text.to_owned()
                } else {
                    text.replace(&old, &new)
                })
            })?
        }
        "split_part" => {
            let [text, by, index] = take(name, arguments)?;
            let (by, index) = (written(&by, name)?, whole(&index, name)?);
            mapped(text, name, move |text| Some(piece(text, &by, index)))?
        }
        "lpad" | "rpad" => padded(name, arguments)?,
        "repeat" => {
            let [text, count] = take(name, arguments)?;
            let count = usize::try_from(whole(&count, name)?.clamp(0, 1_000)).unwrap_or_default();
            mapped(text, name, move |text| Some(text.repeat(count)))?
        }
        "concat" | "||" | "concat_ws" => joined(name, arguments)?,
        "starts_with" | "prefix" => tested(name, arguments, |text, part| text.starts_with(part))?,
        "ends_with" | "suffix" => tested(name, arguments, |text, part| text.ends_with(part))?,
        "contains" => tested(name, arguments, |text, part| text.contains(part))?,
        "strpos" | "instr" | "position" => {
            let [text, part] = take(name, arguments)?;
            let part = written(&part, name)?;
            let place = move |text: &str| {
                let at = text.find(&part).map_or(0, |at| text[..at].chars().count() + 1);
                Some(at.to_string())
            };
            mapped(text, name, place)?.cast(DataType::Int64)
        }
        "regexp_matches" | "regexp_like" => {
            let [text, pattern] = take(name, arguments)?;
            compare::regular(text, &pattern, "")?
        }
        "regexp_replace" => replaced(name, arguments)?,
        "regexp_extract" => extracted(name, arguments)?,
        "ascii" => {
            let [text] = take(name, arguments)?;
            let first = |text: &str| text.chars().next().map(|letter| u32::from(letter).to_string());
            mapped(text, name, first)?.cast(DataType::Int64)
        }
        _ => return Ok(Called::Unknown(arguments)),
    })))
}

/// How many letters a text has.
fn counted(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let [text] = take(name, arguments)?;
    let nullable = text.nullable;
    let counted = text.text(name)?.expression.str().len_chars().cast(DataType::Int64);
    Ok(Typed {
        nullable,
        ..Typed::new(counted, DataType::Int64)
    })
}

/// Some letters of a text, from a place on.
fn part(name: &str, mut arguments: Vec<Typed>) -> Result<Typed, Error> {
    let count = match arguments.len() {
        3 => arguments.pop().map(|count| whole(&count, name)).transpose()?,
        _ => None,
    };
    let [text, from] = take(name, arguments)?;
    let from = whole(&from, name)?;
    mapped(text, name, move |text| Some(part_of(text, from, count)))
}

/// A text with what a pattern finds replaced.
fn replaced(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let arguments: Vec<Typed> = arguments.into_iter().take(3).collect();
    let [text, pattern, new] = take(name, arguments)?;
    let (pattern, new) = (written(&pattern, name)?, written(&new, name)?);
    let replaced = text
        .text(name)?
        .expression
        .str()
        .replace_all(lit(pattern), lit(new), false);
    Ok(Typed::new(replaced, DataType::String))
}

/// What a pattern, or a group of it, finds in a text.
fn extracted(name: &str, mut arguments: Vec<Typed>) -> Result<Typed, Error> {
    let group = match arguments.len() {
        3 => arguments
            .pop()
            .map(|group| whole(&group, name))
            .transpose()?
            .unwrap_or(0),
        _ => 0,
    };
    let [text, pattern] = take(name, arguments)?;
    let group = usize::try_from(group.max(0)).unwrap_or_default();
    let found = text
        .text(name)?
        .expression
        .str()
        .extract(lit(written(&pattern, name)?), group);
    Ok(Typed::new(found, DataType::String))
}

fn mapped(
    text: Typed,
    name: &str,
    change: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) -> Result<Typed, Error> {
    let nullable = text.nullable;
    let text = text.text(name)?;
    Ok(Typed {
        nullable,
        ..Typed::new(map_text(text.expression, change), DataType::String)
    })
}

fn changed(name: &str, arguments: Vec<Typed>, change: fn(&str) -> String) -> Result<Typed, Error> {
    let [text] = take(name, arguments)?;
    mapped(text, name, move |text| Some(change(text)))
}

fn tested(name: &str, arguments: Vec<Typed>, test: fn(&str, &str) -> bool) -> Result<Typed, Error> {
    let [cells, part] = take(name, arguments)?;
    let part = written(&part, name)?;
    let met = text::passes(cells.text_or_category(name)?, move |text| test(text, &part));
    Ok(flag(met))
}

impl Typed {
    /// Text as it is, categories too, which are tested once each.
    fn text_or_category(self, user: &str) -> Result<Expr, Error> {
        match self.dtype {
            DataType::Categorical(..) => Ok(self.expression),
            _ => Ok(self.text(user)?.expression),
        }
    }
}

fn written(value: &Typed, name: &str) -> Result<String, Error> {
    let text = value.literal_text().map(str::to_owned);
    text.ok_or_else(|| refused(format!("{name} needs text here that is written in the statement"), None))
}

fn whole(value: &Typed, name: &str) -> Result<i64, Error> {
    let number = value
        .literal_whole()
        .map(|number| number.clamp(-1_000_000_000, 1_000_000_000));
    number.ok_or_else(|| {
        refused(
            format!("{name} needs a whole number here that is written in the statement"),
            None,
        )
    })
}

fn end_of(text: &str, count: i64, left: bool) -> String {
    let letters = text.chars().count();
    let size = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
    let kept = if count < 0 {
        letters.saturating_sub(size)
    } else {
        size.min(letters)
    };
    match left {
        true => text.chars().take(kept).collect(),
        false => text.chars().skip(letters - kept).collect(),
    }
}

/// From a place, the first letter's being 1, and so many letters from there: places before the first count too.
fn part_of(text: &str, from: i64, count: Option<i64>) -> String {
    let first = from.max(1);
    let end = count.map_or(i64::MAX, |count| from.saturating_add(count.max(0)));
    let size = usize::try_from(end.saturating_sub(first).max(0)).unwrap_or(usize::MAX);
    let skipped = usize::try_from(first - 1).unwrap_or(usize::MAX);
    text.chars().skip(skipped).take(size).collect()
}

fn piece(text: &str, by: &str, index: i64) -> String {
    if by.is_empty() {
        return if index == 1 { text.to_owned() } else { String::new() };
    }
    let mut pieces: Vec<&str> = text.split(by).collect();
    if index < 0 {
        pieces.reverse();
    }
    let at = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    let found = at.checked_sub(1).and_then(|at| pieces.get(at));
    found.map(|piece| (*piece).to_owned()).unwrap_or_default()
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

fn trimmed(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let mut arguments = arguments;
    let letters: Vec<char> = match arguments.len() {
        2 => match arguments.pop() {
            Some(letters) => written(&letters, name)?.chars().collect(),
            None => Vec::new(),
        },
        _ => vec![' '],
    };
    let [text] = take(name, arguments)?;
    let (start, end) = (name != "rtrim", name != "ltrim");
    mapped(text, name, move |text| {
        let text = if start {
            text.trim_start_matches(letters.as_slice())
        } else {
            text
        };
        Some(
            if end {
                text.trim_end_matches(letters.as_slice())
            } else {
                text
            }
            .to_owned(),
        )
    })
}

fn padded(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let mut arguments = arguments;
    let fill: Vec<char> = match arguments.len() {
        3 => match arguments.pop() {
            Some(fill) => written(&fill, name)?.chars().collect(),
            None => Vec::new(),
        },
        _ => vec![' '],
    };
    let [text, size] = take(name, arguments)?;
    let size = usize::try_from(whole(&size, name)?.clamp(0, 10_000)).unwrap_or_default();
    let left = name == "lpad";
    mapped(text, name, move |text| {
        let letters = text.chars().count();
        let filling: String = fill.iter().cycle().take(size.saturating_sub(letters)).collect();
        let kept: String = text.chars().take(size).collect();
        Some(if left { filling + &kept } else { kept + &filling })
    })
}

/// `||` is null when one side is; `concat` leaves nulls out.
fn joined(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let mut arguments = arguments;
    let between = match name {
        "concat_ws" if !arguments.is_empty() => written(&arguments.remove(0), name)?,
        _ => String::new(),
    };
    let texts: Vec<Expr> = arguments
        .into_iter()
        .map(|value| value.text(name).map(|text| text.expression))
        .collect::<Result<_, _>>()?;
    if texts.is_empty() {
        return Err(refused(format!("{name} takes at least one argument"), None));
    }
    Ok(Typed::new(concat_str(texts, &between, name != "||"), DataType::String))
}
