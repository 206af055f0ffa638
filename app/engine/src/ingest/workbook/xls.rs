//! Excel workbooks as before 2007: one stream of records, versions 5 to 8.

use super::bytes::{self, Places, four, real, two};
use super::grid::{Area, Formula, Grid, Look, Value};
use super::package::Trouble;
use super::reading::{Looks, Reading};
use super::xls_text::{self, Encoding};
use super::{Known, Visibility, compound, formats};
use std::collections::HashMap;
use std::rc::Rc;

/// A workbook whose sheets are read one by one.
pub(super) struct Book {
    stream: Vec<u8>,
    /// Its sheets in order.
    pub(super) sheets: Vec<Known>,
    starts: Vec<usize>,
    texts: Vec<Rc<str>>,
    looks: Vec<Look>,
    from_1904: bool,
    encoding: Encoding,
}

/// A record: its kind and what is in it.
#[derive(Clone, Copy)]
struct Record<'a> {
    kind: u16,
    body: &'a [u8],
}

/// The records from a place on.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream.get(start..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (two(rest, 0)?, usize::from(two(rest, 2)?));
        let body = rest.get(4..(4 + length).min(rest.len()))?;
        rest = &rest[4 + body.len()..];
        Some(Record { kind, body })
    })
}

impl Book {
    /// Reads what the sheets have in common.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Trouble> {
        let mut book = Self {
            stream: match bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
                true => compound::workbook(bytes)?,
                false => bytes.to_vec(),
            },
            sheets: Vec::new(),
            starts: Vec::new(),
            texts: Vec::new(),
            looks: Vec::new(),
            from_1904: false,
            encoding: Encoding::Wide,
        };
        let stream = std::mem::take(&mut book.stream);
        let globals = book.read_globals(&stream);
        book.stream = stream;
        globals.map(|()| book)
    }

    fn read_globals(&mut self, stream: &[u8]) -> Result<(), Trouble> {
        let (mut formats, mut styles) = (HashMap::new(), Vec::new());
        let (mut shared, mut in_shared, mut begun) = (Vec::new(), false, false);
        for Record { kind, body } in records(stream, 0) {
            in_shared &= kind == 0x3c;
            match kind {
                0x809 | 0x009 | 0x209 | 0x409 => {
                    begun = true;
                    if two(body, 0).is_none_or(|version| version < 0x600) || kind != 0x809 {
                        self.encoding = Encoding::Narrow(encoding_rs::WINDOWS_1252);
                    }
                }
                0x2f => return Err(Trouble::Encrypted),
                0x42 => self.encoding.settle(two(body, 0).unwrap_or(0)),
                0x22 => self.from_1904 = two(body, 0) == Some(1),
                0x85 => self.known(body),
                0x41e | 0x1e => formats.extend(self.format(body)),
                0xe0 => styles.push(two(body, 2).unwrap_or(0)),
                0xfc => {
                    in_shared = true;
                    shared.push(body.get(8..).unwrap_or_default());
                }
                0x3c if in_shared => shared.push(body),
                0x0a => break,
                _ => {}
            }
        }
        let look = |format: &u16| {
            formats
                .get(format)
                .copied()
                .unwrap_or_else(|| formats::of_builtin(u64::from(*format)))
        };
        self.looks = styles.iter().map(look).collect();
        self.texts = xls_text::shared(&shared);
        match begun {
            true => Ok(()),
            false => Err(Trouble::Broken("it does not begin as a workbook".to_owned())),
        }
    }

    fn known(&mut self, body: &[u8]) {
        let (Some(start), Some(state), Some(kind)) = (four(body, 0), body.get(4), body.get(5)) else {
            return;
        };
        self.starts.push(start as usize);
        self.sheets.push(Known {
            name: self.encoding.short(body, 6).unwrap_or_default(),
            visibility: if state & 3 == 0 {
                Visibility::Shown
            } else {
                Visibility::Hidden
            },
            holds_cells: *kind == 0,
        });
    }

    fn format(&self, body: &[u8]) -> Option<(u16, Look)> {
        let code = match self.encoding {
            Encoding::Wide => self.encoding.long(body, 2)?,
            Encoding::Narrow(_) => self.encoding.short(body, 2)?,
        };
        Some((two(body, 0)?, formats::of_code(&code)))
    }

    /// The cells of a sheet, by its place in the list.
    pub(super) fn grid(&mut self, index: usize) -> Result<Grid, Trouble> {
        let mut sheet = Sheet {
            book: self,
            reading: Reading::default(),
            awaits: None,
        };
        let (mut depth, mut ended) = (0, false);
        for record in records(&self.stream, self.starts[index]) {
            match record.kind {
                0x809 => depth += 1,
                0x0a if depth <= 1 => {
                    ended = true;
                    break;
                }
                0x0a => depth -= 1,
                // A chart inside the sheet has records of its own.
                _ if depth > 1 => {}
                _ => sheet.record(record)?,
            }
        }
        match ended {
            true => Ok(sheet.reading.finish()),
            false => Err(Trouble::Broken("the end of a sheet is missing".to_owned())),
        }
    }
}

/// A sheet in the making.
struct Sheet<'a> {
    book: &'a Book,
    reading: Reading,
    /// The formula whose text comes in the next record.
    awaits: Option<(u32, u32, Formula)>,
}

impl Sheet<'_> {
    fn record(&mut self, Record { kind, body }: Record<'_>) -> Result<(), Trouble> {
        match kind {
            0x208 => {
                let flags = two(body, 12).unwrap_or(0);
                if flags & 0x20 != 0 && flags & 7 == 0 {
                    self.reading.hidden.extend(two(body, 0).map(u32::from));
                }
            }
            0x7d => self.reading.grid.hidden_columns.extend(hidden_columns(body)),
            0xe5 => self
                .reading
                .grid
                .merged
                .extend(body.get(2..).unwrap_or_default().chunks_exact(8).filter_map(merged)),
            0x9b => self.reading.grid.filtered = true,
            0x207 => {
                if let Some((row, column, formula)) = self.awaits.take() {
                    let text = self.book.encoding.long(body, 0).unwrap_or_default();
                    self.reading
                        .push(row, column, bytes::text(&text), formula, Look::Plain)?;
                }
            }
            0xbd => self.packed_numbers(body)?,
            0xfd | 0x203 | 0x27e | 0x204 | 0xd6 | 0x205 | 0x006 | 0x406 => self.cell(kind, body)?,
            _ => {}
        }
        Ok(())
    }

    fn looks(&self) -> Looks<'_> {
        Looks {
            looks: &self.book.looks,
            from_1904: self.book.from_1904,
        }
    }

    fn cell(&mut self, kind: u16, body: &[u8]) -> Result<(), Trouble> {
        let (Some(row), Some(column), Some(style)) = (two(body, 0), two(body, 2), two(body, 4)) else {
            return Ok(());
        };
        let (row, column, style) = (u32::from(row), u32::from(column), usize::from(style));
        let look = self.looks().look(style);
        let number = |number: Option<f64>| number.and_then(|number| self.looks().value(number, style));
        let value = match kind {
            0xfd => match four(body, 6).and_then(|index| self.book.texts.get(index as usize)) {
                Some(text) if text.trim().is_empty() => None,
                Some(text) => Some(Value::Text(Rc::clone(text))),
                None => Some(Value::Error(Rc::from("a text that is not in the workbook"))),
            },
            0x203 => number(real(body, 6)),
            0x27e => number(four(body, 6).map(bytes::packed)),
            0x204 | 0xd6 => self.book.encoding.long(body, 6).and_then(|text| bytes::text(&text)),
            0x205 => flag_or_error(body.get(6).copied(), body.get(7) == Some(&1)),
            _ => return self.formula(body, row, column, style),
        };
        self.reading.push(row, column, value, Formula::Nothing, look)
    }

    fn formula(&mut self, body: &[u8], row: u32, column: u32, style: usize) -> Result<(), Trouble> {
        let result = body.get(6..14).unwrap_or_default();
        let tokens = body.get(22..).unwrap_or_default();
        let tokens = tokens
            .get(..usize::from(two(body, 20).unwrap_or(0)))
            .unwrap_or_default();
        let places = Places::Short;
        let formula = match self.book.encoding {
            Encoding::Wide => bytes::formula(tokens, places, row, column),
            Encoding::Narrow(_) => Formula::Other,
        };
        let value = match (result, two(result, 6)) {
            ([0, ..], Some(0xffff)) => {
                self.awaits = Some((row, column, formula));
                None
            }
            ([1, _, flag, ..], Some(0xffff)) => flag_or_error(Some(*flag), false),
            ([2, _, error, ..], Some(0xffff)) => flag_or_error(Some(*error), true),
            (_, Some(0xffff)) => None,
            _ => real(result, 0).and_then(|number| self.looks().value(number, style)),
        };
        let look = self.looks().look(style);
        self.reading.push(row, column, value, formula, look)
    }

    fn packed_numbers(&mut self, body: &[u8]) -> Result<(), Trouble> {
        let (Some(row), Some(first)) = (two(body, 0), two(body, 2)) else {
            return Ok(());
        };
        let numbers = body.get(4..body.len().saturating_sub(2)).unwrap_or_default();
        for (number, column) in numbers.chunks_exact(6).zip(u32::from(first)..) {
            let style = usize::from(two(number, 0).unwrap_or(0));
            let value = four(number, 2).and_then(|bits| self.looks().value(bytes::packed(bits), style));
            let look = self.looks().look(style);
            self.reading
                .push(u32::from(row), column, value, Formula::Nothing, look)?;
        }
        Ok(())
    }
}

fn flag_or_error(byte: Option<u8>, is_error: bool) -> Option<Value> {
    byte.map(|byte| match is_error {
        true => bytes::error(byte),
        false => Value::Flag(byte != 0),
    })
}

fn hidden_columns(body: &[u8]) -> Option<(u32, u32)> {
    let (first, last, flags) = (two(body, 0)?, two(body, 2)?, two(body, 8)?);
    let folded = flags >> 8 & 7 != 0;
    (flags & 1 != 0 && !folded && first <= last && last < 256).then_some((u32::from(first), u32::from(last)))
}

fn merged(body: &[u8]) -> Option<Area> {
    let at = |place| two(body, place).map(u32::from);
    let area = Area {
        top: at(0)?,
        bottom: at(2)?,
        left: at(4)?,
        right: at(6)?,
    };
    (area.top <= area.bottom && area.left <= area.right && area.right < 256).then_some(area)
}
