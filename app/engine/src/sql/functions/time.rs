//! Functions of dates and moments.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::moment::{self, Moment};
use crate::sql::arithmetic;
use crate::sql::cast::{self, Failing};
use crate::sql::dialect::refused;
use crate::sql::functions::{Called, moved_by, take};
use crate::sql::typed::{Constant, Interval, Typed, map_number, map_text, moment_literal};
use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use polars::prelude::*;
use spec::dataset::Type;
use sqlparser::ast;

/// Calls a function of dates and moments.
pub(super) fn call(name: &str, arguments: Vec<Typed>) -> Result<Called, Error> {
    if let Some(part_name) = part_function(name) {
        let [time] = take(name, arguments)?;
        return part(part_name, time).map(Box::new).map(Called::Done);
    }
    Ok(Called::Done(Box::new(match name {
        "date_trunc" | "datetrunc" => {
            let [unit, time] = take(name, arguments)?;
            truncated(&written(&unit, name)?, time)?
        }
        "date_part" | "datepart" => {
            let [unit, time] = take(name, arguments)?;
            part(&written(&unit, name)?, time)?
        }
        "date_diff" | "datediff" => {
            let [unit, from, to] = take(name, arguments)?;
            difference(&written(&unit, name)?, &from.time(name)?, &to.time(name)?)?
        }
        "date_add" | "dateadd" | "date_sub" if arguments.len() == 3 => added(name, arguments)?,
        "date_add" | "dateadd" => {
            let [time, interval] = take(name, arguments)?;
            moved_by(time.time(name)?, &interval, name)?
        }
        "date_sub" => {
            let [time, interval] = take(name, arguments)?;
            let back = match interval.constant {
                Some(Constant::Interval(_)) => arithmetic::negative(interval)?,
                _ => interval,
            };
            moved_by(time.time(name)?, &back, name)?
        }
        "make_date" | "date_from_parts" => {
            let [year, month, day] = take(name, arguments)?;
            let number = |value: Typed| value.number(name).map(|number| number.cast(DataType::Int64).expression);
            made(number(year)?, number(month)?, number(day)?)
        }
        "last_day" => {
            let [time] = take(name, arguments)?;
            Typed::new(day_of(time.time(name)?).dt().month_end(), DataType::Date)
        }
        "monthname" => named(name, arguments, "%B")?,
        "dayname" => named(name, arguments, "%A")?,
        "strftime" | "to_char" => {
            let [time, pattern] = take(name, arguments)?;
            let pattern = written(&pattern, name)?;
            let pattern = if name == "to_char" {
                from_postgres(&pattern)
            } else {
                pattern
            };
            formatted(time.time(name)?, &pattern)?
        }
        "to_date" | "strptime" | "to_timestamp" if arguments.len() == 2 => {
            let [text, pattern] = take(name, arguments)?;
            let pattern = written(&pattern, name)?;
            let pattern = if name == "strptime" {
                pattern
            } else {
                from_postgres(&pattern)
            };
            read(text, &pattern, name == "to_date")?
        }
        "date" | "to_date" => {
            let [value] = take(name, arguments)?;
            cast::cast(value, &ast::DataType::Date, Failing::Refused)?
        }
        "to_timestamp" => since_1970(name, arguments)?,
        _ => return Ok(Called::Unknown(arguments)),
    })))
}

/// A time so many units later or earlier.
fn added(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let [unit, count, time] = take(name, arguments)?;
    let count = count
        .literal_whole()
        .filter(|count| count.abs() < 1_000_000)
        .ok_or_else(|| {
            refused(
                format!("{name} needs a whole number here that is written in the statement"),
                Some("Days of a column can be added: day + qty"),
            )
        })?;
    let count = if name == "date_sub" { -count } else { count };
    let unit = written(&unit, name)?;
    let interval =
        Interval::read(&format!("{count} {unit}")).ok_or_else(|| refused(format!("{name} knows no {unit}"), None))?;
    Ok(arithmetic::moved(time.time(name)?, interval))
}

/// The moment so many seconds after 1970 began.
fn since_1970(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let [seconds] = take(name, arguments)?;
    let micros = map_number(seconds.float(name)?.expression, |seconds| {
        if seconds.abs() < 7e12 {
            (seconds * 1e6).round()
        } else {
            f64::NAN
        }
    });
    let micros = micros.cast(DataType::Int64);
    let moments = DataType::Datetime(TimeUnit::Microseconds, None);
    Ok(Typed::new(micros.cast(moments.clone()), moments))
}

/// Whether a function asks for the day.
pub(in crate::sql) fn is_now(name: &str) -> bool {
    matches!(
        name,
        "now" | "current_date" | "current_timestamp" | "today" | "getdate" | "localtimestamp"
    )
}

/// Whether a function's first argument is a unit of time, which may be written without quotes.
pub(in crate::sql) fn takes_unit(name: &str, arguments: usize) -> bool {
    match name {
        "date_diff" | "datediff" => arguments == 3,
        "date_add" | "dateadd" | "date_sub" => arguments == 3,
        "date_trunc" | "datetrunc" | "date_part" | "datepart" => arguments == 2,
        _ => false,
    }
}

/// Today, or its first moment: the engine knows no time of day.
pub(in crate::sql) fn now(name: &str, today: Option<NaiveDate>) -> Result<Typed, Error> {
    let Some(today) = today else {
        return Err(refused(
            format!("{name} is not known here"),
            Some("Write the day, such as date '2026-01-31'"),
        ));
    };
    Ok(moment_literal(match name {
        "current_date" | "today" => Moment::Day(today),
        _ => Moment::At(today.and_time(chrono::NaiveTime::MIN)),
    }))
}

/// A part of a date or a moment: `extract(year from day)`.
pub(in crate::sql) fn part(name: &str, time: Typed) -> Result<Typed, Error> {
    let lower = name.trim_matches('\'').to_lowercase();
    let user = format!("the {lower} of a date");
    if time.kind() == Some(Type::Duration) {
        return of_duration(&lower, time);
    }
    let clock = time.kind() == Some(Type::Time);
    let time = if clock { time } else { time.time(&user)? };
    let nullable = time.nullable;
    let moments = DataType::Datetime(TimeUnit::Microseconds, None);
    let moment = |time: Typed| {
        if clock {
            time.expression
        } else {
            time.cast(moments.clone()).expression
        }
    };
    let date = time.dtype == DataType::Date;
    let whole = match lower.as_str() {
        "hour" | "hours" if date => lit(0).cast(DataType::Int64) * time.expression.dt().day().cast(DataType::Int64),
        "hour" | "hours" => time.expression.dt().hour(),
        "minute" | "minutes" => moment(time).dt().minute(),
        "second" | "seconds" => moment(time).dt().second(),
        "millisecond" | "milliseconds" => {
            let moment = moment(time);
            moment.clone().dt().second().cast(DataType::Int64) * lit(1_000)
                + moment.dt().millisecond().cast(DataType::Int64)
        }
        _ if clock => return Err(refused(format!("a time of day has no {lower}"), None)),
        "year" | "years" => time.expression.dt().year(),
        "isoyear" => time.expression.dt().iso_year(),
        "quarter" | "quarters" => time.expression.dt().quarter(),
        "month" | "months" => time.expression.dt().month(),
        "week" | "weeks" | "isoweek" | "weekofyear" => time.expression.dt().week(),
        "day" | "days" | "dayofmonth" => time.expression.dt().day(),
        "dow" | "dayofweek" | "weekday" => time.expression.dt().weekday().cast(DataType::Int64) % lit(7),
        "isodow" => time.expression.dt().weekday(),
        "doy" | "dayofyear" => time.expression.dt().ordinal_day(),
        "decade" => time.expression.dt().year().cast(DataType::Int64).floor_div(lit(10)),
        "century" => (time.expression.dt().year().cast(DataType::Int64) + lit(99)).floor_div(lit(100)),
        "epoch" => moment(time)
            .dt()
            .timestamp(TimeUnit::Microseconds)
            .floor_div(lit(1_000_000)),
        _ => {
            return Err(refused(
                format!("a date has no part {lower}"),
                Some("There are year, quarter, month, week, day, dow, isodow, doy, hour, minute, second and epoch"),
            ));
        }
    };
    Ok(Typed {
        nullable,
        ..Typed::new(whole.cast(DataType::Int64), DataType::Int64)
    })
}

fn part_function(name: &str) -> Option<&str> {
    const PARTS: [&str; 17] = [
        "year",
        "quarter",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "dayofweek",
        "dayofyear",
        "dayofmonth",
        "isodow",
        "isoyear",
        "weekofyear",
        "epoch",
        "weekday",
        "millisecond",
    ];
    PARTS.contains(&name).then_some(name)
}

fn of_duration(part: &str, time: Typed) -> Result<Typed, Error> {
    let micros = time
        .cast(DataType::Duration(TimeUnit::Microseconds))
        .expression
        .cast(DataType::Int64);
    let unit = match part {
        "epoch" | "second" | "seconds" => 1e6,
        "minute" | "minutes" => 60e6,
        "hour" | "hours" => 3_600e6,
        "day" | "days" => 86_400e6,
        _ => return Err(refused(format!("a length of time has no {part}"), None)),
    };
    Ok(Typed::new(
        micros.cast(DataType::Float64) / lit(unit),
        DataType::Float64,
    ))
}

fn truncated(unit: &str, time: Typed) -> Result<Typed, Error> {
    let time = time.time("date_trunc")?;
    let every = match unit.to_lowercase().as_str() {
        "year" | "years" | "y" => "1y",
        "quarter" => "1q",
        "month" | "months" | "mon" => "1mo",
        "week" | "weeks" => "1w",
        "day" | "days" => "1d",
        "hour" | "hours" => "1h",
        "minute" | "minutes" => "1m",
        "second" | "seconds" => "1s",
        _ => {
            return Err(refused(
                format!("date_trunc knows no {unit}"),
                Some("It knows year, quarter, month, week, day, hour, minute and second"),
            ));
        }
    };
    let sub_day = matches!(every, "1h" | "1m" | "1s");
    match time.dtype {
        DataType::Date if sub_day => Ok(time.cast(DataType::Datetime(TimeUnit::Microseconds, None))),
        DataType::Date if every == "1d" => Ok(time),
        _ => {
            let expression = time.expression.dt().truncate(lit(every));
            Ok(Typed {
                nullable: time.nullable,
                ..Typed::new(expression, time.dtype)
            })
        }
    }
}

/// How many starts of a unit lie between two moments.
fn difference(unit: &str, from: &Typed, to: &Typed) -> Result<Typed, Error> {
    let months = |time: &Typed| {
        let year = time.expression.clone().dt().year().cast(DataType::Int64);
        year * lit(12) + time.expression.clone().dt().month().cast(DataType::Int64)
    };
    let micros = |time: &Typed| {
        let moments = DataType::Datetime(TimeUnit::Microseconds, None);
        time.clone()
            .cast(moments)
            .expression
            .dt()
            .timestamp(TimeUnit::Microseconds)
    };
    let between = |count: &dyn Fn(&Typed) -> Expr| count(to) - count(from);
    let starts = |size: i64, from_first: i64| move |time: &Typed| (micros(time) + lit(from_first)).floor_div(lit(size));
    const DAY: i64 = 86_400_000_000;
    let counted = match unit.to_lowercase().trim_end_matches('s') {
        "year" => between(&|time| time.expression.clone().dt().year().cast(DataType::Int64)),
        "quarter" => between(&|time| (months(time) - lit(1)).floor_div(lit(3))),
        "month" => between(&months),
        "week" => between(&starts(7 * DAY, 3 * DAY)),
        "day" => between(&starts(DAY, 0)),
        "hour" => between(&starts(3_600_000_000, 0)),
        "minute" => between(&starts(60_000_000, 0)),
        "second" => between(&starts(1_000_000, 0)),
        _ => return Err(refused(format!("date_diff knows no {unit}"), None)),
    };
    Ok(Typed::new(counted.cast(DataType::Int64), DataType::Int64))
}

fn made(year: Expr, month: Expr, day: Expr) -> Typed {
    let made = year.map_many(
        |parts| {
            let [year, month, day] = [parts[0].i64()?, parts[1].i64()?, parts[2].i64()?];
            let height = [year.len(), month.len(), day.len()].into_iter().max().unwrap_or(0);
            let at = |cells: &Int64Chunked, row: usize| cells.get(if cells.len() == 1 { 0 } else { row });
            let days: Int32Chunked = (0..height)
                .map(|row| {
                    let year = i32::try_from(at(year, row)?).ok()?;
                    let (month, day) = (u32::try_from(at(month, row)?).ok()?, u32::try_from(at(day, row)?).ok()?);
                    NaiveDate::from_ymd_opt(year, month, day).map(moment::day_number)
                })
                .collect();
            days.with_name(parts[0].name().clone())
                .into_column()
                .cast(&DataType::Date)
        },
        &[month, day],
        |_, fields| Ok(Field::new(fields[0].name().clone(), DataType::Date)),
    );
    Typed::new(made, DataType::Date)
}

fn day_of(time: Typed) -> Expr {
    match time.dtype {
        DataType::Date => time.expression,
        _ => time.expression.dt().date(),
    }
}

fn named(name: &str, arguments: Vec<Typed>, pattern: &str) -> Result<Typed, Error> {
    let [time] = take(name, arguments)?;
    formatted(time.time(name)?, pattern)
}

fn formatted(time: Typed, pattern: &str) -> Result<Typed, Error> {
    let pattern = checked(pattern)?;
    let moments = DataType::Datetime(TimeUnit::Microseconds, None);
    let micros = time.cast(moments).expression.cast(DataType::Int64);
    let texts = micros.map(
        move |cells| {
            let show = |micros: i64| {
                let at = DateTime::from_timestamp_micros(micros)?;
                Some(at.naive_utc().format(&pattern).to_string())
            };
            let texts: StringChunked = cells.i64()?.iter().map(|cell| show(cell?)).collect();
            Ok(texts.with_name(cells.name().clone()).into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::String)),
    );
    Ok(Typed::new(texts, DataType::String))
}

fn read(text: Typed, pattern: &str, as_day: bool) -> Result<Typed, Error> {
    let pattern = checked(pattern)?;
    let iso = map_text(text.text("to_date")?.expression, move |text| {
        let moment = NaiveDateTime::parse_from_str(text, &pattern).ok();
        let day = || NaiveDate::parse_from_str(text, &pattern).ok()?.and_hms_opt(0, 0, 0);
        Some(moment.or_else(day)?.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
    });
    let wanted = if as_day {
        ast::DataType::Date
    } else {
        ast::DataType::Datetime(None)
    };
    cast::cast(Typed::new(iso, DataType::String), &wanted, Failing::Null)
}

fn checked(pattern: &str) -> Result<String, Error> {
    match StrftimeItems::new(pattern).any(|item| matches!(item, Item::Error))
        || pattern.contains("%z")
        || pattern.contains("%Z")
    {
        true => Err(refused(
            format!("“{pattern}” is no pattern for dates"),
            Some("Such as '%Y-%m-%d %H:%M'"),
        )),
        false => Ok(pattern.to_owned()),
    }
}

/// PostgreSQL's `YYYY-MM-DD` in the way of `%Y-%m-%d`.
fn from_postgres(pattern: &str) -> String {
    const FORMS: [(&str, &str); 20] = [
        ("YYYY", "%Y"),
        ("YY", "%y"),
        ("Month", "%B"),
        ("MONTH", "%B"),
        ("Mon", "%b"),
        ("MON", "%b"),
        ("MM", "%m"),
        ("IW", "%V"),
        ("WW", "%U"),
        ("DDD", "%j"),
        ("DD", "%d"),
        ("Day", "%A"),
        ("Dy", "%a"),
        ("HH24", "%H"),
        ("HH12", "%I"),
        ("HH", "%I"),
        ("MI", "%M"),
        ("SS", "%S"),
        ("MS", "%3f"),
        ("AM", "%p"),
    ];
    let (mut changed, mut rest) = (String::new(), pattern);
    while let Some(letter) = rest.chars().next() {
        let form = FORMS.iter().find(|(form, _)| rest.starts_with(form));
        match form {
            Some((form, ours)) => {
                changed.push_str(ours);
                rest = &rest[form.len()..];
            }
            None => {
                changed.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    changed
}

fn written(value: &Typed, name: &str) -> Result<String, Error> {
    let text = value.literal_text().map(str::to_owned);
    text.ok_or_else(|| {
        refused(
            format!(
                "{name} needs text here that is written in the statement, and gets {:?}",
                kind(&value.dtype)
            ),
            None,
        )
    })
}
