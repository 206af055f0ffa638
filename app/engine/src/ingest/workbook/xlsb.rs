//! Binary Excel workbooks as since 2007: records in the parts of a ZIP archive.

use super::bytes::{self, Places, four, real, two};
use super::grid::{Area, Formula, Grid, Look, MOST_COLUMNS, MOST_ROWS};
use super::package::{Package, Trouble, Watch};
use super::reading::{Looks, Reading};
use super::{Known, Visibility, formats, relations};
use std::collections::HashMap;
use std::io::{BufRead, Read as _};
use std::rc::Rc;

/// The longest record: Excel's texts are far shorter.
const LONGEST: usize = 16 << 20;

/// A workbook whose sheets are read one by one.
pub(super) struct Book {
    package: Package,
    /// Its sheets in order.
    pub(super) sheets: Vec<Known>,
    parts: Vec<String>,
    texts: Vec<Rc<str>>,
    looks: Vec<Look>,
    from_1904: bool,
}

impl Book {
    /// Reads what the sheets have in common.
    pub(super) fn open(mut package: Package) -> Result<Self, Trouble> {
        let targets = relations::read(&mut package, "xl/workbook.bin", "xl")?;
        let mut book = Self {
            sheets: Vec::new(),
            parts: Vec::new(),
            texts: Vec::new(),
            looks: Vec::new(),
            from_1904: false,
            package,
        };
        let (mut sheets, mut parts, mut from_1904) = (Vec::new(), Vec::new(), false);
        each_record(&mut book.package, "xl/workbook.bin", |kind, body| {
            match kind {
                0x99 => from_1904 = body.first().is_some_and(|flags| flags & 1 != 0),
                0x9c => {
                    let (known, part) = of_sheet(body, &targets).ok_or_else(short)?;
                    sheets.push(known);
                    parts.push(part);
                }
                _ => {}
            }
            Ok(())
        })?;
        (book.sheets, book.parts, book.from_1904) = (sheets, parts, from_1904);
        book.read_texts()?;
        book.read_looks()?;
        Ok(book)
    }

    fn read_texts(&mut self) -> Result<(), Trouble> {
        let texts = &mut self.texts;
        each_record(&mut self.package, "xl/sharedStrings.bin", |kind, body| {
            if kind == 0x13 {
                texts.push(Rc::from(wide(body, 1).ok_or_else(short)?.0));
            }
            Ok(())
        })
    }

    fn read_looks(&mut self) -> Result<(), Trouble> {
        let (looks, mut codes, mut in_cells) = (&mut self.looks, HashMap::new(), false);
        each_record(&mut self.package, "xl/styles.bin", |kind, body| {
            match kind {
                0x2c => {
                    let id = two(body, 0).ok_or_else(short)?;
                    codes.insert(id, formats::of_code(&wide(body, 2).ok_or_else(short)?.0));
                }
                0x269 => in_cells = true,
                0x26a => in_cells = false,
                0x2f if in_cells => {
                    let id = two(body, 2).ok_or_else(short)?;
                    looks.push(
                        codes
                            .get(&id)
                            .copied()
                            .unwrap_or_else(|| formats::of_builtin(u64::from(id))),
                    );
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// The cells of a sheet, by its place in the list.
    pub(super) fn grid(&mut self, index: usize) -> Result<Grid, Trouble> {
        let looks = Looks {
            looks: &self.looks,
            from_1904: self.from_1904,
        };
        let (texts, mut reading, mut row, mut ended) = (&self.texts, Reading::default(), 0, false);
        each_record(&mut self.package, &self.parts[index], |kind, body| {
            match kind {
                0x00 => {
                    row = four(body, 0).ok_or_else(short)?;
                    let flags = body.get(11).copied().unwrap_or(0);
                    if flags & 0x10 != 0 && flags & 7 == 0 {
                        reading.hidden.insert(row);
                    }
                }
                0x01..=0x0b | 0x3e => return cell(kind, body, row, texts, &looks, &mut reading),
                0x3c => reading.grid.hidden_columns.extend(hidden_columns(body)),
                0xa3 => reading.grid.filtered = true,
                0xb0 => reading.grid.merged.extend(merged(body)),
                0x82 => ended = true,
                _ => {}
            }
            Ok(())
        })?;
        match ended {
            true => Ok(reading.finish()),
            false => Err(Trouble::Broken("the end of a sheet is missing".to_owned())),
        }
    }
}

fn short() -> Trouble {
    Trouble::Broken("a record is too short".to_owned())
}

/// Calls with each record of a part, when there is such a part.
fn each_record(
    package: &mut Package,
    name: &str,
    mut call: impl FnMut(u16, &[u8]) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let watch = package.watch();
    let Some(mut part) = package.binary_part(name)? else {
        return Ok(());
    };
    let mut body = Vec::new();
    loop {
        if part.fill_buf().map_err(|error| watch.trouble(&error))?.is_empty() {
            return Ok(());
        }
        let kind = kind(&mut part, &watch)?;
        let length = length(&mut part, &watch)?;
        body.clear();
        let read = part
            .by_ref()
            .take(length as u64)
            .read_to_end(&mut body)
            .map_err(|error| watch.trouble(&error))?;
        if read < length {
            return Err(short());
        }
        call(kind, &body)?;
    }
}

fn byte(part: &mut impl BufRead, watch: &Watch) -> Result<u8, Trouble> {
    let mut byte = [0];
    part.read_exact(&mut byte).map_err(|error| watch.trouble(&error))?;
    Ok(byte[0])
}

fn kind(part: &mut impl BufRead, watch: &Watch) -> Result<u16, Trouble> {
    let first = u16::from(byte(part, watch)?);
    match first & 0x80 {
        0 => Ok(first),
        _ => Ok(first & 0x7f | u16::from(byte(part, watch)? & 0x7f) << 7),
    }
}

fn length(part: &mut impl BufRead, watch: &Watch) -> Result<usize, Trouble> {
    let mut length = 0;
    for place in 0..4 {
        let next = byte(part, watch)?;
        length |= usize::from(next & 0x7f) << (7 * place);
        if next & 0x80 == 0 {
            break;
        }
    }
    match length > LONGEST {
        true => Err(Trouble::Broken("a record is longer than any can be".to_owned())),
        false => Ok(length),
    }
}

/// Text with its length before it, and where it ends.
fn wide(body: &[u8], at: usize) -> Option<(String, usize)> {
    let length = four(body, at)? as usize;
    if length == u32::MAX as usize {
        return Some((String::new(), at + 4));
    }
    let end = at.checked_add(4)?.checked_add(length.checked_mul(2)?)?;
    let units = body
        .get(at + 4..end)?
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    Some((
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or('\u{fffd}'))
            .collect(),
        end,
    ))
}

fn of_sheet(body: &[u8], targets: &HashMap<String, String>) -> Option<(Known, String)> {
    let state = four(body, 0)?;
    let (id, end) = wide(body, 8)?;
    let (name, _) = wide(body, end)?;
    let part = targets.get(&id).cloned().unwrap_or_default();
    let known = Known {
        name,
        visibility: if state == 0 {
            Visibility::Shown
        } else {
            Visibility::Hidden
        },
        holds_cells: part.contains("worksheets/"),
    };
    Some((known, part))
}

fn cell(
    kind: u16,
    body: &[u8],
    row: u32,
    texts: &[Rc<str>],
    looks: &Looks<'_>,
    reading: &mut Reading,
) -> Result<(), Trouble> {
    let column = four(body, 0).ok_or_else(short)?;
    let style = (four(body, 4).ok_or_else(short)? & 0xff_ffff) as usize;
    let first = body.get(8).copied();
    let number = |number: Option<f64>| number.ok_or_else(short).map(|number| looks.value(number, style));
    let text = |at| wide(body, at).ok_or_else(short).map(|(text, _)| bytes::text(&text));
    let value = match kind {
        0x02 => number(four(body, 8).map(bytes::packed))?,
        0x03 | 0x0b => first.map(bytes::error),
        0x04 | 0x0a => first.map(|flag| super::grid::Value::Flag(flag != 0)),
        0x05 | 0x09 => number(real(body, 8))?,
        0x06 | 0x08 => text(8)?,
        0x3e => text(9)?,
        0x07 => match texts.get(four(body, 8).ok_or_else(short)? as usize) {
            Some(shared) if shared.trim().is_empty() => None,
            Some(shared) => Some(super::grid::Value::Text(Rc::clone(shared))),
            None => Some(super::grid::Value::Error(Rc::from(
                "a text that is not in the workbook",
            ))),
        },
        _ => None,
    };
    let start = match kind {
        0x08 => wide(body, 8).map(|(_, end)| end + 2),
        0x09 => Some(18),
        0x0a | 0x0b => Some(11),
        _ => None,
    };
    let formula = match start {
        Some(start) => {
            let length = four(body, start).unwrap_or(0) as usize;
            let tokens = body
                .get(start + 4..)
                .and_then(|rest| rest.get(..length))
                .unwrap_or_default();
            bytes::formula(tokens, Places::Long, row, column)
        }
        None => Formula::Nothing,
    };
    reading.push(row, column, value, formula, looks.look(style))
}

fn hidden_columns(body: &[u8]) -> Option<(u32, u32)> {
    let (first, last, flags) = (four(body, 0)?, four(body, 4)?, two(body, 16)?);
    let folded = flags >> 8 & 7 != 0;
    (flags & 1 != 0 && !folded && first <= last && last < MOST_COLUMNS).then_some((first, last))
}

fn merged(body: &[u8]) -> Option<Area> {
    let area = Area {
        top: four(body, 0)?,
        bottom: four(body, 4)?,
        left: four(body, 8)?,
        right: four(body, 12)?,
    };
    (area.top <= area.bottom && area.left <= area.right && area.bottom < MOST_ROWS && area.right < MOST_COLUMNS)
        .then_some(area)
}
