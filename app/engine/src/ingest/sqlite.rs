//! SQLite databases, read as <https://www.sqlite.org/fileformat2.html> describes them: every table with rows and columns, never a view.

mod pages;
mod record;
mod schema;
mod statement;
mod table;
mod tree;

use super::{File, Sheet};
use crate::error::Error;
use pages::Pages;
use schema::{Kind, Thing};
use spec::answer::{Level, Note};

/// What is wrong with a database, as the end of "its … ".
#[derive(Debug)]
pub(super) struct Damage(&'static str);

/// Reads the tables of a database.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let bytes = file.whole()?;
    let pages = Pages::new(&bytes).map_err(|damage| damaged(file, &damage))?;
    let things = schema::read(&pages).map_err(|damage| damaged(file, &damage))?;
    let wanted = file.options.sheet.clone();
    let is_wanted = |name: &str| wanted.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(name));
    let (mut sheets, mut notes, mut refused) = (Vec::new(), Vec::new(), None);
    let tables: Vec<_> = things
        .iter()
        .filter(|thing| thing.kind == Kind::Table && is_wanted(&thing.name))
        .collect();
    for (index, thing) in tables.iter().enumerate() {
        let stage = format!("Reading table {}", thing.name);
        (file.progress)(&stage, 0.5 + 0.5 * index as f64 / tables.len() as f64);
        match table::read(file, &pages, thing) {
            Ok(sheet) => sheets.push(sheet),
            Err(table::Trouble::Engine(error)) => return Err(error),
            Err(table::Trouble::Damage(damage)) => {
                let said = format!("the table “{}” is left out: its {} ", thing.name, damage.0);
                notes.push(Note::new(Level::Warning, "left_out", said.trim_end()));
                refused.get_or_insert(damage);
            }
        }
    }
    let Some(first) = sheets.first_mut() else {
        return Err(match refused {
            Some(damage) => damaged(file, &damage),
            None => nothing(file, wanted.as_deref(), &things),
        });
    };
    if wanted.is_none() {
        notes.extend(left_out(&things));
    }
    notes.extend(pages.has_log().then(|| {
        let said =
            "changes that SQLite has not put into the file yet, in a file with “-wal” behind its name, are not read";
        Note::new(Level::Info, "wal", said)
    }));
    first.notes.extend(notes);
    Ok(sheets)
}

fn left_out(things: &[Thing]) -> Option<Note> {
    let others: Vec<_> = things.iter().filter(|thing| thing.kind != Kind::Table).collect();
    let names: Vec<_> = others.iter().take(5).map(|thing| format!("“{}”", thing.name)).collect();
    let more = match others.len().saturating_sub(names.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!others.is_empty()).then(|| Note {
        count: Some(others.len() as u64),
        ..Note::new(
            Level::Info,
            "left_out",
            format!(
                "views and virtual tables have no rows of their own and are left out: {}{more}",
                names.join(", ")
            ),
        )
    })
}

fn nothing(file: &File<'_>, wanted: Option<&str>, things: &[Thing]) -> Error {
    let tables = things.iter().filter(|thing| thing.kind == Kind::Table);
    let names: Vec<_> = tables.map(|thing| thing.name.as_str()).collect();
    match wanted {
        Some(wanted) => {
            let hint = format!("its tables are {}", names.join(", "));
            file.unreadable("unreadable", format!("has no table named “{wanted}”"), &hint)
        }
        None => file.unreadable(
            "empty_file",
            "has no table in it",
            "check that it is the right database",
        ),
    }
}

fn damaged(file: &File<'_>, damage: &Damage) -> Error {
    let why = format!("is damaged: its {}", damage.0);
    file.unreadable(
        "unreadable",
        why,
        "copy it again, or run “pragma integrity_check” on it",
    )
}
