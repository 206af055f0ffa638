//! Several values that become one: running, moving and whole.

use super::numbers::{Exact, Numbers, floats, wholes};
use crate::error::Error;
use crate::query::walk::Walk;
use chrono::NaiveDate;
use polars::prelude::*;
use spec::derived::Fold;
use std::collections::HashMap;

/// Which rows are folded for a row.
pub(super) enum Span {
    /// All up to it.
    Running,
    /// So many before it and so many after it.
    Moving(usize, usize),
    /// All.
    Whole,
    /// All up to it that lie in a period with the same start.
    ToDate(Vec<Option<NaiveDate>>),
}

/// The column folded. But for [`Span::Whole`], a row without a value has none.
pub(super) fn folded(of: &Column, fold: Fold, span: &Span, walk: &Walk) -> Result<Column, Error> {
    let numbers = match fold {
        Fold::Sum | Fold::Mean => Numbers::read(of)?,
        Fold::Min | Fold::Max => Numbers::ordered(of)?,
        Fold::Count => {
            let known = of.is_not_null();
            let cells = known.iter().map(|known| (known == Some(true)).then_some(1));
            Numbers::Exact(cells.collect(), Exact::Whole)
        }
    };
    match numbers {
        Numbers::Float(cells) => Ok(match fold {
            Fold::Mean => floats(over(&cells, span, walk, |folded| folded.sum / folded.count as f64).into_iter()),
            fold => floats(over(&cells, span, walk, |folded| folded.figure(fold)).into_iter()),
        }),
        Numbers::Exact(cells, exact) => match fold {
            Fold::Count if matches!(span, Span::Whole) => {
                let counts = over(&cells, span, walk, |folded| folded.figure(fold));
                Ok(wholes(counts.into_iter().map(|count| Some(count.unwrap_or_default()))))
            }
            Fold::Mean if !matches!(exact, Exact::Length(_)) => {
                let mean = |folded: Folded<i128>| exact.float(folded.sum) / folded.count as f64;
                Ok(floats(over(&cells, span, walk, mean).into_iter()))
            }
            Fold::Mean => exact.column(over(&cells, span, walk, |folded| folded.sum / i128::from(folded.count))),
            fold => exact.column(over(&cells, span, walk, |folded| folded.figure(fold))),
        },
    }
}

/// Each value as a part of the sum of its part's; null where that is 0.
pub(super) fn share(of: &Column, walk: &Walk) -> Result<Column, Error> {
    let numbers = Numbers::read(of)?;
    let totals = match &numbers {
        Numbers::Float(cells) => over(cells, &Span::Whole, walk, |folded| folded.sum),
        Numbers::Exact(cells, exact) => over(cells, &Span::Whole, walk, |folded| exact.float(folded.sum)),
    };
    let shares = numbers.floats().into_iter().zip(totals).map(|(cell, total)| {
        let total = total.filter(|total| *total != 0.0)?;
        Some(cell? / total)
    });
    Ok(floats(shares))
}

/// What can be added and compared.
trait Amount: Copy + PartialOrd {
    fn plus(self, other: Self) -> Self;
    fn of_count(count: u64) -> Self;
}

impl Amount for f64 {
    fn plus(self, other: Self) -> Self {
        self + other
    }

    fn of_count(count: u64) -> Self {
        count as f64
    }
}

impl Amount for i128 {
    fn plus(self, other: Self) -> Self {
        self.saturating_add(other)
    }

    fn of_count(count: u64) -> Self {
        count.into()
    }
}

/// Some values, as far as a fold needs them.
#[derive(Clone, Copy)]
struct Folded<T> {
    sum: T,
    least: T,
    most: T,
    count: u64,
}

impl<T: Amount> Folded<T> {
    fn of(value: T) -> Self {
        Self {
            sum: value,
            least: value,
            most: value,
            count: 1,
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            sum: self.sum.plus(other.sum),
            least: if other.least < self.least {
                other.least
            } else {
                self.least
            },
            most: if other.most > self.most { other.most } else { self.most },
            count: self.count + other.count,
        }
    }

    /// The fold but for the mean, which is no such value.
    fn figure(self, fold: Fold) -> T {
        match fold {
            Fold::Sum | Fold::Mean => self.sum,
            Fold::Min => self.least,
            Fold::Max => self.most,
            Fold::Count => T::of_count(self.count),
        }
    }
}

fn both<T: Amount>(one: Option<Folded<T>>, other: Option<Folded<T>>) -> Option<Folded<T>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.with(other)),
        (one, other) => one.or(other),
    }
}

/// What is worked out of the fold for each row.
fn over<T: Amount, U: Clone>(
    cells: &[Option<T>],
    span: &Span,
    walk: &Walk,
    figure: impl Fn(Folded<T>) -> U,
) -> Vec<Option<U>> {
    let mut figures = vec![None; cells.len()];
    let mut put = |row: IdxSize, folded: Option<Folded<T>>| figures[row as usize] = folded.map(&figure);
    let cell = |row: IdxSize| cells[row as usize].map(Folded::of);
    for part in walk.parts() {
        match span {
            Span::Running => {
                let mut sum = None;
                for row in part {
                    sum = both(sum, cell(*row));
                    put(*row, cell(*row).and(sum));
                }
            }
            Span::Whole => {
                let sum = part.iter().fold(None, |sum, row| both(sum, cell(*row)));
                part.iter().for_each(|row| put(*row, sum));
            }
            Span::Moving(before, after) => {
                let mut queue = Queue::default();
                let (mut start, mut end) = (0, 0);
                for (at, row) in part.iter().enumerate() {
                    while end < part.len() && end <= at.saturating_add(*after) {
                        queue.push(cell(part[end]));
                        end += 1;
                    }
                    while start + before < at {
                        queue.pop();
                        start += 1;
                    }
                    put(*row, cell(*row).and(queue.folded()));
                }
            }
            Span::ToDate(starts) => {
                let mut sums: HashMap<NaiveDate, Option<Folded<T>>> = HashMap::new();
                for row in part {
                    let Some(start) = starts[*row as usize] else { continue };
                    let sum = sums.entry(start).or_default();
                    *sum = both(*sum, cell(*row));
                    put(*row, cell(*row).and(*sum));
                }
            }
        }
    }
    figures
}

/// Values that come at one end and leave at the other, folded at any time without taking anything away from a sum.
struct Queue<T> {
    /// Those that leave next on top, each folded with all below it.
    leaving: Vec<Option<Folded<T>>>,
    coming: Vec<Option<Folded<T>>>,
    /// All that are coming, folded.
    came: Option<Folded<T>>,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self {
            leaving: Vec::new(),
            coming: Vec::new(),
            came: None,
        }
    }
}

impl<T: Amount> Queue<T> {
    fn push(&mut self, value: Option<Folded<T>>) {
        self.coming.push(value);
        self.came = both(self.came, value);
    }

    fn pop(&mut self) {
        if self.leaving.is_empty() {
            let mut sum = None;
            while let Some(value) = self.coming.pop() {
                sum = both(value, sum);
                self.leaving.push(sum);
            }
            self.came = None;
        }
        self.leaving.pop();
    }

    fn folded(&self) -> Option<Folded<T>> {
        both(self.leaving.last().copied().flatten(), self.came)
    }
}
