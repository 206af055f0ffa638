//! Measures as expressions over groups.

use crate::error::Error;
use crate::query::columns::invalid;
use crate::sql::explain::condition::condition;
use crate::sql::explain::context::Context;
use crate::sql::explain::expression::{self, Written};
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::words::number;
use spec::dataset::Type;
use spec::question::{Aggregate, Measure};

/// A measure as a column of the answer; `once` marks the rows that it is of, where it is not of all of them.
pub(super) fn figure(
    measure: &Measure,
    once: Option<&str>,
    scope: &Scope,
    context: &Context<'_>,
) -> Result<Known, Error> {
    let met = match once {
        Some(once) => Some(once.to_owned()),
        None => met(measure, scope, context)?,
    };
    let filter = met
        .as_ref()
        .map_or_else(String::new, |met| format!(" filter (where {met})"));
    let (written, kind) = match (measure.aggregate, &measure.column) {
        (Aggregate::Expression, _) => {
            let text = measure.expression.as_deref().unwrap_or_default();
            let Written { written, kind, .. } = expression::typed(text, met.as_deref(), scope, context)?;
            (written, kind)
        }
        (Aggregate::Metric, name) => {
            let name = name.as_deref().unwrap_or_default();
            return Err(invalid(format!("there is no metric “{name}”")));
        }
        (Aggregate::Count, None) => (format!("count(*){filter}"), Some(Type::Integer)),
        (Aggregate::Share, None) => (share(&format!("count(*){filter}")), Some(Type::Float)),
        (other, None) => {
            return Err(invalid(format!(
                "the {} of which column? A measure other than a count names one",
                other.word()
            )));
        }
        (_, Some(name)) => {
            let column = scope.column(name)?;
            let other = measure.with.as_deref().map(|with| scope.column(with)).transpose()?;
            of_column(measure, &column, other.as_ref(), met.as_deref())?
        }
    };
    Ok(Known {
        name: measure.name(),
        written,
        kind,
        nullable: !matches!(measure.aggregate, Aggregate::Count | Aggregate::Distinct),
        own: Vec::new(),
    })
}

/// The condition on the rows that a measure is of.
pub(super) fn met(measure: &Measure, scope: &Scope, context: &Context<'_>) -> Result<Option<String>, Error> {
    let filter = measure.filter.as_ref();
    filter.map(|filter| condition(filter, scope, context)).transpose()
}

/// The columns that number the rows that a measure is of, where joins have multiplied them.
pub(super) fn own(measure: &Measure, scope: &Scope) -> Result<Option<Vec<String>>, Error> {
    let names = measure.column.iter().chain(&measure.with);
    let columns = names
        .map(|name| scope.column(name))
        .collect::<Result<Vec<Known>, Error>>();
    match measure.aggregate {
        Aggregate::Expression => refuse_repeated(measure, scope).map(|()| None),
        Aggregate::Metric => Ok(None),
        _ => Ok(scope.own(&columns?.iter().collect::<Vec<_>>())),
    }
}

/// Each aggregate of an expression would have to count each row once, which is not written.
fn refuse_repeated(measure: &Measure, scope: &Scope) -> Result<(), Error> {
    let text = measure.expression.as_deref().unwrap_or_default();
    let is_repeated = |known: &&Known| text.contains(&known.name) && scope.own(&[known]).is_some();
    match scope.columns.iter().flatten().find(is_repeated) {
        None => Ok(()),
        Some(known) => Err(invalid(format!(
            "“{text}” has no statement here: a join repeats the rows of “{}”, and the engine counts each of them once",
            known.name
        ))),
    }
}

/// Whether it is worked out over all groups at once.
pub(super) fn has_window(measure: &Measure) -> bool {
    measure.aggregate == Aggregate::Share
}

fn share(part: &str) -> String {
    format!("{part} * 1.0 / nullif(sum({part}) over (), 0)")
}

fn of_column(
    measure: &Measure,
    column: &Known,
    other: Option<&Known>,
    met: Option<&str>,
) -> Result<(String, Option<Type>), Error> {
    let cells = column.written.as_str();
    let filter = met.map_or_else(String::new, |met| format!(" filter (where {met})"));
    let is_flag = column.is(Type::Boolean);
    let amount = if is_flag {
        format!("{cells}::int")
    } else {
        cells.to_owned()
    };
    let call = |name: &str, cells: &str| format!("{name}({cells}){filter}");
    let within = |part: f64| {
        let part = number(part);
        format!("percentile_cont({part}) within group (order by {amount}){filter}")
    };
    let real = match column.kind {
        Some(Type::Duration) => column.kind,
        kind => kind.map(|_known| Type::Float),
    };
    let whole = Some(Type::Integer);
    let summed = if is_flag { whole } else { column.kind };
    Ok(match measure.aggregate {
        Aggregate::Count => (call("count", cells), whole),
        Aggregate::Sum => (call("sum", &amount), summed),
        Aggregate::Mean => (call("avg", &amount), real),
        Aggregate::Median => (within(0.5), real),
        Aggregate::Percentile(part) => (within(part), real),
        Aggregate::Min => (call(if is_flag { "bool_and" } else { "min" }, cells), column.kind),
        Aggregate::Max => (call(if is_flag { "bool_or" } else { "max" }, cells), column.kind),
        Aggregate::Distinct => (call("count", &format!("distinct {cells}")), whole),
        Aggregate::Deviation => (call("stddev_samp", cells), real),
        Aggregate::Variance => (call("var_samp", cells), real),
        Aggregate::Mode => (format!("mode() within group (order by {cells}){filter}"), column.kind),
        Aggregate::First => (end_of(cells, met, "1"), column.kind),
        Aggregate::Last => (end_of(cells, met, &call("count", cells)), column.kind),
        Aggregate::Share => (share(&call("sum", &amount)), Some(Type::Float)),
        Aggregate::Correlation => (
            format!("corr({cells}, {}){filter}", partner(measure, other)?.written),
            real,
        ),
        Aggregate::WeightedMean => (weighted(column, partner(measure, other)?, met), real),
        Aggregate::Expression | Aggregate::Metric => (cells.to_owned(), column.kind),
    })
}

/// The first or the last cell that is not null, in the order in which the database reads the rows.
fn end_of(cells: &str, met: Option<&str>, place: &str) -> String {
    let met = met.map_or_else(String::new, |met| format!(" and {met}"));
    format!("(array_agg({cells}) filter (where {cells} is not null{met}))[{place}]")
}

fn partner<'a>(measure: &Measure, other: Option<&'a Known>) -> Result<&'a Known, Error> {
    let word = measure.aggregate.word();
    other.ok_or_else(|| invalid(format!("the {word} needs a second column")))
}

fn weighted(column: &Known, weight: &Known, met: Option<&str>) -> String {
    let (cells, weights) = (&column.written, &weight.written);
    let met = met.map_or_else(String::new, |met| format!(" and {met}"));
    let filter = format!(" filter (where {cells} is not null and {weights} is not null{met})");
    let sum = match column.is(Type::Integer) && weight.is(Type::Integer) {
        true => format!("sum(({cells} * {weights})::numeric){filter}"),
        false => format!("sum({cells} * {weights}){filter}"),
    };
    format!("{sum} * 1.0 / nullif(sum({weights}){filter}, 0)")
}
