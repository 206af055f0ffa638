//! Groups and measures by chance.

use crate::postgres::questions::{Columns, conditions};
use crate::postgres::tables::Chance;
use spec::question::{Aggregate, Grain, Group, Grouping, Measure, Query};

const GRAINS: [Grain; 15] = [
    Grain::Year,
    Grain::Quarter,
    Grain::Month,
    Grain::Week,
    Grain::Day,
    Grain::Hour,
    Grain::Minute,
    Grain::MonthOfYear,
    Grain::QuarterOfYear,
    Grain::Weekday,
    Grain::DayOfMonth,
    Grain::HourOfDay,
    Grain::Second,
    Grain::WeekOfYear,
    Grain::DayOfYear,
];

/// Up to three groups, each under its own name.
pub(super) fn groups(query: &mut Query, columns: &Columns, chance: &mut Chance) {
    for _ in 0..chance.below(4) {
        let group = one(columns, chance);
        if query.groups.iter().all(|known| known.name() != group.name()) {
            query.groups.push(group);
        }
    }
}

/// A group by chance.
pub(super) fn one(columns: &Columns, chance: &mut Chance) -> Group {
    let (column, by) = match chance.below(10) {
        0..4 => (chance.one::<String>(&columns.texts), Grouping::Value),
        4 => (chance.one::<String>(&columns.flags), Grouping::Value),
        5..8 => {
            let grain = *chance.one(&GRAINS);
            (chance.one::<String>(&columns.times), Grouping::Grain(grain))
        }
        8 => (chance.one::<String>(&columns.numbers), Grouping::Value),
        9 if chance.percent(20) => {
            let parts = Grouping::Quantiles(1 + chance.below(6) as u32);
            (chance.one::<String>(&columns.times), parts)
        }
        _ => (chance.one::<String>(&columns.numbers), binned(chance)),
    };
    Group {
        column: column.clone(),
        by,
        name: None,
    }
}

fn binned(chance: &mut Chance) -> Grouping {
    match chance.below(10) {
        0..5 => Grouping::Width(*chance.one(&[0.1, 0.25, 1.0, 2.5, 7.0, 10.0, 50.0])),
        5..8 => Grouping::Bins(1 + chance.below(20) as u32),
        _ => Grouping::Quantiles(1 + chance.below(6) as u32),
    }
}

/// Up to three measures, at least one when there are no groups.
pub(super) fn measures(query: &mut Query, columns: &Columns, chance: &mut Chance) {
    let least = u64::from(query.groups.is_empty());
    for _ in 0..least.max(chance.below(4)) {
        let measure = figure(columns, chance);
        if query.measures.iter().all(|known| known.name() != measure.name()) {
            query.measures.push(measure);
        }
    }
}

/// A measure by chance.
pub(super) fn figure(columns: &Columns, chance: &mut Chance) -> Measure {
    let number = Aggregate::Percentile(*chance.one(&[0.0, 0.1, 0.5, 0.9, 1.0]));
    let of_numbers = [
        Aggregate::Sum,
        Aggregate::Mean,
        Aggregate::Median,
        Aggregate::Deviation,
        Aggregate::Share,
        Aggregate::Min,
        Aggregate::Max,
        Aggregate::Distinct,
        Aggregate::Count,
        number,
    ];
    let of_any = [Aggregate::Min, Aggregate::Max, Aggregate::Distinct, Aggregate::Count];
    let mut measure = match chance.below(10) {
        0 => Measure::count(),
        1 => Measure {
            aggregate: Aggregate::Share,
            ..Measure::default()
        },
        2..8 => Measure::of(*chance.one(&of_numbers), chance.one::<String>(&columns.numbers)),
        8 => Measure::of(*chance.one(&of_any), chance.one::<String>(&columns.every())),
        _ => Measure::of(
            *chance.one(&[Aggregate::Sum, Aggregate::Mean, Aggregate::Share]),
            chance.one::<String>(&columns.flags),
        ),
    };
    if MORE {
        more(&mut measure, columns, chance);
    }
    measure
}

/// Whether measures have filters and second columns.
const MORE: bool = true;

const EXPRESSIONS: [&str; 6] = [
    "sum(price * qty) / count(distinct shop)",
    "max(price) - min(price)",
    "sum(qty) / count(*)",
    "count(*) filter (where open)",
    "sum(case when open then qty else 0 end)",
    "round(avg(cost), 2)",
];

fn more(measure: &mut Measure, columns: &Columns, chance: &mut Chance) {
    match chance.below(12) {
        0 => *measure = Measure::of(Aggregate::Variance, chance.one::<String>(&columns.numbers)),
        1 => *measure = Measure::of(Aggregate::Mode, chance.one::<String>(&columns.texts)),
        2 => {
            let pair = *chance.one(&[Aggregate::Correlation, Aggregate::WeightedMean]);
            *measure = Measure::of(pair, chance.one::<String>(&columns.numbers));
            measure.with = Some(chance.one::<String>(&columns.numbers).clone());
        }
        3 => {
            *measure = Measure {
                aggregate: Aggregate::Expression,
                expression: Some((*chance.one(&EXPRESSIONS)).to_owned()),
                ..Measure::default()
            };
        }
        _ => {}
    }
    if chance.percent(15) {
        measure.filter = Some(conditions::filter(columns, chance, 1));
    }
}
