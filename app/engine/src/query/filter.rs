//! Filters become conditions. A null cell meets no comparison and no negation of one.

mod among;

use crate::catalog::kind;
use crate::error::Error;
use crate::query::cell;
use crate::query::columns::{Rows, column, wrong_type};
use crate::query::group::{self, Key};
use crate::query::moment::{self, Moment};
use crate::query::setting::Setting;
use crate::query::{relative, text};
use crate::sql;
use polars::prelude::*;
use spec::dataset::Type;
use spec::filter::{Comparison, Filter};
use spec::value::Value;
use std::collections::HashSet;

/// The condition that a filter sets: true, false, or null for a cell that cannot be compared.
pub(super) fn condition(filter: &Filter, rows: &Rows, setting: &Setting<'_>) -> Result<Expr, Error> {
    match filter {
        Filter::All(every) => joined(every, rows, setting, Expr::and, true),
        Filter::Any(some) => joined(some, rows, setting, Expr::or, false),
        Filter::Not(inner) => Ok(condition(inner, rows, setting)?.not()),
        Filter::Compare { column, is, value } => compare(rows, column, *is, value),
        Filter::In { column, by, values } => {
            one_of(rows, column, group::key(rows, column, *by, setting.calendar)?, values)
        }
        Filter::Between { column, low, high } => {
            let low = compare(rows, column, Comparison::AtLeast, low)?;
            Ok(low.and(compare(rows, column, Comparison::AtMost, high)?))
        }
        Filter::Contains { column, text: wanted } => textual(
            rows,
            column,
            &format!("any case contains {wanted:?}"),
            text::contains(wanted),
        ),
        Filter::StartsWith { column, text: wanted } => textual(
            rows,
            column,
            &format!("any case starts with {wanted:?}"),
            text::starts_with(wanted),
        ),
        Filter::EndsWith { column, text: wanted } => textual(
            rows,
            column,
            &format!("any case ends with {wanted:?}"),
            text::ends_with(wanted),
        ),
        Filter::Null { column: name } => {
            rows.dtype(name)?;
            Ok(column(name).is_null())
        }
        Filter::Relative { column: name, span } => {
            let day = days_of(rows, name)?;
            let (first, after) = relative::days(*span, setting.today, setting.calendar)?;
            let reached = compared(day.clone(), Comparison::AtLeast, date(first));
            Ok(reached.and(compared(day, Comparison::Less, date(after))))
        }
        Filter::Among { column, query } => among::condition(rows, column, query, setting),
        Filter::Expression { text } => sql::condition(rows, text, &setting.given),
        Filter::Set { name } => Err(Error::Invalid {
            why: format!("there is no set “{name}”"),
            hint: Some("Sets are made in the workspace's model".to_owned()),
        }),
    }
}

fn joined(
    filters: &[Filter],
    rows: &Rows,
    setting: &Setting<'_>,
    join: fn(Expr, Expr) -> Expr,
    empty: bool,
) -> Result<Expr, Error> {
    let mut whole: Option<Expr> = None;
    for filter in filters {
        let part = condition(filter, rows, setting)?;
        whole = Some(match whole {
            None => part,
            Some(before) => join(before, part),
        });
    }
    Ok(whole.unwrap_or_else(|| lit(empty)))
}

fn textual(
    rows: &Rows,
    name: &str,
    words: &str,
    test: impl Fn(&str) -> bool + Send + Sync + 'static,
) -> Result<Expr, Error> {
    let dtype = rows.dtype(name)?;
    match kind(dtype) {
        Type::Text => Ok(text::passes(column(name), words, test)),
        Type::List | Type::Struct => Err(wrong_type(name, dtype, "text to search")),
        Type::Duration | Type::Time => Ok(text::passes(text::spelled(column(name)), words, test)),
        _ => Ok(text::passes(column(name).cast(DataType::String), words, test)),
    }
}

fn compare(rows: &Rows, name: &str, is: Comparison, value: &Value) -> Result<Expr, Error> {
    let dtype = rows.dtype(name)?;
    let cells = column(name);
    match (value, kind(dtype)) {
        (_, Type::List | Type::Struct) => Err(wrong_type(name, dtype, "single values to compare")),
        (Value::Null, _) => Ok(lit(NULL).cast(DataType::Boolean)),
        (value, Type::Text) => {
            let wanted = value.to_string();
            let words = format!("{is:?} {wanted:?}");
            Ok(text::passes(cells, &words, move |text| holds(text.cmp(&wanted), is)))
        }
        (value, Type::Integer | Type::Float) => Ok(compared(cells, is, cell::as_number(name, dtype, value)?)),
        (value, Type::Decimal) => {
            let cells = cells.cast(DataType::Float64);
            Ok(compared(cells, is, cell::as_number(name, dtype, value)?))
        }
        (value, Type::Date | Type::Datetime) => Ok(match cell::read(name, dtype, value)? {
            Moment::Day(day) => compared(days_of(rows, name)?, is, date(day)),
            Moment::At(at) => {
                let (unit, zone) = match dtype {
                    DataType::Datetime(unit, zone) => (*unit, zone.clone()),
                    _ => (TimeUnit::Microseconds, None),
                };
                let moments = DataType::Datetime(unit, zone.clone());
                let ticks = AnyValue::DatetimeOwned(moment::ticks(at, unit), unit, zone.map(Arc::new));
                compared(cells.cast(moments.clone()), is, cell::literal(moments, ticks))
            }
        }),
        (value, Type::Boolean | Type::Time | Type::Duration) => {
            let exact = cell::exact(name, dtype, value)?.unwrap_or(AnyValue::Null);
            Ok(compared(cells, is, cell::literal(dtype.clone(), exact)))
        }
    }
}

fn one_of(rows: &Rows, name: &str, key: Key, values: &[Value]) -> Result<Expr, Error> {
    let Key { expression, dtype } = key;
    let nulls = values.iter().any(Value::is_null);
    let wanted = values.iter().filter(|value| !value.is_null());
    let met = match kind(&dtype) {
        Type::List | Type::Struct => return Err(wrong_type(name, rows.dtype(name)?, "single values to compare")),
        Type::Text => {
            let wanted: HashSet<String> = wanted.map(Value::to_string).collect();
            text::is_among(expression, wanted)
        }
        _ => {
            let (expression, dtype) = match dtype {
                DataType::Decimal(..) => (expression.cast(DataType::Float64), DataType::Float64),
                dtype if dtype.is_integer() => (expression.cast(DataType::Int64), DataType::Int64),
                dtype => (expression, dtype),
            };
            let mut cells = Vec::new();
            for value in wanted {
                cells.extend(cell::exact(name, &dtype, value)?);
            }
            let cells = Series::from_any_values_and_dtype("values".into(), &cells, &dtype, false)?;
            expression.is_in(lit(cells).implode(), false)
        }
    };
    Ok(if nulls { met.fill_null(lit(true)) } else { met })
}

/// The column's days.
fn days_of(rows: &Rows, name: &str) -> Result<Expr, Error> {
    match rows.dtype(name)? {
        DataType::Date => Ok(column(name)),
        DataType::Datetime(..) => Ok(column(name).dt().date()),
        other => Err(wrong_type(name, other, "dates")),
    }
}

fn date(day: chrono::NaiveDate) -> Expr {
    cell::literal(DataType::Date, AnyValue::Date(moment::day_number(day)))
}

fn compared(cells: Expr, is: Comparison, value: Expr) -> Expr {
    match is {
        Comparison::Equal => cells.eq(value),
        Comparison::NotEqual => cells.neq(value),
        Comparison::Less => cells.lt(value),
        Comparison::AtMost => cells.lt_eq(value),
        Comparison::Greater => cells.gt(value),
        Comparison::AtLeast => cells.gt_eq(value),
    }
}

fn holds(ordering: std::cmp::Ordering, is: Comparison) -> bool {
    match is {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::AtMost => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::AtLeast => ordering.is_ge(),
    }
}
