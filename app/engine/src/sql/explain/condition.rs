//! Filters as SQL conditions.

use crate::sql::explain::by;
use crate::sql::explain::words::{text, value};
use spec::filter::{Comparison, Filter, Span, Unit};
use spec::question::Grouping;
use spec::value::Value;

/// A filter as a condition; `meaning` writes a column.
pub(crate) fn condition(filter: &Filter, meaning: &dyn Fn(&str) -> String) -> String {
    match filter {
        Filter::All(every) => joined(every, " and ", "true", meaning),
        Filter::Any(some) => joined(some, " or ", "false", meaning),
        Filter::Not(inner) => match inner.as_ref() {
            Filter::Null { column } => format!("{} is not null", meaning(column)),
            inner => format!("not ({})", condition(inner, meaning)),
        },
        Filter::Compare {
            column,
            is,
            value: with,
        } => format!("{} {} {}", meaning(column), operator(*is), value(with)),
        Filter::In { column, by, values } => one_of(&meaning(column), *by, values),
        Filter::Between { column, low, high } => {
            format!("{} between {} and {}", meaning(column), value(low), value(high))
        }
        Filter::Contains { column, text } => like(&meaning(column), &format!("%{}%", escaped(text))),
        Filter::StartsWith { column, text } => like(&meaning(column), &format!("{}%", escaped(text))),
        Filter::EndsWith { column, text } => like(&meaning(column), &format!("%{}", escaped(text))),
        Filter::Null { column } => format!("{} is null", meaning(column)),
        Filter::Relative { column, span } => {
            let column = meaning(column);
            let (first, after) = ends(*span);
            format!("({column} >= {first} and {column} < {after})")
        }
        Filter::Among { column, query } => format!("{} in ({})", meaning(column), super::explain(query)),
        Filter::Expression { text } => format!("({text})"),
        Filter::Set { name } => format!("/* in the set */ {}", meaning(name)),
    }
}

fn joined(filters: &[Filter], word: &str, empty: &str, meaning: &dyn Fn(&str) -> String) -> String {
    let parts: Vec<String> = filters.iter().map(|filter| condition(filter, meaning)).collect();
    match parts.len() {
        0 => empty.to_owned(),
        1 => parts.concat(),
        _ => format!("({})", parts.join(word)),
    }
}

fn operator(is: Comparison) -> &'static str {
    match is {
        Comparison::Equal => "=",
        Comparison::NotEqual => "<>",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
    }
}

fn one_of(column: &str, grouping: Grouping, values: &[Value]) -> String {
    let cells = by(column, grouping);
    let known: Vec<String> = values.iter().filter(|value| !value.is_null()).map(value).collect();
    let nulls = values.iter().any(Value::is_null);
    let among = match known.as_slice() {
        [] => None,
        [only] => Some(format!("{cells} = {only}")),
        several => Some(format!("{cells} in ({})", several.join(", "))),
    };
    match (among, nulls) {
        (Some(among), false) => among,
        (Some(among), true) => format!("({among} or {column} is null)"),
        (None, true) => format!("{column} is null"),
        (None, false) => format!("({column} is null and null)"),
    }
}

fn like(column: &str, pattern: &str) -> String {
    format!("{column} ilike {}", text(pattern))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The first day of a span, and the first day after it.
fn ends(span: Span) -> (String, String) {
    let start = |unit: Unit| match unit {
        Unit::Day => "current_date".to_owned(),
        unit => format!("date_trunc('{}', current_date)", word(unit)),
    };
    let tomorrow = "current_date + interval '1 day'".to_owned();
    let moved = |from: String, sign: char, count: u32, unit: Unit| {
        let (count, unit) = match unit {
            Unit::Quarter => (count.saturating_mul(3), Unit::Month),
            unit => (count, unit),
        };
        format!("{from} {sign} interval '{count} {}'", word(unit))
    };
    match span {
        Span::Last { count, unit } => (moved(start(unit), '-', count, unit), start(unit)),
        Span::Past { count, unit } => (moved(tomorrow.clone(), '-', count, unit), tomorrow),
        Span::This(unit) => (start(unit), moved(start(unit), '+', 1, unit)),
        Span::ToDate(unit) => (start(unit), tomorrow),
        Span::Next { count, unit } => {
            let first = moved(start(unit), '+', 1, unit);
            (first.clone(), moved(first, '+', count, unit))
        }
    }
}

fn word(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    }
}
