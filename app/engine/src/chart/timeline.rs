//! The periods that a timeline passes without a row.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveDateTime, TimeDelta};
use spec::question::Grain;
use spec::value::Value;

/// Below this part of the periods the rows are rare events, and a line may join them.
pub(crate) const REGULAR: f64 = 0.8;

/// Where gaps belong between sorted moments, last first, each with its own moment; nothing when most of the periods are missing.
pub(crate) fn missing(grain: Grain, moments: &[Value], most: usize) -> Vec<(usize, String)> {
    let known = moments.iter().map_while(parse).collect::<Vec<_>>();
    let has_clock = matches!(moments.first(), Some(Value::Text(text)) if text.len() > 10);
    let mut gaps = Vec::new();
    for (place, pair) in known.windows(2).enumerate() {
        let mut moment = pair[0];
        loop {
            let Some(next) = after(grain, moment) else {
                return Vec::new();
            };
            if next >= pair[1] {
                break;
            }
            gaps.push((place + 1, write(next, has_clock)));
            if gaps.len() + known.len() > most {
                return Vec::new();
            }
            moment = next;
        }
    }
    let periods = (gaps.len() + known.len()) as f64;
    if (known.len() as f64) < periods * REGULAR {
        return Vec::new();
    }
    gaps.reverse();
    gaps
}

/// The shortest distance between two labels of a timeline in milliseconds, so that no label falls between two periods.
pub(crate) fn shortest(grain: Grain) -> Option<f64> {
    const HOUR: f64 = 3_600_000.0;
    match grain {
        Grain::Year => Some(365.0 * 24.0 * HOUR),
        Grain::Quarter | Grain::Month => Some(28.0 * 24.0 * HOUR),
        Grain::Week | Grain::Day => Some(24.0 * HOUR),
        Grain::Hour => Some(HOUR),
        _ => None,
    }
}

/// How many whole periods lie between two moments; none when a moment cannot be read.
pub(crate) fn between(grain: Grain, from: &Value, to: &Value) -> Option<i64> {
    let (from, to) = (parse(from)?, parse(to)?);
    let months = |moment: NaiveDateTime| i64::from(moment.year()) * 12 + i64::from(moment.month0());
    let months = months(to) - months(from);
    Some(match grain {
        Grain::Year => months.div_euclid(12),
        Grain::Quarter => months.div_euclid(3),
        Grain::Month => months,
        Grain::Week => (to - from).num_days().div_euclid(7),
        Grain::Hour => (to - from).num_hours(),
        _ => (to - from).num_days(),
    })
}

/// A moment as milliseconds since 1970.
pub(crate) fn millis(moment: &str) -> Option<f64> {
    let moment = parse(&Value::Text(moment.to_owned()))?;
    Some(moment.and_utc().timestamp_millis() as f64)
}

fn parse(value: &Value) -> Option<NaiveDateTime> {
    let Value::Text(text) = value else { return None };
    let day = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
    if text.len() == 10 {
        return day.and_hms_opt(0, 0, 0);
    }
    let clock = chrono::NaiveTime::parse_from_str(text.get(11..19)?, "%H:%M:%S").ok()?;
    Some(day.and_time(clock))
}

fn after(grain: Grain, moment: NaiveDateTime) -> Option<NaiveDateTime> {
    match grain {
        Grain::Year => moment.checked_add_months(Months::new(12)),
        Grain::Quarter => moment.checked_add_months(Months::new(3)),
        Grain::Month => moment.checked_add_months(Months::new(1)),
        Grain::Week => moment.checked_add_days(Days::new(7)),
        Grain::Day => moment.checked_add_days(Days::new(1)),
        Grain::Hour => moment.checked_add_signed(TimeDelta::hours(1)),
        Grain::Minute => moment.checked_add_signed(TimeDelta::minutes(1)),
        _ => None,
    }
}

fn write(moment: NaiveDateTime, has_clock: bool) -> String {
    let day = format!("{:04}-{:02}-{:02}", moment.year(), moment.month(), moment.day());
    if has_clock {
        format!("{day}T{}", moment.time().format("%H:%M:%S"))
    } else {
        day
    }
}
