//! What a column means, by the words of its name and a sample of its cells.

use super::words::{self, any};
use polars::prelude::{Column, DataType, IdxCa, IdxSize, PlSmallStr, Series};
use spec::profile::Role;
use std::collections::HashSet;

/// How many cells are looked at.
const SAMPLE: usize = 10_000;

/// What a column means.
pub(super) fn role(column: &Column) -> Role {
    let words = words::words(column.name());
    match column.dtype() {
        DataType::Boolean => Role::Flag,
        DataType::Date | DataType::Datetime(..) => Role::Time,
        DataType::Time => Role::Period,
        DataType::Duration(_) => Role::Rate,
        DataType::String | DataType::Categorical(..) | DataType::Enum(..) => of_text(&words, &sample(column)),
        dtype if dtype.is_primitive_numeric() || dtype.is_decimal() => of_number(&words, &sample(column)),
        _ => Role::Text,
    }
}

/// Cells from everywhere in the column.
fn sample(column: &Column) -> Series {
    let series = column.as_materialized_series();
    let step = series.len().div_ceil(SAMPLE).max(1);
    if step == 1 {
        return series.clone();
    }
    let places: Vec<IdxSize> = (0..series.len()).step_by(step).map(|place| place as IdxSize).collect();
    series
        .take(&IdxCa::from_vec(PlSmallStr::EMPTY, places))
        .unwrap_or_else(|_| series.head(Some(SAMPLE)))
}

/// What a sample of text looks like.
#[derive(Default)]
struct Look {
    cells: usize,
    distinct: usize,
    letters: usize,
    spaces: usize,
    digits: usize,
}

fn look(series: &Series) -> Look {
    let Ok(texts) = series.cast(&DataType::String) else {
        return Look::default();
    };
    let Ok(texts) = texts.str() else {
        return Look::default();
    };
    let mut look = Look::default();
    let mut seen = HashSet::new();
    for text in texts.iter().flatten() {
        look.cells += 1;
        if seen.insert(text) {
            look.letters += text.len();
            look.spaces += text.bytes().filter(|byte| *byte == b' ').count();
            look.digits += usize::from(text.bytes().any(|byte| byte.is_ascii_digit()));
        }
    }
    look.distinct = seen.len();
    look
}

fn of_text(words: &[String], sample: &Series) -> Role {
    const LONG: usize = 50;
    let look = look(sample);
    let distinct = look.distinct.max(1);
    let nearly_all_differ = look.cells >= 20 && look.distinct * 10 > look.cells * 9;
    if look.letters / distinct > LONG || look.spaces / distinct > 6 {
        return Role::Text;
    }
    if any(words, words::IDENTIFIER) || nearly_all_differ && any(words, words::NUMBER) {
        return Role::Identifier;
    }
    if any(words, words::PLACE) {
        return Role::Place;
    }
    match nearly_all_differ {
        true if look.digits * 2 > look.distinct && look.spaces < look.distinct => Role::Identifier,
        true if look.cells > 1_000 || look.spaces > look.distinct * 3 => Role::Text,
        _ => Role::Category,
    }
}

/// What a sample of numbers looks like.
struct Spread {
    min: f64,
    max: f64,
    is_whole: bool,
    distinct: usize,
    cells: usize,
}

fn spread(series: &Series) -> Option<Spread> {
    let is_whole = series.dtype().is_integer();
    let reals = series.cast(&DataType::Float64).ok()?;
    let reals = reals.f64().ok()?;
    let cells: Vec<f64> = reals.iter().flatten().filter(|value| value.is_finite()).collect();
    let distinct: HashSet<u64> = cells.iter().map(|value| value.to_bits()).collect();
    Some(Spread {
        min: cells.iter().copied().reduce(f64::min)?,
        max: cells.iter().copied().reduce(f64::max)?,
        is_whole,
        distinct: distinct.len(),
        cells: cells.len(),
    })
}

fn of_number(words: &[String], sample: &Series) -> Role {
    let spread = spread(sample).unwrap_or(Spread {
        min: 0.0,
        max: 0.0,
        is_whole: false,
        distinct: 0,
        cells: 0,
    });
    if spread.is_whole && is_period(words, &spread) {
        return Role::Period;
    }
    if any(words, words::COORDINATE) && spread.min >= -180.0 && spread.max <= 360.0 {
        return Role::Coordinate;
    }
    let counts = words
        .first()
        .is_some_and(|word| matches!(word.as_str(), "n" | "num" | "no" | "number"))
        && words.len() > 1
        && !any(words, words::IDENTIFIER);
    if spread.is_whole && !counts && is_name(words, &spread) {
        return match any(words, words::POSTAL) {
            true => Role::Place,
            false => Role::Identifier,
        };
    }
    if any(words, words::SURELY_RATE) {
        return Role::Rate;
    }
    if counts || any(words, words::SURELY_MEASURE) {
        return Role::Measure;
    }
    if spread.is_whole && spread.distinct <= 50 && any(words, words::CLASS) {
        return Role::Category;
    }
    let is_part = spread.min >= 0.0 && spread.max <= 1.0 && spread.cells > 0;
    if any(words, words::RATE) || is_part && (!spread.is_whole || spread.distinct == 2) {
        return Role::Rate;
    }
    Role::Measure
}

/// A part of the calendar: the name says which, and every value is one.
fn is_period(words: &[String], spread: &Spread) -> bool {
    let range = |word: &String| match word.as_str() {
        "year" | "yr" | "fy" => Some((1500.0, 2200.0)),
        "quarter" | "qtr" => Some((1.0, 4.0)),
        "month" | "mon" => Some((1.0, 12.0)),
        "week" | "wk" => Some((0.0, 53.0)),
        "weekday" | "dow" | "dayofweek" => Some((0.0, 7.0)),
        "day" | "yday" | "dayofyear" => Some((0.0, 366.0)),
        "hour" | "hr" => Some((0.0, 24.0)),
        "minute" | "second" => Some((0.0, 60.0)),
        _ => None,
    };
    let range = words.iter().find_map(range);
    let counts = any(words, words::SURELY_MEASURE) || any(words, words::SURELY_RATE);
    range.is_some_and(|(least, most)| !counts && spread.cells > 0 && spread.min >= least && spread.max <= most)
}

fn is_name(words: &[String], spread: &Spread) -> bool {
    let nearly_all_differ = spread.cells >= 20 && spread.distinct * 10 > spread.cells * 9;
    let is_rank = words.len() == 1 && any(words, &["index", "row", "rownum", "unnamed"]);
    any(words, words::IDENTIFIER)
        || any(words, words::POSTAL)
        || any(words, words::NUMBER)
            && !any(words, words::SURELY_MEASURE)
            && (words.len() == 1 || nearly_all_differ || !any(words, &["index"]))
        || is_rank && nearly_all_differ
}
