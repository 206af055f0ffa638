//! Filters by chance, of values that the tables hold and of some that they do not.

use crate::postgres::questions::Columns;
use crate::postgres::tables::Chance;
use spec::filter::{Comparison, Filter, Span, Unit};
use spec::question::{Aggregate, Grain, Grouping, Query};
use spec::value::Value;

const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::AtMost,
    Comparison::Greater,
    Comparison::AtLeast,
];

/// A filter, so many levels deep.
pub(super) fn filter(columns: &Columns, chance: &mut Chance, depth: u32) -> Filter {
    let parts = |chance: &mut Chance| -> Vec<Filter> {
        (0..1 + chance.below(3))
            .map(|_| filter(columns, chance, depth - 1))
            .collect()
    };
    match chance.below(10) {
        0 if depth > 0 => Filter::All(parts(chance)),
        1 if depth > 0 => Filter::Any(parts(chance)),
        2 if depth > 0 => Filter::Not(Box::new(filter(columns, chance, depth - 1))),
        _ => plain(columns, chance),
    }
}

fn plain(columns: &Columns, chance: &mut Chance) -> Filter {
    match chance.below(10) {
        0..3 => number(chance.one::<String>(&columns.numbers), chance),
        3..6 => text(chance.one::<String>(&columns.texts), chance),
        6..8 => time(chance.one::<String>(&columns.times), chance),
        8 => Filter::Compare {
            column: chance.one::<String>(&columns.flags).clone(),
            is: *chance.one(&COMPARISONS[..2]),
            value: Value::Boolean(chance.percent(50)),
        },
        _ => Filter::Null {
            column: chance.one(&columns.every()).clone(),
        },
    }
}

fn amount(chance: &mut Chance) -> Value {
    match chance.below(5) {
        0 => Value::Float(0.3),
        1 => Value::Float(chance.below(400) as f64 / 4.0),
        2 => Value::Text(chance.below(30).to_string()),
        3 => Value::Integer(0),
        _ => Value::Integer(chance.below(60) as i64 - 10),
    }
}

fn number(column: &str, chance: &mut Chance) -> Filter {
    let column = column.to_owned();
    match chance.below(4) {
        0 => Filter::Between {
            column,
            low: amount(chance),
            high: amount(chance),
        },
        1 => Filter::In {
            column,
            by: Grouping::Value,
            values: several(chance, amount),
        },
        _ => Filter::Compare {
            column,
            is: *chance.one(&COMPARISONS),
            value: amount(chance),
        },
    }
}

fn several(chance: &mut Chance, value: fn(&mut Chance) -> Value) -> Vec<Value> {
    let mut values: Vec<Value> = (0..chance.below(5)).map(|_| value(chance)).collect();
    if chance.percent(20) {
        values.push(Value::Null);
    }
    values
}

fn word(chance: &mut Chance) -> Value {
    Value::from(*chance.one(&[
        "north", "Élan", "O'Hara", "tea", "cocoa", "plain", "x_y", "nowhere", "", "Other",
    ]))
}

fn text(column: &str, chance: &mut Chance) -> Filter {
    let column = column.to_owned();
    let part =
        |chance: &mut Chance| (*chance.one(&["a", "RE", "50%", "_", "\\", "é", "日", "off", "'", ""])).to_owned();
    match chance.below(6) {
        0 => Filter::Contains {
            column,
            text: part(chance),
        },
        1 => Filter::StartsWith {
            column,
            text: part(chance),
        },
        2 => Filter::EndsWith {
            column,
            text: part(chance),
        },
        3 => Filter::Compare {
            column,
            is: *chance.one(&COMPARISONS),
            value: word(chance),
        },
        _ => Filter::In {
            column,
            by: Grouping::Value,
            values: several(chance, word),
        },
    }
}

fn moment(chance: &mut Chance) -> Value {
    Value::from(*chance.one(&[
        "2024-02-29",
        "2024-01-01",
        "2024-12-31",
        "2023-12-31",
        "2024-02-29T12:00:00",
        "2023-12-31T23:59:59.5",
        "2024-12-31T00:00:00",
        "2025-01-01",
    ]))
}

fn start(chance: &mut Chance) -> Value {
    Value::from(*chance.one(&["2024-02-01", "2024-12-01", "2023-12-01", "2024-03-01", "2025-01-01"]))
}

fn time(column: &str, chance: &mut Chance) -> Filter {
    let column = column.to_owned();
    let units = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year];
    match chance.below(5) {
        0 => {
            let (unit, count) = (*chance.one(&units), 1 + chance.below(4) as u32);
            let span = *chance.one(&[
                Span::Last { count, unit },
                Span::Past { count, unit },
                Span::This(unit),
                Span::ToDate(unit),
                Span::Next { count, unit },
            ]);
            Filter::Relative { column, span }
        }
        1 => Filter::In {
            column,
            by: Grouping::Grain(Grain::Month),
            values: several(chance, start),
        },
        2 => Filter::Between {
            column,
            low: moment(chance),
            high: moment(chance),
        },
        _ => Filter::Compare {
            column,
            is: *chance.one(&COMPARISONS),
            value: moment(chance),
        },
    }
}

/// A condition on a figure or a group of the answer; none when it has nothing that fits.
pub(super) fn having(query: &Query, chance: &mut Chance) -> Option<Filter> {
    let counted = query.measures.iter().find(|measure| {
        matches!(
            measure.aggregate,
            Aggregate::Count | Aggregate::Sum | Aggregate::Mean | Aggregate::Distinct
        )
    })?;
    Some(match chance.percent(80) {
        true => number(&counted.name(), chance),
        false => Filter::Null { column: counted.name() },
    })
}
