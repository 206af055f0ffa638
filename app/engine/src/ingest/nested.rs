//! Lists within columns, as they are kept: lists of a fixed length are lists like any others.

use crate::error::Error;
use polars::prelude::{DataFrame, DataType};

/// The same table with lists in place of lists of a fixed length.
pub(super) fn with_lists(frame: DataFrame) -> Result<DataFrame, Error> {
    let mut columns = frame.take_columns();
    for column in &mut columns {
        if let DataType::Array(inner, _) = column.dtype() {
            *column = column.cast(&DataType::List(inner.clone()))?;
        }
    }
    Ok(DataFrame::new(columns)?)
}
