//! Frames become plain values.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::totals::LEVEL;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use polars::prelude::{AnyValue, DataFrame, Series, TimeUnit};
use spec::answer::Table;
use spec::dataset::Column;
use spec::value::Value;

/// The frame's first `limit` rows as plain values. Columns of our own are not shown; one of them says which rows are totals.
pub(crate) fn table(frame: &DataFrame, limit: u64) -> Result<Table, Error> {
    let height = frame.height();
    let shown = usize::try_from(limit).unwrap_or(usize::MAX).min(height);
    let head = frame.slice(0, shown);
    let mut rows: Vec<Vec<Value>> = vec![Vec::with_capacity(frame.width()); shown];
    for cells in head.get_columns().iter().filter(|cells| is_shown(cells)) {
        let series = cells.as_materialized_series().rechunk();
        for (row, cell) in rows.iter_mut().zip(series.iter()) {
            row.push(value(cell));
        }
    }
    let columns = frame.get_columns().iter().filter(|cells| is_shown(cells));
    let columns = columns.map(describe).collect();
    Ok(Table {
        columns,
        rows,
        truncated: shown < height,
        levels: levels(&head)?,
    })
}

/// The frame without columns of our own.
pub(crate) fn shown(mut frame: DataFrame) -> DataFrame {
    let hidden: Vec<_> = frame.get_columns().iter().filter(|cells| !is_shown(cells)).collect();
    let hidden: Vec<_> = hidden.into_iter().map(|cells| cells.name().clone()).collect();
    for name in hidden {
        drop(frame.drop_in_place(&name));
    }
    frame
}

fn is_shown(cells: &polars::prelude::Column) -> bool {
    !cells.name().starts_with('\u{1}')
}

/// How many groups each row sums up; empty when none does.
fn levels(frame: &DataFrame) -> Result<Vec<u8>, Error> {
    let Ok(levels) = frame.column(LEVEL) else {
        return Ok(Vec::new());
    };
    let levels = levels
        .u32()?
        .iter()
        .map(|level| level.and_then(|level| u8::try_from(level).ok()));
    let levels: Vec<u8> = levels.map(Option::unwrap_or_default).collect();
    Ok(if levels.iter().all(|level| *level == 0) {
        Vec::new()
    } else {
        levels
    })
}

/// A cell as text: what its value in a table says; none for null.
pub(crate) fn spelled(cell: AnyValue<'_>) -> Option<String> {
    match value(cell) {
        Value::Null => None,
        value => Some(value.to_string()),
    }
}

fn describe(column: &polars::prelude::Column) -> Column {
    Column {
        name: column.name().to_string(),
        kind: kind(column.dtype()),
        nullable: column.null_count() > 0,
    }
}

/// The largest whole number up to which a JSON number is exact.
const EXACT: i64 = 1 << 53;

/// A cell as plain data.
pub(crate) fn value(cell: AnyValue<'_>) -> Value {
    match cell {
        AnyValue::Null => Value::Null,
        AnyValue::Boolean(flag) => Value::Boolean(flag),
        AnyValue::String(text) => Value::Text(text.to_owned()),
        AnyValue::StringOwned(text) => Value::Text(text.to_string()),
        AnyValue::Float32(number) => float(shortest(number)),
        AnyValue::Float64(number) => float(number),
        AnyValue::Date(days) => text_or_null(date(days)),
        AnyValue::Datetime(ticks, unit, zone) => text_or_null(moment(ticks, unit, zone.is_some())),
        AnyValue::DatetimeOwned(ticks, unit, zone) => text_or_null(moment(ticks, unit, zone.is_some())),
        AnyValue::Time(nanos) => text_or_null(time(nanos)),
        AnyValue::Duration(ticks, unit) => Value::Text(duration(ticks, unit)),
        AnyValue::Decimal(digits, scale) => decimal(digits, scale),
        AnyValue::List(series) => list(&series),
        AnyValue::Binary(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        AnyValue::BinaryOwned(bytes) => Value::Text(String::from_utf8_lossy(&bytes).into_owned()),
        AnyValue::Categorical(category, mapping) | AnyValue::Enum(category, mapping) => {
            text_or_null(mapping.cat_to_str(category).map(str::to_owned))
        }
        AnyValue::CategoricalOwned(category, mapping) | AnyValue::EnumOwned(category, mapping) => {
            text_or_null(mapping.cat_to_str(category).map(str::to_owned))
        }
        AnyValue::StructOwned(record) => {
            let (cells, fields) = *record;
            let names = fields.iter().map(|field| field.name().to_string());
            Value::Record(names.zip(cells.into_iter().map(value)).collect())
        }
        AnyValue::Struct(..) => value(cell.into_static()),
        whole => match whole.extract::<i128>() {
            Some(number) => integer(number),
            None => Value::Text(whole.to_string()),
        },
    }
}

fn text_or_null(text: Option<String>) -> Value {
    text.map_or(Value::Null, Value::Text)
}

fn integer(number: i128) -> Value {
    match i64::try_from(number) {
        Ok(number) if (-EXACT..=EXACT).contains(&number) => Value::Integer(number),
        _ => Value::Text(number.to_string()),
    }
}

/// A 32-bit number as it is written in the fewest digits: 0.1, not 0.10000000149011612.
fn shortest(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

fn float(number: f64) -> Value {
    match number.is_finite() {
        true => Value::Float(number + 0.0),
        false => Value::Null,
    }
}

fn list(series: &Series) -> Value {
    Value::List(series.rechunk().iter().map(value).collect())
}

fn date(days: i32) -> Option<String> {
    let day = NaiveDate::default().checked_add_signed(TimeDelta::days(days.into()))?;
    Some(day.format("%Y-%m-%d").to_string())
}

fn moment(ticks: i64, unit: TimeUnit, zoned: bool) -> Option<String> {
    let at = match unit {
        TimeUnit::Nanoseconds => DateTime::from_timestamp_nanos(ticks),
        TimeUnit::Microseconds => DateTime::from_timestamp_micros(ticks)?,
        TimeUnit::Milliseconds => DateTime::from_timestamp_millis(ticks)?,
    };
    let zone = if zoned { "Z" } else { "" };
    Some(format!("{}{zone}", at.naive_utc().format("%Y-%m-%dT%H:%M:%S%.f")))
}

fn time(nanos: i64) -> Option<String> {
    let seconds = u32::try_from(nanos.div_euclid(1_000_000_000)).ok()?;
    let rest = u32::try_from(nanos.rem_euclid(1_000_000_000)).ok()?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, rest)?;
    Some(time.format("%H:%M:%S%.f").to_string())
}

/// A length of time such as `P1DT2H30M0.5S`.
fn duration(ticks: i64, unit: TimeUnit) -> String {
    let nanos = match unit {
        TimeUnit::Nanoseconds => i128::from(ticks),
        TimeUnit::Microseconds => i128::from(ticks) * 1_000,
        TimeUnit::Milliseconds => i128::from(ticks) * 1_000_000,
    };
    let sign = if nanos < 0 { "-" } else { "" };
    let (seconds, rest) = (
        nanos.unsigned_abs() / 1_000_000_000,
        nanos.unsigned_abs() % 1_000_000_000,
    );
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    let (minutes, seconds) = (seconds / 60 % 60, seconds % 60);
    let part = |count: u128, letter: char| match count {
        0 => String::new(),
        count => format!("{count}{letter}"),
    };
    let fraction = match rest {
        0 => String::new(),
        rest => format!(".{rest:09}").trim_end_matches('0').to_owned(),
    };
    let seconds = match (seconds, rest) {
        (0, 0) => String::new(),
        (seconds, _) => format!("{seconds}{fraction}S"),
    };
    let clock = format!("{}{}{seconds}", part(hours, 'H'), part(minutes, 'M'));
    match (days, clock.is_empty()) {
        (0, true) => "PT0S".to_owned(),
        (days, true) => format!("{sign}P{days}D"),
        (days, false) => format!("{sign}P{}T{clock}", part(days, 'D')),
    }
}

/// A decimal as a number when a number says the same, else as text.
fn decimal(digits: i128, scale: usize) -> Value {
    let magnitude = digits.unsigned_abs().to_string();
    let padded = format!("{magnitude:0>width$}", width = scale + 1);
    let (whole, part) = padded.split_at(padded.len() - scale);
    let sign = if digits < 0 { "-" } else { "" };
    let point = if scale == 0 { "" } else { "." };
    let text = format!("{sign}{whole}{point}{part}");
    match digits.unsigned_abs() < 1_000_000_000_000_000 {
        true => text.parse().map_or(Value::Text(text), float),
        false => Value::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_iso() {
        for (ticks, expected) in [
            (0, "PT0S"),
            (1_500, "PT1.5S"),
            (90_000, "PT1M30S"),
            (-3_600_000, "-PT1H"),
            (86_400_000, "P1D"),
            (90_061_000, "P1DT1H1M1S"),
        ] {
            assert_eq!(duration(ticks, TimeUnit::Milliseconds), expected);
        }
    }

    #[test]
    fn decimals_are_exact() {
        for (digits, scale, expected) in [
            (12_345, 2, Value::Float(123.45)),
            (-5, 2, Value::Float(-0.05)),
            (
                12_345_678_901_234_567_890,
                2,
                Value::Text("123456789012345678.90".into()),
            ),
        ] {
            assert_eq!(decimal(digits, scale), expected);
        }
    }

    #[test]
    fn types_have_a_kind() {
        let float = polars::prelude::DataType::Float32;
        assert_eq!(kind(&float), spec::dataset::Type::Float);
    }
}
