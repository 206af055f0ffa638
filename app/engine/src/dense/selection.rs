//! Which rows count, a bit for each. What was found for a condition is held for the next question that sets it.

use super::cells::slice;
use super::elementwise::{columns, spelled};
use super::key::Coded;
use super::{bare, worked_out};
use crate::memory::{Cost, Memory};
use polars::prelude::*;
use std::rc::Rc;

/// Which rows count.
pub(super) struct Selection {
    /// How many rows there are.
    pub height: usize,
    /// A bit for each row, 64 to a word; all rows count when absent.
    pub bits: Option<Rc<Bits>>,
}

/// A bit for each row.
#[derive(Clone)]
pub(super) struct Bits(Vec<u64>);

impl std::ops::Deref for Bits {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        &self.0
    }
}

impl Bits {
    /// Whether a row counts.
    pub(super) fn has(&self, row: u32) -> bool {
        self.0
            .get(row as usize / 64)
            .is_some_and(|word| word >> (row % 64) & 1 == 1)
    }
}

impl Cost for Bits {
    fn bytes(&self) -> u64 {
        self.0.len() as u64 * 8
    }
}

impl Selection {
    /// The rows that meet all conditions.
    pub(super) fn of(frame: &DataFrame, conditions: &[Expr], memory: &Memory) -> Option<Self> {
        Self::of_parts(frame, &parts(conditions), memory)
    }

    /// The rows that meet all of some conditions, none of which is made of several that all have to be met.
    pub(super) fn of_parts(frame: &DataFrame, parts: &[&Expr], memory: &Memory) -> Option<Self> {
        let mut whole: Option<Rc<Bits>> = None;
        for part in parts {
            let met = held(frame, part, memory)?;
            whole = Some(match whole {
                None => met,
                Some(before) => Rc::new(Bits(before.iter().zip(met.iter()).map(|(a, b)| a & b).collect())),
            });
        }
        Some(Self {
            height: frame.height(),
            bits: whole,
        })
    }
}

/// The conditions that all have to be met, one by one.
pub(super) fn parts(conditions: &[Expr]) -> Vec<&Expr> {
    let mut parts = Vec::new();
    for condition in conditions {
        split(condition, &mut parts);
    }
    parts
}

fn split<'a>(condition: &'a Expr, parts: &mut Vec<&'a Expr>) {
    match bare(condition) {
        Expr::BinaryExpr {
            left,
            op: Operator::And | Operator::LogicalAnd,
            right,
        } => {
            split(left, parts);
            split(right, parts);
        }
        other => parts.push(other),
    }
}

fn held(frame: &DataFrame, condition: &Expr, memory: &Memory) -> Option<Rc<Bits>> {
    let Some(words) = spelled(condition) else {
        return met(frame, condition, memory).map(Rc::new);
    };
    let used = super::narrow(frame, condition)?;
    let used = used
        .get_columns()
        .iter()
        .map(|cells| cells.as_materialized_series().clone());
    memory.of(&format!("rows {words}"), used.collect(), || {
        met(frame, condition, memory)
    })
}

fn met(frame: &DataFrame, condition: &Expr, memory: &Memory) -> Option<Bits> {
    if let [only] = columns(condition).as_slice() {
        let cells = frame.column(only).ok()?.as_materialized_series();
        if let Some(bits) = compared(cells, condition) {
            return Some(bits);
        }
        if let Some(bits) = by_code(cells, condition, memory) {
            return Some(bits);
        }
    }
    let met = worked_out(frame, condition)?;
    let met = met.bool().ok()?;
    Some(packed(met.iter().map(|met| met == Some(true))))
}

/// Tests each different value once.
fn by_code(cells: &Series, condition: &Expr, memory: &Memory) -> Option<Bits> {
    let coded = Coded::cheap(cells, memory)?;
    let values = coded.with_null(cells)?;
    let met = worked_out(&values, condition)?;
    let met: Vec<bool> = met.bool().ok()?.iter().map(|met| met == Some(true)).collect();
    let mut bits = vec![0_u64; cells.len().div_ceil(64)];
    coded.each(cells, |row, code| {
        bits[row / 64] |= u64::from(met[code as usize]) << (row % 64);
    })?;
    Some(Bits(bits))
}

/// A column of numbers or moments beside a value written in the condition.
fn compared(cells: &Series, condition: &Expr) -> Option<Bits> {
    let Expr::BinaryExpr { left, op, right } = condition else {
        return None;
    };
    let (op, value) = match (bare(left), bare(right)) {
        (Expr::Column(_), Expr::Literal(value)) => (*op, value),
        (Expr::Literal(value), Expr::Column(_)) => (mirrored(*op)?, value),
        _ => return None,
    };
    let value = value.to_any_value()?;
    let physical = cells.to_physical_repr();
    let known = (cells.null_count() > 0).then(|| cells.is_not_null());
    let bits = match (cells.dtype(), &value) {
        (DataType::Float64, value) if value.is_primitive_numeric() => {
            test(physical.f64().ok()?, op, value.extract::<f64>()?)?
        }
        (DataType::Int64, value) if value.is_integer() => test(physical.i64().ok()?, op, value.extract::<i64>()?)?,
        (DataType::Datetime(unit, None), AnyValue::Datetime(ticks, other, None)) if unit == other => {
            test(physical.i64().ok()?, op, *ticks)?
        }
        (DataType::Datetime(unit, None), AnyValue::DatetimeOwned(ticks, other, None)) if unit == other => {
            test(physical.i64().ok()?, op, *ticks)?
        }
        (DataType::Date, AnyValue::Date(day)) => test(physical.i32().ok()?, op, *day)?,
        _ => return None,
    };
    Some(match known {
        None => Bits(bits),
        Some(known) => {
            let known = packed(known.iter().map(|known| known == Some(true)));
            Bits(bits.iter().zip(known.iter()).map(|(a, b)| a & b).collect())
        }
    })
}

fn mirrored(op: Operator) -> Option<Operator> {
    Some(match op {
        Operator::Lt => Operator::Gt,
        Operator::LtEq => Operator::GtEq,
        Operator::Gt => Operator::Lt,
        Operator::GtEq => Operator::LtEq,
        Operator::Eq | Operator::NotEq => op,
        _ => return None,
    })
}

fn test<T: PolarsNumericType>(cells: &ChunkedArray<T>, op: Operator, value: T::Native) -> Option<Vec<u64>> {
    let cells = slice(cells)?;
    Some(match op {
        Operator::Lt => words(cells, |cell| cell < value),
        Operator::LtEq => words(cells, |cell| cell <= value),
        Operator::Gt => words(cells, |cell| cell > value),
        Operator::GtEq => words(cells, |cell| cell >= value),
        Operator::Eq => words(cells, |cell| cell == value),
        Operator::NotEq => words(cells, |cell| cell != value),
        _ => return None,
    })
}

fn words<T: Copy>(cells: &[T], test: impl Fn(T) -> bool) -> Vec<u64> {
    let word = |part: &[T]| {
        let bits = part.iter().enumerate();
        bits.fold(0_u64, |word, (at, cell)| word | u64::from(test(*cell)) << at)
    };
    cells.chunks(64).map(word).collect()
}

fn packed(flags: impl Iterator<Item = bool>) -> Bits {
    let mut bits = Vec::new();
    for (row, flag) in flags.enumerate() {
        if row % 64 == 0 {
            bits.push(0);
        }
        if flag && let Some(word) = bits.last_mut() {
            *word |= 1_u64 << (row % 64);
        }
    }
    Bits(bits)
}
