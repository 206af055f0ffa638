//! Apache Parquet, one group of rows at a time.

mod footer;
mod guard;
mod thrift;

use super::part::Sample;
use super::{File, Sheet, nested, settle};
use crate::error::Error;
use polars::prelude::DataFrame;
use polars_io::SerReader as _;
use polars_io::parquet::read::{FileMetadata, ParallelStrategy, ParquetReader};
use std::io::Cursor;
use std::sync::Arc;

/// Why a file is refused before it is given to the library.
enum Refusal {
    Damaged(String),
    TooLarge(u64),
    Unknown(String),
}

/// Reads the one table of a Parquet file.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let bytes = file.whole()?;
    if bytes.ends_with(b"PARE") {
        return Err(file.unreadable("encrypted", "is encrypted", "write it again without encryption"));
    }
    if !bytes.ends_with(b"PAR1") || bytes.len() < 12 {
        let why = "is cut off: the end of the Parquet file is missing";
        return Err(file.unreadable("truncated", why, "download or copy it again"));
    }
    let wanted = &file.options.columns;
    let is_wanted = |root: &[u8]| wanted.is_empty() || std::str::from_utf8(root).is_ok_and(|root| holds(root, wanted));
    let footer = guard::footer(&bytes, is_wanted).map_err(|refusal| refused(file, refusal))?;
    let rows = footer.groups.iter().map(|rows| *rows as u64).sum();
    let sample = Sample::of(rows, file.options);
    let table = groups(file, &bytes, sample.as_ref())?;
    drop(bytes);
    let mut sheets = settle::sheet(file, &nested::with_lists(table)?)?;
    for sheet in &mut sheets {
        sheet.source.sampled_from = sample.as_ref().map(Sample::rows);
    }
    Ok(sheets)
}

/// The rows of all groups, or of none when there are none.
fn groups(file: &mut File<'_>, bytes: &[u8], sample: Option<&Sample>) -> Result<DataFrame, Error> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let metadata = reader.get_metadata().map_err(|error| broken(file, &error))?.clone();
    let schema = reader.schema().map_err(|error| broken(file, &error))?;
    let names = schema.iter_names().map(|name| name.as_str());
    let projection = projection(names, &file.options.columns);
    // The library walks over every group before the wanted one: it gets to know one at a time.
    let mut described = FileMetadata::clone(&metadata);
    let groups = std::mem::take(&mut described.row_groups);
    let count = groups.len();
    let (mut table, mut from) = (described_only(file, bytes, &described, &projection)?, 0);
    for (index, group) in groups.into_iter().enumerate() {
        let rows = group.num_rows();
        (file.progress)("Reading rows", 0.5 + 0.3 * index as f64 / count as f64);
        if rows == 0 {
            continue;
        }
        let one = FileMetadata {
            row_groups: vec![group],
            num_rows: rows,
            ..described.clone()
        };
        let mut group = described_only(file, bytes, &one, &projection)?;
        if group.get_columns().iter().any(|column| column.len() != rows) {
            return Err(broken(file, &"its columns are not equally long"));
        }
        if let Some(sample) = sample {
            group = sample.take(&group, from)?;
        }
        from += rows as u64;
        match index {
            0 => table = group,
            _ => drop(table.vstack_mut_owned(group)?),
        }
    }
    table.as_single_chunk_par();
    Ok(table)
}

/// The rows of the groups that are described here; of none, the columns without a row.
fn described_only(
    file: &File<'_>,
    bytes: &[u8],
    described: &FileMetadata,
    projection: &Option<Vec<usize>>,
) -> Result<DataFrame, Error> {
    let mut reader = ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None);
    reader.set_metadata(Arc::new(described.clone()));
    let reader = reader.with_projection(projection.clone());
    reader.finish().map_err(|error| broken(file, &error))
}

/// Which columns of the file hold what is wanted; all when there is none.
fn projection<'a>(names: impl Iterator<Item = &'a str>, wanted: &[String]) -> Option<Vec<usize>> {
    let is_wanted = |(_, name): &(usize, &str)| holds(name, wanted);
    let places: Vec<_> = names.enumerate().filter(is_wanted).map(|(index, _)| index).collect();
    (!places.is_empty()).then_some(places)
}

/// Whether a column of the file is wanted, or a part of it, which has its name with a dot.
fn holds(root: &str, wanted: &[String]) -> bool {
    let is_in = |wanted: &String| match wanted.strip_prefix(root) {
        Some(rest) => rest.is_empty() || rest.starts_with('.'),
        None => false,
    };
    wanted.iter().any(is_in)
}

fn refused(file: &File<'_>, refusal: Refusal) -> Error {
    match refusal {
        Refusal::Damaged(what) => broken(file, &what),
        Refusal::TooLarge(bytes) => {
            let why = format!(
                "holds {} MB once it is unpacked, and that does not fit in a browser's memory",
                bytes >> 20
            );
            file.unreadable("too_large", why, "keep only the columns or the rows that you need")
        }
        Refusal::Unknown(what) => {
            let why = format!("has {what}, which cannot be read");
            file.unreadable("unreadable", why, "write it again without that column")
        }
    }
}

fn broken(file: &File<'_>, error: &dyn std::fmt::Display) -> Error {
    file.unreadable(
        "unreadable",
        format!("is damaged: {error}"),
        "download or write it again",
    )
}
