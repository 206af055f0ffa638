//! Plain values become cells of a column's own type.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{holds, invalid, wrong_type};
use crate::query::moment::{self, Moment};
use polars::prelude::*;
use spec::dataset::Type;
use spec::value::Value;

/// The value as a cell of this type; none when no cell of the type can equal it, such as 2.5 among whole numbers.
pub(crate) fn exact(column: &str, dtype: &DataType, value: &Value) -> Result<Option<AnyValue<'static>>, Error> {
    let refuse = || mismatch(column, dtype, value);
    Ok(match dtype {
        DataType::Boolean => Some(AnyValue::Boolean(flag(value).ok_or_else(refuse)?)),
        DataType::Date => match read(column, dtype, value)? {
            Moment::Day(day) => Some(AnyValue::Date(moment::day_number(day))),
            Moment::At(at) if at.time() == chrono::NaiveTime::MIN => {
                Some(AnyValue::Date(moment::day_number(at.date())))
            }
            Moment::At(_) => None,
        },
        DataType::Datetime(unit, zone) => {
            let at = match read(column, dtype, value)? {
                Moment::Day(day) => day.and_time(chrono::NaiveTime::MIN),
                Moment::At(at) => at,
            };
            let zone = zone.clone().map(Arc::new);
            Some(AnyValue::DatetimeOwned(moment::ticks(at, *unit), *unit, zone))
        }
        DataType::Time => {
            let nanos = text(value).and_then(moment::read_time).ok_or_else(refuse)?;
            Some(AnyValue::Time(nanos))
        }
        DataType::Duration(unit) => {
            let nanos = text(value).and_then(moment::read_duration).ok_or_else(refuse)?;
            Some(AnyValue::Duration(moment::in_unit(nanos, *unit), *unit))
        }
        DataType::Float32 => Some(AnyValue::Float32(number(value).ok_or_else(refuse)? as f32)),
        dtype if dtype.is_integer() => whole(value).ok_or_else(refuse)?.map(AnyValue::Int64),
        dtype if kind(dtype).is_number() => Some(AnyValue::Float64(number(value).ok_or_else(refuse)?)),
        DataType::List(_) | DataType::Struct(_) => return Err(wrong_type(column, dtype, "single values")),
        _ => Some(AnyValue::StringOwned(value.to_string().into())),
    })
}

/// The value as a number, for a comparison with a column of numbers.
pub(super) fn as_number(column: &str, dtype: &DataType, value: &Value) -> Result<Expr, Error> {
    match (value, dtype) {
        (Value::Integer(whole), dtype) if dtype.is_integer() => Ok(lit(*whole)),
        (Value::Text(text), dtype) if dtype.is_integer() && text.trim().parse::<i64>().is_ok() => {
            Ok(lit(text.trim().parse::<i64>().unwrap_or_default()))
        }
        (value, DataType::Float32) => {
            let number = number(value).ok_or_else(|| mismatch(column, dtype, value))?;
            Ok(lit(number as f32))
        }
        (value, dtype) => Ok(lit(number(value).ok_or_else(|| mismatch(column, dtype, value))?)),
    }
}

/// The day or the moment that a value names.
pub(super) fn read(column: &str, dtype: &DataType, value: &Value) -> Result<Moment, Error> {
    let read = text(value).and_then(moment::read);
    read.ok_or_else(|| Error::Invalid {
        why: format!(
            "“{column}” holds {}, and “{value}” is not one that can be read",
            holds(dtype)
        ),
        hint: Some("Write a date as 2013-01-31 and a moment as 2013-01-31T17:30:00".to_owned()),
    })
}

/// A literal of exactly this type.
pub(super) fn literal(dtype: DataType, cell: AnyValue<'static>) -> Expr {
    lit(Scalar::new(dtype, cell))
}

fn mismatch(column: &str, dtype: &DataType, value: &Value) -> Error {
    let forms = match kind(dtype) {
        Type::Time => ", such as 17:30:00",
        Type::Duration => ", such as PT1H30M",
        _ => "",
    };
    invalid(format!(
        "“{column}” holds {}{forms}, and “{value}” is not one",
        holds(dtype)
    ))
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Boolean(flag) => Some(*flag),
        Value::Text(text) => text.trim().to_ascii_lowercase().parse().ok(),
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        other => other.number(),
    }
}

/// The whole number that a value is; the inner none when it is a number, but not a whole one.
fn whole(value: &Value) -> Option<Option<i64>> {
    match value {
        Value::Integer(whole) => Some(Some(*whole)),
        Value::Text(text) if text.trim().parse::<i64>().is_ok() => Some(text.trim().parse().ok()),
        other => number(other).map(|number| {
            let fits = number.fract() == 0.0 && number.abs() < 9e18;
            fits.then_some(number as i64)
        }),
    }
}
