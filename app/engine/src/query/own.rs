//! Figures over rows that a join has multiplied: each row of a column's own dataset counts once in each group.

use crate::query::columns::{Rows, column};
use polars::prelude::*;

/// Marks on the first of the rows in a group that repeat a row of a dataset.
#[derive(Clone, Default)]
pub(crate) struct Own {
    marks: Vec<Mark>,
}

#[derive(Clone)]
struct Mark {
    name: PlSmallStr,
    /// The column with the numbers of the dataset's rows.
    numbers: PlSmallStr,
    /// Only of the rows that meet this.
    met: Option<Expr>,
}

/// What a figure is of: null where a row is repeated, or does not meet the condition. Works on the rows that [`Own::marked`] gives.
pub(crate) fn only(cells: Expr, mark: Option<&PlSmallStr>, met: Option<&Expr>) -> Expr {
    let counts = mark.map(|mark| column(mark)).or_else(|| met.cloned());
    match counts {
        Some(counts) => when(counts).then(cells).otherwise(lit(NULL)),
        None => cells,
    }
}

impl Own {
    /// The column that marks the rows that a figure of these columns counts, of those that meet the condition; none where all of them count.
    pub(crate) fn mark(&mut self, rows: &Rows, columns: &[&str], met: Option<&Expr>) -> Option<PlSmallStr> {
        let numbers = rows.parts.own_rows(columns)?;
        let same = |mark: &&Mark| mark.numbers == numbers && mark.met.as_ref() == met;
        if let Some(mark) = self.marks.iter().find(same) {
            return Some(mark.name.clone());
        }
        let name = PlSmallStr::from(format!("\u{1}once {}", self.marks.len()));
        self.marks.push(Mark {
            name: name.clone(),
            numbers,
            met: met.cloned(),
        });
        Some(name)
    }

    /// The rows with their marks, as they are to be grouped by these keys.
    pub(crate) fn marked(&self, mut frame: LazyFrame, keys: &[Expr]) -> LazyFrame {
        let keys: Vec<Expr> = keys
            .iter()
            .enumerate()
            .map(|(at, key)| key.clone().alias(format!("\u{1}{at}")))
            .collect();
        for mark in &self.marks {
            let met = mark.met.as_ref().map(|met| met.clone().fill_null(lit(false)));
            let number = column(&mark.numbers);
            let alike = keys.iter().cloned().chain([number]);
            let alike = alike.chain(met.clone().map(|met| met.alias("\u{1}met")));
            // Rows that a full join brought in without a partner have no number, and each is there once.
            let first = as_struct(alike.collect())
                .is_first_distinct()
                .or(column(&mark.numbers).is_null());
            let counts = met.map_or(first.clone(), |met| first.and(met));
            frame = frame.with_column(counts.alias(mark.name.clone()));
        }
        frame
    }
}
