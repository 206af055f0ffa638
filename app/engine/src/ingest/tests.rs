//! Files in, tables and notes out.

mod archives;
mod bad;
mod databases;
mod delimited;
mod formats;
mod hostile;
mod large;
mod nested;
mod records;
mod retyped;
mod values;
mod workbooks;

use super::*;
use expect_test::Expect;
use polars::prelude::DataType;

/// A file in memory.
struct Bytes<'a>(&'a [u8]);

impl Input for Bytes<'_> {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let start = offset as usize;
        into.copy_from_slice(&self.0[start..start + into.len()]);
        Ok(())
    }
}

fn named(name: &str) -> OpenOptions {
    OpenOptions {
        filename: Some(name.to_owned()),
        ..OpenOptions::default()
    }
}

fn sheets(bytes: &[u8], options: &OpenOptions) -> Result<Vec<Sheet>, Error> {
    read(&mut Bytes(bytes), options, &mut |_, _| ())
}

/// Tables column by column, notes behind them; or what is wrong.
fn shown(bytes: &[u8], options: &OpenOptions) -> String {
    match sheets(bytes, options) {
        Err(error) => {
            let problem = spec::problem::Problem::from(error);
            format!("{}: {}\n", problem.code, problem.message)
        }
        Ok(sheets) => sheets
            .iter()
            .map(|sheet| show(&sheet.frame, 6) + &said(&sheet.notes))
            .collect(),
    }
}

fn show(frame: &DataFrame, most: usize) -> String {
    let mut out = String::new();
    for column in frame.get_columns() {
        let cell = |row| {
            column
                .get(row)
                .map_or_else(|error| error.to_string(), |cell| cell.to_string())
        };
        let cells: Vec<_> = (0..column.len().min(most)).map(cell).collect();
        let kind = match column.dtype() {
            DataType::Categorical(..) => "cat".to_owned(),
            other => other.to_string(),
        };
        out += &format!("{} {kind}: {}\n", column.name(), cells.join(" | "));
    }
    out
}

fn said(notes: &[Note]) -> String {
    let mut out = String::new();
    for note in notes {
        out += &format!("! {}: {}", note.code, note.message);
        for (what, number) in [("row", note.row), ("count", note.count)] {
            out += &number.map_or(String::new(), |number| format!(" ({what} {number})"));
        }
        out += "\n";
    }
    out
}

/// The table of a delimited text.
pub(crate) fn table(text: &str) -> DataFrame {
    sheets(text.as_bytes(), &named("t.csv")).unwrap().remove(0).frame
}

/// The first table of a file.
pub(crate) fn opened(bytes: &[u8], filename: &str) -> DataFrame {
    sheets(bytes, &named(filename)).unwrap().remove(0).frame
}

fn check(about: &str, text: &str, expect: &Expect) {
    expect.assert_eq(&format!("{about}\n{}", shown(text.as_bytes(), &named("t.csv"))));
}
