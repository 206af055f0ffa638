//! Cells that are nearly numbers, dates and times: none of them may break the reader.

use super::{named, sheets};
use crate::ingest::{retype, text};
use polars::prelude::{NamedFrom as _, Series};
use spec::dataset::Type;

/// Pieces that cells of numbers, dates and times are made of.
const PIECES: [&str; 44] = [
    "",
    "0",
    "1",
    "12",
    "31",
    "999",
    "2024",
    "20240131",
    "99999999999999999999",
    "170141183460469231731687303715884105728",
    ".",
    ",",
    "-",
    "+",
    "−",
    "(",
    ")",
    "%",
    "$",
    "€",
    "EUR",
    "kr.",
    " ",
    "\u{a0}",
    "'",
    "’",
    ":",
    "/",
    "T",
    "Z",
    "e",
    "E5",
    "P",
    "H",
    "day",
    "Jan",
    "März",
    "Mon,",
    "de ",
    "[Europe/Berlin]",
    "+01:00",
    "PM",
    "\u{202f}",
    "🗼",
];

/// Pieces in an order that differs with the seed.
fn cells(seed: u64) -> Vec<String> {
    let mut state = seed;
    let mut next = |most: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let cell = |_| {
        (0..=next(6))
            .map(|_| PIECES[next(PIECES.len() as u64) as usize])
            .collect()
    };
    (0..400).map(cell).collect()
}

#[test]
fn nothing_panics() {
    let types = [
        Type::Boolean,
        Type::Integer,
        Type::Float,
        Type::Decimal,
        Type::Date,
        Type::Datetime,
        Type::Time,
        Type::Duration,
        Type::Text,
    ];
    for seed in 0..8 {
        let cells = cells(seed);
        for cell in &cells {
            let rows = format!("c;d\n\"{cell}\";1\n\"{cell}\";2\n");
            assert_eq!(
                sheets(rows.as_bytes(), &named("t.csv")).unwrap()[0].frame.height(),
                2,
                "{cell}"
            );
        }
        let plain = Series::new("c".into(), &cells);
        let coded = text(&plain).unwrap();
        for to in types {
            let (read, misfits) = retype(&plain, to, None, None).unwrap();
            let blank = cells.iter().filter(|cell| cell.trim().is_empty()).count();
            if to != Type::Text {
                assert_eq!(read.null_count(), misfits.len() + blank, "{to:?}");
            }
            assert_eq!(retype(&coded, to, None, None).unwrap().1.len(), misfits.len());
        }
    }
}
