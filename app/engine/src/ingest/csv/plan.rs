//! How a delimited file is to be read, from its start: delimiter, names, what stands before the table, first guesses.

use super::records::{Dialect, Records, Rest};
use crate::error::Error;
use crate::ingest::File;
use crate::ingest::cell;
use crate::ingest::column::Batch;
use crate::ingest::guess::{Guess, Habit, Kind};
use crate::ingest::heading;
use crate::ingest::text::Text;
use spec::reading::Format;

/// How to read a file.
pub(super) struct Plan {
    /// How it is written.
    pub dialect: Dialect,
    /// Whether the first row of the table holds names.
    pub header: bool,
    /// The names as they stand there; one for each column, maybe empty.
    pub names: Vec<String>,
    /// How many columns there are.
    pub width: usize,
    /// Where the first row of cells starts.
    pub start: usize,
    /// How many lines come before it.
    pub lines: u64,
    /// How many lines come before the table.
    pub skipped: u64,
    /// How its maker writes dates and numbers.
    pub habit: Habit,
    /// What each column's cells may be.
    pub guesses: Vec<Guess>,
    /// About how many bytes a row takes.
    pub row_bytes: f64,
}

impl Plan {
    /// About how many rows a file of this size has; never so many that making room for them fails.
    pub(super) fn expected_rows(&self, size_bytes: u64) -> usize {
        const MOST_CELLS: usize = 1 << 27;
        let rows = (size_bytes as f64 / self.row_bytes.max(1.0) * 1.02) as usize + 16;
        rows.min(MOST_CELLS / self.width)
    }
}

/// How much of the file is looked at.
pub(super) const HEAD: usize = 1 << 20;

/// One row of the head, cells as they stand there.
struct Row<'a> {
    start: usize,
    end: usize,
    cells: Vec<&'a str>,
}

/// Plans from what has been read so far; none when that is not UTF-8.
pub(super) fn plan(file: &File<'_>, text: &Text) -> Result<Option<Plan>, Error> {
    let unused = text.unused();
    let bytes = &unused[..unused.len().min(HEAD)];
    let head = match std::str::from_utf8(bytes) {
        Ok(head) => head,
        Err(error) if error.error_len().is_some() => return Ok(None),
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let is_whole = text.is_at_end() && head.len() == unused.len();
    let ending = if head.contains('\n') || !head.contains('\r') {
        b'\n'
    } else {
        b'\r'
    };
    let stated = stated_delimiter(head);
    let delimiter = match (&file.options.delimiter, stated) {
        (Some(delimiter), _) => chosen(file, delimiter)?,
        (None, Some((delimiter, _))) => delimiter,
        (None, None) => likely(head, ending, file.format),
    };
    let dialect = Dialect { delimiter, ending };
    let from = stated.map_or(0, |(_, length)| length);
    if is_whole && head[from..].trim().is_empty() {
        let why = "is empty: it has nothing but blank lines";
        return Err(file.unreadable("empty_file", why, "check that it was saved or downloaded completely"));
    }
    Ok(Some(settle(file, head, is_whole, dialect, from)))
}

fn settle(file: &File<'_>, head: &str, is_whole: bool, dialect: Dialect, from: usize) -> Plan {
    let rows = rows(&head[from..], dialect, from);
    let usual = usual_width(&rows);
    let heads: Vec<Vec<&str>> = rows.iter().map(|row| row.cells.clone()).collect();
    let first = heading::preamble(&heads, usual);
    let rows = &rows[first..];
    let named = match (rows.first(), file.options.header) {
        (None, _) => false,
        (Some(_), Some(header)) => header,
        (Some(row), None) => heading::are_names(&row.cells, &heads[first + 1..]),
    };
    let table = rows.first().map_or(head.len(), |row| row.start);
    let start = match (rows.first(), named) {
        (Some(row), true) => row.end,
        _ => table,
    };
    let mut names: Vec<_> = match rows.first() {
        Some(row) if named => row
            .cells
            .iter()
            .map(|cell| cell::content(cell).trim().to_owned())
            .collect(),
        _ => Vec::new(),
    };
    let width = width(&rows[usize::from(named)..], names.len(), usual);
    names.truncate(width);
    names.resize(width, String::new());
    let habit = if dialect.delimiter == b';' {
        Habit::DayFirst
    } else {
        Habit::MonthFirst
    };
    let rest = if is_whole { Rest::Ends } else { Rest::Follows };
    let (guesses, row_bytes) = guesses(&head[start..], dialect, width, rest);
    let lines = |end: usize| memchr::memchr_iter(dialect.ending, &head.as_bytes()[..end]).count() as u64;
    Plan {
        dialect,
        header: named,
        names,
        width,
        start,
        lines: lines(start),
        skipped: if first > 0 || from > 0 { lines(table) } else { 0 },
        habit,
        guesses,
        row_bytes,
    }
}

/// The delimiter that Excel writes in a line of its own, and that line's length.
fn stated_delimiter(head: &str) -> Option<(u8, usize)> {
    let rest = head.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    let delimiter = *head.as_bytes().get(rest.len())?;
    let line = head.find('\n')? + 1;
    (head[..line].trim_end().len() <= 5 && delimiter.is_ascii()).then_some((delimiter, line))
}

fn chosen(file: &File<'_>, delimiter: &str) -> Result<u8, Error> {
    match delimiter.as_bytes() {
        b"\\t" | b"tab" => Ok(b'\t'),
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | 0) => Ok(*byte),
        _ => {
            let why = format!("cannot be cut at “{delimiter}”");
            Err(file.unreadable("unreadable", why, "name one character, such as ; or tab"))
        }
    }
}

/// The delimiter that cuts the most rows into equally many cells.
fn likely(head: &str, ending: u8, format: Format) -> u8 {
    let score = |delimiter: u8| {
        let rows = rows(head, Dialect { delimiter, ending }, 0);
        let width = usual_width(&rows);
        if width < 2 {
            return 0;
        }
        let like = rows.iter().filter(|row| row.cells.len() == width).count();
        let agreed = like * 1000 / rows.len().max(1);
        let first = if rows[0].cells.len() == width { 200 } else { 0 };
        let expected = if delimiter == b'\t' && format == Format::Tsv {
            500
        } else {
            0
        };
        agreed + width.min(20) * 10 + first + expected
    };
    let scored = b",;\t|".map(|delimiter| (score(delimiter), delimiter));
    let best = scored.into_iter().rev().max_by_key(|(score, _)| *score);
    best.filter(|(score, _)| *score > 0)
        .map_or(b',', |(_, delimiter)| delimiter)
}

/// The first rows, blank lines left out.
fn rows(text: &str, dialect: Dialect, offset: usize) -> Vec<Row<'_>> {
    const MOST: usize = 200;
    let mut rows = Vec::new();
    let mut from = 0;
    while from < text.len() && rows.len() < MOST {
        let (cells, end) = row(text, from, dialect);
        if cells.len() > 1 || !cells[0].trim().is_empty() {
            rows.push(Row {
                start: offset + from,
                end: offset + end,
                cells,
            });
        }
        from = end;
    }
    rows
}

/// The cells of the row that starts here, and where the next one does.
fn row(text: &str, from: usize, dialect: Dialect) -> (Vec<&str>, usize) {
    let bytes = text.as_bytes();
    let (mut cells, mut cell, mut quoted, mut at) = (Vec::new(), from, false, from);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'"' {
            quoted = !quoted && (at == cell || bytes[at - 1] == b'"' && bytes[cell] == b'"');
        } else if byte == dialect.delimiter && !quoted {
            cells.push(&text[cell..at]);
            cell = at + 1;
        } else if byte == dialect.ending && !quoted {
            break;
        }
        at += 1;
    }
    cells.push(text[cell..at].trim_end_matches('\r'));
    (cells, (at + 1).min(bytes.len()))
}

/// How many cells most rows have; of equally frequent widths that of the earlier row.
fn usual_width(rows: &[Row<'_>]) -> usize {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match counts.iter_mut().find(|(width, _)| *width == row.cells.len()) {
            Some((_, count)) => *count += 1,
            None => counts.push((row.cells.len(), 1)),
        }
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(1, |(width, _)| width)
}

fn width(rows: &[Row<'_>], named: usize, usual: usize) -> usize {
    let ends_empty = |row: &Row<'_>| row.cells.len() <= named || row.cells[named..].iter().all(|cell| cell.is_empty());
    match named {
        0 => usual,
        named if named >= usual || rows.iter().all(ends_empty) => named,
        _ => usual,
    }
}

/// What the first rows' cells can be, and how long these rows are.
fn guesses(text: &str, dialect: Dialect, width: usize, rest: Rest) -> (Vec<Guess>, f64) {
    let open = match dialect.delimiter {
        b';' => Guess::ANYTHING,
        _ => Guess::ANYTHING.without(Kind::CommaReal),
    };
    let mut records = Records::new(dialect, width);
    let used = records.scan(text.as_bytes(), HEAD / 2, rest);
    let batch = Batch {
        text,
        places: &records.places,
        width,
    };
    let row_bytes = used as f64 / batch.rows().max(1) as f64;
    let most = (40_000 / width).clamp(100, 2_000);
    let guess = |column| batch.cells(column, 0).take(most).fold(open, Guess::narrowed);
    ((0..width).map(guess).collect(), row_bytes)
}
