//! A database as pages: the header, each page by its number, and whether one is visited twice.

use super::Damage;
use std::borrow::Cow;

/// A database in memory.
pub(super) struct Pages<'a> {
    bytes: &'a [u8],
    page_size: usize,
    usable: usize,
    encoding: u8,
    has_log: bool,
}

/// The pages that have been visited: a page belongs to one place only, so that no walk can go in circles.
pub(super) struct Visited(Vec<u64>);

impl<'a> Pages<'a> {
    /// Reads the header.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Damage> {
        let Some(header) = bytes
            .first_chunk::<100>()
            .filter(|header| header.starts_with(b"SQLite format 3\0"))
        else {
            return Err(Damage("header makes no sense"));
        };
        let page_size = match u16::from_be_bytes([header[16], header[17]]) {
            1 => 65_536,
            size => usize::from(size),
        };
        let usable = page_size.saturating_sub(usize::from(header[20]));
        if !(512..=65_536).contains(&page_size) || !page_size.is_power_of_two() || usable < 480 {
            return Err(Damage("pages have a size that cannot be"));
        }
        let encoding = header[59];
        if header[56..59] != [0; 3] || encoding > 3 {
            return Err(Damage("text is in an unknown encoding"));
        }
        Ok(Self {
            bytes,
            page_size,
            usable,
            encoding,
            has_log: header[18] == 2,
        })
    }

    /// Whether changes may stand in a log beside it.
    pub(super) fn has_log(&self) -> bool {
        self.has_log
    }

    /// How many bytes of a page are used.
    pub(super) fn usable(&self) -> usize {
        self.usable
    }

    /// How many bytes there are.
    pub(super) fn size_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// A page that has not been visited yet, by its number from 1.
    pub(super) fn page(&self, number: u32, visited: &mut Visited) -> Result<&'a [u8], Damage> {
        let index = (number as usize).checked_sub(1).ok_or(Damage("pages point nowhere"))?;
        let start = index
            .checked_mul(self.page_size)
            .ok_or(Damage("pages point beyond its end"))?;
        let page = self.bytes.get(start..start + self.usable);
        let page = page.ok_or(Damage("pages point beyond its end: it may be cut off"))?;
        match visited.0.get_mut(index / 64) {
            Some(word) if *word >> (index % 64) & 1 == 0 => *word |= 1 << (index % 64),
            _ => return Err(Damage("pages point at each other in a circle")),
        }
        Ok(page)
    }

    /// No page has been visited.
    pub(super) fn unvisited(&self) -> Visited {
        Visited(vec![0; self.bytes.len() / self.page_size / 64 + 1])
    }

    /// Bytes as text in the database's encoding.
    pub(super) fn text<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        match self.encoding {
            2 => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0,
            3 => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0,
            _ => String::from_utf8_lossy(bytes),
        }
    }
}
