//! Where a quoted cell ends, also when its maker forgot to protect the quotes in it.

use super::{Cutter, MOST_FAILURES};

/// Where a quoted cell ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    /// At this quote.
    At(usize),
    /// Nowhere: the opening quote was none.
    Never,
    /// Nowhere before the text ends.
    Beyond,
}

/// No quoted cell is longer than this.
const LONGEST: usize = 8 << 20;

/// Nor longer than this, once many quotes never closed.
const SHORT: usize = 4 << 10;

impl Cutter<'_> {
    /// Where the quoted cell whose text begins here ends.
    pub(super) fn close(&self, bytes: &[u8], from: usize, quote: u8, delimiter: &[u8]) -> Close {
        match self.close_strictly(bytes, from, quote, delimiter) {
            Close::At(at) => Close::At(at),
            never => match self.close_in_line(bytes, from, quote, delimiter) {
                Some(at) if never == Close::Never && !self.is_eager.get() => Close::At(at),
                _ => never,
            },
        }
    }

    fn close_strictly(&self, bytes: &[u8], from: usize, quote: u8, delimiter: &[u8]) -> Close {
        let limit = match self.failures.get() {
            MOST_FAILURES.. => self.line_end(&bytes[..bytes.len().min(from + SHORT)], from),
            _ => bytes.len().min(from + LONGEST),
        };
        let escape = self.dialect.escape.unwrap_or(quote);
        let mut at = from;
        let mut line_end = None;
        while let Some(found) = memchr::memchr2(quote, escape, &bytes[at..limit]) {
            let found = at + found;
            if bytes[found] == escape && escape != quote {
                let is_last =
                    bytes.get(found + 1) == Some(&quote) && self.is_really_closed(bytes, found + 1, delimiter, quote);
                at = if is_last { found + 1 } else { found + 2 };
                if at >= limit {
                    return Close::Never;
                }
                continue;
            }
            let run = bytes[found..limit].iter().take_while(|byte| **byte == quote).count();
            let last = found + run - 1;
            if run % 2 == 1 {
                if self.ends_after(bytes, last + 1, delimiter) {
                    return Close::At(last);
                }
                let opens = found > from && bytes[..found].ends_with(delimiter) && self.is_eager.get();
                if opens
                    || self.opens_another(
                        bytes,
                        from,
                        found,
                        delimiter,
                        *line_end.get_or_insert_with(|| self.line_end(&bytes[..limit], from)),
                    )
                {
                    return Close::Never;
                }
                if run == 1 && !self.is_inside(bytes, last + 1, quote, delimiter) {
                    return Close::At(last);
                }
            }
            at = last + 1;
        }
        if limit == bytes.len() {
            Close::Beyond
        } else {
            Close::Never
        }
    }

    /// A backslash at the end of a cell, as in a Windows folder, protects nothing: the quote after it closes, and another cell begins in quotes.
    fn is_really_closed(&self, bytes: &[u8], at: usize, delimiter: &[u8], quote: u8) -> bool {
        let after = &bytes[at + 1..];
        let next = after
            .strip_prefix(delimiter)
            .or_else(|| after.strip_prefix(b"\n"))
            .or_else(|| after.strip_prefix(b"\r\n"));
        next.is_some_and(|next| next.first() == Some(&quote)) && next.is_some_and(|next| next.get(1) != Some(&quote))
    }

    /// The first quote of the line with the end of a cell behind it.
    pub(super) fn close_in_line(&self, bytes: &[u8], from: usize, quote: u8, delimiter: &[u8]) -> Option<usize> {
        let bytes = match self.failures.get() {
            MOST_FAILURES.. => &bytes[..bytes.len().min(from + SHORT)],
            _ => bytes,
        };
        let end = self.line_end(bytes, from);
        memchr::memchr_iter(quote, &bytes[from..end])
            .map(|at| from + at)
            .find(|at| self.ends_after(bytes, at + 1, delimiter))
    }

    fn ends_after(&self, bytes: &[u8], at: usize, delimiter: &[u8]) -> bool {
        let spaces = bytes[at..].iter().take_while(|byte| **byte == b' ').count();
        self.ends(bytes, at, delimiter) || self.ends(bytes, at + spaces, delimiter)
    }

    /// Whether a quote in a later line opens a cell of its own, so that the first one was never closed.
    fn opens_another(&self, bytes: &[u8], from: usize, at: usize, delimiter: &[u8], line_end: usize) -> bool {
        let before = &bytes[from..at];
        let is_start = before.ends_with(delimiter) || before.last().is_some_and(|byte| self.is_ending(*byte));
        is_start && line_end < at
    }

    /// Whether a quote with text behind it is a part of the cell: the line has a later one that closes.
    fn is_inside(&self, bytes: &[u8], from: usize, quote: u8, delimiter: &[u8]) -> bool {
        const FAR: usize = 256;
        let bytes = &bytes[..bytes.len().min(from + FAR)];
        let end = self.line_end(bytes, from);
        for at in memchr::memchr_iter(quote, &bytes[from..end]) {
            let at = from + at;
            if self.ends_after(bytes, at + 1, delimiter) && !bytes[..at].ends_with(delimiter) {
                return true;
            }
            if bytes[..at].ends_with(delimiter) {
                return false;
            }
        }
        false
    }
}
