//! What a Parquet file says of itself is compared with what it is, before a library builds anything from it.

use super::Refusal;
use super::footer::{self, Chunk, Footer};
use super::thrift::Thrift;
use crate::ingest::arrow::schema;

/// The most bytes that the wanted columns may have once they are unpacked.
pub(super) const MOST_UNPACKED: u64 = 1_400 << 20;

/// From this size on, what is unpacked must not be out of proportion to the file.
const LARGE: u64 = 512 << 20;

/// No table of that size is so many times smaller when it is packed.
const RATIO: u64 = 500;

/// The most bytes that one page may have once it is unpacked.
const LARGEST_PAGE: i64 = 1 << 30;

/// How deep columns may be nested.
const DEEPEST: usize = 64;

/// The description of a file that ends as a Parquet file does. `is_wanted` says which columns will be read.
pub(super) fn footer(bytes: &[u8], is_wanted: impl Fn(&[u8]) -> bool) -> Result<Footer, Refusal> {
    let damaged = |what: &str| Refusal::Damaged(what.to_owned());
    let Some([a, b, c, d, ..]) = bytes.last_chunk::<8>() else {
        return Err(damaged("it has no description"));
    };
    let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
    let Some(start) = bytes
        .len()
        .checked_sub(length.saturating_add(8))
        .filter(|start| *start >= 4)
    else {
        return Err(damaged("its description is longer than the file"));
    };
    let footer =
        footer::read(&bytes[start..bytes.len() - 8]).ok_or_else(|| damaged("its description makes no sense"))?;
    if footer.depth > DEEPEST {
        return Err(damaged("its columns are nested too deep"));
    }
    if footer.groups.iter().any(|rows| !(0..1 << 32).contains(rows)) {
        return Err(damaged("it has a number of rows that cannot be"));
    }
    if let Some(arrow) = &footer.arrow {
        schema::check_base64(arrow).map_err(Refusal::Unknown)?;
    }
    let in_proportion = (bytes.len() as u64).saturating_mul(RATIO).max(LARGE);
    let most = MOST_UNPACKED.min(in_proportion);
    let mut room = most;
    let packed = footer
        .chunks
        .iter()
        .fold(0i64, |sum, chunk| sum.saturating_add(chunk.packed.max(0)));
    if packed > bytes.len() as i64 {
        return Err(damaged("its columns lie over each other"));
    }
    for chunk in &footer.chunks {
        bounds(chunk, start as i64)?;
        let is_flat = chunk.path == 1 && !footer.repeated.contains(&chunk.root);
        if is_flat && chunk.values != chunk.rows {
            return Err(damaged("a column has another number of values than there are rows"));
        }
        if is_wanted(&chunk.root) {
            fits(chunk, &mut room, most)?;
            pages(bytes, chunk, most)?;
        }
    }
    Ok(footer)
}

fn bounds(chunk: &Chunk, end: i64) -> Result<(), Refusal> {
    let first = chunk.dictionary.unwrap_or(chunk.data);
    let is_inside = |at: i64| (0..=end).contains(&at);
    let last = first.checked_add(chunk.packed);
    let fits = is_inside(chunk.data) && is_inside(first) && chunk.packed >= 0 && last.is_some_and(is_inside);
    match fits && chunk.values >= 0 && chunk.unpacked >= 0 {
        true => Ok(()),
        false => Err(Refusal::Damaged("its description points beyond its end".to_owned())),
    }
}

/// Takes the room that a column needs: what it unpacks to, or its values when these are more.
fn fits(chunk: &Chunk, room: &mut u64, most: u64) -> Result<(), Refusal> {
    let width = match chunk.kind {
        0 => 1,
        1 | 4 => 4,
        _ => 8,
    };
    let needed = (chunk.values as u64).saturating_mul(width).max(chunk.unpacked as u64);
    match room.checked_sub(needed) {
        Some(left) => {
            *room = left;
            Ok(())
        }
        None => Err(Refusal::TooLarge(most.saturating_add(needed - *room))),
    }
}

/// Walks over the pages of a column: each must be inside it, and no larger unpacked than the whole may be.
fn pages(bytes: &[u8], chunk: &Chunk, most: u64) -> Result<(), Refusal> {
    let damaged = |what: &str| Refusal::Damaged(what.to_owned());
    let start = chunk.dictionary.unwrap_or(chunk.data) as usize;
    let end = start + chunk.packed as usize;
    let (mut at, mut values, mut unpacked) = (start, 0i64, 0i64);
    while at < end && values < chunk.values {
        let mut thrift = Thrift::new(&bytes[..end], at);
        let page = page(&mut thrift).ok_or_else(|| damaged("the description of a page makes no sense"))?;
        let is_possible = |number: i64| (0..=LARGEST_PAGE).contains(&number);
        at = thrift.at() + usize::try_from(page.packed).unwrap_or(usize::MAX / 2);
        let numbers = [page.packed, page.unpacked, page.values, page.entries, page.levels];
        if !numbers.into_iter().all(is_possible) || page.levels > page.packed.min(page.unpacked) || at > end {
            return Err(damaged("a page is larger than its column"));
        }
        if chunk.codec == 0 && page.packed != page.unpacked {
            return Err(damaged("a page has another length than it says"));
        }
        // A value of a dictionary takes a byte at least, but for values of no length.
        if page.entries > page.unpacked.saturating_mul(8).max(1) {
            return Err(damaged("a dictionary has fewer values than it says"));
        }
        values += page.values;
        unpacked += page.unpacked;
        if unpacked as u64 > most {
            return Err(Refusal::TooLarge(unpacked as u64));
        }
    }
    match values == chunk.values {
        true => Ok(()),
        false => Err(damaged("a column has another number of values than it says")),
    }
}

/// What a page says of itself.
#[derive(Default)]
struct Page {
    unpacked: i64,
    packed: i64,
    values: i64,
    entries: i64,
    /// How many bytes of it say which values are there, in pages of the second version.
    levels: i64,
}

fn page(thrift: &mut Thrift<'_>) -> Option<Page> {
    let mut page = Page::default();
    thrift.record(|thrift, field, kind| {
        match (field, kind) {
            (2, 5) => page.unpacked = thrift.number()?,
            (3, 5) => page.packed = thrift.number()?,
            (5, 12) => page.values = contents(thrift, &[2, 3, 4])?,
            (8, 12) => page.values = second_contents(thrift, &mut page.levels)?,
            (7, 12) => page.entries = contents(thrift, &[2])?,
            _ => return Some(false),
        }
        Some(true)
    })?;
    Some(page)
}

/// How many values a page has. Its encodings, in these fields, must be known ones.
fn contents(thrift: &mut Thrift<'_>, encodings: &[i64]) -> Option<i64> {
    let mut values = 0;
    thrift.record(|thrift, field, kind| match (field, kind) {
        (1, 5) => {
            values = thrift.number()?;
            Some(true)
        }
        (field, 5) if encodings.contains(&field) => {
            let encoding = thrift.number()?;
            matches!(encoding, 0 | 2..=9).then_some(true)
        }
        _ => Some(false),
    })?;
    Some(values)
}

/// How many values a page of the second version has.
fn second_contents(thrift: &mut Thrift<'_>, levels: &mut i64) -> Option<i64> {
    let mut values = 0;
    thrift.record(|thrift, field, kind| {
        match (field, kind) {
            (1, 5) => values = thrift.number()?,
            (4, 5) => drop(matches!(thrift.number()?, 0 | 2..=9).then_some(())?),
            (5 | 6, 5) => *levels = levels.checked_add(u32::try_from(thrift.number()?).ok()?.into())?,
            _ => return Some(false),
        }
        Some(true)
    })?;
    Some(values)
}
