//! An Arrow file lists its columns; what each takes follows from its type, and how many rows there are from its size.

use super::part;
use crate::catalog;
use crate::error::Error;
use crate::ingest::Input;
use polars::prelude::DataType;
use polars_io::SerReader as _;
use polars_io::ipc::IpcReader;
use spec::answer::Table;
use spec::dataset::{Column, Type};
use spec::reading::{InspectedTable, Inspection, Source};
use std::io::Cursor;

const MARK: &[u8] = b"ARROW1";
/// A list of columns longer than this is not looked at.
const LONGEST_FOOTER: u64 = 64 << 20;
/// How long a text is when nothing is known about it.
const TEXT: f64 = 16.0;

/// Reads the list of columns at the file's end; none for a stream, which has none.
pub(super) fn inspect(input: &mut dyn Input, source: Source) -> Result<Option<Inspection>, Error> {
    let size = input.size_bytes();
    let end = part(input, size.saturating_sub(10), 10)?;
    let Some([a, b, c, d, ..]) = end.first_chunk::<10>().filter(|end| end.ends_with(MARK)) else {
        return Ok(None);
    };
    let length = u64::from(u32::from_le_bytes([*a, *b, *c, *d]));
    if length + 18 > size || length > LONGEST_FOOTER {
        return Ok(None);
    }
    let mut bytes = b"ARROW1\0\0".to_vec();
    bytes.extend(part(input, size - 10 - length, length + 10)?);
    let Ok(schema) = IpcReader::new(Cursor::new(bytes)).schema() else {
        return Ok(None);
    };
    let fields: Vec<_> = schema
        .iter()
        .map(|(name, field)| (name.to_string(), DataType::from_arrow_dtype(&field.dtype)))
        .collect();
    let row: f64 = fields.iter().map(|(_, dtype)| in_file(dtype)).sum();
    let rows = size as f64 / row.max(0.125);
    let columns = fields.into_iter().map(|(name, dtype)| {
        let bytes = (rows * in_memory(&dtype)) as u64;
        (
            Column {
                name,
                kind: catalog::kind(&dtype),
                nullable: true,
            },
            bytes,
        )
    });
    let columns: Vec<_> = columns.collect();
    let total: u64 = columns.iter().map(|(_, bytes)| bytes).sum();
    let head = Table {
        columns: columns.iter().map(|(column, _)| column.clone()).collect(),
        ..Table::default()
    };
    Ok(Some(Inspection {
        peak_bytes: 2 * size + 2 * total,
        tables: vec![InspectedTable {
            source,
            rows: rows as u64,
            columns,
            head,
            notes: Vec::new(),
        }],
        room_bytes: 0,
    }))
}

/// How many bytes a value takes in the file.
fn in_file(dtype: &DataType) -> f64 {
    match dtype {
        DataType::Boolean => 0.125,
        DataType::Int8 | DataType::UInt8 => 1.0,
        DataType::Int16 | DataType::UInt16 => 2.0,
        DataType::Int32 | DataType::UInt32 | DataType::Float32 | DataType::Date => 4.0,
        DataType::Categorical(..) | DataType::Enum(..) => 4.0,
        DataType::Decimal(..) => 16.0,
        DataType::String | DataType::Binary => TEXT + 4.0,
        DataType::List(inner) => 4.0 + 3.0 * in_file(inner),
        DataType::Struct(fields) => fields.iter().map(|field| in_file(&field.dtype)).sum(),
        _ => 8.0,
    }
}

/// How many bytes a value takes once it is read.
fn in_memory(dtype: &DataType) -> f64 {
    match catalog::kind(dtype) {
        Type::Boolean => 0.125,
        Type::Date => 4.0,
        Type::Decimal => 16.0,
        Type::Integer | Type::Float | Type::Datetime | Type::Time | Type::Duration => 8.0,
        Type::Text if matches!(dtype, DataType::String) => TEXT + 4.0,
        Type::Text => 4.0,
        Type::List | Type::Struct => in_file(dtype),
    }
}
