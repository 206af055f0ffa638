//! Figures that an expression over aggregates works out.

use super::{Divided, Raw};
use crate::error::Error;
use crate::query::columns::{Rows, invalid};
use crate::sql::{self, Given};
use polars::prelude::*;
use spec::question::Measure;

impl Raw {
    /// The figure of a measure's expression.
    pub(super) fn expressed(
        &mut self,
        rows: &Rows,
        measure: &Measure,
        met: Option<&Expr>,
        given: &Given,
    ) -> Result<Expr, Error> {
        let text = measure.expression.as_deref().map(str::trim).unwrap_or_default();
        if text.is_empty() {
            return Err(invalid(
                "a figure by an expression needs one, such as sum(price) / count(distinct customer)",
            ));
        }
        let figured = sql::figure(rows, text, met, given, (&mut self.compiled, &mut self.own))?;
        for division in figured.by_zero {
            let counted = match division.of_groups {
                true => division.is_met,
                false => {
                    let is_met = met.map_or(division.is_met.clone(), |met| division.is_met.clone().and(met.clone()));
                    self.work_out(is_met.cast(DataType::UInt32).sum())
                }
            };
            self.by_zero.push(Divided {
                figure: measure.name(),
                counted,
                of_groups: division.of_groups,
            });
        }
        let figure = figured.figure;
        Ok(match figured.dtype {
            dtype if dtype.is_float() => when(figure.clone().is_finite()).then(figure).otherwise(lit(NULL)),
            DataType::Categorical(..) | DataType::Enum(..) => figure.cast(DataType::String),
            dtype if dtype.is_nested() => {
                return Err(invalid(format!(
                    "“{text}” gives lists or records, and a figure is a single value"
                )));
            }
            _ => figure,
        })
    }
}
