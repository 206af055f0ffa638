//! Workbooks: each sheet becomes a grid of cells, and the surgeon makes tables of it.

mod build;
mod bytes;
mod compound;
mod formats;
mod formula;
pub(super) mod grid;
mod money;
mod ods;
mod package;
mod reading;
mod relations;
mod serial;
mod strings;
mod worksheet;
mod xls;
mod xls_text;
mod xlsb;
mod xlsx;
mod xml;

use super::{File, Sheet, surgeon};
use crate::error::Error;
use grid::Grid;
use package::{Package, Trouble};
use spec::answer::{Level, Note};

/// A sheet of a workbook, before it is read.
struct Known {
    name: String,
    visibility: Visibility,
    /// Whether it is a sheet of cells and not a chart.
    holds_cells: bool,
}

/// Whether a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Visibility {
    Shown,
    Hidden,
}

/// A workbook that is open.
enum Book {
    Xlsx(Box<xlsx::Book>),
    Ods(ods::Book),
    Xls(Box<xls::Book>),
    Xlsb(Box<xlsb::Book>),
}

/// Reads the tables of a workbook.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let bytes = file.whole()?;
    (file.progress)("Opening the workbook", 0.5);
    let mut book = open(bytes).map_err(|trouble| refused(file, trouble))?;
    let wanted = file.options.sheet.clone();
    let count = book.sheets().len();
    let (mut sheets, mut empty, mut list) = (Vec::new(), Vec::new(), Vec::new());
    for index in 0..count {
        let known = &book.sheets()[index];
        let (name, visibility, holds_cells) = (known.name.clone(), known.visibility, known.holds_cells);
        list.push(name.clone());
        if !holds_cells
            || wanted
                .as_ref()
                .is_some_and(|wanted| wanted.to_lowercase() != name.to_lowercase())
        {
            continue;
        }
        (file.progress)(
            &format!("Reading sheet {name}"),
            0.5 + 0.5 * index as f64 / count as f64,
        );
        let grid = book.grid(index).map_err(|trouble| refused(file, trouble))?;
        let mut uncached = grid.uncached.clone();
        let formulas = uncached.len();
        let before = sheets.len();
        let tables = surgeon::operate(grid, file.options).map_err(|_too_large| refused(file, too_wide(&name)))?;
        for found in tables {
            sheets.push(build::sheet(file, &name, found, &uncached)?);
            uncached.clear();
        }
        match sheets.get_mut(before) {
            Some(first) => {
                if visibility == Visibility::Hidden {
                    let said = format!("the sheet “{name}” is hidden in the workbook");
                    first.notes.push(Note::new(Level::Info, "hidden_sheet", said));
                }
            }
            None => empty.push((name, formulas)),
        }
    }
    match sheets.first_mut() {
        Some(first) => first
            .notes
            .extend(empty.iter().map(|(name, formulas)| nothing_in(name, *formulas))),
        None => return Err(nothing(file, wanted.as_deref(), &list, &empty)),
    }
    tell_apart(&mut sheets);
    Ok(sheets)
}

impl Book {
    fn sheets(&self) -> &[Known] {
        match self {
            Self::Xlsx(book) => &book.sheets,
            Self::Ods(book) => &book.sheets,
            Self::Xls(book) => &book.sheets,
            Self::Xlsb(book) => &book.sheets,
        }
    }

    fn grid(&mut self, index: usize) -> Result<Grid, Trouble> {
        match self {
            Self::Xlsx(book) => book.grid(index),
            Self::Ods(book) => Ok(book.grid(index)),
            Self::Xls(book) => book.grid(index),
            Self::Xlsb(book) => book.grid(index),
        }
    }
}

/// Opens a workbook by what is in it.
fn open(bytes: Vec<u8>) -> Result<Book, Trouble> {
    if !bytes.starts_with(b"PK") {
        return xls::Book::open(&bytes).map(|book| Book::Xls(Box::new(book)));
    }
    let package = Package::open(bytes)?;
    if package.holds("content.xml") {
        return ods::Book::open(package).map(Book::Ods);
    }
    match package.holds("xl/workbook.bin") {
        true => xlsb::Book::open(package).map(|book| Book::Xlsb(Box::new(book))),
        false => xlsx::Book::open(package).map(|book| Book::Xlsx(Box::new(book))),
    }
}

fn too_wide(name: &str) -> Trouble {
    let why =
        format!("has a sheet “{name}” whose table has more cells, most of them empty, than fit in a browser's memory");
    Trouble::TooLarge(why)
}

fn refused(file: &File<'_>, trouble: Trouble) -> Error {
    match trouble {
        Trouble::TooLarge(why) => file.unreadable("too_large", why, "save the sheet that you need as CSV"),
        Trouble::Encrypted => file.unreadable(
            "encrypted",
            "is encrypted and asks for a password",
            "save it without a password",
        ),
        Trouble::Broken(why) => {
            let hint = "open it in a spreadsheet program and save it again";
            file.unreadable("unreadable", format!("is damaged or not a workbook: {why}"), hint)
        }
    }
}

fn nothing(file: &File<'_>, wanted: Option<&str>, list: &[String], empty: &[(String, usize)]) -> Error {
    if let Some(wanted) = wanted.filter(|wanted| !list.iter().any(|name| name.to_lowercase() == wanted.to_lowercase()))
    {
        let hint = format!("its sheets are {}", list.join(", "));
        return file.unreadable("unreadable", format!("has no sheet named “{wanted}”"), &hint);
    }
    match empty.iter().any(|(_, formulas)| *formulas > 0) {
        true => file.unreadable(
            "empty_file",
            "has formulas and no results of them in it",
            "open it in a spreadsheet program and save it, so that the results are in the file",
        ),
        false => file.unreadable("empty_file", "has no sheet with cells in it", "check that it was saved"),
    }
}

fn nothing_in(name: &str, formulas: usize) -> Note {
    let said = match formulas {
        0 => format!("the sheet “{name}” has no cells"),
        count => format!("the sheet “{name}” has {count} formulas and no results of them"),
    };
    Note::new(Level::Info, "empty_sheet", said)
}

/// Gives each table a name of its own.
fn tell_apart(sheets: &mut [Sheet]) {
    for index in 0..sheets.len() {
        let (before, rest) = sheets.split_at_mut(index);
        let is_taken = |name: &Option<String>| before.iter().any(|sheet| &sheet.name == name);
        let own = rest[0].name.clone().unwrap_or_default();
        let mut number = 2;
        while is_taken(&rest[0].name) {
            rest[0].name = Some(format!("{own} {number}"));
            number += 1;
        }
    }
}
