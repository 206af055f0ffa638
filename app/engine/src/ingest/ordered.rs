//! Dates that were read with day and month in one order, of which nothing but habit says that it is this one.

use super::moment::{self, DAY};
use crate::error::Error;
use chrono::Datelike as _;
use polars::prelude::{DataType, Int32Chunked, Int64Chunked, IntoSeries as _, Series, TimeUnit};

/// Whether some day is no month: the other order makes no date of it.
pub(super) fn tells(series: &Series) -> Result<bool, Error> {
    Ok(match series.dtype() {
        DataType::Date => series
            .to_physical_repr()
            .i32()?
            .iter()
            .flatten()
            .any(|days| parts(days).2 > 12),
        DataType::Datetime(..) => {
            let physical = series.to_physical_repr();
            physical
                .i64()?
                .iter()
                .flatten()
                .any(|micros| parts(micros.div_euclid(DAY) as i32).2 > 12)
        }
        _ => true,
    })
}

/// The same dates in the other order.
pub(super) fn swapped(series: &Series) -> Result<Series, Error> {
    let swap = |days: i32| {
        let (year, month, day) = parts(days);
        moment::days(year, day as i32, month as i32).unwrap_or(days)
    };
    let physical = series.to_physical_repr();
    let read = match series.dtype() {
        DataType::Date => {
            let days: Int32Chunked = physical.i32()?.iter().map(|days| days.map(swap)).collect();
            days.into_date().into_series()
        }
        _ => {
            let swap = |micros: i64| {
                let days = micros.div_euclid(DAY) as i32;
                micros + (i64::from(swap(days)) - i64::from(days)) * DAY
            };
            let moments: Int64Chunked = physical.i64()?.iter().map(|micros| micros.map(swap)).collect();
            moments.into_datetime(TimeUnit::Microseconds, None).into_series()
        }
    };
    Ok(read.with_name(series.name().clone()))
}

fn parts(days: i32) -> (i32, u32, u32) {
    let day = chrono::NaiveDate::default() + chrono::TimeDelta::days(i64::from(days));
    (day.year(), day.month(), day.day())
}
