//! Metrics become the measures that they stand for.

use super::conditions;
use super::dimensions::circle;
use super::ground::{Ground, Part};
use crate::error::Error;
use crate::query::columns::{hint, invalid};
use crate::sql::explain::condition::plain;
use crate::sql::explain::words::identifier;
use crate::sql::naming;
use spec::filter::Filter;
use spec::model::Metric;
use spec::question::{Aggregate, Level, Measure};

/// The measure, worked out as its metric says when it names one. Its own filter and level stand beside the metric's.
pub(super) fn measure(ground: &Ground<'_>, wanted: &Measure) -> Result<Measure, Error> {
    settled(ground, wanted, &mut Vec::new())
}

fn settled(ground: &Ground<'_>, wanted: &Measure, open: &mut Vec<String>) -> Result<Measure, Error> {
    match wanted.aggregate {
        Aggregate::Metric => {}
        Aggregate::Expression => {
            return Ok(Measure {
                expression: expression(ground, wanted, open)?,
                ..wanted.clone()
            });
        }
        _ => return Ok(wanted.clone()),
    }
    let Some(name) = wanted.column.as_deref().filter(|name| !name.is_empty()) else {
        return Err(invalid(
            "a figure is to be one of the model’s metrics, and does not say which",
        ));
    };
    let (metric, part) = ground.metric(name).ok_or_else(|| unknown(ground, name))?;
    let inner = entered(ground, metric, part, open)?;
    Ok(Measure {
        filter: both(inner.filter, wanted.filter.clone()),
        level: wanted.level.clone().or(inner.level),
        name: Some(wanted.name()),
        ..inner
    })
}

/// What a metric stands for, over the columns as they are called in the query.
fn entered(ground: &Ground<'_>, metric: &Metric, part: &Part, open: &mut Vec<String>) -> Result<Measure, Error> {
    if open.contains(&metric.name) {
        return Err(circle(open, &metric.name));
    }
    open.push(metric.name.clone());
    let moved = relocated(part, &metric.measure)?;
    let measure = settled(ground, &moved, open)?;
    open.pop();
    Ok(measure)
}

fn relocated(part: &Part, measure: &Measure) -> Result<Measure, Error> {
    let mut moved = measure.clone();
    if measure.aggregate != Aggregate::Metric {
        moved.column = measure.column.as_deref().map(|name| part.column(name));
    }
    moved.with = measure.with.as_deref().map(|name| part.column(name));
    moved.expression = measure
        .expression
        .as_deref()
        .map(|text| part.expression(text))
        .transpose()?;
    moved.filter = measure
        .filter
        .as_ref()
        .map(|filter| conditions::relocated(part, filter))
        .transpose()?;
    if let Some(Level::Include { groups, .. }) = &mut moved.level {
        for group in groups {
            group.column = part.column(&group.column);
        }
    }
    Ok(moved)
}

/// An expression over aggregates in which metrics are written out: `Revenue / Orders`.
fn expression(ground: &Ground<'_>, wanted: &Measure, open: &mut Vec<String>) -> Result<Option<String>, Error> {
    let Some(text) = &wanted.expression else {
        return Ok(None);
    };
    let mut failed = None;
    let text = naming::renamed(text, &mut |table, name| {
        let column = ground.has_column(name) || ground.dimension(table, name).is_some();
        let (metric, part) = ground.metric(name).filter(|_| !column && table.is_none())?;
        match entered(ground, metric, part, open).and_then(|measure| written(ground, &metric.name, &measure)) {
            Ok(text) => Some(text),
            Err(error) => {
                failed = Some(error);
                None
            }
        }
    })?;
    failed.map_or(Ok(Some(text)), Err)
}

/// A measure as it stands in an expression.
fn written(ground: &Ground<'_>, name: &str, measure: &Measure) -> Result<String, Error> {
    if measure.level.is_some() {
        return Err(invalid(format!(
            "“{name}” is worked out at a level of its own, so it cannot stand in an expression"
        )));
    }
    let column = measure.column.as_deref().map(identifier);
    let of = column.clone().unwrap_or_else(|| "*".to_owned());
    let call = match (measure.aggregate, column.is_some()) {
        (Aggregate::Expression, _) if measure.filter.is_none() => {
            return Ok(format!("({})", measure.expression.as_deref().unwrap_or_default()));
        }
        (Aggregate::Count, _) => format!("count({of})"),
        (Aggregate::Sum, true) => format!("sum({of})"),
        (Aggregate::Mean, true) => format!("avg({of})"),
        (Aggregate::Median, true) => format!("median({of})"),
        (Aggregate::Min, true) => format!("min({of})"),
        (Aggregate::Max, true) => format!("max({of})"),
        (Aggregate::Distinct, true) => format!("count(distinct {of})"),
        (Aggregate::Deviation, true) => format!("stddev({of})"),
        (other, _) => {
            return Err(invalid(format!(
                "“{name}” is the {} of a column, which cannot stand in an expression",
                other.word()
            )));
        }
    };
    Ok(match &measure.filter {
        Some(filter) => {
            let filter = conditions::without_sets(ground, filter)?;
            format!("{call} filter (where {})", plain(&filter)?)
        }
        None => call,
    })
}

fn both(first: Option<Filter>, second: Option<Filter>) -> Option<Filter> {
    match (first, second) {
        (Some(first), Some(second)) => Some(Filter::All(vec![first, second])),
        (first, second) => first.or(second),
    }
}

fn unknown(ground: &Ground<'_>, name: &str) -> Error {
    let metrics = &ground.model.metrics;
    match metrics.iter().find(|metric| metric.name == name) {
        Some(metric) => Error::Invalid {
            why: format!(
                "“{name}” is a metric of {}, which this question does not ask",
                metric.dataset
            ),
            hint: Some(format!("Ask {} for it, or join it", metric.dataset)),
        },
        None => Error::Invalid {
            why: format!("there is no metric named “{name}”"),
            hint: hint(name, metrics.iter().map(|metric| metric.name.as_str()))
                .map(|hint| hint.replace("Its columns", "The metrics")),
        },
    }
}
