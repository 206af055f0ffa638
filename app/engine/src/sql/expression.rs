//! Expressions on their own: what they give, and how they may go on.

mod cursor;
pub(crate) mod going_on;

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::Rows;
use crate::sql::compile::Compiler;
use crate::sql::{Given, dialect, scope};
use polars::prelude::DataType;
use spec::dataset::Type;
use spec::expression::Ground;

/// The type that an expression gives over the columns of these rows.
pub(crate) fn check(rows: &Rows, ground: Ground, text: &str, given: &Given) -> Result<Type, Error> {
    typed(rows, ground, text, given).map_err(|error| dialect::pointed(error, text))
}

fn typed(rows: &Rows, ground: Ground, text: &str, given: &Given) -> Result<Type, Error> {
    if text.trim().is_empty() {
        return Err(dialect::refused(
            "there is no expression yet",
            Some("Such as: price * qty"),
        ));
    }
    let fields = scope::fields_of(rows);
    let written = dialect::expression(text)?;
    let mut compiler = Compiler::new(None, given, &fields);
    match ground {
        Ground::Group => compiler.keys = Some(Vec::new()),
        Ground::Row => compiler.windows = Some(Vec::new()),
        Ground::Answer => {}
    }
    let value = compiler.expression(&written)?;
    Ok(match value.dtype {
        DataType::Null => Type::Text,
        dtype => kind(&dtype),
    })
}
