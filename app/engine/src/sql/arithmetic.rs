//! Sums, differences, products and quotients of numbers, dates and lengths of time.

mod whole;

use crate::error::Error;
use crate::query::columns::holds;
use crate::sql::decimal;
use crate::sql::dialect::refused;
use crate::sql::functions;
use crate::sql::typed::{Constant, Interval, Typed, map_number};
use chrono::{DateTime, Months, TimeDelta};
use polars::prelude::*;
use spec::dataset::Type;
use sqlparser::ast::{self, BinaryOperator};

/// Works out `left op right`.
pub(super) fn arithmetic(left: Typed, op: &BinaryOperator, right: Typed) -> Result<Typed, Error> {
    use BinaryOperator as O;
    let times = |value: &Typed| {
        matches!(
            value.kind(),
            Some(Type::Date | Type::Datetime | Type::Duration | Type::Time)
        )
    };
    if times(&left) || times(&right) {
        return of_times(left, op, right);
    }
    if let Some(exact) = decimal::exact(&left, op, &right) {
        return Ok(exact);
    }
    let user = op.to_string();
    let nullable = left.nullable || right.nullable;
    let narrow = whole::are_narrow(&left, &right);
    let (left, right) = (left.number(&user)?, right.number(&user)?);
    let whole = left.dtype == DataType::Int64 && right.dtype == DataType::Int64;
    let dtype = if whole { DataType::Int64 } else { DataType::Float64 };
    let (l, r) = (left.clone().cast(dtype.clone()), right.clone().cast(dtype.clone()));
    let done = |expression: Expr| Typed {
        nullable,
        ..Typed::new(expression, dtype.clone())
    };
    match op {
        O::Plus | O::Minus | O::Multiply if whole && !narrow => Ok(done(whole::exact(&left, op, &right))),
        O::Plus => Ok(done(l.expression + r.expression)),
        O::Minus => Ok(done(l.expression - r.expression)),
        O::Multiply => Ok(done(l.expression * r.expression)),
        O::Divide => {
            let right_number = right.literal_number();
            let (l, r) = (left.cast(DataType::Float64), right.cast(DataType::Float64));
            let divided = map_number(l.expression / r.expression, |number| number);
            let never_zero = right_number.is_some_and(|number| number != 0.0);
            Ok(Typed {
                nullable: nullable || !never_zero,
                ..Typed::new(divided, DataType::Float64)
            })
        }
        O::Modulo => Ok(by_no_zero(l, r, dtype, functions::number::remainder)),
        O::DuckIntegerDivide | O::MyIntegerDivide => {
            let quotient = by_no_zero(l, r, dtype, Expr::floor_div);
            Ok(quotient.cast(DataType::Int64))
        }
        O::PGExp => functions::call("pow", vec![left, right]),
        O::BitwiseAnd | O::BitwiseOr if whole => Err(refused(format!("the operator {op} cannot be used here"), None)),
        other => Err(refused(format!("the operator {other} cannot be used here"), None)),
    }
}

/// The negative of a value.
pub(super) fn negative(value: Typed) -> Result<Typed, Error> {
    match &value.constant {
        Some(Constant::Whole(whole)) => return Ok(Typed::constant(Constant::Whole(whole.saturating_neg()))),
        Some(Constant::Number(number)) => return Ok(Typed::constant(Constant::Number(-number))),
        Some(Constant::Interval(interval)) => return Ok(Typed::constant(Constant::Interval(interval.negative()))),
        _ => {}
    }
    let zero = Typed::constant(Constant::Whole(0));
    if let Some(exact) = decimal::exact(&zero, &BinaryOperator::Minus, &value) {
        return Ok(exact);
    }
    let value = value.number("-")?;
    if value.dtype == DataType::Int64 {
        return Ok(Typed {
            nullable: value.nullable,
            ..Typed::new(whole::exact(&zero, &BinaryOperator::Minus, &value), value.dtype)
        });
    }
    let zero = Typed::constant(Constant::Whole(0)).cast(value.dtype.clone());
    Ok(Typed {
        nullable: value.nullable,
        ..Typed::new(zero.expression - value.expression, value.dtype)
    })
}

/// `interval '1 month'`, `interval 3 day` and the like.
pub(super) fn interval(written: &ast::Interval) -> Result<Typed, Error> {
    let text = match written.value.as_ref() {
        ast::Expr::Value(ast::Value::SingleQuotedString(text)) => text.clone(),
        other => other.to_string(),
    };
    let text = match &written.leading_field {
        Some(field) => format!("{text} {field}"),
        None => text,
    };
    let read = Interval::read(&text).ok_or_else(|| {
        refused(
            format!("“{text}” is no interval"),
            Some("Such as: interval '1 month', interval '90 minutes'"),
        )
    })?;
    Ok(Typed::constant(Constant::Interval(read)))
}

impl Interval {
    /// Reads `1 month`, `2 days 3 hours`, `-1 week`, `01:30:00`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut whole = Self::default();
        let mut words = text.split_whitespace().peekable();
        words.peek()?;
        while let Some(word) = words.next() {
            if word.contains(':') {
                whole.nanos += crate::query::moment::read_time(word)?;
                continue;
            }
            let split = word.find(|letter: char| letter.is_alphabetic()).unwrap_or(word.len());
            let (number, unit) = word.split_at(split);
            let number: f64 = number.parse().ok().filter(|number: &f64| number.abs() < 1e6)?;
            let unit = if unit.is_empty() { words.next()? } else { unit };
            whole.add(number, unit)?;
        }
        Some(whole)
    }

    fn add(&mut self, number: f64, unit: &str) -> Option<()> {
        let lower = unit.to_lowercase();
        let unit = lower.strip_suffix('s').filter(|unit| unit.len() > 1).unwrap_or(&lower);
        let whole = number as i64;
        let exact = number.fract() == 0.0;
        match unit {
            "year" | "yr" | "y" if exact => self.months += whole * 12,
            "quarter" if exact => self.months += whole * 3,
            "month" | "mon" if exact => self.months += whole,
            "week" | "w" if exact => self.days += whole * 7,
            "day" | "d" if exact => self.days += whole,
            "day" | "d" => self.nanos += (number * 86_400e9) as i64,
            "hour" | "hr" | "h" => self.nanos += (number * 3_600e9) as i64,
            "minute" | "min" | "m" => self.nanos += (number * 60e9) as i64,
            "second" | "sec" => self.nanos += (number * 1e9) as i64,
            "millisecond" | "ms" => self.nanos += (number * 1e6) as i64,
            _ => return None,
        }
        Some(())
    }

    fn negative(self) -> Self {
        Self {
            months: -self.months,
            days: -self.days,
            nanos: -self.nanos,
        }
    }
}

/// A moment moved by an interval: a date stays a date where it can.
pub(super) fn moved(time: Typed, interval: Interval) -> Typed {
    let time = match time.dtype {
        DataType::Date if interval.nanos != 0 => time.cast(DataType::Datetime(TimeUnit::Microseconds, None)),
        _ => time,
    };
    let moved = time.expression.map(
        move |cells| {
            let unit = match cells.dtype() {
                DataType::Datetime(unit, _) => Some(*unit),
                _ => None,
            };
            let ticks = cells.to_physical_repr().cast(&DataType::Int64)?;
            let moved: Int64Chunked = ticks.i64()?.iter().map(|tick| later(tick?, unit, interval)).collect();
            let moved = moved.with_name(cells.name().clone()).into_column();
            match unit {
                Some(_) => moved.cast(cells.dtype()),
                None => moved.cast(&DataType::Int32)?.cast(&DataType::Date),
            }
        },
        |_, field| Ok(field.clone()),
    );
    Typed {
        nullable: time.nullable,
        ..Typed::new(moved, time.dtype)
    }
}

/// A day or a moment moved by an interval; none when it leaves the calendar, where polars would panic.
pub(super) fn later(tick: i64, unit: Option<TimeUnit>, interval: Interval) -> Option<i64> {
    let at = match unit {
        None => DateTime::from_timestamp(tick.checked_mul(86_400)?, 0)?,
        Some(TimeUnit::Milliseconds) => DateTime::from_timestamp_millis(tick)?,
        Some(TimeUnit::Microseconds) => DateTime::from_timestamp_micros(tick)?,
        Some(TimeUnit::Nanoseconds) => DateTime::from_timestamp_nanos(tick),
    };
    let months = Months::new(u32::try_from(interval.months.unsigned_abs()).ok()?);
    let at = match interval.months < 0 {
        true => at.checked_sub_months(months)?,
        false => at.checked_add_months(months)?,
    };
    let at = at.checked_add_signed(TimeDelta::try_days(interval.days)?)?;
    let at = at.checked_add_signed(TimeDelta::nanoseconds(interval.nanos))?;
    match unit {
        None => Some(at.timestamp().div_euclid(86_400)),
        Some(TimeUnit::Milliseconds) => Some(at.timestamp_millis()),
        Some(TimeUnit::Microseconds) => Some(at.timestamp_micros()),
        Some(TimeUnit::Nanoseconds) => at.timestamp_nanos_opt(),
    }
}

fn of_times(left: Typed, op: &BinaryOperator, right: Typed) -> Result<Typed, Error> {
    use BinaryOperator as O;
    let refuse = || {
        let (left, right) = (holds(&left.dtype), holds(&right.dtype));
        Err(refused(format!("{left} {op} {right} makes no sense"), None))
    };
    let nullable = left.nullable || right.nullable;
    let done = |expression: Expr, dtype: DataType| {
        Ok(Typed {
            nullable,
            ..Typed::new(expression, dtype)
        })
    };
    let days = |count: i64| Interval {
        days: count,
        ..Interval::default()
    };
    match (left.kind(), op, right.kind()) {
        (Some(Type::Date | Type::Datetime), O::Plus | O::Minus, _)
            if matches!(right.constant, Some(Constant::Interval(_))) =>
        {
            let Some(Constant::Interval(interval)) = right.constant else {
                return refuse();
            };
            Ok(moved(
                left,
                if *op == O::Minus { interval.negative() } else { interval },
            ))
        }
        (Some(Type::Duration), O::Plus, Some(Type::Date | Type::Datetime)) => of_times(right, op, left),
        (Some(Type::Date), O::Plus | O::Minus, Some(Type::Integer)) => match right.literal_whole() {
            Some(count) if count.abs() < 1_000_000 => {
                Ok(moved(left, days(if *op == O::Minus { -count } else { count })))
            }
            _ => {
                let day = left.expression.cast(DataType::Int32).cast(DataType::Int64);
                let count = right.cast(DataType::Int64).expression;
                let moved = if *op == O::Minus { day - count } else { day + count };
                done(on_calendar(moved), DataType::Date)
            }
        },
        (Some(Type::Date), O::Minus, Some(Type::Date)) => {
            let day = |value: Typed| value.expression.cast(DataType::Int32).cast(DataType::Int64);
            done(day(left) - day(right), DataType::Int64)
        }
        (Some(Type::Date), O::Minus, Some(Type::Text)) | (Some(Type::Datetime), O::Minus, Some(Type::Text)) => {
            let right = right.time("-")?;
            of_times(left, op, right)
        }
        (Some(Type::Text), O::Minus, Some(Type::Date | Type::Datetime)) => {
            let left = left.time("-")?;
            of_times(left, op, right)
        }
        (Some(Type::Date | Type::Datetime), O::Minus, Some(Type::Date | Type::Datetime)) => {
            let moments = DataType::Datetime(TimeUnit::Microseconds, None);
            let moment = |value: Typed| value.cast(moments.clone()).expression;
            done(moment(left) - moment(right), DataType::Duration(TimeUnit::Microseconds))
        }
        (Some(Type::Datetime), O::Plus | O::Minus, Some(Type::Duration)) => {
            let dtype = left.dtype.clone();
            let moved = match op {
                O::Plus => left.expression + right.expression,
                _ => left.expression - right.expression,
            };
            done(moved.cast(dtype.clone()), dtype)
        }
        (Some(Type::Duration), O::Plus | O::Minus, Some(Type::Duration)) => {
            let micros = DataType::Duration(TimeUnit::Microseconds);
            let (left, right) = (
                left.cast(micros.clone()).expression,
                right.cast(micros.clone()).expression,
            );
            done(if *op == O::Plus { left + right } else { left - right }, micros)
        }
        _ => refuse(),
    }
}

/// Days as dates; null where they leave the calendar, where polars would panic.
fn on_calendar(days: Expr) -> Expr {
    let held = days
        .clone()
        .gt_eq(lit(-90_000_000))
        .and(days.clone().lt_eq(lit(90_000_000)));
    when(held)
        .then(days)
        .otherwise(lit(NULL))
        .cast(DataType::Int32)
        .cast(DataType::Date)
}

fn by_no_zero(left: Typed, right: Typed, dtype: DataType, divide: impl FnOnce(Expr, Expr) -> Expr) -> Typed {
    let never_zero = right.literal_number().is_some_and(|number| number != 0.0);
    let nullable = left.nullable || right.nullable || !never_zero;
    let zero = Typed::constant(Constant::Whole(0)).cast(right.dtype.clone()).expression;
    let divided = match never_zero {
        true => divide(left.expression, right.expression),
        false => {
            let safe = when(right.expression.clone().eq(zero))
                .then(lit(NULL))
                .otherwise(right.expression);
            divide(left.expression, safe)
        }
    };
    Typed {
        nullable,
        ..Typed::new(divided, dtype)
    }
}
