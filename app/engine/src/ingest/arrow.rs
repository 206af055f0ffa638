//! Arrow IPC files (Feather version 2) and streams.

use super::{File, Sheet, settle};
use crate::error::Error;
use polars_io::SerReader as _;
use polars_io::ipc::{IpcReader, IpcStreamReader};
use std::io::Cursor;

/// Reads the one table of an Arrow file or stream.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let bytes = file.whole()?;
    let is_file = bytes.starts_with(b"ARROW1");
    if is_file && !bytes.ends_with(b"ARROW1") {
        let why = "is cut off: the end of the Arrow file is missing";
        return Err(file.unreadable("truncated", why, "download or copy it again"));
    }
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
    settle::sheet(file, &frame)
}
