//! Values that are written in a statement, or that an inner statement gives.

use crate::catalog::kind;
use crate::error::Error;
use crate::sql::dialect::refused;
use crate::sql::typed::{Constant, Typed};
use polars::prelude::{AnyValue, DataFrame, DataType, Scalar, lit};
use spec::dataset::Type;
use sqlparser::ast::Value;

/// A value as it is written.
pub(super) fn constant(value: &Value) -> Result<Typed, Error> {
    Ok(Typed::constant(match value {
        Value::Null => Constant::Null,
        Value::Boolean(flag) => Constant::Flag(*flag),
        Value::Number(digits, _) => match digits.parse::<i64>() {
            Ok(whole) => Constant::Whole(whole),
            Err(_) => {
                let number = digits.parse::<f64>().ok().filter(|number| number.is_finite());
                Constant::Number(
                    number.ok_or_else(|| refused(format!("{digits} is no number that can be used"), None))?,
                )
            }
        },
        Value::SingleQuotedString(text)
        | Value::EscapedStringLiteral(text)
        | Value::NationalStringLiteral(text)
        | Value::UnicodeStringLiteral(text) => Constant::Text(text.clone()),
        Value::DollarQuotedString(text) => Constant::Text(text.value.clone()),
        other => return Err(refused(format!("{other} cannot be used here"), None)),
    }))
}

/// The one cell that an inner statement gives.
pub(in crate::sql) fn scalar(frame: &DataFrame) -> Result<Typed, Error> {
    let [cells] = frame.get_columns() else {
        return Err(refused(
            "an inner statement that stands for one value gives several columns",
            None,
        ));
    };
    if cells.len() > 1 {
        return Err(refused(
            format!(
                "an inner statement that stands for one value gives {} rows",
                cells.len()
            ),
            Some("Add limit 1, or an aggregate such as max(…)"),
        ));
    }
    let cells = match kind(cells.dtype()) {
        Type::Text => cells.cast(&DataType::String)?,
        _ => cells.clone(),
    };
    let dtype = cells.dtype().clone();
    let value = match cells.is_empty() {
        true => AnyValue::Null,
        false => cells.get(0)?.into_static(),
    };
    Ok(Typed::new(lit(Scalar::new(dtype.clone(), value)), dtype))
}
