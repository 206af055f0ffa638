//! Parquet says of each column how many bytes it has.

use super::part;
use crate::catalog;
use crate::error::Error;
use crate::ingest::Input;
use polars::prelude::DataType;
use polars_io::SerReader as _;
use polars_io::parquet::read::ParquetReader;
use spec::answer::Table;
use spec::dataset::{Column, Type};
use spec::reading::{InspectedTable, Inspection, Source};
use std::io::Cursor;

/// A description longer than this is not looked at.
const LONGEST_FOOTER: u64 = 64 << 20;

/// Reads the description at the file's end; none when there is no sound one.
pub(super) fn inspect(input: &mut dyn Input, source: Source) -> Result<Option<Inspection>, Error> {
    let size = input.size_bytes();
    let end = part(input, size.saturating_sub(8), 8)?;
    let Some([a, b, c, d, b'P', b'A', b'R', b'1']) = end.last_chunk::<8>() else {
        return Ok(None);
    };
    let length = u64::from(u32::from_le_bytes([*a, *b, *c, *d]));
    if length + 12 > size || length > LONGEST_FOOTER {
        return Ok(None);
    }
    let mut bytes = b"PAR1".to_vec();
    bytes.extend(part(input, size - 8 - length, length + 8)?);
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let (Ok(schema), Ok(metadata)) = (reader.schema(), reader.get_metadata()) else {
        return Ok(None);
    };
    let mut columns = Vec::new();
    for (name, field) in schema.iter() {
        let dtype = DataType::from_arrow_dtype(&field.dtype);
        let groups = metadata.row_groups.iter();
        let parts = groups.flat_map(|group| group.columns_under_root_iter(name).into_iter().flatten());
        let (values, unpacked) = parts.fold((0, 0), |(values, bytes), part| {
            (
                values + part.num_values().max(0),
                bytes + part.uncompressed_size().max(0),
            )
        });
        let bytes = size_bytes(&dtype, values as f64, unpacked as f64);
        let described = Column {
            name: name.to_string(),
            kind: catalog::kind(&dtype),
            nullable: field.is_nullable,
        };
        columns.push((described, bytes as u64));
    }
    let total: u64 = columns.iter().map(|(_, bytes)| bytes).sum();
    let head = Table {
        columns: columns.iter().map(|(column, _)| column.clone()).collect(),
        ..Table::default()
    };
    Ok(Some(Inspection {
        // The file, its columns as they are read, as they are settled, and as they are handed on.
        peak_bytes: size + 3 * total,
        tables: vec![InspectedTable {
            source,
            rows: metadata.num_rows as u64,
            columns,
            head,
            notes: Vec::new(),
        }],
        room_bytes: 0,
    }))
}

/// How many bytes a column takes once it is read.
fn size_bytes(dtype: &DataType, values: f64, unpacked: f64) -> f64 {
    match catalog::kind(dtype) {
        Type::Boolean => values / 8.0,
        Type::Date => values * 4.0,
        Type::Decimal => values * 16.0,
        Type::Integer | Type::Float | Type::Datetime | Type::Time | Type::Duration => values * 8.0,
        Type::Text => text_bytes(values, unpacked),
        Type::List | Type::Struct => unpacked.max(values * 8.0),
    }
}

fn text_bytes(values: f64, unpacked: f64) -> f64 {
    /// Numbers that stand for few different texts are written in a few bits each.
    const NUMBERED: f64 = 3.5;
    /// Before each text that is spelled out stands its length.
    const LENGTH: f64 = 4.0;
    let each = unpacked / values.max(1.0);
    match each {
        ..NUMBERED => values * 4.0,
        each if each - LENGTH <= 12.0 => values * 16.0,
        each => values * (16.0 + each - LENGTH),
    }
}
