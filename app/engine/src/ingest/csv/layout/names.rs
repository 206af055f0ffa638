//! Which rows hold the names of the columns, and what they are.

use super::words::{is_known, pattern};
use super::{Shape, Told, View, comments, is_blank};
use crate::ingest::csv::dialect::Row;
use std::ops::Range;

/// How many rows names may go over.
const MOST: usize = 5;

/// How many names are compared with each other.
const WIDEST: usize = 1_000;

/// How many rows at the top are looked at for the first one with cells.
const DEEPEST: usize = 200;

/// The rows of names, how many they are, and which is the table's first row.
pub(super) fn find(view: &View<'_, '_>, told: &Told) -> (Vec<Vec<String>>, usize, usize) {
    let first = (0..view.len().min(DEEPEST))
        .find(|index| view.is_like(*index))
        .unwrap_or(0);
    let (start, count) = match (told.header_rows, told.header) {
        (Some(count), _) => (top(view, told, first), count as usize),
        (None, Some(true)) => match block(view, first) {
            Some(block) if told.skipped.is_none() => (block.start, block.len()),
            _ => (top(view, told, first), 1),
        },
        (None, Some(false)) => (top(view, told, first), 0),
        (None, None) => match block(view, first) {
            Some(block) => (block.start, block.len()),
            None => (first, 0),
        },
    };
    let count = count.min(view.len().saturating_sub(start));
    let without_mark = |mut names: Vec<String>| {
        if names.len() == view.width + 1 && matches!(names[0].as_str(), "#" | "%" | "!" | ";" | "//") {
            names.remove(0);
        }
        if view.is_spaced && names.len() > view.width && view.width > 1 {
            let last = names.split_off(view.width - 1).join(" ");
            names.push(last);
        }
        names
    };
    let header = (start..start + count)
        .filter_map(|index| view.row(index))
        .map(|row| without_mark(comments::named(&row.cells)))
        .collect();
    (header, count, start)
}

/// The table's first row where the user says how many rows of names there are.
fn top(view: &View<'_, '_>, told: &Told, first: usize) -> usize {
    match (told.skipped, told.header, told.header_rows) {
        (Some(_), ..) => 0,
        (None, Some(true), _) | (None, None, Some(1..)) => {
            let rows = told.header_rows.unwrap_or(1) as usize;
            let named = block(view, first).map_or(first, |block| block.end);
            named.saturating_sub(rows)
        }
        (None, Some(false), _) => block(view, first).map_or(first, |block| block.start),
        _ => first,
    }
}

/// The rows of names, at or above the first row that looks as the others do.
fn block(view: &View<'_, '_>, first: usize) -> Option<Range<usize>> {
    let is_typed = view.typed().next().is_some();
    let is_named_above = |above: usize| {
        let is_full = view
            .row(above)
            .is_some_and(|row| row.filled() >= view.width && !has_doubles(row));
        is_full && is_named(view, above) && !view.is_apart(first)
    };
    let score = match first.checked_sub(1).is_some_and(is_named_above) {
        true => -1.0,
        false => names_score(view, first),
    };
    if score > 0.0 || !is_typed && score > -0.05 {
        let next = first + 1;
        if !is_typed && is_group(view, first) && is_full(view, next) && view.len() > next + 1 && !is_title(view, first)
        {
            return Some(first..next + 1);
        }
        return Some(upwards(view, first)..downwards(view, first));
    }
    let last = (first.saturating_sub(20)..first)
        .rev()
        .find(|index| is_named(view, *index));
    let is_full_above = |above: &usize| {
        let is_full = view
            .row(*above)
            .is_some_and(|row| row.filled() >= view.width && row.cells.len() == view.width);
        is_full && view.width > 1 && !view.is_apart(first)
    };
    let last = last.or_else(|| first.checked_sub(1).filter(is_full_above))?;
    let mut named = last;
    while named > 0 && !view.is_apart(named) && is_named(view, named - 1) && is_complete(view, named - 1) {
        named -= 1;
    }
    let block = upwards(view, named)..downwards(view, named);
    Some(block).filter(|block| block.len() <= MOST)
}

/// Where the rows of names that begin here end.
fn downwards(view: &View<'_, '_>, named: usize) -> usize {
    let mut end = named + 1;
    while end - named < MOST
        && end + 1 < view.len()
        && is_named(view, end)
        && (is_group(view, end - 1) || is_extension(view, end, end - 1))
    {
        end += 1;
    }
    end
}

/// Whether each column has a name of its own here.
fn is_complete(view: &View<'_, '_>, index: usize) -> bool {
    view.row(index)
        .is_some_and(|row| row.filled() >= view.width && !has_doubles(row))
        || is_group(view, index)
}

/// Whether a row above the cells holds their names: a comment often does.
pub(super) fn are_names_above(view: &View<'_, '_>) -> bool {
    is_named(view, 0) && is_complete(view, 0) && names_score(view, 1) <= 0.0
}

/// The rows that repeat one of the first ones, when that one names the columns of the others.
pub(super) fn repeated(view: &View<'_, '_>) -> Vec<usize> {
    const TOP: usize = 30;
    let is_wordy = |row: &Row<'_>| {
        let is_telling = row.filled() > 1 || view.width == 1;
        is_telling && row.cells.iter().all(|cell| !Shape::of(cell).is_typed())
    };
    let same = |first: usize| -> Vec<usize> {
        let Some(named) = view.row(first).filter(|row| is_wordy(row)) else {
            return Vec::new();
        };
        let is_same = |index: &usize| view.row(*index).is_some_and(|row| row.cells == named.cells);
        (first + 1..view.len()).filter(is_same).collect()
    };
    let found = (0..view.len().min(TOP)).map(same).find(|same| !same.is_empty());
    found.filter(|same| same.len() * 3 < view.len()).unwrap_or_default()
}

/// The first of the rows of names that ends here.
fn upwards(view: &View<'_, '_>, last: usize) -> usize {
    let mut top = last;
    while top > 0 && last - top + 1 < MOST && !view.is_apart(top) {
        let above = top - 1;
        let is_group = is_group(view, above) && !is_title(view, above);
        let is_unit = is_named(view, above) && is_extension(view, top, above);
        if !is_group && !is_unit {
            break;
        }
        top = above;
    }
    top
}

/// Whether a row has names where the cells below are numbers, times or flags.
fn is_named(view: &View<'_, '_>, index: usize) -> bool {
    let Some(row) = view.row(index) else {
        return false;
    };
    let close = row.cells.len() + view.width / 3 + 1 >= view.width && row.cells.len() <= view.width + 3;
    let (mut named, mut other, mut all) = (0, 0, 0);
    for (column, shape) in view.typed() {
        all += 1;
        match row.cells.get(column).map_or(Shape::Empty, |cell| Shape::of(cell)) {
            Shape::Word | Shape::Text => named += 1,
            Shape::Moment if shape == Shape::Number => named += 1,
            Shape::Odd if row.cells.len() > 1 => named += 1,
            Shape::Empty => {}
            _ => other += 1,
        }
    }
    let is_alone = view.width > 1 && row.filled() < 2;
    close && named > 0 && named * 2 >= all && other * 3 <= named && !is_alone
}

/// Whether a lower row of names goes on with the one above it: units, second levels. A first row of cells does not.
fn is_extension(view: &View<'_, '_>, lower: usize, upper: usize) -> bool {
    let (Some(low), Some(up)) = (view.row(lower), view.row(upper)) else {
        return false;
    };
    if view.width > WIDEST / 2 {
        return false;
    }
    let texts: Vec<&str> = low
        .cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
        .collect();
    let is_unit =
        |cell: &&str| cell.starts_with(['(', '[']) || cell.chars().count() <= 6 && Shape::of(cell) != Shape::Number;
    let bracketed = texts.iter().filter(|cell| cell.starts_with(['(', '['])).count();
    let text_columns = (0..view.width).filter(|column| !view.shapes[*column].is_some_and(Shape::is_typed));
    let blank_texts = text_columns
        .clone()
        .all(|column| low.cells.get(column).is_none_or(|cell| is_blank(cell)));
    let has_texts = text_columns.count() > 0;
    let all_typed = !has_texts && view.typed().count() > 2;
    let are_units =
        texts.iter().all(is_unit) && (bracketed * 2 >= texts.len() || blank_texts && has_texts || all_typed);
    let typed = view.typed().count();
    let mut distinct = texts.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let recurs = |text: &&str| {
        (lower + 1..view.len().min(lower + 200)).any(|index| {
            view.row(index)
                .is_some_and(|row| row.cells.iter().any(|cell| cell.trim() == *text))
        })
    };
    let is_level = typed > 1 && distinct.len() == texts.len() && !texts.iter().any(&recurs) && has_doubles(up);
    let is_described =
        typed > 2 && distinct.len() == texts.len() && low.cells.len() == view.width && !texts.iter().any(recurs);
    are_units || is_level || is_described
}

/// Whether a row names something twice or leaves names out.
fn has_doubles(row: &Row<'_>) -> bool {
    let cells: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).take(WIDEST).collect();
    cells
        .iter()
        .enumerate()
        .any(|(index, cell)| cell.is_empty() || cells[..index].contains(cell))
}

/// Whether a row holds labels over groups of columns: blanks between or before them.
fn is_group(view: &View<'_, '_>, index: usize) -> bool {
    let Some(row) = view.row(index) else {
        return false;
    };
    let is_year = |cell: &str| {
        cell.trim()
            .parse::<u32>()
            .is_ok_and(|year| (1800..2200).contains(&year))
    };
    let is_label = |cell: &str| !Shape::of(cell).is_typed() || is_year(cell);
    let labels: Vec<bool> = row.cells.iter().map(|cell| !is_blank(cell)).collect();
    let last = labels.iter().rposition(|label| *label).unwrap_or_default();
    let gaps = labels[..last].iter().filter(|label| !**label).count();
    let close = row.cells.len() + 1 >= view.width && row.cells.len() <= view.width + 1 || row.cells.len() > 2;
    let repeats = row.filled() > 1 && has_doubles(row) && row.filled() == row.cells.len();
    close && row.cells.iter().all(|cell| is_label(cell)) && (gaps > 0 || repeats) && view.width > 2
}

/// Whether only the first cell of a row says something.
fn is_title(view: &View<'_, '_>, index: usize) -> bool {
    view.row(index)
        .is_some_and(|row| row.filled() < 2 && row.cells.first().is_some_and(|cell| !is_blank(cell)))
}

fn is_full(view: &View<'_, '_>, index: usize) -> bool {
    let Some(row) = view.row(index) else {
        return false;
    };
    let mut texts: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).collect();
    texts.sort_unstable();
    let count = texts.len();
    row.filled() >= view.width && count >= view.width && texts.iter().all(|text| Shape::of(text) != Shape::Number)
}

/// How much a row names the columns of those below it: positive when it does, negative when it is one of them.
fn names_score(view: &View<'_, '_>, index: usize) -> f64 {
    const BELOW: usize = 200;
    let Some(row) = view.row(index) else {
        return -1.0;
    };
    let below: Vec<&Row<'_>> = (index + 1..view.len().min(index + BELOW))
        .filter_map(|index| view.row(index))
        .collect();
    if below.is_empty() {
        let typed = row.cells.iter().filter(|cell| Shape::of(cell).is_typed()).count();
        return if typed == 0 { 1.0 } else { -1.0 };
    }
    let cells: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).collect();
    let mut score = 0.0;
    for (column, name) in cells.iter().enumerate().take(view.width) {
        let body: Vec<&str> = below
            .iter()
            .filter_map(|row| row.cells.get(column))
            .map(|cell| cell.trim())
            .collect();
        score += match view.shapes[column].filter(|shape| shape.is_typed()) {
            Some(shape) => typed_score(name, shape, &body),
            None => text_score(name, &body),
        };
    }
    if is_counted(&cells) || is_lettered(&cells) {
        score += cells.len() as f64;
    }
    let doubled = |(index, cell): (usize, &&str)| !cell.is_empty() && cells[..index].contains(cell);
    let doubles = cells
        .iter()
        .enumerate()
        .take(WIDEST)
        .filter(|cell| doubled((cell.0, cell.1)))
        .count();
    score - 0.5 * doubles as f64
}

/// Columns that are numbered from 0 or 1, behind a column without a name.
fn is_counted(cells: &[&str]) -> bool {
    let Some(("", numbers)) = cells.split_first().map(|(first, rest)| (*first, rest)) else {
        return false;
    };
    let from = |start: usize| {
        numbers
            .iter()
            .enumerate()
            .all(|(index, cell)| cell.parse() == Ok(index + start))
    };
    numbers.len() > 1 && (from(0) || from(1))
}

/// Columns that are called a, b, c, as in examples.
fn is_lettered(cells: &[&str]) -> bool {
    let mut letters = 'a'..='z';
    let is_next = |cell: &&str| {
        letters
            .next()
            .is_some_and(|letter| cell.to_lowercase() == letter.to_string())
    };
    cells.len() > 1 && cells.iter().all(is_next)
}

fn typed_score(name: &str, shape: Shape, body: &[&str]) -> f64 {
    let year = |cell: &str| cell.parse::<u32>().is_ok_and(|year| (1800..2200).contains(&year));
    match Shape::of(name) {
        Shape::Empty => -0.2,
        same if same == shape => match year(name) && !body.iter().all(|cell| cell.len() == 4 || cell.is_empty()) {
            true => 0.4,
            false => -1.0,
        },
        Shape::Word | Shape::Text | Shape::Odd => 1.0,
        _ => 0.0,
    }
}

fn text_score(name: &str, body: &[&str]) -> f64 {
    let filled: Vec<&str> = body.iter().copied().filter(|cell| !cell.is_empty()).collect();
    if name.is_empty() || filled.is_empty() {
        return if name.is_empty() { -0.2 } else { 0.05 };
    }
    if filled.contains(&name) {
        return if filled.len() > 2 { -1.0 } else { -0.3 };
    }
    let typed = filled.iter().filter(|cell| Shape::of(cell).is_typed()).count() as f64 / filled.len() as f64;
    let mut score = if Shape::of(name).is_typed() { -0.5 } else { 0.8 * typed };
    let same = filled.iter().all(|cell| pattern(cell) == pattern(filled[0]));
    if filled.len() > 1 && same {
        score += if pattern(name) == pattern(filled[0]) { -0.7 } else { 0.5 };
    }
    let has_digit = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_digit());
    if filled.len() > 1 && filled.iter().all(|cell| has_digit(cell)) {
        score += if has_digit(name) { -0.3 } else { 0.5 };
    }
    let marks = ['@', '-', '_', '/', ':', '#', '.', ','];
    if filled.len() > 1
        && marks
            .iter()
            .any(|mark| name.contains(*mark) && filled.iter().all(|cell| cell.contains(*mark)))
    {
        score -= 0.7;
    } else if filled.len() > 1 && filled.iter().all(|cell| cell.contains('@')) {
        score += 0.5;
    }
    let long = filled.iter().filter(|cell| cell.len() > 2 * name.len() + 8).count();
    if long * 2 > filled.len() {
        score += 0.2;
    }
    if name.contains('_') || is_known(name) {
        score += 0.3;
    }
    score
}

/// How many columns there are and what they are called: the rows of names joined, labels of groups given to each of their columns.
pub(super) fn names(view: &View<'_, '_>, header: &[Vec<String>], body: Range<usize>) -> (usize, Vec<String>) {
    let mut width = view.width;
    let longest = header.iter().map(Vec::len).max().unwrap_or_default();
    let ends_empty = |row: &Row<'_>| row.cells.iter().skip(longest).all(|cell| is_blank(cell));
    let rows: Vec<&Row<'_>> = body.filter_map(|index| view.row(index)).collect();
    if longest >= width || longest > 0 && rows.iter().all(|row| ends_empty(row)) {
        width = longest;
    }
    let mut names = vec![String::new(); width];
    for (level, row) in header.iter().enumerate() {
        let is_last = level + 1 == header.len();
        let is_group = !is_last && row.iter().any(|name| name.is_empty());
        let mut label = "";
        for (column, name) in names.iter_mut().enumerate() {
            let own = row.get(column).map_or("", String::as_str);
            label = if own.is_empty() && is_group { label } else { own };
            if !label.is_empty() && !name.ends_with(label) {
                *name = format!("{name} {label}").trim().to_owned();
            }
        }
    }
    if longest > 0 && longest + 1 == width && names.last().is_some_and(String::is_empty) && are_row_names(&rows, width)
    {
        names.rotate_right(1);
    }
    (width, names)
}

/// Whether the first column names the rows, as R writes them: every row is one cell longer than the names, and the first cells differ.
fn are_row_names(rows: &[&Row<'_>], width: usize) -> bool {
    let mut firsts: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.cells.first())
        .map(|cell| cell.trim())
        .collect();
    let count = firsts.len();
    let are_numbered = firsts
        .iter()
        .enumerate()
        .all(|(index, first)| first.parse() == Ok(index + 1));
    let are_words = firsts.iter().all(|first| !Shape::of(first).is_typed());
    if !are_words && !are_numbered {
        return false;
    }
    firsts.sort_unstable();
    firsts.dedup();
    let lasts = rows
        .iter()
        .filter(|row| row.cells.get(width - 1).is_some_and(|cell| !is_blank(cell)))
        .count();
    firsts.len() == count && lasts * 2 > count && rows.iter().all(|row| row.cells.len() >= width)
}
