//! Some of the rows: the same ones each time, in their order.

use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::notes;
use crate::query::setting::Setting;
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::join::Sample;

const ROW: &str = "\u{1}row of all";

/// The rows of the sample.
pub(super) fn take(mut rows: Rows, wanted: Sample, setting: &Setting<'_>) -> Result<(Rows, Option<Note>), Error> {
    let (seed, part) = match wanted {
        Sample::Share { part, .. } if !(0.0..=1.0).contains(&part) => {
            return Err(invalid(format!(
                "a sample is a part from 0 to 1 of the rows, and {part} is none"
            )));
        }
        Sample::Share { part, seed } => (seed, Some(part)),
        Sample::Rows { seed, .. } => (seed, None),
    };
    if setting.only_columns {
        return Ok((rows, None));
    }
    let height = height(&rows)?;
    let mut draws: Vec<u64> = (0..height as u64).map(|row| drawn(row, seed)).collect();
    let limit = match (part, wanted) {
        (Some(part), _) => Limit::of_share(part),
        (None, Sample::Rows { count, .. }) => {
            Limit::of_smallest(&mut draws, usize::try_from(count).unwrap_or(usize::MAX))
        }
        (None, _) => Limit::All,
    };
    let taken = draws.iter().filter(|drawn| limit.holds(**drawn)).count();
    let kept = column(ROW).map(
        move |numbers| {
            let numbers = numbers.idx()?.iter();
            let kept: BooleanChunked = numbers
                .map(|row| row.map(|row| limit.holds(drawn(u64::from(row), seed))))
                .collect();
            Ok(kept.into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::Boolean)),
    );
    let numbered = rows.frame.with_row_index(ROW, None).filter(kept);
    rows.frame = numbered.drop(by_name([ROW], true));
    (rows.most, rows.exact) = (taken, true);
    let message = format!(
        "a sample: {} of {} rows",
        notes::counted(taken as u64),
        notes::counted(height as u64)
    );
    let note = (taken < height).then(|| Note {
        count: Some(taken as u64),
        ..Note::new(Level::Info, "sampled", message)
    });
    Ok((rows, note))
}

/// Which draws are in the sample.
#[derive(Clone, Copy)]
enum Limit {
    All,
    None,
    Below(u64),
}

impl Limit {
    fn of_share(part: f64) -> Self {
        match part {
            part if part >= 1.0 => Self::All,
            part => Self::Below((part * u64::MAX as f64) as u64),
        }
    }

    /// So many of the smallest draws: no two rows draw the same.
    fn of_smallest(draws: &mut [u64], count: usize) -> Self {
        match count {
            0 => Self::None,
            count if count >= draws.len() => Self::All,
            count => Self::Below(*draws.select_nth_unstable(count).1),
        }
    }

    fn holds(self, drawn: u64) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Below(limit) => drawn < limit,
        }
    }
}

/// What a row draws: SplitMix64, which maps different numbers to different ones.
fn drawn(row: u64, seed: u64) -> u64 {
    let mut mixed = row
        .wrapping_add(seed.wrapping_mul(0xD1B5_4A32_D192_ED03))
        .wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

fn height(rows: &Rows) -> Result<usize, Error> {
    if rows.exact {
        return Ok(rows.most);
    }
    let counted = rows
        .frame
        .clone()
        .select([len().cast(DataType::UInt64).alias("rows")])
        .collect()?;
    let counted = counted.column("rows")?.u64()?.get(0).unwrap_or(0);
    Ok(usize::try_from(counted).unwrap_or(usize::MAX))
}
