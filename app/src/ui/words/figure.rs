//! Figures in words.

use spec::question::{Aggregate, Level, Measure};

/// A figure in words, with what limits it: `sum of price, only region is north`.
pub(crate) fn told(measure: &Measure) -> String {
    let with = match (&measure.with, measure.aggregate) {
        (Some(with), Aggregate::Correlation) => format!(" with {with}"),
        (Some(with), Aggregate::WeightedMean) => format!(" by {with}"),
        _ => String::new(),
    };
    let mut words = match measure.name.is_some() {
        true => measure.name(),
        false => format!("{}{with}", measure.name()),
    };
    if let Some(filter) = &measure.filter {
        words = format!("{words}, only {}", super::filter(filter));
    }
    match &measure.level {
        Some(at) => format!("{words}, {}", level(at)),
        None => words,
    }
}

/// A level in words: `for all region`.
pub(crate) fn level(level: &Level) -> String {
    match level {
        Level::Fixed(names) if names.is_empty() => "for everything".into(),
        Level::Fixed(names) => format!("for each {}", names.join(" and ")),
        Level::Exclude(names) => format!("over all {}", names.join(" and ")),
        Level::Include { groups, then } => {
            let names: Vec<_> = groups.iter().map(super::group).collect();
            format!("{} over each {}", then.word(), names.join(" and "))
        }
    }
}

/// A way to work a figure out, as a menu offers it.
pub(crate) fn aggregate(aggregate: Aggregate) -> String {
    match aggregate {
        Aggregate::Count => "How many".into(),
        Aggregate::Distinct => "How many different".into(),
        Aggregate::Share => "Percent of total".into(),
        Aggregate::Correlation => "Correlation with…".into(),
        Aggregate::WeightedMean => "Average, weighted by…".into(),
        Aggregate::Percentile(part) => format!("Percentile {}", super::number(part * 100.0)),
        other => super::capitalised(&other.word()),
    }
}
