//! The parts of a zipped workbook, unpacked as they are read and never more of them than fit.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Cursor, Error, Read};
use std::rc::Rc;
use zip::ZipArchive;

/// The most bytes that the parts of a workbook may have once they are unpacked.
const MOST_UNPACKED: u64 = 1_500 << 20;
/// The most bytes between two tags.
const LONGEST_TEXT: usize = 16 << 20;

/// Stands for what is left where a text is longer than that.
const LONG_TEXT: u64 = u64::MAX;

/// A zipped workbook.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    left: Rc<Cell<u64>>,
}

/// Why a workbook cannot be read.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is too large.
    TooLarge(String),
    /// It is damaged.
    Broken(String),
    /// It asks for a password.
    Encrypted,
}

impl Package {
    /// Looks into an archive.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Trouble> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Trouble::Broken(error.to_string()))?;
        Ok(Self {
            archive,
            left: Rc::new(Cell::new(MOST_UNPACKED)),
        })
    }

    /// Whether there is a part of this name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part of XML, when there is one of this name: letters may be large or small, as in Excel.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<impl BufRead + use<'_>>, Trouble> {
        self.unpacked(name, LONGEST_TEXT)
    }

    /// A part of anything, when there is one of this name.
    pub(super) fn binary_part(&mut self, name: &str) -> Result<Option<impl BufRead + use<'_>>, Trouble> {
        self.unpacked(name, usize::MAX)
    }

    fn unpacked(&mut self, name: &str, longest_text: usize) -> Result<Option<impl BufRead + use<'_>>, Trouble> {
        let name = name.trim_start_matches('/');
        let exact = self.archive.index_for_name(name);
        let index = exact.or_else(|| {
            let names = self.archive.file_names_raw();
            names
                .into_iter()
                .position(|other| other.eq_ignore_ascii_case(name.as_bytes()))
        });
        let Some(index) = index else {
            return Ok(None);
        };
        let left = Rc::clone(&self.left);
        let part = self.archive.by_index(index).map_err(|error| {
            let why = error.to_string();
            match why.to_ascii_lowercase().contains("password") {
                true => Trouble::Encrypted,
                false => Trouble::Broken(why),
            }
        })?;
        Ok(Some(BufReader::with_capacity(
            64 << 10,
            Bounded {
                part,
                left,
                without_tag: 0,
                longest_text,
            },
        )))
    }

    /// What knows why a part could not be read on.
    pub(super) fn watch(&self) -> Watch {
        Watch(Rc::clone(&self.left))
    }
}

/// Knows how much may still be unpacked.
pub(super) struct Watch(Rc<Cell<u64>>);

impl Watch {
    /// What it means that a part could not be read on.
    pub(super) fn trouble(&self, error: &dyn std::fmt::Display) -> Trouble {
        match self.0.get() {
            LONG_TEXT => Trouble::TooLarge(format!("holds a text of more than {} MB", LONGEST_TEXT >> 20)),
            0 => Trouble::TooLarge(format!(
                "holds more than {} MB once it is unpacked, and no more fit in a browser's memory",
                MOST_UNPACKED >> 20
            )),
            _ => Trouble::Broken(error.to_string()),
        }
    }
}

/// A part that ends in an error where it is too large.
struct Bounded<R> {
    part: R,
    left: Rc<Cell<u64>>,
    without_tag: usize,
    longest_text: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, Error> {
        let length = self.part.read(into)?;
        let left = self.left.get().saturating_sub(length as u64);
        self.left.set(left);
        match memchr::memchr2(b'<', b'>', &into[..length]) {
            Some(_) => self.without_tag = 0,
            None => self.without_tag += length,
        }
        if self.without_tag > self.longest_text {
            self.left.set(LONG_TEXT);
        }
        match self.left.get() {
            0 | LONG_TEXT => Err(Error::other("too large")),
            _ => Ok(length),
        }
    }
}
