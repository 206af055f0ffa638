//! What a column becomes when it is put on a shelf.

use super::Shelf;
use crate::dataset::{Column, Type};
use crate::profile::{ColumnProfile, Role};
use crate::question::{Aggregate, Grain, Group, Grouping, Measure};
use crate::value::Value;

/// Whole numbers with more different values than this are put into bins.
const MANY_VALUES: u64 = 24;
/// How many bins a column of numbers is cut into.
const BINS: u32 = 12;

/// The shelf that a column belongs on, as far as its values tell.
pub fn home(column: &Column, profile: Option<&ColumnProfile>) -> Shelf {
    match (profile.map(|profile| profile.role), column.kind) {
        (_, Type::List | Type::Struct | Type::Duration) => Shelf::Values,
        (Some(Role::Measure | Role::Rate | Role::Coordinate | Role::Identifier), _) => Shelf::Values,
        (Some(_), _) => Shelf::Groups,
        (None, kind) if kind.is_number() => Shelf::Values,
        (None, _) => Shelf::Groups,
    }
}

/// The usual figure of a column.
pub fn measure(column: &Column, profile: Option<&ColumnProfile>) -> Measure {
    let aggregate = match (profile.map(|profile| profile.role), column.kind) {
        (Some(Role::Identifier), _) => Aggregate::Distinct,
        (Some(Role::Rate | Role::Coordinate | Role::Period), kind) if kind.is_number() => Aggregate::Mean,
        (_, kind) if kind.is_number() || kind == Type::Duration => Aggregate::Sum,
        (_, Type::List | Type::Struct) => Aggregate::Count,
        (_, kind) if kind.is_time() => Aggregate::Max,
        _ => Aggregate::Distinct,
    };
    Measure::of(aggregate, &column.name)
}

/// The usual way to group by a column: a grain that gives neither few points nor many, bins where values are many.
pub fn group(column: &Column, profile: Option<&ColumnProfile>) -> Group {
    let is_many = profile.is_some_and(|profile| profile.distinct > MANY_VALUES);
    let is_quantity =
        profile.is_none_or(|profile| matches!(profile.role, Role::Measure | Role::Rate | Role::Coordinate));
    match column.kind {
        Type::Date | Type::Datetime => Group::time(&column.name, grain(column.kind, profile)),
        Type::Float | Type::Decimal => binned(&column.name),
        Type::Integer if is_many && is_quantity => binned(&column.name),
        _ => Group::value(&column.name),
    }
}

fn binned(column: &str) -> Group {
    Group {
        column: column.to_owned(),
        by: Grouping::Bins(BINS),
        name: None,
    }
}

fn grain(kind: Type, profile: Option<&ColumnProfile>) -> Grain {
    let span = profile.and_then(|profile| Some(day(&profile.max)? - day(&profile.min)?));
    match span {
        None => Grain::Month,
        Some(days) if days < 3.0 && kind == Type::Datetime => Grain::Hour,
        Some(days) if days <= 62.0 => Grain::Day,
        Some(days) if days <= 190.0 => Grain::Week,
        Some(days) if days <= 366.0 * 6.0 => Grain::Month,
        Some(days) if days <= 366.0 * 12.0 => Grain::Quarter,
        Some(_) => Grain::Year,
    }
}

/// About which day a date or a moment is, counted from the year 0.
fn day(value: &Value) -> Option<f64> {
    let Value::Text(text) = value else { return None };
    let mut parts = text.get(..10)?.split('-');
    let mut next = || parts.next()?.parse::<f64>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    Some(year * 365.25 + (month - 1.0) * 30.44 + day)
}
