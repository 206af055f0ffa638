//! An answer's frame, for charts that show more rows than travel to the page.

use super::shape::key;
use crate::error::Error;
use crate::query;
use polars::prelude::{DataFrame, DataType, IdxCa, IdxSize, TimeUnit};
use spec::answer::Table;
use spec::value::Value;
use std::collections::HashMap;

/// All rows of an answer.
pub(crate) struct Whole<'a> {
    frame: &'a DataFrame,
}

/// Which of a few values each row has.
#[derive(Default)]
pub(crate) struct Labels {
    /// For each row the place of its value.
    pub of: Vec<usize>,
    /// Each value once, in the order of the rows.
    pub values: Vec<Value>,
}

impl Labels {
    /// Those of a table's rows.
    pub(crate) fn of(table: &Table, column: usize) -> Self {
        let mut places = HashMap::new();
        let mut labels = Self::default();
        for row in &table.rows {
            let value = row.get(column);
            let place = *places.entry(key(value)).or_insert_with(|| {
                labels.values.push(value.cloned().unwrap_or_default());
                labels.values.len() - 1
            });
            labels.of.push(place);
        }
        labels
    }
}

impl<'a> Whole<'a> {
    /// The frame of an answer.
    pub(crate) fn of(frame: &'a DataFrame) -> Self {
        Self { frame }
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.frame.height()
    }

    /// A column as numbers, moments as milliseconds; not a number where there is none.
    ///
    /// # Errors
    /// When the column is not there or holds no numbers.
    pub(crate) fn numbers(&self, column: &str) -> Result<Vec<f64>, Error> {
        let column = self.frame.column(column)?;
        let column = match column.dtype() {
            DataType::Date | DataType::Datetime(..) => {
                let moments = column.cast(&DataType::Datetime(TimeUnit::Milliseconds, None))?;
                moments.cast(&DataType::Int64)?
            }
            _ => column.clone(),
        };
        let numbers = column.cast(&DataType::Float64)?;
        Ok(numbers.f64()?.iter().map(|number| number.unwrap_or(f64::NAN)).collect())
    }

    /// Which value of a column each row has.
    ///
    /// # Errors
    /// When the column is not there.
    pub(crate) fn labels(&self, column: &str) -> Result<Labels, Error> {
        let texts = self.frame.column(column)?.cast(&DataType::String)?;
        let mut places: HashMap<Option<&str>, usize> = HashMap::new();
        let mut firsts: Vec<IdxSize> = Vec::new();
        let of = texts.str()?.iter().enumerate().map(|(row, text)| {
            *places.entry(text).or_insert_with(|| {
                firsts.push(row as IdxSize);
                firsts.len() - 1
            })
        });
        let of = of.collect();
        let values = self.take(&firsts)?;
        let place = values.position(column).unwrap_or_default();
        let values = values.rows.into_iter().map(|mut row| row.swap_remove(place)).collect();
        Ok(Labels { of, values })
    }

    /// These rows, as they would travel.
    ///
    /// # Errors
    /// When a row is not there.
    pub(crate) fn take(&self, rows: &[IdxSize]) -> Result<Table, Error> {
        let rows = IdxCa::from_vec("rows".into(), rows.to_vec());
        query::table(&self.frame.take(&rows)?, u64::MAX)
    }
}
