//! What is added up: a column, or arithmetic over columns, worked out a batch at a time.

use super::batch::Batch;
use super::cells::{Cells, only_known};
use super::{bare, type_of, worked_out};
use polars::prelude::*;

/// A number for each row.
#[derive(Clone)]
pub(super) struct Number {
    value: Value,
    /// Which rows have one, for each column with nulls.
    known: Vec<BooleanChunked>,
}

/// How a number is worked out.
#[derive(Clone)]
enum Value {
    /// It is whole.
    Whole(Whole),
    /// It may have decimals.
    Real(Real),
}

#[derive(Clone)]
enum Whole {
    Cells(Cells),
    Given(i64),
    Both(Sign, Box<Whole>, Box<Whole>),
}

#[derive(Clone)]
enum Real {
    Cells(Cells),
    Given(f64),
    Of(Box<Whole>),
    Both(Sign, Box<Real>, Box<Real>),
}

#[derive(Clone, Copy)]
enum Sign {
    Plus,
    Minus,
    Times,
    By,
}

impl Number {
    /// The number that an expression gives; none when it gives something else.
    pub(super) fn read(frame: &DataFrame, expression: &Expr) -> Option<Self> {
        let mut known = Vec::new();
        if let Some(value) = read(frame, expression, &mut known) {
            return Some(Self { value, known });
        }
        known.clear();
        let cells = worked_out(frame, expression)?;
        let value = of_cells(&cells, &mut known)?;
        Some(Self { value, known })
    }

    /// Whether it is whole.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.value, Value::Whole(_))
    }

    /// The whole numbers of these rows.
    pub(super) fn wholes(&self, batch: &Batch<'_>, into: &mut Vec<i64>) -> Option<()> {
        match &self.value {
            Value::Whole(whole) => whole.work_out(batch, into),
            Value::Real(_) => None,
        }
    }

    /// The numbers of these rows.
    pub(super) fn reals(&self, batch: &Batch<'_>, into: &mut Vec<f64>) -> Option<()> {
        match &self.value {
            Value::Whole(Whole::Cells(cells)) => cells.reals(batch, into),
            Value::Whole(whole) => real(whole, batch, into),
            Value::Real(real) => real.work_out(batch, into),
        }
    }

    /// Leaves out rows without a number. Gives none when all have one.
    pub(super) fn known(&self, batch: &Batch<'_>) -> Option<Vec<bool>> {
        if self.known.is_empty() {
            return None;
        }
        let mut flags = vec![true; batch.len()];
        for known in &self.known {
            only_known(known, batch, &mut flags);
        }
        Some(flags)
    }
}

fn read(frame: &DataFrame, expression: &Expr, known: &mut Vec<BooleanChunked>) -> Option<Value> {
    match bare(expression) {
        Expr::Column(name) => {
            let cells = frame.column(name).ok()?.as_materialized_series();
            of_cells(cells, known)
        }
        Expr::Literal(value) => match value.to_any_value()? {
            AnyValue::Float64(number) => Some(Value::Real(Real::Given(number))),
            value if value.is_integer() => Some(Value::Whole(Whole::Given(value.extract::<i64>()?))),
            value if value.is_float() => Some(Value::Real(Real::Given(value.extract::<f64>()?))),
            _ => None,
        },
        Expr::Cast {
            expr,
            dtype: DataTypeExpr::Literal(dtype),
            ..
        } => match (read(frame, expr, known)?, dtype) {
            (value, DataType::Float64) => Some(Value::Real(value.real())),
            (Value::Whole(whole), DataType::Int64) => Some(Value::Whole(whole)),
            _ => None,
        },
        Expr::BinaryExpr { left, op, right } => {
            let sign = match op {
                Operator::Plus => Sign::Plus,
                Operator::Minus => Sign::Minus,
                Operator::Multiply => Sign::Times,
                Operator::Divide | Operator::TrueDivide => Sign::By,
                _ => return None,
            };
            both(frame, expression, sign, [left, right], known)
        }
        _ => None,
    }
}

fn both(
    frame: &DataFrame,
    whole: &Expr,
    sign: Sign,
    [left, right]: [&Expr; 2],
    known: &mut Vec<BooleanChunked>,
) -> Option<Value> {
    let (left, right) = (read(frame, left, known)?, read(frame, right, known)?);
    match (left, right, type_of(frame, whole)?) {
        (Value::Whole(left), Value::Whole(right), DataType::Int64) if !matches!(sign, Sign::By) => {
            Some(Value::Whole(Whole::Both(sign, Box::new(left), Box::new(right))))
        }
        (Value::Whole(_), Value::Whole(_), _) => None,
        (left, right, DataType::Float64) => Some(Value::Real(Real::Both(
            sign,
            Box::new(left.real()),
            Box::new(right.real()),
        ))),
        _ => None,
    }
}

fn of_cells(cells: &Series, known: &mut Vec<BooleanChunked>) -> Option<Value> {
    let plain = Cells::of(cells)?;
    if matches!(
        cells.dtype(),
        DataType::Categorical(..) | DataType::Enum(..) | DataType::Decimal(..)
    ) {
        return None;
    }
    known.extend(plain.known().cloned());
    match (plain.are_reals(), plain.are_unsigned()) {
        (true, _) => Some(Value::Real(Real::Cells(plain))),
        (false, false) => Some(Value::Whole(Whole::Cells(plain))),
        (false, true) => None,
    }
}

impl Value {
    fn real(self) -> Real {
        match self {
            Self::Real(real) => real,
            Self::Whole(Whole::Cells(cells)) => Real::Cells(cells),
            Self::Whole(whole) => Real::Of(Box::new(whole)),
        }
    }
}

impl Whole {
    fn work_out(&self, batch: &Batch<'_>, into: &mut Vec<i64>) -> Option<()> {
        match self {
            Self::Cells(cells) => cells.wholes(batch, into),
            Self::Given(number) => {
                into.clear();
                into.resize(batch.len(), *number);
                Some(())
            }
            Self::Both(sign, left, right) => {
                left.work_out(batch, into)?;
                let mut other = Vec::new();
                right.work_out(batch, &mut other)?;
                let cells = into.iter_mut().zip(other);
                match sign {
                    Sign::Plus => cells.for_each(|(a, b)| *a = a.wrapping_add(b)),
                    Sign::Minus => cells.for_each(|(a, b)| *a = a.wrapping_sub(b)),
                    Sign::Times => cells.for_each(|(a, b)| *a = a.wrapping_mul(b)),
                    Sign::By => return None,
                }
                Some(())
            }
        }
    }
}

impl Real {
    fn work_out(&self, batch: &Batch<'_>, into: &mut Vec<f64>) -> Option<()> {
        match self {
            Self::Cells(cells) => cells.reals(batch, into),
            Self::Given(number) => {
                into.clear();
                into.resize(batch.len(), *number);
                Some(())
            }
            Self::Of(whole) => real(whole, batch, into),
            Self::Both(sign, left, right) => {
                left.work_out(batch, into)?;
                let mut other = Vec::new();
                right.work_out(batch, &mut other)?;
                let cells = into.iter_mut().zip(other);
                match sign {
                    Sign::Plus => cells.for_each(|(a, b)| *a += b),
                    Sign::Minus => cells.for_each(|(a, b)| *a -= b),
                    Sign::Times => cells.for_each(|(a, b)| *a *= b),
                    Sign::By => cells.for_each(|(a, b)| *a /= b),
                }
                Some(())
            }
        }
    }
}

fn real(whole: &Whole, batch: &Batch<'_>, into: &mut Vec<f64>) -> Option<()> {
    let mut wholes = Vec::new();
    whole.work_out(batch, &mut wholes)?;
    into.clear();
    into.extend(wholes.iter().map(|whole| *whole as f64));
    Some(())
}
