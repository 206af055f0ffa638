//! The rows' text on its way to the reader: straight from the file where it is simply delimited, written anew where it is not.

use super::plan::Plan;
use super::records::Rest;
use super::rewrite::{Done, Rewriter};
use crate::error::Error;
use crate::ingest::File;
use crate::ingest::text::{Coding, Text};

/// No row is longer than this.
const LONGEST_ROW: usize = 64 << 20;

/// Text that is read piece by piece.
pub(super) struct Feed<'p> {
    pieces: Pieces<'p>,
    rewriter: Option<Rewriter>,
    out: Vec<u8>,
    from: usize,
    is_broken: bool,
}

enum Pieces<'p> {
    File(Text),
    Memory(&'p [u8]),
}

/// Whether the line of the names stands again further down.
pub(super) fn repeats_names(file: &mut File<'_>, coding: Coding, plan: &Plan) -> Result<bool, Error> {
    let Some(line) = plan.header_line.as_deref().filter(|_| plan.memory.is_none()) else {
        return Ok(false);
    };
    let mut text = Text::new(file, coding)?;
    text.read_more(file)?;
    text.used(plan.start);
    let finder = memchr::memmem::Finder::new(line);
    loop {
        let bytes = text.unused();
        let is_line = |at: usize| {
            let before = at.checked_sub(1).map_or(&b'\n', |before| &bytes[before]);
            matches!(before, b'\n' | b'\r') && matches!(bytes.get(at + line.len()), None | Some(b'\n' | b'\r'))
        };
        if finder.find_iter(bytes).any(is_line) {
            return Ok(true);
        }
        if text.is_at_end() {
            return Ok(false);
        }
        let done = bytes.len().saturating_sub(line.len() + 1);
        text.used(done);
        text.read_more(file)?;
    }
}

impl<'p> Feed<'p> {
    /// The rows of a planned table, from the first one with cells.
    pub(super) fn new(file: &mut File<'_>, coding: Coding, plan: &'p Plan) -> Result<Self, Error> {
        let pieces = match &plan.memory {
            Some(text) => Pieces::Memory(text.as_bytes()),
            None => {
                let mut text = Text::new(file, coding)?;
                text.leave_out(plan.cut_bytes);
                text.read_more(file)?;
                text.used(plan.start);
                Pieces::File(text)
            }
        };
        let mut feed = Self {
            pieces,
            rewriter: plan.rules.clone().map(|rules| Rewriter::new(rules, plan.lines + 1)),
            out: Vec::new(),
            from: 0,
            is_broken: false,
        };
        feed.rewrite();
        Ok(feed)
    }

    /// What has been read and not been used yet.
    pub(super) fn unused(&self) -> &[u8] {
        match &self.rewriter {
            Some(_) => &self.out[self.from..],
            None => self.raw(),
        }
    }

    fn raw(&self) -> &[u8] {
        match &self.pieces {
            Pieces::File(text) => text.unused(),
            Pieces::Memory(text) => text,
        }
    }

    /// Whether and how text follows.
    pub(super) fn rest(&self) -> Rest {
        let is_read = match &self.pieces {
            Pieces::File(text) => text.is_at_end(),
            Pieces::Memory(_) => true,
        };
        match self.raw().len() {
            _ if is_read && (self.rewriter.is_none() || self.raw().is_empty() || self.is_broken) => Rest::Ends,
            LONGEST_ROW.. if self.rewriter.is_none() || self.unused().is_empty() => Rest::FollowsFar,
            _ => Rest::Follows,
        }
    }

    /// Says that so much has been used.
    pub(super) fn used(&mut self, bytes: usize) {
        match &self.rewriter {
            Some(_) => self.from += bytes,
            None => self.raw_used(bytes),
        }
    }

    fn raw_used(&mut self, bytes: usize) {
        match &mut self.pieces {
            Pieces::File(text) => text.used(bytes),
            Pieces::Memory(text) => *text = &text[bytes..],
        }
    }

    /// Reads another piece.
    pub(super) fn read_more(&mut self, file: &mut File<'_>) -> Result<(), Error> {
        if let Pieces::File(text) = &mut self.pieces {
            text.read_more(file)?;
            (file.progress)("Reading rows", text.done());
        }
        self.rewrite();
        Ok(())
    }

    /// Whether the file turned out not to be in its encoding.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// What was left out and mended.
    pub(super) fn done(self) -> Done {
        self.rewriter.map(|rewriter| rewriter.done).unwrap_or_default()
    }

    fn rewrite(&mut self) {
        let Some(rewriter) = &mut self.rewriter else {
            return;
        };
        self.out.drain(..self.from);
        self.from = 0;
        let (raw, is_last) = match &self.pieces {
            Pieces::File(text) => (text.unused(), text.is_at_end()),
            Pieces::Memory(text) => (*text, true),
        };
        let (text, is_cut) = match std::str::from_utf8(raw) {
            Ok(text) => (text, false),
            Err(error) => {
                self.is_broken |= error.error_len().is_some() || is_last;
                (
                    std::str::from_utf8(&raw[..error.valid_up_to()]).unwrap_or_default(),
                    true,
                )
            }
        };
        let used = rewriter.write(text, is_last && !is_cut, &mut self.out);
        self.raw_used(used);
    }
}
