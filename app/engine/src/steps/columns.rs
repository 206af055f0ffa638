//! Steps on whole columns: names, which are there, calculated ones.

use super::{Done, Table};
use crate::error::Error;
use crate::ingest;
use crate::query;
use crate::query::columns::{Rows, invalid};
use polars::prelude::{Column, DataFrame, DataType, IntoColumn as _, PlSmallStr};
use spec::question::{Calculated, Query};

/// Gives a column another name.
pub(super) fn rename(table: Table<'_>, name: &str, to: &str) -> Result<Done, Error> {
    table.column(name)?;
    if name != to {
        table.new_name(to)?;
    }
    let columns = table.frame.get_columns().iter().map(|column| {
        let mut column = column.clone();
        if column.name() == name {
            column.rename(PlSmallStr::from_str(to));
        }
        column
    });
    shaped(columns.collect())
}

/// Leaves columns out.
pub(super) fn remove(table: Table<'_>, names: &[String]) -> Result<Done, Error> {
    let removed = table.columns(names)?;
    if removed.len() == table.frame.width() {
        return Err(invalid(format!(
            "these are all the columns of {}: at least one has to stay",
            table.place.whose
        )));
    }
    let kept = table.frame.get_columns().iter();
    let kept = kept.filter(|column| !names.iter().any(|name| column.name() == name));
    shaped(kept.cloned().collect())
}

/// Keeps these columns only, in this order.
pub(super) fn keep(table: Table<'_>, names: &[String]) -> Result<Done, Error> {
    shaped(table.columns(names)?.into_iter().cloned().collect())
}

/// Works a column out from others.
pub(super) fn calculate(table: Table<'_>, calculated: &Calculated) -> Result<Done, Error> {
    let query = Query {
        calculated: vec![calculated.clone()],
        ..Query::default()
    };
    let rows = Rows::over(table.place.whose, table.frame)?;
    let frame = query::over(rows, &query, "")?.0;
    let Some(worked_out) = frame.get_columns().last() else {
        return Err(invalid("the calculation gives no column"));
    };
    let mut columns = table.frame.get_columns().to_vec();
    columns.push(settled(worked_out)?);
    shaped(columns)
}

/// Text as it is kept: as categories where different texts are few.
pub(super) fn settled(column: &Column) -> Result<Column, Error> {
    match column.dtype() {
        DataType::String => {
            let text = ingest::text(column.as_materialized_series())?;
            Ok(text.with_name(column.name().clone()).into_column())
        }
        DataType::Null => Ok(column.cast(&DataType::String)?),
        _ => Ok(column.clone()),
    }
}

fn shaped(columns: Vec<Column>) -> Result<Done, Error> {
    Ok(Done {
        frame: DataFrame::new(columns)?,
        ..Done::default()
    })
}
