//! The rows of a table become columns.

use super::pages::Pages;
use super::record::{self, Stored};
use super::schema::Thing;
use super::statement::{self, Column, Declared, Word};
use super::{Damage, tree};
use crate::aside::Aside;
use crate::error::Error;
use crate::ingest::gather::{Cell, Gathering};
use crate::ingest::json::rows::MOST_CELLS;
use crate::ingest::{File, Sheet, cell, names};
use polars::prelude::{DataFrame, DataType, IntoColumn as _, Series};
use spec::answer::{Level, Note};
use spec::reading::Source;

/// Why a table could not be read.
pub(super) enum Trouble {
    Damage(Damage),
    Engine(Error),
}

impl From<Damage> for Trouble {
    fn from(damage: Damage) -> Self {
        Self::Damage(damage)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

/// Reads a table.
pub(super) fn read(file: &File<'_>, pages: &Pages<'_>, thing: &Thing) -> Result<Sheet, Trouble> {
    let declared = statement::read(&thing.sql).ok_or(Damage("description makes no sense"))?;
    let mut columns = Columns::new(&declared);
    let (mut cells, width) = (0, declared.columns.len());
    tree::walk(pages, thing.root, |number, payload| {
        cells += width;
        match cells > MOST_CELLS {
            true => Err(too_many(file, &thing.name).into()),
            false => columns.push(pages, number, payload),
        }
    })?;
    let (frame, mut notes) = columns.finish()?;
    let computed: Vec<_> = declared.columns.iter().filter(|column| column.is_virtual).collect();
    for column in computed {
        let said = format!(
            "“{}” is worked out by the database and not stored, and is left out",
            column.name
        );
        notes.push(Note::new(Level::Warning, "left_out", said));
    }
    Ok(Sheet {
        name: Some(thing.name.clone()),
        frame,
        source: Source {
            sheet: Some(thing.name.clone()),
            ..file.source()
        },
        notes,
        aside: Aside::default(),
    })
}

fn too_many(file: &File<'_>, name: &str) -> Error {
    let why =
        format!("has more than 120 million cells in its table “{name}”, and they do not fit in a browser's memory");
    file.unreadable("too_large", why, "export the columns or the rows that you need")
}

/// The columns in the making, as they are declared.
struct Columns<'a> {
    declared: &'a Declared,
    gathered: Vec<Gathering>,
    has_bytes: Vec<bool>,
}

impl<'a> Columns<'a> {
    fn new(declared: &'a Declared) -> Self {
        Self {
            declared,
            gathered: declared.columns.iter().map(|_| Gathering::new()).collect(),
            has_bytes: vec![false; declared.columns.len()],
        }
    }

    fn push(&mut self, pages: &Pages<'_>, number: i64, payload: &[u8]) -> Result<(), Trouble> {
        let mut values = Vec::with_capacity(self.declared.stored.len());
        record::values(payload, &mut values)?;
        for (place, index) in self.declared.stored.iter().enumerate() {
            let column = &self.declared.columns[*index];
            let gathered = &mut self.gathered[*index];
            let value = match values.get(place) {
                Some(Stored::Null) if self.declared.row_number == Some(*index) => Stored::Whole(number),
                Some(value) => *value,
                None => {
                    gathered.push(&usual(column));
                    continue;
                }
            };
            self.has_bytes[*index] |= matches!(value, Stored::Bytes(_));
            push(gathered, column, value, pages);
        }
        Ok(())
    }

    fn finish(self) -> Result<(DataFrame, Vec<Note>), Error> {
        let stored: Vec<_> = (0..self.declared.columns.len())
            .filter(|index| !self.declared.columns[*index].is_virtual)
            .collect();
        let given = stored
            .iter()
            .map(|index| self.declared.columns[*index].name.clone())
            .collect();
        let (names, mut notes) = names::repaired(given);
        let mut columns = Vec::with_capacity(names.len());
        let gathered = self
            .gathered
            .into_iter()
            .enumerate()
            .filter(|(index, _)| stored.contains(index));
        for (name, (index, gathered)) in names.iter().zip(gathered) {
            let (series, said) = gathered.finish(name)?;
            columns.push(as_declared(series, &self.declared.columns[index])?.into_column());
            notes.extend(said);
            notes.extend(self.has_bytes[index].then(|| bytes_note(name)));
        }
        Ok((DataFrame::new(columns)?, notes))
    }
}

fn bytes_note(name: &str) -> Note {
    Note {
        column: Some(name.to_owned()),
        ..Note::new(
            Level::Info,
            "bytes",
            format!("“{name}” holds bytes, which are written as text or as two letters for each"),
        )
    }
}

fn push(gathered: &mut Gathering, column: &Column, value: Stored<'_>, pages: &Pages<'_>) {
    match value {
        Stored::Null => gathered.push(&Cell::Nothing),
        Stored::Whole(whole @ 0..=1) if column.kind.starts_with("BOOL") => gathered.push(&Cell::Flag(whole == 1)),
        Stored::Whole(whole) if whole.unsigned_abs() <= cell::MOST_WHOLE => gathered.push(&Cell::Number(whole as f64)),
        Stored::Whole(whole) => gathered.push(&Cell::Digits(&whole.to_string())),
        Stored::Real(real) if real.is_nan() => gathered.push(&Cell::Nothing),
        Stored::Real(real) => gathered.push(&Cell::Number(real)),
        Stored::Text(text) => gathered.push(&Cell::Text(pages.text(text))),
        Stored::Bytes(bytes) => gathered.push(&Cell::Text(spelled(bytes).into())),
    }
}

fn spelled(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => text.to_owned(),
        _ => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// What a row has that was written before its column was added.
fn usual(column: &Column) -> Cell<'_> {
    match &column.usual {
        Some(Word::Text(text) | Word::Name(text)) => Cell::Text(text.into()),
        Some(Word::Plain(word)) => match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Cell::Number(number),
            _ if word.eq_ignore_ascii_case("true") => Cell::Flag(true),
            _ if word.eq_ignore_ascii_case("false") => Cell::Flag(false),
            _ => Cell::Nothing,
        },
        Some(Word::Sign(_)) | None => Cell::Nothing,
    }
}

/// SQLite stores whole values of real columns as whole numbers.
fn as_declared(series: Series, column: &Column) -> Result<Series, Error> {
    let is_real = ["REAL", "FLOA", "DOUB"].iter().any(|part| column.kind.contains(part));
    match is_real && series.dtype() == &DataType::Int64 {
        true => Ok(series.cast(&DataType::Float64)?),
        false => Ok(series),
    }
}
