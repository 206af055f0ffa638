//! Numbers in half the room, where that loses nothing that is shown.

use crate::error::Error;
use polars::prelude::{DataType, Series};

/// Whole numbers in 32 bits, others with 7 digits, where every cell has room in that.
pub(super) fn narrowed(series: Series) -> Result<Series, Error> {
    let has_room = match series.dtype() {
        DataType::Int64 => series.i64()?.iter().flatten().all(|whole| i32::try_from(whole).is_ok()),
        DataType::Float64 => series.f64()?.iter().flatten().all(is_short),
        _ => return Ok(series),
    };
    let narrow = match series.dtype() {
        DataType::Int64 => DataType::Int32,
        _ => DataType::Float32,
    };
    Ok(if has_room { series.cast(&narrow)? } else { series })
}

/// Whether 32 bits say the same digits.
fn is_short(number: f64) -> bool {
    let short = number as f32;
    f64::from(short) == number || short.is_finite() && short.to_string().parse() == Ok(number)
}
