//! A file that was inside another, in memory.

use super::budget::Budget;
use super::directory::{Member, Method};
use super::stream::{Stream, Trouble};
use super::{Error, Input};
use flate2::Crc;
use flate2::bufread::{DeflateDecoder, GzDecoder};
use std::io::{BufRead as _, Read};

/// In pieces of this size, so that growing never copies what is there.
const PIECE: usize = 8 << 20;

/// A file in memory, in pieces that are all of the same size but the last.
#[derive(Default)]
pub(super) struct Unpacked {
    pieces: Vec<Vec<u8>>,
    size: u64,
    crc: Crc,
}

/// Unpacks all parts of a gzip file. Zeros or anything else behind the last are no part of it.
pub(super) fn gzip(stream: &mut Stream<'_>, budget: &mut Budget) -> Result<Unpacked, Trouble> {
    let (mut unpacked, packed) = (Unpacked::default(), stream.size_bytes());
    while stream.fill_buf()?.starts_with(&[0x1f, 0x8b]) || unpacked.size == 0 {
        if stream.fill_buf()?.is_empty() {
            break;
        }
        unpacked.fill(&mut GzDecoder::new(&mut *stream), budget, packed)?;
    }
    Ok(unpacked)
}

/// Unpacks all frames of a Zstandard file.
pub(super) fn zstandard(stream: &mut Stream<'_>, budget: &mut Budget) -> Result<Unpacked, Trouble> {
    let (mut unpacked, packed) = (Unpacked::default(), stream.size_bytes());
    unpacked.fill(&mut zstd::stream::read::Decoder::with_buffer(stream)?, budget, packed)?;
    Ok(unpacked)
}

/// Unpacks a member of a ZIP archive and compares it with what the archive says of it.
pub(super) fn member(stream: &mut Stream<'_>, member: &Member, budget: &mut Budget) -> Result<Unpacked, Trouble> {
    if !budget.has(member.size) {
        return Err(Trouble::TooLarge);
    }
    let (mut unpacked, packed) = (Unpacked::default(), stream.size_bytes());
    match &member.method {
        Method::Stored => unpacked.fill(stream, budget, packed)?,
        Method::Deflated => unpacked.fill(&mut DeflateDecoder::new(stream), budget, packed)?,
        Method::Zstandard => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(stream)?;
            unpacked.fill(&mut decoder, budget, packed)?;
        }
        Method::Other(name) => return Err(Trouble::Unknown(name.clone())),
    }
    match unpacked.size == member.size && unpacked.crc.sum() == member.crc {
        true => Ok(unpacked),
        false => Err(Trouble::Damaged("its content is not what was packed")),
    }
}

impl Unpacked {
    fn fill(&mut self, from: &mut dyn Read, budget: &mut Budget, packed: u64) -> Result<(), Trouble> {
        loop {
            let mut piece = match self.pieces.pop() {
                Some(last) if last.len() < PIECE => last,
                Some(last) => {
                    self.pieces.push(last);
                    Vec::new()
                }
                None => Vec::new(),
            };
            let before = piece.len();
            let length = from.take((PIECE - before) as u64).read_to_end(&mut piece)?;
            self.crc.update(&piece[before..]);
            self.pieces.push(piece);
            if !budget.take(length as u64, self.size, packed) {
                return Err(Trouble::TooLarge);
            }
            self.size += length as u64;
            if length < PIECE - before {
                return Ok(());
            }
        }
    }
}

impl Input for Unpacked {
    fn size_bytes(&self) -> u64 {
        self.size
    }

    fn take(&mut self) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.size as usize);
        for piece in self.pieces.drain(..) {
            bytes.extend_from_slice(&piece);
        }
        Some(bytes)
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let (mut at, mut rest) = (offset as usize, into);
        while !rest.is_empty() {
            let piece = self.pieces.get(at / PIECE).and_then(|piece| piece.get(at % PIECE..));
            let Some(piece) = piece.filter(|piece| !piece.is_empty()) else {
                return Err(super::unreadable(
                    "the archive",
                    "unreadable",
                    "ends too early",
                    "unpack it first",
                ));
            };
            let length = piece.len().min(rest.len());
            let (now, later) = rest.split_at_mut(length);
            now.copy_from_slice(&piece[..length]);
            (at, rest) = (at + length, later);
        }
        Ok(())
    }
}
