//! Which part of its question a column of an answer comes from.

use spec::derived::Derived;
use spec::question::{Group, Measure, Query};

/// What a column of an answer shows.
#[derive(Clone, Copy)]
pub(crate) enum Part<'a> {
    /// A group's values.
    Group(&'a Group),
    /// A measure's figures.
    Measure(&'a Measure),
    /// Figures worked out over the answer.
    Derived(&'a Derived),
    /// A column of the rows.
    Column,
}

/// The part that the column at this place shows; in a pivot the groups at the side come first, then each figure again and again.
pub(crate) fn of<'a>(query: &'a Query, position: usize, name: &str) -> Part<'a> {
    if query.is_rows() {
        let derived = query.derived.iter().find(|derived| derived.name == name);
        return derived.map_or(Part::Column, Part::Derived);
    }
    let mut sides = query.sides();
    let count = query.sides().count();
    if let Some(group) = sides.nth(position) {
        return Part::Group(group);
    }
    let figures = query.measures.len() + query.derived.len();
    let place = match &query.pivot {
        Some(_) if figures > 0 => (position - count) % figures,
        _ => position - count,
    };
    let derived = place
        .checked_sub(query.measures.len())
        .and_then(|place| query.derived.get(place));
    match (query.measures.get(place), derived) {
        (Some(measure), _) => Part::Measure(measure),
        (None, Some(derived)) => Part::Derived(derived),
        (None, None) => Part::Column,
    }
}

/// Whether the column at this place, of so many, sums up others.
pub(crate) fn is_total(query: &Query, position: usize, columns: usize) -> bool {
    let figures = query.measures.len() + query.derived.len();
    query.pivot.as_ref().is_some_and(|pivot| pivot.totals) && position + figures >= columns
}
