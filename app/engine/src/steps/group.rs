//! One row for each group.

use super::columns::settled;
use super::{Done, Table};
use crate::error::Error;
use crate::query;
use crate::query::columns::{Rows, invalid};
use polars::prelude::DataFrame;
use spec::question::{Group, Measure, Query};

/// Groups the rows and works measures out.
pub(super) fn group(table: Table<'_>, by: &[Group], measures: &[Measure]) -> Result<Done, Error> {
    if by.is_empty() && measures.is_empty() {
        return Err(invalid("group by what? Name a column or a measure"));
    }
    let frame = grouped(table, by, measures)?;
    let columns = frame.get_columns().iter().map(settled).collect::<Result<_, _>>()?;
    Ok(Done {
        touched: table.frame.height().saturating_sub(frame.height()) as u64,
        frame: DataFrame::new(columns)?,
        ..Done::default()
    })
}

/// The groups in their own order, text as plain text.
pub(super) fn grouped(table: Table<'_>, by: &[Group], measures: &[Measure]) -> Result<DataFrame, Error> {
    let query = Query {
        groups: by.to_vec(),
        measures: measures.to_vec(),
        ..Query::default()
    };
    let rows = Rows::over(table.place.whose, table.frame)?;
    Ok(query::over(rows, &query, "")?.0)
}
