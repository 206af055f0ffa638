//! Measures: what is worked out for each group, and the figure that it becomes.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid, wrong_type};
use polars::prelude::*;
use spec::dataset::Type;
use spec::question::{Aggregate, Measure};

/// What is worked out for each group in one pass, under names of our own.
#[derive(Default)]
pub(super) struct Raw {
    /// The aggregates, each with its name.
    pub aggregates: Vec<Expr>,
    /// The columns whose nulls an aggregate leaves out: the column, the word for the aggregate, the name of the count of its cells.
    pub sparse: Vec<(String, String, String)>,
}

/// The name of the count of rows, which is always worked out.
pub(super) const ROWS: &str = "\u{1}rows";

impl Raw {
    /// Counts rows to begin with.
    pub(super) fn new() -> Self {
        Self {
            aggregates: vec![len().alias(ROWS)],
            sparse: Vec::new(),
        }
    }

    /// Adds what a measure needs. Gives the figure as an expression over what was worked out.
    pub(super) fn add(&mut self, rows: &Rows, measure: &Measure) -> Result<Expr, Error> {
        let Some(name) = &measure.column else {
            return without_column(measure.aggregate);
        };
        let dtype = rows.dtype(name)?;
        suits(name, dtype, measure.aggregate)?;
        let cells = column(name);
        Ok(match measure.aggregate {
            Aggregate::Count => self.work_out(cells.count()).cast(DataType::Int64),
            Aggregate::Sum => {
                let sum = self.work_out(summable(rows, name, dtype)?.sum());
                let known = column(&self.known(name, measure.aggregate));
                when(known.gt(lit(0))).then(sum).otherwise(lit(NULL))
            }
            Aggregate::Share => {
                let sum = self.work_out(cells.cast(DataType::Float64).sum());
                let known = column(&self.known(name, measure.aggregate));
                let total = sum.clone().sum();
                when(known.gt(lit(0)).and(total.clone().neq(lit(0.0))))
                    .then(divided(sum, total))
                    .otherwise(lit(NULL))
            }
            Aggregate::Mean => self.sparsely(name, measure.aggregate, plain(cells, dtype).mean()),
            Aggregate::Median => self.sparsely(name, measure.aggregate, plain(cells, dtype).median()),
            Aggregate::Deviation => self.sparsely(name, measure.aggregate, plain(cells, dtype).std(1)),
            Aggregate::Percentile(part) => {
                let cells = plain(cells, dtype).quantile(lit(part), QuantileMethod::Linear);
                self.sparsely(name, measure.aggregate, cells)
            }
            Aggregate::Min => self.work_out(ordered(cells, dtype).min()),
            Aggregate::Max => self.work_out(ordered(cells, dtype).max()),
            Aggregate::Distinct => {
                let nulls = cells.clone().null_count().gt(lit(0)).cast(DataType::UInt32);
                self.work_out(cells.n_unique() - nulls).cast(DataType::Int64)
            }
            Aggregate::Variance
            | Aggregate::Mode
            | Aggregate::Correlation
            | Aggregate::WeightedMean
            | Aggregate::Expression
            | Aggregate::Metric => return Err(invalid("this figure is not worked out yet")),
            Aggregate::First => self.work_out(cells.drop_nulls().first()),
            Aggregate::Last => self.work_out(cells.drop_nulls().last()),
        })
    }

    fn work_out(&mut self, aggregate: Expr) -> Expr {
        let name = format!("\u{1}{}", self.aggregates.len());
        self.aggregates.push(aggregate.alias(name.as_str()));
        column(&name)
    }

    fn sparsely(&mut self, name: &str, aggregate: Aggregate, figure: Expr) -> Expr {
        self.known(name, aggregate);
        self.work_out(figure)
    }

    /// The name of the count of the column's cells that are not null.
    fn known(&mut self, name: &str, aggregate: Aggregate) -> String {
        if let Some((.., counted)) = self.sparse.iter().find(|(sparse, ..)| sparse == name) {
            return counted.clone();
        }
        let counted = format!("\u{1}{}", self.aggregates.len());
        self.aggregates.push(column(name).count().alias(counted.as_str()));
        self.sparse.push((name.to_owned(), aggregate.word(), counted.clone()));
        counted
    }
}

fn without_column(aggregate: Aggregate) -> Result<Expr, Error> {
    let rows = column(ROWS);
    match aggregate {
        Aggregate::Count => Ok(rows.cast(DataType::Int64)),
        Aggregate::Share => {
            let total = rows.clone().sum().cast(DataType::Float64);
            Ok(divided(rows.cast(DataType::Float64), total))
        }
        other => Err(invalid(format!(
            "the {} of which column? A measure other than a count names one",
            other.word()
        ))),
    }
}

/// Divides by a total. Polars multiplies by the inverse of a single divisor, which is off in the last digit.
fn divided(parts: Expr, total: Expr) -> Expr {
    parts.map_many(
        |columns| {
            let total = columns[1].f64()?.get(0);
            let shares = columns[0].f64()?.apply(|part| Some(part? / total?));
            Ok(shares.into_column())
        },
        &[total],
        |_, fields| Ok(Field::new(fields[0].name().clone(), DataType::Float64)),
    )
}

/// Whether the aggregate makes sense for the column.
fn suits(name: &str, dtype: &DataType, aggregate: Aggregate) -> Result<(), Error> {
    let held = kind(dtype);
    let (good, needed) = match aggregate {
        Aggregate::Count
        | Aggregate::First
        | Aggregate::Last
        | Aggregate::Mode
        | Aggregate::Expression
        | Aggregate::Metric => (true, ""),
        Aggregate::Distinct | Aggregate::Min | Aggregate::Max => {
            (!matches!(held, Type::List | Type::Struct), "single values")
        }
        Aggregate::Sum | Aggregate::Mean | Aggregate::Median => (
            held.is_number() || matches!(held, Type::Duration | Type::Boolean),
            "numbers",
        ),
        Aggregate::Share => (held.is_number() || held == Type::Boolean, "numbers"),
        Aggregate::Deviation
        | Aggregate::Variance
        | Aggregate::Percentile(_)
        | Aggregate::Correlation
        | Aggregate::WeightedMean => (held.is_number(), "numbers"),
    };
    if !good {
        return Err(wrong_type(name, dtype, needed));
    }
    match aggregate {
        Aggregate::Percentile(part) if !(0.0..=1.0).contains(&part) => Err(invalid(format!(
            "a percentile is a share from 0 to 1, and {part} is not: write 0.9 for the 90th"
        ))),
        _ => Ok(()),
    }
}

/// The column with a type whose sum cannot overflow.
fn summable(rows: &Rows, name: &str, dtype: &DataType) -> Result<Expr, Error> {
    let cells = column(name);
    Ok(match dtype {
        DataType::Int64 | DataType::UInt64 => {
            let (low, high) = rows.extent(&cells)?.unwrap_or_default();
            let furthest = low.abs().max(high.abs()) * rows.most as f64;
            let safe = furthest < i64::MAX as f64;
            cells.cast(if safe { DataType::Int64 } else { DataType::Float64 })
        }
        dtype if dtype.is_integer() || dtype.is_bool() => cells.cast(DataType::Int64),
        DataType::Float32 => cells.cast(DataType::Float64),
        DataType::Decimal(..) => {
            const MOST: f64 = 1e37;
            let (low, high) = rows.extent(&cells)?.unwrap_or_default();
            let scale = dtype_scale(dtype);
            let furthest = low.abs().max(high.abs()) * 10f64.powi(scale) * rows.most as f64;
            if furthest < MOST {
                cells
            } else {
                cells.cast(DataType::Float64)
            }
        }
        _ => cells,
    })
}

fn dtype_scale(dtype: &DataType) -> i32 {
    match dtype {
        DataType::Decimal(_, Some(scale)) => i32::try_from(*scale).unwrap_or(0),
        _ => 0,
    }
}

/// The column with a type that averages, middles and deviations are defined on.
fn plain(cells: Expr, dtype: &DataType) -> Expr {
    match kind(dtype) {
        Type::Decimal | Type::Boolean => cells.cast(DataType::Float64),
        _ => cells,
    }
}

/// The column with a type whose order is the reader's: categories in the order of their text.
fn ordered(cells: Expr, dtype: &DataType) -> Expr {
    match kind(dtype) {
        Type::Text => cells.cast(DataType::String),
        _ => cells,
    }
}
