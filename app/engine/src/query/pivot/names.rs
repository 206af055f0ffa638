//! What the columns of a pivot are called.

use crate::error::Error;
use crate::query::calendar::{back, forward, quarter, start};
use crate::query::table::spelled;
use chrono::{Datelike as _, NaiveDate};
use polars::prelude::{AnyValue, Column, DataFrame, DataType};
use spec::filter::Unit;
use spec::model::Calendar;
use spec::question::{Grain, Grouping, Query};

/// What stands between the parts of a name.
const BETWEEN: &str = " · ";
/// What a column is called whose values are null.
const EMPTY: &str = "(empty)";
const TOTAL: &str = "Total";

/// The names for each head and figure, then for the totals; each unlike those before it and unlike those `taken`.
pub(super) fn names(
    query: &Query,
    calendar: Calendar,
    heads: &DataFrame,
    taken: &[&str],
    figures: &[String],
    totals: bool,
) -> Result<Vec<String>, Error> {
    let mut names: Vec<String> = Vec::new();
    let heads = (0..heads.height())
        .map(|row| head(query, calendar, heads, row))
        .collect::<Result<Vec<_>, Error>>()?;
    for head in heads.into_iter().chain(totals.then(|| TOTAL.to_owned())) {
        for figure in figures {
            let name = match figures.len() {
                1 => head.clone(),
                _ => format!("{head}{BETWEEN}{figure}"),
            };
            let numbered = (2..).map(|number| format!("{name} ({number})"));
            let free = |name: &String| !taken.contains(&name.as_str()) && !names.contains(name);
            names.extend(std::iter::once(name.clone()).chain(numbered).find(free));
        }
    }
    Ok(names)
}

/// The values of a head: `2024 · west`.
fn head(query: &Query, calendar: Calendar, heads: &DataFrame, row: usize) -> Result<String, Error> {
    let mut parts: Vec<String> = Vec::new();
    for cells in heads.get_columns() {
        let by = query.groups.iter().find(|group| group.name() == cells.name().as_str());
        let by = match by.map_or(Grouping::Value, |group| group.by) {
            Grouping::Value if holds_months(cells)? => Grouping::Grain(Grain::MonthOfYear),
            by => by,
        };
        let value = match cells.get(row)? {
            AnyValue::Boolean(true) => Some("Yes".to_owned()),
            AnyValue::Boolean(false) => Some("No".to_owned()),
            other => spelled(other).filter(|value| !value.trim().is_empty()),
        };
        parts.push(value.map_or_else(|| EMPTY.to_owned(), |value| told(&value, by, calendar)));
    }
    Ok(parts.join(BETWEEN))
}

/// Whether these are whole numbers called months that are nothing but 1–12: charts write them as names, too.
fn holds_months(cells: &Column) -> Result<bool, Error> {
    if !cells.dtype().is_integer() || !cells.name().eq_ignore_ascii_case("month") {
        return Ok(false);
    }
    let numbers = cells.cast(&DataType::Int64)?;
    Ok(numbers.i64()?.iter().flatten().all(|number| (1..=12).contains(&number)))
}

/// A group's value as a reader writes it.
fn told(value: &str, by: Grouping, calendar: Calendar) -> String {
    let Grouping::Grain(grain) = by else {
        return value.to_owned();
    };
    written(value, grain, calendar).unwrap_or_else(|| value.to_owned())
}

fn written(value: &str, grain: Grain, calendar: Calendar) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let day = || NaiveDate::parse_from_str(value, "%Y-%m-%d").ok();
    let number = || value.parse::<usize>().ok()?.checked_sub(1);
    Some(match grain {
        Grain::Year => year(day()?, calendar).to_string(),
        Grain::Quarter => {
            format!("Q{} {}", quarter(day()?, calendar), year(day()?, calendar))
        }
        Grain::Month => format!("{} {}", MONTHS.get(day()?.month0() as usize)?, day()?.year()),
        Grain::MonthOfYear => (*MONTHS.get(number()?)?).to_owned(),
        Grain::QuarterOfYear => format!("Q{value}"),
        Grain::Weekday => (*WEEKDAYS.get(number()?)?).to_owned(),
        Grain::Week
        | Grain::Day
        | Grain::Hour
        | Grain::Minute
        | Grain::Second
        | Grain::WeekOfYear
        | Grain::DayOfMonth
        | Grain::DayOfYear
        | Grain::HourOfDay => return None,
    })
}

/// The calendar year in which the year of this day ends.
fn year(day: NaiveDate, calendar: Calendar) -> i32 {
    let first = start(day, Unit::Year, calendar);
    back(forward(first, 1, Unit::Year), 1, Unit::Day).year()
}
