//! A part of a file from its start to its end, piece by piece, for decoders.

use super::{Error, Input, unreadable};
use std::io::{self, BufRead, Read};

/// How much is read at a time.
const PIECE: u64 = 1 << 20;

/// Why something could not be unpacked.
pub(super) enum Trouble {
    /// The decoder or the disk refused.
    Broken(io::Error),
    /// Its bytes are not those that were packed.
    Damaged(&'static str),
    /// It is larger than the memory allows.
    TooLarge,
    /// It is packed in a way that is not known.
    Unknown(String),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

/// The bytes of a part of a file.
pub(super) struct Stream<'a> {
    input: &'a mut dyn Input,
    progress: &'a mut dyn FnMut(&str, f64),
    stage: String,
    start: u64,
    at: u64,
    end: u64,
    buffer: Vec<u8>,
    used: usize,
    failed: Option<Error>,
}

impl<'a> Stream<'a> {
    /// The bytes from `start` to `end`; `progress` hears how many of them are unpacked.
    pub(super) fn new(
        input: &'a mut dyn Input,
        progress: &'a mut dyn FnMut(&str, f64),
        name: &str,
        start: u64,
        end: u64,
    ) -> Self {
        Self {
            input,
            progress,
            stage: format!("Unpacking {name}"),
            start,
            at: start,
            end,
            buffer: Vec::new(),
            used: 0,
            failed: None,
        }
    }

    /// How many bytes it has in all.
    pub(super) fn size_bytes(&self) -> u64 {
        self.end - self.start
    }

    /// The trouble in the user's words; what the disk said is passed on as it is.
    pub(super) fn explain(&mut self, trouble: Trouble, name: &str) -> Error {
        if let Some(error) = self.failed.take() {
            return error;
        }
        match trouble {
            Trouble::TooLarge => {
                let why = "is too large once it is unpacked: at most 1500 MB fit in a browser's memory";
                unreadable(
                    name,
                    "too_large",
                    why,
                    "keep only the columns or the rows that you need",
                )
            }
            Trouble::Broken(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                let why = "is cut off: the packed data ends too early";
                unreadable(name, "truncated", why, "download or copy it again")
            }
            Trouble::Broken(error) => {
                let why = format!("is damaged: {error}");
                unreadable(name, "unreadable", why, "download or copy it again")
            }
            Trouble::Damaged(what) => {
                let why = format!("is damaged: {what}");
                unreadable(name, "unreadable", why, "download or copy it again")
            }
            Trouble::Unknown(what) => {
                let why = format!("is packed with {what}, which cannot be unpacked");
                unreadable(name, "unreadable", why, "unpack it and open the files in it")
            }
        }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used == self.buffer.len() && self.at < self.end {
            let length = (self.end - self.at).min(PIECE);
            self.buffer.resize(length as usize, 0);
            self.used = 0;
            if let Err(error) = self.input.read_at(self.at, &mut self.buffer) {
                self.failed = Some(error);
                return Err(io::ErrorKind::Other.into());
            }
            self.at += length;
            let done = (self.at - self.start) as f64 / self.size_bytes() as f64;
            (self.progress)(&self.stage, done / 2.0);
        }
        Ok(&self.buffer[self.used..])
    }

    fn consume(&mut self, length: usize) {
        self.used = (self.used + length).min(self.buffer.len());
    }
}
