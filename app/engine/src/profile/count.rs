//! How often each value occurs, and how values spread.

use crate::error::Error;
use polars::prelude::{BooleanChunked, DataType, PlHashMap, Series, StringChunked};

/// The different values of a column.
pub(super) struct Counts {
    /// How many there are.
    pub distinct: usize,
    /// Where each was first seen and how often it occurs; empty for numbers and times.
    counted: Vec<(usize, u64)>,
}

/// How many bins a histogram has at most.
const MOST_BINS: usize = 20;

/// Counts the values of a column exactly.
pub(super) fn count(series: &Series) -> Result<Counts, Error> {
    let counted = match series.dtype() {
        DataType::String => texts(series.str()?),
        DataType::Boolean => flags(series.bool()?),
        DataType::Categorical(..) | DataType::Enum(..) => codes(series)?,
        dtype if dtype.is_nested() || *dtype == DataType::Null => Vec::new(),
        _ => {
            return Ok(Counts {
                distinct: numbers(series)?,
                counted: Vec::new(),
            });
        }
    };
    Ok(Counts {
        distinct: counted.len(),
        counted,
    })
}

impl Counts {
    /// Where each different value is first seen, and how often it is there.
    pub(super) fn places(self) -> Vec<(usize, u64)> {
        self.counted
    }

    /// The most frequent values: where each is, and how often it occurs. The earlier of two equally frequent ones comes first.
    pub(super) fn top(&self, most: usize) -> Vec<(usize, u64)> {
        let mut top: Vec<(usize, u64)> = Vec::with_capacity(most + 1);
        for (place, count) in &self.counted {
            if top.len() == most && top.last().is_some_and(|(_, least)| count <= least) {
                continue;
            }
            let at = top.partition_point(|(_, other)| other >= count);
            top.insert(at, (*place, *count));
            top.truncate(most);
        }
        top
    }

    /// The first and the last text in the order of letters.
    pub(super) fn ends(&self, series: &Series) -> Result<(Option<String>, Option<String>), Error> {
        if let Ok(texts) = series.str() {
            let ends = |best: fn(&str, &str) -> bool| {
                texts
                    .iter()
                    .flatten()
                    .reduce(|one, other| if best(other, one) { other } else { one })
            };
            let (min, max) = (ends(|a, b| a < b), ends(|a, b| a > b));
            return Ok((min.map(str::to_owned), max.map(str::to_owned)));
        }
        let texts = super::picked(series, &self.counted)?.cast(&DataType::String)?;
        let texts = texts.str()?;
        let (min, max) = (texts.iter().flatten().min(), texts.iter().flatten().max());
        Ok((min.map(str::to_owned), max.map(str::to_owned)))
    }
}

fn texts(texts: &StringChunked) -> Vec<(usize, u64)> {
    let mut seen: PlHashMap<&str, usize> = PlHashMap::default();
    let mut counted: Vec<(usize, u64)> = Vec::new();
    for (row, text) in texts.iter().enumerate() {
        let Some(text) = text else { continue };
        let next = counted.len();
        let place = *seen.entry(text).or_insert(next);
        match counted.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => counted.push((row, 1)),
        }
    }
    counted
}

fn flags(flags: &BooleanChunked) -> Vec<(usize, u64)> {
    let mut counted = [(usize::MAX, 0); 2];
    for (row, flag) in flags.iter().enumerate() {
        if let Some(flag) = flag {
            let (first, count) = &mut counted[usize::from(flag)];
            *first = row.min(*first);
            *count += 1;
        }
    }
    counted.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// Categories are counted by their numbers, which are dense.
fn codes(series: &Series) -> Result<Vec<(usize, u64)>, Error> {
    let codes = series.to_physical_repr().cast(&DataType::UInt32)?;
    let codes = codes.u32()?;
    let most = codes.iter().flatten().max().map_or(0, |code| code as usize + 1);
    let mut places = vec![usize::MAX; most];
    let mut counted: Vec<(usize, u64)> = Vec::new();
    for (row, code) in codes.iter().enumerate() {
        let Some(code) = code else { continue };
        let place = &mut places[code as usize];
        if *place == usize::MAX {
            *place = counted.len();
            counted.push((row, 0));
        }
        counted[*place].1 += 1;
    }
    Ok(counted)
}

/// How many different numbers there are: by marks where they lie close together, else by hashing.
fn numbers(series: &Series) -> Result<usize, Error> {
    const CLOSE: i64 = 1 << 22;
    let has_nulls = usize::from(series.null_count() > 0);
    let physical = series.to_physical_repr();
    let Some((min, max)) = whole_ends(&physical)? else {
        return Ok(physical.n_unique()? - has_nulls);
    };
    let Some(range) = max.checked_sub(min).filter(|range| *range < CLOSE) else {
        return Ok(physical.n_unique()? - has_nulls);
    };
    let mut seen = vec![false; range as usize + 1];
    let whole = physical.cast(&DataType::Int64)?;
    for value in whole.i64()?.iter().flatten() {
        seen[(value - min) as usize] = true;
    }
    Ok(seen.into_iter().filter(|seen| *seen).count())
}

fn whole_ends(physical: &Series) -> Result<Option<(i64, i64)>, Error> {
    if !matches!(
        physical.dtype(),
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64
    ) {
        return Ok(None);
    }
    Ok(physical.min::<i64>()?.zip(physical.max::<i64>()?))
}

/// How many values lie in each of equally wide bins from the smallest to the largest, for numbers and times.
pub(super) fn histogram(series: &Series) -> Result<Vec<u64>, Error> {
    let dtype = series.dtype();
    let is_spread = dtype.is_primitive_numeric() || dtype.is_decimal() || dtype.is_temporal();
    if !is_spread || series.len() == series.null_count() {
        return Ok(Vec::new());
    }
    let physical = match dtype.is_decimal() {
        true => series.clone(),
        false => series.to_physical_repr().into_owned(),
    };
    let is_whole = physical.dtype().is_integer();
    let reals = physical.cast(&DataType::Float64)?;
    let reals = reals.f64()?;
    let finite = || reals.iter().flatten().filter(|value| value.is_finite());
    let (Some(min), Some(max)) = (finite().reduce(f64::min), finite().reduce(f64::max)) else {
        return Ok(Vec::new());
    };
    let range = max - min;
    let bins = match is_whole && range < MOST_BINS as f64 {
        true => range as usize + 1,
        false => MOST_BINS,
    };
    if range == 0.0 || !range.is_finite() {
        return Ok(vec![finite().count() as u64]);
    }
    let mut counts = vec![0; bins];
    let scale = bins as f64 / range;
    for value in finite() {
        let bin = ((value - min) * scale) as usize;
        counts[bin.min(bins - 1)] += 1;
    }
    Ok(counts)
}
