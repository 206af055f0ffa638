//! Calculated columns: SQL expressions over the rows' columns, each may use the ones before it.

use crate::error::Error;
use crate::query::columns::{Rows, invalid};
use crate::query::setting::Setting;
use crate::sql;
use spec::question::Calculated;

/// Adds the calculated columns, one after the other.
pub(super) fn add_all(mut rows: Rows, wanted: &[Calculated], setting: &Setting<'_>) -> Result<Rows, Error> {
    for (at, column) in wanted.iter().enumerate() {
        rows = add(rows, column, setting).map_err(|error| ahead(error, column, &wanted[at..]))?;
    }
    Ok(rows)
}

fn add(rows: Rows, wanted: &Calculated, setting: &Setting<'_>) -> Result<Rows, Error> {
    let name = wanted.name.trim();
    if name.is_empty() {
        return Err(invalid(format!(
            "the calculated column “{}” needs a name",
            wanted.expression
        )));
    }
    if name.starts_with('\u{1}') {
        return Err(invalid("a name may not begin with a control character"));
    }
    if rows.schema.contains(name) {
        return Err(invalid(format!(
            "{} has a column “{name}” already: give the calculated column another name",
            rows.whose
        )));
    }
    sql::calculated(rows, name, &wanted.expression, &setting.given)
}

/// Says so when a column is missing because it is calculated only later, or is the one that is being calculated.
fn ahead(error: Error, wanted: &Calculated, rest: &[Calculated]) -> Error {
    let met = match &error {
        Error::Placed { error, .. } => error.as_ref(),
        error => error,
    };
    let Error::UnknownColumn { name, .. } = met else {
        return error;
    };
    let known = |other: &&Calculated| other.name.trim().eq_ignore_ascii_case(name);
    match rest.iter().position(|other| known(&other)) {
        None => error,
        Some(0) => Error::Invalid {
            why: format!("“{}” is worked out from itself", wanted.name.trim()),
            hint: Some("Use other columns in it, or give it another name".to_owned()),
        },
        Some(_) => Error::Invalid {
            why: format!("“{}” uses “{name}”, which is worked out after it", wanted.name.trim()),
            hint: Some(format!(
                "Put “{name}” first; of two that use each other neither can be worked out"
            )),
        },
    }
}
