//! Groups by parts of the calendar.

use super::Key;
use crate::error::Error;
use crate::query::calendar;
use crate::query::columns::{column, wrong_type};
use crate::query::moment::day_number;
use chrono::{NaiveDate, TimeDelta};
use polars::prelude::*;
use spec::filter::Unit;
use spec::model::Calendar;
use spec::question::Grain;

/// The key that a part of the calendar makes of a column of dates or moments.
pub(super) fn key(name: &str, dtype: &DataType, grain: Grain, calendar: Calendar) -> Result<Key, Error> {
    let cells = column(name);
    let (day, moments) = match dtype {
        DataType::Date => (cells.clone(), DataType::Datetime(TimeUnit::Milliseconds, None)),
        DataType::Datetime(..) => (cells.clone().dt().date(), dtype.clone()),
        DataType::Time if grain == Grain::HourOfDay => return Ok(number(cells.dt().hour())),
        _ => return Err(wrong_type(name, dtype, "dates")),
    };
    let hours = || match dtype {
        DataType::Date => cells.clone().cast(moments.clone()),
        _ => cells.clone(),
    };
    let moment = |every: &str| Key {
        expression: hours().dt().truncate(lit(every)),
        dtype: moments.clone(),
    };
    Ok(match grain {
        Grain::Hour => moment("1h"),
        Grain::Minute => moment("1m"),
        Grain::Second => moment("1s"),
        Grain::HourOfDay => number(hours().dt().hour()),
        Grain::Day => date(day),
        Grain::Month => date(day.dt().truncate(lit("1mo"))),
        Grain::MonthOfYear => number(day.dt().month()),
        Grain::Weekday => number(day.dt().weekday()),
        Grain::DayOfMonth => number(day.dt().day()),
        _ if calendar.is_usual() => usual(day, grain),
        _ => otherwise(day, grain, calendar),
    })
}

/// What depends on where years and weeks start, when years start in January and weeks on Monday.
fn usual(day: Expr, grain: Grain) -> Key {
    match grain {
        Grain::Year => date(day.dt().truncate(lit("1y"))),
        Grain::Quarter => date(day.dt().truncate(lit("1q"))),
        Grain::QuarterOfYear => number(day.dt().quarter()),
        Grain::WeekOfYear => number(day.dt().week()),
        Grain::DayOfYear => number(day.dt().ordinal_day()),
        _ => date(day.dt().truncate(lit("1w"))),
    }
}

/// The same by another calendar.
fn otherwise(day: Expr, grain: Grain, calendar: Calendar) -> Key {
    let first = |unit: Unit| move |day: NaiveDate| day_number(calendar::start(day, unit, calendar));
    match grain {
        Grain::Year => date(worked_out(day, DataType::Date, first(Unit::Year))),
        Grain::Quarter => date(worked_out(day, DataType::Date, first(Unit::Quarter))),
        Grain::QuarterOfYear => numbered(day, move |day| calendar::quarter(day, calendar)),
        Grain::WeekOfYear => numbered(day, move |day| calendar::week(day, calendar)),
        Grain::DayOfYear => numbered(day, move |day| calendar::day_of_year(day, calendar)),
        _ => date(worked_out(day, DataType::Date, first(Unit::Week))),
    }
}

fn date(expression: Expr) -> Key {
    Key {
        expression,
        dtype: DataType::Date,
    }
}

fn number(expression: Expr) -> Key {
    Key {
        expression: expression.cast(DataType::Int32),
        dtype: DataType::Int32,
    }
}

fn numbered(day: Expr, number: impl Fn(NaiveDate) -> i32 + Send + Sync + 'static) -> Key {
    Key {
        expression: worked_out(day, DataType::Int32, number),
        dtype: DataType::Int32,
    }
}

fn worked_out(day: Expr, dtype: DataType, of: impl Fn(NaiveDate) -> i32 + Send + Sync + 'static) -> Expr {
    let wanted = dtype.clone();
    day.map(
        move |cells| {
            let days = cells.cast(&DataType::Date)?.to_physical_repr();
            let days = days.as_materialized_series();
            let known = |day: i32| NaiveDate::default().checked_add_signed(TimeDelta::days(day.into()));
            let worked_out: Int32Chunked = days.i32()?.iter().map(|day| known(day?).map(&of)).collect();
            worked_out.with_name(cells.name().clone()).into_column().cast(&dtype)
        },
        move |_, field| Ok(Field::new(field.name().clone(), wanted.clone())),
    )
}
