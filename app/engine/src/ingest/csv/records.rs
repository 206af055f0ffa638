//! Where the cells of delimited text are. Finds them 64 bytes at a time and knows about quotes, nothing else.

/// How delimited text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Between two cells.
    pub delimiter: u8,
    /// At the end of a row.
    pub ending: u8,
}

/// Cuts text into rows of equally many cells.
pub(super) struct Records {
    /// Where each cell of each row starts and ends; short rows are filled up with empty cells.
    pub places: Vec<(u32, u32)>,
    /// The rows of the batch that were too long or too short.
    pub ragged: Vec<Ragged>,
    /// How many lines were passed so far.
    pub lines: u64,
    /// How many quotes were opened and never closed, and where the first stands.
    pub unclosed: (u64, u64),
    dialect: Dialect,
    width: usize,
    literal: Vec<usize>,
}

/// A row with too few or too many cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ragged {
    /// Which row of the batch.
    pub row: usize,
    /// Its line in the file, from 1.
    pub line: u64,
    /// What it has beyond the last column; none for a row that is too short.
    pub extra: Option<(u32, u32)>,
}

/// What becomes of a quoted cell that does not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// More text follows: wait for it.
    Follows,
    /// More text follows, but a quote that is still open after so much text was none.
    FollowsFar,
    /// This is all: the last row ends here, and a quote that is still open was none.
    Ends,
}

struct Row {
    start: usize,
    places: usize,
    line: u64,
    cell: usize,
    quoted: bool,
    closed: usize,
    opened: usize,
}

/// More quotes than this that never close are taken as they stand at once.
const MOST_UNCLOSED: usize = 64;

impl Records {
    /// Rows of `width` cells.
    pub(super) fn new(dialect: Dialect, width: usize) -> Self {
        Self {
            places: Vec::new(),
            ragged: Vec::new(),
            lines: 0,
            unclosed: (0, 0),
            dialect,
            width,
            literal: Vec::new(),
        }
    }

    /// Finds the rows at the start of `text` until about `enough` bytes are done; says how many bytes they take.
    pub(super) fn scan(&mut self, text: &[u8], enough: usize, rest: Rest) -> usize {
        self.places.clear();
        self.ragged.clear();
        self.literal.clear();
        let mut from = 0;
        loop {
            match self.scan_from(text, from, enough, rest) {
                Ok(done) => return done,
                Err(row) => {
                    if self.unclosed.0 == 0 {
                        self.unclosed.1 = row.line + 1;
                    }
                    self.unclosed.0 += 1;
                    self.literal.push(row.opened);
                    self.places.truncate(row.places);
                    self.lines = row.line;
                    from = row.start;
                }
            }
        }
    }

    /// As [`Self::scan`]; an error is a row with a quote that never closes.
    fn scan_from(&mut self, text: &[u8], from: usize, enough: usize, rest: Rest) -> Result<usize, Row> {
        let mut row = Row::at(from, self.places.len(), self.lines);
        let mut base = from;
        while base < text.len() {
            let (mut marks, length) = self.marks(text, base);
            while marks != 0 {
                let at = base + marks.trailing_zeros() as usize;
                marks &= marks - 1;
                let byte = text[at];
                if row.quoted {
                    if byte == b'"' {
                        row.quoted = false;
                        row.closed = at;
                    } else if byte == self.dialect.ending {
                        self.lines += 1;
                    }
                } else if byte == self.dialect.delimiter {
                    self.places.push((row.cell as u32, at as u32));
                    row.cell = at + 1;
                } else if byte == self.dialect.ending {
                    self.end_row(text, &row, at);
                    self.lines += 1;
                    row = Row::at(at + 1, self.places.len(), self.lines);
                    if at + 1 >= enough {
                        return Ok(at + 1);
                    }
                } else {
                    self.open(&mut row, at);
                }
            }
            base += length;
        }
        match rest {
            Rest::FollowsFar | Rest::Ends if row.quoted => Err(row),
            Rest::Follows | Rest::FollowsFar => {
                self.places.truncate(row.places);
                self.lines = row.line;
                Ok(row.start)
            }
            Rest::Ends => {
                if row.start < text.len() {
                    self.end_row(text, &row, text.len());
                }
                Ok(text.len())
            }
        }
    }

    fn open(&self, row: &mut Row, at: usize) {
        let doubled = row.closed > row.cell && row.closed + 1 == at;
        let first = at == row.cell && self.literal.len() < MOST_UNCLOSED && !self.literal.contains(&at);
        if first {
            row.opened = at;
        }
        row.quoted = doubled || first;
    }

    fn end_row(&mut self, text: &[u8], row: &Row, at: usize) {
        let end = if at > row.cell && self.dialect.ending == b'\n' && text[at - 1] == b'\r' {
            at - 1
        } else {
            at
        };
        self.places.push((row.cell as u32, end as u32));
        let count = self.places.len() - row.places;
        if count != self.width || row.start == end {
            self.level(text, row, count, end);
        }
    }

    /// Gives a row that is too long or too short its width; leaves out a blank line.
    fn level(&mut self, text: &[u8], row: &Row, count: usize, end: usize) {
        if count == 1 && text[row.start..end].trim_ascii().is_empty() {
            self.places.truncate(row.places);
            return;
        }
        if count == self.width {
            return;
        }
        let extra = (count > self.width).then(|| (self.places[row.places + self.width].0, end as u32));
        self.places.resize(row.places + self.width, (end as u32, end as u32));
        let nothing = |(start, end): (u32, u32)| {
            text[start as usize..end as usize]
                .iter()
                .all(|byte| *byte == self.dialect.delimiter)
        };
        if !extra.is_some_and(nothing) {
            self.ragged.push(Ragged {
                row: row.places / self.width,
                line: row.line + 1,
                extra,
            });
        }
    }

    /// Which of the next 64 bytes delimit, end or quote; and how many bytes these are.
    #[inline]
    fn marks(&self, text: &[u8], base: usize) -> (u64, usize) {
        let Dialect { delimiter, ending } = self.dialect;
        match text[base..].first_chunk::<64>() {
            Some(block) => (marks(block, delimiter, ending), 64),
            None => {
                let length = text.len() - base;
                let mut block = [0; 64];
                block[..length].copy_from_slice(&text[base..]);
                (marks(&block, delimiter, ending) & ((1 << length) - 1), length)
            }
        }
    }
}

impl Row {
    #[inline]
    fn at(start: usize, places: usize, line: u64) -> Self {
        Self {
            start,
            places,
            line,
            cell: start,
            quoted: false,
            closed: 0,
            opened: 0,
        }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline]
fn marks(block: &[u8; 64], delimiter: u8, ending: u8) -> u64 {
    use core::arch::wasm32::{i8x16_bitmask, i8x16_eq, i8x16_splat, u64x2, v128_or};
    let (delimiter, ending, quote) = (
        i8x16_splat(delimiter as i8),
        i8x16_splat(ending as i8),
        i8x16_splat(b'"' as i8),
    );
    let (words, _) = block.as_chunks::<8>();
    let mut marks = 0;
    for (index, pair) in words.chunks_exact(2).enumerate() {
        let bytes = u64x2(u64::from_le_bytes(pair[0]), u64::from_le_bytes(pair[1]));
        let found = v128_or(
            v128_or(i8x16_eq(bytes, delimiter), i8x16_eq(bytes, ending)),
            i8x16_eq(bytes, quote),
        );
        marks |= u64::from(i8x16_bitmask(found)) << (index * 16);
    }
    marks
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline]
fn marks(block: &[u8; 64], delimiter: u8, ending: u8) -> u64 {
    let mut marks = 0;
    for (index, byte) in block.iter().enumerate() {
        let found = (*byte == delimiter) | (*byte == ending) | (*byte == b'"');
        marks |= u64::from(found) << index;
    }
    marks
}
