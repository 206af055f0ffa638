//! Several tables below each other in one text.

use super::{Shape, Told, View, layout};
use crate::ingest::csv::dialect::Row;
use std::ops::Range;

/// The parts of a text that are tables of their own, with what stands above each; one when it is one table.
pub(in super::super) fn tables(text: &str, rows: &[Row<'_>], told: &Told) -> Vec<Range<usize>> {
    let everything = 0..rows.len();
    if told.skipped.is_some() || told.footer.is_some() || told.header_rows.is_some() || told.header.is_some() {
        return vec![everything];
    }
    let tables: Vec<_> = blocks(rows)
        .into_iter()
        .filter_map(|block| table(text, rows, block))
        .collect();
    let [first, others @ ..] = tables.as_slice() else {
        return vec![everything];
    };
    let is_other = |table: &Table| table.names != first.names && (table.width != first.width || table.is_titled);
    if others.is_empty() || !others.iter().all(is_other) {
        return vec![everything];
    }
    let ends: Vec<usize> = tables.iter().map(|table| table.rows.end).collect();
    let mut parts = Vec::new();
    let mut from = 0;
    for (index, end) in ends.iter().enumerate() {
        let end = if index + 1 == ends.len() { rows.len() } else { *end };
        parts.push(from..end);
        from = end;
    }
    parts
}

struct Table {
    rows: Range<usize>,
    names: Vec<String>,
    width: usize,
    is_titled: bool,
}

/// The rows between blank lines.
fn blocks(rows: &[Row<'_>]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut from = 0;
    for (index, row) in rows.iter().enumerate() {
        let is_break = row.is_blank() || row.filled() == 0;
        if is_break && index > from {
            blocks.push(from..index);
        }
        if is_break {
            from = index + 1;
        }
    }
    if from < rows.len() {
        blocks.push(from..rows.len());
    }
    blocks
}

/// A block that is surely a table: names above numbers, times or flags, and some rows.
fn table(text: &str, rows: &[Row<'_>], block: Range<usize>) -> Option<Table> {
    let own = &rows[block.clone()];
    let found = layout(text, own, true, &Told::default());
    let cells = found.rows.len().saturating_sub(found.header_rows);
    let typed = found
        .shapes
        .iter()
        .filter(|shape| shape.is_some_and(Shape::is_typed))
        .count();
    let view = View::of((0..own.len()).collect(), own);
    let is_pairs = view.width == 2 && cells < 3;
    if found.header_rows == 0 || cells < 2 || typed == 0 || found.width < 2 || is_pairs {
        return None;
    }
    Some(Table {
        rows: block.start..block.end,
        is_titled: found.names.iter().all(|name| !name.is_empty()),
        names: found.names,
        width: found.width,
    })
}
