//! Whether a model says one thing by each name.
//!
//! What it says of datasets that are not open, or of columns that are gone, is no mistake: it waits for them.

use super::dimensions::circle;
use super::uses;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::query::columns::invalid;
use spec::model::{Dimension, Model, Parameter};
use spec::value::Value;

/// A thing of the model: what it is, its name, whose it is.
type Named<'a> = (&'static str, &'a str, &'a str);

/// Whether a model can be used.
///
/// # Errors
/// When two of its things have one name, when a name is empty or a column's, when dimensions build on each other in a circle, when a parameter or the calendar makes no sense.
pub(crate) fn check(model: &Model, catalog: &Catalog) -> Result<(), Error> {
    let metrics = model
        .metrics
        .iter()
        .map(|metric| ("metric", metric.name.as_str(), metric.dataset.as_str()));
    let dimensions = model
        .dimensions
        .iter()
        .map(|one| ("dimension", one.name.as_str(), one.dataset.as_str()));
    let columns: Vec<Named<'_>> = metrics.chain(dimensions).collect();
    differ(&columns)?;
    for named in &columns {
        no_column(catalog, *named)?;
    }
    let sets: Vec<Named<'_>> = model
        .sets
        .iter()
        .map(|set| ("set", set.name.as_str(), set.dataset.as_str()))
        .collect();
    differ(&sets)?;
    let hierarchies = model.hierarchies.iter();
    let hierarchies: Vec<Named<'_>> = hierarchies
        .map(|one| ("hierarchy", one.name.as_str(), one.dataset.as_str()))
        .collect();
    differ(&hierarchies)?;
    let parameters: Vec<Named<'_>> = model
        .parameters
        .iter()
        .map(|one| ("parameter", one.name.as_str(), ""))
        .collect();
    differ(&parameters)?;
    model.parameters.iter().try_for_each(parameter)?;
    model
        .dimensions
        .iter()
        .try_for_each(|dimension| no_circle(model, dimension, &mut Vec::new()))?;
    relations(model)?;
    calendar(model)
}

fn differ(all: &[Named<'_>]) -> Result<(), Error> {
    for (at, (what, name, whose)) in all.iter().enumerate() {
        if name.trim().is_empty() {
            return Err(invalid(format!("a {what} of {whose} needs a name")));
        }
        let same = |other: &&Named<'_>| {
            other.2.eq_ignore_ascii_case(whose) && other.1.trim().to_lowercase() == name.trim().to_lowercase()
        };
        if let Some((other, ..)) = all[..at].iter().find(same) {
            let told = match other == what {
                true => format!("there are two of “{name}” among the {}", many(what)),
                false => format!("“{name}” is both a {other} and a {what}"),
            };
            return Err(invalid(format!("{told}: give one of them another name")));
        }
    }
    Ok(())
}

fn many(what: &str) -> String {
    match what.strip_suffix('y') {
        Some(start) => format!("{start}ies"),
        None => format!("{what}s"),
    }
}

fn no_column(catalog: &Catalog, (what, name, whose): Named<'_>) -> Result<(), Error> {
    let Ok(entry) = catalog.entry(whose) else { return Ok(()) };
    let same = |column: &&spec::dataset::Column| column.name.to_lowercase() == name.trim().to_lowercase();
    match entry.dataset.columns.iter().find(same) {
        Some(column) => Err(invalid(format!(
            "{whose} has a column “{}” already: give the {what} another name",
            column.name
        ))),
        None => Ok(()),
    }
}

fn no_circle(model: &Model, dimension: &Dimension, open: &mut Vec<String>) -> Result<(), Error> {
    if open.contains(&dimension.name) {
        return Err(circle(open, &dimension.name));
    }
    open.push(dimension.name.clone());
    // An expression that cannot be read is told where it is used or written.
    for name in uses::of_expression(&dimension.expression).unwrap_or_default() {
        let lower = name.to_lowercase();
        let others = model.dimensions_of(&dimension.dataset);
        for other in others.filter(|other| other.name.to_lowercase() == lower) {
            no_circle(model, other, open)?;
        }
    }
    open.pop();
    Ok(())
}

fn parameter(parameter: &Parameter) -> Result<(), Error> {
    let name = &parameter.name;
    let plain = name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    if !plain || name.starts_with(|letter: char| letter.is_numeric()) {
        return Err(invalid(format!(
            "the parameter “{name}” needs a name of letters, digits and _, and no digit first"
        )));
    }
    let Some((low, high, step)) = parameter.range else {
        return Ok(());
    };
    if !(low.is_finite() && high.is_finite() && step.is_finite() && low < high && step > 0.0) {
        return Err(invalid(format!(
            "the range of “{name}” has to go from a smaller to a larger number in steps"
        )));
    }
    let value = match parameter.value {
        Value::Integer(whole) => whole as f64,
        Value::Float(real) => real,
        _ => return Err(invalid(format!("“{name}” has a range, so it has to be a number"))),
    };
    match (low..=high).contains(&value) {
        true => Ok(()),
        false => Err(invalid(format!(
            "“{name}” is {value}, which is not between {low} and {high}"
        ))),
    }
}

fn relations(model: &Model) -> Result<(), Error> {
    let keyless = model.relations.iter().find(|relation| relation.keys.is_empty());
    match keyless {
        Some(relation) => Err(invalid(format!(
            "the relation from {} to {} needs a pair of columns",
            relation.from, relation.to
        ))),
        None => Ok(()),
    }
}

fn calendar(model: &Model) -> Result<(), Error> {
    let calendar = model.calendar;
    if !(1..=7).contains(&calendar.week_start) {
        return Err(invalid("a week starts on a day from 1 for Monday to 7 for Sunday"));
    }
    if !(1..=12).contains(&calendar.year_start) {
        return Err(invalid(
            "a year starts in a month from 1 for January to 12 for December",
        ));
    }
    Ok(())
}
