//! A column's cells to calculate with: exact ones stay exact.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::wrong_type;
use crate::query::walk::{self, Walk};
use polars::prelude::*;
use spec::dataset::Type;

/// A column's cells.
pub(super) enum Numbers {
    /// Whole ones, and what they count.
    Exact(Vec<Option<i128>>, Exact),
    /// Floating point ones.
    Float(Vec<Option<f64>>),
}

/// What whole numbers count.
pub(super) enum Exact {
    /// Themselves.
    Whole,
    /// The last of so many decimals.
    Decimal(usize),
    /// Lengths of time.
    Length(TimeUnit),
    /// The place of a value among the different values of a column: for each place a row that has it.
    Place(Vec<IdxSize>, Column),
}

impl Numbers {
    /// The cells of a column of numbers or lengths of time.
    pub(super) fn read(of: &Column) -> Result<Self, Error> {
        let series = of.as_materialized_series().rechunk();
        let whole = |series: &Series| -> Result<Vec<Option<i128>>, Error> {
            let cells = series.cast(&DataType::Int64)?;
            Ok(cells.i64()?.iter().map(|cell| cell.map(i128::from)).collect())
        };
        Ok(match (series.dtype(), kind(series.dtype())) {
            (DataType::UInt64, _) => {
                let cells = series.u64()?.iter().map(|cell| cell.map(i128::from));
                Self::Exact(cells.collect(), Exact::Whole)
            }
            (_, Type::Integer | Type::Boolean) => Self::Exact(whole(&series)?, Exact::Whole),
            (DataType::Decimal(_, scale), _) => {
                let cells = series.decimal()?.physical().iter().collect();
                Self::Exact(cells, Exact::Decimal(scale.unwrap_or_default()))
            }
            (DataType::Duration(unit), _) => Self::Exact(whole(&series.to_physical_repr())?, Exact::Length(*unit)),
            (_, Type::Float) => {
                let cells = series.cast(&DataType::Float64)?;
                let finite = |cell: Option<f64>| cell.filter(|number| number.is_finite());
                Self::Float(cells.f64()?.iter().map(finite).collect())
            }
            (dtype, _) => return Err(wrong_type(of.name(), dtype, "numbers")),
        })
    }

    /// The cells of any column that has an order, as places among its values where they are no numbers.
    pub(super) fn ordered(of: &Column) -> Result<Self, Error> {
        let held = kind(of.dtype());
        if held.is_number() || held == Type::Duration {
            return Self::read(of);
        }
        if of.dtype().is_nested() {
            return Err(wrong_type(of.name(), of.dtype(), "single values that have an order"));
        }
        let name = of.name().as_str();
        let frame = of.clone().into_frame();
        let order = Walk::new(&frame, &[], &[(name, false)])?.order;
        let changes = walk::changes(&frame, &[name], &order)?;
        let (mut places, mut firsts) = (vec![None; order.len()], Vec::new());
        let known = of.is_not_null();
        for (row, changes) in order.into_iter().zip(changes) {
            if changes {
                firsts.push(row);
            }
            if known.get(row as usize) == Some(true) {
                places[row as usize] = Some(firsts.len() as i128 - 1);
            }
        }
        Ok(Self::Exact(places, Exact::Place(firsts, of.clone())))
    }

    /// The cells as floating point numbers.
    pub(super) fn floats(self) -> Vec<Option<f64>> {
        match self {
            Self::Float(cells) => cells,
            Self::Exact(cells, exact) => {
                let float = |cell: i128| exact.float(cell);
                cells.into_iter().map(|cell| cell.map(float)).collect()
            }
        }
    }
}

impl Exact {
    /// One of them as a floating point number.
    pub(super) fn float(&self, count: i128) -> f64 {
        match self {
            Self::Decimal(scale) => count as f64 / 10f64.powi(i32::try_from(*scale).unwrap_or_default()),
            _ => count as f64,
        }
    }

    /// A column of them; of floating point numbers when they have grown too long.
    pub(super) fn column(&self, counts: Vec<Option<i128>>) -> Result<Column, Error> {
        const LONGEST: i128 = 10i128.pow(38);
        let fits = |most: i128| counts.iter().flatten().all(|count| -most < *count && *count < most);
        Ok(match self {
            Self::Whole if fits(i128::from(i64::MAX)) => wholes(counts.into_iter()),
            Self::Decimal(scale) if fits(LONGEST) => {
                let counts: Int128Chunked = counts.into_iter().collect();
                counts.into_decimal(Some(38), *scale)?.into_series().into_column()
            }
            Self::Length(unit) if fits(i128::from(i64::MAX)) => {
                wholes(counts.into_iter()).cast(&DataType::Duration(*unit))?
            }
            Self::Place(firsts, of) => {
                let row = |place: i128| usize::try_from(place).ok().and_then(|place| firsts.get(place).copied());
                let rows: IdxCa = counts.into_iter().map(|place| place.and_then(row)).collect();
                of.take(&rows)?
            }
            _ => floats(counts.into_iter().map(|count| count.map(|count| self.float(count)))),
        })
    }
}

/// A column of floating point numbers; what is not finite is null.
pub(super) fn floats(cells: impl Iterator<Item = Option<f64>>) -> Column {
    let cells: Float64Chunked = cells.map(|cell| cell.filter(|number| number.is_finite())).collect();
    cells.into_column()
}

/// A column of whole numbers.
pub(super) fn wholes(cells: impl Iterator<Item = Option<i128>>) -> Column {
    let cells: Int64Chunked = cells
        .map(|cell| cell.and_then(|count| i64::try_from(count).ok()))
        .collect();
    cells.into_column()
}
