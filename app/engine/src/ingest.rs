//! Files become frames. Broken lines become notes, never a refusal and never silence.

mod archive;
mod arrow;
mod calendar;
mod cell;
mod clock;
mod column;
mod csv;
mod detect;
mod dictionary;
mod different;
mod gather;
mod guess;
mod json;
mod look;
mod moment;
mod names;
mod naming;
mod narrow;
mod ndjson;
mod nested;
mod number;
mod ordered;
mod parquet;
mod part;
mod retype;
mod settle;
mod sqlite;
mod surgeon;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod texts;
mod typed;
mod understand;
mod whole;
mod words;
mod workbook;

use crate::aside::Aside;
use crate::error::Error;
use polars::prelude::{DataFrame, Series};
use spec::answer::Note;
use spec::dataset::Type;
use spec::reading::{DateOrder, Format, OpenOptions, Source};

/// Bytes that are read piece by piece, so that a large file is never in memory as a whole.
pub trait Input {
    /// How many bytes there are.
    fn size_bytes(&self) -> u64;

    /// Fills `into` with the bytes from `offset` on.
    ///
    /// # Errors
    /// When the file has gone or changed since it was chosen.
    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error>;

    /// Gives all bytes away, where they are in memory already; there are none to read afterwards.
    fn take(&mut self) -> Option<Vec<u8>> {
        None
    }
}

/// One table of a file.
pub(crate) struct Sheet {
    /// What tells it from the file's other tables: a workbook's sheet. The file's only table has none.
    pub name: Option<String>,
    /// The table.
    pub frame: DataFrame,
    /// How it was read.
    pub source: Source,
    /// What the user should know about how it was read.
    pub notes: Vec<Note>,
    /// What of the file is not in the table.
    pub aside: Aside,
}

/// A file on its way to being read.
struct File<'a> {
    input: &'a mut dyn Input,
    options: &'a OpenOptions,
    progress: &'a mut dyn FnMut(&str, f64),
    name: String,
    format: Format,
}

/// Reads the tables of a file in one format.
type Reader = fn(&mut File<'_>) -> Result<Vec<Sheet>, Error>;

/// Reads every table of a file. `progress` hears a stage in words and how much of it is done, from 0 to 1.
pub(crate) fn read(
    input: &mut dyn Input,
    options: &OpenOptions,
    progress: &mut dyn FnMut(&str, f64),
) -> Result<Vec<Sheet>, Error> {
    let name = match &options.filename {
        Some(name) if !name.trim().is_empty() => name.clone(),
        _ => "this data".to_owned(),
    };
    let mut sheets = archive::read(input, options, progress, &name)?;
    for sheet in &mut sheets {
        sheet.source.columns.clone_from(&options.columns);
        sheet.source.narrow = options.narrow;
    }
    Ok(sheets)
}

/// Reads every table of a file that is no archive.
fn plain(
    input: &mut dyn Input,
    options: &OpenOptions,
    progress: &mut dyn FnMut(&str, f64),
    name: &str,
) -> Result<Vec<Sheet>, Error> {
    let format = detect::format(input, options, name)?;
    let mut file = File {
        input,
        options,
        progress,
        name: name.to_owned(),
        format,
    };
    file.refuse_too_large()?;
    let mut sheets = reader(format)(&mut file)?;
    if sheets.iter().all(|sheet| sheet.frame.width() == 0) {
        let why = "has no columns";
        return Err(file.unreadable("empty_file", why, "check that it was saved or downloaded completely"));
    }
    if matches!(format, Format::Csv | Format::Tsv | Format::FixedWidth) {
        return Ok(sheets);
    }
    for sheet in &mut sheets {
        part::keep_wanted(sheet, options)?;
        understand::sheet(sheet, options)?;
    }
    Ok(sheets)
}

/// How a file will be read.
pub(crate) fn format(input: &mut dyn Input, options: &OpenOptions) -> Result<Format, Error> {
    let name = options.filename.as_deref().unwrap_or("this data");
    detect::format(input, options, name)
}

/// Whether an Arrow file or stream can be read without harm.
pub(crate) fn is_sound_arrow(bytes: &[u8]) -> bool {
    arrow::is_sound(bytes)
}

/// Whether a column with so many different texts is kept as numbers that stand for them.
pub(crate) fn is_numbered(distinct: f64) -> bool {
    distinct <= dictionary::MOST_TEXTS as f64
}

/// Text as it is read from any file: as categories where different texts are few.
pub(crate) fn text(series: &Series) -> Result<Series, Error> {
    settle::text(series)
}

/// Reads a column as another type, text as people write it. The cells that do not fit are null and come back, with their rows from 0.
pub(crate) fn retype(
    series: &Series,
    to: Type,
    dates: Option<DateOrder>,
    decimal: Option<&str>,
) -> Result<(Series, Vec<(usize, String)>), Error> {
    retype::retype(series, to, dates, decimal)
}

fn reader(format: Format) -> Reader {
    match format {
        Format::Csv | Format::Tsv | Format::FixedWidth => csv::read,
        Format::Json | Format::Geojson => json::read,
        Format::Ndjson => ndjson::read,
        Format::Parquet => parquet::read,
        Format::Arrow => arrow::read,
        Format::Xlsx | Format::Xlsb | Format::Xls | Format::Ods => workbook::read,
        Format::Sqlite => sqlite::read,
        Format::Sql => no_file,
    }
}

/// What a statement made has no file.
fn no_file(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    Err(Error::Unreadable {
        file: file.name.clone(),
        code: "no_file",
        why: "was made by a SQL statement and has no file".to_owned(),
        hint: Some("Run the statement again".to_owned()),
    })
}

const MEBIBYTE: u64 = 1024 * 1024;

/// The largest file that fits beside its own table in the 4 GiB that a browser gives the engine.
fn most_bytes(format: Format) -> u64 {
    match format {
        Format::Csv | Format::Tsv | Format::FixedWidth | Format::Ndjson => 1400 * MEBIBYTE,
        Format::Parquet | Format::Arrow | Format::Sqlite | Format::Sql => 1000 * MEBIBYTE,
        Format::Json | Format::Geojson => 500 * MEBIBYTE,
        Format::Xlsx | Format::Xlsb | Format::Xls | Format::Ods => 200 * MEBIBYTE,
    }
}

/// Whether a part of such a file can be read without the rest in memory.
fn is_read_in_pieces(format: Format) -> bool {
    matches!(format, Format::Csv | Format::Tsv | Format::FixedWidth | Format::Ndjson)
}

impl File<'_> {
    fn refuse_too_large(&self) -> Result<(), Error> {
        let (size, most) = (self.input.size_bytes(), most_bytes(self.format));
        let is_in_part = self.options.sample.is_some() || !self.options.columns.is_empty();
        if size <= most || (is_in_part && is_read_in_pieces(self.format)) {
            return Ok(());
        }
        let (size, most) = (size / MEBIBYTE, most / MEBIBYTE);
        let why = format!("is {size} MB, and at most {most} MB of this format fit in a browser's memory");
        Err(self.unreadable(
            "too_large",
            why,
            "keep only the columns or the rows that you need, or split the file",
        ))
    }

    fn unreadable(&self, code: &'static str, why: impl Into<String>, hint: &str) -> Error {
        Error::Unreadable {
            file: self.name.clone(),
            code,
            why: why.into(),
            hint: (!hint.is_empty()).then(|| hint.to_owned()),
        }
    }

    /// Every byte of the file.
    fn whole(&mut self) -> Result<Vec<u8>, Error> {
        const PIECE: usize = 32 << 20;
        if let Some(bytes) = self.input.take() {
            return Ok(bytes);
        }
        let size = self.input.size_bytes() as usize;
        let mut bytes = vec![0; size];
        for start in (0..size).step_by(PIECE) {
            let end = (start + PIECE).min(size);
            self.input.read_at(start as u64, &mut bytes[start..end])?;
            (self.progress)("Reading the file", end as f64 / size as f64 / 2.0);
        }
        Ok(bytes)
    }

    fn source(&self) -> Source {
        Source {
            filename: self.name.clone(),
            format: self.format,
            ..Source::default()
        }
    }
}
