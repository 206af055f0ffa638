//! Conditions on the answer of another query.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::fit::{self, Side};
use crate::query::setting::Setting;
use crate::query::{self, text};
use polars::prelude::*;
use spec::dataset::Type;
use spec::question::Query;
use std::collections::HashSet;

/// Whether the cell is among the values of the first column of the query's answer; null for a null cell.
pub(super) fn condition(rows: &Rows, name: &str, wanted: &Query, setting: &Setting<'_>) -> Result<Expr, Error> {
    let dtype = rows.dtype(name)?.clone();
    let (answer, _) = query::run_within(wanted, setting)?;
    let Some(values) = answer.get_columns().first() else {
        return Err(invalid(format!("the question over {} gives no column", wanted.from)));
    };
    let sides = [
        Side {
            whose: &rows.whose,
            name,
            dtype: &dtype,
        },
        Side {
            whose: &wanted.from,
            name: values.name().as_str(),
            dtype: values.dtype(),
        },
    ];
    if values.null_count() == values.len() {
        let never = when(column(name).is_null()).then(lit(NULL)).otherwise(lit(false));
        return Ok(never.cast(DataType::Boolean));
    }
    let (ours, theirs) = fit::alike(sides[0], sides[1])?;
    let as_text = kind(&dtype) == Type::Text || dtype.is_decimal();
    let (ours, theirs) = match (as_text, kind(&dtype)) {
        (true, Type::Text) => (column(name), column(values.name()).cast(DataType::String)),
        (true, _) => (ours.cast(DataType::String), theirs.cast(DataType::String)),
        _ => (ours, theirs),
    };
    let values = values
        .clone()
        .into_frame()
        .lazy()
        .select([theirs.alias("values")])
        .collect()?;
    let values = values.column("values")?.as_materialized_series().drop_nulls();
    if as_text {
        let known: HashSet<String> = values.str()?.iter().flatten().map(str::to_owned).collect();
        return Ok(text::is_among(ours, known));
    }
    Ok(ours.is_in(lit(values.unique()?).implode(), false))
}
