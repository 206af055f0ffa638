//! What comes after the figures by chance: derived columns and totals.

use crate::postgres::questions::{conditions, order, sort};
use crate::postgres::tables::Chance;
use spec::derived::{Calculation, Derived, Fold, Reference, Ties};
use spec::filter::{Comparison, Filter, Unit};
use spec::pivot::Totals;
use spec::question::{Aggregate, Grouping, Query};
use spec::value::Value;

const FOLDS: [Fold; 5] = [Fold::Sum, Fold::Mean, Fold::Min, Fold::Max, Fold::Count];
const UNITS: [Unit; 5] = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year];

/// Up to two derived columns of figures that are numbers, and a condition on the first.
pub(super) fn derived(query: &mut Query, chance: &mut Chance) {
    let numbers = query.measures.iter().filter(|measure| {
        matches!(
            measure.aggregate,
            Aggregate::Count | Aggregate::Sum | Aggregate::Mean | Aggregate::Distinct | Aggregate::Median
        )
    });
    let mut of: Vec<String> = numbers.map(|measure| measure.name()).collect();
    if of.is_empty() || query.groups.is_empty() {
        return;
    }
    let groups: Vec<String> = query.groups.iter().map(|group| group.name()).collect();
    let has_time = query.groups.iter().any(|group| match group.by {
        Grouping::Grain(grain) => grain.is_timeline(),
        _ => false,
    });
    for at in 0..1 + chance.below(2) {
        let name = format!("derived {at}");
        let within = groups.iter().filter(|_| chance.percent(25)).cloned().collect();
        let along = match chance.percent(20) {
            true => vec![sort(chance.one::<String>(&of), chance)],
            false => Vec::new(),
        };
        query.derived.push(Derived {
            name: name.clone(),
            of: chance.one(&of).clone(),
            how: calculation(has_time, chance),
            within,
            along,
        });
        of.push(name);
    }
    if chance.percent(20) {
        query.qualify = Some(Filter::Compare {
            column: "derived 0".to_owned(),
            is: *chance.one(&[Comparison::AtMost, Comparison::Greater]),
            value: Value::Integer(chance.below(6) as i64),
        });
    } else if chance.percent(10) {
        query.qualify = conditions::having(query, chance);
    }
}

fn calculation(has_time: bool, chance: &mut Chance) -> Calculation {
    match chance.below(if has_time { 11 } else { 9 }) {
        0 => Calculation::Running(*chance.one(&FOLDS)),
        1 => Calculation::Moving {
            fold: *chance.one(&FOLDS),
            before: chance.below(4) as u32,
            after: chance.below(3) as u32,
        },
        2 => Calculation::Window(*chance.one(&FOLDS)),
        3 => Calculation::Share,
        4 => Calculation::Rank {
            order: order(chance),
            ties: *chance.one(&[Ties::Competition, Ties::Dense, Ties::Ordinal]),
        },
        5 => Calculation::PercentRank,
        6 => Calculation::Tile(1 + chance.below(5) as u32),
        9 => Calculation::ToDate(*chance.one(&UNITS[1..])),
        10 => referring(
            Reference::Earlier {
                count: 1 + chance.below(2) as u32,
                unit: *chance.one(&UNITS),
            },
            chance,
        ),
        _ => {
            let count = 1 + chance.below(2) as u32;
            let reference = *chance.one(&[
                Reference::Before(count),
                Reference::After(count),
                Reference::First,
                Reference::Last,
            ]);
            referring(reference, chance)
        }
    }
}

fn referring(reference: Reference, chance: &mut Chance) -> Calculation {
    match chance.below(3) {
        0 => Calculation::Value(reference),
        1 => Calculation::Difference(reference),
        _ => Calculation::Change(reference),
    }
}

/// Totals of some sort, where there is something to sum up.
pub(super) fn totals(query: &mut Query, chance: &mut Chance) {
    if query.groups.is_empty() || query.measures.is_empty() {
        return;
    }
    query.totals = Totals {
        grand: chance.percent(70),
        subtotals: chance.percent(60),
    };
}
