//! Rows as SQLite stores them: a list of types, and the values behind it.

use super::Damage;

/// One stored value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stored<'a> {
    Null,
    Whole(i64),
    Real(f64),
    Text(&'a [u8]),
    Bytes(&'a [u8]),
}

/// The values of a row, put into `values`.
pub(super) fn values<'a>(payload: &'a [u8], values: &mut Vec<Stored<'a>>) -> Result<(), Damage> {
    const NONSENSE: Damage = Damage("rows make no sense");
    values.clear();
    let (length, mut at) = varint(payload, 0).ok_or(NONSENSE)?;
    let end = usize::try_from(length)
        .ok()
        .filter(|end| *end <= payload.len())
        .ok_or(NONSENSE)?;
    let mut place = end;
    while at < end {
        let (kind, next) = varint(payload, at).ok_or(NONSENSE)?;
        let width = width(kind).ok_or(NONSENSE)?;
        let bytes = place
            .checked_add(width)
            .and_then(|behind| payload.get(place..behind))
            .ok_or(NONSENSE)?;
        values.push(stored(kind, bytes));
        (at, place) = (next, place + width);
    }
    Ok(())
}

fn width(kind: u64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => Some(kind as usize),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        kind => usize::try_from((kind - 12) / 2).ok(),
    }
}

fn stored(kind: u64, bytes: &[u8]) -> Stored<'_> {
    match kind {
        0 => Stored::Null,
        7 => Stored::Real(f64::from_bits(
            bytes.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)),
        )),
        8 => Stored::Whole(0),
        9 => Stored::Whole(1),
        1..=6 => {
            let sign = if bytes.first().is_some_and(|byte| *byte >= 128) {
                -1
            } else {
                0
            };
            Stored::Whole(bytes.iter().fold(sign, |whole, byte| whole << 8 | i64::from(*byte)))
        }
        kind if kind % 2 == 0 => Stored::Bytes(bytes),
        _ => Stored::Text(bytes),
    }
}

/// A number of one to nine bytes, and where the next begins.
pub(super) fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut number = 0;
    for index in 0..8 {
        let byte = *bytes.get(at + index)?;
        number = number << 7 | u64::from(byte & 127);
        if byte < 128 {
            return Some((number, at + index + 1));
        }
    }
    Some((number << 8 | u64::from(*bytes.get(at + 8)?), at + 9))
}
