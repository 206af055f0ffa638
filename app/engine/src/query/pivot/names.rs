//! What the columns of a pivot are called.

use crate::error::Error;
use crate::query::calendar::{back, forward, quarter, start};
use crate::query::table::value;
use chrono::{Datelike as _, NaiveDate};
use polars::prelude::DataFrame;
use spec::filter::Unit;
use spec::model::Calendar;
use spec::pivot::BETWEEN;
use spec::question::{Grain, Grouping, Query};
use spec::value::Value;

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
    let columns = heads.get_columns().iter().map(|cells| {
        let by = query.groups.iter().find(|group| group.name() == cells.name().as_str());
        let by = by.map_or(Grouping::Value, |group| group.by);
        let values = (0..cells.len()).map(|row| Ok(value(cells.get(row)?)));
        let values = values.collect::<Result<Vec<_>, Error>>()?;
        Ok(called(cells.name(), by, &values, calendar))
    });
    let columns = columns.collect::<Result<Vec<_>, Error>>()?;
    let head = |row: usize| {
        columns
            .iter()
            .filter_map(|column| column.get(row).map(String::as_str))
            .collect::<Vec<_>>()
            .join(BETWEEN)
    };
    let heads = (0..heads.height()).map(head);
    for head in heads.chain(totals.then(|| TOTAL.to_owned())) {
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

/// What stands over the columns of these values of a group: `Q1 2024`, `west`.
pub(crate) fn called(name: &str, by: Grouping, values: &[Value], calendar: Calendar) -> Vec<String> {
    let by = match by {
        Grouping::Value if are_months(name, values) => Grouping::Grain(Grain::MonthOfYear),
        by => by,
    };
    let called = |value: &Value| match value {
        Value::Boolean(flag) => if *flag { "Yes" } else { "No" }.to_owned(),
        Value::Null => EMPTY.to_owned(),
        other => match other.to_string() {
            blank if blank.trim().is_empty() => EMPTY.to_owned(),
            text => told(&text, by, calendar),
        },
    };
    values.iter().map(called).collect()
}

/// Whether these are whole numbers called months that are nothing but 1–12: charts write them as names, too.
fn are_months(name: &str, values: &[Value]) -> bool {
    let is_month = |value: &Value| matches!(value, Value::Null | Value::Integer(1..=12));
    name.eq_ignore_ascii_case("month") && values.iter().all(is_month)
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
