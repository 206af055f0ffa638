//! Dates that programs write when there is none, dates far away, and holes in a series.

use super::facts::{Facts, MOST_EXAMPLES, are, counted};
use super::placeholder::{emptied, rows_are};
use crate::error::Error;
use chrono::{Datelike as _, NaiveDate, TimeDelta};
use polars::prelude::PlHashMap;
use spec::dataset::Type;
use spec::report::Suspicion;
use std::collections::BTreeMap;

/// Days that stand for no date, by the code of the suspicion.
const EMPTY_DAYS: [(i32, u32, u32, &str); 12] = [
    (1, 1, 1, "date_at_1"),
    (1753, 1, 1, "date_at_1753"),
    (1899, 12, 30, "date_at_1900"),
    (1899, 12, 31, "date_at_1900"),
    (1900, 1, 1, "date_at_1900"),
    (1901, 1, 1, "date_at_1900"),
    (1904, 1, 1, "date_at_1904"),
    (1969, 12, 31, "date_at_1970"),
    (1970, 1, 1, "date_at_1970"),
    (2999, 12, 31, "date_at_9999"),
    (9999, 1, 1, "date_at_9999"),
    (9999, 12, 31, "date_at_9999"),
];

/// 1900-01-01 and its like, years away from the other dates.
pub(super) fn far_away(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    const YEARS: i64 = 5 * 365;
    let mut found = Vec::new();
    if !facts.kind().is_time() || facts.filled() < 3 {
        return Ok(found);
    }
    let least = facts.days().map(|(day, _)| day).min().unwrap_or_default();
    let most = facts.days().map(|(day, _)| day).max().unwrap_or_default();
    for (year, month, day, code) in EMPTY_DAYS {
        let Some(empty) = NaiveDate::from_ymd_opt(year, month, day).map(day_number) else {
            continue;
        };
        if !(least..=most).contains(&empty) {
            continue;
        }
        let (mut count, mut first, mut nearest) = (0, 0, i64::MAX);
        for (day, row) in facts.days() {
            match (day - empty).abs() {
                0 => {
                    first = if count == 0 { row } else { first };
                    count += 1;
                }
                // A time zone may have moved the same day.
                1..=2 => {}
                away => nearest = nearest.min(away),
            }
        }
        let is_rare = count * 2 <= facts.filled();
        if count > 0 && is_rare && nearest > YEARS {
            found.push(told(facts, code, (year, month, day), count, first)?);
        }
    }
    Ok(found)
}

fn told(
    facts: &Facts,
    code: &str,
    (year, month, day): (i32, u32, u32),
    count: u64,
    row: usize,
) -> Result<Suspicion, Error> {
    let written = format!("{year:04}-{month:02}-{day:02}");
    let said = format!(
        "“{}” is {written} in {}, years away from the other dates: a program probably wrote it for no date",
        facts.name(),
        counted(count, "row")
    );
    let examples = facts.examples([row])?;
    let cell = examples.first().map(|(_, value)| value.to_string()).unwrap_or_default();
    let is_whole_day = facts.kind() == Type::Date || cell.ends_with("T00:00:00");
    Ok(Suspicion {
        examples,
        fix: is_whole_day.then(|| emptied(facts, cell)),
        ..facts.suspicion(code, count, said)
    })
}

/// Dates in years that the other dates are far from.
pub(super) fn out_of_range(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let (least, most) = (year_day(1700), year_day(2200));
    if !facts.kind().is_time() || facts.numbers.len() < 10 {
        return Ok(Vec::new());
    }
    let empty: Vec<_> = EMPTY_DAYS
        .iter()
        .filter_map(|(year, month, day, _)| NaiveDate::from_ymd_opt(*year, *month, *day).map(day_number))
        .collect();
    let outside: Vec<_> = facts
        .days()
        .filter(|(day, _)| !(least..most).contains(day) && !empty.contains(day))
        .map(|(_, row)| row)
        .collect();
    if outside.is_empty() || outside.len() * 10 > facts.numbers.len() {
        return Ok(Vec::new());
    }
    let count = outside.len() as u64;
    let said = format!("{} before 1700 or after 2200 in “{}”", rows_are(count), facts.name());
    Ok(vec![Suspicion {
        examples: facts.examples(outside)?,
        ..facts.suspicion("dates_out_of_range", count, said)
    }])
}

/// Days or months that are missing from a series that otherwise has every one.
pub(super) fn gaps(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    if !facts.kind().is_time() || facts.filled() < 12 || is_within_days(facts) {
        return Ok(Vec::new());
    }
    let mut rows_by_day: PlHashMap<i64, u64> = PlHashMap::default();
    for (day, _) in facts.days() {
        *rows_by_day.entry(day).or_default() += 1;
    }
    let rows_by_day: BTreeMap<i64, u64> = rows_by_day.into_iter().collect();
    if !is_regular(&rows_by_day) {
        return Ok(Vec::new());
    }
    let months: BTreeMap<i64, u64> = rows_by_day
        .keys()
        .filter_map(|day| Some((month_number(*day)?, 1)))
        .collect();
    let is_monthly = months.len() == rows_by_day.len() && months.len() >= 12;
    let (steps, least) = match is_monthly {
        true => (months, 12),
        false => (rows_by_day, 30),
    };
    let (Some(first), Some(last)) = (steps.keys().next().copied(), steps.keys().last().copied()) else {
        return Ok(Vec::new());
    };
    let span = last - first + 1;
    let missing = span - steps.len() as i64;
    if steps.len() < least || missing < 1 || missing * 10 > span {
        return Ok(Vec::new());
    }
    let unit = if is_monthly { "month" } else { "day" };
    let absent: Vec<_> = (first..=last)
        .filter(|step| !steps.contains_key(step))
        .take(MOST_EXAMPLES)
        .map(|step| written(step, is_monthly))
        .collect();
    let more = if missing as usize > absent.len() { ", …" } else { "" };
    let said = format!(
        "“{}” goes {unit} by {unit}, and {} {} missing: {}{more}",
        facts.name(),
        counted(missing as u64, unit),
        are(missing as u64),
        absent.join(", ")
    );
    Ok(vec![facts.suspicion("gaps", missing as u64, said)])
}

/// Whether moments fall within days, not at their beginnings only.
fn is_within_days(facts: &Facts) -> bool {
    let day = match facts.kind() {
        Type::Datetime => 86_400e6,
        _ => 1.0,
    };
    facts.quantiles.iter().any(|(number, _)| number % day != 0.0)
}

/// Whether nearly all days have the same number of rows.
fn is_regular(rows_by_day: &BTreeMap<i64, u64>) -> bool {
    let mut days_by_rows: BTreeMap<u64, usize> = BTreeMap::new();
    for rows in rows_by_day.values() {
        *days_by_rows.entry(*rows).or_default() += 1;
    }
    let most = days_by_rows.values().max().copied().unwrap_or_default();
    most * 10 >= rows_by_day.len() * 9
}

fn written(step: i64, is_monthly: bool) -> String {
    match is_monthly {
        true => format!("{:04}-{:02}", step.div_euclid(12), step.rem_euclid(12) + 1),
        false => date(step).map(|date| date.to_string()).unwrap_or_default(),
    }
}

fn month_number(day: i64) -> Option<i64> {
    let date = date(day)?;
    Some(i64::from(date.year()) * 12 + i64::from(date.month0()))
}

fn date(day: i64) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(TimeDelta::try_days(day)?)
}

fn day_number(date: NaiveDate) -> i64 {
    (date - NaiveDate::default()).num_days()
}

fn year_day(year: i32) -> i64 {
    NaiveDate::from_ymd_opt(year, 1, 1).map_or(0, day_number)
}
