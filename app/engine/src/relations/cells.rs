//! Cells as numbers that are the same for the same value in whatever dataset, and what a column looks like by them.

use crate::error::Error;
use polars::prelude::*;

/// What the cells of a column are, as far as keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Whole numbers.
    Whole,
    /// Text.
    Text,
    /// Days.
    Day,
    /// Moments.
    Moment,
}

/// A column at a glance, by rows spread evenly over it.
pub(super) struct Peek {
    /// What its cells are.
    pub class: Class,
    /// How many of the looked at cells hold something.
    pub filled: usize,
    /// The different cells among them.
    pub values: Vec<u64>,
    /// For numbers and times: the smallest and the largest of them.
    pub ends: Option<(i64, i64)>,
    /// For text: how long they are on average.
    pub length: usize,
    /// The looked at cells, in order; the same rows in every column of a dataset.
    pub cells: Vec<Option<u64>>,
    /// How many rows there are in all.
    rows: usize,
}

/// The values of a column, sorted, each once.
pub(super) struct Sketch {
    /// The values.
    pub values: Vec<u64>,
    /// How many cells hold them.
    pub cells: usize,
    /// Only values whose number ends with so many zeros are in it.
    bits: u32,
}

/// How many rows are looked at first.
const FIRST_LOOK: usize = 1_000;
/// How many different values are looked at closely, about.
const CLOSE_LOOK: usize = 65_536;

impl Peek {
    /// Looks at a column; none for one that is no key: fractions, flags, lists, prose.
    pub(super) fn of(column: &Column) -> Result<Option<Self>, Error> {
        let step = column.len().div_ceil(FIRST_LOOK).max(1);
        let places: Vec<IdxSize> = (0..column.len()).step_by(step).map(|row| row as IdxSize).collect();
        let some = column
            .as_materialized_series()
            .take(&IdxCa::from_vec(PlSmallStr::EMPTY, places))?;
        let Some(class) = class(&some)? else { return Ok(None) };
        let cells = numbers(&some)?;
        let mut values: Vec<u64> = cells.iter().copied().flatten().collect();
        let filled = values.len();
        values.sort_unstable();
        values.dedup();
        let (mut ends, mut length) = (None, 0);
        match class {
            Class::Text => length = average_length(&some)?,
            _ => ends = extent(&whole(&some)?),
        }
        let is_prose = class == Class::Text && length > 60;
        Ok((filled > 0 && !is_prose).then_some(Self {
            class,
            filled,
            values,
            ends,
            length,
            cells,
            rows: column.len(),
        }))
    }

    /// Whether hardly a value is there twice.
    pub(super) fn may_be_key(&self) -> bool {
        self.filled >= 2 && self.values.len() * 100 >= self.filled * 97 && self.filled * 10 >= self.cells.len() * 9
    }

    /// Whether whole numbers lie so far apart that meeting one another is no accident.
    pub(super) fn is_sparse(&self) -> bool {
        let differ = self.values.len() * 10 >= self.filled * 9;
        let different = if differ { self.rows } else { self.values.len() };
        match (self.class, self.ends) {
            (Class::Whole, Some((low, high))) => {
                let range = high.saturating_sub(low) as f64;
                range >= 100_000.0 && range > 50.0 * different as f64
            }
            _ => false,
        }
    }
}

impl Sketch {
    /// All of a column's values.
    pub(super) fn full(column: &Column) -> Result<Self, Error> {
        Self::of(column, 0)
    }

    /// Some of a column's values when it has very many: the same ones as of any other column.
    pub(super) fn thin(column: &Column) -> Result<Self, Error> {
        Self::of(
            column,
            (column.len() / CLOSE_LOOK).checked_ilog2().map_or(0, |bits| bits + 1),
        )
    }

    fn of(column: &Column, bits: u32) -> Result<Self, Error> {
        let mask = (1u64 << bits) - 1;
        let cells = numbers(column.as_materialized_series())?;
        let mut values: Vec<u64> = cells.into_iter().flatten().filter(|value| value & mask == 0).collect();
        let cells = values.len();
        values.sort_unstable();
        values.dedup();
        Ok(Self { values, cells, bits })
    }

    /// Whether every value is in it.
    pub(super) fn is_whole(&self) -> bool {
        self.bits == 0
    }

    /// How many cells one value has, on average.
    pub(super) fn factor(&self) -> f64 {
        self.cells as f64 / self.values.len().max(1) as f64
    }

    /// The part of these values that are in the other, and how many were looked for.
    pub(super) fn coverage(&self, other: &Self) -> (f64, usize) {
        let mask = (1u64 << self.bits.max(other.bits)) - 1;
        let looked = self.values.iter().filter(|value| *value & mask == 0);
        let (mut met, mut all, mut at) = (0usize, 0usize, 0usize);
        for value in looked {
            all += 1;
            while other.values.get(at).is_some_and(|there| there < value) {
                at += 1;
            }
            met += usize::from(other.values.get(at) == Some(value));
        }
        (met as f64 / all.max(1) as f64, all)
    }

    /// Whether a value that the rule keeps is in it; none for the others.
    pub(super) fn holds(&self, value: u64) -> Option<bool> {
        let mask = (1u64 << self.bits) - 1;
        (value & mask == 0).then(|| self.values.binary_search(&value).is_ok())
    }
}

/// What the cells of a column are, when they may be keys.
fn class(some: &Series) -> Result<Option<Class>, Error> {
    let dtype = some.dtype();
    Ok(match dtype {
        DataType::String | DataType::Categorical(..) | DataType::Enum(..) => Some(Class::Text),
        DataType::Date => Some(Class::Day),
        DataType::Datetime(..) => Some(Class::Moment),
        dtype if dtype.is_integer() => Some(Class::Whole),
        dtype if dtype.is_float() => {
            let reals = some.cast(&DataType::Float64)?;
            let whole = reals
                .f64()?
                .iter()
                .flatten()
                .all(|real| real.fract() == 0.0 && real.abs() < 9e15);
            whole.then_some(Class::Whole)
        }
        _ => None,
    })
}

/// A number for each cell, the same for the same value in whatever dataset.
pub(super) fn numbers(series: &Series) -> Result<Vec<Option<u64>>, Error> {
    if let Ok(texts) = series.str() {
        return Ok(texts.iter().map(|text| text.map(of_text)).collect());
    }
    if matches!(series.dtype(), DataType::Categorical(..) | DataType::Enum(..)) {
        return of_categories(series);
    }
    Ok(whole(series)?
        .iter()
        .map(|whole| whole.map(|whole| mixed(whole.cast_unsigned())))
        .collect())
}

fn whole(series: &Series) -> Result<Int64Chunked, Error> {
    let plain = match series.dtype() {
        DataType::Datetime(unit, zone) if *unit != TimeUnit::Milliseconds => {
            series.cast(&DataType::Datetime(TimeUnit::Milliseconds, zone.clone()))?
        }
        _ => series.clone(),
    };
    let physical = plain.to_physical_repr().cast(&DataType::Int64)?;
    Ok(physical.i64()?.clone())
}

fn extent(cells: &Int64Chunked) -> Option<(i64, i64)> {
    cells.min().zip(cells.max())
}

/// The text of each category is looked at once.
fn of_categories(series: &Series) -> Result<Vec<Option<u64>>, Error> {
    let codes = |series: &Series| series.to_physical_repr().cast(&DataType::UInt32);
    let kinds = series.unique()?;
    let (texts, kinds) = (kinds.cast(&DataType::String)?, codes(&kinds)?);
    let (texts, kinds) = (texts.str()?.clone(), kinds.u32()?.clone());
    let most = kinds.max().map_or(0, |most| most as usize + 1);
    let mut known = vec![0u64; most];
    for (kind, text) in kinds.iter().zip(texts.iter()) {
        if let (Some(kind), Some(text)) = (kind, text) {
            known[kind as usize] = of_text(text);
        }
    }
    let cells = codes(series)?;
    Ok(cells
        .u32()?
        .iter()
        .map(|code| code.map(|code| known[code as usize]))
        .collect())
}

fn average_length(texts: &Series) -> Result<usize, Error> {
    let texts = texts.cast(&DataType::String)?;
    let texts = texts.str()?;
    let bytes: usize = texts.iter().flatten().map(str::len).sum();
    Ok(bytes / (texts.len() - texts.null_count()).max(1))
}

fn of_text(text: &str) -> u64 {
    let mut number = 0xcbf2_9ce4_8422_2325u64 ^ text.len() as u64;
    for part in text.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..part.len()].copy_from_slice(part);
        number = (number ^ u64::from_le_bytes(bytes))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29);
    }
    mixed(number)
}

/// Spreads a number over all bits.
pub(super) fn mixed(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
