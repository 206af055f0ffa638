//! Apache Parquet.

use super::{File, Sheet, settle};
use crate::error::Error;
use polars_io::SerReader as _;
use polars_io::parquet::read::{ParallelStrategy, ParquetReader};
use std::io::Cursor;

/// The most bytes that all columns may have once they are unpacked.
const MOST_UNPACKED: i64 = 2_500 << 20;

/// Reads the one table of a Parquet file.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let bytes = file.whole()?;
    let size = bytes.len() as i64;
    match bytes.last_chunk::<8>() {
        Some([a, b, c, d, b'P', b'A', b'R', b'1']) => {
            let footer = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            if footer + 12 > bytes.len() {
                return Err(broken(file, &"its description is longer than the file"));
            }
        }
        Some([.., b'P', b'A', b'R', b'E']) => {
            return Err(file.unreadable("encrypted", "is encrypted", "write it again without encryption"));
        }
        _ => {
            let why = "is cut off: the end of the Parquet file is missing";
            return Err(file.unreadable("truncated", why, "download or copy it again"));
        }
    }
    let mut reader = ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None);
    let metadata = reader.get_metadata().map_err(|error| broken(file, &error))?;
    let unpacked: i64 = metadata
        .row_groups
        .iter()
        .map(|group| group.total_byte_size() as i64)
        .sum();
    if unpacked > MOST_UNPACKED {
        let why = format!(
            "holds {} MB once it is unpacked, and at most 2500 MB fit in a browser's memory",
            unpacked >> 20
        );
        return Err(file.unreadable("too_large", why, "keep only the columns or the rows that you need"));
    }
    let mut columns = metadata.row_groups.iter().flat_map(|group| group.parquet_columns());
    let points_outside = columns.any(|column| {
        let start = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
        let end = start.checked_add(column.compressed_size());
        start < 0 || column.compressed_size() < 0 || end.is_none_or(|end| end > size)
    });
    if points_outside {
        return Err(broken(file, &"its description points beyond its end"));
    }
    (file.progress)("Reading rows", 0.5);
    let frame = reader
        .set_rechunk(true)
        .finish()
        .map_err(|error| broken(file, &error))?;
    settle::sheet(file, &frame)
}

fn broken(file: &File<'_>, error: &dyn std::fmt::Display) -> Error {
    file.unreadable(
        "unreadable",
        format!("is damaged: {error}"),
        "download or write it again",
    )
}
