//! An average of averages weighs each of them alike, however many rows it stands for.

use super::{Case, is_tied};
use crate::chart::shape::words;
use spec::advice::{Advice, Fix, Rule};
use spec::derived::{Calculation, Fold};
use spec::question::{Aggregate, Level, Measure, Query};

pub(super) fn check(case: &Case<'_>) -> Option<Advice> {
    let query = case.query()?;
    of_levels(query)
        .or_else(|| of_columns(case, query))
        .or_else(|| of_answers(query))
}

/// Averages by more groups than are shown, averaged.
fn of_levels(query: &Query) -> Option<Advice> {
    let doubled = |measure: &Measure| {
        let is_again = matches!(
            &measure.level,
            Some(Level::Include {
                then: Aggregate::Mean,
                ..
            })
        );
        is_again && measure.aggregate == Aggregate::Mean
    };
    let place = query.measures.iter().position(doubled)?;
    let measure = query.measures.get(place)?;
    let once = Measure {
        level: None,
        name: None,
        ..measure.clone()
    };
    advice(&measure.name(), query, place, once)
}

/// A column that is called an average, averaged; weighted by how many rows there were, where a column says so.
fn of_columns(case: &Case<'_>, query: &Query) -> Option<Advice> {
    const AVERAGES: [&str; 4] = ["avg", "average", "mean", "median"];
    const COUNTS: [&str; 8] = ["count", "n", "rows", "number", "weight", "weights", "size", "total"];
    let called = |name: &str, wanted: &[&str]| words(name).iter().any(|word| wanted.contains(&word.as_str()));
    let doubled = |measure: &Measure| {
        let column = measure.column.as_deref().unwrap_or_default();
        measure.aggregate == Aggregate::Mean && called(column, &AVERAGES)
    };
    let place = query.measures.iter().position(doubled)?;
    let measure = query.measures.get(place)?;
    let name = measure.column.clone().unwrap_or_default();
    let mut numbers = case.columns.iter().filter(|column| column.kind.is_number());
    match numbers.find(|column| called(&column.name, &COUNTS) && !called(&column.name, &AVERAGES)) {
        None => Some(Advice {
            rule: Rule::AveragesOnce,
            message: told(&name),
            fix: None,
        }),
        Some(weights) => {
            let weighted = Measure {
                aggregate: Aggregate::WeightedMean,
                with: Some(weights.name.clone()),
                name: None,
                ..measure.clone()
            };
            advice(&name, query, place, weighted)
        }
    }
}

/// The average over the rows of an answer that are averages.
fn of_answers(query: &Query) -> Option<Advice> {
    let is_mean = |name: &str| {
        let mut measures = query.measures.iter();
        measures.any(|measure| measure.aggregate == Aggregate::Mean && measure.name() == name)
    };
    let mut derived = query.derived.iter();
    let folded =
        derived.find(|derived| matches!(derived.how, Calculation::Window(Fold::Mean)) && is_mean(&derived.of))?;
    Some(Advice {
        rule: Rule::AveragesOnce,
        message: told(&folded.of),
        fix: None,
    })
}

fn advice(name: &str, query: &Query, place: usize, measure: Measure) -> Option<Advice> {
    let measure = Box::new(measure);
    Some(Advice {
        rule: Rule::AveragesOnce,
        message: told(name),
        fix: (!is_tied(query)).then_some(Fix::Measure { place, measure }),
    })
}

fn told(name: &str) -> String {
    format!("“{name}” is averaged again, and each average counts alike, however many rows it stands for")
}
