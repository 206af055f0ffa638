//! Compound files, in which Excel kept workbooks before 2007: streams in a file of sectors.

use super::bytes::{four, two};
use super::package::Trouble;

const END: u32 = 0xffff_fffa;

/// The stream with the workbook.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    let file = Compound::open(bytes).ok_or_else(broken)?;
    let directory = file.chain(four(bytes, 48).ok_or_else(broken)?);
    let entries: Vec<_> = directory.chunks_exact(128).filter_map(Entry::read).collect();
    if entries.iter().any(|entry| entry.name == "EncryptedPackage") {
        return Err(Trouble::Encrypted);
    }
    let names = ["Workbook", "Book", "WORKBOOK", "BOOK"];
    let found = names
        .iter()
        .find_map(|name| entries.iter().find(|entry| entry.name == *name && entry.kind == 2));
    let Some(entry) = found else {
        return Err(Trouble::Broken("it holds no workbook".to_owned()));
    };
    let mut stream = match entry.size < file.cutoff {
        true => file.small(entry.start, entries.iter().find(|entry| entry.kind == 5)),
        false => file.chain(entry.start),
    };
    stream.truncate(entry.size as usize);
    match stream.is_empty() {
        true => Err(broken()),
        false => Ok(stream),
    }
}

fn broken() -> Trouble {
    Trouble::Broken("its parts do not hang together".to_owned())
}

struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: u32,
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(two(bytes, 64)?).min(64);
        let units = bytes
            .get(..length)?
            .chunks_exact(2)
            .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        let name: String = char::decode_utf16(units)
            .flatten()
            .take_while(|letter| *letter != '\0')
            .collect();
        Some(Self {
            name,
            kind: *bytes.get(66)?,
            start: four(bytes, 116)?,
            size: four(bytes, 120)?,
        })
    }
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// Which sector follows which.
    next: Vec<u32>,
    /// The same for the small sectors.
    next_small: Vec<u32>,
    cutoff: u32,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = two(bytes, 30).filter(|shift| (7..=16).contains(shift))?;
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            next: Vec::new(),
            next_small: Vec::new(),
            cutoff: four(bytes, 56)?,
        };
        for sector in file.tables() {
            let table = file.at(sector).to_vec();
            file.next
                .extend(table.chunks_exact(4).filter_map(|entry| four(entry, 0)));
        }
        let small = file.chain(four(bytes, 60)?);
        file.next_small = small.chunks_exact(4).filter_map(|entry| four(entry, 0)).collect();
        Some(file)
    }

    /// The sectors that say which sector follows which.
    fn tables(&self) -> Vec<u32> {
        let most = self.bytes.len() / self.sector + 1;
        let mut tables: Vec<u32> = (0..109).filter_map(|index| four(self.bytes, 76 + index * 4)).collect();
        let mut more = four(self.bytes, 68).unwrap_or(END);
        for _ in 0..most {
            let list = self.at(more);
            let Some(last) = list.len().checked_sub(4).filter(|_| more < END) else {
                break;
            };
            tables.extend(list[..last].chunks_exact(4).filter_map(|entry| four(entry, 0)));
            more = four(list, last).unwrap_or(END);
        }
        tables.retain(|sector| *sector < END);
        tables.truncate(most);
        tables
    }

    /// A sector; a part of it where the file ends.
    fn at(&self, sector: u32) -> &'a [u8] {
        let start = (sector as usize).saturating_add(1).saturating_mul(self.sector);
        let end = start.saturating_add(self.sector).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// A sector and those that follow it.
    fn chain(&self, first: u32) -> Vec<u8> {
        let (mut out, mut sector) = (Vec::new(), first);
        for _ in 0..=self.bytes.len() / self.sector {
            if sector >= END {
                break;
            }
            out.extend_from_slice(self.at(sector));
            sector = self.next.get(sector as usize).copied().unwrap_or(END);
        }
        out
    }

    /// A stream of small sectors, which are kept in the stream of the root.
    fn small(&self, first: u32, root: Option<&Entry>) -> Vec<u8> {
        const SMALL: usize = 64;
        let whole = root.map(|root| self.chain(root.start)).unwrap_or_default();
        let (mut out, mut sector) = (Vec::new(), first);
        for _ in 0..=whole.len() / SMALL {
            if sector >= END {
                break;
            }
            let start = (sector as usize).saturating_mul(SMALL);
            out.extend_from_slice(whole.get(start..(start + SMALL).min(whole.len())).unwrap_or_default());
            sector = self.next_small.get(sector as usize).copied().unwrap_or(END);
        }
        out
    }
}
