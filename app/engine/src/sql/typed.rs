//! Expressions with their types, so that nothing is planned that polars would stumble over.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::holds;
use crate::query::moment::{self, Moment};
use crate::query::text;
use crate::sql::decimal::PRECISION;
use crate::sql::dialect::refused;
use polars::prelude::*;
use spec::dataset::Type;

/// An expression and what is known about it.
#[derive(Clone)]
pub(super) struct Typed {
    /// The expression.
    pub expression: Expr,
    /// Its type.
    pub dtype: DataType,
    /// Whether it may be null.
    pub nullable: bool,
    /// Its value, when it is written in the statement.
    pub constant: Option<Constant>,
    /// The cells behind it, when it is a dataset's column.
    pub source: Option<Column>,
}

/// A value written in a statement.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Constant {
    /// `null`.
    Null,
    /// `true` and `false`.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// Another number.
    Number(f64),
    /// Text.
    Text(String),
    /// A length of time.
    Interval(Interval),
}

/// A length of time as people write it: a month is no fixed number of days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Interval {
    /// Months, twelve a year.
    pub months: i64,
    /// Days, seven a week.
    pub days: i64,
    /// What is shorter than a day.
    pub nanos: i64,
}

impl Typed {
    /// An expression that may be null.
    pub(super) fn new(expression: Expr, dtype: DataType) -> Self {
        Self {
            expression,
            dtype,
            nullable: true,
            constant: None,
            source: None,
        }
    }

    /// A value written in the statement.
    pub(super) fn constant(value: Constant) -> Self {
        let (expression, dtype) = match &value {
            Constant::Null => (lit(NULL), DataType::Null),
            Constant::Flag(flag) => (lit(*flag), DataType::Boolean),
            Constant::Whole(whole) => (exactly(AnyValue::Int64(*whole), DataType::Int64), DataType::Int64),
            Constant::Number(number) => (
                exactly(AnyValue::Float64(*number), DataType::Float64),
                DataType::Float64,
            ),
            Constant::Text(text) => (lit(text.as_str()), DataType::String),
            Constant::Interval(interval) => {
                let nanos = i128::from(interval.months * 30 + interval.days) * 86_400_000_000_000;
                let micros = (nanos + i128::from(interval.nanos)) / 1_000;
                let dtype = DataType::Duration(TimeUnit::Microseconds);
                let ticks = i64::try_from(micros).unwrap_or(i64::MAX);
                let cell = AnyValue::Duration(ticks, TimeUnit::Microseconds);
                (lit(Scalar::new(dtype.clone(), cell)), dtype)
            }
        };
        Self {
            nullable: value == Constant::Null,
            constant: Some(value),
            ..Self::new(expression, dtype)
        }
    }

    /// What it is to a reader; none for a bare null.
    pub(super) fn kind(&self) -> Option<Type> {
        (self.dtype != DataType::Null).then(|| kind(&self.dtype))
    }

    /// The text, when it is text written in the statement.
    pub(super) fn literal_text(&self) -> Option<&str> {
        match &self.constant {
            Some(Constant::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The whole number, when it is one written in the statement.
    pub(super) fn literal_whole(&self) -> Option<i64> {
        match &self.constant {
            Some(Constant::Whole(whole)) => Some(*whole),
            _ => None,
        }
    }

    /// The number, when it is one written in the statement.
    pub(super) fn literal_number(&self) -> Option<f64> {
        match &self.constant {
            Some(Constant::Whole(whole)) => Some(*whole as f64),
            Some(Constant::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The same value as another type.
    pub(super) fn cast(self, dtype: DataType) -> Self {
        if self.dtype == dtype {
            return self;
        }
        Self {
            nullable: self.nullable,
            ..Self::new(self.expression.cast(dtype.clone()), dtype)
        }
    }

    /// As a number: 64-bit, whole or not. `user` is what needs it.
    pub(super) fn number(self, user: &str) -> Result<Self, Error> {
        let wide = match self.kind() {
            None => return Ok(self.cast(DataType::Float64)),
            Some(Type::Integer) if self.dtype == DataType::Int64 => return Ok(self),
            Some(Type::Integer) if self.dtype == DataType::UInt64 => DataType::Float64,
            Some(Type::Integer | Type::Boolean) => DataType::Int64,
            Some(Type::Float) if self.dtype == DataType::Float64 => return Ok(self),
            Some(Type::Float | Type::Decimal) => DataType::Float64,
            Some(Type::Text) => match self.literal_text().map(|text| text.trim().parse::<f64>()) {
                Some(Ok(number)) if number.fract() == 0.0 && number.abs() < 9e15 => {
                    return Ok(Self::constant(Constant::Whole(number as i64)));
                }
                Some(Ok(number)) => return Ok(Self::constant(Constant::Number(number))),
                _ => return Err(self.unfit(user, "numbers")),
            },
            _ => return Err(self.unfit(user, "numbers")),
        };
        Ok(self.cast(wide))
    }

    /// As a floating point number.
    pub(super) fn float(self, user: &str) -> Result<Self, Error> {
        Ok(self.number(user)?.cast(DataType::Float64))
    }

    /// As text, whatever it is but a list or a record.
    pub(super) fn text(self, user: &str) -> Result<Self, Error> {
        match self.kind() {
            Some(Type::List | Type::Struct) => Err(self.unfit(user, "text")),
            Some(Type::Duration | Type::Time) => Ok(Self {
                nullable: self.nullable,
                ..Self::new(text::spelled(self.expression), DataType::String)
            }),
            _ => Ok(self.cast(DataType::String)),
        }
    }

    /// As true or false.
    pub(super) fn flag(self, user: &str) -> Result<Self, Error> {
        match self.kind() {
            Some(Type::Boolean) => Ok(self),
            None => Ok(self.cast(DataType::Boolean)),
            Some(Type::Text) => match self.literal_text().map(|text| text.trim().to_lowercase()).as_deref() {
                Some("true" | "t") => Ok(Self::constant(Constant::Flag(true))),
                Some("false" | "f") => Ok(Self::constant(Constant::Flag(false))),
                _ => Err(self.unfit(user, "a condition that is true or false")),
            },
            Some(_) => Err(self.unfit(user, "a condition that is true or false")),
        }
    }

    /// As a date or a moment.
    pub(super) fn time(self, user: &str) -> Result<Self, Error> {
        match (self.kind(), self.literal_text()) {
            (Some(Type::Date | Type::Datetime), _) => Ok(self),
            (None, _) => Ok(self.cast(DataType::Date)),
            (Some(Type::Text), Some(text)) => {
                let moment = moment::read(text).ok_or_else(|| unreadable_date(text))?;
                Ok(moment_literal(moment))
            }
            _ => Err(self.unfit(user, "a date")),
        }
    }

    /// The refusal of this value by what uses it.
    pub(super) fn unfit(&self, user: &str, needed: &str) -> Error {
        let found = match self.kind() {
            None => "null",
            Some(_) => holds(&self.dtype),
        };
        refused(format!("{user} needs {needed}, and gets {found}"), None)
    }
}

/// A literal of exactly this type: polars takes a bare number for the smallest type that holds it.
fn exactly(value: AnyValue<'static>, dtype: DataType) -> Expr {
    lit(Scalar::new(dtype, value))
}

/// A day or a moment as an expression.
pub(super) fn moment_literal(moment: Moment) -> Typed {
    let (cell, dtype) = match moment {
        Moment::Day(day) => (AnyValue::Date(moment::day_number(day)), DataType::Date),
        Moment::At(at) => {
            let unit = TimeUnit::Microseconds;
            let cell = AnyValue::Datetime(moment::ticks(at, unit), unit, None);
            (cell, DataType::Datetime(unit, None))
        }
    };
    Typed {
        nullable: false,
        ..Typed::new(lit(Scalar::new(dtype.clone(), cell.into_static())), dtype)
    }
}

/// The refusal of text that should be a date.
pub(super) fn unreadable_date(text: &str) -> Error {
    refused(
        format!("“{text}” is no date"),
        Some("Write a date as 2013-01-31 and a moment as 2013-01-31 17:30:00"),
    )
}

/// The type that values of these types have in common.
pub(super) fn common(types: &[&DataType], user: &str) -> Result<DataType, Error> {
    let mut whole = DataType::Null;
    for dtype in types {
        whole = match (&whole, *dtype) {
            (DataType::Null, dtype) => wide(dtype),
            (_, DataType::Null) => whole,
            (before, dtype) => wider(before, dtype)
                .ok_or_else(|| refused(format!("{user} mixes {} and {}", holds(before), holds(dtype)), None))?,
        };
    }
    Ok(whole)
}

fn wide(dtype: &DataType) -> DataType {
    match kind(dtype) {
        Type::Text if *dtype != DataType::Null => DataType::String,
        Type::Integer if *dtype == DataType::UInt64 => DataType::Float64,
        Type::Integer => DataType::Int64,
        Type::Float => DataType::Float64,
        _ => dtype.clone(),
    }
}

fn wider(before: &DataType, dtype: &DataType) -> Option<DataType> {
    let dtype = wide(dtype);
    let both = (kind(before), kind(&dtype));
    Some(match both {
        _ if *before == dtype => dtype,
        (left, right) if left.is_number() && right.is_number() => exact(before, &dtype).unwrap_or(DataType::Float64),
        (Type::Date, Type::Datetime) => dtype,
        (Type::Datetime, Type::Date) => before.clone(),
        (Type::Datetime, Type::Datetime) | (Type::Duration, Type::Duration) => before.clone(),
        (Type::Integer, Type::Boolean) => DataType::Int64,
        (Type::Boolean, Type::Integer) => DataType::Int64,
        _ => return None,
    })
}

/// The decimal that holds both, when one is a decimal and the other one too or whole.
fn exact(before: &DataType, dtype: &DataType) -> Option<DataType> {
    const MOST_DECIMALS: usize = 18;
    let scale = |dtype: &DataType| match dtype {
        DataType::Decimal(_, scale) => *scale,
        dtype if dtype.is_integer() => Some(0),
        _ => None,
    };
    let scale = scale(before)?.max(scale(dtype)?);
    (scale <= MOST_DECIMALS).then_some(DataType::Decimal(Some(PRECISION), Some(scale)))
}

/// Applies a function to each text.
pub(super) fn map_text(text: Expr, change: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Expr {
    text.map(
        move |cells| {
            let series = cells.as_materialized_series();
            let changed: StringChunked = series.str()?.iter().map(|cell| cell.and_then(&change)).collect();
            Ok(changed.with_name(series.name().clone()).into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::String)),
    )
}

/// Applies a function to each text with whole numbers and texts beside it. It is null where one of them is.
pub(super) fn map_beside(
    text: Expr,
    wholes: Vec<Expr>,
    texts: Vec<Expr>,
    change: impl Fn(&str, &[i64], &[&str]) -> Option<String> + Send + Sync + 'static,
) -> Expr {
    let count = wholes.len();
    let beside: Vec<Expr> = wholes.into_iter().chain(texts).collect();
    text.map_many(
        move |columns| {
            let height = columns.iter().map(Column::len).max().unwrap_or(0);
            let height = if columns.iter().any(Column::is_empty) {
                0
            } else {
                height
            };
            let series: Vec<&Series> = columns.iter().map(|column| column.as_materialized_series()).collect();
            let wholes = series[1..=count]
                .iter()
                .map(|series| series.i64())
                .collect::<PolarsResult<Vec<_>>>()?;
            let texts = series[count + 1..]
                .iter()
                .chain(&series[..1])
                .map(|series| series.str())
                .collect::<PolarsResult<Vec<_>>>()?;
            let place = |len: usize, row: usize| if len == 1 { 0 } else { row };
            let mut numbers = vec![0; wholes.len()];
            let mut words = vec![""; texts.len()];
            let changed: StringChunked = (0..height)
                .map(|row| {
                    for (number, cells) in numbers.iter_mut().zip(&wholes) {
                        *number = cells.get(place(cells.len(), row))?;
                    }
                    for (word, cells) in words.iter_mut().zip(&texts) {
                        *word = cells.get(place(cells.len(), row))?;
                    }
                    let (text, beside) = words.split_last()?;
                    change(text, &numbers, beside)
                })
                .collect();
            Ok(changed.with_name(columns[0].name().clone()).into_column())
        },
        &beside,
        |_, fields| Ok(Field::new(fields[0].name().clone(), DataType::String)),
    )
}

/// Applies a function to each number.
pub(super) fn map_number(number: Expr, change: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Expr {
    number.map(
        move |cells| {
            let changed = cells
                .f64()?
                .apply(|cell| Some(change(cell?)).filter(|number| number.is_finite()));
            Ok(changed.into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::Float64)),
    )
}
