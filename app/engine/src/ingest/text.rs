//! A text file as UTF-8, piece by piece, whatever it is written in.

use super::File;
use crate::error::Error;
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much is read at a time.
const PIECE: usize = 16 << 20;

/// The unread text of a file.
pub(super) struct Text {
    offset: u64,
    size: u64,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
}

impl Text {
    /// From the start of the file, behind its byte order mark.
    pub(super) fn new(file: &mut File<'_>, encoding: &'static Encoding) -> Result<Self, Error> {
        let head = head(file, 3)?;
        let mark = match Encoding::for_bom(&head) {
            Some((marked, length)) if marked == encoding => length as u64,
            _ => 0,
        };
        Ok(Self {
            offset: mark,
            size: file.input.size_bytes(),
            decoder: (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling()),
            raw: Vec::new(),
            buffer: Vec::new(),
            start: 0,
            end: 0,
        })
    }

    /// What has been read and not been used yet.
    pub(super) fn unused(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Says that so much of it has been used.
    pub(super) fn used(&mut self, bytes: usize) {
        self.start += bytes;
    }

    /// Whether all of the file has been read.
    pub(super) fn is_at_end(&self) -> bool {
        self.offset >= self.size
    }

    /// How much of the file has been read, from 0 to 1.
    pub(super) fn done(&self) -> f64 {
        (self.offset as f64 / self.size.max(1) as f64).min(1.0)
    }

    /// Reads another piece behind what is unused.
    pub(super) fn read_more(&mut self, file: &mut File<'_>) -> Result<(), Error> {
        self.read_up_to(file, PIECE)
    }

    /// Reads at most so many more bytes behind what is unused.
    pub(super) fn read_up_to(&mut self, file: &mut File<'_>, most: usize) -> Result<(), Error> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let length = (self.size - self.offset).min(most as u64) as usize;
        if self.decoder.is_none() {
            self.make_room(length);
            file.input
                .read_at(self.offset, &mut self.buffer[self.end..self.end + length])?;
            self.end += length;
        } else {
            self.raw.resize(length, 0);
            file.input.read_at(self.offset, &mut self.raw)?;
        }
        self.offset += length as u64;
        self.decode();
        Ok(())
    }

    fn decode(&mut self) {
        let Some(mut decoder) = self.decoder.take() else {
            return;
        };
        let raw = std::mem::take(&mut self.raw);
        let most = decoder.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3 + 16);
        self.make_room(most);
        let is_last = self.is_at_end();
        let (_, _, written, _) = decoder.decode_to_utf8(&raw, &mut self.buffer[self.end..], is_last);
        self.end += written;
        self.raw = raw;
        self.decoder = Some(decoder);
    }

    fn make_room(&mut self, length: usize) {
        if self.buffer.len() < self.end + length {
            self.buffer.resize(self.end + length, 0);
        }
    }
}

/// The first bytes of the file, at most so many.
pub(super) fn head(file: &mut File<'_>, most: usize) -> Result<Vec<u8>, Error> {
    let mut head = vec![0; file.input.size_bytes().min(most as u64) as usize];
    file.input.read_at(0, &mut head)?;
    Ok(head)
}

/// What a text is written in: what the user says, else its mark, else UTF-16 by its zeros, else UTF-8 if it can be, else Windows-1252.
pub(super) fn encoding(file: &File<'_>, head: &[u8]) -> Result<&'static Encoding, Error> {
    if let Some(label) = &file.options.encoding {
        return Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            let why = format!("cannot be read as “{label}”: there is no such encoding");
            file.unreadable("unreadable", why, "try utf-8, utf-16le, windows-1252 or shift_jis")
        });
    }
    if let Some((marked, _)) = Encoding::for_bom(head) {
        return Ok(marked);
    }
    if let Some(wide) = wide(head) {
        return Ok(wide);
    }
    let is_whole = head.len() as u64 == file.input.size_bytes();
    let is_utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !is_whole,
    };
    Ok(if is_utf8 { UTF_8 } else { WINDOWS_1252 })
}

/// UTF-16 without a mark: every other byte of plain letters is zero.
pub(super) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len().min(4096) / 2;
    let zeros = |odd: usize| {
        head.iter()
            .take(pairs * 2)
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    match (even * 10, odd * 10) {
        _ if pairs < 2 => None,
        (few, many) if many > pairs * 6 && few < pairs => Some(UTF_16LE),
        (many, few) if many > pairs * 6 && few < pairs => Some(UTF_16BE),
        _ => None,
    }
}
