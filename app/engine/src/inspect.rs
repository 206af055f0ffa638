//! What a file holds and how much room it takes, known before it is read: only its start, its end or its description is looked at.

mod archive;
mod arrow;
mod parquet;
mod text;

use crate::engine::Engine;
use crate::error::Error;
use crate::ingest::{self, Input};
use polars::prelude::{Column, DataFrame};
use spec::reading::{Format, Inspection, OpenOptions, Source};

/// What a browser gives the engine.
const MOST_BYTES: u64 = 4 << 30;
/// What the engine takes without any data, and what passes through it while a file is read.
const BASE_BYTES: u64 = 160 << 20;

impl Engine {
    /// Looks into a file without reading it whole.
    ///
    /// # Errors
    /// When it is clear already that nothing of the file can be read.
    pub fn inspect(&self, input: &mut dyn Input, options: &OpenOptions) -> Result<Inspection, Error> {
        let taken: u64 = self.catalog.entries().iter().map(|entry| in_memory(&entry.frame)).sum();
        Ok(Inspection {
            room_bytes: MOST_BYTES.saturating_sub(BASE_BYTES + taken),
            ..inspect(input, options)?
        })
    }
}

fn inspect(input: &mut dyn Input, options: &OpenOptions) -> Result<Inspection, Error> {
    let size = input.size_bytes();
    if let Some(unpacked) = archive::unpacked(input)? {
        return Ok(of_size(size + unpacked, 2.2));
    }
    let format = ingest::format(input, options)?;
    let source = Source {
        filename: options.filename.clone().unwrap_or_default(),
        format,
        ..Source::default()
    };
    let known = match format {
        Format::Csv | Format::Tsv | Format::FixedWidth | Format::Ndjson => Some(text::inspect(input, options)?),
        Format::Parquet => parquet::inspect(input, source)?,
        Format::Arrow => arrow::inspect(input, source)?,
        Format::Xlsx | Format::Xlsb | Format::Ods => archive::workbook(input)?,
        Format::Json | Format::Geojson | Format::Sqlite | Format::Xls | Format::Sql => None,
    };
    Ok(known.unwrap_or_else(|| of_size(size, most_of(format))))
}

/// How many times its size a file of this format takes at most while it is read.
fn most_of(format: Format) -> f64 {
    match format {
        Format::Json | Format::Geojson => 3.0,
        Format::Xls => 6.0,
        Format::Xlsx | Format::Xlsb | Format::Ods => 12.0,
        Format::Parquet => 8.0,
        _ => 3.0,
    }
}

/// All that can be said of a file that does not describe itself.
fn of_size(size: u64, factor: f64) -> Inspection {
    Inspection {
        peak_bytes: (size as f64 * factor) as u64,
        ..Inspection::default()
    }
}

/// How many bytes a table takes.
pub(crate) fn in_memory(frame: &DataFrame) -> u64 {
    frame.get_columns().iter().map(column_bytes).sum()
}

pub(crate) fn column_bytes(column: &Column) -> u64 {
    /// Where a text lies.
    const VIEW: usize = 16;
    let Ok(text) = column.str() else {
        return column.as_materialized_series().estimated_size() as u64;
    };
    let told = text.downcast_iter().map(|part| part.total_bytes_len());
    // In 32 bits, polars 0.51 takes a length that it does not know for four gigabytes.
    let length = match told.fold(0_usize, usize::saturating_add) {
        length if length < isize::MAX as usize / 2 => length,
        _ => text.iter().flatten().map(str::len).sum(),
    };
    (length + VIEW * text.len()) as u64
}

/// `length` bytes from `offset` on, as far as there are any.
fn part(input: &mut dyn Input, offset: u64, length: u64) -> Result<Vec<u8>, Error> {
    let end = input.size_bytes().min(offset.saturating_add(length));
    let mut bytes = vec![0; end.saturating_sub(offset) as usize];
    input.read_at(offset.min(end), &mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
