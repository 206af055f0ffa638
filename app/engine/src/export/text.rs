//! Cells that a format has no type for, spelled so that nothing of them is lost.

use crate::error::Error;
use crate::profile;
use polars::prelude::{DataType, IntoSeries as _, Series, StringChunked};

/// Every cell as text: dates, times and durations as in ISO 8601, decimals with all their digits, lists and records as JSON.
pub(super) fn spelled(series: &Series) -> Result<Series, Error> {
    match series.dtype() {
        DataType::String => Ok(series.clone()),
        dtype
            if dtype.is_temporal()
                || dtype.is_nested()
                || matches!(dtype, DataType::Binary | DataType::BinaryOffset) =>
        {
            let values = profile::plain(series)?;
            let texts = values.iter().map(|value| (!value.is_null()).then(|| value.to_string()));
            Ok(StringChunked::from_iter(texts)
                .with_name(series.name().clone())
                .into_series())
        }
        _ => Ok(series.cast(&DataType::String)?),
    }
}

/// Whether some whole number is larger, or some decimal longer, than a number of this many digits tells exactly.
pub(super) fn is_longer_than(series: &Series, digits: u32) -> Result<bool, Error> {
    let most = 10f64.powi(digits.cast_signed());
    let scale = match series.dtype() {
        DataType::Decimal(_, scale) => 10f64.powi(scale.unwrap_or(0) as i32),
        dtype if dtype.is_integer() => 1.0,
        _ => return Ok(false),
    };
    let reals = series.cast(&DataType::Float64)?;
    Ok(reals.f64()?.iter().flatten().any(|real| real.abs() * scale >= most))
}
