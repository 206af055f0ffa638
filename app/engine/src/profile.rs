//! What a dataset looks like: each column summed up, and what it means.

use crate::error::Error;
use polars::prelude::{Column, DataFrame};
use spec::profile::{Profile, Role};

/// What a column means, from its name, its type and a sample of its values. Cheap: at most some ten thousand cells are looked at.
pub(crate) fn role(column: &Column) -> Role {
    let _ = column;
    Role::Text
}

/// Sums up every column.
pub(crate) fn profile(frame: &DataFrame) -> Result<Profile, Error> {
    let _ = frame;
    Ok(Profile::default())
}
