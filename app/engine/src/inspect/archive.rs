//! Packed files say how large they are unpacked.

use super::part;
use crate::error::Error;
use crate::ingest::Input;
use spec::reading::Inspection;

/// How much of a file's end may hold the end of its list of files.
const TAIL: u64 = 66 << 10;
/// A list of files longer than this is not looked at.
const LONGEST_LIST: u64 = 32 << 20;
/// How many times smaller packed text usually is.
const USUAL: u64 = 8;

/// One file of a ZIP archive.
struct Member {
    name: Vec<u8>,
    unpacked: u64,
}

/// How many bytes come out of an archive that is no workbook; none when the file is no archive.
pub(super) fn unpacked(input: &mut dyn Input) -> Result<Option<u64>, Error> {
    let size = input.size_bytes();
    let head = part(input, 0, 18)?;
    match head.as_slice() {
        [0x1f, 0x8b, ..] => {
            let end = part(input, size.saturating_sub(4), 4)?;
            let told = end.first_chunk::<4>().map_or(0, |length| u32::from_le_bytes(*length));
            // The length is written in 32 bits: it is wrong for more, and for several archives in a row.
            Ok(Some(u64::from(told).max(size * 2)))
        }
        [0x28, 0xb5, 0x2f, 0xfd, frame @ ..] => Ok(Some(told_by_zstandard(frame).unwrap_or(size * USUAL))),
        [b'P', b'K', 3, 4, ..] => match members(input)? {
            Some(members) if is_workbook(&members) => Ok(None),
            Some(members) => Ok(Some(members.iter().map(|member| member.unpacked).sum())),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// A workbook: how large its sheets and its texts are.
pub(super) fn workbook(input: &mut dyn Input) -> Result<Option<Inspection>, Error> {
    let Some(members) = members(input)? else {
        return Ok(None);
    };
    let is_content = |member: &&Member| {
        let name = &member.name;
        name.starts_with(b"xl/worksheets/") || name.starts_with(b"xl/sharedStrings") || name == b"content.xml"
    };
    let content: u64 = members.iter().filter(is_content).map(|member| member.unpacked).sum();
    Ok(Some(Inspection {
        // A cell of 20 to 40 letters of XML is 24 bytes in memory, and twice more while it becomes a column.
        peak_bytes: input.size_bytes() + content * 3,
        ..Inspection::default()
    }))
}

fn is_workbook(members: &[Member]) -> bool {
    members
        .iter()
        .any(|member| member.name.starts_with(b"xl/workbook") || member.name == b"content.xml")
}

/// The list at the end of a ZIP archive; none when it is not there or is of the kind for more than 4 GB.
fn members(input: &mut dyn Input) -> Result<Option<Vec<Member>>, Error> {
    const END: usize = 22;
    let size = input.size_bytes();
    let tail = part(input, size.saturating_sub(TAIL), TAIL)?;
    let Some(end) = memchr::memmem::rfind(&tail, b"PK\x05\x06").and_then(|at| tail.get(at..at + END)) else {
        return Ok(None);
    };
    let (length, start) = (u64::from(number(end, 12)), u64::from(number(end, 16)));
    if start.saturating_add(length) > size || length > LONGEST_LIST {
        return Ok(None);
    }
    let list = part(input, start, length)?;
    Ok(Some(listed(&list)))
}

fn listed(mut list: &[u8]) -> Vec<Member> {
    const HEAD: usize = 46;
    let mut members = Vec::new();
    while list.starts_with(b"PK\x01\x02") && list.len() >= HEAD {
        let name = usize::from(short(list, 28));
        let rest = HEAD + name + usize::from(short(list, 30)) + usize::from(short(list, 32));
        members.push(Member {
            name: list.get(HEAD..HEAD + name).unwrap_or_default().to_vec(),
            unpacked: u64::from(number(list, 24)),
        });
        list = list.get(rest..).unwrap_or_default();
    }
    members
}

/// The length in the head of a Zstandard frame (RFC 8878, 3.1.1.1), where it is given.
fn told_by_zstandard(frame: &[u8]) -> Option<u64> {
    let descriptor = *frame.first()?;
    let is_single = descriptor & 0x20 != 0;
    let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
    let start = 1 + usize::from(!is_single) + dictionary;
    let bytes = |count: usize| -> Option<u64> {
        let field = frame.get(start..start + count)?;
        Some(field.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    match descriptor >> 6 {
        0 if is_single => bytes(1),
        0 => None,
        1 => Some(bytes(2)? + 256),
        2 => bytes(4),
        _ => bytes(8),
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let field = bytes.get(at..).and_then(<[u8]>::first_chunk::<4>);
    field.map_or(0, |field| u32::from_le_bytes(*field))
}

fn short(bytes: &[u8], at: usize) -> u16 {
    let field = bytes.get(at..).and_then(<[u8]>::first_chunk::<2>);
    field.map_or(0, |field| u16::from_le_bytes(*field))
}
