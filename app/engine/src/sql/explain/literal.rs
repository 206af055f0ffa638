//! Values to compare with, written as their column's type needs them.

use crate::error::Error;
use crate::query::columns::invalid;
use crate::query::moment::{self, Moment};
use crate::sql::explain::scope::Known;
use crate::sql::explain::words::{number, text, value};
use spec::dataset::Type;
use spec::value::Value;

/// A value to compare a column with.
pub(super) struct Literal {
    /// The value.
    pub written: String,
    /// Whether it is a day that moments are compared with: by their days.
    pub is_day: bool,
}

/// The value as it is written to be compared with the column.
pub(super) fn literal(column: &Known, given: &Value) -> Result<Literal, Error> {
    let plain = |written: String| Literal { written, is_day: false };
    let refuse = || {
        let name = &column.name;
        invalid(format!("“{name}” cannot be compared with “{given}”"))
    };
    Ok(match (given, column.kind) {
        (Value::Null, _) => plain("null".to_owned()),
        (_, None) => plain(value(given)),
        (given, Some(Type::Text)) => plain(text(&given.to_string())),
        (Value::Integer(whole), Some(Type::Integer | Type::Float | Type::Decimal)) => plain(whole.to_string()),
        (Value::Text(digits), Some(Type::Integer | Type::Float | Type::Decimal)) => {
            let digits = digits.trim();
            let held: f64 = digits.parse().map_err(|_unreadable| refuse())?;
            match digits.parse::<i64>() {
                Ok(whole) => plain(whole.to_string()),
                Err(_) if held.is_finite() => plain(number(held)),
                Err(_) => return Err(refuse()),
            }
        }
        (given, Some(Type::Integer | Type::Float | Type::Decimal)) => plain(number(given.number().ok_or_else(refuse)?)),
        (Value::Text(written), Some(kind @ (Type::Date | Type::Datetime))) => {
            match moment::read(written).ok_or_else(refuse)? {
                Moment::Day(day) => Literal {
                    written: format!("'{day}'"),
                    is_day: kind == Type::Datetime,
                },
                Moment::At(at) if kind == Type::Date => plain(format!("timestamp '{at}'")),
                Moment::At(at) => plain(format!("'{at}'")),
            }
        }
        (Value::Boolean(flag), Some(Type::Boolean)) => plain(flag.to_string()),
        (Value::Text(flag), Some(Type::Boolean)) => {
            let flag: bool = flag
                .trim()
                .to_ascii_lowercase()
                .parse()
                .map_err(|_unreadable| refuse())?;
            plain(flag.to_string())
        }
        (Value::Text(written), Some(Type::Time | Type::Duration)) => plain(text(written.trim())),
        _ => return Err(refuse()),
    })
}
