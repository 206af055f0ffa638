//! How far a figure is worked out, as columns: several engines each come so far with their rows, and one goes on from there.

use super::{Distinct, Figure, Side};
use crate::dense::moments::Joint;
use polars::prelude::*;

/// So many different values may be told of all groups together.
const MOST_VALUES: usize = 1 << 19;

impl Figure {
    /// Whether it can be put together of what was found of some rows each.
    pub(in crate::dense) fn is_joint(&self) -> bool {
        !matches!(self, Self::Middle(..) | Self::Counted(_) | Self::Found(_))
    }

    /// How far it is worked out for these groups, as columns. `rows` is how many rows each group has.
    pub(in crate::dense) fn state(&self, slots: &[u32], rows: &[u32]) -> Option<Vec<Column>> {
        let counted = |counts: &[u32]| {
            let cells = slots.iter().map(|slot| counts[*slot as usize]);
            UInt32Chunked::from_iter_values(PlSmallStr::EMPTY, cells).into_column()
        };
        Some(match self {
            Self::Rows | Self::Distinct(_) => Vec::new(),
            Self::Known(None, _) | Self::Nulls(None, _) => vec![counted(rows)],
            Self::Known(Some(_), counts) | Self::Nulls(Some(_), counts) => vec![counted(counts)],
            Self::Whole(_, sums, _) => {
                let cells = slots.iter().map(|slot| sums[*slot as usize]);
                vec![Int64Chunked::from_iter_values(PlSmallStr::EMPTY, cells).into_column()]
            }
            Self::Real(_, sums, _) => told(sums, slots),
            Self::Mean(_, sums, counts) => [told(sums, slots), vec![counted(counts)]].concat(),
            Self::WholeEnd(_, _, ends, _) => {
                let cells = slots.iter().map(|slot| ends[*slot as usize]);
                vec![Int64Chunked::from_iter_options(PlSmallStr::EMPTY, cells).into_column()]
            }
            Self::RealEnd(_, _, ends, _) => {
                let cells = slots.iter().map(|slot| ends[*slot as usize]);
                vec![Float64Chunked::from_iter_options(PlSmallStr::EMPTY, cells).into_column()]
            }
            Self::Spread(.., spreads) => told(spreads, slots),
            Self::Pair(.., pairs) => told(pairs, slots),
            Self::Place(cells, _, _, places) => {
                let places: IdxCa = slots.iter().map(|slot| places[*slot as usize]).collect();
                let found = places.is_not_null().into_column();
                vec![found, plain(cells.take(&places).ok()?)?]
            }
            Self::Middle(..) | Self::Counted(_) | Self::Found(_) => return None,
        })
    }

    /// Goes on from what [`Figure::state`] told of groups; each row is of the group that `slots` says.
    pub(in crate::dense) fn join(&mut self, state: &[Column], slots: &[u32]) -> Option<()> {
        match (self, state) {
            (Self::Rows | Self::Distinct(_), []) => {}
            (Self::Known(known, counts) | Self::Nulls(known, counts), [told]) => {
                // The counts are those of the cells, whether there were nulls or not.
                *known = Some(BooleanChunked::full(PlSmallStr::EMPTY, true, 0));
                add(counts, told.u32().ok()?, slots, |count, more| *count += more)?;
            }
            (Self::Whole(_, sums, _), [told]) => {
                add(sums, told.i64().ok()?, slots, |sum, more| *sum = sum.wrapping_add(more))?;
            }
            (Self::Real(_, sums, _), told) => heard(sums, told, slots)?,
            (Self::Mean(_, sums, counts), [high, low, told]) => {
                heard(sums, &[high.clone(), low.clone()], slots)?;
                add(counts, told.u32().ok()?, slots, |count, more| *count += more)?;
            }
            (Self::WholeEnd(_, side, ends, _), [told]) => {
                let low = *side == Side::Low;
                add(ends, told.i64().ok()?, slots, |end, cell| {
                    *end = Some(end.map_or(cell, |end| if low { end.min(cell) } else { end.max(cell) }));
                })?;
            }
            (Self::RealEnd(_, side, ends, _), [told]) => {
                let low = *side == Side::Low;
                add(ends, told.f64().ok()?, slots, |end, cell| {
                    *end = Some(end.map_or(cell, |end| if low { end.min(cell) } else { end.max(cell) }));
                })?;
            }
            (Self::Spread(.., spreads), told) => heard(spreads, told, slots)?,
            (Self::Pair(.., pairs), told) => heard(pairs, told, slots)?,
            (Self::Place(cells, _, side, places), [found, told]) => {
                *cells = told.as_materialized_series().clone();
                for ((row, found), slot) in found.bool().ok()?.iter().enumerate().zip(slots) {
                    let place = places.get_mut(*slot as usize)?;
                    if found == Some(true) && (*side == Side::High || place.is_none()) {
                        *place = Some(row as IdxSize);
                    }
                }
            }
            _ => return None,
        }
        Some(())
    }
}

impl Distinct {
    /// The values that these groups have had: `row` is the group's place among `slots`. None when they are too many.
    pub(in crate::dense) fn told(&self, slots: &[u32]) -> Option<DataFrame> {
        let count: usize = slots.iter().map(|slot| self.counts[*slot as usize] as usize).sum();
        if count > MOST_VALUES {
            return None;
        }
        let (mut rows, mut codes) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for (row, slot) in slots.iter().enumerate() {
            let before = codes.len();
            match self.bits.is_empty() {
                true => codes.extend(
                    self.pairs
                        .range((*slot, 0)..=(*slot, u32::MAX))
                        .map(|(_, value)| *value),
                ),
                false => {
                    let first = *slot as usize * self.keys.slots;
                    let is_set = |value: &usize| self.bits[(first + value) / 64] >> ((first + value) % 64) & 1 == 1;
                    codes.extend((0..self.keys.slots).filter(is_set).map(|value| value as u32));
                }
            }
            rows.resize(rows.len() + codes.len() - before, row as u32);
        }
        let values = self.keys.values(&codes)?.pop()?;
        let values = plain(values.take_materialized_series())?.with_name("value".into());
        let rows = Column::new("row".into(), rows);
        DataFrame::new(vec![rows, values]).ok()
    }

    /// Counts the values that groups have had, as [`Distinct::told`] gave them, with the groups in place of the rows.
    pub(in crate::dense) fn heard(&mut self, told: DataFrame) -> Option<()> {
        let different = told.lazy().group_by([col("row")]).agg([col("value").n_unique()]);
        let different = different.collect().ok()?;
        let (groups, counts) = (different.column("row").ok()?, different.column("value").ok()?);
        let counts = counts.cast(&DataType::UInt32).ok()?;
        for (group, count) in groups.u32().ok()?.iter().zip(counts.u32().ok()?.iter()) {
            *self.counts.get_mut(group? as usize)? = count?;
        }
        Some(())
    }
}

/// Cells as another engine understands them: categories are numbered there in another way.
pub(in crate::dense) fn plain(cells: Series) -> Option<Column> {
    let cells = match cells.dtype() {
        DataType::Categorical(..) | DataType::Enum(..) => cells.cast(&DataType::String).ok()?,
        _ => cells,
    };
    Some(cells.into_column())
}

fn told<const N: usize, T: Joint<N>>(of: &[T], slots: &[u32]) -> Vec<Column> {
    let column = |at: usize| {
        let cells = slots.iter().map(|slot| of[*slot as usize].told()[at]);
        Float64Chunked::from_iter_values(PlSmallStr::EMPTY, cells).into_column()
    };
    (0..N).map(column).collect()
}

fn heard<const N: usize, T: Joint<N>>(into: &mut [T], told: &[Column], slots: &[u32]) -> Option<()> {
    let told: [&Column; N] = told.iter().collect::<Vec<_>>().try_into().ok()?;
    let mut columns = [&[][..]; N];
    for (column, told) in columns.iter_mut().zip(told) {
        *column = told.f64().ok()?.cont_slice().ok()?;
    }
    for (row, slot) in slots.iter().enumerate() {
        let mut numbers = [0.0; N];
        for (number, column) in numbers.iter_mut().zip(columns) {
            *number = *column.get(row)?;
        }
        into.get_mut(*slot as usize)?.join(T::heard(numbers));
    }
    Some(())
}

fn add<T: PolarsNumericType, S>(
    into: &mut [S],
    told: &ChunkedArray<T>,
    slots: &[u32],
    mut add: impl FnMut(&mut S, T::Native),
) -> Option<()> {
    for (told, slot) in told.iter().zip(slots) {
        if let Some(told) = told {
            add(into.get_mut(*slot as usize)?, told);
        }
    }
    Some(())
}
