//! How the values of each column are written, by what they mean.

use super::part::{self, Part};
use super::shape::{Shape, is_name_of_period, is_name_of_things, number, number_at};
use spec::answer::{Format, FormatKind, Table};
use spec::dataset::{Column, Type};
use spec::derived::{Calculation, Derived, Fold};
use spec::question::{Aggregate, Grain, Group, Grouping, Measure, Query, Question};
use spec::value::Value;
use std::collections::BTreeMap;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const YES: &str = "Yes";
const NO: &str = "No";
/// Nobody reads more digits than this after the point.
const MOST_DECIMALS: usize = 8;

/// How each column of the answer is written: as someone has decided, by its name, or as its values want it.
pub(crate) fn formats(
    question: &Question,
    shape: &Shape,
    table: &Table,
    told: &BTreeMap<String, Format>,
) -> Vec<Format> {
    let each = |(position, column): (usize, &Column)| {
        if let Some(told) = told.get(&column.name) {
            return told.clone();
        }
        let decimals = |is_raw: bool| decimals(table, shape, position, is_raw);
        let Question::Query(query) = question else {
            return of_column(
                column,
                decimals(shape.measures.contains(&position) && !shape.is_grouped),
            );
        };
        match part::of(query, position, &column.name) {
            Part::Group(group) => of_group(group, column, shape, position, decimals(true)),
            Part::Measure(measure) => of_measure(measure, column, decimals(false)),
            Part::Derived(derived) => of_derived(derived, query, column, decimals(false)),
            Part::Column => of_column(column, decimals(true)),
        }
    };
    table.columns.iter().enumerate().map(each).collect()
}

/// A value as a reader writes it; empty for null.
pub(crate) fn write(value: &Value, format: &Format) -> String {
    let text = match (format.kind, value) {
        (_, Value::Null) => return String::new(),
        (_, Value::Boolean(flag)) => return if *flag { YES } else { NO }.to_owned(),
        (FormatKind::Boolean, Value::Text(flag)) if flag == "true" => return YES.to_owned(),
        (FormatKind::Boolean, Value::Text(flag)) if flag == "false" => return NO.to_owned(),
        (FormatKind::Number | FormatKind::Integer, Value::Text(digits)) if is_exact(digits) => in_groups(digits),
        (FormatKind::Number | FormatKind::Integer, value) => match number(value, Type::Float) {
            Some(figure) => grouped(figure, format.decimals),
            None => value.to_string(),
        },
        (FormatKind::Percent, value) => match number(value, Type::Float) {
            Some(part) => format!("{}%", grouped(part * 100.0, format.decimals.or(Some(1)))),
            None => value.to_string(),
        },
        (FormatKind::MonthName, Value::Integer(month)) => named(&MONTHS, *month),
        (FormatKind::Weekday, Value::Integer(day)) => named(&WEEKDAYS, *day),
        (FormatKind::Quarter, Value::Integer(quarter)) => format!("Q{quarter}"),
        (FormatKind::Hour, Value::Integer(hour)) => format!("{hour:02}:00"),
        (kind, Value::Text(text)) => moment(kind, text).unwrap_or_else(|| text.clone()),
        (_, other) => other.to_string(),
    };
    match &format.unit {
        Some(unit) => format!("{text}\u{a0}{unit}"),
        None => text,
    }
}

fn plain(kind: FormatKind) -> Format {
    Format {
        kind,
        ..Format::default()
    }
}

fn with_decimals(kind: FormatKind, decimals: u8) -> Format {
    Format {
        kind,
        decimals: Some(decimals),
        unit: None,
    }
}

fn of_column(column: &Column, decimals: u8) -> Format {
    match column.kind {
        Type::Boolean => plain(FormatKind::Boolean),
        Type::Integer if is_name_of_things(&column.name) || is_name_of_period(&column.name) => plain(FormatKind::Plain),
        Type::Integer => plain(FormatKind::Integer),
        Type::Float | Type::Decimal => with_decimals(FormatKind::Number, decimals),
        Type::Date => plain(FormatKind::Date),
        Type::Datetime => plain(FormatKind::Datetime),
        Type::Time => plain(FormatKind::Time),
        Type::Text | Type::Duration | Type::List | Type::Struct => plain(FormatKind::Text),
    }
}

fn of_group(group: &Group, column: &Column, shape: &Shape, position: usize, decimals: u8) -> Format {
    let kind = match group.by {
        Grouping::Grain(grain) => of_grain(grain),
        Grouping::Width(_) | Grouping::Bins(_) if column.kind == Type::Integer => FormatKind::Integer,
        Grouping::Width(_) | Grouping::Bins(_) => return with_decimals(FormatKind::Number, decimals),
        Grouping::Quantiles(_) => return of_column(column, decimals),
        Grouping::Value if is_month(group, column, shape, position) => FormatKind::MonthName,
        Grouping::Value => return of_column(column, decimals),
    };
    plain(kind)
}

pub(crate) fn of_grain(grain: Grain) -> FormatKind {
    match grain {
        Grain::Year => FormatKind::Year,
        Grain::Quarter | Grain::QuarterOfYear => FormatKind::Quarter,
        Grain::Month => FormatKind::Month,
        Grain::Week => FormatKind::Week,
        Grain::Day => FormatKind::Date,
        Grain::Hour | Grain::HourOfDay => FormatKind::Hour,
        Grain::Minute | Grain::Second => FormatKind::Datetime,
        Grain::MonthOfYear => FormatKind::MonthName,
        Grain::Weekday => FormatKind::Weekday,
        Grain::WeekOfYear | Grain::DayOfMonth | Grain::DayOfYear => FormatKind::Plain,
    }
}

/// A column of whole numbers that is called month and holds nothing but 1–12.
fn is_month(group: &Group, column: &Column, shape: &Shape, position: usize) -> bool {
    let ends = (
        shape.lowest.get(position).copied().flatten(),
        shape.highest.get(position).copied().flatten(),
    );
    let is_named = group.column.eq_ignore_ascii_case("month") && column.kind == Type::Integer;
    is_named && matches!(ends, (Some(low), Some(high)) if low >= 1.0 && high <= 12.0)
}

fn of_measure(measure: &Measure, column: &Column, decimals: u8) -> Format {
    match measure.aggregate {
        Aggregate::Count | Aggregate::Distinct => plain(FormatKind::Integer),
        Aggregate::Share => with_decimals(FormatKind::Percent, 1),
        Aggregate::Min | Aggregate::Max | Aggregate::First | Aggregate::Last => {
            let source = measure.column.clone().unwrap_or_default();
            of_column(
                &Column {
                    name: source,
                    ..column.clone()
                },
                decimals,
            )
        }
        Aggregate::Sum if column.kind == Type::Integer => plain(FormatKind::Integer),
        _ if column.kind.is_number() => with_decimals(FormatKind::Number, decimals),
        _ => of_column(column, decimals),
    }
}

/// As its source is written, but for places and parts.
fn of_derived(derived: &Derived, query: &Query, column: &Column, decimals: u8) -> Format {
    match &derived.how {
        Calculation::Share | Calculation::Change(_) | Calculation::PercentRank => {
            return with_decimals(FormatKind::Percent, 1);
        }
        Calculation::Rank { .. }
        | Calculation::Tile(_)
        | Calculation::Running(Fold::Count)
        | Calculation::Moving { fold: Fold::Count, .. }
        | Calculation::Window(Fold::Count) => return plain(FormatKind::Integer),
        _ => {}
    }
    let measure = query.measures.iter().find(|measure| measure.name() == derived.of);
    let source = query.derived.iter().take_while(|other| other.name != derived.name);
    let source = source.filter(|other| other.name == derived.of).last();
    let format = match (measure, source) {
        (Some(measure), _) => of_measure(measure, column, decimals),
        (None, Some(source)) => of_derived(source, query, column, decimals),
        (None, None) => of_column(column, decimals),
    };
    match format.kind {
        FormatKind::Integer if column.kind != Type::Integer => of_column(column, decimals),
        _ => format,
    }
}

/// As many digits as the values need, and no more than their size makes worth reading; raw values keep their cents.
fn decimals(table: &Table, shape: &Shape, column: usize, is_raw: bool) -> u8 {
    let end = |ends: &[Option<f64>]| ends.get(column).copied().flatten().unwrap_or(0.0).abs();
    let largest = end(&shape.lowest).max(end(&shape.highest));
    let worth = match largest {
        largest if largest >= 1000.0 => 0,
        largest if largest >= 10.0 => 1,
        largest if largest >= 1.0 => 2,
        largest if largest > 0.0 => 2 + (-largest.log10()).ceil() as usize,
        _ => 0,
    };
    let worth = if is_raw { worth.max(2) } else { worth }.min(MOST_DECIMALS);
    let numbers = (0..table.rows.len()).filter_map(|row| number_at(table, row, column));
    let numbers = numbers.collect::<Vec<_>>();
    let needed = |most: usize| {
        numbers
            .iter()
            .map(|number| needed_decimals(*number, most))
            .max()
            .unwrap_or(0)
    };
    let exact = needed(3);
    // Cents are kept while they are seen.
    let decimals = if exact <= 2 && largest < 1000.0 {
        exact
    } else {
        needed(worth).min(worth)
    };
    decimals as u8
}

fn needed_decimals(number: f64, most: usize) -> usize {
    let mut shift = 1.0;
    for decimals in 0..most {
        let shifted = number * shift;
        if (shifted - shifted.round()).abs() < 1e-9 * shifted.abs().max(1.0) {
            return decimals;
        }
        shift *= 10.0;
    }
    most
}

/// A number with its digits in groups of three; as many decimals as it needs, two at most, when none are given.
pub(crate) fn grouped(number: f64, decimals: Option<u8>) -> String {
    let decimals = decimals.map_or_else(|| needed_decimals(number, 2), usize::from);
    let text = format!("{:.decimals$}", number.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut written = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    if !part.is_empty() {
        written.push('.');
        written.push_str(part);
    }
    let is_zero = written.chars().all(|letter| matches!(letter, '0' | '.' | ','));
    if number < 0.0 && !is_zero {
        format!("-{written}")
    } else {
        written
    }
}

/// Whether this is a number that is text because it has more digits than a float.
fn is_exact(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_digit = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    digits.bytes().all(is_digit) && digits.len() > 15 && digits.bytes().filter(|byte| *byte == b'.').count() <= 1
}

/// An exact number with its digits in groups of three.
fn in_groups(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, part) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut written = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    match part {
        Some(part) => format!("{written}.{part}"),
        None => written,
    }
}

fn named(names: &[&str], number: i64) -> String {
    let name = usize::try_from(number - 1).ok().and_then(|place| names.get(place));
    name.map_or_else(|| number.to_string(), |name| (*name).to_owned())
}

/// An ISO date or moment as a reader writes it.
fn moment(kind: FormatKind, text: &str) -> Option<String> {
    let year = text.get(..4)?;
    let month = text.get(5..7)?.parse::<i64>().ok()?;
    let day = text.get(8..10)?.parse::<u8>().ok()?;
    year.parse::<u16>().ok()?;
    let month_name = named(&MONTHS, month);
    let date = format!("{day} {month_name} {year}");
    match kind {
        FormatKind::Year => Some(year.to_owned()),
        FormatKind::Quarter => Some(format!("Q{} {year}", (month + 2) / 3)),
        FormatKind::Month => Some(format!("{month_name} {year}")),
        FormatKind::Week | FormatKind::Date => Some(date),
        FormatKind::Hour | FormatKind::Datetime => Some(format!("{date}, {}", text.get(11..16)?)),
        _ => None,
    }
}
