//! ISO 8601 text read as days, moments, times and lengths of time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use polars::prelude::TimeUnit;

/// What ISO text says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Moment {
    /// A whole day.
    Day(NaiveDate),
    /// A moment: local, or UTC when the text names an offset.
    At(NaiveDateTime),
}

/// Reads `2013-01-31`, `2013-01-31T05:00`, `2013-01-31 05:00:00.25`, `2013-01-31T05:00:00Z` and the like.
pub(crate) fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(Moment::Day(day));
    }
    let text = text.replacen(' ', "T", 1);
    if let Ok(moment) = DateTime::parse_from_rfc3339(&text) {
        return Some(Moment::At(moment.naive_utc()));
    }
    let local = text.trim_end_matches('Z');
    let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    let moment = forms
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(local, form).ok());
    moment.map(Moment::At)
}

/// Reads `05:00` or `05:00:00.25` as nanoseconds from midnight.
pub(crate) fn read_time(text: &str) -> Option<i64> {
    let forms = ["%H:%M:%S%.f", "%H:%M"];
    let time = forms
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(text.trim(), form).ok())?;
    (time - NaiveTime::MIN).num_nanoseconds()
}

/// Reads `P1DT2H30M0.5S`, negative with a leading minus, as nanoseconds.
pub(crate) fn read_duration(text: &str) -> Option<i64> {
    let (sign, text) = match text.trim().strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.trim()),
    };
    let mut seconds = 0.0;
    let (mut number, mut clock) = (String::new(), false);
    for letter in text.strip_prefix('P')?.chars() {
        let unit = match (letter, clock) {
            ('T', false) => {
                clock = true;
                continue;
            }
            ('0'..='9' | '.', _) => {
                number.push(letter);
                continue;
            }
            ('W', false) => 604_800.0,
            ('D', false) => 86_400.0,
            ('H', true) => 3_600.0,
            ('M', true) => 60.0,
            ('S', true) => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok()? * unit;
        number.clear();
    }
    number.is_empty().then_some((sign * seconds * 1e9).round() as i64)
}

/// How many days after 1970-01-01.
pub(crate) fn day_number(day: NaiveDate) -> i32 {
    let days = (day - NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
}

/// A moment as polars counts it in this unit.
pub(crate) fn ticks(moment: NaiveDateTime, unit: TimeUnit) -> i64 {
    let micros = moment.and_utc().timestamp_micros();
    match unit {
        TimeUnit::Nanoseconds => micros.saturating_mul(1_000),
        TimeUnit::Microseconds => micros,
        TimeUnit::Milliseconds => micros.div_euclid(1_000),
    }
}

/// Nanoseconds in another unit.
pub(crate) fn in_unit(nanos: i64, unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Nanoseconds => nanos,
        TimeUnit::Microseconds => nanos.div_euclid(1_000),
        TimeUnit::Milliseconds => nanos.div_euclid(1_000_000),
    }
}
