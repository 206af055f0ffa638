//! How a delimited file is to be read, from its start: how it is written, where its table is, first guesses.

mod settings;
mod tail;

use super::dialect::{Cutter, Delimiter, Dialect, Ending, Row};
use super::layout::{self, Layout, Told};
use super::mend::Columns;
use super::records::{self, Records, Rest};
use super::rewrite::{self, Rewriter, Rules};
use super::shape::Shape;
use super::sniff;
use crate::aside::Aside;
use crate::error::Error;
use crate::ingest::File;
use crate::ingest::column::Batch;
use crate::ingest::guess::{Guess, Habit, Kind};
use crate::ingest::text::{Coding, Text};
use settings::Settings;
use std::ops::Range;

/// How to read a table.
pub(super) struct Plan {
    /// How it is written in the file.
    pub dialect: Dialect,
    /// How the text that its rows are read from is delimited.
    pub marks: records::Dialect,
    /// How that text is made, when it is not the file's own.
    pub rules: Option<Rules>,
    /// The text of the rows, when it is at hand.
    pub memory: Option<String>,
    /// Whether the table has names.
    pub header: bool,
    /// Over how many rows.
    pub header_rows: usize,
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
    /// How many lines come after it.
    pub footer: u64,
    /// How many bytes these are, when the table is read from the file.
    pub cut_bytes: u64,
    /// What comment lines begin with.
    pub comment: Option<String>,
    /// The lines before and after the table. Those after it count from its last line when the table is read from the file.
    pub aside: Aside,
    /// The lines after the table that are to be numbered once it is read.
    pub after: Vec<String>,
    /// How the text is made anew should the rows turn out to need it.
    pub mending: Rules,
    /// The line of the names, when it is one.
    pub header_line: Option<String>,
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
        let size_bytes = self.memory.as_ref().map_or(size_bytes, |text| text.len() as u64);
        let rows = (size_bytes as f64 / self.row_bytes.max(1.0) * 1.02) as usize + 16;
        rows.min(MOST_CELLS / self.width)
    }
}

/// How much of the file is looked at.
pub(super) const HEAD: usize = 1 << 20;

/// How much of a file that is longer is cut into rows to find its table.
const START: usize = 128 << 10;

/// The start of a file.
struct Head<'a> {
    text: &'a str,
    is_whole: bool,
    dialect: Dialect,
    told: Told,
    from: usize,
}

/// Plans each table from what has been read so far; none when that is not UTF-8.
pub(super) fn plans(file: &mut File<'_>, coding: Coding, text: &Text) -> Result<Option<Vec<Plan>>, Error> {
    let unused = text.unused();
    let bytes = &unused[..unused.len().min(HEAD)];
    let head = match std::str::from_utf8(bytes) {
        Ok(head) => head,
        Err(error) if error.error_len().is_some() => return Ok(None),
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let is_whole = text.is_at_end() && head.len() == unused.len();
    let mut settings = Settings::of(file)?;
    let stated = settings::stated_delimiter(head).filter(|_| settings.told.skipped.is_none());
    let from = stated.map_or(0, |(_, length)| length);
    if let (None, Some((delimiter, _))) = (&settings.wanted.delimiter, stated) {
        settings.wanted.delimiter = Some(Delimiter::Text(delimiter.to_owned()));
    }
    if is_whole
        && head[from..]
            .trim_matches(|letter: char| letter.is_whitespace() || letter == '\0')
            .is_empty()
    {
        let why = "is empty: it has nothing but blank lines";
        return Err(file.unreadable("empty_file", why, "check that it was saved or downloaded completely"));
    }
    let unwrapped = sniff::unwrapped(&head[from..]).filter(|_| is_whole && settings.wanted.quote != Some(None));
    let (head, from) = match &unwrapped {
        Some(text) => (text.as_str(), 0),
        None => (head, from),
    };
    let dialect = sniff::dialect(&head[from..], is_whole, &settings.wanted);
    let head = Head {
        text: head,
        is_whole,
        told: Told {
            is_spaced: dialect.delimiter == Delimiter::Spaces,
            ..settings.told
        },
        dialect,
        from,
    };
    head.plans(file, coding).map(Some)
}

impl Head<'_> {
    fn plans(&self, file: &mut File<'_>, coding: Coding) -> Result<Vec<Plan>, Error> {
        let rows = self.rows();
        if !self.is_whole {
            let layout = layout::layout(self.text, &rows, false, &self.told);
            let mut plan = self.plan(&rows, 0..rows.len(), &layout);
            if coding.has_plain_lines() {
                tail::leave_out(file, coding, &self.told, &layout, &mut plan)?;
            }
            return Ok(vec![plan]);
        }
        let parts = layout::tables(self.text, &rows, &self.told);
        let plan = |part: Range<usize>| {
            let layout = layout::layout(self.text, &rows[part.clone()], true, &self.told);
            self.plan(&rows, part, &layout)
        };
        Ok(parts.into_iter().map(plan).collect())
    }

    /// The rows of the start.
    fn rows(&self) -> Vec<Row<'_>> {
        let most = if self.is_whole {
            self.text.len()
        } else {
            START.min(self.text.len())
        };
        let most = (0..=most)
            .rev()
            .find(|most| self.text.is_char_boundary(*most))
            .unwrap_or_default();
        let cutter = Cutter::new(&self.dialect);
        let text = &self.text[..most];
        let (mut rows, mut from, mut line) = (Vec::new(), self.from, if self.from > 0 { 2 } else { 1 });
        while from < text.len() {
            let row = cutter.row(text, from, line);
            if (!row.is_ended || row.is_open) && !self.is_whole && !rows.is_empty() {
                break;
            }
            (from, line) = (row.next, line + row.lines);
            rows.push(row);
        }
        rows
    }

    /// How to read the table of these rows.
    fn plan(&self, rows: &[Row<'_>], part: Range<usize>, layout: &Layout) -> Plan {
        let table = part.start + layout.rows.start..part.start + layout.rows.end;
        let named = self.first_cells(&rows[table.clone()], layout.header_rows) + table.start;
        let start = rows.get(named).map_or(self.text.len(), |row| row.start);
        let end = match self.is_whole {
            true => rows
                .get(table.end.saturating_sub(1))
                .map_or(self.text.len(), |row| row.next)
                .max(start),
            false => self.text.len(),
        };
        let first_line = rows.get(table.start).map_or(1, |row| row.line);
        let lines = rows
            .get(named)
            .map_or_else(|| rows.last().map_or(0, |row| row.line), |row| row.line - 1);
        let mut aside = Aside::default();
        if self.from > 0 && part.start == 0 {
            aside.line(1, self.text[..self.from].trim_end(), "before the table");
        }
        self.set_aside(&rows[part.start..table.start], "before the table", layout, &mut aside);
        let before =
            first_line - rows.get(part.start).map_or(1, |row| row.line) + u64::from(self.from > 0 && part.start == 0);
        let after = &rows[table.end.min(part.end)..part.end];
        let footer = if self.is_whole {
            after.iter().map(|row| row.lines.max(1)).sum()
        } else {
            0
        };
        let is_said = |row: &Row<'_>| {
            let line = self.text.get(row.start..row.end).unwrap_or_default();
            row.filled() > 0 && !super::fixed::is_rule(line)
        };
        let has_footer = after.iter().any(is_said);
        if self.is_whole {
            self.set_aside(after, "after the table", layout, &mut aside);
        }
        let rules = self.rules(&rows[named..table.end.max(named)], layout);
        let (marks, rules) = match (self.marks(), rules) {
            (Some(marks), None) => (marks, None),
            (_, rules) => (rewrite::MARKS, Some(rules.unwrap_or_else(|| self.rules_of(layout)))),
        };
        let has_before = before > 0 && (aside.len() > 0 || self.told.skipped.is_some());
        let mut plan = Plan {
            marks,
            mending: self.rules_of(layout),
            header_line: rows
                .get(table.start)
                .filter(|_| layout.header_rows == 1)
                .and_then(|row| self.text.get(row.start..row.end))
                .map(str::to_owned),
            rules,
            memory: self.is_whole.then(|| self.text[start..end].to_owned()),
            header: layout.header_rows > 0,
            header_rows: layout.header_rows,
            names: layout.names.clone(),
            width: layout.width.max(1),
            start,
            lines,
            skipped: if has_before { before } else { 0 },
            footer: if has_footer { footer } else { 0 },
            cut_bytes: 0,
            comment: layout.comment.clone(),
            aside,
            after: Vec::new(),
            habit: Habit::MonthFirst,
            guesses: Vec::new(),
            row_bytes: 1.0,
            dialect: self.dialect.clone(),
        };
        plan.guess(&self.text[start..end], self.is_whole);
        plan
    }

    /// Which row is the first below the names.
    fn first_cells(&self, table: &[Row<'_>], header_rows: usize) -> usize {
        let mut left = header_rows;
        let mut names = table.iter().enumerate().filter(|(_, row)| row.filled() > 0);
        let mut place = 0;
        while left > 0 {
            let Some((index, row)) = names.next() else {
                return table.len();
            };
            place = index + 1;
            let line = self.text.get(row.start..row.end).unwrap_or_default();
            if !super::fixed::is_rule(line) {
                left -= 1;
            }
        }
        place
    }

    fn set_aside(&self, rows: &[Row<'_>], reason: &str, layout: &Layout, aside: &mut Aside) {
        for row in rows.iter().filter(|row| row.filled() > 0) {
            let line = self.text.get(row.start..row.end).unwrap_or_default();
            let is_comment = layout
                .comment
                .as_deref()
                .is_some_and(|prefix| layout::is_comment(line, prefix));
            if !super::fixed::is_rule(line) {
                aside.line(row.line, line, if is_comment { "comment" } else { reason });
            }
        }
    }

    /// How rows are delimited that can be read as they stand.
    fn marks(&self) -> Option<records::Dialect> {
        match (&self.dialect.delimiter, self.dialect.ending) {
            (Delimiter::Text(delimiter), Ending::Byte(ending)) if delimiter.len() == 1 => Some(records::Dialect {
                delimiter: delimiter.as_bytes()[0],
                ending,
            }),
            _ => None,
        }
    }

    /// How the rows are to be written anew, where they are not simply delimited.
    fn rules(&self, body: &[Row<'_>], layout: &Layout) -> Option<Rules> {
        let is_plain = self.dialect.quote == Some(b'"') && self.dialect.escape.is_none() && !self.dialect.padded;
        let rules = self.rules_of(layout);
        let (names, shapes) = (&rules.names, &rules.shapes);
        let columns = Columns { shapes, delimiter: "" };
        let is_odd = |row: &Row<'_>| {
            let too_long =
                row.cells.len() > layout.width && row.cells[layout.width..].iter().any(|cell| !cell.is_empty());
            let repeats = names.iter().any(|names| {
                names.len() == row.cells.len() && names.iter().zip(&row.cells).all(|(name, cell)| name == cell.trim())
            });
            let too_long = too_long || columns.emptied(&row.cells).is_some();
            row.broken > 0 || too_long || row.cells.len() < layout.width && !row.is_blank() || repeats
        };
        let is_needed = !is_plain || self.marks().is_none() || layout.has_comments || body.iter().any(is_odd);
        is_needed.then(|| self.rules_of(layout))
    }

    fn rules_of(&self, layout: &Layout) -> Rules {
        let names = if layout.header_rows == 1 {
            vec![layout.names.clone()]
        } else {
            Vec::new()
        };
        let is_telling = |names: &Vec<String>| {
            names.iter().filter(|name| !name.is_empty()).count() > 1
                || names.len() == 1 && layout.shapes[0].is_some_and(Shape::is_typed)
        };
        let mut shapes = layout.shapes.clone();
        shapes.resize(layout.width.max(1), None);
        Rules {
            dialect: self.dialect.clone(),
            shapes,
            comment: layout.comment.clone(),
            names: names.into_iter().filter(is_telling).collect(),
        }
    }
}

impl Plan {
    /// From now on the rows are written anew: some are comments, repeat the names or have the wrong length.
    pub(super) fn mend(&mut self) {
        self.rules = Some(self.mending.clone());
        self.marks = rewrite::MARKS;
    }

    /// What the first rows' cells can be, and how long these rows are.
    fn guess(&mut self, text: &str, is_whole: bool) {
        self.habit = match &self.dialect.delimiter {
            Delimiter::Text(delimiter) if delimiter == ";" => Habit::DayFirst,
            _ => Habit::MonthFirst,
        };
        let mut written = Vec::new();
        let rest = if is_whole { Rest::Ends } else { Rest::Follows };
        let sample = match &self.rules {
            None => text,
            Some(rules) => {
                let part = text.get(..START).filter(|_| !is_whole).unwrap_or(text);
                Rewriter::new(rules.clone(), 1).write(part, is_whole, &mut written);
                std::str::from_utf8(&written).unwrap_or_default()
            }
        };
        let mut records = Records::new(self.marks, self.width);
        let used = records.scan(sample.as_bytes(), HEAD / 2, rest);
        let batch = Batch {
            text: sample,
            places: &records.places,
            width: self.width,
        };
        let open = match self.habit {
            Habit::DayFirst => Guess::ANYTHING,
            Habit::MonthFirst => Guess::ANYTHING.without(Kind::CommaReal),
        };
        let most = (40_000 / self.width).clamp(100, 2_000);
        let guess = |column| batch.cells(column, 0).take(most).fold(open, Guess::narrowed);
        self.row_bytes = used as f64 / batch.rows().max(1) as f64;
        self.guesses = (0..self.width).map(guess).collect();
    }
}
