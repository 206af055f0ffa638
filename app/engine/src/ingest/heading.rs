//! Where a table begins, and whether its first row holds names.

use super::cell;
use super::guess::{Guess, Habit, Kind};

/// How many rows come before the table: titles, comments.
pub(super) fn preamble(rows: &[Vec<&str>], usual: usize) -> usize {
    const MOST: usize = 50;
    let filled = |row: &Vec<&str>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let is_apart = |row: &&Vec<&str>| {
        let is_comment = row[0].starts_with('#') && row.len() != usual;
        is_comment || row.len() == 1 && usual > 1 || filled(row) <= 1 && usual > 2
    };
    let titles = rows.iter().take_while(is_apart).count();
    let comments = rows
        .iter()
        .take_while(|row| row[0].starts_with("# ") && usual == 1)
        .count();
    match titles.max(comments) {
        count if count < rows.len() && count <= MOST => count,
        _ => 0,
    }
}

/// Whether the first row names the columns of the others.
pub(super) fn are_names(first: &[&str], rest: &[Vec<&str>]) -> bool {
    let of = |cell: &str| Guess::of(cell.as_bytes()).kind(Habit::MonthFirst);
    let filled: Vec<_> = first.iter().filter(|cell| !cell.trim().is_empty()).collect();
    let values: Vec<_> = filled
        .iter()
        .filter(|cell| !matches!(of(cell), Kind::Text | Kind::Empty))
        .collect();
    if filled.is_empty() || !values.is_empty() && !are_years(&values, filled.len(), rest.is_empty()) {
        return false;
    }
    let recurs = |index: usize| {
        let below = |row: &Vec<&str>| {
            row.get(index)
                .is_some_and(|cell| *cell == first[index] && !cell.is_empty())
        };
        rest.iter().any(below)
    };
    let recurring = (0..first.len()).filter(|index| recurs(*index)).count();
    rest.is_empty() || recurring * 2 < first.len()
}

/// Names may be years where some other name is none.
fn are_years(values: &[&&&str], filled: usize, alone: bool) -> bool {
    let year = |cell: &str| cell::whole(cell::bare(cell.as_bytes())).filter(|year| (1800..2200).contains(year));
    let years: Option<Vec<_>> = values.iter().map(|cell| year(cell)).collect();
    let Some(mut years) = years else {
        return false;
    };
    years.sort_unstable();
    years.dedup();
    years.len() == values.len() && values.len() < filled && (values.len() > 1 || alone)
}
