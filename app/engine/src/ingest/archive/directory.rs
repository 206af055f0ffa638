//! What a ZIP archive says that is in it: its central directory, as PKWARE's APPNOTE describes it, with the 64-bit sizes.

use super::{Error, Input, unreadable};
use spec::reading::Format;

/// The most bytes that a directory may have.
const MOST_BYTES: u64 = 64 << 20;

/// The files of an archive.
pub(super) struct Directory {
    /// Those that are files, in the archive's order.
    pub members: Vec<Member>,
}

/// A file of an archive.
pub(super) struct Member {
    /// Its path, as in the archive.
    pub path: String,
    /// How it is packed.
    pub method: Method,
    /// Whether it asks for a password.
    pub encrypted: bool,
    /// How large it is once unpacked, as the archive says.
    pub size: u64,
    /// Its checksum.
    pub crc: u32,
    packed: u64,
    header: u64,
}

/// How a member is packed.
pub(super) enum Method {
    /// As it is.
    Stored,
    /// With DEFLATE.
    Deflated,
    /// With Zstandard.
    Zstandard,
    /// In another way, by its name.
    Other(String),
}

/// Reads the directory of a ZIP archive.
pub(super) fn read(input: &mut dyn Input, name: &str) -> Result<Directory, Error> {
    let end = End::find(input, name)?;
    if end.length > MOST_BYTES {
        return Err(damaged(name, "its list of files is longer than any"));
    }
    let mut bytes = vec![0; end.length as usize];
    input.read_at(end.start, &mut bytes)?;
    let (mut members, mut at) = (Vec::new(), 0);
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let Some((member, next)) = entry(&bytes, at, end.shift) else {
            return Err(damaged(name, "its list of files breaks off"));
        };
        members.extend(member.filter(|member| !member.path.ends_with(['/', '\\'])));
        at = next;
    }
    Ok(Directory { members })
}

/// Where the list of files is.
struct End {
    start: u64,
    length: u64,
    /// How many bytes stand before the archive.
    shift: u64,
}

impl End {
    fn find(input: &mut dyn Input, name: &str) -> Result<Self, Error> {
        const LONGEST: u64 = 22 + 65_535 + 20;
        let size = input.size_bytes();
        let mut tail = vec![0; size.min(LONGEST) as usize];
        input.read_at(size - tail.len() as u64, &mut tail)?;
        let places: Vec<_> = memchr::memmem::find_iter(&tail, b"PK\x05\x06")
            .filter(|at| at + 22 <= tail.len())
            .collect();
        // A comment behind it, which may hold anything, is as long as it says.
        let is_end = |at: &&usize| **at + 22 + usize::from(two(&tail, **at + 20)) == tail.len();
        let Some(at) = places.iter().rev().find(is_end).or(places.last()).copied() else {
            let why = "is cut off: the end of the archive is missing";
            return Err(unreadable(name, "truncated", why, "download or copy it again"));
        };
        let place = size - tail.len() as u64 + at as u64;
        let (length, start) = (u64::from(four(&tail, at + 12)), u64::from(four(&tail, at + 16)));
        let locator = at.checked_sub(20).filter(|at| tail[*at..].starts_with(b"PK\x06\x07"));
        let wide = match locator {
            Some(at) if length == 0xffff_ffff || start == 0xffff_ffff || two(&tail, at + 30) == 0xffff => {
                Self::wide(input, eight(&tail, at + 8), size)?
            }
            _ => None,
        };
        let (start, length, end) = wide.unwrap_or((start, length, place));
        let fits = start.checked_add(length).and_then(|behind| end.checked_sub(behind));
        match fits {
            Some(shift) => Ok(Self {
                start: start + shift,
                length,
                shift,
            }),
            None => Err(damaged(name, "its list of files points beyond its end")),
        }
    }

    /// The 64-bit form: start, length, and where the list ends.
    fn wide(input: &mut dyn Input, at: u64, size: u64) -> Result<Option<(u64, u64, u64)>, Error> {
        let mut record = [0; 56];
        if at.checked_add(56).is_none_or(|end| end > size) {
            return Ok(None);
        }
        input.read_at(at, &mut record)?;
        let is_there = record.starts_with(b"PK\x06\x06");
        Ok(is_there.then(|| (eight(&record, 48), eight(&record, 40), at)))
    }
}

/// The entry at a place, if it is one that can be made sense of, and where the next begins.
fn entry(bytes: &[u8], at: usize, shift: u64) -> Option<(Option<Member>, usize)> {
    let head = bytes.get(at..at + 46)?;
    let lengths = [28, 30, 32].map(|place| usize::from(two(head, place)));
    let path = bytes.get(at + 46..at + 46 + lengths[0])?;
    let extra = bytes.get(at + 46 + lengths[0]..at + 46 + lengths[0] + lengths[1])?;
    let mut sizes = [24, 20, 42].map(|place| u64::from(four(head, place)));
    widen(&mut sizes, extra);
    let [size, packed, header] = sizes;
    let member = header.checked_add(shift).map(|header| Member {
        path: spelled(path),
        method: method(two(head, 10)),
        encrypted: two(head, 8) & 1 == 1,
        size,
        crc: four(head, 16),
        packed,
        header,
    });
    Some((member, at + 46 + lengths.iter().sum::<usize>()))
}

/// Sizes that do not fit 32 bits stand in an extra field, in this order.
fn widen(sizes: &mut [u64; 3], mut extra: &[u8]) {
    while let [a, b, c, d, rest @ ..] = extra {
        let length = usize::from(u16::from_le_bytes([*c, *d])).min(rest.len());
        if [*a, *b] == [1, 0] {
            let mut wide = rest[..length].chunks_exact(8);
            for size in sizes.iter_mut().filter(|size| **size == 0xffff_ffff) {
                if let Some(value) = wide.next() {
                    *size = eight(value, 0);
                }
            }
        }
        extra = &rest[length..];
    }
}

/// A path in UTF-8, or each byte as a letter.
fn spelled(path: &[u8]) -> String {
    match std::str::from_utf8(path) {
        Ok(path) => path.to_owned(),
        Err(_) => path.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn method(number: u16) -> Method {
    match number {
        0 => Method::Stored,
        8 => Method::Deflated,
        93 => Method::Zstandard,
        9 => Method::Other("Deflate64".to_owned()),
        12 => Method::Other("bzip2".to_owned()),
        14 => Method::Other("LZMA".to_owned()),
        95 => Method::Other("xz".to_owned()),
        number => Method::Other(format!("method {number}")),
    }
}

impl Directory {
    /// Which workbook the archive is, if it is one.
    pub(super) fn workbook(&self) -> Option<Format> {
        let has = |path: &str| self.members.iter().any(|member| member.path.eq_ignore_ascii_case(path));
        match () {
            () if has("xl/workbook.bin") => Some(Format::Xlsb),
            () if self.members.iter().any(|member| member.path.starts_with("xl/")) => Some(Format::Xlsx),
            () if has("content.xml") && has("META-INF/manifest.xml") => Some(Format::Ods),
            () => None,
        }
    }
}

impl Member {
    /// Where its bytes start and end.
    pub(super) fn place(&self, input: &mut dyn Input, name: &str) -> Result<(u64, u64), Error> {
        let beyond = || damaged(name, "its list of files points beyond its end");
        let size = input.size_bytes();
        let mut head = [0; 30];
        let behind = self
            .header
            .checked_add(30)
            .filter(|end| *end <= size)
            .ok_or_else(beyond)?;
        input.read_at(self.header, &mut head)?;
        if !head.starts_with(b"PK\x03\x04") {
            return Err(damaged(name, "a file in it is not where its list says"));
        }
        let start = behind + u64::from(two(&head, 26)) + u64::from(two(&head, 28));
        let end = start
            .checked_add(self.packed)
            .filter(|end| *end <= size)
            .ok_or_else(beyond)?;
        Ok((start, end))
    }
}

fn damaged(name: &str, what: &str) -> Error {
    unreadable(
        name,
        "unreadable",
        format!("is damaged: {what}"),
        "download or copy it again",
    )
}

fn two(bytes: &[u8], at: usize) -> u16 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found.map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn four(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn eight(bytes: &[u8], at: usize) -> u64 {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
