//! Amounts of money: a spreadsheet keeps them as binary numbers, and they are meant to the cent.

use super::grid::{Look, Row, Value};
use crate::error::Error;
use polars::prelude::{Int128Chunked, IntoSeries as _, NewChunkedArray as _, PlSmallStr, Series};

/// As many digits as a decimal can have.
const PRECISION: usize = 38;
/// The most decimals that an amount has.
const MOST_DECIMALS: usize = 4;
/// The largest amount whose cents a binary number holds.
const MOST: f64 = 1e13;

/// The exact amounts of a column in which every number is shown as money and has few decimals.
pub(super) fn series(rows: &[Row], column: u32) -> Result<Option<Series>, Error> {
    let mut decimals = 2;
    let mut found = false;
    for cell in rows.iter().filter_map(|row| row.get(column)) {
        let (Value::Number(number), Look::Money) = (&cell.value, cell.look) else {
            match cell.value {
                Value::Error(_) => continue,
                _ => return Ok(None),
            }
        };
        let Some(needed) = decimals_of(*number, decimals) else {
            return Ok(None);
        };
        (decimals, found) = (needed, true);
    }
    if !found {
        return Ok(None);
    }
    let factor = 10f64.powi(decimals as i32);
    let digits = |row: &Row| row.number(column).map(|number| (number * factor).round() as i128);
    let digits = Int128Chunked::from_iter_options(PlSmallStr::EMPTY, rows.iter().map(digits));
    Ok(Some(digits.into_decimal(Some(PRECISION), decimals)?.into_series()))
}

/// How many decimals an amount has, when they are few.
fn decimals_of(number: f64, least: usize) -> Option<usize> {
    if number.abs() > MOST {
        return None;
    }
    (least..=MOST_DECIMALS).find(|decimals| {
        let scaled = number * 10f64.powi(*decimals as i32);
        (scaled - scaled.round()).abs() <= scaled.abs().max(1.0) * 1e-9
    })
}
