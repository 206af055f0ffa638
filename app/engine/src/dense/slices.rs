//! The rows of a table cut into slices by one of its columns, so that a condition on it takes whole slices, and looks at the rows of few.

use super::batch::Batch;
use super::cells::{Cells, known};
use super::elementwise::{columns, is_elementwise};
use super::key::Coded;
use super::{bare, worked_out};
use crate::memory::{Cost, Memory};
use polars::prelude::*;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// Into how many slices a column of many values is cut.
const CUTS: usize = 1024;
/// How many values a column may have for each to be a slice of its own.
const MOST_CODES: usize = 8192;
/// How many cells are looked at to find where to cut.
const SAMPLE: usize = 1 << 15;
/// Rows, a few thousand at a time.
const ROWS: usize = 4096;

/// A column's slices.
pub(super) struct Slices {
    column: Series,
    by: By,
    /// How many there are.
    pub len: usize,
    order: OnceCell<Option<Order>>,
}

/// What the slices are made by.
enum By {
    /// A slice for each value, and one for null.
    Value(Rc<Coded>),
    /// A slice for numbers that lie near each other; the last is for null.
    Range(Ranges),
}

/// Numbers that lie near each other.
struct Ranges {
    /// The slice of each row.
    of_row: Vec<u16>,
    /// A row with the smallest and one with the largest value of each slice.
    ends: Vec<[IdxSize; 2]>,
}

/// The rows in the order of their slices.
struct Order {
    rows: Vec<u32>,
    /// Where each slice's rows begin, and the end.
    starts: Vec<u32>,
}

/// What a condition takes.
pub(super) struct Taken {
    /// The slices of which it takes every row.
    pub whole: Vec<bool>,
    /// The slices of which it takes some rows.
    pub partly: Vec<bool>,
}

impl Cost for Slices {
    fn bytes(&self) -> u64 {
        match &self.by {
            By::Value(_) => self.column.len() as u64 * 4,
            By::Range(ranges) => ranges.of_row.len() as u64 * 6 + ranges.ends.len() as u64 * 12,
        }
    }
}

impl Slices {
    /// Those of a column, held; none when it has no order, or values that have none.
    pub(super) fn of(column: &Series, memory: &Memory) -> Option<Rc<Self>> {
        memory.of("slices", vec![column.clone()], || {
            let column = column.clone();
            if let Some(coded) = Coded::cheap(&column, memory).filter(|coded| coded.len() < MOST_CODES) {
                let len = coded.len() + 1;
                return Some(Self::new(column, By::Value(coded), len));
            }
            let ranges = Ranges::of(&column)?;
            let len = ranges.ends.len() + 1;
            Some(Self::new(column, By::Range(ranges), len))
        })
    }

    fn new(column: Series, by: By, len: usize) -> Self {
        Self {
            column,
            by,
            len,
            order: OnceCell::new(),
        }
    }

    /// The rows of some slices, one slice after the other.
    pub(super) fn rows_of(&self, slices: Range<usize>) -> Option<&[u32]> {
        let order = self.order.get_or_init(|| Some(Order::of(&self.of_rows()?, self.len)));
        let order = order.as_ref()?;
        let (start, end) = (*order.starts.get(slices.start)?, *order.starts.get(slices.end)?);
        order.rows.get(start as usize..end as usize)
    }

    /// The slice of each row.
    pub(super) fn of_rows(&self) -> Option<Cow<'_, [u16]>> {
        match &self.by {
            By::Range(ranges) => Some(Cow::Borrowed(&ranges.of_row)),
            By::Value(coded) => {
                let mut slices = Vec::with_capacity(self.column.len());
                coded.each(&self.column, |_, slice| slices.push(slice as u16))?;
                Some(Cow::Owned(slices))
            }
        }
    }

    /// Which slices conditions on the column take; none when that cannot be told.
    pub(super) fn taken(&self, conditions: &[&Expr]) -> Option<Taken> {
        let mut taken = Taken {
            whole: vec![true; self.len],
            partly: vec![true; self.len],
        };
        for condition in conditions {
            match &self.by {
                By::Value(coded) => {
                    let met = flags(&coded.with_null(&self.column)?, condition)?;
                    taken.narrow(met.iter().map(|met| [*met, *met]));
                }
                By::Range(ranges) => {
                    let met = flags(&ranges.values(&self.column)?, half_line(condition)?)?;
                    let (of_slice, _) = met.as_chunks::<2>();
                    let both = of_slice.iter().map(|[low, high]| [*low && *high, *low || *high]);
                    taken.narrow(both.chain([[false, false]]));
                }
            }
        }
        for (partly, whole) in taken.partly.iter_mut().zip(&taken.whole) {
            *partly &= !whole;
        }
        Some(taken)
    }

    /// The rows of these slices that meet the conditions and `also`.
    pub(super) fn rows(
        &self,
        slices: impl Iterator<Item = usize>,
        conditions: &[&Expr],
        also: impl Fn(u32) -> bool,
    ) -> Option<Vec<u32>> {
        let mut rows = Vec::new();
        for slice in slices {
            let of_slice = self.rows_of(slice..slice + 1)?;
            rows.extend(of_slice.iter().copied().filter(|row| also(*row)));
        }
        if rows.is_empty() {
            return Some(rows);
        }
        let frame = self.column.take_slice(&rows).ok()?.into_frame();
        for condition in conditions {
            let met = flags(&frame, condition)?;
            let mut met = met.iter();
            // Rows that an earlier condition took out keep their place until all are tested.
            for row in &mut rows {
                if !*met.next()? {
                    *row = u32::MAX;
                }
            }
        }
        rows.retain(|row| *row != u32::MAX);
        Some(rows)
    }
}

impl Taken {
    /// Takes what another condition takes too: for each slice, whether it takes all its rows, and whether any.
    fn narrow(&mut self, met: impl Iterator<Item = [bool; 2]>) {
        for ((whole, partly), [all, any]) in self.whole.iter_mut().zip(&mut self.partly).zip(met) {
            *whole &= all;
            *partly &= any;
        }
    }
}

impl Ranges {
    fn of(column: &Series) -> Option<Self> {
        if matches!(column.dtype(), DataType::Categorical(..) | DataType::Enum(..)) {
            return None;
        }
        let cells = Cells::of(column)?;
        let cuts = cuts(&cells, column.len())?;
        let of_row = by_row(&cells, &cuts, column)?;
        let order = Order::of(&of_row, cuts.len() + 2);
        let ends = ends(&order, &cells, cuts.len() + 1)?;
        Some(Self { of_row, ends })
    }

    /// The smallest and the largest value of each slice, one after the other.
    fn values(&self, column: &Series) -> Option<DataFrame> {
        Some(column.take_slice(self.ends.as_flattened()).ok()?.into_frame())
    }
}

/// A row with the smallest and one with the largest value of each slice. A slice without rows has those of the first row: it takes nothing either way.
fn ends(order: &Order, cells: &Cells, slices: usize) -> Option<Vec<[IdxSize; 2]>> {
    let (mut ends, mut numbers) = (vec![[0, 0]; slices], Vec::new());
    for (slice, ends) in ends.iter_mut().enumerate() {
        let rows = &order.rows[order.starts[slice] as usize..order.starts[slice + 1] as usize];
        cells.keys(&Batch::Some(rows), &mut numbers)?;
        let (mut low, mut high) = (i64::MAX, i64::MIN);
        for (row, number) in rows.iter().zip(&numbers) {
            if *number <= low {
                (low, ends[0]) = (*number, *row);
            }
            if *number >= high {
                (high, ends[1]) = (*number, *row);
            }
        }
    }
    Some(ends)
}

impl Order {
    fn of(of_row: &[u16], slices: usize) -> Self {
        let mut starts = vec![0_u32; slices + 1];
        for slice in of_row {
            starts[usize::from(*slice) + 1] += 1;
        }
        for slice in 1..starts.len() {
            starts[slice] += starts[slice - 1];
        }
        let (mut rows, mut places) = (vec![0_u32; of_row.len()], starts.clone());
        for (row, slice) in of_row.iter().enumerate() {
            let place = &mut places[usize::from(*slice)];
            rows[*place as usize] = row as u32;
            *place += 1;
        }
        Self { rows, starts }
    }
}

/// Where to cut: between as many values on either side, as far as a sample tells. None when a cell is not a number.
fn cuts(cells: &Cells, rows: usize) -> Option<Vec<i64>> {
    let step = (rows / SAMPLE).max(1);
    let sampled: Vec<u32> = (0..rows as u32).step_by(step).collect();
    let mut numbers = Vec::new();
    cells.keys(&Batch::Some(&sampled), &mut numbers)?;
    numbers.sort_unstable();
    let mut cuts: Vec<i64> = (1..CUTS)
        .filter_map(|cut| numbers.get(cut * numbers.len() / CUTS).copied())
        .collect();
    cuts.dedup();
    Some(cuts)
}

/// The slice of each row: as many as there are cuts at or below its value; that of null is one more than there are others.
fn by_row(cells: &Cells, cuts: &[i64], column: &Series) -> Option<Vec<u16>> {
    let mut of_row = Vec::with_capacity(column.len());
    let mut numbers = Vec::new();
    for start in (0..column.len()).step_by(ROWS) {
        cells.keys(&Batch::All(start..(start + ROWS).min(column.len())), &mut numbers)?;
        of_row.extend(numbers.iter().map(|number| below(cuts, *number)));
    }
    if let Some(known) = known(column) {
        let bits = known.downcast_as_array().values();
        for (slice, known) in of_row.iter_mut().zip(bits.iter()) {
            if !known {
                *slice = cuts.len() as u16 + 1;
            }
        }
    }
    Some(of_row)
}

/// How many cuts are at or below a number, found without a branch that depends on it.
fn below(cuts: &[i64], number: i64) -> u16 {
    let (mut start, mut left) = (0, cuts.len());
    while left > 1 {
        let half = left / 2;
        start += if cuts[start + half - 1] <= number { half } else { 0 };
        left -= half;
    }
    let last = cuts.get(start).is_some_and(|cut| *cut <= number);
    (start + usize::from(last)) as u16
}

/// A comparison with a given value, which takes everything on one side of it.
fn half_line(condition: &Expr) -> Option<&Expr> {
    let Expr::BinaryExpr {
        left,
        op: Operator::Lt | Operator::LtEq | Operator::Gt | Operator::GtEq,
        right,
    } = bare(condition)
    else {
        return None;
    };
    let is_given = |side: &Expr| is_elementwise(side) && columns(side).is_empty();
    let is_column = |side: &Expr| matches!(bare(side), Expr::Column(_));
    let (one, other) = (left.as_ref(), right.as_ref());
    let compares = (is_column(one) && is_given(other)) || (is_given(one) && is_column(other));
    compares.then_some(condition)
}

fn flags(frame: &DataFrame, condition: &Expr) -> Option<Vec<bool>> {
    let met = worked_out(frame, condition)?;
    Some(met.bool().ok()?.iter().map(|met| met == Some(true)).collect())
}
