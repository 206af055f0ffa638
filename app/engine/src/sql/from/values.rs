//! `values (1, 'a'), (2, 'b')`: rows that are written in the statement.

use crate::error::Error;
use crate::sql::compile::{Compiler, one_row};
use crate::sql::dialect::refused;
use crate::sql::given::Given;
use crate::sql::scope::Relation;
use crate::sql::typed::{Constant, Typed, common};
use polars::prelude::*;
use sqlparser::ast;

/// The rows of a `values`; its columns are `col0`, `col1` and so on.
pub(super) fn values(written: &ast::Values, given: &Given) -> Result<Relation, Error> {
    let width = written.rows.first().map_or(0, Vec::len);
    let mut compiler = Compiler::new(None, given, &[]);
    let mut columns: Vec<Vec<Typed>> = vec![Vec::new(); width];
    for row in &written.rows {
        if row.len() != width {
            return Err(refused("the rows of values are not equally long", None));
        }
        for (cells, value) in columns.iter_mut().zip(row) {
            cells.push(compiler.expression(value)?);
        }
    }
    let mut made = Vec::new();
    for (at, cells) in columns.into_iter().enumerate() {
        let types: Vec<&DataType> = cells.iter().map(|value| &value.dtype).collect();
        let dtype = common(&types, "values")?;
        made.push(column(cells, &dtype)?.with_name(format!("col{at}").into()));
    }
    Relation::new(DataFrame::new(made)?.lazy())
}

fn column(cells: Vec<Typed>, dtype: &DataType) -> Result<Column, Error> {
    let constants: Option<Vec<AnyValue<'_>>> = cells.iter().map(|value| cell(value.constant.as_ref()?)).collect();
    if let Some(constants) = constants {
        let series = Series::from_any_values_and_dtype("".into(), &constants, dtype, false)?;
        return Ok(series.into());
    }
    let mut rows = Vec::new();
    for value in cells {
        let value = value.cast(dtype.clone()).expression.alias("value");
        rows.push(one_row().select([value]));
    }
    let frame = concat(rows, UnionArgs::default())?.collect()?;
    Ok(frame.column("value")?.clone())
}

fn cell(constant: &Constant) -> Option<AnyValue<'_>> {
    Some(match constant {
        Constant::Null => AnyValue::Null,
        Constant::Flag(flag) => AnyValue::Boolean(*flag),
        Constant::Whole(whole) => AnyValue::Int64(*whole),
        Constant::Number(number) => AnyValue::Float64(*number),
        Constant::Text(text) => AnyValue::String(text),
        Constant::Interval(_) => return None,
    })
}
