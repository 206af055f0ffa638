//! Conditions on text: the same answer for plain text and for categories, which are tested once each.

use crate::dense::said;
use polars::prelude::*;
use std::collections::{BTreeSet, HashSet};

/// More texts are not worth telling them by.
const MOST_TOLD: usize = 1_000;

/// Whether the text of a cell passes the test; null for a null cell. Tests in the same words give the same.
pub(crate) fn passes(text: Expr, words: &str, test: impl Fn(&str) -> bool + Send + Sync + 'static) -> Expr {
    said(passes_untold(text, test), words)
}

/// Whether the text of a cell is one of these; null for a null cell.
pub(crate) fn is_among(text: Expr, known: HashSet<String>) -> Expr {
    if known.len() > MOST_TOLD {
        return passes_untold(text, move |text| known.contains(text));
    }
    let words: BTreeSet<&String> = known.iter().collect();
    let words = format!("among {words:?}");
    passes(text, &words, move |text| known.contains(text))
}

fn passes_untold(text: Expr, test: impl Fn(&str) -> bool + Send + Sync + 'static) -> Expr {
    text.map(
        move |cells| test_cells(&cells, &test),
        |_, field| Ok(Field::new(field.name().clone(), DataType::Boolean)),
    )
}

/// Each cell as the table of an answer shows it: for types that polars has no text for.
pub(crate) fn spelled(cells: Expr) -> Expr {
    cells.map(
        |cells| {
            let series = cells.as_materialized_series().rechunk();
            let texts: StringChunked = series.iter().map(crate::query::spelled).collect();
            Ok(texts.with_name(series.name().clone()).into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::String)),
    )
}

/// A test for text that contains `wanted`, whatever the case.
pub(crate) fn contains(wanted: &str) -> impl Fn(&str) -> bool + Send + Sync + 'static {
    let wanted = Folded::new(wanted);
    move |text| match wanted.ascii_in(text) {
        Some((wanted, text)) => {
            wanted.is_empty() || text.windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted))
        }
        None => text.to_lowercase().contains(&wanted.lower),
    }
}

/// A test for text that starts with `wanted`, whatever the case.
pub(crate) fn starts_with(wanted: &str) -> impl Fn(&str) -> bool + Send + Sync + 'static {
    let wanted = Folded::new(wanted);
    move |text| match wanted.ascii_in(text) {
        Some((wanted, text)) => text
            .get(..wanted.len())
            .is_some_and(|part| part.eq_ignore_ascii_case(wanted)),
        None => text.to_lowercase().starts_with(&wanted.lower),
    }
}

/// A test for text that ends with `wanted`, whatever the case.
pub(crate) fn ends_with(wanted: &str) -> impl Fn(&str) -> bool + Send + Sync + 'static {
    let wanted = Folded::new(wanted);
    move |text| match wanted.ascii_in(text) {
        Some((wanted, text)) => {
            let start = text.len().checked_sub(wanted.len());
            start.is_some_and(|start| text[start..].eq_ignore_ascii_case(wanted))
        }
        None => text.to_lowercase().ends_with(&wanted.lower),
    }
}

/// Text to find whatever the case.
struct Folded {
    lower: String,
}

impl Folded {
    fn new(wanted: &str) -> Self {
        Self {
            lower: wanted.to_lowercase(),
        }
    }

    /// Both as bytes, when both are ASCII and no text needs to be made lower case.
    fn ascii_in<'a>(&'a self, text: &'a str) -> Option<(&'a [u8], &'a [u8])> {
        (self.lower.is_ascii() && text.is_ascii()).then_some((self.lower.as_bytes(), text.as_bytes()))
    }
}

fn test_cells(cells: &Column, test: &impl Fn(&str) -> bool) -> PolarsResult<Column> {
    let series = cells.as_materialized_series();
    let passed: BooleanChunked = match series.dtype() {
        DataType::Categorical(_, mapping) | DataType::Enum(_, mapping) => {
            let bound = mapping.num_cats_upper_bound();
            let known = |category: usize| CatSize::try_from(category).ok().and_then(|at| mapping.cat_to_str(at));
            let passing: Vec<bool> = (0..bound).map(|category| known(category).is_some_and(test)).collect();
            let physical = series.to_physical_repr().cast(&DataType::UInt32)?;
            let passed = |category: u32| passing.get(category as usize).copied().unwrap_or(false);
            physical.u32()?.iter().map(|cell| cell.map(passed)).collect()
        }
        DataType::String => series.str()?.iter().map(|cell| cell.map(test)).collect(),
        _ => {
            let text = series.cast(&DataType::String)?;
            text.str()?.iter().map(|cell| cell.map(test)).collect()
        }
    };
    Ok(passed.with_name(series.name().clone()).into_column())
}
