//! An answer's rows in an order, cut into parts: what is worked out from row to row walks along them.

use crate::error::Error;
use crate::query::columns::{column, wrong_type};
use crate::query::order;
use polars::prelude::*;

/// Rows in an order, those of each part side by side.
pub(super) struct Walk {
    /// Which row comes when.
    pub order: Vec<IdxSize>,
    /// Where in the order each part starts, in order.
    pub starts: Vec<usize>,
}

/// A column to sort by, and whether its largest value comes first.
pub(super) type By<'a> = (&'a str, bool);

impl Walk {
    /// The rows of `frame`, in parts that have the same values `within`, each in the order `along`; equal rows as they are. Nulls come last.
    pub(super) fn new(frame: &DataFrame, within: &[&str], along: &[By<'_>]) -> Result<Self, Error> {
        let parts = within.iter().map(|name| (*name, false));
        let by: Vec<By<'_>> = parts.chain(along.iter().copied()).collect();
        let order = sorted(frame, &by)?;
        let changes = changes(frame, within, &order)?;
        let starts = changes.into_iter().enumerate().filter(|(_, changes)| *changes);
        Ok(Self {
            starts: starts.map(|(at, _)| at).collect(),
            order,
        })
    }

    /// The rows of each part, in order.
    pub(super) fn parts(&self) -> impl Iterator<Item = &[IdxSize]> {
        let ends = self.starts.iter().skip(1).copied().chain([self.order.len()]);
        self.starts
            .iter()
            .zip(ends)
            .map(|(start, end)| &self.order[*start..end])
    }

    /// The number of each row's part, counted by the first row of each as they lie.
    pub(super) fn numbers(&self) -> (Vec<usize>, Vec<IdxSize>) {
        let firsts = self.parts().map(|part| part.iter().copied().min().unwrap_or_default());
        let mut firsts: Vec<(IdxSize, usize)> = firsts.zip(0..).collect();
        firsts.sort_unstable();
        let mut numbers = vec![0; firsts.len()];
        for (number, (_, part)) in firsts.iter().enumerate() {
            numbers[*part] = number;
        }
        let mut rows = vec![0; self.order.len()];
        for (part, number) in self.parts().zip(numbers) {
            for row in part {
                rows[*row as usize] = number;
            }
        }
        (rows, firsts.into_iter().map(|(first, _)| first).collect())
    }
}

/// Whether each row in the order differs from the one before it in one of the columns; the first does.
pub(super) fn changes(frame: &DataFrame, names: &[&str], order: &[IdxSize]) -> Result<Vec<bool>, Error> {
    let mut changes = vec![false; order.len()];
    if let Some(first) = changes.first_mut() {
        *first = true;
    }
    let order = IdxCa::from_slice("order".into(), order);
    for name in names {
        let cells = frame.column(name)?.as_materialized_series().take(&order)?;
        let differs = cells.not_equal_missing(&cells.shift(1))?;
        for (change, differs) in changes.iter_mut().zip(differs.iter()) {
            *change |= differs == Some(true);
        }
    }
    Ok(changes)
}

fn sorted(frame: &DataFrame, by: &[By<'_>]) -> Result<Vec<IdxSize>, Error> {
    const ROW: &str = "\u{1}row";
    let height = IdxSize::try_from(frame.height()).unwrap_or(IdxSize::MAX);
    if by.is_empty() {
        return Ok((0..height).collect());
    }
    let mut cells: Vec<Column> = Vec::new();
    let (mut keys, mut descending) = (Vec::new(), Vec::new());
    for (at, (name, falls)) in by.iter().enumerate() {
        let held = frame.column(name)?;
        if held.dtype().is_nested() {
            return Err(wrong_type(name, held.dtype(), "single values to sort by"));
        }
        let key = format!("\u{1}k{at}");
        cells.push(held.clone().with_name(key.as_str().into()));
        keys.push(column(&key));
        descending.push(*falls);
    }
    let rows = DataFrame::new(cells)?.lazy().with_row_index(ROW, None);
    let sorted = rows
        .sort_by_exprs(keys, order::nulls_last(descending))
        .select([column(ROW)]);
    let sorted = sorted.collect()?;
    let order = sorted.column(ROW)?.idx()?.iter().flatten().collect();
    Ok(order)
}
