//! What the rules look at: one column, its different texts, its numbers.

use super::spread;
use crate::error::Error;
use crate::profile;
use polars::prelude::{Column, DataType, Series, TimeUnit};
use spec::dataset::Type;
use spec::profile::ColumnProfile;
use spec::report::{Meaning, Suspicion};
use spec::value::Value;

/// One column, looked at once for all rules.
pub(super) struct Facts {
    /// Its cells.
    pub series: Series,
    /// It summed up.
    pub profile: ColumnProfile,
    /// What its values are.
    pub meaning: Meaning,
    /// The words of its name.
    pub words: Vec<String>,
    /// Its finite numbers with their rows from 0, in order; for numbers and times.
    pub numbers: Vec<(f64, u32)>,
    /// Those below which 5, 25, 50, 75 and 95 percent lie; zeros when there are none.
    pub quantiles: [(f64, u32); 5],
    places: profile::Places,
    distinct: Series,
}

/// One of the different texts of a column.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// The text.
    pub text: &'a str,
    /// The first row with it, from 0.
    pub row: usize,
    /// How many cells hold it.
    pub count: u64,
}

/// How many different texts decide what a column means.
const MOST_LOOKED_AT: usize = 1_000;

const QUANTILES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// How many examples are given.
pub(super) const MOST_EXAMPLES: usize = 5;

impl Facts {
    /// Looks at a column.
    pub(super) fn of(column: &Column) -> Result<Self, Error> {
        let series = column.as_materialized_series().rechunk();
        let (profile, places) = profile::summed_up(column)?;
        let is_text = profile.column.kind == Type::Text && *series.dtype() != DataType::Null;
        let places = if is_text { places } else { Vec::new() };
        let distinct = profile::picked(&series, &places)?.cast(&DataType::String)?;
        let some: Vec<&str> = distinct.str()?.iter().flatten().take(MOST_LOOKED_AT).collect();
        let meaning = profile::meaning(&profile, &some);
        let numbers = numbers(&series)?;
        let mut quantiles = [(0.0, 0); 5];
        if !numbers.is_empty() {
            quantiles.copy_from_slice(&spread::quantiles(&numbers, &QUANTILES));
        }
        Ok(Self {
            numbers,
            quantiles,
            words: profile::name_words(series.name()),
            series,
            profile,
            meaning,
            places,
            distinct,
        })
    }

    /// The column's name.
    pub(super) fn name(&self) -> &str {
        &self.profile.column.name
    }

    /// What its cells are.
    pub(super) fn kind(&self) -> Type {
        self.profile.column.kind
    }

    /// How many cells hold something.
    pub(super) fn filled(&self) -> u64 {
        self.series.len() as u64 - self.profile.nulls
    }

    /// Its different texts, in the order in which they are first seen.
    pub(super) fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        let texts = self.distinct.str().into_iter().flat_map(|texts| texts.iter());
        self.places.iter().zip(texts).filter_map(|((row, count), text)| {
            Some(Text {
                text: text?,
                row: *row,
                count: *count,
            })
        })
    }

    /// How long its different texts are on average, in bytes.
    pub(super) fn text_length(&self) -> usize {
        let bytes: usize = self.texts().map(|text| text.text.len()).sum();
        bytes / self.places.len().max(1)
    }

    /// The cells in these rows (from 0), with their rows from 1; the first few.
    pub(super) fn examples(&self, rows: impl IntoIterator<Item = usize>) -> Result<Vec<(u64, Value)>, Error> {
        let places: Vec<_> = rows.into_iter().take(MOST_EXAMPLES).map(|row| (row, 1)).collect();
        let mut values = profile::plain(&profile::picked(&self.series, &places)?)?;
        for value in &mut values {
            if let Value::Text(text) = value {
                *text = shortened(text);
            }
        }
        Ok(places.iter().map(|(row, _)| *row as u64 + 1).zip(values).collect())
    }

    /// Days since 1970 with their rows, for dates and moments.
    pub(super) fn days(&self) -> impl Iterator<Item = (i64, usize)> {
        let divisor = match self.series.dtype() {
            DataType::Date => 1.0,
            DataType::Datetime(unit, _) => ticks_a_day(*unit),
            _ => f64::INFINITY,
        };
        let known = divisor.is_finite();
        self.numbers
            .iter()
            .filter(move |_| known)
            .map(move |(number, row)| ((number / divisor).floor() as i64, *row as usize))
    }

    /// Something odd about this column.
    pub(super) fn suspicion(&self, code: &str, count: u64, said: String) -> Suspicion {
        Suspicion {
            code: code.to_owned(),
            column: Some(self.name().to_owned()),
            said,
            count,
            examples: Vec::new(),
            fix: None,
        }
    }
}

fn ticks_a_day(unit: TimeUnit) -> f64 {
    match unit {
        TimeUnit::Nanoseconds => 86_400e9,
        TimeUnit::Microseconds => 86_400e6,
        TimeUnit::Milliseconds => 86_400e3,
    }
}

fn numbers(series: &Series) -> Result<Vec<(f64, u32)>, Error> {
    let dtype = series.dtype();
    if !(dtype.is_primitive_numeric() || dtype.is_decimal() || dtype.is_temporal()) {
        return Ok(Vec::new());
    }
    let physical = match dtype.is_decimal() {
        true => series.clone(),
        false => series.to_physical_repr().into_owned(),
    };
    let reals = physical.cast(&DataType::Float64)?;
    let rows = reals.f64()?.iter().zip(0u32..);
    Ok(rows
        .filter_map(|(real, row)| Some((real.filter(|real| real.is_finite())?, row)))
        .collect())
}

/// “1 cell” or “3 cells”.
pub(super) fn counted(count: u64, one: &str) -> String {
    let mut digits = count.to_string();
    let mut at = digits.len();
    while at > 3 {
        at -= 3;
        digits.insert(at, ',');
    }
    match count {
        1 => format!("1 {one}"),
        _ => format!("{digits} {one}s"),
    }
}

/// The beginning of a text that is long.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.chars().count() <= MOST {
        true => text.to_owned(),
        false => text.chars().take(MOST).chain(['…']).collect(),
    }
}

/// “is” or “are”.
pub(super) fn are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
