//! Which columns an aggregate is defined on, and as which type.

use super::Source;
use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid, wrong_type};
use polars::prelude::*;
use spec::dataset::Type;
use spec::question::Aggregate;

/// Whether the aggregate makes sense for the column.
pub(super) fn suits(name: &str, dtype: &DataType, aggregate: Aggregate) -> Result<(), Error> {
    let held = kind(dtype);
    let (good, needed) = match aggregate {
        Aggregate::Count | Aggregate::First | Aggregate::Last | Aggregate::Expression | Aggregate::Metric => (true, ""),
        Aggregate::Distinct | Aggregate::Min | Aggregate::Max | Aggregate::Mode => {
            (!matches!(held, Type::List | Type::Struct), "single values")
        }
        Aggregate::Sum | Aggregate::Mean | Aggregate::Median => (
            held.is_number() || matches!(held, Type::Duration | Type::Boolean),
            "numbers",
        ),
        Aggregate::Share => (held.is_number() || held == Type::Boolean, "numbers"),
        Aggregate::Deviation
        | Aggregate::Variance
        | Aggregate::Percentile(_)
        | Aggregate::Correlation
        | Aggregate::WeightedMean => (held.is_number(), "numbers"),
    };
    if !good {
        return Err(wrong_type(name, dtype, needed));
    }
    match aggregate {
        Aggregate::Percentile(part) if !(0.0..=1.0).contains(&part) => Err(invalid(format!(
            "a percentile is a share from 0 to 1, and {part} is not: write 0.9 for the 90th"
        ))),
        _ => Ok(()),
    }
}

/// The cells with a type whose sum cannot overflow.
pub(super) fn summable(rows: &Rows, of: Source<'_>) -> Result<Expr, Error> {
    let (cells, dtype) = (of.cells, of.dtype);
    Ok(match dtype {
        DataType::Int64 | DataType::UInt64 => {
            let (low, high) = rows.extent(&column(of.name))?.unwrap_or_default();
            let furthest = low.abs().max(high.abs()) * rows.most as f64;
            let safe = furthest < i64::MAX as f64;
            cells.cast(if safe { DataType::Int64 } else { DataType::Float64 })
        }
        dtype if dtype.is_integer() || dtype.is_bool() => cells.cast(DataType::Int64),
        DataType::Float32 => cells.cast(DataType::Float64),
        DataType::Decimal(..) => {
            const MOST: f64 = 1e37;
            let (low, high) = rows.extent(&column(of.name))?.unwrap_or_default();
            let scale = dtype_scale(dtype);
            let furthest = low.abs().max(high.abs()) * 10f64.powi(scale) * rows.most as f64;
            if furthest < MOST {
                cells
            } else {
                cells.cast(DataType::Float64)
            }
        }
        _ => cells,
    })
}

fn dtype_scale(dtype: &DataType) -> i32 {
    match dtype {
        DataType::Decimal(_, Some(scale)) => i32::try_from(*scale).unwrap_or(0),
        _ => 0,
    }
}

/// The cells with a type that averages, middles and deviations are defined on.
pub(super) fn plain(cells: Expr, dtype: &DataType) -> Expr {
    match kind(dtype) {
        Type::Decimal | Type::Boolean => cells.cast(DataType::Float64),
        _ => cells,
    }
}

/// The cells with a type whose order is the reader's: categories in the order of their text.
pub(super) fn ordered(cells: Expr, dtype: &DataType) -> Expr {
    match kind(dtype) {
        Type::Text => cells.cast(DataType::String),
        _ => cells,
    }
}
