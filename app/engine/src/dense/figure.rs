//! One figure of each group.

mod merge;
mod state;

pub(super) use state::plain;

use super::batch::Batch;
use super::cells::{known, only_known};
use super::elementwise::is_elementwise;
use super::figures::{Asked, Figures};
use super::key::Keys;
use super::moments::{Middle, Pair, PairKind, Spread, Sum};
use super::number::Number;
use super::{bare, type_of, worked_out};
use crate::memory::Memory;
use polars::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;

/// One figure of each group: what it is, and how far it is worked out.
pub(super) enum Figure {
    /// How many rows.
    Rows,
    /// How many rows with a cell.
    Known(Option<BooleanChunked>, Vec<u32>),
    /// How many rows without a cell.
    Nulls(Option<BooleanChunked>, Vec<u32>),
    /// The sum of whole numbers.
    Whole(usize, Vec<i64>, DataType),
    /// The sum of other numbers.
    Real(usize, Vec<Sum>, DataType),
    /// The average.
    Mean(usize, Vec<Sum>, Vec<u32>),
    /// The smallest or the largest whole number.
    WholeEnd(usize, Side, Vec<Option<i64>>, DataType),
    /// The smallest or the largest other number.
    RealEnd(usize, Side, Vec<Option<f64>>, DataType),
    /// How far numbers lie apart: a variance, or a deviation.
    Spread(usize, u8, bool, Vec<Spread>),
    /// The value below which a part of the numbers lie.
    Middle(usize, f64, Middle),
    /// How two numbers go together.
    Pair([usize; 2], PairKind, Vec<Pair>),
    /// How many different cells, nulls as one.
    Distinct(Box<Distinct>),
    /// What is counted elsewhere.
    Counted(Vec<u32>),
    /// The number that is found elsewhere.
    Found(Vec<Option<f64>>),
    /// The first or the last cell.
    Place(Series, Option<BooleanChunked>, Side, Vec<Option<IdxSize>>),
}

/// Which end.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Side {
    /// The smallest, or the first.
    Low,
    /// The largest, or the last.
    High,
}

/// Which values each group has had.
pub(super) struct Distinct {
    keys: Rc<Keys>,
    /// A bit for each group and value, when that are not too many.
    bits: Vec<u64>,
    pairs: BTreeSet<(u32, u32)>,
    counts: Vec<u32>,
    codes: Vec<u32>,
}

/// How many bits a count of different values may take at most.
const MOST_BITS: usize = 1 << 28;

/// The figure that an expression is, if it is one.
pub(super) fn read(figures: &mut Figures, frame: &DataFrame, expression: &Expr, memory: &Memory) -> Option<Figure> {
    match expression {
        Expr::Len => Some(Figure::Rows),
        Expr::Agg(aggregate) => aggregated(figures, frame, expression, aggregate, memory),
        Expr::Function {
            input,
            function: FunctionExpr::NullCount,
        } => Some(Figure::Nulls(cells_known(frame, input.first()?)?, Vec::new())),
        Expr::Function {
            input,
            function: FunctionExpr::Correlation { method },
        } => {
            let kind = match method {
                CorrelationMethod::Pearson => PairKind::Correlation,
                CorrelationMethod::Covariance(less) => PairKind::Covariance(*less),
            };
            let [one, other] = input.as_slice() else { return None };
            let both = [number_of(figures, frame, one)?, number_of(figures, frame, other)?];
            Some(Figure::Pair(both, kind, Vec::new()))
        }
        _ => None,
    }
}

fn aggregated(
    figures: &mut Figures,
    frame: &DataFrame,
    whole: &Expr,
    aggregate: &AggExpr,
    memory: &Memory,
) -> Option<Figure> {
    match aggregate {
        AggExpr::Count { input, include_nulls } => Some(match include_nulls {
            true => Figure::Rows,
            false => Figure::Known(cells_known(frame, input)?, Vec::new()),
        }),
        AggExpr::Sum(inner) => {
            let (number, dtype) = (figures.number(frame, inner)?, type_of(frame, whole)?);
            Some(match figures.is_whole(number) {
                true => Figure::Whole(number, Vec::new(), dtype),
                false => Figure::Real(number, Vec::new(), dtype),
            })
        }
        AggExpr::Mean(inner) => Some(Figure::Mean(number_of(figures, frame, inner)?, Vec::new(), Vec::new())),
        AggExpr::Min {
            input,
            propagate_nans: false,
        } => end(figures, frame, input, Side::Low),
        AggExpr::Max {
            input,
            propagate_nans: false,
        } => end(figures, frame, input, Side::High),
        AggExpr::Std(inner, less) => {
            let number = number_of(figures, frame, inner)?;
            Some(Figure::Spread(number, *less, true, Vec::new()))
        }
        AggExpr::Var(inner, less) => {
            let number = number_of(figures, frame, inner)?;
            Some(Figure::Spread(number, *less, false, Vec::new()))
        }
        AggExpr::Median(inner) => {
            let number = number_of(figures, frame, inner)?;
            Some(Figure::Middle(number, 0.5, Middle::default()))
        }
        AggExpr::Quantile {
            expr,
            quantile,
            method: QuantileMethod::Linear,
        } => {
            let Expr::Literal(part) = &**quantile else { return None };
            let part = part.to_any_value()?.extract::<f64>()?;
            let number = number_of(figures, frame, expr)?;
            Some(Figure::Middle(number, part, Middle::default()))
        }
        AggExpr::NUnique(inner) => {
            let keys = Keys::read(frame, std::slice::from_ref(bare(inner)), memory)?;
            Some(Figure::Distinct(Box::new(Distinct {
                keys: Rc::new(keys),
                bits: Vec::new(),
                pairs: BTreeSet::new(),
                counts: Vec::new(),
                codes: Vec::new(),
            })))
        }
        AggExpr::First(inner) => place(frame, inner, Side::Low),
        AggExpr::Last(inner) => place(frame, inner, Side::High),
        _ => None,
    }
}

/// A number that averages and the like are defined on.
fn number_of(figures: &mut Figures, frame: &DataFrame, inner: &Expr) -> Option<usize> {
    let dtype = type_of(frame, inner)?;
    let plain = dtype.is_integer() || dtype == DataType::Float64 || dtype.is_bool();
    plain.then(|| figures.number(frame, inner))?
}

fn end(figures: &mut Figures, frame: &DataFrame, inner: &Expr, side: Side) -> Option<Figure> {
    let dtype = type_of(frame, inner)?;
    let number = figures.number(frame, inner)?;
    Some(match figures.is_whole(number) {
        true => Figure::WholeEnd(number, side, Vec::new(), dtype),
        false => Figure::RealEnd(number, side, Vec::new(), dtype),
    })
}

fn place(frame: &DataFrame, inner: &Expr, side: Side) -> Option<Figure> {
    let (inner, only_known) = match bare(inner) {
        Expr::Function {
            input,
            function: FunctionExpr::DropNulls,
        } => (input.first()?, true),
        other => (other, false),
    };
    let cells = cells_of(frame, inner)?;
    let known = if only_known { known(&cells) } else { None };
    Some(Figure::Place(cells, known, side, Vec::new()))
}

fn cells_of(frame: &DataFrame, inner: &Expr) -> Option<Series> {
    match bare(inner) {
        Expr::Column(name) => Some(frame.column(name).ok()?.as_materialized_series().clone()),
        inner if is_elementwise(inner) => worked_out(frame, inner),
        _ => None,
    }
}

/// Which rows have a cell; the inner none when all have one.
fn cells_known(frame: &DataFrame, inner: &Expr) -> Option<Option<BooleanChunked>> {
    Some(known(&cells_of(frame, inner)?))
}

impl Figure {
    /// Makes room for so many groups.
    pub(super) fn begin(&mut self, slots: usize) {
        match self {
            Self::Rows | Self::Middle(..) | Self::Counted(_) | Self::Found(_) => {}
            Self::Known(_, counts) | Self::Nulls(_, counts) => *counts = vec![0; slots],
            Self::Whole(_, sums, _) => *sums = vec![0; slots],
            Self::Real(_, sums, _) => *sums = vec![Sum::default(); slots],
            Self::Mean(_, sums, counts) => {
                *sums = vec![Sum::default(); slots];
                *counts = vec![0; slots];
            }
            Self::WholeEnd(_, _, ends, _) => *ends = vec![None; slots],
            Self::RealEnd(_, _, ends, _) => *ends = vec![None; slots],
            Self::Spread(.., spreads) => *spreads = vec![Spread::default(); slots],
            Self::Pair(.., pairs) => *pairs = vec![Pair::default(); slots],
            Self::Distinct(distinct) => distinct.begin(slots),
            Self::Place(.., rows) => *rows = vec![None; slots],
        }
    }

    /// Adds rows, each to the group of its code.
    pub(super) fn add(
        &mut self,
        batch: &Batch<'_>,
        codes: &[u32],
        asked: &mut Asked,
        numbers: &[(Expr, Number)],
    ) -> Option<()> {
        match self {
            Self::Rows | Self::Known(None, _) | Self::Nulls(None, _) | Self::Counted(_) | Self::Found(_) => {}
            Self::Known(Some(known), counts) | Self::Nulls(Some(known), counts) => {
                let mut flags = vec![true; batch.len()];
                only_known(known, batch, &mut flags);
                for (code, known) in codes.iter().zip(flags) {
                    counts[*code as usize] += u32::from(known);
                }
            }
            Self::Whole(number, sums, _) => {
                asked.wholes(*number, batch, numbers)?;
                asked.each_whole(*number, codes, |group, cell| {
                    sums[group] = sums[group].wrapping_add(cell)
                });
            }
            Self::Real(number, sums, _) => {
                asked.reals(*number, batch, numbers)?;
                asked.each_real(*number, codes, |group, cell| sums[group].add(cell));
            }
            Self::Mean(number, sums, counts) => {
                asked.reals(*number, batch, numbers)?;
                asked.each_real(*number, codes, |group, cell| {
                    sums[group].add(cell);
                    counts[group] += 1;
                });
            }
            Self::WholeEnd(number, side, ends, _) => {
                asked.wholes(*number, batch, numbers)?;
                let low = *side == Side::Low;
                asked.each_whole(*number, codes, |group, cell| {
                    let end = &mut ends[group];
                    *end = Some(end.map_or(cell, |end| if low { end.min(cell) } else { end.max(cell) }));
                });
            }
            Self::RealEnd(number, side, ends, _) => {
                asked.reals(*number, batch, numbers)?;
                let low = *side == Side::Low;
                asked.each_real(*number, codes, |group, cell| {
                    let end = &mut ends[group];
                    *end = Some(end.map_or(cell, |end| if low { end.min(cell) } else { end.max(cell) }));
                });
            }
            Self::Spread(number, .., spreads) => {
                asked.reals(*number, batch, numbers)?;
                asked.each_real(*number, codes, |group, cell| spreads[group].add(cell));
            }
            Self::Middle(number, _, middle) => {
                asked.reals(*number, batch, numbers)?;
                asked.each_real(*number, codes, |group, cell| middle.add(group, cell));
            }
            Self::Pair(both, _, pairs) => {
                for number in *both {
                    asked.reals(number, batch, numbers)?;
                }
                asked.each_pair(*both, codes, |group, x, y| pairs[group].add(x, y));
            }
            Self::Distinct(distinct) => distinct.add(batch, codes),
            Self::Place(_, known, side, rows) => {
                let mut flags = vec![true; batch.len()];
                if let Some(known) = known {
                    only_known(known, batch, &mut flags);
                }
                for ((code, row), known) in codes.iter().zip(batch.rows()).zip(flags) {
                    let (place, row) = (&mut rows[*code as usize], row as IdxSize);
                    let is_further = |place: IdxSize| if *side == Side::High { row > place } else { row < place };
                    if known && place.is_none_or(is_further) {
                        *place = Some(row);
                    }
                }
            }
        }
        Some(())
    }

    /// The figures of these groups. `rows` is how many rows each group has.
    pub(super) fn finished(self, slots: &[u32], rows: &[u32]) -> Option<Series> {
        let at = |slot: &u32| *slot as usize;
        let name = PlSmallStr::EMPTY;
        let counted = |counts: &dyn Fn(usize) -> u32| {
            UInt32Chunked::from_iter_values(PlSmallStr::EMPTY, slots.iter().map(|slot| counts(at(slot)))).into_series()
        };
        let reals = |real: &dyn Fn(usize) -> Option<f64>| {
            let cells = slots.iter().map(|slot| real(at(slot)));
            Float64Chunked::from_iter_options(PlSmallStr::EMPTY, cells).into_series()
        };
        let wholes = |whole: &dyn Fn(usize) -> Option<i64>| {
            let cells = slots.iter().map(|slot| whole(at(slot)));
            Int64Chunked::from_iter_options(PlSmallStr::EMPTY, cells).into_series()
        };
        Some(match self {
            Self::Rows | Self::Known(None, _) => counted(&|slot| rows[slot]),
            Self::Nulls(None, _) => counted(&|_| 0),
            Self::Known(Some(_), counts) => counted(&|slot| counts[slot]),
            Self::Nulls(Some(_), counts) => counted(&|slot| rows[slot] - counts[slot]),
            Self::Whole(_, sums, dtype) => wholes(&|slot| Some(sums[slot])).cast(&dtype).ok()?,
            Self::Real(_, sums, dtype) => reals(&|slot| Some(sums[slot].total())).cast(&dtype).ok()?,
            Self::Mean(_, sums, counts) => {
                let mean = |slot: usize| (counts[slot] > 0).then(|| sums[slot].total() / f64::from(counts[slot]));
                reals(&mean)
            }
            Self::WholeEnd(_, _, ends, dtype) => {
                let physical = wholes(&|slot| ends[slot]).cast(&dtype.to_physical()).ok()?;
                physical.cast(&dtype).ok()?
            }
            Self::RealEnd(_, _, ends, dtype) => reals(&|slot| ends[slot]).cast(&dtype).ok()?,
            Self::Spread(_, less, root, spreads) => reals(&|slot| spreads[slot].variance(less, root)),
            Self::Middle(_, part, middle) => {
                let middles = middle.finished(rows.len(), part);
                reals(&|slot| middles[slot])
            }
            Self::Pair(_, kind, pairs) => reals(&|slot| Some(pairs[slot].figure(kind))),
            Self::Distinct(distinct) => counted(&|slot| distinct.counts[slot]),
            Self::Found(numbers) => reals(&|slot| numbers.get(slot).copied().flatten()),
            Self::Counted(counts) => counted(&|slot| counts.get(slot).copied().unwrap_or_default()),
            Self::Place(cells, _, _, places) => {
                let places: IdxCa = slots.iter().map(|slot| places[at(slot)]).collect();
                cells.take(&places).ok()?.with_name(name)
            }
        })
    }
}

impl Distinct {
    /// The same values, of no rows so far.
    pub(super) fn fresh(&self) -> Self {
        Self {
            keys: self.keys.clone(),
            bits: Vec::new(),
            pairs: BTreeSet::new(),
            counts: Vec::new(),
            codes: Vec::new(),
        }
    }

    /// How many values there may be.
    pub(super) fn slots(&self) -> usize {
        self.keys.slots
    }

    /// The number of each row's value.
    pub(super) fn codes(&self, batch: &Batch<'_>, codes: &mut Vec<u32>) {
        self.keys.codes(batch, codes);
    }

    fn begin(&mut self, slots: usize) {
        self.counts = vec![0; slots];
        let bits = slots.saturating_mul(self.keys.slots);
        self.bits = match bits <= MOST_BITS {
            true => vec![0; bits.div_ceil(64)],
            false => Vec::new(),
        };
    }

    fn add(&mut self, batch: &Batch<'_>, groups: &[u32]) {
        self.keys.codes(batch, &mut self.codes);
        let values = self.keys.slots;
        for (group, value) in groups.iter().zip(&self.codes) {
            let is_new = match self.bits.is_empty() {
                true => self.pairs.insert((*group, *value)),
                false => {
                    let at = *group as usize * values + *value as usize;
                    let (word, bit) = (&mut self.bits[at / 64], 1_u64 << (at % 64));
                    let is_new = *word & bit == 0;
                    *word |= bit;
                    is_new
                }
            };
            self.counts[*group as usize] += u32::from(is_new);
        }
    }
}
