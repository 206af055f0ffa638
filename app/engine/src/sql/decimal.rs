//! Sums, differences and products of exact decimals, which stay exact.

use crate::sql::typed::{Constant, Typed};
use polars::prelude::*;
use spec::dataset::Type;
use sqlparser::ast::BinaryOperator;

/// The digits of every decimal.
pub(super) const PRECISION: usize = 38;

/// More decimals than this leave too little room before the point.
const MOST_DECIMALS: usize = 18;

/// Works out `left op right` exactly; none when one of them is no decimal, or the operator makes none.
pub(super) fn exact(left: &Typed, op: &BinaryOperator, right: &Typed) -> Option<Typed> {
    let are_decimals = [left, right].iter().any(|value| value.kind() == Some(Type::Decimal));
    let work_out: fn(i128, i128) -> Option<i128> = match op {
        BinaryOperator::Plus => i128::checked_add,
        BinaryOperator::Minus => i128::checked_sub,
        BinaryOperator::Multiply => i128::checked_mul,
        _ => return None,
    };
    if !are_decimals {
        return None;
    }
    let (left_scale, right_scale) = (scale(left)?, scale(right)?);
    let is_product = *op == BinaryOperator::Multiply;
    let wanted = left_scale.max(right_scale);
    let (left_scale, right_scale, scale) = match is_product {
        true => (left_scale, right_scale, left_scale + right_scale),
        false => (wanted, wanted, wanted),
    };
    if scale > MOST_DECIMALS {
        return None;
    }
    let nullable = left.nullable || right.nullable;
    let (left, right) = (digits(left, left_scale), digits(right, right_scale));
    let dtype = DataType::Decimal(Some(PRECISION), Some(scale));
    let expression = left.map_many(
        move |columns| both(&columns[0], &columns[1], scale, work_out),
        &[right],
        move |_, fields| {
            let dtype = DataType::Decimal(Some(PRECISION), Some(scale));
            Ok(Field::new(fields[0].name().clone(), dtype))
        },
    );
    Some(Typed {
        nullable,
        ..Typed::new(expression, dtype)
    })
}

/// How many decimals a value has; none when it is not exact.
fn scale(value: &Typed) -> Option<usize> {
    match (&value.constant, &value.dtype) {
        (Some(Constant::Number(number)), _) => (0..=9).find(|decimals| {
            let scaled = number * 10f64.powi(*decimals as i32);
            scaled.abs() < 9e15 && (scaled - scaled.round()).abs() <= 1e-9 * scaled.abs().max(1e-9)
        }),
        (_, DataType::Decimal(_, scale)) => *scale,
        (_, dtype) if dtype.is_integer() => Some(0),
        _ => None,
    }
}

/// The value as a decimal of this scale.
fn digits(value: &Typed, scale: usize) -> Expr {
    let dtype = DataType::Decimal(Some(PRECISION), Some(scale));
    match value.constant {
        Some(Constant::Number(number)) => {
            let digits = (number * 10f64.powi(scale as i32)).round() as i128;
            lit(Scalar::new(dtype, AnyValue::Decimal(digits, scale)))
        }
        Some(Constant::Whole(whole)) => {
            let digits = 10i128.checked_pow(scale as u32).map(|power| i128::from(whole) * power);
            lit(Scalar::new(dtype, AnyValue::Decimal(digits.unwrap_or_default(), scale)))
        }
        _ => value.expression.clone().cast(dtype),
    }
}

fn both(left: &Column, right: &Column, scale: usize, work_out: fn(i128, i128) -> Option<i128>) -> PolarsResult<Column> {
    let (one, other) = (left.as_materialized_series(), right.as_materialized_series());
    let (one, other) = (one.decimal()?.physical(), other.decimal()?.physical());
    let rows = if one.len() == 1 { other.len() } else { one.len() };
    let cell = |cells: &Int128Chunked, row: usize| cells.get(if cells.len() == 1 { 0 } else { row });
    let mut is_too_long = false;
    let worked: Int128Chunked = (0..rows)
        .map(|row| {
            let (one, other) = (cell(one, row)?, cell(other, row)?);
            let figure = work_out(one, other);
            is_too_long |= figure.is_none();
            figure
        })
        .collect();
    if is_too_long {
        polars_bail!(ComputeError: "the result has more than {PRECISION} digits; cast one of the decimals to double");
    }
    let worked = worked.into_decimal(Some(PRECISION), scale)?.into_series();
    Ok(worked.with_name(left.name().clone()).into_column())
}
