//! Where a table ends: totals, sources and notes below it are no rows of it.

use super::{Shape, View, is_blank};
use crate::ingest::csv::dialect::Row;

/// How many of the rows are the table's, names included; what follows is not.
pub(super) fn end(view: &View<'_, '_>, body: usize) -> usize {
    const MOST: usize = 40;
    let mut end = view.len();
    let last_like = (body..end)
        .rev()
        .take(MOST)
        .find(|index| view.is_like(*index) && !is_total(view, *index, body) && !is_said(view, *index));
    if let Some(block) = sparse_block(view, body) {
        return block;
    }
    let Some(last_like) = last_like else {
        return end;
    };
    while end > last_like + 1 && is_after(view, end - 1, body) {
        end -= 1;
    }
    let rest = (last_like + 1..end).len();
    if end < view.len() && rest > 0 && (last_like + 1..end).any(|index| view.is_apart(index)) {
        return (last_like + 1..end).find(|index| view.is_apart(*index)).unwrap_or(end);
    }
    end
}

/// Where rows with few cells begin that stand below a blank line and are the last ones: sums and the like.
fn sparse_block(view: &View<'_, '_>, body: usize) -> Option<usize> {
    const MOST: usize = 20;
    let filled = |index: usize| view.row(index).map_or(0, Row::filled);
    let is_sparse = |index: &usize| filled(*index) * 2 <= view.width && view.width > 2;
    let sparse = (body + 1..view.len()).rev().take_while(is_sparse).take(MOST);
    let block = sparse.filter(|index| view.is_apart(*index)).last()?;
    let usual = (body..block).filter(|index| !is_sparse(index)).count();
    (usual * 2 > block - body).then_some(block)
}

/// Whether a row with too few cells begins as remarks do.
fn is_said(view: &View<'_, '_>, index: usize) -> bool {
    let Some(row) = view.row(index) else {
        return false;
    };
    let first = row.cells.first().map(|cell| cell.trim()).unwrap_or_default();
    row.cells.len() < view.width && view.width > 2 && is_remark(first)
}

/// Whether a row below the last good one is none of the table's.
fn is_after(view: &View<'_, '_>, index: usize, body: usize) -> bool {
    let Some(row) = view.row(index) else {
        return false;
    };
    if is_total(view, index, body) || is_said(view, index) {
        return true;
    }
    let opening = row.cells.first().map(|cell| cell.trim()).unwrap_or_default();
    if is_count(opening) && !view.is_like(index) {
        return true;
    }
    let first = row
        .cells
        .iter()
        .find(|cell| !is_blank(cell))
        .map(|cell| cell.trim())
        .unwrap_or_default();
    let is_narrow =
        row.filled() <= 1 && view.width > 1 || row.cells.len() < view.width && row.filled() * 2 <= view.width;
    match view.width {
        1 => view.typed().next().is_some() && Shape::of(first) == Shape::Text || is_count(first),
        _ if is_narrow => {
            is_remark(first) || view.is_apart(index) || is_foreign(view, row) || above_is_after(view, index)
        }
        _ => view.is_apart(index) && !view.is_like(index) && row.cells.len() != view.width,
    }
}

fn above_is_after(view: &View<'_, '_>, index: usize) -> bool {
    let Some(row) = index.checked_sub(1).and_then(|above| view.row(above)) else {
        return false;
    };
    let first = row
        .cells
        .iter()
        .find(|cell| !is_blank(cell))
        .map(|cell| cell.trim())
        .unwrap_or_default();
    row.filled() <= 1 && (is_remark(first) || view.is_apart(index - 1))
}

/// Whether a lone cell does not look like the column that it stands in.
fn is_foreign(view: &View<'_, '_>, row: &Row<'_>) -> bool {
    let Some((column, cell)) = row.cells.iter().enumerate().find(|(_, cell)| !is_blank(cell)) else {
        return false;
    };
    match view.shapes.get(column).copied().flatten() {
        Some(shape) if shape.is_typed() => Shape::of(cell) != shape,
        Some(Shape::Word) => Shape::of(cell) == Shape::Text && cell.split_whitespace().count() > 2,
        _ => cell.split_whitespace().count() > 5,
    }
}

/// Whether words speak about a table: its source, its end, a note.
fn is_remark(cell: &str) -> bool {
    const WORDS: [&str; 24] = [
        "source",
        "note",
        "notes",
        "quelle",
        "hinweis",
        "anmerkung",
        "end of",
        "eof",
        "footer",
        "generated",
        "created",
        "copyright",
        "total",
        "sum",
        "summe",
        "gesamt",
        "report",
        "exported",
        "printed",
        "legend",
        "page",
        "last updated",
        "data as of",
        "remark",
    ];
    let lower = cell.to_lowercase();
    let starts = |word: &&str| {
        lower
            .strip_prefix(*word)
            .is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric()))
    };
    WORDS.iter().any(starts) || cell.starts_with(['(', '*', '©', '¹', '†']) || is_count(&lower)
}

/// `(200 rows)`, `3 rows in set`, `-- end --`.
fn is_count(cell: &str) -> bool {
    let cell = cell.trim_matches(['(', ')', '-', '*', ' ', '[', ']']).to_lowercase();
    let mut words = cell.split_whitespace();
    let is_number = words
        .next()
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let counted = words.next().is_some_and(|word| {
        matches!(
            word.trim_end_matches([',', '.']),
            "row" | "rows" | "records" | "record" | "lines" | "entries" | "zeilen" | "rows(s)" | "row(s)"
        )
    });
    is_number && counted
}

/// Whether a row at the end sums up the others: it says so, and cells of text are blank or numbers add up.
fn is_total(view: &View<'_, '_>, index: usize, body: usize) -> bool {
    const WORDS: [&str; 12] = [
        "total",
        "totals",
        "grand total",
        "sum",
        "summe",
        "gesamt",
        "gesamtsumme",
        "insgesamt",
        "total général",
        "totale",
        "somme",
        "total:",
    ];
    let Some(row) = view.row(index) else {
        return false;
    };
    let Some((place, first)) = row.cells.iter().enumerate().find(|(_, cell)| !is_blank(cell)) else {
        return false;
    };
    let is_blank_first = |index: usize| {
        view.row(index)
            .and_then(|row| row.cells.first())
            .is_some_and(|cell| is_blank(cell))
    };
    if place > 0 && index + 1 == view.len() && index > body + 2 && !(body..index).any(is_blank_first) {
        return view
            .typed()
            .any(|(column, shape)| shape == Shape::Number && adds_up(view, column, body..index));
    }
    let lower = first.trim().trim_end_matches(':').to_lowercase();
    if !WORDS.contains(&lower.as_str()) || index < body + 2 {
        return false;
    }
    let blanks = row.cells.iter().skip(place + 1).filter(|cell| is_blank(cell)).count();
    let is_last = index + 1 == view.len() || view.is_apart(index);
    let adds_up = |column: usize| adds_up(view, column, body..index);
    is_last && blanks > 0
        || view
            .typed()
            .any(|(column, shape)| shape == Shape::Number && adds_up(column))
}

fn adds_up(view: &View<'_, '_>, column: usize, rows: std::ops::Range<usize>) -> bool {
    let number =
        |index: usize| -> Option<f64> { view.row(index)?.cells.get(column)?.trim().replace(',', "").parse().ok() };
    let Some(total) = number(rows.end) else {
        return false;
    };
    let sum: f64 = rows.filter_map(number).sum();
    (sum - total).abs() <= total.abs() * 1e-6 && total != 0.0
}
