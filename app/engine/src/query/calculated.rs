//! Calculated columns: SQL expressions over the dataset's columns, each may use the ones before it.

use crate::error::Error;
use crate::query::columns::{Rows, invalid};
use crate::sql::{self, Given};
use spec::question::Calculated;

/// Adds a calculated column.
pub(super) fn add(rows: Rows, wanted: &Calculated, given: &Given) -> Result<Rows, Error> {
    let name = wanted.name.trim();
    if name.is_empty() {
        return Err(invalid(format!(
            "the calculated column “{}” needs a name",
            wanted.expression
        )));
    }
    if rows.schema.contains(name) {
        return Err(invalid(format!(
            "{} has a column “{name}” already: give the calculated column another name",
            rows.whose
        )));
    }
    let expression = sql::expression(&rows.whose, &rows.schema, &wanted.expression, given)?;
    let frame = rows.frame.with_column(expression.alias(name));
    Rows::new(&rows.whose, frame, rows.most)
}
