//! Frames become files: to save, and to bring back.

use crate::error::Error;
use polars::prelude::{CompatLevel, DataFrame};
use polars_io::ipc::{IpcReader, IpcStreamWriter, IpcWriter};
use polars_io::{SerReader as _, SerWriter as _};
use std::io::Cursor;

/// An Arrow IPC stream, text as plain text.
pub(crate) fn arrow_stream(mut frame: DataFrame) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    // The newest layouts (string views) are not read by every Arrow library in a browser.
    IpcStreamWriter::new(&mut bytes)
        .with_compat_level(CompatLevel::oldest())
        .finish(&mut frame)?;
    Ok(bytes)
}

/// A CSV file with a header.
pub(crate) fn csv(mut frame: DataFrame) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    polars_io::csv::write::CsvWriter::new(&mut bytes).finish(&mut frame)?;
    Ok(bytes)
}

/// The form that a dataset is stored in: Arrow IPC as polars reads it back exactly, categories included.
pub(crate) fn stored(mut frame: DataFrame) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    IpcWriter::new(&mut bytes).finish(&mut frame)?;
    Ok(bytes)
}

/// Reads back what [`stored`] wrote.
pub(crate) fn restored(bytes: Vec<u8>) -> Result<DataFrame, Error> {
    Ok(IpcReader::new(Cursor::new(bytes)).finish()?)
}
