//! Functions of text.

use crate::error::Error;
use crate::query::text;
use crate::sql::compare;
use crate::sql::compile::flag;
use crate::sql::dialect::refused;
use crate::sql::functions::{Called, take};
use crate::sql::typed::{Typed, map_beside, map_text};
use polars::prelude::*;
use spec::dataset::Type;

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
            let left = name == "left";
            beside(text, vec![count], Vec::new(), name, move |text, counts, _| {
                Some(end_of(text, counts[0], left))
            })?
        }
        "substring" | "substr" | "mid" => part(name, arguments)?,
        "replace" => {
            let [text, old, new] = take(name, arguments)?;
            beside(text, Vec::new(), vec![old, new], name, |text, _, parts| {
                Some(match parts[0].is_empty() {
                    true => text.to_owned(),
                    false => text.replace(parts[0], parts[1]),
                })
            })?
        }
        "translate" => translated(name, arguments)?,
        "split_part" => {
            let [text, by, index] = take(name, arguments)?;
            beside(text, vec![index], vec![by], name, |text, places, parts| {
                Some(piece(text, parts[0], places[0]))
            })?
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
            let place = beside(text, Vec::new(), vec![part], name, |text, _, parts| {
                let at = text.find(parts[0]).map_or(0, |at| text[..at].chars().count() + 1);
                Some(at.to_string())
            });
            place?.cast(DataType::Int64)
        }
        "regexp_matches" | "regexp_like" => {
            let [text, pattern] = take(name, arguments)?;
            compare::regular(text, &pattern, "")?
        }
        "regexp_replace" => replaced(name, arguments)?,
        "regexp_extract" | "regexp_substr" => extracted(name, arguments)?,
        "regexp_count" => {
            let [text, pattern] = take(name, arguments)?;
            let pattern = compare::pattern(&written(&pattern, name)?)?;
            let count = move |text: &str| Some(pattern.find_iter(text).count().to_string());
            mapped(text, name, count)?.cast(DataType::Int64)
        }
        "ascii" => {
            let [text] = take(name, arguments)?;
            let first = |text: &str| text.chars().next().map(|letter| u32::from(letter).to_string());
            mapped(text, name, first)?.cast(DataType::Int64)
        }
        "chr" | "char" => {
            let [number] = take(name, arguments)?;
            let number = number.number(name)?.cast(DataType::Int64).cast(DataType::String);
            let letter = |digits: &str| Some(char::from_u32(digits.parse().ok()?)?.to_string());
            mapped(number, name, letter)?
        }
        _ => return Ok(Called::Unknown(arguments)),
    })))
}

/// Letters in place of others.
fn translated(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let [text, old, new] = take(name, arguments)?;
    let (old, new): (Vec<char>, Vec<char>) = (
        written(&old, name)?.chars().collect(),
        written(&new, name)?.chars().collect(),
    );
    let letter = move |letter: char| match old.iter().position(|known| *known == letter) {
        Some(at) => new.get(at).copied(),
        None => Some(letter),
    };
    mapped(text, name, move |text| Some(text.chars().filter_map(&letter).collect()))
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
        3 => arguments.pop(),
        _ => None,
    };
    let [text, from] = take(name, arguments)?;
    let wholes = std::iter::once(from).chain(count).collect();
    beside(text, wholes, Vec::new(), name, |text, places, _| {
        Some(part_of(text, places[0], places.get(1).copied()))
    })
}

/// A text with what a pattern finds replaced: the first find, as in PostgreSQL, or every one with the flag `g`.
fn replaced(name: &str, mut arguments: Vec<Typed>) -> Result<Typed, Error> {
    let flags = match arguments.len() {
        4 => arguments.pop().map(|flags| written(&flags, name)).transpose()?,
        _ => Some("g".to_owned()),
    };
    let flags = flags.unwrap_or_default();
    let [text, pattern, new] = take(name, arguments)?;
    let (pattern, new) = (written(&pattern, name)?, written(&new, name)?);
    let pattern = match flags.contains('i') {
        true => format!("(?i){pattern}"),
        false => pattern,
    };
    let pattern = compare::pattern(&pattern)?;
    let new = references(&new);
    let most = usize::from(!flags.contains('g'));
    mapped(text, name, move |text| {
        Some(pattern.replacen(text, most, new.as_str()).into_owned())
    })
}

/// PostgreSQL's `\\1` in the way of `${1}`.
fn references(new: &str) -> String {
    let mut changed = String::new();
    let mut letters = new.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek().copied()) {
            ('\\', Some(digit)) if digit.is_ascii_digit() => {
                letters.next();
                changed.push_str(&format!("${{{digit}}}"));
            }
            ('$', next) if !next.is_some_and(|next| next.is_ascii_digit() || next == '{') => changed.push_str("$$"),
            (letter, _) => changed.push(letter),
        }
    }
    changed
}

/// What a pattern, or a group of it, finds in a text.
fn extracted(name: &str, mut arguments: Vec<Typed>) -> Result<Typed, Error> {
    let group = match arguments.len() {
        3 => arguments.pop().map(|group| whole(&group, name)).transpose()?,
        _ => None,
    };
    let [text, pattern] = take(name, arguments)?;
    let group = usize::try_from(group.unwrap_or(0).max(0)).unwrap_or_default();
    let pattern = compare::pattern(&written(&pattern, name)?)?;
    mapped(text, name, move |text| {
        let found = pattern.captures(text)?.get(group)?;
        Some(found.as_str().to_owned())
    })
}

/// A function of text with whole numbers and other texts, which may be columns too.
fn beside(
    text: Typed,
    wholes: Vec<Typed>,
    texts: Vec<Typed>,
    name: &str,
    change: impl Fn(&str, &[i64], &[&str]) -> Option<String> + Send + Sync + 'static,
) -> Result<Typed, Error> {
    let constants = (
        wholes.iter().map(Typed::literal_whole).collect::<Option<Vec<i64>>>(),
        texts
            .iter()
            .map(|text| text.literal_text().map(str::to_owned))
            .collect::<Option<Vec<String>>>(),
    );
    if let (Some(wholes), Some(texts)) = constants {
        return mapped(text, name, move |text| {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            change(text, &wholes, &texts)
        });
    }
    let number = |value: Typed| match value.kind() {
        Some(Type::Integer) | None => Ok(value.cast(DataType::Int64).expression),
        _ => Err(value.unfit(name, "whole numbers")),
    };
    let wholes = wholes.into_iter().map(number).collect::<Result<Vec<_>, _>>()?;
    let texts = texts
        .into_iter()
        .map(|text| Ok(text.text(name)?.expression))
        .collect::<Result<Vec<_>, Error>>()?;
    let text = text.text(name)?.expression;
    Ok(Typed::new(map_beside(text, wholes, texts, change), DataType::String))
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
    let Some(part) = part.literal_text().map(str::to_owned) else {
        let met = beside(cells, Vec::new(), vec![part], name, move |text, _, parts| {
            Some(if test(text, parts[0]) { "t" } else { "f" }.to_owned())
        });
        return Ok(flag(met?.expression.eq(lit("t"))));
    };
    let words = format!("{name} {part:?}");
    let met = text::passes(cells.text_or_category(name)?, &words, move |text| test(text, &part));
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
