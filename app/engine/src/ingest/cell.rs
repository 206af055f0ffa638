//! What one cell of text says: a number, a flag, no value, or just text. Never loses a digit: what would, is text.

use std::borrow::Cow;

/// The largest whole number that every reader of the data keeps exactly.
pub(super) const MOST_WHOLE: u64 = 1 << 53;

/// How people write "no value" among numbers and dates.
pub(super) const NO_VALUE: [&str; 16] = [
    "NA", "N/A", "n/a", "na", "#N/A", "NULL", "Null", "null", "NaN", "nan", "None", "-", "--", ".", "\\N", "?",
];

/// Which of [`NO_VALUE`] this is.
pub(super) fn no_value(cell: &[u8]) -> Option<usize> {
    if cell.len() > 4 {
        return None;
    }
    NO_VALUE.iter().position(|word| word.as_bytes() == cell)
}

/// A whole number written plainly: no zeros before it, at most 2^53.
#[inline]
pub(super) fn whole(cell: &[u8]) -> Option<i64> {
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] if rest.len() <= 7 => (false, rest),
        plain => (false, plain),
    };
    if digits.is_empty() || digits.len() > 16 || (digits[0] == b'0' && digits.len() > 1) {
        return None;
    }
    let mut value = 0u64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    if value > MOST_WHOLE {
        return None;
    }
    Some(if negative { -(value as i64) } else { value as i64 })
}

/// The largest number of so many digits that a float keeps all of them.
const MOST_DIGITS: u64 = 999_999_999_999_999;

const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// A number with or without decimals. Whole numbers as in [`whole`]; not infinite, not `NaN`.
#[inline]
pub(super) fn real(cell: &[u8]) -> Option<f64> {
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        plain => (false, plain),
    };
    let mut mantissa = 0u64;
    let mut point = None;
    for (index, byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 && index < 18 {
            mantissa = mantissa * 10 + u64::from(digit);
        } else if *byte == b'.' && point.is_none() {
            point = Some(index);
        } else {
            return long_real(cell, digits);
        }
    }
    let before = point.unwrap_or(digits.len());
    let after = digits.len() - before - usize::from(point.is_some());
    if before + after == 0 || (before > 1 && digits[0] == b'0') || after > 22 {
        return None;
    }
    if point.is_none() {
        return whole(cell).map(|value| value as f64);
    }
    if mantissa > MOST_DIGITS {
        return long_real(cell, digits);
    }
    let value = mantissa as f64 / POWERS[after];
    Some(if negative { -value } else { value })
}

#[cold]
fn long_real(cell: &[u8], digits: &[u8]) -> Option<f64> {
    let plain = digits
        .iter()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'-' | b'+'));
    let fraction = digits.iter().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
    let zeros = digits.len() > 1 && digits[0] == b'0' && digits[1].is_ascii_digit();
    if !plain || !fraction || zeros || !digits[0].is_ascii_digit() && digits[0] != b'.' {
        return None;
    }
    let value: f64 = std::str::from_utf8(cell).ok()?.parse().ok()?;
    (value.is_finite() && says(value, digits)).then_some(value)
}

/// Whether a float says all of these digits: the fewest that name it, or the 17 that always do. Digits with an exponent are a float's own.
pub(super) fn says(value: f64, digits: &[u8]) -> bool {
    if digits.iter().any(|byte| matches!(byte, b'e' | b'E')) {
        return true;
    }
    let is_said = |said: &Spelled| significant(digits).eq(significant(said.mantissa()));
    is_said(&Spelled::of(format_args!("{value:e}"))) || is_said(&Spelled::of(format_args!("{value:.16e}")))
}

/// A number as text, without a place on the heap.
struct Spelled {
    letters: [u8; 32],
    length: usize,
}

impl Spelled {
    fn of(number: std::fmt::Arguments<'_>) -> Self {
        let mut spelled = Self {
            letters: [0; 32],
            length: 0,
        };
        // A number that is too long is cut off, and equals no other then.
        match std::fmt::write(&mut spelled, number) {
            Ok(()) | Err(std::fmt::Error) => spelled,
        }
    }

    fn mantissa(&self) -> &[u8] {
        let all = &self.letters[..self.length];
        &all[..memchr::memchr(b'e', all).unwrap_or(all.len())]
    }
}

impl std::fmt::Write for Spelled {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.length + text.len();
        let room = self.letters.get_mut(self.length..end).ok_or(std::fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// Digits without the zeros before and behind them.
fn significant(digits: &[u8]) -> impl Iterator<Item = u8> {
    let last = digits
        .iter()
        .rposition(|byte| matches!(byte, b'1'..=b'9'))
        .map_or(0, |last| last + 1);
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    digits[..last]
        .iter()
        .copied()
        .filter(is_digit)
        .skip_while(|byte| *byte == b'0')
}

/// Digits in groups of three, with commas between them and without decimals.
pub(super) fn has_thousands(cell: &[u8]) -> bool {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    let mut groups = digits.split(|byte| *byte == b',');
    let first = groups.next().unwrap_or_default();
    let is_group = |group: &[u8]| group.len() == 3 && group.iter().all(u8::is_ascii_digit);
    (1..=3).contains(&first.len()) && first.iter().all(u8::is_ascii_digit) && groups.all(is_group)
}

/// A number whose decimals follow a comma and whose thousands may be set apart by dots: `1.234,5`.
pub(super) fn comma_real(cell: &[u8]) -> Option<f64> {
    let comma = memchr::memchr(b',', cell);
    let (before, after) = cell.split_at(comma.unwrap_or(cell.len()));
    let mut plain = Vec::with_capacity(cell.len());
    let mut groups = before.split(|byte| *byte == b'.');
    let first = groups.next().unwrap_or_default();
    plain.extend_from_slice(first);
    let mut grouped = false;
    for group in groups {
        grouped = true;
        if group.len() != 3 {
            return None;
        }
        plain.extend_from_slice(group);
    }
    if grouped && !(1..=4).contains(&first.len())
        || memchr::memchr2(b',', b'.', after.get(1..).unwrap_or_default()).is_some()
    {
        return None;
    }
    if !after.is_empty() {
        plain.push(b'.');
        plain.extend_from_slice(&after[1..]);
    }
    real(&plain)
}

/// True or false.
#[inline]
pub(super) fn flag(cell: &[u8]) -> Option<bool> {
    match cell.len() {
        4 if cell.eq_ignore_ascii_case(b"true") => Some(true),
        5 if cell.eq_ignore_ascii_case(b"false") => Some(false),
        _ => None,
    }
}

/// What stands in a cell that may be in quotes.
#[inline]
pub(super) fn content(raw: &str) -> Cow<'_, str> {
    match raw.as_bytes() {
        [b'"', inner @ .., b'"'] if memchr::memchr(b'"', inner).is_none() => Cow::Borrowed(&raw[1..raw.len() - 1]),
        [b'"', ..] => unquoted(raw),
        _ => Cow::Borrowed(raw),
    }
}

/// As [`content`], without spaces around it; for numbers and dates.
#[inline]
pub(super) fn bare(raw: &[u8]) -> &[u8] {
    match raw {
        [b'"', inner @ .., b'"'] => inner.trim_ascii(),
        raw => raw.trim_ascii(),
    }
}

fn unquoted(raw: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = &raw[1..];
    loop {
        let Some(quote) = memchr::memchr(b'"', rest.as_bytes()) else {
            return Cow::Borrowed(raw);
        };
        out.push_str(&rest[..quote]);
        rest = &rest[quote + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                out.push('"');
                rest = more;
            }
            None => {
                out.push_str(rest);
                return Cow::Owned(out);
            }
        }
    }
}
