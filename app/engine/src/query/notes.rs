//! What an answer leaves out, in words.

use crate::error::Error;
use crate::query::grouped::Plan;
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
