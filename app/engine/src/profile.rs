//! What a dataset looks like: each column summed up, and what it means.

mod count;
mod meaning;
mod person;
mod role;
#[cfg(test)]
mod tests;
mod words;

use crate::catalog;
use crate::error::Error;
use crate::query;
use polars::prelude::{Column, DataFrame, DataType, IdxCa, IdxSize, PlSmallStr, Series};
use spec::profile::{ColumnProfile, Profile, Role};
use spec::report::{Meaning, Personal};
use spec::value::Value;

/// What a column means, from its name, its type and a sample of its values. Cheap: at most some ten thousand cells are looked at.
pub(crate) fn role(column: &Column) -> Role {
    role::role(column)
}

/// Sums up every column.
pub(crate) fn profile(frame: &DataFrame) -> Result<Profile, Error> {
    let mut columns = Vec::with_capacity(frame.width());
    for column in frame.get_columns() {
        columns.push(summed_up(column)?.0);
    }
    Ok(Profile { columns })
}

/// What the values of a column are, more finely than its role. `texts` are some of its different ones, when it is text.
pub(crate) fn meaning(profile: &ColumnProfile, texts: &[&str]) -> Meaning {
    meaning::meaning(profile, texts)
}

/// Whether and how values point at a person, by their meaning and by their column's name.
pub(crate) fn personal(column: &spec::dataset::Column, meaning: Meaning) -> Option<Personal> {
    person::personal(&column.name, column.kind, meaning)
}

/// The words of a column's name, in small letters.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    words::words(name)
}

/// Where each different value of a column is first seen, and how often it is there; none for numbers and times.
pub(crate) type Places = Vec<(usize, u64)>;

/// How many of the most frequent values are listed.
const MOST_TOP: usize = 8;

/// Sums up a column, and tells where its different values are.
pub(crate) fn summed_up(column: &Column) -> Result<(ColumnProfile, Places), Error> {
    let series = column.as_materialized_series().rechunk();
    let counts = count::count(&series)?;
    let (min, max) = ends(&series, &counts)?;
    let is_number = series.dtype().is_primitive_numeric() || series.dtype().is_decimal();
    let top: Vec<_> = counts.top(MOST_TOP);
    let values = plain(&picked(&series, &top)?)?;
    let profile = ColumnProfile {
        column: spec::dataset::Column {
            name: series.name().to_string(),
            kind: catalog::kind(series.dtype()),
            nullable: series.null_count() > 0,
        },
        role: role(column),
        nulls: series.null_count() as u64,
        distinct: counts.distinct as u64,
        min,
        max,
        mean: series.mean().filter(|mean| is_number && mean.is_finite()),
        top: values.into_iter().zip(top.iter().map(|(_, count)| *count)).collect(),
        histogram: count::histogram(&series)?,
    };
    Ok((profile, counts.places()))
}

/// The smallest and the largest value.
fn ends(series: &Series, counts: &count::Counts) -> Result<(Value, Value), Error> {
    if series.len() == series.null_count() {
        return Ok((Value::Null, Value::Null));
    }
    match series.dtype() {
        DataType::String | DataType::Categorical(..) | DataType::Enum(..) => {
            let (min, max) = counts.ends(series)?;
            Ok((
                min.map_or(Value::Null, Value::Text),
                max.map_or(Value::Null, Value::Text),
            ))
        }
        dtype if dtype.is_nested() || *dtype == DataType::Null => Ok((Value::Null, Value::Null)),
        _ => {
            let scalar = |scalar: polars::prelude::Scalar| scalar.into_series(PlSmallStr::EMPTY);
            let (min, max) = (series.min_reduce()?, series.max_reduce()?);
            let one = |values: Vec<Value>| values.into_iter().next().unwrap_or_default();
            Ok((one(plain(&scalar(min))?), one(plain(&scalar(max))?)))
        }
    }
}

/// The cells at the first places of these values.
pub(crate) fn picked(series: &Series, top: &[(usize, u64)]) -> Result<Series, Error> {
    let places: Vec<IdxSize> = top.iter().map(|(place, _)| *place as IdxSize).collect();
    Ok(series.take(&IdxCa::from_vec(PlSmallStr::EMPTY, places))?)
}

/// Cells as plain values.
pub(crate) fn plain(series: &Series) -> Result<Vec<Value>, Error> {
    let table = query::table(&series.clone().into_frame(), series.len() as u64)?;
    Ok(table.rows.into_iter().flatten().collect())
}
