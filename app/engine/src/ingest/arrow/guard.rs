//! What an Arrow file says of itself is compared with what it is, before a library builds anything from it.

use super::flat::{self, Table};
use super::schema;

/// The most bytes that the table may have once it is unpacked.
const MOST_UNPACKED: i64 = 1_400 << 20;

/// From this size on, what is unpacked must not be out of proportion to the file.
const LARGE: i64 = 256 << 20;

/// No table of that size is so many times smaller when it is packed.
const RATIO: i64 = 1_000;

/// So many rows may be without a byte: columns of nothing.
const MOST_EMPTY: i64 = 1 << 20;

/// Why a file is refused before it is given to the library.
pub(super) enum Refusal {
    Damaged(&'static str),
    CutOff,
    TooLarge,
    Unknown(String),
}

/// Looks at every message of a file or stream.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let in_proportion = (bytes.len() as i64).saturating_mul(RATIO).max(LARGE);
    let mut room = MOST_UNPACKED.min(in_proportion);
    if !bytes.starts_with(b"ARROW1") {
        return stream(bytes, &mut room);
    }
    let footer = footer(bytes).ok_or(Refusal::Damaged("its description makes no sense"))?;
    let nonsense = Refusal::Damaged("its list of rows makes no sense");
    let schema = footer.table(1).ok_or(Refusal::Damaged("it has no list of columns"))?;
    schema::check(schema).map_err(Refusal::Unknown)?;
    let blocks = |field: usize| footer.pairs(field, 24);
    let (Some(dictionaries), Some(batches)) = (blocks(2), blocks(3)) else {
        return Err(nonsense);
    };
    let mut left = bytes.len();
    for (start, body) in dictionaries.into_iter().chain(batches) {
        let start = usize::try_from(start).ok().filter(|start| *start < bytes.len());
        let at = start.ok_or(Refusal::Damaged("its list of rows points beyond its end"))?;
        let message = Message::at(bytes, at)?.ok_or(Refusal::Damaged("its rows are not where its list says"))?;
        if message.body_length as i64 != body {
            return Err(Refusal::Damaged("its rows have another length than its list says"));
        }
        left = left
            .checked_sub(message.end - at)
            .ok_or(Refusal::Damaged("its rows lie over each other"))?;
        message.check(&mut room)?;
    }
    Ok(())
}

fn footer(bytes: &[u8]) -> Option<Table<'_>> {
    let tail = bytes.len().checked_sub(10)?;
    let length = usize::try_from(i32::from_le_bytes(*bytes.get(tail..)?.first_chunk()?)).ok()?;
    let start = tail.checked_sub(length).filter(|start| *start >= 8)?;
    Table::root(&bytes[start..tail])
}

fn stream(bytes: &[u8], room: &mut i64) -> Result<(), Refusal> {
    let (mut at, mut has_schema) = (0, false);
    while at < bytes.len() {
        let Some(message) = Message::at(bytes, at)? else {
            break;
        };
        has_schema |= message.check(room)?;
        if !has_schema {
            return Err(Refusal::Damaged("it does not begin with its columns"));
        }
        at = message.end;
    }
    match has_schema {
        true => Ok(()),
        false => Err(Refusal::Damaged("it has no list of columns")),
    }
}

/// One message: a schema, a dictionary or rows.
struct Message<'a> {
    table: Table<'a>,
    body: &'a [u8],
    body_length: usize,
    end: usize,
}

impl<'a> Message<'a> {
    /// The message at a place; none at the end mark.
    fn at(bytes: &'a [u8], at: usize) -> Result<Option<Self>, Refusal> {
        let four = |at: usize| -> Option<u32> {
            let found = bytes.get(at..)?.first_chunk()?;
            Some(u32::from_le_bytes(*found))
        };
        let (start, length) = match four(at).ok_or(Refusal::CutOff)? {
            0xffff_ffff => (at + 8, four(at + 4).ok_or(Refusal::CutOff)?),
            length => (at + 4, length),
        };
        if length == 0 {
            return Ok(None);
        }
        let body = start
            .checked_add(length as usize)
            .filter(|end| *end <= bytes.len())
            .ok_or(Refusal::CutOff)?;
        let nonsense = Refusal::Damaged("a message makes no sense");
        let table = Table::root(&bytes[start..body]).ok_or(nonsense)?;
        let body_length = usize::try_from(table.eight(3).unwrap_or(0)).unwrap_or(usize::MAX);
        let end = body
            .checked_add(body_length)
            .filter(|end| *end <= bytes.len())
            .ok_or(Refusal::CutOff)?;
        Ok(Some(Self {
            table,
            body: &bytes[body..end],
            body_length,
            end,
        }))
    }

    /// Looks at what it says; whether it is the schema.
    fn check(&self, room: &mut i64) -> Result<bool, Refusal> {
        let nonsense = Refusal::Damaged("a message makes no sense");
        let Some(header) = self.table.table(2) else {
            return Err(nonsense);
        };
        match self.table.byte(1) {
            Some(1) => schema::check(header).map_err(Refusal::Unknown).map(|()| true),
            Some(2) => self.rows(header.table(1).ok_or(nonsense)?, room).map(|()| false),
            Some(3) => self.rows(header, room).map(|()| false),
            _ => Err(Refusal::Damaged("a message is of an unknown kind")),
        }
    }

    /// Every buffer must be inside the message, and unpack to what fits.
    fn rows(&self, rows: Table<'_>, room: &mut i64) -> Result<(), Refusal> {
        let nonsense = || Refusal::Damaged("a message makes no sense");
        let (nodes, buffers) = (
            rows.pairs(1, 16).ok_or_else(nonsense)?,
            rows.pairs(2, 16).ok_or_else(nonsense)?,
        );
        let length = rows.eight(0).unwrap_or(0);
        if !rows.is_sound(0, 8)
            || length < 0
            || nodes
                .iter()
                .any(|(length, nulls)| *length < 0 || nulls > length || *nulls < 0)
        {
            return Err(nonsense());
        }
        let is_packed = rows.table(3).is_some();
        let before = *room;
        for (start, length) in buffers {
            let is_inside = start >= 0
                && length >= 0
                && start
                    .checked_add(length)
                    .is_some_and(|end| end <= self.body.len() as i64);
            if !is_inside {
                return Err(Refusal::Damaged("its rows are not where it says"));
            }
            let unpacked = match flat::i64_at(self.body, start as usize) {
                Some(-1) if is_packed && length >= 8 => {
                    return Err(Refusal::Unknown(
                        "a part that is not packed among others that are".to_owned(),
                    ));
                }
                Some(unpacked) if is_packed && length >= 8 => unpacked,
                _ => length,
            };
            if unpacked < 0 || is_packed && (1..8).contains(&length) {
                return Err(nonsense());
            }
            *room = room
                .checked_sub(unpacked)
                .filter(|room| *room >= 0)
                .ok_or(Refusal::TooLarge)?;
        }
        let longest = nodes.iter().map(|(length, _)| *length).chain([length]).max();
        match longest.unwrap_or(0) > ((before - *room) * 8).max(MOST_EMPTY) {
            true => Err(Refusal::Damaged("it has fewer values than it says")),
            false => Ok(()),
        }
    }
}
