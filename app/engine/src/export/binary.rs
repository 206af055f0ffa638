//! Parquet and Arrow: every type stays what it is. Categories are written as text, because each column would bring those of all tables.

use crate::error::Error;
use polars::prelude::{CompatLevel, DataFrame, DataType};
use polars_io::SerWriter as _;
use polars_io::ipc::IpcWriter;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};

/// A Parquet file, compressed with Zstandard.
pub(super) fn parquet(mut frame: DataFrame) -> Result<Vec<u8>, Error> {
    spell_categories(&mut frame)?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .finish(&mut frame)?;
    Ok(bytes)
}

/// An Arrow IPC file.
pub(super) fn arrow(mut frame: DataFrame) -> Result<Vec<u8>, Error> {
    spell_categories(&mut frame)?;
    let mut bytes = Vec::new();
    // The newest layouts (string views) are not read by every Arrow library.
    IpcWriter::new(&mut bytes)
        .with_compat_level(CompatLevel::oldest())
        .finish(&mut frame)?;
    Ok(bytes)
}

fn spell_categories(frame: &mut DataFrame) -> Result<(), Error> {
    for column in frame.clone().get_columns() {
        if matches!(
            column.dtype(),
            DataType::Categorical(..) | DataType::Enum(..) | DataType::Null
        ) {
            frame.with_column(column.cast(&DataType::String)?)?;
        }
    }
    super::measure_text(frame)
}
