//! Frames become files: to save, and to bring back.

use crate::error::Error;
use crate::ingest;
use crate::query;
use polars::prelude::{CompatLevel, DataFrame, DataType, StringChunked};
use polars_io::ipc::{IpcReader, IpcStreamWriter, IpcWriter};
use polars_io::{SerReader as _, SerWriter as _};
use spec::worker::ExportFormat;
use std::io::Cursor;

/// An Arrow IPC stream, text as plain text.
pub(crate) fn arrow_stream(mut frame: DataFrame) -> Result<Vec<u8>, Error> {
    measure_text(&mut frame)?;
    let mut bytes = Vec::new();
    // The newest layouts (string views) are not read by every Arrow library in a browser.
    IpcStreamWriter::new(&mut bytes)
        .with_compat_level(CompatLevel::oldest())
        .finish(&mut frame)?;
    Ok(bytes)
}

/// Builds text anew whose length polars 0.51 takes for four gigabytes: its mark for "unknown" does not fit 32 bits.
fn measure_text(frame: &mut DataFrame) -> Result<(), Error> {
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

/// A file in one of the formats that other programs read.
pub(crate) fn file(frame: DataFrame, format: ExportFormat) -> Result<Vec<u8>, Error> {
    match format {
        ExportFormat::Csv => csv(frame),
        other => Err(Error::Invalid {
            why: format!("{other:?} cannot be written yet"),
            hint: None,
        }),
    }
}

/// A CSV file with a header.
fn csv(mut frame: DataFrame) -> Result<Vec<u8>, Error> {
    for column in frame.clone().get_columns() {
        if matches!(column.dtype(), DataType::Time | DataType::Duration(_)) {
            let series = column.as_materialized_series().rechunk();
            let texts: StringChunked = series.iter().map(query::spelled).collect();
            frame.with_column(texts.with_name(column.name().clone()))?;
        }
    }
    let mut bytes = Vec::new();
    polars_io::csv::write::CsvWriter::new(&mut bytes).finish(&mut frame)?;
    Ok(bytes)
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
