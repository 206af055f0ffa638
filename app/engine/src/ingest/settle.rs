//! The same types for the same table, whatever file it came from.

use super::dictionary::MOST_TEXTS;
use polars::prelude::{Categories, DataType};

/// How many different texts a column of so many rows may have to be one of categories.
pub(super) fn most_categories(rows: usize) -> usize {
    const ALWAYS: usize = 1_000;
    (rows / 10).clamp(ALWAYS, MOST_TEXTS)
}

/// Whether so many different texts with so many bytes in all, in so many rows, are categories and not free text.
pub(super) fn are_categories(distinct: usize, size_bytes: usize, rows: usize) -> bool {
    const LONGEST_ON_AVERAGE: usize = 100;
    distinct <= most_categories(rows) && size_bytes <= distinct * LONGEST_ON_AVERAGE
}

/// The type of categories: one numbering for all tables, so that they can be joined and compared.
pub(super) fn category() -> DataType {
    DataType::from_categories(Categories::global())
}
