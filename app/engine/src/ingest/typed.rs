//! Columns of text become columns of the type that their cells have.

use super::calendar::Stamp;
use super::cell::MOST_WHOLE;
use super::different::Texts;
use super::look::Way;
use super::moment::Order;
use super::number::{Mark, Number};
use super::{clock, words};
use crate::error::Error;
use polars::prelude::{
    BooleanChunked, Float64Chunked, Int32Chunked, Int64Chunked, Int128Chunked, IntoSeries as _, NewChunkedArray as _,
    PlSmallStr, Series, TimeUnit,
};

/// The digits of every decimal of polars.
pub(super) const PRECISION: usize = 38;

/// What came of reading a column in some way.
pub(super) enum Typed {
    /// It is this, and this is to be said about it.
    Column(Series, Option<Said>),
    /// It stays text, for this reason.
    Text(Option<Said>),
}

/// A stable code, and a sentence in which `{}` is the column's name.
pub(super) type Said = (&'static str, String);

/// Reads all cells in a way that fits each of them, words for no value left out.
pub(super) fn typed(texts: &Texts<'_>, way: Way, is_nothing: &dyn Fn(&str) -> bool) -> Result<Typed, Error> {
    let there = |text: &str| !text.trim().is_empty() && !is_nothing(text.trim());
    Ok(match way {
        Way::Number(mark) => return numbers(texts, mark, &there),
        Way::Flag(pair) => flags(texts, pair, &there),
        Way::Stamp(order) => stamps(texts, order, &there, false),
        Way::Zoned(order) => stamps(texts, order, &there, true),
        Way::Month if are_seasons(texts, &there) => Typed::Text(None),
        Way::Month => {
            let said = ("months", "{} names months; each is read as its first day".to_owned());
            let stamps = texts.read(|text| there(text).then(|| Stamp::read(text, Order::Day)).flatten());
            Typed::Column(days(stamps.into_iter().map(|stamp| Some(stamp?.day))), Some(said))
        }
        Way::Compact => {
            let stamps = texts.read(|text| there(text).then(|| Stamp::read(text, Order::Year)).flatten());
            Typed::Column(days(stamps.into_iter().map(|stamp| Some(stamp?.day))), None)
        }
        Way::Time => {
            let micros = texts.read(|text| there(text).then(|| clock::time(text)).flatten());
            Typed::Column(times(micros), None)
        }
        Way::Length => {
            let micros = texts.read(|text| there(text).then(|| clock::length(text)).flatten());
            Typed::Column(lengths(micros), None)
        }
    })
}

/// Whether each cell names a year and the next one: 2010-11, 2011-12.
fn are_seasons(texts: &Texts<'_>, there: &dyn Fn(&str) -> bool) -> bool {
    let mut are_all = true;
    texts.each(|text| {
        let (year, next) = text.text.trim().split_once(['-', '/']).unwrap_or_default();
        let number = |text: &str| text.parse::<u32>().ok();
        let follows = number(year)
            .zip(number(next))
            .is_some_and(|(year, next)| (year + 1) % 100 == next);
        are_all &= follows && year.len() == 4 || !there(text.text);
    });
    are_all
}

fn flags(texts: &Texts<'_>, pair: usize, there: &dyn Fn(&str) -> bool) -> Typed {
    let flags = texts.read(|text| there(text).then(|| words::flag(text.trim(), pair)).flatten());
    match flags.contains(&Some(true)) && flags.contains(&Some(false)) {
        true => Typed::Column(flags.into_iter().collect::<BooleanChunked>().into_series(), None),
        false => Typed::Text(None),
    }
}

fn stamps(texts: &Texts<'_>, order: Order, there: &dyn Fn(&str) -> bool, zoned: bool) -> Typed {
    let stamps = texts.read(|text| there(text).then(|| Stamp::read(text, order)).flatten());
    if stamps.iter().flatten().all(|stamp| stamp.clock.is_none()) {
        return Typed::Column(days(stamps.into_iter().map(|stamp| Some(stamp?.day))), None);
    }
    let said = zoned.then(|| ("utc", "the times of {} are given in UTC".to_owned()));
    Typed::Column(moments(stamps.into_iter().map(|stamp| Some(stamp?.micros()))), said)
}

/// A column of days.
pub(super) fn days(days: impl Iterator<Item = Option<i32>>) -> Series {
    let days: Int32Chunked = days.collect();
    days.into_date().into_series()
}

/// A column of moments, from microseconds.
pub(super) fn moments(micros: impl Iterator<Item = Option<i64>>) -> Series {
    let micros: Int64Chunked = micros.collect();
    micros.into_datetime(TimeUnit::Microseconds, None).into_series()
}

/// A column of times of day, from microseconds.
pub(super) fn times(micros: Vec<Option<i64>>) -> Series {
    let nanos: Int64Chunked = micros.into_iter().map(|micros| Some(micros? * 1_000)).collect();
    nanos.into_time().into_series()
}

/// A column of lengths of time, from microseconds.
pub(super) fn lengths(micros: Vec<Option<i64>>) -> Series {
    let micros: Int64Chunked = micros.into_iter().collect();
    micros.into_duration(TimeUnit::Microseconds).into_series()
}

/// What the numbers of a column have in common.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that some cell has"
)]
struct Traits {
    cells: u64,
    scale: i32,
    is_scientific: bool,
    is_finer: bool,
    has_fractions: bool,
    has_long_names: bool,
    currencies: Vec<&'static str>,
    in_percent: u64,
    plain: u64,
    spaced: u64,
    lengths: Vec<u32>,
}

impl Traits {
    fn add(&mut self, number: &Number, count: u64) {
        self.cells += count;
        self.is_scientific |= number.is_scientific;
        self.has_fractions |= number.scale > 0;
        self.scale = self.scale.max(number.scale);
        let is_long = number.digits.unsigned_abs() > u128::from(MOST_WHOLE) && number.scale == 0;
        self.has_long_names |= is_long && number.apart.is_none() && number.money.is_none();
        self.is_finer |= number.is_finer_than_a_float();
        match number.money {
            Some(currency) if !self.currencies.contains(&currency) => self.currencies.push(currency),
            _ => {}
        }
        if number.is_percent {
            self.in_percent += count;
        } else if number.digits != 0 {
            self.plain += count;
        }
        if number.apart.is_some_and(char::is_whitespace) && number.scale == 0 {
            self.spaced += count;
            let length = number.digits.unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
            if !self.lengths.contains(&length) {
                self.lengths.push(length);
            }
        }
    }

    /// Numbers of nine or more digits in groups, all equally long, name things: telephones, companies.
    fn are_names(&self) -> bool {
        let are_spaced = self.spaced == self.cells && self.cells > 1 && self.currencies.is_empty();
        are_spaced && matches!(self.lengths.as_slice(), [length] if *length >= 9)
    }

    fn why_text(&self) -> Option<Option<Said>> {
        if self.currencies.len() > 1 {
            let said = format!(
                "{{}} holds amounts in {} and is read as text",
                self.currencies.join(" and ")
            );
            return Some(Some(("mixed_currencies", said)));
        }
        if self.in_percent > 0 && self.plain > 0 {
            let said = "{} has numbers with and without a percent sign and is read as text".to_owned();
            return Some(Some(("mixed_percent", said)));
        }
        (self.are_names() || self.has_long_names && !self.has_fractions && self.currencies.is_empty()).then_some(None)
    }

    fn said(&self) -> Option<Said> {
        match self.currencies.as_slice() {
            [currency] => Some(("currency", format!("{{}} holds amounts in {currency}"))),
            _ if self.in_percent > 0 => {
                Some(("percent", "{} is written in percent; 12.5% is read as 0.125".to_owned()))
            }
            _ => None,
        }
    }
}

fn numbers(texts: &Texts<'_>, mark: Mark, there: &dyn Fn(&str) -> bool) -> Result<Typed, Error> {
    let mut traits = Traits::default();
    let read = |text: &str| there(text).then(|| Number::read(text, mark)).flatten();
    texts.each(|text| {
        if let Some(number) = read(text.text) {
            traits.add(&number, text.count);
        }
    });
    if let Some(said) = traits.why_text() {
        return Ok(Typed::Text(said));
    }
    let said = traits.said();
    let is_whole = !traits.has_fractions && !traits.is_scientific && traits.in_percent == 0;
    if is_whole && !traits.is_finer {
        let whole = texts.read(|text| read(text)?.whole());
        return Ok(Typed::Column(
            whole.into_iter().collect::<Int64Chunked>().into_series(),
            said,
        ));
    }
    if (!traits.currencies.is_empty() || traits.is_finer) && !traits.is_scientific {
        let mut has_lost = false;
        let digits = texts.read(|text| {
            let number = read(text)?;
            let digits = number.scaled(traits.scale);
            has_lost |= digits.is_none();
            digits
        });
        return match has_lost || traits.scale > PRECISION as i32 {
            true => Ok(Typed::Text(None)),
            false => Ok(Typed::Column(decimals(digits, traits.scale as usize)?, said)),
        };
    }
    if traits.is_finer {
        return Ok(Typed::Text(None));
    }
    let reals = texts.read(|text| Some(read(text)?.real()));
    let reals = Float64Chunked::from_iter_options(PlSmallStr::EMPTY, reals.into_iter());
    Ok(Typed::Column(reals.into_series(), said))
}

/// A column of exact decimals.
pub(super) fn decimals(digits: Vec<Option<i128>>, scale: usize) -> Result<Series, Error> {
    let digits = Int128Chunked::from_iter_options(PlSmallStr::EMPTY, digits.into_iter());
    Ok(digits.into_decimal(Some(PRECISION), scale)?.into_series())
}
