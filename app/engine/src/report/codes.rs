//! Cells as numbers: the same number for the same value, so that rows can be compared quickly.

use super::facts::Facts;
use crate::error::Error;
use crate::profile;
use polars::prelude::{DataFrame, DataType, IdxCa, IdxSize, PlHashMap, PlSmallStr, Series};
use std::hash::{Hash as _, Hasher as _};

/// Every column of a table, or of rows spread evenly over it, as small numbers counted from 0.
pub(super) struct Codes {
    /// One for each column.
    pub columns: Vec<Vec<u32>>,
    /// How many different ones each column has.
    pub distinct: Vec<usize>,
    /// How many rows were looked at.
    pub rows: usize,
    height: usize,
}

/// More rows than this are not compared.
const MOST_ROWS: usize = 200_000;
/// More columns than this are not compared.
const MOST_COLUMNS: usize = 60;

impl Codes {
    /// Numbers the values of the first columns.
    pub(super) fn of(frame: &DataFrame, facts: &[Facts]) -> Result<Self, Error> {
        let height = frame.height();
        let step = height.div_ceil(MOST_ROWS).max(1);
        let places: Vec<IdxSize> = (0..height).step_by(step).map(|row| row as IdxSize).collect();
        let rows = places.len();
        let places = IdxCa::from_vec(PlSmallStr::EMPTY, places);
        let (mut columns, mut distinct) = (Vec::new(), Vec::new());
        for facts in facts.iter().take(MOST_COLUMNS) {
            let series = match step {
                1 => facts.series.clone(),
                _ => facts.series.take(&places)?,
            };
            let (codes, count) = numbered(&hashes(&series)?);
            columns.push(codes);
            distinct.push(count);
        }
        Ok(Self {
            columns,
            distinct,
            rows,
            height,
        })
    }

    /// How many rows were looked at, when it is not all of them.
    pub(super) fn looked_at(&self) -> Option<u64> {
        (self.rows < self.height).then_some(self.rows as u64)
    }
}

fn numbered(hashes: &[u64]) -> (Vec<u32>, usize) {
    let mut seen: PlHashMap<u64, u32> = PlHashMap::default();
    let mut codes = Vec::with_capacity(hashes.len());
    for hash in hashes {
        let next = seen.len() as u32;
        codes.push(*seen.entry(*hash).or_insert(next));
    }
    (codes, seen.len())
}

/// A number for each cell: the same for the same value.
pub(super) fn hashes(series: &Series) -> Result<Vec<u64>, Error> {
    const NOTHING: u64 = 0x9e37_79b9_7f4a_7c15;
    let or_nothing = |cell: Option<u64>| cell.map_or(NOTHING, mixed);
    let dtype = series.dtype();
    if let Ok(texts) = series.str() {
        return Ok(texts.iter().map(|text| or_nothing(text.map(of_text))).collect());
    }
    if dtype.is_float() {
        let reals = series.cast(&DataType::Float64)?;
        return Ok(reals
            .f64()?
            .iter()
            .map(|real| or_nothing(real.map(|real| (real + 0.0).to_bits())))
            .collect());
    }
    if dtype.is_decimal() {
        let texts = series.cast(&DataType::String)?;
        return hashes(&texts);
    }
    if dtype.is_nested() || matches!(dtype, DataType::Binary | DataType::BinaryOffset) {
        let values = profile::plain(series)?;
        let of = |value: &spec::value::Value| (!value.is_null()).then(|| of_text(&value.to_string()));
        return Ok(values.iter().map(|value| or_nothing(of(value))).collect());
    }
    let whole = series.to_physical_repr().cast(&DataType::Int64)?;
    Ok(whole
        .i64()?
        .iter()
        .map(|whole| or_nothing(whole.map(i64::cast_unsigned)))
        .collect())
}

fn of_text(text: &str) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Spreads a number over all bits.
pub(super) fn mixed(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Puts the numbers of another column's cells into those of whole rows.
pub(super) fn combine(rows: &mut [u64], cells: &[u64]) {
    for (row, cell) in rows.iter_mut().zip(cells) {
        *row = mixed(row.rotate_left(23) ^ cell);
    }
}
