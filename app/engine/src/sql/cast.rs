//! Casts: `x::int`, `cast(x as date)`, `try_cast`, `date '2022-01-01'`.

use crate::error::Error;
use crate::query::moment::{self, Moment};
use crate::sql::dialect::refused;
use crate::sql::functions::number::rounded;
use crate::sql::typed::{Constant, Typed, moment_literal, unreadable_date};
use polars::prelude::*;
use spec::dataset::Type;
use sqlparser::ast;

/// What becomes of a value that cannot be cast.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Failing {
    /// It is an error.
    Refused,
    /// It is null.
    Null,
}

/// Casts a value.
pub(super) fn cast(value: Typed, wanted: &ast::DataType, failing: Failing) -> Result<Typed, Error> {
    let target = Target::named(wanted)?;
    if value.constant == Some(Constant::Null) {
        return Ok(value.cast(target.dtype()));
    }
    let user = format!("a cast to {wanted}");
    match target {
        Target::Text => value.text(&user),
        Target::Whole => match value.kind() {
            Some(Type::Text) => Ok(parsed(value, failing, "a whole number", |text| {
                text.parse::<f64>()
                    .ok()
                    .filter(|number| number.abs() < 9e15)
                    .map(f64::round)
            })
            .cast(DataType::Int64)),
            Some(Type::Float | Type::Decimal) => {
                let number = value.float(&user)?;
                let whole = rounded(number.expression.clone(), 0);
                Ok(Typed {
                    nullable: number.nullable,
                    ..Typed::new(whole, DataType::Float64)
                }
                .cast(DataType::Int64))
            }
            _ => Ok(value.number(&user)?.cast(DataType::Int64)),
        },
        Target::Number(digits) => {
            let number = match value.kind() {
                Some(Type::Text) => parsed(value, failing, "a number", |text| text.parse().ok()),
                _ => value.float(&user)?,
            };
            Ok(match digits {
                None => number,
                Some(digits) => Typed {
                    nullable: number.nullable,
                    ..Typed::new(rounded(number.expression, digits), DataType::Float64)
                },
            })
        }
        Target::Flag => match value.kind() {
            Some(Type::Boolean) => Ok(value),
            Some(Type::Text) if value.constant.is_some() => value.flag(&user),
            Some(Type::Text) => {
                let number = parsed(value, failing, "true or false", |text| {
                    match text.to_lowercase().as_str() {
                        "true" | "t" | "yes" | "1" => Some(1.0),
                        "false" | "f" | "no" | "0" => Some(0.0),
                        _ => None,
                    }
                });
                Ok(Typed::new(number.expression.neq(lit(0.0)), DataType::Boolean))
            }
            _ => Ok(Typed::new(
                value.number(&user)?.expression.neq(lit(0)),
                DataType::Boolean,
            )),
        },
        Target::Date | Target::Moment => to_time(value, target, failing, &user),
        Target::Time => match value.kind() {
            Some(Type::Datetime) => Ok(Typed::new(value.expression.dt().time(), DataType::Time)),
            Some(Type::Time) => Ok(value),
            _ => match value.literal_text().and_then(moment::read_time) {
                Some(nanos) => Ok(Typed::new(
                    lit(Scalar::new(DataType::Time, AnyValue::Time(nanos))),
                    DataType::Time,
                )),
                None => Err(value.unfit(&user, "a moment or a time of day such as '17:30:00'")),
            },
        },
        Target::Interval => match value.literal_text().and_then(crate::sql::typed::Interval::read) {
            Some(interval) => Ok(Typed::constant(Constant::Interval(interval))),
            None => Err(refused(
                "an interval is written as text, such as interval '1 month'",
                None,
            )),
        },
    }
}

/// What a value may be cast to.
#[derive(Clone, Copy, PartialEq)]
enum Target {
    Text,
    Whole,
    Number(Option<i32>),
    Flag,
    Date,
    Moment,
    Time,
    Interval,
}

impl Target {
    fn named(wanted: &ast::DataType) -> Result<Self, Error> {
        use ast::DataType as D;
        use ast::ExactNumberInfo as N;
        if let D::Numeric(N::PrecisionAndScale(_, scale)) | D::Decimal(N::PrecisionAndScale(_, scale)) = wanted {
            return Ok(Self::Number(Some(i32::try_from(*scale).unwrap_or(12))));
        }
        if let D::Numeric(N::Precision(_)) | D::Decimal(N::Precision(_)) = wanted {
            return Ok(Self::Number(Some(0)));
        }
        let name = wanted.to_string().to_lowercase();
        let name = name.split('(').next().unwrap_or_default().trim();
        Ok(match name {
            "text" | "varchar" | "string" | "char" | "character varying" | "character" | "bpchar" | "nvarchar"
            | "uuid" | "name" => Self::Text,
            "int" | "integer" | "bigint" | "smallint" | "tinyint" | "hugeint" | "int2" | "int4" | "int8" | "int16"
            | "int32" | "int64" | "long" | "signed" | "ubigint" | "uinteger" | "usmallint" | "utinyint"
            | "mediumint" => Self::Whole,
            "float" | "double" | "double precision" | "real" | "numeric" | "decimal" | "dec" | "float4" | "float8"
            | "float32" | "float64" | "number" => Self::Number(None),
            "bool" | "boolean" | "logical" => Self::Flag,
            "date" | "date32" => Self::Date,
            "timestamp" | "datetime" | "timestamp without time zone" | "timestamp with time zone" | "timestamptz" => {
                Self::Moment
            }
            "time" | "time without time zone" => Self::Time,
            "interval" => Self::Interval,
            _ => {
                return Err(refused(
                    format!("there is no type {wanted} to cast to"),
                    Some("There are int, double, numeric, text, boolean, date, timestamp, time and interval"),
                ));
            }
        })
    }

    fn dtype(self) -> DataType {
        match self {
            Self::Text => DataType::String,
            Self::Whole => DataType::Int64,
            Self::Number(_) => DataType::Float64,
            Self::Flag => DataType::Boolean,
            Self::Date => DataType::Date,
            Self::Moment => DataType::Datetime(TimeUnit::Microseconds, None),
            Self::Time => DataType::Time,
            Self::Interval => DataType::Duration(TimeUnit::Microseconds),
        }
    }
}

fn to_time(value: Typed, target: Target, failing: Failing, user: &str) -> Result<Typed, Error> {
    let as_day = target == Target::Date;
    let nullable = value.nullable;
    match (value.kind(), value.literal_text()) {
        (Some(Type::Text), Some(text)) => {
            let moment = moment::read(text).ok_or_else(|| unreadable_date(text))?;
            Ok(moment_literal(match (moment, as_day) {
                (Moment::At(at), true) => Moment::Day(at.date()),
                (Moment::Day(day), false) => Moment::At(day.and_time(chrono::NaiveTime::MIN)),
                (moment, _) => moment,
            }))
        }
        (Some(Type::Text), None) => {
            let micros = parsed(value, failing, "a date", |text| {
                Some(match moment::read(text)? {
                    Moment::Day(day) => f64::from(moment::day_number(day)) * 86_400e6,
                    Moment::At(at) => moment::ticks(at, TimeUnit::Microseconds) as f64,
                })
            });
            let moments = DataType::Datetime(TimeUnit::Microseconds, None);
            let moment = Typed::new(micros.expression.cast(DataType::Int64).cast(moments.clone()), moments);
            Ok(if as_day { moment.cast(DataType::Date) } else { moment })
        }
        (Some(Type::Datetime), _) if as_day => Ok(Typed {
            nullable,
            ..Typed::new(value.expression.dt().date(), DataType::Date)
        }),
        (Some(Type::Date), _) if !as_day => Ok(value.cast(DataType::Datetime(TimeUnit::Microseconds, None))),
        (Some(Type::Date | Type::Datetime), _) => Ok(value),
        _ => Err(value.unfit(user, "a date, or text that holds one")),
    }
}

/// Text read as numbers.
fn parsed(
    value: Typed,
    failing: Failing,
    wanted: &'static str,
    read: impl Fn(&str) -> Option<f64> + Send + Sync + 'static,
) -> Typed {
    let numbers = value.cast(DataType::String).expression.map(
        move |cells| {
            let texts = cells.as_materialized_series();
            let mut bad: Option<String> = None;
            let numbers: Float64Chunked = texts
                .str()?
                .iter()
                .map(|cell| {
                    let number = read(cell?.trim());
                    if number.is_none() && bad.is_none() {
                        bad = cell.map(str::to_owned);
                    }
                    number
                })
                .collect();
            match bad.filter(|_| failing == Failing::Refused) {
                Some(bad) => polars_bail!(ComputeError: "“{bad}” is not {wanted}; try_cast gives null for it"),
                None => Ok(numbers.with_name(texts.name().clone()).into_column()),
            }
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::Float64)),
    );
    Typed::new(numbers, DataType::Float64)
}
