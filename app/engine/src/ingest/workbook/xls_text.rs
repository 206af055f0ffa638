//! Text in the records of workbooks as before 2007.

use super::bytes::{four, two};
use std::rc::Rc;

/// How text is kept.
#[derive(Clone, Copy)]
pub(super) enum Encoding {
    /// In one or two bytes a letter, as the text says; version 8.
    Wide,
    /// In a code page; versions before.
    Narrow(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// Takes the code page that the workbook names.
    pub(super) fn settle(&mut self, page: u16) {
        let label = match page {
            932 => "shift_jis",
            936 => "gbk",
            949 => "euc-kr",
            950 => "big5",
            10_000 => "macintosh",
            1250..=1258 => match encoding_rs::Encoding::for_label(format!("windows-{page}").as_bytes()) {
                Some(found) => found.name(),
                None => return,
            },
            _ => return,
        };
        if let (Self::Narrow(_), Some(found)) = (&self, encoding_rs::Encoding::for_label(label.as_bytes())) {
            *self = Self::Narrow(found);
        }
    }

    /// A text with its length in one byte.
    pub(super) fn short(self, body: &[u8], at: usize) -> Option<String> {
        self.text(body, usize::from(*body.get(at)?), at + 1)
    }

    /// A text with its length in two bytes.
    pub(super) fn long(self, body: &[u8], at: usize) -> Option<String> {
        self.text(body, usize::from(two(body, at)?), at + 2)
    }

    fn text(self, body: &[u8], length: usize, at: usize) -> Option<String> {
        match self {
            Self::Narrow(encoding) => {
                let bytes = body.get(at..(at + length).min(body.len()))?;
                Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
            }
            Self::Wide => {
                let flags = *body.get(at)?;
                let mut start = at + 1;
                start += if flags & 8 != 0 { 2 } else { 0 };
                start += if flags & 4 != 0 { 4 } else { 0 };
                let width = if flags & 1 != 0 { 2 } else { 1 };
                let bytes = body.get(start..(start + length * width).min(body.len()))?;
                Some(letters(bytes, width))
            }
        }
    }
}

fn letters(bytes: &[u8], width: usize) -> String {
    match width {
        1 => bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => {
            let units = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            char::decode_utf16(units)
                .map(|letter| letter.unwrap_or('\u{fffd}'))
                .collect()
        }
    }
}

/// The texts that cells share, from the bodies of the records that they go over.
pub(super) fn shared(bodies: &[&[u8]]) -> Vec<Rc<str>> {
    let mut pieces = Pieces { bodies, body: 0, at: 0 };
    let mut texts = Vec::new();
    while let Some(text) = pieces.text() {
        texts.push(Rc::from(text));
    }
    texts
}

/// A place in records that go on in the next one.
struct Pieces<'a> {
    bodies: &'a [&'a [u8]],
    body: usize,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn rest(&self) -> &'a [u8] {
        let body: &'a [u8] = self.bodies.get(self.body).copied().unwrap_or_default();
        body.get(self.at..).unwrap_or_default()
    }

    /// Bytes that may go over into the next record.
    fn take(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(count.min(64));
        while out.len() < count {
            let rest = self.rest();
            if rest.is_empty() {
                self.next_body()?;
                continue;
            }
            let length = rest.len().min(count - out.len());
            out.extend_from_slice(&rest[..length]);
            self.at += length;
        }
        Some(out)
    }

    fn next_body(&mut self) -> Option<()> {
        self.body += 1;
        self.at = 0;
        (self.body < self.bodies.len()).then_some(())
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::from(two(&self.take(2)?, 0)?);
        let flags = *self.take(1)?.first()?;
        let runs = if flags & 8 != 0 {
            usize::from(two(&self.take(2)?, 0)?)
        } else {
            0
        };
        let more = if flags & 4 != 0 {
            four(&self.take(4)?, 0)? as usize
        } else {
            0
        };
        let (mut out, mut left, mut width) = (String::new(), length, usize::from(flags & 1) + 1);
        while left > 0 {
            let rest = self.rest();
            if rest.len() < width {
                // The next record says anew how wide its letters are.
                self.next_body()?;
                width = usize::from(self.take(1)?.first()? & 1) + 1;
                continue;
            }
            let count = left.min(rest.len() / width);
            out.push_str(&letters(&rest[..count * width], width));
            self.at += count * width;
            left -= count;
        }
        self.skip(runs * 4 + more)?;
        Some(out)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let length = self.rest().len().min(count);
            self.at += length;
            count -= length;
            if count > 0 {
                self.next_body()?;
            }
        }
        Some(())
    }
}
