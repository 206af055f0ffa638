//! Frames become files: to save, and to bring back.

mod binary;
mod csv;
mod json;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod xlsx;

use crate::aside::Aside;
use crate::error::Error;
use crate::{ingest, query};
use polars::prelude::{CompatLevel, DataFrame, DataType, StringChunked};
use polars_io::ipc::{IpcReader, IpcStreamWriter, IpcWriter};
use polars_io::{SerReader as _, SerWriter as _};
use spec::worker::ExportFormat;
use std::io::Cursor;

/// An Arrow IPC stream, text as plain text.
pub(crate) fn arrow_stream(frame: DataFrame) -> Result<Vec<u8>, Error> {
    let mut frame = query::shown(frame);
    measure_text(&mut frame)?;
    let mut bytes = Vec::new();
    // The newest layouts (string views) are not read by every Arrow library in a browser.
    IpcStreamWriter::new(&mut bytes)
        .with_compat_level(CompatLevel::oldest())
        .finish(&mut frame)?;
    Ok(bytes)
}

/// Polars writes a frame in parts of about so many rows.
const PART_ROWS: usize = 512 * 512;

/// Builds text anew whose length polars 0.51 takes for four gigabytes: its mark for "unknown" does not fit 32 bits.
/// Where polars cuts text in two it sets that mark, so a long frame comes in the parts that polars would make of it.
fn measure_text(frame: &mut DataFrame) -> Result<(), Error> {
    measure(frame)?;
    let parts = frame.height() / PART_ROWS;
    if parts < 2 {
        return Ok(());
    }
    frame.as_single_chunk();
    let rows = frame.height() / parts;
    let mut cut = frame.clear();
    for part in 0..parts {
        let start = part * rows;
        let end = if part + 1 == parts {
            frame.height()
        } else {
            start + rows
        };
        let mut piece = frame.slice(start as i64, end - start);
        measure(&mut piece)?;
        cut = if part == 0 { piece } else { cut.vstack(&piece)? };
    }
    *frame = cut;
    Ok(())
}

fn measure(frame: &mut DataFrame) -> Result<(), Error> {
    for column in frame.clone().get_columns() {
        let Ok(text) = column.str() else { continue };
        if text
            .downcast_iter()
            .any(|part| part.total_bytes_len() > isize::MAX as usize)
        {
            let measured: StringChunked = text.iter().collect();
            frame.with_column(measured.with_name(column.name().clone()))?;
        }
    }
    Ok(())
}

/// A file in one of the formats that other programs read. Opened again, it gives the same table, as far as the format can tell nothing from empty text.
pub(crate) fn file(frame: DataFrame, format: ExportFormat) -> Result<Vec<u8>, Error> {
    named_file("Data", frame, format)
}

/// The same; `name` is what a workbook calls its sheet.
pub(crate) fn named_file(name: &str, frame: DataFrame, format: ExportFormat) -> Result<Vec<u8>, Error> {
    let frame = query::shown(frame);
    match format {
        ExportFormat::Csv => csv::write(&frame),
        ExportFormat::Xlsx => xlsx::write(name, &frame),
        ExportFormat::Parquet => binary::parquet(frame),
        ExportFormat::Arrow => binary::arrow(frame),
        ExportFormat::Json => json::write(&frame, json::Layout::List),
        ExportFormat::Ndjson => json::write(&frame, json::Layout::Lines),
    }
}

/// The form that a dataset is stored in: Arrow IPC that [`restored`] brings back exactly, categories included.
pub(crate) fn stored(mut frame: DataFrame) -> Result<Vec<u8>, Error> {
    for column in frame.clone().get_columns() {
        if has_many_categories(column.dtype()) {
            frame.with_column(column.cast(&DataType::String)?)?;
        }
    }
    let mut bytes = Vec::new();
    IpcWriter::new(&mut bytes).finish(&mut frame)?;
    Ok(bytes)
}

/// Each column would be stored with the categories of all columns of all tables.
fn has_many_categories(dtype: &DataType) -> bool {
    const MANY: usize = 50_000;
    matches!(dtype, DataType::Categorical(_, categories) if categories.num_cats_upper_bound() > MANY)
}

/// Reads back what [`stored`] wrote.
pub(crate) fn restored(bytes: Vec<u8>) -> Result<DataFrame, Error> {
    let mut frame = IpcReader::new(Cursor::new(bytes)).finish()?;
    for column in frame.clone().get_columns() {
        if column.dtype() == &DataType::String {
            let text = ingest::text(column.as_materialized_series())?;
            frame.with_column(text.with_name(column.name().clone()))?;
        }
    }
    Ok(frame)
}

/// Whether every part of a stored table can be read without harm.
pub(crate) fn is_sound(stored: &[u8]) -> bool {
    match behind(stored) {
        Some(length) => {
            let (table, aside) = stored.split_at(length);
            let aside = aside.strip_suffix(MARK).and_then(|aside| aside.split_last_chunk::<8>());
            ingest::is_sound_arrow(table) && aside.is_some_and(|(aside, _)| ingest::is_sound_arrow(aside))
        }
        None => ingest::is_sound_arrow(stored),
    }
}

/// What the stored form ends with when there is more than the table, behind the length of the table's own part.
const MARK: &[u8; 8] = b"SEXTANT1";

/// Puts what was set aside behind a stored table.
pub(crate) fn put_behind(stored: &mut Vec<u8>, aside: &Aside) -> Result<(), Error> {
    if aside.len() == 0 {
        return Ok(());
    }
    let length = stored.len() as u64;
    IpcWriter::new(&mut *stored).finish(&mut aside.frame()?)?;
    stored.extend(length.to_le_bytes());
    stored.extend(MARK);
    Ok(())
}

/// Takes what was set aside from behind a stored table.
pub(crate) fn take_behind(stored: &mut Vec<u8>) -> Result<Aside, Error> {
    let Some(length) = behind(stored) else {
        return Ok(Aside::default());
    };
    let end = stored.len() - MARK.len() - size_of::<u64>();
    let behind = stored[length..end].to_vec();
    stored.truncate(length);
    Aside::from_frame(&IpcReader::new(Cursor::new(behind)).finish()?)
}

/// Where what was set aside begins, when there is some.
fn behind(stored: &[u8]) -> Option<usize> {
    let (before, length) = stored.strip_suffix(MARK).and_then(<[u8]>::split_last_chunk::<8>)?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    (length <= before.len()).then_some(length)
}
