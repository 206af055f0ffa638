//! The rows of the groups that do not lead.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::column;
use crate::query::group::Key;
use crate::query::grouped::{Named, Plan, Rest};
use crate::query::text;
use polars::prelude::*;
use spec::dataset::Type;
use std::collections::HashSet;

/// The rows whose values of these keys are none of the leading ones, and what they are called together. The last key is the ranked one.
pub(super) fn rest(plan: &Plan, keys: &[Named], leading: &DataFrame) -> Result<(Rest, String), Error> {
    let names: Vec<String> = keys.iter().map(|(name, _)| name.clone()).collect();
    let frame = match keys {
        [(name, key)] => {
            let values = leading.column(name)?.as_materialized_series();
            plan.rows.frame.clone().filter(not_among(key, values)?)
        }
        several => anti(&plan.rows.frame, several, leading),
    };
    let label = label(leading, names.last().map_or("", String::as_str))?;
    Ok((Rest { frame, groups: names }, label))
}

/// The rows without a partner among the leading values.
fn anti(frame: &LazyFrame, keys: &[Named], leading: &DataFrame) -> LazyFrame {
    let is_text = |key: &Key| kind(&key.dtype) == Type::Text;
    let ours = keys.iter().map(|(_, key)| match is_text(key) {
        true => key.expression.clone().cast(DataType::String),
        false => key.expression.clone(),
    });
    let theirs = keys.iter().map(|(name, _)| column(name));
    let mut how = JoinArgs::new(JoinType::Anti);
    how.nulls_equal = true;
    frame.clone().join(
        leading.clone().lazy(),
        ours.collect::<Vec<_>>(),
        theirs.collect::<Vec<_>>(),
        how,
    )
}

/// Whether a row's group is none of these.
fn not_among(key: &Key, values: &Series) -> Result<Expr, Error> {
    let nulls_lead = values.null_count() > 0;
    let among = match kind(&key.dtype) {
        Type::Text => {
            let text = values.cast(&DataType::String)?;
            let known: HashSet<String> = text.str()?.iter().flatten().map(str::to_owned).collect();
            text::is_among(key.expression.clone(), known)
        }
        _ => {
            let known = values.drop_nulls();
            match known.is_empty() {
                true => when(key.expression.clone().is_null())
                    .then(lit(NULL))
                    .otherwise(lit(false)),
                false => key.expression.clone().is_in(lit(known).implode(), false),
            }
        }
    };
    Ok(among.fill_null(lit(nulls_lead)).not())
}

fn label(leading: &DataFrame, name: &str) -> Result<String, Error> {
    let text = leading.column(name)?.cast(&DataType::String)?;
    let taken = text.str()?.iter().flatten().any(|value| value == "Other");
    Ok(if taken { "All other" } else { "Other" }.to_owned())
}
