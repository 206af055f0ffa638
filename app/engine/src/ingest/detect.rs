//! What kind of file this is, by its content first.

use super::{Input, archive, text};
use crate::error::Error;
use spec::reading::{Format, OpenOptions};

/// How much of the file's start is looked at.
const HEAD: usize = 64 << 10;

/// The format of a file: what the user says, else what its bytes say, else its name.
pub(super) fn format(input: &mut dyn Input, options: &OpenOptions, name: &str) -> Result<Format, Error> {
    let mut head = vec![0; input.size_bytes().min(HEAD as u64) as usize];
    input.read_at(0, &mut head)?;
    if head.is_empty() {
        let why = "is empty: it has no bytes at all";
        return Err(unreadable(
            name,
            "empty_file",
            why,
            "check that it was saved or downloaded completely",
        ));
    }
    if let Some(format) = options.format {
        return Ok(format);
    }
    if let Some(format) = by_mark(input, &head, name)? {
        return Ok(format);
    }
    if is_binary(&head) && is_database(name) {
        let why = "is encrypted, or no SQLite database";
        return Err(unreadable(
            name,
            "encrypted",
            why,
            "export its tables, or copy it again",
        ));
    }
    if is_binary(&head) {
        let why = "is not a table: its content is neither text nor a known table format";
        return Err(not_a_table(name, why));
    }
    by_text(&head, name)
}

fn by_mark(input: &mut dyn Input, head: &[u8], name: &str) -> Result<Option<Format>, Error> {
    match head {
        [b'P', b'A', b'R', b'1', ..] => Ok(Some(Format::Parquet)),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] => Ok(Some(Format::Arrow)),
        [0xff, 0xff, 0xff, 0xff, _, _, 0 | 1, 0, ..] => Ok(Some(Format::Arrow)),
        [b'P', b'K', 3, 4, ..] => workbook(input, name).map(Some),
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', b'f', ..] => Ok(Some(Format::Sqlite)),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => compound(head, name).map(Some),
        _ => match picture(head) {
            Some(what) => Err(not_a_table(name, &format!("is not a table: it is {what}"))),
            None => Ok(None),
        },
    }
}

/// A ZIP archive: a workbook, since any other would have been unpacked.
fn workbook(input: &mut dyn Input, name: &str) -> Result<Format, Error> {
    archive::workbook(input, name)?.ok_or_else(|| not_a_table(name, "is an archive and not a workbook"))
}

/// A compound file: an old or an encrypted workbook.
fn compound(head: &[u8], name: &str) -> Result<Format, Error> {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    if memchr::memmem::find(head, &wide).is_some() {
        let why = "is encrypted and asks for a password";
        return Err(unreadable(
            name,
            "encrypted",
            why,
            "open it in Excel and save it without a password",
        ));
    }
    Ok(Format::Xls)
}

fn picture(head: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 11] = [
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF", "a PDF document"),
        (b"\xfd7zXZ", "an xz archive: unpack it first"),
        (b"BZh", "a bzip2 archive: unpack it first"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
        (b"Rar!", "a RAR archive: unpack it first"),
        (b"\x7fELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"FEA1", "a Feather file of version 1: write it again as version 2"),
    ];
    MARKS
        .iter()
        .find(|(mark, _)| head.starts_with(mark))
        .map(|(_, what)| *what)
}

/// Whether a file is called as SQLite databases are.
fn is_database(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["sqlite", "sqlite3", "db", "db3"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether these are bytes that no text has. Two control characters may stand between cells and rows.
fn is_binary(head: &[u8]) -> bool {
    let is_wide = encoding_rs::Encoding::for_bom(head).is_some() || text::wide(head).is_some();
    if is_wide || text::is_quads(head) {
        return false;
    }
    let mut counts = [0usize; 32];
    for byte in head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)) {
        counts[usize::from(*byte)] += 1;
    }
    let zeros = counts[0];
    counts[0] = 0;
    counts.sort_unstable();
    (zeros + counts[..30].iter().sum::<usize>()) * 20 > head.len()
}

/// JSON by its first letters, delimited text otherwise; the name decides what letters leave open.
fn by_text(head: &[u8], name: &str) -> Result<Format, Error> {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower = text[..text.len().min(16)].to_ascii_lowercase();
    if [&b"<!doctype"[..], b"<html", b"<?xml"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return Err(not_a_table(name, "is not a table: it is a web page or XML"));
    }
    let is_records = matches!(
        lower.as_slice(),
        [b'{', b'"' | b'\n' | b'\r' | b' ', ..] | [b'[', b'{', ..]
    );
    Ok(match (extension.as_deref(), text) {
        (Some("ndjson" | "jsonl"), _) => Format::Ndjson,
        (Some("json" | "geojson") | None, [b'{', ..]) => by_first_line(text),
        (Some("json" | "geojson"), _) => Format::Json,
        (_, [b'{', ..]) if is_records => by_first_line(text),
        (_, [b'[', ..]) if is_records => Format::Json,
        (Some("tsv" | "tab"), _) => Format::Tsv,
        (Some("csv"), _) => Format::Csv,
        (_, [b'[', ..]) => Format::Json,
        _ => Format::Csv,
    })
}

/// JSON lines when the first line is a record of its own, or two of the next are: the first may be broken.
fn by_first_line(text: &[u8]) -> Format {
    const LOOKED_AT: usize = 20;
    let is_record = |line: &&[u8]| {
        let line = line.trim_ascii();
        line.len() < text.trim_ascii().len() && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
    };
    let mut lines = text.split(|byte| *byte == b'\n');
    let is_first = lines.next().is_some_and(|line| is_record(&line));
    let objects = lines.take(LOOKED_AT).filter(|line| line.starts_with(b"{"));
    match is_first || objects.filter(is_record).count() > 1 {
        true => Format::Ndjson,
        false => Format::Json,
    }
}

fn not_a_table(name: &str, why: &str) -> Error {
    let hint = "open a CSV, Excel, Parquet, JSON or Arrow file";
    unreadable(name, "not_a_table", why, hint)
}

fn unreadable(name: &str, code: &'static str, why: &str, hint: &str) -> Error {
    Error::Unreadable {
        file: name.to_owned(),
        code,
        why: why.to_owned(),
        hint: Some(hint.to_owned()),
    }
}
