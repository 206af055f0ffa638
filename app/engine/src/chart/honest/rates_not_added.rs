//! Rates, parts and averages do not add up.

use super::{Case, is_tied, sounds_like_rate};
use spec::advice::{Advice, Fix, Rule};
use spec::question::{Aggregate, Measure};

pub(super) fn check(case: &Case<'_>) -> Option<Advice> {
    let query = case.query()?;
    let added = |measure: &Measure| {
        let column = measure.column.as_deref().unwrap_or_default();
        measure.aggregate == Aggregate::Sum && sounds_like_rate(column)
    };
    let place = query.measures.iter().position(added)?;
    let measure = query.measures.get(place)?;
    let column = measure.column.clone().unwrap_or_default();
    let measure = Box::new(Measure {
        aggregate: Aggregate::Mean,
        name: None,
        ..measure.clone()
    });
    Some(Advice {
        rule: Rule::RatesNotAdded,
        message: format!("“{column}” sounds like a rate, and rates do not add up"),
        fix: (!is_tied(query)).then_some(Fix::Measure { place, measure }),
    })
}
