//! Groups as expressions: values, parts of the calendar, and bins.

use crate::error::Error;
use crate::query::columns::invalid;
use crate::sql::explain::condition::word;
use crate::sql::explain::context::Context;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::words::number;
use spec::dataset::Type;
use spec::filter::Unit;
use spec::model::Calendar;
use spec::question::{Grain, Group, Grouping};

/// A group as a column of the answer.
pub(super) fn key(group: &Group, scope: &Scope, context: &Context<'_>) -> Result<Known, Error> {
    let column = scope.column(&group.column)?;
    let (written, kind) = by(&column, group.by, scope, context)?;
    Ok(Known {
        name: group.name(),
        written,
        kind,
        nullable: column.nullable,
        own: Vec::new(),
    })
}

/// A column grouped, and what that gives.
pub(super) fn by(
    column: &Known,
    grouping: Grouping,
    scope: &Scope,
    context: &Context<'_>,
) -> Result<(String, Option<Type>), Error> {
    let cells = &column.written;
    let real = column.kind.map(|_known| Type::Float);
    Ok(match grouping {
        Grouping::Value => (cells.clone(), column.kind),
        Grouping::Grain(grain) => calendar(column, grain, context.calendar),
        Grouping::Width(width) if !(width.is_finite() && width > 0.0) => {
            let name = &column.name;
            return Err(invalid(format!(
                "bins of “{name}” need a width above 0, and {width} is none"
            )));
        }
        Grouping::Width(width) => {
            let whole = column.is(Type::Integer) && width.fract() == 0.0;
            let kind = if whole { Some(Type::Integer) } else { real };
            (bins(column, width), kind)
        }
        Grouping::Bins(count) => {
            let part = context.define("bins", &round_width(column, count, scope));
            let width = format!("(select width from {part})");
            (format!("floor({} / {width}) * {width}", exact(column)), real)
        }
        Grouping::Quantiles(count) => {
            let kind = if column.is(Type::Decimal) { real } else { column.kind };
            let part = context.define("bins", &equal_parts(column, count, scope));
            (format!("(select low from {part} where value = {cells})"), kind)
        }
    })
}

/// Bins of this width. Whole numbers are divided as decimals, which are not cut; floating point numbers too, which are exact then.
fn bins(column: &Known, width: f64) -> String {
    let width = number(width);
    let divisor = match column.is(Type::Integer) && !width.contains('.') {
        true => format!("{width}.0"),
        false => width.clone(),
    };
    let is_dyadic = width.parse().is_ok_and(|width: f64| (width * 1024.0).fract() == 0.0);
    let cells = if is_dyadic {
        column.written.clone()
    } else {
        exact(column)
    };
    format!("floor({cells} / {divisor}) * {width}")
}

/// The column as exact numbers.
fn exact(column: &Known) -> String {
    match column.kind {
        None | Some(Type::Decimal) => column.written.clone(),
        _ => format!("{}::numeric", column.written),
    }
}

/// The round width that gives about so many bins: 1, 2, 2.5 or 5 times a power of ten.
/// A step is taken up to the geometric mean of it and the next.
fn round_width(column: &Known, count: u32, scope: &Scope) -> String {
    let (cells, from, count) = (exact(column), &scope.from, count.max(1));
    let whole = column.is(Type::Integer);
    let steps = match whole {
        true => {
            "case when rough < 10 and first <= sqrt(2) or rough >= 10 and first <= sqrt(2) then 1 \
             when rough >= 10 and first > sqrt(5) and first <= sqrt(12.5) then 2.5 \
             when first <= sqrt(10) and (rough < 10 or first <= sqrt(5)) then 2 \
             when first <= sqrt(50) then 5 else 10 end"
        }
        false => {
            "case when first <= sqrt(2) then 1 when first <= sqrt(5) then 2 \
             when first <= sqrt(12.5) then 2.5 when first <= sqrt(50) then 5 else 10 end"
        }
    };
    let width = format!("power * {steps}");
    let width = if whole { format!("greatest({width}, 1)") } else { width };
    format!(
        "select coalesce({width}, 1) as width\n\
         from (select rough, power, rough / power as first\n\
         from (select rough, power(10::numeric, floor(log(rough))) as power\n\
         from (select nullif(max({cells}) - min({cells}), 0) / {count} as rough from {from}) as extent) as tenths) as steps"
    )
}

/// Each value with the low end of its bin, of about as many rows each: the bin that its place falls in, equal values sharing a place.
fn equal_parts(column: &Known, count: u32, scope: &Scope) -> String {
    let (cells, from, count) = (&column.written, &scope.from, count.max(1));
    format!(
        "select value, min(value) over (partition by bin) as low\n\
         from (select distinct {cells} as value, (rank() over (order by {cells}) - 1) * {count} / count(*) over () as bin \
         from {from} where {cells} is not null) as places"
    )
}

/// A part of the calendar.
fn calendar(column: &Known, grain: Grain, calendar: Calendar) -> (String, Option<Type>) {
    let cells = column.written.as_str();
    let moment = |unit: &str| (format!("date_trunc('{unit}', {cells})"), Some(Type::Datetime));
    let whole = |written: String| (written, Some(Type::Integer));
    let part = |unit: &str| whole(format!("extract({unit} from {cells})"));
    let late = months_late(calendar);
    match grain {
        Grain::Year => (start(cells, Unit::Year, calendar), Some(Type::Date)),
        Grain::Quarter => (start(cells, Unit::Quarter, calendar), Some(Type::Date)),
        Grain::Month => (start(cells, Unit::Month, calendar), Some(Type::Date)),
        Grain::Week => (start(cells, Unit::Week, calendar), Some(Type::Date)),
        Grain::Day if column.is(Type::Date) => (cells.to_owned(), Some(Type::Date)),
        Grain::Day => (start(cells, Unit::Day, calendar), Some(Type::Date)),
        Grain::Hour => moment("hour"),
        Grain::Minute => moment("minute"),
        Grain::Second => moment("second"),
        Grain::MonthOfYear => part("month"),
        Grain::QuarterOfYear if late > 0 => whole(format!("extract(quarter from {cells} - interval '{late} months')")),
        Grain::QuarterOfYear => part("quarter"),
        Grain::WeekOfYear if !calendar.is_usual() => {
            let week = start(cells, Unit::Week, calendar);
            let year = start(&format!("({week} + 3)"), Unit::Year, calendar);
            let first = start(&format!("({year} + 3)"), Unit::Week, calendar);
            whole(format!("({week} - {first}) / 7 + 1"))
        }
        Grain::WeekOfYear => part("week"),
        Grain::Weekday => part("isodow"),
        Grain::DayOfMonth => part("day"),
        Grain::DayOfYear if late > 0 => {
            let year = start(cells, Unit::Year, calendar);
            whole(format!("{cells}::date - {year} + 1"))
        }
        Grain::DayOfYear => part("doy"),
        Grain::HourOfDay if column.is(Type::Date) => whole(format!("extract(hour from {cells}::timestamp)")),
        Grain::HourOfDay => part("hour"),
    }
}

/// How many months after January years start.
fn months_late(calendar: Calendar) -> u32 {
    u32::from(calendar.year_start.clamp(1, 12)) - 1
}

/// The first day of the unit that a time lies in.
pub(super) fn start(cells: &str, unit: Unit, calendar: Calendar) -> String {
    let late = months_late(calendar);
    let shifted = |sign: char, count: u32, of: &str| match count {
        0 => String::new(),
        count => format!(" {sign} interval '{count} {of}'"),
    };
    let (shift, back) = match unit {
        Unit::Day => return format!("{cells}::date"),
        Unit::Month => (String::new(), String::new()),
        Unit::Quarter => (shifted('-', late % 3, "months"), shifted('+', late % 3, "months")),
        Unit::Year => (shifted('-', late, "months"), shifted('+', late, "months")),
        Unit::Week => {
            let days = (8 - u32::from(calendar.week_start.clamp(1, 7))) % 7;
            (shifted('+', days, "days"), shifted('-', days, "days"))
        }
    };
    let unit = word(unit);
    match shift.is_empty() {
        true => format!("date_trunc('{unit}', {cells})::date"),
        false => format!("(date_trunc('{unit}', {cells}{shift}){back})::date"),
    }
}
