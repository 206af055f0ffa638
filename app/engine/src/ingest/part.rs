//! Only some columns or some rows of a table, as the user wants it.

use super::Sheet;
use crate::error::Error;
use polars::prelude::{DataFrame, IdxCa, IdxSize, PlSmallStr};
use spec::reading::OpenOptions;

/// Which rows of a table are in a sample: evenly spread, the first always.
pub(super) struct Sample {
    rows: u64,
    wanted: u64,
}

impl Sample {
    /// A sample of a table with so many rows, when one is wanted and the table has more.
    pub(super) fn of(rows: u64, options: &OpenOptions) -> Option<Self> {
        let wanted = options.sample.filter(|wanted| *wanted < rows)?.max(1);
        Some(Self { rows, wanted })
    }

    /// How many rows there are in all.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// Of some rows of the table, beginning with the one of this number, those that are in the sample.
    pub(super) fn take(&self, frame: &DataFrame, from: u64) -> Result<DataFrame, Error> {
        let (rows, wanted) = (u128::from(self.rows), u128::from(self.wanted));
        let first = (u128::from(from) * wanted).div_ceil(rows);
        let to = from + frame.height() as u64;
        let row = |number: u128| (number * rows / wanted) as u64;
        let places: Vec<IdxSize> = (first..wanted)
            .map(row)
            .skip_while(|row| *row < from)
            .take_while(|row| *row < to)
            .map(|row| (row - from) as IdxSize)
            .collect();
        Ok(frame.take(&IdxCa::from_vec(PlSmallStr::EMPTY, places))?)
    }
}

/// Leaves the columns and rows out that are not wanted.
pub(super) fn keep_wanted(sheet: &mut Sheet, options: &OpenOptions) -> Result<(), Error> {
    if !options.columns.is_empty() {
        let is_wanted = |name: &str| options.columns.iter().any(|wanted| wanted == name);
        let kept: Vec<_> = sheet
            .frame
            .get_columns()
            .iter()
            .filter(|column| is_wanted(column.name()))
            .cloned()
            .collect();
        if kept.is_empty() {
            return Err(Error::Invalid {
                why: format!("{} has none of the columns that are asked for", sheet.source.filename),
                hint: Some(format!("its columns are {}", listed(&sheet.frame))),
            });
        }
        sheet.frame = DataFrame::new(kept)?;
    }
    let rows = sheet.frame.height() as u64;
    if let Some(sample) = Sample::of(rows, options).filter(|_| sheet.source.sampled_from.is_none()) {
        sheet.frame = sample.take(&sheet.frame, 0)?;
        sheet.source.sampled_from = Some(sample.rows());
    }
    Ok(())
}

fn listed(frame: &DataFrame) -> String {
    let names: Vec<_> = frame
        .get_column_names()
        .iter()
        .take(20)
        .map(|name| name.as_str())
        .collect();
    names.join(", ")
}
