//! Writes text that is not simply delimited as text that is: one mark between cells, `"` around them, one row a line. So the reader of rows has one kind of text to read fast.

use super::dialect::{Cutter, Delimiter, Dialect, Row};
use super::fixed;
use super::layout::is_comment;
use super::mend::{Cells, Columns, Mend};
use super::records;
use super::shape::Shape;
use crate::aside::Aside;
use std::borrow::Cow;

/// What stands between cells in what is written: hardly any text has it.
pub(super) const MARKS: records::Dialect = records::Dialect {
    delimiter: 0x1f,
    ending: b'\n',
};

/// What to write and what to leave out.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// How the text is written.
    pub dialect: Dialect,
    /// What each column looks like.
    pub shapes: Vec<Option<Shape>>,
    /// What comment lines begin with.
    pub comment: Option<String>,
    /// Rows of names; where they stand again they are left out.
    pub names: Vec<Vec<String>>,
}

/// Writes text piece by piece.
pub(super) struct Rewriter {
    /// What was left out and what was mended so far.
    pub done: Done,
    rules: Rules,
    written: u64,
    line: u64,
}

/// What came of writing a text anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    /// Lines that were left out.
    pub aside: Aside,
    /// How many of them were comments.
    pub comments: u64,
    /// How many of them repeated the names.
    pub repeated: u64,
    /// The rows that were mended, with their lines.
    pub mended: Vec<(u64, Mend)>,
    /// How many quotes were opened and never closed, and the line of the first.
    pub unclosed: (u64, u64),
    lines: Vec<(u64, u64)>,
}

impl Done {
    /// The line in the file of a line that was written.
    pub(super) fn line(&self, written: u64) -> u64 {
        match self.lines.partition_point(|(from, _)| *from <= written) {
            0 => written,
            place => {
                let (from, line) = self.lines[place - 1];
                line + (written - from)
            }
        }
    }
}

impl Rewriter {
    /// Writes text whose first line is this one of its file, from 1.
    pub(super) fn new(rules: Rules, line: u64) -> Self {
        Self {
            done: Done::default(),
            rules,
            written: 1,
            line,
        }
    }

    /// Writes the rows that are complete; says how much of the text they take. `is_last` says that the text ends here.
    pub(super) fn write(&mut self, text: &str, is_last: bool, out: &mut Vec<u8>) -> usize {
        let dialect = self.rules.dialect.clone();
        let cutter = Cutter::new(&dialect);
        let mut from = 0;
        while from < text.len() {
            let row = cutter.row(text, from, self.line);
            if (!row.is_ended || row.is_open) && !is_last {
                break;
            }
            if self.is_left_out(text, &row) {
                from = self.pass(&row);
                continue;
            }
            let width = self.rules.shapes.len();
            let row = match row.cells.len() < width && row.broken > 0 {
                true => Some(cutter.row_eagerly(text, from, self.line))
                    .filter(|other| other.cells.len() == width)
                    .unwrap_or(row),
                false => row,
            };
            let is_whole = row.cells.len() == width || matches!(dialect.delimiter, Delimiter::Starts(_));
            if is_whole {
                from = self.put(&row, &row.cells, out);
            } else if row.cells.len() < width {
                let below = self.below(&cutter, text, &row);
                if self.is_title(&row, below.as_ref()) {
                    let line = text.get(row.start..row.end).unwrap_or_default();
                    self.done.aside.line(row.line, line, "above repeated names");
                    self.done.repeated += 1;
                    from = self.pass(&row);
                    continue;
                }
                if !is_last && below.as_ref().is_none_or(|below| !below.is_ended || below.is_open) {
                    break;
                }
                from = self.put_short(&row, below.as_ref(), out);
            } else {
                from = self.put_long(&row, out);
            }
        }
        from
    }

    fn is_left_out(&mut self, text: &str, row: &Row<'_>) -> bool {
        if row.is_blank() {
            return true;
        }
        let line = text.get(row.start..row.end).unwrap_or_default();
        if self
            .rules
            .comment
            .as_deref()
            .is_some_and(|prefix| is_comment(line, prefix))
        {
            self.done.comments += 1;
            self.done.aside.line(row.line, line, "comment");
            return true;
        }
        if self.is_named(row) {
            self.done.repeated += 1;
            self.done.aside.line(row.line, line, "repeated header");
            return true;
        }
        matches!(
            self.rules.dialect.delimiter,
            Delimiter::Drawn(_) | Delimiter::Starts(_) | Delimiter::Spaces
        ) && fixed::is_rule(line)
    }

    /// Whether a row is a title: it has one cell, and the names are repeated below it.
    fn is_title(&self, row: &Row<'_>, below: Option<&Row<'_>>) -> bool {
        row.filled() == 1 && self.rules.shapes.len() > 2 && below.is_some_and(|below| self.is_named(below))
    }

    fn is_named(&self, row: &Row<'_>) -> bool {
        let is_same = |names: &Vec<String>| {
            names.len() == row.cells.len() && names.iter().zip(&row.cells).all(|(name, cell)| name == cell.trim())
        };
        self.rules.names.iter().any(is_same)
    }

    fn pass(&mut self, row: &Row<'_>) -> usize {
        self.line = row.line + row.lines;
        row.next
    }

    /// The next row that is none of those left out.
    fn below<'a>(&self, cutter: &Cutter<'_>, text: &'a str, row: &Row<'_>) -> Option<Row<'a>> {
        let below = (row.next < text.len()).then(|| cutter.row(text, row.next, row.line + row.lines))?;
        Some(below)
    }

    fn put_short(&mut self, row: &Row<'_>, below: Option<&Row<'_>>, out: &mut Vec<u8>) -> usize {
        let columns = Columns {
            shapes: &self.rules.shapes,
            delimiter: "\u{0}",
        };
        let joined = below.filter(|below| !below.is_blank()).and_then(|below| {
            let cells = columns.unbroken(&row.cells, &below.cells)?;
            Some((
                cells
                    .into_iter()
                    .map(|cell| Cow::Owned(cell.into_owned()))
                    .collect::<Cells<'_>>(),
                below,
            ))
        });
        if let Some((cells, below)) = joined {
            self.done.mended.push((row.line, Mend::Unbroken));
            self.put(row, &cells, out);
            return self.pass(below);
        }
        let filled = columns.filled(&row.cells).map(|cells| (cells, Mend::Filled));
        match filled.or_else(|| Some((columns.recut(&row.cells)?, Mend::Recut))) {
            Some((cells, mend)) => {
                self.done.mended.push((row.line, mend));
                self.put(row, &cells, out)
            }
            None => self.put(row, &row.cells, out),
        }
    }

    fn put_long(&mut self, row: &Row<'_>, out: &mut Vec<u8>) -> usize {
        let delimiter = match &self.rules.dialect.delimiter {
            Delimiter::Text(delimiter) => delimiter.clone(),
            Delimiter::Drawn(bar) => bar.to_string(),
            _ => " ".to_owned(),
        };
        let columns = Columns {
            shapes: &self.rules.shapes,
            delimiter: &delimiter,
        };
        let width = self.rules.shapes.len();
        let is_empty_beyond = row.cells[width..].iter().all(|cell| cell.is_empty());
        let emptied = columns.emptied(&row.cells).map(|cells| (cells, Mend::Emptied));
        let joined = || Some((columns.shortened(&row.cells)?, Mend::Joined));
        match emptied.or_else(|| joined().filter(|_| !is_empty_beyond)) {
            Some((cells, mend)) => {
                self.done.mended.push((row.line, mend));
                self.put(row, &cells, out)
            }
            None if is_empty_beyond => self.put(row, &row.cells[..width], out),
            None => self.put(row, &row.cells, out),
        }
    }

    /// Writes a row.
    fn put(&mut self, row: &Row<'_>, cells: &[Cow<'_, str>], out: &mut Vec<u8>) -> usize {
        if row.unclosed > 0 {
            if self.done.unclosed.0 == 0 {
                self.done.unclosed.1 = row.line;
            }
            self.done.unclosed.0 += u64::from(row.unclosed);
        }
        if self.done.line(self.written) != row.line {
            self.done.lines.push((self.written, row.line));
        }
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                out.push(MARKS.delimiter);
            }
            self.written += put_cell(cell, cells.len() == 1, out);
        }
        out.push(MARKS.ending);
        self.written += 1;
        self.pass(row)
    }
}

/// Writes a cell; says how many lines it begins.
fn put_cell(cell: &str, is_alone: bool, out: &mut Vec<u8>) -> u64 {
    let bytes = cell.as_bytes();
    let is_blank = is_alone && cell.trim().is_empty();
    let special = memchr::memchr3(MARKS.delimiter, b'\n', b'\r', bytes).is_some();
    if !special && !is_blank && bytes.first() != Some(&b'"') {
        out.extend_from_slice(bytes);
        return 0;
    }
    out.push(b'"');
    for byte in bytes {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
