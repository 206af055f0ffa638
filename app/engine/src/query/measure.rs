//! Measures: what is worked out for each group, and the figure that it becomes.

mod expressed;
mod paired;
mod suited;

use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::own::{self, Own};
use crate::sql::Given;
use polars::prelude::*;
use spec::question::{Aggregate, Measure};
use suited::{ordered, plain, suits, summable};

/// What is worked out for each group in one pass, under names of our own.
#[derive(Clone, Default)]
pub(super) struct Raw {
    /// Columns beside the rows' own that the aggregates are of.
    pub prepared: Vec<Expr>,
    /// The aggregates, each with its name.
    pub aggregates: Vec<Expr>,
    /// The columns whose nulls an aggregate leaves out.
    pub sparse: Vec<Sparse>,
    /// The aggregates that expressions are made of; see [`crate::sql::figure`].
    compiled: Vec<Expr>,
    /// What marks the rows that figures are of, where a join repeats them.
    pub own: Own,
    /// The divisions of expressions that may be by zero.
    pub by_zero: Vec<Divided>,
}

/// A division of a figure's expression that may be by zero.
#[derive(Clone)]
pub(super) struct Divided {
    /// The figure's name.
    pub figure: String,
    /// How many rows of a group divide by zero, or whether the group does.
    pub counted: Expr,
    /// Whether groups divide, rather than rows.
    pub of_groups: bool,
}

/// A column whose nulls an aggregate leaves out.
#[derive(Clone)]
pub(super) struct Sparse {
    /// The column; `price or qty` where both are needed.
    pub column: String,
    /// The word for the aggregate.
    pub aggregate: String,
    /// The name of the count of its cells.
    pub counted: String,
}

/// The cells that a measure is of.
struct Source<'a> {
    name: &'a str,
    dtype: &'a DataType,
    cells: Expr,
    /// Whether they are all of the rows' cells.
    is_whole: bool,
}

/// The name of the count of rows, which is always worked out.
pub(super) const ROWS: &str = "\u{1}rows";

impl Raw {
    /// Counts rows to begin with.
    pub(super) fn new() -> Self {
        Self {
            aggregates: vec![len().alias(ROWS)],
            ..Self::default()
        }
    }

    /// Every aggregate, with its name.
    pub(super) fn every(&self) -> Vec<Expr> {
        let compiled = self.compiled.iter().enumerate();
        let compiled = compiled.map(|(at, figure)| figure.clone().alias(crate::sql::figure_name(at)));
        self.aggregates.iter().cloned().chain(compiled).collect()
    }

    /// Adds what a measure needs, of the rows that meet the condition. Gives the figure as an expression over what was worked out.
    pub(super) fn add(
        &mut self,
        rows: &Rows,
        measure: &Measure,
        met: Option<&Expr>,
        given: &Given,
    ) -> Result<Expr, Error> {
        match measure.aggregate {
            Aggregate::Expression => return self.expressed(rows, measure, met, given),
            Aggregate::Metric => return Err(unresolved(measure)),
            _ => {}
        }
        let Some(name) = &measure.column else {
            return self.without_column(measure.aggregate, met);
        };
        let of = self.source(rows, name, met)?;
        suits(name, of.dtype, measure.aggregate)?;
        match measure.aggregate {
            Aggregate::Correlation | Aggregate::WeightedMean => self.paired(rows, measure, &of, met),
            aggregate => self.single(rows, aggregate, of),
        }
    }

    fn single(&mut self, rows: &Rows, aggregate: Aggregate, of: Source<'_>) -> Result<Expr, Error> {
        let (cells, dtype) = (of.cells.clone(), of.dtype);
        Ok(match aggregate {
            Aggregate::Count => self.work_out(cells.count()).cast(DataType::Int64),
            Aggregate::Sum => {
                let known = self.known(&of, aggregate);
                let sum = self.work_out(summable(rows, of)?.sum());
                when(known.gt(lit(0))).then(sum).otherwise(lit(NULL))
            }
            Aggregate::Share => {
                let sum = self.work_out(cells.cast(DataType::Float64).sum());
                let known = self.known(&of, aggregate);
                let total = sum.clone().sum();
                when(known.gt(lit(0)).and(total.clone().neq(lit(0.0))))
                    .then(divided(sum, total))
                    .otherwise(lit(NULL))
            }
            Aggregate::Mean => self.sparsely(&of, aggregate, plain(cells, dtype).mean()),
            Aggregate::Median => self.sparsely(&of, aggregate, plain(cells, dtype).median()),
            Aggregate::Deviation => self.sparsely(&of, aggregate, plain(cells, dtype).std(1)),
            Aggregate::Variance => self.sparsely(&of, aggregate, plain(cells, dtype).var(1)),
            Aggregate::Percentile(part) => {
                let cells = plain(cells, dtype).quantile(lit(part), QuantileMethod::Linear);
                self.sparsely(&of, aggregate, cells)
            }
            Aggregate::Min => self.work_out(ordered(cells, dtype).min()),
            Aggregate::Max => self.work_out(ordered(cells, dtype).max()),
            Aggregate::Distinct => {
                let nulls = cells.clone().null_count().gt(lit(0)).cast(DataType::UInt32);
                self.work_out(cells.n_unique() - nulls).cast(DataType::Int64)
            }
            Aggregate::Mode => {
                let cells = ordered(cells, dtype).drop_nulls();
                self.work_out(cells.mode().min())
            }
            Aggregate::First => self.work_out(cells.drop_nulls().first()),
            Aggregate::Last => self.work_out(cells.drop_nulls().last()),
            Aggregate::Correlation | Aggregate::WeightedMean | Aggregate::Expression | Aggregate::Metric => {
                return Err(invalid("this figure is not one of a single column"));
            }
        })
    }

    /// The cells of a column; null where the condition is not met, or where a join repeats them.
    fn source<'a>(&mut self, rows: &'a Rows, name: &'a str, met: Option<&Expr>) -> Result<Source<'a>, Error> {
        let dtype = rows.dtype(name)?;
        let mark = self.own.mark(rows, &[name], met);
        let is_whole = met.is_none() && mark.is_none();
        let cells = match is_whole {
            true => column(name),
            false => self.prepare(own::only(column(name), mark.as_ref(), met)),
        };
        Ok(Source {
            name,
            dtype,
            cells,
            is_whole,
        })
    }

    /// A column beside the rows' own.
    fn prepare(&mut self, cells: Expr) -> Expr {
        let name = |at: usize| format!("\u{1}c{at}");
        let known = (0..self.prepared.len()).find(|at| self.prepared[*at] == cells.clone().alias(name(*at)));
        let at = known.unwrap_or_else(|| {
            let at = self.prepared.len();
            self.prepared.push(cells.alias(name(at)));
            at
        });
        column(&name(at))
    }

    fn work_out(&mut self, aggregate: Expr) -> Expr {
        let name = format!("\u{1}{}", self.aggregates.len());
        self.aggregates.push(aggregate.alias(name.as_str()));
        column(&name)
    }

    fn sparsely(&mut self, of: &Source<'_>, aggregate: Aggregate, figure: Expr) -> Expr {
        if of.is_whole {
            self.counted(of.name, aggregate, of.cells.clone());
        }
        self.work_out(figure)
    }

    /// The count of the cells that are not null.
    fn known(&mut self, of: &Source<'_>, aggregate: Aggregate) -> Expr {
        if !of.is_whole {
            return self.work_out(of.cells.clone().count());
        }
        column(&self.counted(of.name, aggregate, of.cells.clone()))
    }

    /// The name of the count of cells that are not null, of which a note is made.
    fn counted(&mut self, label: &str, aggregate: Aggregate, cells: Expr) -> String {
        if let Some(sparse) = self.sparse.iter().find(|sparse| sparse.column == label) {
            return sparse.counted.clone();
        }
        let counted = format!("\u{1}{}", self.aggregates.len());
        self.aggregates.push(cells.count().alias(counted.as_str()));
        self.sparse.push(Sparse {
            column: label.to_owned(),
            aggregate: aggregate.word(),
            counted: counted.clone(),
        });
        counted
    }

    fn without_column(&mut self, aggregate: Aggregate, met: Option<&Expr>) -> Result<Expr, Error> {
        let rows = match met {
            None => column(ROWS),
            Some(met) => {
                let one = self.prepare(when(met.clone()).then(lit(1u32)).otherwise(lit(0u32)));
                self.work_out(one.sum())
            }
        };
        match aggregate {
            Aggregate::Count => Ok(rows.cast(DataType::Int64)),
            Aggregate::Share => {
                let total = rows.clone().sum().cast(DataType::Float64);
                let share = divided(rows.cast(DataType::Float64), total.clone());
                Ok(when(total.neq(lit(0.0))).then(share).otherwise(lit(NULL)))
            }
            other => Err(invalid(format!(
                "the {} of which column? A measure other than a count names one",
                other.word()
            ))),
        }
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

fn unresolved(measure: &Measure) -> Error {
    match &measure.column {
        Some(name) => Error::Invalid {
            why: format!("there is no metric “{name}”"),
            hint: Some("Metrics are named in the workspace's model".to_owned()),
        },
        None => invalid("which metric? A measure by a metric names one"),
    }
}
