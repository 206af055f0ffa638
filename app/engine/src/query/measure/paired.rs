//! Figures of two columns, of the rows that have both.

use super::suited::suits;
use super::{Raw, Source};
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::own;
use polars::prelude::*;
use spec::question::{Aggregate, Measure};

impl Raw {
    /// A measure of its column with a second one.
    pub(super) fn paired(
        &mut self,
        rows: &Rows,
        measure: &Measure,
        of: &Source<'_>,
        met: Option<&Expr>,
    ) -> Result<Expr, Error> {
        let Some(name) = &measure.with else {
            return Err(lacks_partner(measure.aggregate, of.name));
        };
        let with = self.source(rows, name, met)?;
        suits(name, with.dtype, measure.aggregate)?;
        let mark = self.own.mark(rows, &[of.name, name], met);
        let only = |name: &str| own::only(column(name), mark.as_ref(), met);
        let (cells, partner) = self.both(&only(of.name), &only(name));
        if of.is_whole && with.is_whole {
            self.counted(&format!("{} or {name}", of.name), measure.aggregate, cells.clone());
        }
        Ok(match measure.aggregate {
            Aggregate::Correlation => {
                let figure = self.work_out(pearson_corr(cells, partner));
                when(figure.clone().is_finite()).then(figure).otherwise(lit(NULL))
            }
            _ => {
                let weighted = self.prepare(cells * partner.clone());
                let (sum, weight) = (self.work_out(weighted.sum()), self.work_out(partner.sum()));
                when(weight.clone().neq(lit(0.0)))
                    .then(sum / weight)
                    .otherwise(lit(NULL))
            }
        })
    }

    /// Both cells as numbers; null where either is.
    fn both(&mut self, of: &Expr, with: &Expr) -> (Expr, Expr) {
        let known = of.clone().is_not_null().and(with.clone().is_not_null());
        let mut only = |cells: &Expr| {
            let number = cells.clone().cast(DataType::Float64);
            self.prepare(when(known.clone()).then(number).otherwise(lit(NULL)))
        };
        (only(of), only(with))
    }
}

fn lacks_partner(aggregate: Aggregate, name: &str) -> Error {
    invalid(match aggregate {
        Aggregate::Correlation => format!("the correlation of “{name}” with which column? Name a second one"),
        _ => format!("the average of “{name}” weighted by which column? Name a second one"),
    })
}
