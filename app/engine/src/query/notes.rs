//! What an answer leaves out, in words.

use crate::error::Error;
use crate::query::columns::Rows;
use crate::query::grouped::Plan;
use crate::query::measure::ROWS;
use polars::prelude::*;
use spec::answer::{Level, Note};

/// One note for each measured column with nulls among the rows that count.
pub(super) fn left_out(plan: &Plan, raw: &DataFrame) -> Result<Vec<Note>, Error> {
    let rows = Plan::count(raw)?;
    let mut said = Vec::new();
    for sparse in &plan.raw.sparse {
        let (column, aggregate) = (&sparse.column, &sparse.aggregate);
        let known: u64 = raw
            .column(&sparse.counted)?
            .cast(&DataType::UInt64)?
            .u64()?
            .iter()
            .flatten()
            .sum();
        let nulls = rows.saturating_sub(known);
        if nulls == 0 {
            continue;
        }
        let (verb, are) = if nulls == 1 { ("has", "is") } else { ("have", "are") };
        let message = format!(
            "{} of {} rows {verb} no {column} and {are} left out of the {aggregate}",
            counted(nulls),
            counted(rows)
        );
        said.push(Note {
            column: plan.rows.schema.contains(column).then(|| column.clone()),
            count: Some(nulls),
            ..Note::new(Level::Info, "nulls_left_out", message)
        });
    }
    Ok(said)
}

/// One note for each calculated column that divides by zero in rows that count.
pub(super) fn divided_by_zero(rows: &Rows) -> Result<Vec<Note>, Error> {
    if rows.by_zero.is_empty() {
        return Ok(Vec::new());
    }
    let counted = rows.by_zero.iter().enumerate().map(|(at, (_, is_met))| {
        let is_met = is_met.clone().cast(DataType::UInt64);
        is_met.sum().alias(format!("\u{1}{at}"))
    });
    let every = std::iter::once(len().cast(DataType::UInt64).alias(ROWS)).chain(counted);
    let counted = rows.frame.clone().select(every.collect::<Vec<_>>()).collect()?;
    let count = |at: usize| Ok::<u64, Error>(counted.get_columns()[at].u64()?.get(0).unwrap_or_default());
    let mut said = Vec::new();
    for (at, (name, _)) in rows.by_zero.iter().enumerate() {
        said.extend(by_zero(count(at + 1)?, (count(0)?, "rows"), name));
    }
    Ok(said)
}

/// One note for each figure whose expression divides by zero.
pub(super) fn figures_by_zero(plan: &Plan, raw: &DataFrame) -> Result<Vec<Note>, Error> {
    let mut said = Vec::new();
    for divided in &plan.raw.by_zero {
        let counted = divided.counted.clone().cast(DataType::UInt64).sum();
        let counted = raw.clone().lazy().select([counted.alias(ROWS)]).collect()?;
        let counted = counted.column(ROWS)?.u64()?.get(0).unwrap_or_default();
        let of = match divided.of_groups {
            true => (raw.height() as u64, "groups"),
            false => (Plan::count(raw)?, "rows"),
        };
        said.extend(by_zero(counted, of, &divided.figure));
    }
    Ok(said)
}

fn by_zero(count: u64, (of, what): (u64, &str), name: &str) -> Option<Note> {
    let (verb, have) = if count == 1 {
        ("divides", "has")
    } else {
        ("divide", "have")
    };
    let message = match of {
        1 => format!("“{name}” divides by 0 and has no value"),
        _ => format!(
            "{} of {} {what} {verb} by 0 in “{name}” and {have} no value there",
            counted(count),
            counted(of)
        ),
    };
    (count > 0).then(|| Note {
        count: Some(count),
        ..Note::new(Level::Info, "divided_by_zero", message)
    })
}

/// A count with its digits in groups of three: `336,776`.
pub(crate) fn counted(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
