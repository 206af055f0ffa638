//! How a text is cut into rows and cells.

mod quotes;

use quotes::Close;
use std::borrow::Cow;
use std::cell::Cell as Counter;

/// How a text is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dialect {
    /// What stands between two cells.
    pub delimiter: Delimiter,
    /// What stands around a cell that holds delimiters or ends of lines.
    pub quote: Option<u8>,
    /// What stands before a quote in a quoted cell; quotes are doubled when absent.
    pub escape: Option<u8>,
    /// What ends a row.
    pub ending: Ending,
    /// Whether spaces around a cell are no part of it.
    pub padded: bool,
}

/// What stands between two cells.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Delimiter {
    /// These characters.
    Text(String),
    /// Any number of spaces and tabs.
    Spaces,
    /// Nothing: cells begin at these characters of a line, counted from 0.
    Starts(Vec<u32>),
    /// Lines that are drawn, as terminals show tables.
    Drawn(char),
}

/// What ends a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// This byte; a CR before a LF belongs to it.
    Byte(u8),
    /// CR, LF, in any order and number.
    Any,
}

/// One row of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Row<'a> {
    /// Where it starts.
    pub start: usize,
    /// Where its last cell ends.
    pub end: usize,
    /// Where the next row starts.
    pub next: usize,
    /// Its first line, from 1.
    pub line: u64,
    /// Over how many lines it goes.
    pub lines: u64,
    /// What its cells say.
    pub cells: Vec<Cow<'a, str>>,
    /// Which cells are in quotes: the first 64.
    pub quoted: u64,
    /// How many cells break the rules of quoting.
    pub broken: u32,
    /// How many quotes are opened and never closed.
    pub unclosed: u32,
    /// Whether text goes on after it.
    pub is_ended: bool,
    /// Whether a quote that it opens does not close before the text ends.
    pub is_open: bool,
}

impl Row<'_> {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| is_blank(cell))
            && (self.cells.len() == 1 && self.quoted == 0 || self.cells.is_empty())
    }

    /// Whether it has so many cells, empty ones at its end aside.
    pub(super) fn is_wide(&self, width: usize) -> bool {
        self.cells.len() >= width && self.cells[width..].iter().all(|cell| is_blank(cell))
    }

    /// How many of its cells hold something.
    pub(super) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !is_blank(cell)).count()
    }
}

/// How many cells most rows have, empty ones at their ends aside; a single one counts little.
pub(super) fn usual_width<'r>(rows: &(impl Iterator<Item = &'r Row<'r>> + Clone)) -> usize {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows.clone() {
        let last = row
            .cells
            .iter()
            .rposition(|cell| !is_blank(cell))
            .map_or(1, |last| last + 1);
        for width in [row.cells.len(), last] {
            if widths.len() < 60 && !widths.contains(&width) {
                widths.push(width);
            }
        }
    }
    let weight = |width: usize| {
        let count = rows.clone().filter(|row| row.is_wide(width)).count() as f64;
        let exact = rows.clone().filter(|row| row.cells.len() == width).count() as f64;
        let factor = if width < 2 { 0.2 } else { 1.0 - 0.3 / width as f64 };
        (count + exact) * factor
    };
    let weighted = widths.into_iter().map(|width| (weight(width), width));
    let best = weighted.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.map_or(1, |(_, width)| width)
}

/// Whether a cell holds nothing but spaces.
pub(super) fn is_blank(cell: &str) -> bool {
    cell.bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0))
        || cell.trim().is_empty()
}

/// Cuts a text row by row, forgiving what people do to quotes.
pub(super) struct Cutter<'d> {
    dialect: &'d Dialect,
    failures: Counter<u32>,
    is_eager: Counter<bool>,
}

/// After so many quotes that never close, quoted cells stay within their line.
const MOST_FAILURES: u32 = 64;

impl<'d> Cutter<'d> {
    /// Cuts text of this dialect.
    pub(super) fn new(dialect: &'d Dialect) -> Self {
        Self {
            dialect,
            failures: Counter::new(0),
            is_eager: Counter::new(false),
        }
    }

    /// Every row, up to so many.
    pub(super) fn rows<'a>(&self, text: &'a str, is_whole: bool, most: usize) -> Vec<Row<'a>> {
        let (mut rows, mut from, mut line) = (Vec::new(), 0, 1);
        while from < text.len() && rows.len() < most {
            let row = self.row(text, from, line);
            if (!row.is_ended || row.is_open) && !is_whole && !rows.is_empty() {
                break;
            }
            (from, line) = (row.next, line + row.lines);
            rows.push(row);
        }
        rows
    }

    /// The row that starts here, taking each quote behind a delimiter for one that opens a cell: so a quote before it was never closed.
    pub(super) fn row_eagerly<'a>(&self, text: &'a str, from: usize, line: u64) -> Row<'a> {
        self.is_eager.set(true);
        let row = self.row(text, from, line);
        self.is_eager.set(false);
        row
    }

    /// The row that starts here.
    pub(super) fn row<'a>(&self, text: &'a str, from: usize, line: u64) -> Row<'a> {
        let mut row = Row {
            start: from,
            line,
            ..Row::default()
        };
        match &self.dialect.delimiter {
            Delimiter::Text(delimiter) => self.cut(text, delimiter.as_bytes(), &mut row),
            _ => self.line(text, &mut row),
        }
        row
    }

    /// A row that is one line.
    fn line<'a>(&self, text: &'a str, row: &mut Row<'a>) {
        let end = self.line_end(text.as_bytes(), row.start);
        self.finish(text, row, end);
        let line = text.get(row.start..row.end).unwrap_or_default();
        if line.trim().is_empty() {
            row.cells.push(Cow::Borrowed(""));
            return;
        }
        match &self.dialect.delimiter {
            Delimiter::Spaces => row.cells.extend(line.split_ascii_whitespace().map(Cow::Borrowed)),
            Delimiter::Starts(starts) => row.cells.extend(super::fixed::cells(line, starts)),
            Delimiter::Drawn(bar) => row.cells.extend(super::fixed::drawn_cells(line, *bar)),
            Delimiter::Text(_) => {}
        }
        if row.cells.is_empty() {
            row.cells.push(Cow::Borrowed(""));
        }
    }

    fn line_end(&self, bytes: &[u8], from: usize) -> usize {
        let found = match self.dialect.ending {
            Ending::Byte(ending) => memchr::memchr(ending, &bytes[from..]),
            Ending::Any => memchr::memchr2(b'\n', b'\r', &bytes[from..]),
        };
        found.map_or(bytes.len(), |at| from + at)
    }

    /// Ends a row where its end stands.
    fn finish(&self, text: &str, row: &mut Row<'_>, end: usize) {
        let bytes = text.as_bytes();
        row.is_ended = end < bytes.len();
        row.next = (end + 1).min(bytes.len());
        row.end = end;
        if self.dialect.ending == Ending::Byte(b'\n') && end > row.start && bytes[end - 1] == b'\r' {
            row.end -= 1;
        }
        if self.dialect.ending == Ending::Any && bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n') {
            row.next += 1;
        }
        row.lines += u64::from(row.is_ended);
    }

    fn cut<'a>(&self, text: &'a str, delimiter: &[u8], row: &mut Row<'a>) {
        let bytes = text.as_bytes();
        let mut from = row.start;
        loop {
            let (cell, end) = self.cell(text, from, delimiter, row);
            row.cells.push(cell);
            if bytes[end..].starts_with(delimiter) && end < bytes.len() && !self.is_ending(bytes[end]) {
                from = end + delimiter.len();
                continue;
            }
            self.finish(text, row, end);
            self.trim_return(row);
            return;
        }
    }

    /// The CR before a LF is no part of the last cell.
    fn trim_return(&self, row: &mut Row<'_>) {
        if self.dialect.ending == Ending::Byte(b'\n')
            && let Some(last) = row.cells.last_mut()
            && last.ends_with('\r')
        {
            match last {
                Cow::Borrowed(text) => *last = Cow::Borrowed(text.trim_end_matches('\r')),
                Cow::Owned(text) => {
                    text.pop();
                }
            }
        }
    }

    fn is_ending(&self, byte: u8) -> bool {
        match self.dialect.ending {
            Ending::Byte(ending) => byte == ending,
            Ending::Any => matches!(byte, b'\n' | b'\r'),
        }
    }

    /// Whether a cell ends here.
    fn ends(&self, bytes: &[u8], at: usize, delimiter: &[u8]) -> bool {
        match bytes.get(at) {
            None => true,
            Some(byte) => {
                self.is_ending(*byte)
                    || bytes[at..].starts_with(delimiter)
                    || *byte == b'\r' && bytes.get(at + 1) == Some(&b'\n')
            }
        }
    }

    /// The cell that starts here and where it ends.
    fn cell<'a>(&self, text: &'a str, from: usize, delimiter: &[u8], row: &mut Row<'a>) -> (Cow<'a, str>, usize) {
        let bytes = text.as_bytes();
        let spaces = bytes[from..].iter().take_while(|byte| **byte == b' ').count();
        let first = from + spaces;
        let Some(quote) = self.dialect.quote.filter(|quote| bytes.get(first) == Some(quote)) else {
            return self.plain(text, from, delimiter);
        };
        let close = self.close(bytes, first + 1, quote, delimiter);
        row.is_open |= close == Close::Beyond;
        let in_line = || self.close_in_line(bytes, first + 1, quote, delimiter);
        let close = match close {
            Close::At(at) => Some(at),
            Close::Never => None,
            Close::Beyond => in_line(),
        };
        let Some(close) = close else {
            self.failures.set(self.failures.get() + 1);
            row.unclosed += 1;
            row.broken += 1;
            return self.plain(text, from, delimiter);
        };
        if row.cells.len() < 64 {
            row.quoted |= 1 << row.cells.len();
        }
        let inner = text.get(first + 1..close).unwrap_or_default();
        row.lines += self.lines_in(inner);
        let mut content = self.unescaped(inner, quote, &mut row.broken);
        let after = bytes[close + 1..].iter().take_while(|byte| **byte == b' ').count() + close + 1;
        row.broken += u32::from(spaces > 0 || after > close + 1);
        if self.ends(bytes, after, delimiter) {
            return (content, after);
        }
        row.broken += 1;
        let (stray, end) = self.plain(text, close + 1, delimiter);
        content.to_mut().push_str(&stray);
        (content, end)
    }

    fn lines_in(&self, text: &str) -> u64 {
        let count = match self.dialect.ending {
            Ending::Byte(ending) => memchr::memchr_iter(ending, text.as_bytes()).count(),
            Ending::Any => memchr::memchr_iter(b'\n', text.as_bytes()).count(),
        };
        count as u64
    }

    /// What stands in quotes, without what protects a quote.
    fn unescaped<'a>(&self, inner: &'a str, quote: u8, broken: &mut u32) -> Cow<'a, str> {
        let bytes = inner.as_bytes();
        let escape = self.dialect.escape.unwrap_or(quote);
        if memchr::memchr2(quote, escape, bytes).is_none() {
            return Cow::Borrowed(inner);
        }
        let mut out = String::with_capacity(inner.len());
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            let next = bytes.get(at + 1).copied();
            let is_escape = bytes[at] == escape && (next == Some(quote) || next == Some(escape) && escape != quote);
            if is_escape || bytes[at] == quote && next == Some(quote) {
                out.push_str(inner.get(from..at).unwrap_or_default());
                from = at + 1;
                at += 2;
            } else {
                *broken += u32::from(bytes[at] == quote);
                at += 1;
            }
        }
        out.push_str(inner.get(from..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// A cell without quotes.
    fn plain<'a>(&self, text: &'a str, from: usize, delimiter: &[u8]) -> (Cow<'a, str>, usize) {
        let bytes = text.as_bytes();
        let mut at = from;
        let mut escaped = false;
        let end = loop {
            let rest = &bytes[at..];
            let found = match self.dialect.ending {
                Ending::Byte(ending) => memchr::memchr2(delimiter[0], ending, rest),
                Ending::Any => memchr::memchr3(delimiter[0], b'\n', b'\r', rest),
            };
            let Some(found) = found.map(|found| at + found) else {
                break bytes.len();
            };
            if self.is_protected(bytes, from, found) {
                escaped = true;
            } else if self.is_ending(bytes[found]) || bytes[found..].starts_with(delimiter) {
                break found;
            }
            at = found + 1;
        };
        let cell = text.get(from..end).unwrap_or_default();
        let cell = match self.dialect.escape {
            Some(escape) if escaped => Cow::Owned(without_escapes(cell, char::from(escape))),
            _ => Cow::Borrowed(cell),
        };
        match self.dialect.padded {
            true => (trimmed(cell), end),
            false => (cell, end),
        }
    }

    /// Without quotes, an escape protects delimiters.
    fn is_protected(&self, bytes: &[u8], from: usize, at: usize) -> bool {
        match self.dialect.escape {
            Some(escape) => {
                let escapes = bytes[from..at].iter().rev().take_while(|byte| **byte == escape).count();
                escapes % 2 == 1
            }
            None => false,
        }
    }
}

fn trimmed(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(cell) => Cow::Borrowed(cell.trim()),
        Cow::Owned(cell) => Cow::Owned(cell.trim().to_owned()),
    }
}

fn without_escapes(cell: &str, escape: char) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == escape && !next.is_alphanumeric() => out.extend(letters.next()),
            _ => out.push(letter),
        }
    }
    out
}
