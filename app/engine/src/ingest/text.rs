//! A text file as UTF-8, piece by piece, whatever it is written in.

mod coding;
mod wide;

pub(super) use coding::{Coding, coding, encoding, reconsidered};
pub(super) use wide::{is_quads, wide};

use super::File;
use crate::error::Error;
use encoding_rs::{Decoder, UTF_8};

/// How much is read at a time.
const PIECE: usize = 16 << 20;

/// The unread text of a file.
pub(super) struct Text {
    offset: u64,
    size: u64,
    decoder: Option<Decoding>,
    raw: Vec<u8>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
}

/// Turns bytes into UTF-8.
enum Decoding {
    Known(Box<Decoder>),
    Wide(wide::Decoder),
}

impl Text {
    /// From the start of the file, behind its byte order mark.
    pub(super) fn new(file: &mut File<'_>, coding: impl Into<Coding>) -> Result<Self, Error> {
        let coding = coding.into();
        let head = head(file, 4)?;
        let decoder = match coding {
            Coding::Known(encoding) if encoding == UTF_8 => None,
            Coding::Known(encoding) => Some(Decoding::Known(Box::new(encoding.new_decoder_without_bom_handling()))),
            Coding::Patched => Some(Decoding::Known(Box::new(UTF_8.new_decoder_without_bom_handling()))),
            Coding::Wide { little } => Some(Decoding::Wide(wide::Decoder::new(little))),
        };
        Ok(Self {
            offset: coding.mark(&head),
            size: file.input.size_bytes(),
            decoder,
            raw: Vec::new(),
            buffer: Vec::new(),
            start: 0,
            end: 0,
        })
    }

    /// Ends the text so many bytes before the file does.
    pub(super) fn leave_out(&mut self, bytes: u64) {
        self.size = self.size.saturating_sub(bytes).max(self.offset);
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
        let Some(mut decoding) = self.decoder.take() else {
            return;
        };
        let raw = std::mem::take(&mut self.raw);
        let is_last = self.is_at_end();
        match &mut decoding {
            Decoding::Known(decoder) => {
                let most = decoder.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len() * 3 + 16);
                self.make_room(most);
                let (_, _, written, _) = decoder.decode_to_utf8(&raw, &mut self.buffer[self.end..], is_last);
                self.end += written;
            }
            Decoding::Wide(decoder) => {
                let text = decoder.decode(&raw);
                self.make_room(text.len());
                self.buffer[self.end..self.end + text.len()].copy_from_slice(text.as_bytes());
                self.end += text.len();
            }
        }
        self.raw = raw;
        self.decoder = Some(decoding);
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
