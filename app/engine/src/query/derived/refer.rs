//! Other rows, as seen from a row.

use super::numbers::{Numbers, floats};
use crate::error::Error;
use crate::query::walk::Walk;
use polars::prelude::*;
use spec::derived::Reference;

/// Which row each row refers to by its place in the order; none for a place where there is no row.
pub(super) fn rows(reference: Reference, walk: &Walk) -> Vec<Option<IdxSize>> {
    let mut rows = vec![None; walk.order.len()];
    for part in walk.parts() {
        for (at, row) in part.iter().enumerate() {
            let other = match reference {
                Reference::Before(count) => at.checked_sub(count as usize),
                Reference::After(count) => at.checked_add(count as usize),
                Reference::First => Some(0),
                Reference::Last => part.len().checked_sub(1),
                Reference::Earlier { .. } => None,
            };
            rows[*row as usize] = other.and_then(|other| part.get(other).copied());
        }
    }
    rows
}

/// The other row's value.
pub(super) fn value(of: &Column, others: &[Option<IdxSize>]) -> Result<Column, Error> {
    let others: IdxCa = others.iter().copied().collect();
    Ok(of.take(&others)?)
}

/// The row's value less the other row's.
pub(super) fn difference(of: &Column, others: &[Option<IdxSize>]) -> Result<Column, Error> {
    match Numbers::read(of)? {
        Numbers::Float(cells) => Ok(floats(
            pairs(&cells, others).map(|pair| pair.map(|(one, other)| one - other)),
        )),
        Numbers::Exact(cells, exact) => {
            let less = pairs(&cells, others).map(|pair| pair.map(|(one, other)| one.saturating_sub(other)));
            exact.column(less.collect())
        }
    }
}

/// The difference as a part of the other row's value; null where that is 0.
pub(super) fn change(of: &Column, others: &[Option<IdxSize>]) -> Result<Column, Error> {
    Ok(match Numbers::read(of)? {
        Numbers::Float(cells) => floats(pairs(&cells, others).map(|pair| {
            let (one, other) = pair.filter(|(_, other)| *other != 0.0)?;
            Some((one - other) / other)
        })),
        Numbers::Exact(cells, _) => floats(pairs(&cells, others).map(|pair| {
            let (one, other) = pair.filter(|(_, other)| *other != 0)?;
            Some(one.saturating_sub(other) as f64 / other as f64)
        })),
    })
}

/// Each row's value with the other row's, where both are known.
fn pairs<'a, T: Copy>(
    cells: &'a [Option<T>],
    others: &'a [Option<IdxSize>],
) -> impl Iterator<Item = Option<(T, T)>> + 'a {
    cells.iter().zip(others).map(|(cell, other)| {
        let other = cells[(*other)? as usize];
        (*cell).zip(other)
    })
}
