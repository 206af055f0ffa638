//! What the text of a whole column is: every way to read all of its cells, or the one that all but a few follow.

use super::calendar::Stamp;
use super::clock;
use super::different::{self, Texts};
use super::moment::Order;
use super::number::{Mark, Number};
use super::words::{self, PAIRS};
use crate::error::Error;
use polars::prelude::Series;

/// A way to read the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Numbers with this decimal mark.
    Number(Mark),
    /// A pair of words for yes and no.
    Flag(usize),
    /// Days, or moments without a zone where some cell names a time.
    Stamp(Order),
    /// Moments of which each with a time names its zone.
    Zoned(Order),
    /// Months without a day.
    Month,
    /// Days of eight digits.
    Compact,
    /// Times of day.
    Time,
    /// Lengths of time.
    Length,
}

/// What one text can be read as, as bits.
pub(super) type Fit = u64;

const ORDERS: [Order; 3] = [Order::Day, Order::Month, Order::Year];
const MARKS: [Mark; 2] = [Mark::Point, Mark::Comma];
const FIRST_PAIR: u32 = 16;
/// The two marks, or the orders of day and month, make different values of it.
const DIFFERS_BY_MARK: Fit = 1 << 48;
const DIFFERS_BY_ORDER: Fit = 1 << 49;
/// It is written with digits and what belongs to numbers, but is none: a postal code, a number with too many digits.
const IS_LIKE_NUMBER: Fit = 1 << 50;
const EVERY_WAY: Fit = DIFFERS_BY_MARK - 1;

impl Way {
    fn bit(self) -> Fit {
        let place = match self {
            Self::Number(Mark::Point) => 0,
            Self::Number(Mark::Comma) => 1,
            Self::Stamp(order) => 2 + order as u32,
            Self::Zoned(order) => 5 + order as u32,
            Self::Month => 8,
            Self::Compact => 9,
            Self::Time => 10,
            Self::Length => 11,
            Self::Flag(pair) => FIRST_PAIR + pair as u32,
        };
        1 << place
    }

    /// What one such cell is called, and what several are.
    pub(super) fn called(self) -> [&'static str; 2] {
        match self {
            Self::Number(_) => ["a number", "numbers"],
            Self::Flag(_) => ["yes or no", "yes or no"],
            Self::Stamp(_) | Self::Zoned(_) | Self::Compact => ["a date", "dates"],
            Self::Month => ["a month", "months"],
            Self::Time => ["a time of day", "times of day"],
            Self::Length => ["a length of time", "lengths of time"],
        }
    }
}

/// Every way, the first to be preferred.
fn ways() -> impl Iterator<Item = Way> {
    let numbers = MARKS.into_iter().map(Way::Number);
    let flags = (0..PAIRS.len()).map(Way::Flag);
    let stamps = ORDERS
        .into_iter()
        .flat_map(|order| [Way::Stamp(order), Way::Zoned(order)]);
    let others = [Way::Month, Way::Compact, Way::Time, Way::Length];
    numbers.chain(flags).chain(stamps).chain(others)
}

/// What was seen in a column.
#[derive(Default)]
pub(super) struct Look {
    /// How many cells have text, words for no value left out.
    pub total: u64,
    /// How many cells have a word for no value.
    pub nothing: u64,
    kinds: Vec<(Fit, u64, usize)>,
}

/// How cells are asked.
pub(super) struct Asked<'a> {
    /// Whether this text stands for no value.
    pub is_nothing: &'a dyn Fn(&str) -> bool,
}

impl Look {
    /// Looks at every cell; none when a sample shows that this is free text.
    pub(super) fn at(series: &Series, asked: &Asked<'_>) -> Result<Option<Self>, Error> {
        // Few cells first: most text is free text, and time is short while a large file loads.
        let mut likely = EVERY_WAY;
        for (cells, tenths) in [(24, 5), (256, 8)] {
            let mut sample = Self::default();
            different::sample(series, cells, |text| sample.add((text, 1, 0), likely, asked))?;
            let is_likely = |way: &Way| sample.fits(*way) * 10 >= sample.total * tenths;
            likely = ways().filter(is_likely).fold(0, |bits, way| bits | way.bit());
            if likely == 0 || sample.total + sample.nothing == 0 {
                return Ok(None);
            }
        }
        let Some(texts) = Texts::of(series)? else {
            return Ok(None);
        };
        let mut look = Self::default();
        texts.each(|text| look.add((text.text, text.count, text.row), likely, asked));
        Ok(Some(look))
    }

    fn add(&mut self, (text, count, row): (&str, u64, usize), of: Fit, asked: &Asked<'_>) {
        if text.trim().is_empty() || (asked.is_nothing)(text.trim()) {
            self.nothing += count;
            return;
        }
        self.total += count;
        let fit = fit(text, of);
        match self.kinds.iter_mut().find(|(known, ..)| *known == fit) {
            Some((_, counted, first)) => {
                *counted += count;
                *first = row.min(*first);
            }
            None => self.kinds.push((fit, count, row)),
        }
    }

    /// How many cells can be read this way.
    pub(super) fn fits(&self, way: Way) -> u64 {
        let fitting = self.kinds.iter().filter(|(fit, ..)| fit & way.bit() != 0);
        fitting.map(|(_, count, _)| count).sum()
    }

    /// Every way to read all cells, the first to be preferred.
    pub(super) fn whole(&self) -> Vec<Way> {
        ways()
            .filter(|way| self.total > 0 && self.fits(*way) == self.total)
            .collect()
    }

    /// Whether the decimal mark matters.
    pub(super) fn differs_by_mark(&self) -> bool {
        self.kinds.iter().any(|(fit, ..)| fit & DIFFERS_BY_MARK != 0)
    }

    /// Whether it matters which of day and month comes first.
    pub(super) fn differs_by_order(&self) -> bool {
        self.kinds.iter().any(|(fit, ..)| fit & DIFFERS_BY_ORDER != 0)
    }

    /// The way that the most cells follow, of these.
    pub(super) fn best(&self, among: &[Way]) -> Option<Way> {
        among.iter().copied().rev().max_by_key(|way| self.fits(*way))
    }

    /// The way that nearly all cells follow, with the first row that does not and how many do not.
    pub(super) fn nearly(&self) -> Option<(Way, usize, u64)> {
        const LEAST: u64 = 10;
        let all: Vec<_> = ways().collect();
        let way = self.best(&all)?;
        let fitting = self.fits(way);
        let odd = self.kinds.iter().filter(|(fit, ..)| fit & way.bit() == 0);
        let is_name = odd.clone().any(|(fit, ..)| fit & IS_LIKE_NUMBER != 0);
        let first = odd.map(|(_, _, row)| *row).min()?;
        let is_nearly = fitting >= LEAST && fitting * 100 >= self.total * 95;
        (is_nearly && !(is_name && matches!(way, Way::Number(_)))).then_some((way, first, self.total - fitting))
    }
}

/// What a text can be read as, of these ways.
fn fit(text: &str, of: Fit) -> Fit {
    let text = text.trim();
    let mut bits = flags(text, of);
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        bits |= numbers(text, of);
        // Whole numbers are no dates, but for those of eight digits.
        if bits & Way::Number(Mark::Point).bit() == 0 || text.len() == 8 || text.contains('.') {
            bits |= stamps(text, of);
            let reads = |way: Way, read: fn(&str) -> Option<i64>| of & way.bit() != 0 && read(text).is_some();
            bits |= if reads(Way::Time, clock::time) {
                Way::Time.bit()
            } else {
                0
            };
            bits |= if reads(Way::Length, clock::length) {
                Way::Length.bit()
            } else {
                0
            };
        }
    }
    bits
}

fn flags(text: &str, of: Fit) -> Fit {
    const LONGEST: usize = 12;
    if text.len() > LONGEST || of >> FIRST_PAIR == 0 {
        return 0;
    }
    let meant = (0..PAIRS.len()).filter(|pair| of & Way::Flag(*pair).bit() != 0 && words::flag(text, *pair).is_some());
    meant.fold(0, |bits, pair| bits | Way::Flag(pair).bit())
}

fn numbers(text: &str, of: Fit) -> Fit {
    let read = MARKS.map(|mark| match of & Way::Number(mark).bit() {
        0 => None,
        _ => Number::read(text, mark),
    });
    let is_name = read.iter().flatten().any(|number| number.is_name);
    if is_name {
        return IS_LIKE_NUMBER;
    }
    let mut bits = match read {
        [Some(point), Some(comma)] if point.real() != comma.real() => DIFFERS_BY_MARK,
        [None, None] if text.bytes().all(|byte| byte.is_ascii_digit()) => IS_LIKE_NUMBER,
        _ => 0,
    };
    for (number, mark) in read.iter().zip(MARKS) {
        bits |= if number.is_some() { Way::Number(mark).bit() } else { 0 };
    }
    bits
}

fn stamps(text: &str, of: Fit) -> Fit {
    let others = Way::Month.bit() | Way::Compact.bit();
    let read = ORDERS.map(
        |order| match of & (Way::Stamp(order).bit() | Way::Zoned(order).bit() | others) {
            0 => None,
            _ => Stamp::read(text, order),
        },
    );
    let mut bits = match read {
        [Some(day), Some(month), _] if day.day != month.day => DIFFERS_BY_ORDER,
        _ => 0,
    };
    for (stamp, order) in read.iter().zip(ORDERS) {
        let Some(stamp) = stamp else { continue };
        bits |= match (stamp.is_month, stamp.is_compact, stamp.clock, stamp.offset) {
            (true, ..) => Way::Month.bit(),
            (_, true, ..) => Way::Compact.bit(),
            (_, _, Some(_), Some(_)) => Way::Zoned(order).bit(),
            (_, _, Some(_), None) => Way::Stamp(order).bit(),
            (_, _, None, _) => Way::Stamp(order).bit() | Way::Zoned(order).bit(),
        };
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_ways_share_a_bit() {
        let bits: Vec<Fit> = ways().map(Way::bit).collect();
        let all = bits.iter().fold(0, |all, bit| all | bit);
        assert_eq!(all.count_ones() as usize, bits.len());
        assert_eq!(all & (DIFFERS_BY_MARK | DIFFERS_BY_ORDER | IS_LIKE_NUMBER), 0);
    }
}
