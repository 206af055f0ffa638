//! Lines that are comments.

use super::Told;
use crate::ingest::csv::dialect::{Row, usual_width};
use crate::ingest::csv::fixed;

/// What comments begin with.
const PREFIXES: [&str; 8] = ["#", "//", "--", "%", "!", ";", "*", "'"];

/// Whether a line is a comment.
pub(in super::super) fn is_comment(line: &str, prefix: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(prefix) || line.strip_prefix('"').is_some_and(|line| line.starts_with(prefix))
}

/// What the comments of these rows begin with, if there are any.
pub(super) fn prefix(text: &str, rows: &[Row<'_>], told: &Told) -> Option<String> {
    if let Some(prefix) = &told.comment {
        return Some(prefix.clone()).filter(|prefix| !prefix.is_empty());
    }
    let is_rule = |row: &Row<'_>| text.get(row.start..row.end).is_some_and(fixed::is_rule);
    let filled: Vec<&Row<'_>> = rows.iter().filter(|row| !row.is_blank() && !is_rule(row)).collect();
    PREFIXES
        .into_iter()
        .find(|prefix| are_comments(text, &filled, prefix))
        .map(str::to_owned)
}

fn are_comments(text: &str, rows: &[&Row<'_>], prefix: &str) -> bool {
    let line = |row: &&&Row<'_>| text.get(row.start..row.end).unwrap_or_default();
    let (marked, plain): (Vec<&&Row<'_>>, Vec<&&Row<'_>>) = rows.iter().partition(|row| is_comment(line(row), prefix));
    if marked.is_empty() || plain.len() < 2 || marked.len() > plain.len() + 50 {
        return false;
    }
    let plain_rows: Vec<&Row<'_>> = plain.iter().map(|row| **row).collect();
    let width = usual_width(&plain_rows.iter().copied());
    let other = marked.iter().filter(|row| row.cells.len() != width).count();
    let leading = rows.iter().take_while(|row| is_comment(line(row), prefix)).count();
    let is_said = |row: &&&&Row<'_>| {
        let said = line(row).trim_start().trim_start_matches('"');
        said.strip_prefix(prefix)
            .is_some_and(|said| said.starts_with([' ', '\t']) || said.is_empty() || said.starts_with(prefix))
    };
    let said = marked.iter().filter(is_said).count();
    let is_plain_sign = matches!(prefix, "#" | "//" | "%");
    match width {
        1 => is_plain_sign && (said == marked.len() || leading == marked.len() && leading > 1),
        _ if other == marked.len() => is_plain_sign || said == marked.len() || leading == marked.len(),
        _ if other * 2 > marked.len() => is_plain_sign || said == marked.len(),
        _ if other > 0 => is_plain_sign && said == marked.len(),
        _ => prefix == "#" && leading == marked.len() && said == marked.len() && leading > 1,
    }
}

/// The names in a comment right above the cells: `# id, name, value`.
pub(super) fn named<'a>(cells: &[std::borrow::Cow<'a, str>]) -> Vec<String> {
    let mut names: Vec<String> = cells
        .iter()
        .map(|cell| cell.trim().trim_matches('\u{feff}').to_owned())
        .collect();
    if let Some(first) = names.first_mut() {
        let bare = first.trim_start_matches(['#', '%', '!', ';', '/']).trim().to_owned();
        if !bare.is_empty() {
            *first = bare;
        }
    }
    names
}
