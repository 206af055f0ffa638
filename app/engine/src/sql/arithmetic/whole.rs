//! Sums, differences and products of whole numbers, which are refused where they do not fit instead of wrapping around.

use crate::sql::typed::Typed;
use polars::prelude::*;
use sqlparser::ast::BinaryOperator;

/// Whether both sides are so narrow that no operation on them leaves 64 bits.
pub(super) fn are_narrow(left: &Typed, right: &Typed) -> bool {
    let is_narrow = |value: &Typed| match value.literal_whole() {
        Some(whole) => i32::try_from(whole).is_ok(),
        None => matches!(
            value.dtype,
            DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::UInt8 | DataType::UInt16 | DataType::Boolean
        ),
    };
    is_narrow(left) && is_narrow(right)
}

/// Works out `left op right` of 64-bit whole numbers.
pub(super) fn exact(left: &Typed, op: &BinaryOperator, right: &Typed) -> Expr {
    let work_out: fn(i64, i64) -> (i64, bool) = match op {
        BinaryOperator::Plus => i64::overflowing_add,
        BinaryOperator::Minus => i64::overflowing_sub,
        _ => i64::overflowing_mul,
    };
    let sign = op.to_string();
    left.expression.clone().map_many(
        move |columns| both(&columns[0], &columns[1], &sign, work_out),
        std::slice::from_ref(&right.expression),
        |_, fields| Ok(Field::new(fields[0].name().clone(), DataType::Int64)),
    )
}

fn both(left: &Column, right: &Column, sign: &str, work_out: fn(i64, i64) -> (i64, bool)) -> PolarsResult<Column> {
    let (left, right) = (left.as_materialized_series(), right.as_materialized_series());
    let (one, other) = (left.cast(&DataType::Int64)?, right.cast(&DataType::Int64)?);
    let (one, other) = (one.i64()?, other.i64()?);
    let mut leaves: Option<(i64, i64)> = None;
    let mut work = |one: i64, other: i64| {
        let (figure, left) = work_out(one, other);
        if left && leaves.is_none() {
            leaves = Some((one, other));
        }
        figure
    };
    let worked: Int64Chunked = match (one.len(), other.len()) {
        (1, _) => match one.get(0) {
            Some(one) => other.iter().map(|other| Some(work(one, other?))).collect(),
            None => Int64Chunked::full_null("".into(), other.len()),
        },
        (_, 1) => match other.get(0) {
            Some(other) => one.iter().map(|one| Some(work(one?, other))).collect(),
            None => Int64Chunked::full_null("".into(), one.len()),
        },
        _ => {
            let pairs = one.iter().zip(other.iter());
            pairs.map(|(one, other)| Some(work(one?, other?))).collect()
        }
    };
    if let Some((one, other)) = leaves {
        polars_bail!(ComputeError: "“{one} {sign} {other}” is too large for a whole number; cast one of the two to double");
    }
    Ok(worked.with_name(left.name().clone()).into_column())
}
