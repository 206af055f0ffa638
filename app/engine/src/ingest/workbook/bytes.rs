//! Numbers in the records of binary workbooks: nothing where a record is too short.

use super::grid::{Formula, Value};
use std::rc::Rc;

/// The two bytes at `at`.
pub(super) fn two(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// The four bytes at `at`.
pub(super) fn four(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// The floating point number at `at`.
pub(super) fn real(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..)?.first_chunk().map(|bytes| f64::from_le_bytes(*bytes))
}

/// A number that Excel keeps in 30 bits.
pub(super) fn packed(bits: u32) -> f64 {
    let number = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from((bits as i32) >> 2),
    };
    match bits & 1 {
        0 => number,
        _ => number / 100.0,
    }
}

/// An error by its number.
pub(super) fn error(code: u8) -> Value {
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#ERROR",
    };
    Value::Error(Rc::from(text))
}

/// Text where there is some.
pub(super) fn text(text: &str) -> Option<Value> {
    (!text.trim().is_empty()).then(|| Value::Text(Rc::from(text)))
}

/// How places are kept in formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// Rows in two bytes, as before 2007.
    Short,
    /// Rows in four bytes.
    Long,
}

/// What kind of formula these tokens are, in the cell at `row` and `column`.
pub(super) fn formula(tokens: &[u8], places: Places, row: u32, column: u32) -> Formula {
    let Some((areas, sums)) = areas(tokens, places) else {
        return Formula::Other;
    };
    let above = |area: &[u32; 4]| area[2] == column && area[3] == column && (area[1] < row || area[0] > row);
    let beside = |area: &[u32; 4]| area[0] == row && area[1] == row && (area[3] < column || area[2] > column);
    match areas.is_empty() || !sums {
        true => Formula::Other,
        false if areas.iter().all(above) => Formula::Down,
        false if areas.iter().all(beside) => Formula::Across,
        false => Formula::Other,
    }
}

/// The cells that a formula sums up: first and last row, first and last column. Nothing when it does anything else.
fn areas(mut tokens: &[u8], places: Places) -> Option<(Vec<[u32; 4]>, bool)> {
    const TOTALS: [u16; 8] = [0, 4, 5, 6, 7, 169, 183, 344];
    let (mut areas, mut sums) = (Vec::new(), false);
    let row_bytes = if places == Places::Long { 4 } else { 2 };
    let row = |bytes: &[u8], at: usize| match places {
        Places::Long => four(bytes, at),
        Places::Short => two(bytes, at).map(u32::from),
    };
    let column = |bytes: &[u8], at: usize| two(bytes, at).map(|column| u32::from(column & 0x3fff));
    while let Some((token, rest)) = tokens.split_first() {
        let length = match token {
            0x25 | 0x45 | 0x65 => {
                let columns = row_bytes * 2;
                areas.push([
                    row(rest, 0)?,
                    row(rest, row_bytes)?,
                    column(rest, columns)?,
                    column(rest, columns + 2)?,
                ]);
                columns + 4
            }
            0x24 | 0x44 | 0x64 => {
                let (row, column) = (row(rest, 0)?, column(rest, row_bytes)?);
                areas.push([row, row, column, column]);
                row_bytes + 2
            }
            0x03 => {
                sums = true;
                0
            }
            0x1e => 2,
            0x19 => {
                sums |= rest.first()? & 0x10 != 0;
                3
            }
            0x22 | 0x42 | 0x62 if TOTALS.contains(&(two(rest, 1)? & 0x7fff)) => {
                sums = true;
                3
            }
            _ => return None,
        };
        tokens = rest.get(length..)?;
    }
    Some((areas, sums))
}
