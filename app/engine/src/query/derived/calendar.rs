//! Times of an answer's rows: where their periods start, and which row is so much earlier.

use crate::error::Error;
use crate::query::calendar::start;
use crate::query::columns::wrong_type;
use crate::query::moment::{self, Moment};
use crate::query::walk::Walk;
use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use polars::prelude::*;
use spec::filter::Unit;
use spec::model::Calendar;

/// The times of a column; none for what is no time, such as the group for all others.
pub(super) fn times(of: &Column) -> Result<Vec<Option<NaiveDateTime>>, Error> {
    let series = of.as_materialized_series().rechunk();
    let day = |days: i32| NaiveDate::default().checked_add_signed(TimeDelta::days(days.into()));
    Ok(match series.dtype() {
        DataType::Date => {
            let days = series.to_physical_repr().cast(&DataType::Int32)?;
            let time = |days: i32| Some(day(days)?.and_time(NaiveTime::MIN));
            days.i32()?.iter().map(|days| days.and_then(time)).collect()
        }
        DataType::Datetime(unit, _) => {
            let ticks = series.to_physical_repr().cast(&DataType::Int64)?;
            let time = |ticks: i64| at(ticks, *unit);
            ticks.i64()?.iter().map(|ticks| ticks.and_then(time)).collect()
        }
        DataType::String => {
            let time = |text: &str| match moment::read(text)? {
                Moment::Day(day) => Some(day.and_time(NaiveTime::MIN)),
                Moment::At(at) => Some(at),
            };
            series.str()?.iter().map(|text| text.and_then(time)).collect()
        }
        other => return Err(wrong_type(of.name(), other, "dates")),
    })
}

fn at(ticks: i64, unit: TimeUnit) -> Option<NaiveDateTime> {
    let at = match unit {
        TimeUnit::Nanoseconds => DateTime::from_timestamp_nanos(ticks),
        TimeUnit::Microseconds => DateTime::from_timestamp_micros(ticks)?,
        TimeUnit::Milliseconds => DateTime::from_timestamp_millis(ticks)?,
    };
    Some(at.naive_utc())
}

/// The first day of the period that each row's time lies in.
pub(super) fn starts(of: &Column, unit: Unit, calendar: Calendar) -> Result<Vec<Option<NaiveDate>>, Error> {
    let start = |time: NaiveDateTime| start(time.date(), unit, calendar);
    Ok(times(of)?.into_iter().map(|time| time.map(start)).collect())
}

/// For each row the row of its part whose time is so much earlier; the parts of `walk` are in the order of time.
pub(super) fn earlier(
    times: &[Option<NaiveDateTime>],
    walk: &Walk,
    count: u32,
    unit: Unit,
    is_week: bool,
) -> Vec<Option<IdxSize>> {
    let mut rows = vec![None; times.len()];
    for part in walk.parts() {
        let time = |row: &IdxSize| times[*row as usize];
        let known = part.partition_point(|row| time(row).is_some());
        let dated = &part[..known];
        for row in dated {
            let wanted = time(row).and_then(|time| before(time, count, unit, is_week));
            let found = wanted.and_then(|wanted| dated.binary_search_by_key(&Some(wanted), time).ok());
            rows[*row as usize] = found.map(|at| dated[at]);
        }
    }
    rows
}

/// The time so much before; the last day of a month where that is too short. Of a week, the week that holds the day so much before its middle.
fn before(time: NaiveDateTime, count: u32, unit: Unit, is_week: bool) -> Option<NaiveDateTime> {
    let months = match unit {
        Unit::Day => return time.checked_sub_days(Days::new(count.into())),
        Unit::Week => return time.checked_sub_days(Days::new(u64::from(count) * 7)),
        Unit::Month => count,
        Unit::Quarter => count.checked_mul(3)?,
        Unit::Year => count.checked_mul(12)?,
    };
    if !is_week {
        return time.checked_sub_months(Months::new(months));
    }
    let middle = time
        .checked_add_days(Days::new(3))?
        .checked_sub_months(Months::new(months))?;
    let since = (middle.weekday().num_days_from_monday() + 7 - time.weekday().num_days_from_monday()) % 7;
    middle.checked_sub_days(Days::new(since.into()))
}
