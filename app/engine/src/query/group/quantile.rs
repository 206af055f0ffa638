//! Groups of about as many rows each.

use super::Key;
use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid, wrong_type};
use polars::prelude::*;
use spec::dataset::Type;

/// The key of so many bins with about as many of all rows in each.
///
/// A row is in the bin that its place in the order falls in; equal values share the place of the first of them.
pub(super) fn key(rows: &Rows, name: &str, count: u32) -> Result<Key, Error> {
    let dtype = rows.dtype(name)?;
    if count == 0 {
        return Err(invalid(format!(
            "“{name}” cannot be cut into 0 bins: name at least one"
        )));
    }
    let dtype = match kind(dtype) {
        Type::Integer => DataType::Int64,
        Type::Float | Type::Decimal => DataType::Float64,
        Type::Date | Type::Datetime => dtype.clone(),
        _ => return Err(wrong_type(name, dtype, "numbers or dates to make bins of")),
    };
    let cells = column(name).cast(dtype.clone());
    rows.memory.session.refuse();
    let sorted = rows
        .frame
        .clone()
        .select([cells.clone().drop_nulls().sort(SortOptions::default())])
        .collect()?;
    let sorted = sorted.column(name)?.to_physical_repr();
    let sorted = sorted.as_materialized_series();
    let expression = match sorted.dtype() {
        DataType::Float64 => {
            let ends = low_ends(sorted.f64()?.iter().flatten().map(|end| end + 0.0), count);
            mapped(cells, dtype.clone(), move |cells| {
                let lows = cells.f64()?.apply(|cell| low_end(cell?, &ends));
                Ok(lows.into_series())
            })
        }
        DataType::Int32 => {
            let ends = low_ends(sorted.i32()?.iter().flatten(), count);
            mapped(cells, dtype.clone(), move |cells| {
                let lows = cells.i32()?.apply(|cell| low_end(cell?, &ends));
                Ok(lows.into_series())
            })
        }
        _ => {
            let ends = low_ends(sorted.i64()?.iter().flatten(), count);
            mapped(cells, dtype.clone(), move |cells| {
                let lows = cells.i64()?.apply(|cell| low_end(cell?, &ends));
                Ok(lows.into_series())
            })
        }
    };
    Ok(Key { expression, dtype })
}

/// The smallest value of each bin, of values in their order.
fn low_ends<T: Copy + PartialEq>(sorted: impl Iterator<Item = T>, count: u32) -> Vec<T> {
    let sorted: Vec<T> = sorted.collect();
    let (mut ends, mut bin, mut before): (Vec<T>, Option<u64>, Option<T>) = (Vec::new(), None, None);
    for (place, value) in sorted.iter().enumerate() {
        if before == Some(*value) {
            continue;
        }
        before = Some(*value);
        let falls_in = place as u64 * u64::from(count) / sorted.len() as u64;
        if bin != Some(falls_in) {
            bin = Some(falls_in);
            ends.push(*value);
        }
    }
    ends
}

/// The end of the bin that a value is in.
fn low_end<T: Copy + PartialOrd>(value: T, ends: &[T]) -> Option<T> {
    let after = ends.partition_point(|end| *end <= value);
    after.checked_sub(1).and_then(|at| ends.get(at)).copied()
}

fn mapped(
    cells: Expr,
    dtype: DataType,
    change: impl Fn(&Series) -> PolarsResult<Series> + Send + Sync + 'static,
) -> Expr {
    let wanted = dtype.clone();
    cells.map(
        move |cells| {
            let physical = cells.to_physical_repr();
            let changed = change(physical.as_materialized_series())?;
            changed.with_name(cells.name().clone()).into_column().cast(&dtype)
        },
        move |_, field| Ok(Field::new(field.name().clone(), wanted.clone())),
    )
}
