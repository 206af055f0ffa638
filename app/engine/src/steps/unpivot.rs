//! Columns become rows: one for each cell.

use super::columns::settled;
use super::union::stacked;
use super::{Done, Table};
use crate::error::Error;
use crate::query::columns::invalid;
use polars::prelude::*;

/// No step may give more cells than this: they would not fit into a browser's memory.
pub(super) const MOST_CELLS: u64 = 400_000_000;

/// Turns columns into rows, those of a row after each other; the other columns are repeated.
pub(super) fn unpivot(table: Table<'_>, columns: &[String], names: &str, values: &str) -> Result<Done, Error> {
    let turned = table.columns(columns)?;
    let kept = table.frame.get_columns().iter();
    let kept: Vec<&Column> = kept
        .filter(|column| !columns.iter().any(|name| column.name() == name))
        .collect();
    for (name, other) in [(names, values), (values, names)] {
        if name.trim().is_empty() || name == other || kept.iter().any(|column| column.name() == name) {
            return Err(invalid(format!(
                "the new columns “{names}” and “{values}” need names that differ from each other and from the columns that stay"
            )));
        }
    }
    let (height, width) = (table.frame.height(), turned.len());
    let rows = height as u64 * width as u64;
    if rows > u64::from(u32::MAX / 4) || rows.saturating_mul(kept.len() as u64 + 2) > MOST_CELLS {
        return Err(invalid(format!(
            "this makes {rows} rows of {} columns, more than fit in a browser's memory",
            kept.len() + 2
        )));
    }
    let repeated: IdxCa = (0..rows).map(|at| Some((at / width as u64) as IdxSize)).collect();
    let mut out = Vec::new();
    for column in kept {
        out.push(column.take(&repeated)?);
    }
    let which = |at: u64| columns[(at % width as u64) as usize].as_str();
    let labels: StringChunked = (0..rows).map(|at| Some(which(at))).collect();
    out.push(settled(&labels.with_name(names.into()).into_column())?);
    let all = stacked(&turned)?;
    let across: IdxCa = (0..rows)
        .map(|at| Some(((at % width as u64) * height as u64 + at / width as u64) as IdxSize))
        .collect();
    out.push(all.take(&across)?.with_name(values.into()));
    Ok(Done {
        frame: DataFrame::new(out)?,
        touched: rows,
        ..Done::default()
    })
}
