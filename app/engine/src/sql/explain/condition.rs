//! Filters as SQL conditions.

use crate::error::Error;
use crate::query::columns::invalid;
use crate::query::relative;
use crate::sql::explain::context::Context;
use crate::sql::explain::expression;
use crate::sql::explain::grouping::by;
use crate::sql::explain::literal::literal;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::words::{identifier, text};
use spec::dataset::Type;
use spec::filter::{Comparison, Filter, Span, Unit};
use spec::question::{Grouping, Query};
use spec::value::Value;

/// A filter as a condition on columns of which nothing is known but their names.
pub(crate) fn plain(filter: &Filter) -> Result<String, Error> {
    condition(filter, &Scope::default(), &Context::new(None, None))
}

/// A filter as a condition.
pub(super) fn condition(filter: &Filter, scope: &Scope, context: &Context<'_>) -> Result<String, Error> {
    let like = |name: &str, pattern: String| -> Result<String, Error> {
        let column = scope.column(name)?;
        let cells = match column.kind {
            None | Some(Type::Text) => column.written,
            _ => format!("{}::text", column.written),
        };
        Ok(format!("{cells} ilike {}", text(&pattern)))
    };
    match filter {
        Filter::All(every) => joined(every, " and ", "true", scope, context),
        Filter::Any(some) => joined(some, " or ", "false", scope, context),
        Filter::Not(inner) => match inner.as_ref() {
            Filter::Null { column } => Ok(format!("{} is not null", scope.column(column)?.written)),
            inner => Ok(format!("not ({})", condition(inner, scope, context)?)),
        },
        Filter::Compare { column, is, value } => compare(&scope.column(column)?, *is, value),
        Filter::In { column, by, values } => one_of(&scope.column(column)?, *by, values, scope, context),
        Filter::Between { column, low, high } => between(&scope.column(column)?, low, high),
        Filter::Contains { column, text } => like(column, format!("%{}%", escaped(text))),
        Filter::StartsWith { column, text } => like(column, format!("{}%", escaped(text))),
        Filter::EndsWith { column, text } => like(column, format!("%{}", escaped(text))),
        Filter::Null { column } => Ok(format!("{} is null", scope.column(column)?.written)),
        Filter::Relative { column, span } => relative(&scope.column(column)?, *span, context),
        Filter::Among { column, query } => among(&scope.column(column)?, query, context),
        Filter::Expression { text } => Ok(format!("({})", expression::over_rows(text, scope, context)?)),
        Filter::Set { name } => Err(invalid(format!("there is no set “{name}”"))),
    }
}

fn joined(filters: &[Filter], word: &str, empty: &str, scope: &Scope, context: &Context<'_>) -> Result<String, Error> {
    let mut parts = Vec::new();
    for filter in filters {
        parts.push(condition(filter, scope, context)?);
    }
    Ok(match parts.len() {
        0 => empty.to_owned(),
        1 => parts.concat(),
        _ => format!("({})", parts.join(word)),
    })
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

fn compare(column: &Known, is: Comparison, value: &Value) -> Result<String, Error> {
    let value = literal(column, value)?;
    let cells = if value.is_day {
        day_of(column)
    } else {
        column.written.clone()
    };
    Ok(format!("{cells} {} {}", operator(is), value.written))
}

fn between(column: &Known, low: &Value, high: &Value) -> Result<String, Error> {
    let (from, to) = (literal(column, low)?, literal(column, high)?);
    if from.is_day != to.is_day {
        let from = compare(column, Comparison::AtLeast, low)?;
        return Ok(format!("({from} and {})", compare(column, Comparison::AtMost, high)?));
    }
    let cells = if from.is_day {
        day_of(column)
    } else {
        column.written.clone()
    };
    Ok(format!("{cells} between {} and {}", from.written, to.written))
}

fn day_of(column: &Known) -> String {
    format!("{}::date", column.written)
}

fn one_of(
    column: &Known,
    grouping: Grouping,
    values: &[Value],
    scope: &Scope,
    context: &Context<'_>,
) -> Result<String, Error> {
    let (cells, kind) = by(column, grouping, scope, context)?;
    let grouped = Known {
        written: cells.clone(),
        kind,
        ..column.clone()
    };
    let mut known = Vec::new();
    for value in values.iter().filter(|value| !value.is_null()) {
        known.push(literal(&grouped, value)?.written);
    }
    let nulls = values.iter().any(Value::is_null);
    let among = match known.as_slice() {
        [] => None,
        [only] => Some(format!("{cells} = {only}")),
        several => Some(format!("{cells} in ({})", several.join(", "))),
    };
    let column = &column.written;
    Ok(match (among, nulls) {
        (Some(among), false) => among,
        (Some(among), true) => format!("({among} or {column} is null)"),
        (None, true) => format!("{column} is null"),
        (None, false) => format!("({column} is null and null)"),
    })
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn among(column: &Known, query: &Query, context: &Context<'_>) -> Result<String, Error> {
    let (inner, columns) = super::query(query, &context.of(query))?;
    let first = columns.first().map(|known| identifier(&known.name));
    let first = first.unwrap_or_else(|| "*".to_owned());
    let inner = inner.replace('\n', " ");
    let met = format!(
        "{} in (select {first} from ({inner}) as among where {first} is not null)",
        column.written
    );
    Ok(match column.nullable {
        true => format!("case when {} is not null then {met} end", column.written),
        false => met,
    })
}

/// A span as days; counted from the database's own day when today is not known.
fn relative(column: &Known, span: Span, context: &Context<'_>) -> Result<String, Error> {
    let cells = &column.written;
    let (first, after) = match context.today {
        Some(today) => {
            let (first, after) = relative::days(span, today, context.calendar)?;
            (format!("'{first}'"), format!("'{after}'"))
        }
        None => ends(span),
    };
    Ok(format!("({cells} >= {first} and {cells} < {after})"))
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

/// The unit's own name.
pub(super) fn word(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    }
}
