//! Text with a row on each line: its start is read as the whole will be, and what comes out is scaled up.

use super::part;
use crate::error::Error;
use crate::ingest::{self, Input, Sheet};
use crate::{catalog, query};
use polars::prelude::{Column, DataType};
use spec::reading::{InspectedTable, Inspection, OpenOptions};

/// How much of the start is read.
const HEAD: u64 = 2 << 20;
/// How much is looked at elsewhere, to see how long lines are there.
const PROBE: u64 = 64 << 10;
/// How many places are looked at.
const PROBES: u64 = 8;
/// How many rows are shown.
const SHOWN: u64 = 20;

/// Reads the start, and says what the whole would be.
pub(super) fn inspect(input: &mut dyn Input, options: &OpenOptions) -> Result<Inspection, Error> {
    let head = Head::of(input)?;
    let plain = OpenOptions {
        sample: None,
        steps: Vec::new(),
        ..options.clone()
    };
    let factor = head.factor(input)?;
    let sheets = ingest::read(&mut head.reader(), &plain, &mut |_, _| {})?;
    let last = sheets.len().saturating_sub(1);
    let mut inspection = Inspection::default();
    for (index, sheet) in sheets.into_iter().enumerate() {
        let table = scaled(sheet, if index == last { factor } else { 1.0 })?;
        let bytes: u64 = table.columns.iter().map(|(_, bytes)| bytes).sum();
        let largest = table.columns.iter().map(|(_, bytes)| *bytes).max().unwrap_or_default();
        // Once for the table, once for the form in which it is stored, and a column while it is finished.
        inspection.peak_bytes += 2 * bytes + largest;
        inspection.tables.push(table);
    }
    Ok(inspection)
}

/// The start of a file, up to the end of a line.
struct Head {
    bytes: Vec<u8>,
    size: u64,
}

impl Head {
    fn of(input: &mut dyn Input) -> Result<Self, Error> {
        let size = input.size_bytes();
        let mut bytes = part(input, 0, HEAD)?;
        if (bytes.len() as u64) < size {
            let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.get(1) == Some(&0);
            if let Some(end) = memchr::memrchr2(b'\n', b'\r', &bytes) {
                bytes.truncate(end + 1 + usize::from(is_wide));
            }
        }
        Ok(Self { bytes, size })
    }

    /// How many times as many rows as its start a file has: by how long its lines are at several places.
    fn factor(&self, input: &mut dyn Input) -> Result<f64, Error> {
        let length = self.bytes.len() as u64;
        if length >= self.size {
            return Ok(1.0);
        }
        let rest = self.size - length;
        let (mut lines, mut seen) = (0, 0);
        for probe in 0..PROBES {
            let bytes = part(input, length + rest / PROBES * probe, PROBE)?;
            lines += memchr::memchr_iter(b'\n', &bytes).count();
            seen += bytes.len();
        }
        let in_head = memchr::memchr_iter(b'\n', &self.bytes).count();
        if lines == 0 || in_head == 0 {
            return Ok(self.size as f64 / length.max(1) as f64);
        }
        let lines_in_rest = lines as f64 / seen as f64 * rest as f64;
        Ok(1.0 + lines_in_rest / in_head as f64)
    }

    fn reader(&self) -> Slice<'_> {
        Slice(&self.bytes)
    }
}

/// Bytes in memory as a file.
struct Slice<'a>(&'a [u8]);

impl Input for Slice<'_> {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let start = offset as usize;
        into.copy_from_slice(&self.0[start..start + into.len()]);
        Ok(())
    }
}

fn scaled(sheet: Sheet, factor: f64) -> Result<InspectedTable, Error> {
    let rows = sheet.frame.height() as f64 * factor;
    let head = query::table(&sheet.frame, SHOWN)?;
    let sizes = sheet.frame.get_columns().iter().map(|column| size_bytes(column, rows));
    let sizes: Vec<u64> = sizes.collect::<Result<_, Error>>()?;
    Ok(InspectedTable {
        source: sheet.source,
        rows: rows as u64,
        columns: head.columns.iter().cloned().zip(sizes).collect(),
        head,
        notes: sheet.notes,
    })
}

/// How many bytes a column takes when it has so many rows.
fn size_bytes(column: &Column, rows: f64) -> Result<u64, Error> {
    let measured = column.len().max(1) as f64;
    let each = match catalog::kind(column.dtype()) {
        spec::dataset::Type::Text => text_bytes(column, rows / measured)?,
        _ => column.as_materialized_series().estimated_size() as f64 / measured,
    };
    Ok((each * rows) as u64)
}

/// How many bytes a text takes: a number that stands for it while different ones are few.
fn text_bytes(column: &Column, factor: f64) -> Result<f64, Error> {
    const NUMBER: f64 = 4.0;
    const VIEW: f64 = 16.0;
    /// Text up to this length lies in the view itself.
    const INSIDE: usize = 12;
    let half = column.slice(0, column.len() / 2).n_unique()?.max(1) as f64;
    let all = column.n_unique()? as f64;
    // The number of different words grows with a power of the number of words (Heaps' law); what doubles with it goes on to.
    let power = (all / half).log2().clamp(0.0, 1.0);
    if ingest::is_numbered(all * factor.powf(power)) {
        return Ok(NUMBER);
    }
    let texts = column.cast(&DataType::String)?;
    let long = texts
        .str()?
        .iter()
        .flatten()
        .map(str::len)
        .filter(|length| *length > INSIDE);
    Ok(VIEW + long.sum::<usize>() as f64 / column.len().max(1) as f64)
}
