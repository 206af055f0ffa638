//! Figures of parts of the rows become figures of all of them.

use super::{Figure, Side};

impl Figure {
    /// The same figure, of no rows so far; none when parts of it cannot be added. Different values and ranks are found elsewhere.
    pub(in crate::dense) fn fresh(&self) -> Option<Self> {
        let none = Vec::new;
        Some(match self {
            Self::Rows => Self::Rows,
            Self::Known(known, _) => Self::Known(known.clone(), none()),
            Self::Nulls(known, _) => Self::Nulls(known.clone(), none()),
            Self::Whole(number, _, dtype) => Self::Whole(*number, Vec::new(), dtype.clone()),
            Self::Real(number, _, dtype) => Self::Real(*number, Vec::new(), dtype.clone()),
            Self::Mean(number, ..) => Self::Mean(*number, Vec::new(), none()),
            Self::WholeEnd(number, side, _, dtype) => Self::WholeEnd(*number, *side, Vec::new(), dtype.clone()),
            Self::RealEnd(number, side, _, dtype) => Self::RealEnd(*number, *side, Vec::new(), dtype.clone()),
            Self::Spread(number, less, root, _) => Self::Spread(*number, *less, *root, Vec::new()),
            Self::Pair(both, kind, _) => Self::Pair(*both, *kind, Vec::new()),
            Self::Place(cells, known, side, _) => Self::Place(cells.clone(), known.clone(), *side, Vec::new()),
            Self::Distinct(_) | Self::Counted(_) => Self::Counted(none()),
            Self::Middle(..) | Self::Found(_) => Self::Found(Vec::new()),
        })
    }

    /// Adds what was worked out for as many groups, from the slot `start` on.
    pub(in crate::dense) fn merge(&mut self, other: &Self, start: usize) {
        match (self, other) {
            (Self::Known(_, counts), Self::Known(_, more)) | (Self::Nulls(_, counts), Self::Nulls(_, more)) => {
                each(counts, more, start, |count, more| *count += more);
            }
            (Self::Whole(_, sums, _), Self::Whole(_, more, _)) => {
                each(sums, more, start, |sum, more| *sum = sum.wrapping_add(*more));
            }
            (Self::Real(_, sums, _), Self::Real(_, more, _)) => {
                each(sums, more, start, |sum, more| sum.merge(*more));
            }
            (Self::Mean(_, sums, counts), Self::Mean(_, more, more_counts)) => {
                each(sums, more, start, |sum, more| sum.merge(*more));
                each(counts, more_counts, start, |count, more| *count += more);
            }
            (Self::WholeEnd(_, side, ends, _), Self::WholeEnd(_, _, more, _)) => {
                let pick = if *side == Side::Low { i64::min } else { i64::max };
                each(ends, more, start, |end, more| extend(end, *more, pick));
            }
            (Self::RealEnd(_, side, ends, _), Self::RealEnd(_, _, more, _)) => {
                let pick = if *side == Side::Low { f64::min } else { f64::max };
                each(ends, more, start, |end, more| extend(end, *more, pick));
            }
            (Self::Spread(.., spreads), Self::Spread(.., more)) => {
                each(spreads, more, start, |spread, more| spread.merge(more));
            }
            (Self::Pair(.., pairs), Self::Pair(.., more)) => {
                each(pairs, more, start, |pair, more| pair.merge(more));
            }
            (Self::Place(_, _, side, rows), Self::Place(.., more)) => {
                let pick = if *side == Side::Low { u32::min } else { u32::max };
                each(rows, more, start, |row, more| extend(row, *more, pick));
            }
            _ => {}
        }
    }

    /// How many bytes it takes for each group.
    pub(in crate::dense) fn bytes_of_slot(&self) -> usize {
        match self {
            Self::Rows | Self::Middle(..) | Self::Distinct(_) | Self::Counted(_) | Self::Found(_) => 0,
            Self::Known(..) | Self::Nulls(..) => 4,
            Self::Whole(..) | Self::Place(..) => 8,
            Self::Real(..) | Self::WholeEnd(..) | Self::RealEnd(..) => 16,
            Self::Mean(..) => 20,
            Self::Spread(..) => 24,
            Self::Pair(..) => 48,
        }
    }
}

fn each<T, U>(cells: &mut [T], others: &[U], start: usize, mut add: impl FnMut(&mut T, &U)) {
    // A figure that all rows have has no cells of its own.
    let others = others.get(start..).unwrap_or_default();
    for (cell, other) in cells.iter_mut().zip(others) {
        add(cell, other);
    }
}

fn extend<T: Copy>(end: &mut Option<T>, more: Option<T>, pick: impl Fn(T, T) -> T) {
    if let Some(more) = more {
        *end = Some(end.map_or(more, |end| pick(end, more)));
    }
}
