//! The different values of a column by number.

use crate::dense::bare;
use crate::dense::batch::Batch;
use crate::dense::cells::{Cells, known, slice};
use crate::memory::{Cost, Memory};
use polars::prelude::*;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::rc::Rc;

/// How the values of a column have numbers. The number after the last is for null.
pub(in crate::dense) enum Coded {
    /// By how far they are from the lowest: so many numbers from it on.
    From(i64, usize),
    /// Moments by their day: the first day, how many days, and how many ticks a day has.
    Days(i64, usize, i64),
    /// By what is listed for their number in memory, with a row that holds each.
    Table(Vec<u32>, Vec<IdxSize>),
    /// By what is listed for their row.
    Listed(Rc<Listed>),
}

/// A number for each row.
pub(in crate::dense) struct Listed {
    /// The numbers; that of null is how many values there are.
    pub codes: Vec<u32>,
    /// The values by number.
    pub values: Series,
}

/// What was found out about a column, be it that its values are too many.
struct Found(Option<Rc<Coded>>);

impl Cost for Found {
    fn bytes(&self) -> u64 {
        match self.0.as_deref() {
            Some(Coded::Table(codes, rows)) => (codes.len() + rows.len()) as u64 * 4,
            Some(Coded::Listed(listed)) => listed.bytes(),
            _ => 64,
        }
    }
}

impl Cost for Listed {
    fn bytes(&self) -> u64 {
        self.codes.len() as u64 * 4 + self.values.estimated_size() as u64
    }
}

/// Texts that are nearly all different are not worth numbering.
const MANY_TEXTS: usize = 1 << 17;

impl Coded {
    /// The numbers of a column's values, when they cost no more than a look at each cell.
    pub(in crate::dense) fn cheap(cells: &Series, memory: &Memory) -> Option<Rc<Self>> {
        match cells.dtype() {
            DataType::String => memory.known::<Found>("values", std::slice::from_ref(cells))?.0.clone(),
            _ => Self::whole(cells, memory),
        }
    }

    /// The numbers of a column's values, when these are few; found out once.
    pub(in crate::dense) fn whole(cells: &Series, memory: &Memory) -> Option<Rc<Self>> {
        let found = memory.of("values", vec![cells.clone()], || Some(Found(find(cells).map(Rc::new))));
        found?.0.clone()
    }

    /// Whether the numbers are told from the cells, rather than listed.
    pub(in crate::dense) fn is_of_cells(&self) -> bool {
        !matches!(self, Self::Listed(_))
    }

    /// How many values there are.
    pub(in crate::dense) fn len(&self) -> usize {
        match self {
            Self::From(_, count) | Self::Days(_, count, _) => *count,
            Self::Table(_, rows) => rows.len(),
            Self::Listed(listed) => listed.values.len(),
        }
    }

    /// The values by number.
    pub(in crate::dense) fn values(&self, cells: &Series) -> Option<Series> {
        match self {
            Self::From(low, count) => series(cells, *low..*low + *count as i64),
            Self::Days(first, count, ticks) => series(cells, (*first..*first + *count as i64).map(|day| day * ticks)),
            Self::Table(_, rows) => cells.take_slice(rows).ok(),
            Self::Listed(listed) => Some(listed.values.clone()),
        }
    }

    /// The values by number, then null, as a frame with the column's name.
    pub(in crate::dense) fn with_null(&self, cells: &Series) -> Option<DataFrame> {
        let mut values = self.values(cells)?.with_name(cells.name().clone());
        values
            .append(&Series::full_null(cells.name().clone(), 1, cells.dtype()))
            .ok()?;
        DataFrame::new(vec![values.rechunk().into_column()]).ok()
    }

    /// The number of each row's value. What it is where a cell is null means nothing, but that it is in range.
    pub(in crate::dense) fn codes(&self, cells: Option<&Cells>, batch: &Batch<'_>, codes: &mut Vec<u32>) {
        if let Self::Listed(listed) = self {
            return batch.take(&listed.codes, codes, |code| code);
        }
        let mut wholes = Vec::new();
        if cells.and_then(|cells| cells.wholes(batch, &mut wholes)).is_none() {
            wholes.resize(batch.len(), 0);
        }
        codes.clear();
        let last = self.len() as u32;
        let near = |far: i64| u32::try_from(far).unwrap_or(last).min(last);
        match self {
            Self::From(low, _) => codes.extend(wholes.iter().map(|whole| near(whole.wrapping_sub(*low)))),
            Self::Days(first, _, ticks) => {
                let start = first * ticks;
                codes.extend(wholes.iter().map(|whole| near(day(whole.wrapping_sub(start), *ticks))));
            }
            Self::Table(table, _) => {
                let code = |whole: &i64| table.get(*whole as usize).copied().unwrap_or(last).min(last);
                codes.extend(wholes.iter().map(code));
            }
            Self::Listed(_) => {}
        }
    }

    /// Calls `each` with every row and its code.
    pub(in crate::dense) fn each(&self, cells: &Series, mut each: impl FnMut(usize, u32)) -> Option<()> {
        const ROWS: usize = 4096;
        let plain = Cells::of(cells);
        if plain.is_none() && self.is_of_cells() {
            return None;
        }
        let known = known(cells);
        let (null, mut codes) = (self.len() as u32, Vec::new());
        for start in (0..cells.len()).step_by(ROWS) {
            let range = start..(start + ROWS).min(cells.len());
            self.codes(plain.as_ref(), &Batch::All(range.clone()), &mut codes);
            match &known {
                None => codes.iter().zip(range).for_each(|(code, row)| each(row, *code)),
                Some(known) => {
                    let bits = known.downcast_as_array().values();
                    let code = |(code, row): (&u32, usize)| each(row, if bits.get_bit(row) { *code } else { null });
                    codes.iter().zip(range).for_each(code);
                }
            }
        }
        Some(())
    }
}

/// How many whole days so many ticks are. Ticks are far fewer than a float can count.
fn day(ticks: i64, of_day: i64) -> i64 {
    let near = (ticks as f64 / of_day as f64) as i64;
    near - i64::from(near * of_day > ticks)
}

fn find(cells: &Series) -> Option<Coded> {
    match cells.dtype() {
        DataType::Categorical(_, mapping) | DataType::Enum(_, mapping) => table(cells, mapping.num_cats_upper_bound()),
        DataType::String => {
            let listed = numbered(cells)?;
            let many = listed.values.len() > MANY_TEXTS.max(cells.len() / 8);
            (!many).then(|| Coded::Listed(Rc::new(listed)))
        }
        DataType::Boolean => Some(Coded::From(0, 2)),
        dtype if dtype.is_integer() || dtype.is_temporal() => {
            let (low, count) = span(cells)?;
            (count <= (cells.len() / 4).max(1024)).then_some(Coded::From(low, count))
        }
        _ => None,
    }
}

/// The lowest whole number of a column, and how many there are up to the highest.
fn span(cells: &Series) -> Option<(i64, usize)> {
    let physical = cells.to_physical_repr();
    if matches!(physical.dtype(), DataType::UInt64 | DataType::Int128) {
        return None;
    }
    let (low, high) = (physical.min::<i64>().ok()??, physical.max::<i64>().ok()??);
    let count = high.checked_sub(low)?.checked_add(1)?;
    Some((low, usize::try_from(count).ok()?))
}

/// Numbers the categories that a column has, in the order of their numbers in memory.
fn table(cells: &Series, bound: usize) -> Option<Coded> {
    let mut rows = vec![None; bound];
    let plain = Cells::of(cells)?;
    let known = known(cells);
    let bits = known.as_ref().map(|known| known.downcast_as_array().values());
    let mut wholes = Vec::new();
    plain.wholes(&Batch::All(0..cells.len()), &mut wholes)?;
    for (row, whole) in wholes.iter().enumerate() {
        let place = rows.get_mut(*whole as usize);
        if let Some(place @ None) = place
            && bits.is_none_or(|bits| bits.get_bit(row))
        {
            *place = Some(row as IdxSize);
        }
    }
    let mut table = vec![u32::MAX; bound];
    let mut firsts = Vec::new();
    for (code, row) in table.iter_mut().zip(rows) {
        if let Some(row) = row {
            *code = firsts.len() as u32;
            firsts.push(row);
        }
    }
    Some(Coded::Table(table, firsts))
}

/// Moments by day, where the key is the same for all moments of a day.
pub(super) fn days(cells: &Series, key: &Expr) -> Option<Coded> {
    let DataType::Datetime(unit, None) = cells.dtype() else {
        return None;
    };
    if !by_day(key) {
        return None;
    }
    let ticks: i64 = match unit {
        TimeUnit::Nanoseconds => 86_400_000_000_000,
        TimeUnit::Microseconds => 86_400_000_000,
        TimeUnit::Milliseconds => 86_400_000,
    };
    let physical = cells.to_physical_repr();
    let (low, high) = (physical.min::<i64>().ok()??, physical.max::<i64>().ok()??);
    let (first, last) = (low.div_euclid(ticks), high.div_euclid(ticks));
    let count = usize::try_from(last - first + 1).ok()?;
    (count <= (cells.len() / 4).max(1024)).then_some(Coded::Days(first, count, ticks))
}

/// Whether a key looks at the day of a moment only.
fn by_day(key: &Expr) -> bool {
    use TemporalFunction as T;
    match bare(key) {
        Expr::Cast { expr, .. } => by_day(expr),
        Expr::Function {
            input,
            function: FunctionExpr::TemporalExpr(function),
        } => match (function, input.as_slice()) {
            (T::Truncate, [cells, Expr::Literal(every)]) => {
                let every = every.to_any_value();
                let every = every.as_ref().and_then(AnyValue::get_str);
                let whole_days = matches!(every, Some("1d" | "1w" | "1mo" | "1q" | "1y"));
                by_day(cells) || (whole_days && matches!(bare(cells), Expr::Column(_)))
            }
            (
                T::Date | T::Year | T::IsoYear | T::Quarter | T::Month | T::Week | T::WeekDay | T::Day | T::OrdinalDay,
                [cells],
            ) => by_day(cells) || matches!(bare(cells), Expr::Column(_)),
            _ => false,
        },
        _ => false,
    }
}

fn series(cells: &Series, wholes: impl Iterator<Item = i64>) -> Option<Series> {
    let wholes = Int64Chunked::from_iter_values(cells.name().clone(), wholes).into_series();
    let physical = cells.dtype().to_physical();
    wholes.cast(&physical).ok()?.cast(cells.dtype()).ok()
}

/// Numbers the different values of a column in the order they come; none when its values are no plain ones.
pub(super) fn numbered(cells: &Series) -> Option<Listed> {
    let cells = &cells.rechunk();
    let physical = cells.to_physical_repr();
    let (codes, firsts) = match physical.dtype() {
        DataType::String => count(physical.str().ok()?.iter(), cells.len()),
        DataType::Float64 => {
            let canonical = |cell: f64| (cell + 0.0).to_bits();
            let numbers = physical.f64().ok()?;
            match small(slice(numbers)?) {
                Some((low, size)) => tabled(
                    numbers
                        .iter()
                        .map(|cell| cell.map(|cell| (cell as i64).wrapping_sub(low))),
                    size,
                ),
                None => count(numbers.iter().map(|cell| cell.map(canonical)), cells.len()),
            }
        }
        DataType::Boolean => tabled(physical.bool().ok()?.iter().map(|cell| cell.map(i64::from)), 2),
        dtype if dtype.is_integer() && !matches!(dtype, DataType::UInt64 | DataType::Int128) => {
            let wholes = physical.cast(&DataType::Int64).ok()?;
            let wholes = wholes.i64().ok()?;
            match span(&physical) {
                Some((low, size)) if size <= (4 * cells.len()).max(1024) => {
                    tabled(wholes.iter().map(|cell| cell.map(|cell| cell - low)), size)
                }
                _ => count(wholes.iter(), cells.len()),
            }
        }
        _ => return None,
    };
    Some(Listed {
        codes,
        values: cells.take_slice(&firsts).ok()?,
    })
}

/// The lowest of floats that are whole and near each other, and how many such numbers there are up to the highest.
fn small(cells: &[f64]) -> Option<(i64, usize)> {
    const FAR: f64 = 1e9;
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for cell in cells {
        if cell.fract() != 0.0 || cell.abs() > FAR {
            return None;
        }
        (low, high) = (low.min(*cell), high.max(*cell));
    }
    let size = (high - low) as usize + 1;
    (low.is_finite() && size <= cells.len().max(1024)).then_some((low as i64, size))
}

/// Numbers values that are small whole numbers themselves.
fn tabled(cells: impl Iterator<Item = Option<i64>>, size: usize) -> (Vec<u32>, Vec<IdxSize>) {
    let mut table = vec![u32::MAX; size];
    let mut firsts = Vec::new();
    let mut number = |(row, cell): (usize, Option<i64>)| {
        let Some(code) = cell.and_then(|cell| table.get_mut(cell as usize)) else {
            return u32::MAX;
        };
        if *code == u32::MAX {
            *code = firsts.len() as u32;
            firsts.push(row as IdxSize);
        }
        *code
    };
    let mut codes: Vec<u32> = cells.enumerate().map(&mut number).collect();
    nulls_last(&mut codes, firsts.len());
    (codes, firsts)
}

fn count<K: Hash + Eq>(cells: impl Iterator<Item = Option<K>>, rows: usize) -> (Vec<u32>, Vec<IdxSize>) {
    let mut known: HashMap<K, u32, BuildHasherDefault<Mixer>> = HashMap::default();
    let mut firsts = Vec::new();
    let mut codes = Vec::with_capacity(rows);
    for (row, cell) in cells.enumerate() {
        let Some(cell) = cell else {
            codes.push(u32::MAX);
            continue;
        };
        codes.push(*known.entry(cell).or_insert_with(|| {
            firsts.push(row as IdxSize);
            firsts.len() as u32 - 1
        }));
    }
    nulls_last(&mut codes, firsts.len());
    (codes, firsts)
}

fn nulls_last(codes: &mut [u32], null: usize) {
    for code in codes {
        *code = (*code).min(null as u32);
    }
}

/// Mixes what is hashed by multiplying, eight bytes at a time.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        let last = rest
            .iter()
            .fold(rest.len() as u64, |last, byte| last << 8 | u64::from(*byte));
        self.write_u64(last);
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 ^= self.0 >> 32;
    }

    fn write_i64(&mut self, word: i64) {
        self.write_u64(word as u64);
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(20)
    }
}
