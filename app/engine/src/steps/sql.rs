//! The statement that steps amount to: a chain of named statements, one for each step, that reads like the list of steps.

mod cells;
mod tables;

use crate::catalog::{Catalog, Entry, describe};
use crate::sql::explain::words::identifier;
use spec::dataset::{Column, Type};
use spec::step::Operation;

/// Why a step cannot be written.
type Unwritten = &'static str;

/// What a step is written over.
struct Before<'a> {
    /// The name of the statement before.
    from: &'a str,
    /// Its columns.
    columns: &'a [Column],
    /// The columns that the step leaves.
    after: &'a [Column],
    /// The open datasets.
    catalog: &'a Catalog,
}

/// The statement that a dataset's steps amount to. A step that SQL has no words for is left out, and a comment says so.
pub(crate) fn statement(entry: &Entry, catalog: &Catalog) -> String {
    let name = &entry.dataset.name;
    let mut columns: Vec<Column> = entry.base.get_columns().iter().map(describe).collect();
    let mut taken: Vec<String> = catalog
        .entries()
        .iter()
        .map(|entry| entry.dataset.name.clone())
        .collect();
    let first = free("read", &mut taken);
    let mut written = format!(
        "-- {name} as it was read, then its steps\nwith {first} as (select * from {})",
        identifier(name)
    );
    let (mut from, mut remarks) = (first, String::new());
    for (at, played) in entry.played.iter().enumerate() {
        let (operation, number) = (&played.step.operation, at + 1);
        if !played.step.enabled {
            remarks += &format!("\n-- step {number} is switched off: {}", line(&operation.said()));
            continue;
        }
        if played.outcome.problem.is_some() {
            remarks += &format!("\n-- step {number} could not be done: {}", line(&operation.said()));
            continue;
        }
        let before = Before {
            from: &from,
            columns: &columns,
            after: &played.outcome.columns,
            catalog,
        };
        match before.written(operation) {
            Ok(text) => {
                if before.reads_text(operation) {
                    remarks += &format!("\n-- step {number}, in SQL, reads plain numbers and dates only");
                }
                let name = free(noun(operation), &mut taken);
                written += &format!(",{remarks}\n{name} as ({text})");
                from = name;
                remarks.clear();
            }
            Err(why) => {
                remarks += &format!(
                    "\n-- step {number} is not in this statement, {why}: {}",
                    line(&operation.said())
                )
            }
        }
        columns.clone_from(&played.outcome.columns);
    }
    format!("{written}{remarks}\nselect * from {from}")
}

/// A comment ends with its line.
fn line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn free(wanted: &str, taken: &mut Vec<String>) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    let name = names.find(|name| !taken.contains(name)).unwrap_or_default();
    taken.push(name.clone());
    name
}

fn noun(operation: &Operation) -> &'static str {
    match operation {
        Operation::Rename { .. } => "renamed",
        Operation::Remove { .. } => "removed",
        Operation::Keep { .. } => "kept",
        Operation::Retype { .. } => "retyped",
        Operation::Split { .. } => "parted",
        Operation::Merge { .. } => "merged",
        Operation::Trim { .. } => "trimmed",
        Operation::Letters { .. } => "lettered",
        Operation::FillDown { .. } | Operation::Fill { .. } => "filled",
        Operation::Replace { .. } => "replaced",
        Operation::Unify { .. } => "unified",
        Operation::Correct { .. } => "corrected",
        Operation::Filter { .. } => "filtered",
        Operation::Deduplicate { .. } => "deduplicated",
        Operation::Sort { .. } => "sorted",
        Operation::Unpivot { .. } => "unpivoted",
        Operation::Pivot { .. } => "pivoted",
        Operation::Union { .. } => "together",
        Operation::Join { .. } => "joined",
        Operation::Calculate(_) => "calculated",
        Operation::Group { .. } => "grouped",
    }
}

impl Before<'_> {
    fn written(&self, operation: &Operation) -> Result<String, Unwritten> {
        match operation {
            Operation::Rename { .. } | Operation::Remove { .. } | Operation::Keep { .. } => self.columns_of(operation),
            Operation::Calculate(calculated) => Ok(format!(
                "select *, {} as {} from {}",
                calculated.expression,
                identifier(&calculated.name),
                self.from
            )),
            Operation::Split { column, by, into } => self.split(column, by, into),
            Operation::Merge { columns, with, into } => Ok(self.merge(columns, with, into)),
            Operation::Filter { .. }
            | Operation::Deduplicate { .. }
            | Operation::Sort { .. }
            | Operation::Unpivot { .. }
            | Operation::Pivot { .. }
            | Operation::Group { .. }
            | Operation::Union { .. }
            | Operation::Join { .. } => self.table(operation),
            _ => self.cells(operation),
        }
    }

    fn columns_of(&self, operation: &Operation) -> Result<String, Unwritten> {
        let from = self.from;
        Ok(match operation {
            Operation::Rename { column, to } => {
                let named = |known: &Column| match known.name == *column {
                    true => format!("{} as {}", identifier(column), identifier(to)),
                    false => identifier(&known.name),
                };
                self.select(self.columns.iter().map(named))
            }
            Operation::Remove { columns } if self.names_differ() => {
                let names: Vec<String> = columns.iter().map(|name| identifier(name)).collect();
                format!("select * exclude ({}) from {from}", names.join(", "))
            }
            _ => self.select(self.after.iter().map(|column| identifier(&column.name))),
        })
    }

    /// The statement with these columns.
    fn select(&self, columns: impl Iterator<Item = String>) -> String {
        format!("select {} from {}", columns.collect::<Vec<_>>().join(", "), self.from)
    }

    /// The statement with other cells in some columns: each with what is in it now.
    fn replacing(&self, changed: &[(&str, String)]) -> String {
        let new = |name: &str| changed.iter().find(|(changed, _)| *changed == name);
        if self.names_differ() {
            let items: Vec<String> = changed
                .iter()
                .map(|(name, cells)| format!("{cells} as {}", identifier(name)))
                .collect();
            return format!("select * replace ({}) from {}", items.join(", "), self.from);
        }
        self.select(self.columns.iter().map(|column| {
            let name = identifier(&column.name);
            match new(&column.name) {
                Some((_, cells)) => format!("{cells} as {name}"),
                None => name,
            }
        }))
    }

    /// Whether the names differ by more than the size of letters, which `replace` and `exclude` do not see.
    fn names_differ(&self) -> bool {
        let names: Vec<String> = self.columns.iter().map(|column| column.name.to_lowercase()).collect();
        names.iter().enumerate().all(|(at, name)| !names[..at].contains(name))
    }

    /// Whether the step reads text as something else, which SQL does for fewer ways of writing.
    fn reads_text(&self, operation: &Operation) -> bool {
        matches!(operation, Operation::Retype { column, to, .. } if self.kind(column) == Type::Text && *to != Type::Text)
    }

    fn kind(&self, name: &str) -> Type {
        let known = self.columns.iter().find(|column| column.name == name);
        known.map_or(Type::Text, |column| column.kind)
    }
}
