//! `x > any (select …)` and `x > all (select …)`: the smallest and the largest value decide.

use crate::catalog::kind;
use crate::error::Error;
use crate::sql::compare;
use crate::sql::compile::{flag, scalar};
use crate::sql::dialect::refused;
use crate::sql::typed::{Constant, Typed};
use polars::prelude::*;
use spec::dataset::Type;
use sqlparser::ast::BinaryOperator;

/// Compares a value with any or with all of the rows' values. Nulls among them leave open what the others do not decide.
pub(super) fn compare(value: &Typed, op: &BinaryOperator, rows: &DataFrame, all: bool) -> Result<Typed, Error> {
    use BinaryOperator as O;
    let [cells] = rows.get_columns() else {
        return Err(refused(
            "the statement after any or all gives several columns, and one is compared",
            None,
        ));
    };
    if cells.is_empty() {
        return Ok(Typed::constant(Constant::Flag(all)));
    }
    if cells.dtype().is_nested() {
        return Err(refused("lists and records cannot be compared with any or all", None));
    }
    let cells = match kind(cells.dtype()) {
        Type::Text => cells.cast(&DataType::String)?,
        _ => cells.clone(),
    };
    let end = |end: Expr| -> Result<Typed, Error> {
        let frame = DataFrame::new(vec![cells.clone().with_name("value".into())])?;
        scalar(&frame.lazy().select([end]).collect()?)
    };
    let (low, high) = (end(col("value").min())?, end(col("value").max())?);
    let with = |value: &Typed, op: &O, end: &Typed| compare::compare(value.clone(), op, end.clone());
    let both = |value: &Typed| -> Result<Expr, Error> {
        Ok(with(value, &O::Eq, &low)?
            .expression
            .and(with(value, &O::Eq, &high)?.expression))
    };
    let met = match (op, all) {
        (O::Lt | O::LtEq, true) | (O::Gt | O::GtEq, false) => with(value, op, &low)?.expression,
        (O::Lt | O::LtEq, false) | (O::Gt | O::GtEq, true) => with(value, op, &high)?.expression,
        (O::Eq, true) => both(value)?,
        (O::NotEq, false) => both(value)?.not(),
        (other, _) => return Err(refused(format!("{other} cannot be used with any and all"), None)),
    };
    let unknown = lit(NULL).cast(DataType::Boolean);
    Ok(flag(match (cells.null_count() > 0, all) {
        (false, _) => met,
        (true, true) => met.and(unknown),
        (true, false) => met.or(unknown),
    }))
}
