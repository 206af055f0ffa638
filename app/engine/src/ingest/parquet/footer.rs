//! What a Parquet file says of itself at its end.

use super::thrift::Thrift;

/// The most columns of all groups together.
const MOST_CHUNKS: usize = 2_000_000;

/// The most columns that may have several values in a row.
const MOST_REPEATED: usize = 100_000;

/// The description of a file.
#[derive(Default)]
pub(super) struct Footer {
    /// How deep its columns are nested.
    pub depth: usize,
    /// How many rows each of its groups has.
    pub groups: Vec<i64>,
    /// The columns that may have several values in a row, by their names.
    pub repeated: Vec<Vec<u8>>,
    /// The columns of all groups.
    pub chunks: Vec<Chunk>,
    /// The schema that an Arrow library has left, in base 64.
    pub arrow: Option<Vec<u8>>,
}

/// One column of one group of rows.
#[derive(Default)]
pub(super) struct Chunk {
    /// The column's name, or that of the record that it is in.
    pub root: Vec<u8>,
    /// How many names lead to it.
    pub path: usize,
    /// How many rows its group has.
    pub rows: i64,
    /// How its values are stored: Parquet's number for it.
    pub kind: i64,
    /// How many values it has.
    pub values: i64,
    /// How large it is once unpacked.
    pub unpacked: i64,
    /// How large it is in the file.
    pub packed: i64,
    /// How it is packed: Parquet's number for it.
    pub codec: i64,
    /// Where its pages start.
    pub data: i64,
    /// Where its dictionary starts.
    pub dictionary: Option<i64>,
}

/// Reads the description.
pub(super) fn read(bytes: &[u8]) -> Option<Footer> {
    let mut footer = Footer::default();
    let mut open = Vec::new();
    Thrift::new(bytes, 0).record(|thrift, field, kind| {
        match (field, kind) {
            (2, 9) => thrift.list(|thrift| {
                let children = element(thrift, &mut footer.repeated)?;
                footer.depth = footer.depth.max(open.len());
                while open.last() == Some(&0) {
                    open.pop();
                }
                if let Some(left) = open.last_mut() {
                    *left -= 1;
                }
                if children > 0 {
                    open.push(children);
                }
                Some(())
            })?,
            (4, 9) => thrift.list(|thrift| group(thrift, &mut footer))?,
            (5, 9) => thrift.list(|thrift| pair(thrift, &mut footer))?,
            _ => return Some(false),
        }
        Some(true)
    })?;
    Some(footer)
}

/// How many columns are in an element of the schema.
fn element(thrift: &mut Thrift<'_>, repeated: &mut Vec<Vec<u8>>) -> Option<u32> {
    const REPEATED: i64 = 2;
    let (mut children, mut repetition, mut name) = (0, 0, &b""[..]);
    thrift.record(|thrift, field, kind| {
        match (field, kind) {
            (3, 5) => repetition = thrift.number()?,
            (4, 8) => name = thrift.bytes()?,
            (5, 5) => children = u32::try_from(thrift.number()?).ok()?,
            _ => return Some(false),
        }
        Some(true)
    })?;
    if repetition == REPEATED {
        repeated.push(name.to_owned());
    }
    (repeated.len() <= MOST_REPEATED).then_some(children)
}

fn group(thrift: &mut Thrift<'_>, footer: &mut Footer) -> Option<()> {
    let (mut rows, first) = (0, footer.chunks.len());
    thrift.record(|thrift, field, kind| {
        match (field, kind) {
            (1, 9) => thrift.list(|thrift| {
                let mut found = None;
                thrift.record(|thrift, field, kind| match (field, kind) {
                    (3, 12) => {
                        found = Some(chunk(thrift)?);
                        Some(true)
                    }
                    _ => Some(false),
                })?;
                footer.chunks.push(found?);
                (footer.chunks.len() <= MOST_CHUNKS).then_some(())
            })?,
            (3, 6) => rows = thrift.number()?,
            _ => return Some(false),
        }
        Some(true)
    })?;
    footer.chunks[first..].iter_mut().for_each(|chunk| chunk.rows = rows);
    footer.groups.push(rows);
    Some(())
}

fn chunk(thrift: &mut Thrift<'_>) -> Option<Chunk> {
    let mut chunk = Chunk::default();
    thrift.record(|thrift, field, kind| {
        match (field, kind) {
            (1, 5) => chunk.kind = thrift.number()?,
            (3, 9) => thrift.list(|thrift| {
                let name = thrift.bytes()?;
                chunk.path += 1;
                if chunk.root.is_empty() {
                    chunk.root = name.to_owned();
                }
                Some(())
            })?,
            (4, 5) => chunk.codec = thrift.number()?,
            (5, 6) => chunk.values = thrift.number()?,
            (6, 6) => chunk.unpacked = thrift.number()?,
            (7, 6) => chunk.packed = thrift.number()?,
            (9, 6) => chunk.data = thrift.number()?,
            (11, 6) => chunk.dictionary = Some(thrift.number()?),
            _ => return Some(false),
        }
        Some(true)
    })?;
    Some(chunk)
}

fn pair(thrift: &mut Thrift<'_>, footer: &mut Footer) -> Option<()> {
    let (mut key, mut value) = (&b""[..], None);
    thrift.record(|thrift, field, kind| {
        match (field, kind) {
            (1, 8) => key = thrift.bytes()?,
            (2, 8) => value = Some(thrift.bytes()?),
            _ => return Some(false),
        }
        Some(true)
    })?;
    if key == b"ARROW:schema" {
        footer.arrow = value.map(<[u8]>::to_owned);
    }
    Some(())
}
