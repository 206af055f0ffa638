//! Whether the library can read the types of an Arrow schema: some make it give up for good.

use super::flat::{self, Table};
use std::collections::HashSet;

/// How deep types may be nested.
const DEEPEST: usize = 64;

/// The number of types that an Arrow schema may have.
const MOST: usize = flat::MOST_TABLES;

/// Looks at the schema that Parquet files keep as text: base 64 of a message. What is no schema is left to the library.
pub(in crate::ingest) fn check_base64(text: &[u8]) -> Result<(), String> {
    let bytes = base64(text);
    let message = match bytes.as_slice() {
        [0xff, 0xff, 0xff, 0xff, _, _, _, _, message @ ..] => message,
        [_, _, _, _, message @ ..] => message,
        _ => return Err("a type that makes no sense".to_owned()),
    };
    match Table::root(message).and_then(|message| message.table(2)) {
        Some(schema) => check(schema),
        None => Err("a type that makes no sense".to_owned()),
    }
}

/// Looks at a schema.
pub(super) fn check(schema: Table<'_>) -> Result<(), String> {
    let mut left = MOST;
    let fields = schema.tables(1).ok_or("a type that makes no sense")?;
    let mut names = HashSet::new();
    for name in fields.iter().map(|field| field.text(0).unwrap_or_default()) {
        if !names.insert(name) {
            let name = String::from_utf8_lossy(name);
            return Err(format!("two columns of the name “{name}”"));
        }
    }
    fields
        .into_iter()
        .try_for_each(|field| check_field(field, 0, &mut left))
}

fn check_field(field: Table<'_>, depth: usize, left: &mut usize) -> Result<(), String> {
    if depth > DEEPEST || *left == 0 {
        return Err("columns that are too many or nested too deep".to_owned());
    }
    *left -= 1;
    let description = field.table(3);
    let unit = |place: usize| description.and_then(|table| table.byte(place)).unwrap_or(0);
    let kind = field.byte(2).unwrap_or(0);
    let children = field.tables(5).ok_or("a type that makes no sense")?;
    let refused = match kind {
        1..=6 | 8..=10 | 13 | 18..=21 | 23 | 24 => None,
        7 => match description.and_then(|table| table.four(2)).unwrap_or(128) {
            32 | 64 | 128 => None,
            bits => Some(format!("a column of decimals of {bits} bits")),
        },
        11 => Some(match unit(0) {
            0 => "a column of intervals of months".to_owned(),
            _ => "a column of intervals".to_owned(),
        }),
        12 | 16 | 17 if children.is_empty() => Some("a column of lists of nothing".to_owned()),
        12 | 16 | 17 => None,
        14 => Some("a column of unions".to_owned()),
        15 => match description.and_then(|table| table.four(0)).unwrap_or(0) {
            ..0 => Some("a column of bytes of no length".to_owned()),
            _ => None,
        },
        22 => Some("a column of run-end encoded values".to_owned()),
        25 | 26 => Some("a column of list views".to_owned()),
        kind => Some(format!("a column of the unknown type {kind}")),
    };
    match refused {
        Some(refused) => Err(refused),
        None => children
            .into_iter()
            .try_for_each(|child| check_field(child, depth + 1, left)),
    }
}

fn base64(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}
