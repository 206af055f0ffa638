//! What is wrong with a JSON text, in words, and where.

use super::scan::Trouble;
use crate::error::Error;
use crate::ingest::File;

/// What is wrong, and in which line.
pub(in crate::ingest) fn explain(file: &File<'_>, text: &str, trouble: Trouble) -> Error {
    match trouble {
        Trouble::TooDeep => {
            let why = "nests its values more than 128 deep";
            file.unreadable("too_deep", why, "flatten it into a list of records first")
        }
        Trouble::TooMany => {
            let why = "has more than 120 million cells, and that does not fit in a browser's memory";
            file.unreadable("too_large", why, "keep only the fields or the records that you need")
        }
        Trouble::Ends => {
            let why = "is cut off: the JSON ends in the middle of a value";
            file.unreadable("truncated", why, "download or copy it again")
        }
        Trouble::Unexpected(at) => {
            let before = &text.as_bytes()[..at.min(text.len())];
            let line = memchr::memchr_iter(b'\n', before).count() + 1;
            let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |end| end + 1) + 1;
            let (what, hint) = habit(before, &text.as_bytes()[before.len()..]);
            let why = format!("is not valid JSON at line {line}, column {column}{what}");
            file.unreadable("unreadable", why, hint)
        }
    }
}

/// What people write that JSON does not have.
fn habit(before: &[u8], from: &[u8]) -> (&'static str, &'static str) {
    let last = before.trim_ascii_end().last();
    match (last, from) {
        (_, [b'/', b'/' | b'*', ..] | [b'#', ..]) => (": it has a comment", "take the comments out"),
        (Some(b','), [b']' | b'}', ..]) => (": there is a comma too many before it", "take the comma out"),
        (Some(b','), [b',', ..]) => (": there is a comma too many", "take the comma out"),
        (_, [b'\'', ..]) => (": text is in single quotes", "write it in double quotes"),
        (Some(b'{' | b','), [b'a'..=b'z' | b'A'..=b'Z' | b'_', ..]) => {
            (": a name is not in quotes", "write it in double quotes")
        }
        (_, [b'T', b'r', ..] | [b'F', b'a', ..] | [b'N', b'o', ..]) => {
            (": it is a value of Python", "write it with json.dumps")
        }
        (_, [b'u', b'n', b'd', ..]) => (": undefined is no value of JSON", "write null"),
        (_, [b'"' | b'{' | b'[', ..]) => (": a comma is missing before it", "check that it was written as JSON"),
        _ => ("", "check that it was written as JSON"),
    }
}
