//! A column's cells as plain numbers.

use super::batch::Batch;
use polars::prelude::*;

/// A column's cells: numbers, flags, days, moments, or the numbers of categories.
#[derive(Clone)]
pub(super) struct Cells {
    physical: Series,
    known: Option<BooleanChunked>,
}

impl Cells {
    /// Those of a column; none when they are nothing like numbers or lie in several pieces.
    pub(super) fn of(cells: &Series) -> Option<Self> {
        let physical = cells.to_physical_repr().into_owned();
        let dtype = physical.dtype();
        let plain = dtype.is_integer() || dtype.is_float() || dtype.is_bool();
        let wide = matches!(dtype, DataType::Int128);
        (plain && !wide && physical.n_chunks() == 1).then(|| Self {
            known: known(cells),
            physical,
        })
    }

    /// Whether they are floating point numbers.
    pub(super) fn are_reals(&self) -> bool {
        self.physical.dtype().is_float()
    }

    /// Whether they may lie beyond the whole numbers of 64 bits.
    pub(super) fn are_unsigned(&self) -> bool {
        *self.physical.dtype() == DataType::UInt64
    }

    /// Which of the rows have a cell; all when absent.
    pub(super) fn known(&self) -> Option<&BooleanChunked> {
        self.known.as_ref()
    }

    /// The cells of these rows as whole numbers.
    pub(super) fn wholes(&self, batch: &Batch<'_>, into: &mut Vec<i64>) -> Option<()> {
        let cells = &self.physical;
        match cells.dtype() {
            DataType::Int8 => batch.take(slice(cells.i8().ok()?)?, into, i64::from),
            DataType::Int16 => batch.take(slice(cells.i16().ok()?)?, into, i64::from),
            DataType::Int32 => batch.take(slice(cells.i32().ok()?)?, into, i64::from),
            DataType::Int64 => batch.take(slice(cells.i64().ok()?)?, into, |cell| cell),
            DataType::UInt8 => batch.take(slice(cells.u8().ok()?)?, into, i64::from),
            DataType::UInt16 => batch.take(slice(cells.u16().ok()?)?, into, i64::from),
            DataType::UInt32 => batch.take(slice(cells.u32().ok()?)?, into, i64::from),
            DataType::Boolean => {
                let bits = cells.bool().ok()?.downcast_as_array().values();
                into.clear();
                into.extend(batch.rows().map(|row| i64::from(bits.get_bit(row))));
            }
            _ => return None,
        }
        Some(())
    }

    /// Whole numbers that are in the same order as the cells of these rows; none when a cell is not a number.
    pub(super) fn keys(&self, batch: &Batch<'_>, into: &mut Vec<i64>) -> Option<()> {
        if !self.are_reals() {
            return self.wholes(batch, into);
        }
        let mut reals = Vec::new();
        self.reals(batch, &mut reals)?;
        let mut odd = false;
        into.clear();
        into.extend(reals.iter().map(|real| {
            odd |= real.is_nan();
            let bits = (real + 0.0).to_bits() as i64;
            bits ^ (((bits >> 63) as u64) >> 1) as i64
        }));
        (!odd).then_some(())
    }

    /// The cells of these rows as floating point numbers.
    pub(super) fn reals(&self, batch: &Batch<'_>, into: &mut Vec<f64>) -> Option<()> {
        let cells = &self.physical;
        match cells.dtype() {
            DataType::Float64 => batch.take(slice(cells.f64().ok()?)?, into, |cell| cell),
            DataType::Float32 => batch.take(slice(cells.f32().ok()?)?, into, f64::from),
            DataType::Int8 => batch.take(slice(cells.i8().ok()?)?, into, f64::from),
            DataType::Int16 => batch.take(slice(cells.i16().ok()?)?, into, f64::from),
            DataType::Int32 => batch.take(slice(cells.i32().ok()?)?, into, f64::from),
            DataType::Int64 => batch.take(slice(cells.i64().ok()?)?, into, |cell| cell as f64),
            DataType::UInt8 => batch.take(slice(cells.u8().ok()?)?, into, f64::from),
            DataType::UInt16 => batch.take(slice(cells.u16().ok()?)?, into, f64::from),
            DataType::UInt32 => batch.take(slice(cells.u32().ok()?)?, into, f64::from),
            DataType::UInt64 => batch.take(slice(cells.u64().ok()?)?, into, |cell| cell as f64),
            DataType::Boolean => {
                let bits = cells.bool().ok()?.downcast_as_array().values();
                into.clear();
                into.extend(batch.rows().map(|row| f64::from(u8::from(bits.get_bit(row)))));
            }
            _ => return None,
        }
        Some(())
    }
}

/// Which of a column's rows have a cell, in one piece; all when absent.
pub(super) fn known(cells: &Series) -> Option<BooleanChunked> {
    (cells.null_count() > 0).then(|| cells.is_not_null().rechunk().into_owned())
}

/// Clears the flag of each row without a cell.
pub(super) fn only_known(known: &BooleanChunked, batch: &Batch<'_>, flags: &mut [bool]) {
    let bits = known.downcast_as_array().values();
    for (flag, row) in flags.iter_mut().zip(batch.rows()) {
        *flag &= bits.get_bit(row);
    }
}

/// The cells, when they lie in one piece. What lies where a cell is null means nothing.
pub(super) fn slice<T: PolarsNumericType>(cells: &ChunkedArray<T>) -> Option<&[T::Native]> {
    match cells.chunks().len() {
        1 => Some(cells.downcast_as_array().values().as_slice()),
        _ => None,
    }
}
