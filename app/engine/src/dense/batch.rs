//! Rows, a few thousand at a time: what is worked out for them stays in the processor's cache.

use super::selection::Selection;
use std::ops::Range;

/// How many rows at a time.
const ROWS: usize = 4096;

/// Some rows, in order.
pub(super) enum Batch<'a> {
    /// These.
    All(Range<usize>),
    /// Only these.
    Some(&'a [u32]),
}

impl Batch<'_> {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::All(range) => range.len(),
            Self::Some(rows) => rows.len(),
        }
    }

    /// The rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> {
        let (range, rows) = match self {
            Self::All(range) => (range.clone(), &[][..]),
            Self::Some(rows) => (0..0, *rows),
        };
        range.chain(rows.iter().map(|row| *row as usize))
    }

    /// Something of each row's cell.
    pub(super) fn take<T: Copy, U>(&self, cells: &[T], into: &mut Vec<U>, convert: impl Fn(T) -> U) {
        into.clear();
        match self {
            Self::All(range) => into.extend(cells[range.clone()].iter().map(|cell| convert(*cell))),
            Self::Some(rows) => into.extend(rows.iter().map(|row| convert(cells[*row as usize]))),
        }
    }
}

/// The rows of a selection, batch by batch.
pub(super) struct Batches<'a> {
    selection: &'a Selection,
    at: usize,
    rows: Vec<u32>,
}

impl<'a> Batches<'a> {
    /// From the first on.
    pub(super) fn new(selection: &'a Selection) -> Self {
        Self {
            selection,
            at: 0,
            rows: Vec::with_capacity(ROWS),
        }
    }

    /// The next batch that is not empty.
    pub(super) fn next(&mut self) -> Option<Batch<'_>> {
        let height = self.selection.height;
        let Some(bits) = &self.selection.bits else {
            let start = self.at;
            self.at = (start + ROWS).min(height);
            return (start < height).then_some(Batch::All(start..self.at));
        };
        self.rows.clear();
        while self.at < height && self.rows.len() + 64 <= ROWS {
            let word = bits[self.at / 64];
            let base = self.at as u32;
            match word {
                0 => {}
                u64::MAX => self.rows.extend(base..base + 64),
                mut left => {
                    while left != 0 {
                        self.rows.push(base + left.trailing_zeros());
                        left &= left - 1;
                    }
                }
            }
            self.at += 64;
        }
        (!self.rows.is_empty()).then_some(Batch::Some(&self.rows))
    }
}
