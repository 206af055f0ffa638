//! Arrow IPC files (Feather version 2) and streams.

mod flat;
mod guard;
pub(super) mod schema;

use super::{File, Sheet, nested, settle};
use crate::error::Error;
use polars_io::SerReader as _;
use polars_io::ipc::{IpcReader, IpcStreamReader};
use std::io::Cursor;

/// Whether an Arrow file or stream can be read without harm.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    let is_whole = !bytes.starts_with(b"ARROW1") || bytes.ends_with(b"ARROW1");
    is_whole && guard::check(bytes).is_ok()
}

/// Reads the one table of an Arrow file or stream.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let bytes = file.whole()?;
    let is_file = bytes.starts_with(b"ARROW1");
    if is_file && !bytes.ends_with(b"ARROW1") {
        let why = "is cut off: the end of the Arrow file is missing";
        return Err(file.unreadable("truncated", why, "download or copy it again"));
    }
    guard::check(&bytes).map_err(|refusal| refused(file, refusal))?;
    (file.progress)("Reading rows", 0.5);
    let frame = match is_file {
        true => IpcReader::new(Cursor::new(bytes)).set_rechunk(true).finish(),
        false => IpcStreamReader::new(Cursor::new(bytes)).set_rechunk(true).finish(),
    };
    let damaged = |error| {
        file.unreadable(
            "unreadable",
            format!("is damaged: {error}"),
            "download or write it again",
        )
    };
    let frame = frame.map_err(damaged)?;
    settle::sheet(file, &nested::with_lists(frame)?)
}

fn refused(file: &File<'_>, refusal: guard::Refusal) -> Error {
    match refusal {
        guard::Refusal::Damaged(what) => {
            let why = format!("is damaged: {what}");
            file.unreadable("unreadable", why, "download or write it again")
        }
        guard::Refusal::CutOff => {
            let why = "is cut off: a part of its rows is missing";
            file.unreadable("truncated", why, "download or copy it again")
        }
        guard::Refusal::TooLarge => {
            let why = "holds more than 1400 MB once it is unpacked, and that does not fit in a browser's memory";
            file.unreadable("too_large", why, "keep only the columns or the rows that you need")
        }
        guard::Refusal::Unknown(what) => {
            let why = format!("has {what}, which cannot be read");
            file.unreadable("unreadable", why, "write it again without that column")
        }
    }
}
