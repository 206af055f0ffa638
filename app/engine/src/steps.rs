//! What is done to a table after it is read: steps, one file for each family. A step gives a new table and never changes the one it is given.

mod cells;
mod columns;
mod group;
mod join;
mod letters;
mod pivot;
mod replay;
mod retype;
mod rows;
mod spelled;
mod split;
mod sql;
#[cfg(test)]
mod tests;
mod union;
mod unpivot;

pub(crate) use replay::{Played, replay};
pub(crate) use spelled::spelled;
pub(crate) use sql::statement;
pub(crate) use union::below;

use crate::aside::Aside;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::query::columns::{hint, invalid};
use polars::prelude::{Column, DataFrame};
use spec::answer::Note;
use spec::step::Operation;

/// Where a step is done: the dataset that it belongs to, and the others.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The open datasets.
    pub catalog: &'a Catalog,
    /// The dataset's name.
    pub whose: &'a str,
}

/// What came of a step.
#[derive(Default)]
pub(crate) struct Done {
    /// The table after it.
    pub frame: DataFrame,
    /// How many cells or rows were changed, left out, added or set aside.
    pub touched: u64,
    /// What did not fit.
    pub aside: Aside,
    /// What the user should know.
    pub notes: Vec<Note>,
}

/// Does one step.
pub(crate) fn run(frame: &DataFrame, operation: &Operation, place: Place<'_>) -> Result<Done, Error> {
    let table = Table { frame, place };
    match operation {
        Operation::Rename { column, to } => columns::rename(table, column, to),
        Operation::Remove { columns } => columns::remove(table, columns),
        Operation::Keep { columns } => columns::keep(table, columns),
        Operation::Calculate(calculated) => columns::calculate(table, calculated),
        Operation::Retype {
            column,
            to,
            dates,
            decimal,
        } => retype::retype(table, column, *to, *dates, decimal.as_deref()),
        Operation::Split { column, by, into } => split::split(table, column, by, into),
        Operation::Merge { columns, with, into } => split::merge(table, columns, with, into),
        Operation::Trim { columns } => letters::trim(table, columns),
        Operation::Letters { columns, to } => letters::write(table, columns, *to),
        Operation::Replace {
            columns,
            find,
            with,
            how,
        } => letters::replace(table, columns, find, with, *how),
        Operation::Unify { column, values, to } => letters::unify(table, column, values, to),
        Operation::FillDown { columns } => cells::fill_down(table, columns),
        Operation::Fill { column, value } => cells::fill(table, column, value),
        Operation::Correct { column, row, value } => cells::correct(table, column, *row, value),
        Operation::Filter { filter } => rows::filter(table, filter),
        Operation::Deduplicate { columns } => rows::deduplicate(table, columns),
        Operation::Sort { by } => rows::sort(table, by),
        Operation::Unpivot { columns, names, values } => unpivot::unpivot(table, columns, names, values),
        Operation::Pivot { rows, column, measure } => pivot::pivot(table, rows, column, measure),
        Operation::Group { by, measures } => group::group(table, by, measures),
        Operation::Union { dataset } => union::union(table, dataset),
        Operation::Join { dataset, kind, on } => join::join(table, dataset, *kind, on),
    }
}

/// The table that a step is done to.
#[derive(Clone, Copy)]
struct Table<'a> {
    frame: &'a DataFrame,
    place: Place<'a>,
}

impl<'a> Table<'a> {
    /// The column with this exact name.
    fn column(&self, name: &str) -> Result<&'a Column, Error> {
        let found = self.frame.get_columns().iter().find(|column| column.name() == name);
        found.ok_or_else(|| unknown(self.place.whose, self.frame, name))
    }

    /// The columns with these names: at least one, each once.
    fn columns(&self, names: &[String]) -> Result<Vec<&'a Column>, Error> {
        if names.is_empty() {
            return Err(invalid("which columns? Name at least one"));
        }
        once(names)?;
        names.iter().map(|name| self.column(name)).collect()
    }

    /// Refuses a name that a new column cannot have.
    fn new_name(&self, name: &str) -> Result<(), Error> {
        if name.trim().is_empty() {
            return Err(invalid("a column needs a name"));
        }
        if name.starts_with('\u{1}') {
            return Err(invalid("a name may not begin with a control character"));
        }
        match self.frame.get_columns().iter().any(|column| column.name() == name) {
            true => Err(invalid(format!(
                "{} has a column “{name}” already: choose another name",
                self.place.whose
            ))),
            false => Ok(()),
        }
    }

    /// The table with these columns in place of those with their names.
    fn with(&self, changed: Vec<Column>, touched: u64) -> Result<Done, Error> {
        let mut frame = self.frame.clone();
        for column in changed {
            frame.with_column(column)?;
        }
        Ok(Done {
            frame,
            touched,
            ..Done::default()
        })
    }

    /// The table with these columns after the one with this name.
    fn with_after(&self, name: &str, new: Vec<Column>) -> Result<DataFrame, Error> {
        let mut columns = self.frame.get_columns().to_vec();
        let at = columns.iter().position(|column| column.name() == name);
        let at = at.map_or(columns.len(), |at| at + 1);
        columns.splice(at..at, new);
        Ok(DataFrame::new(columns)?)
    }
}

fn once(names: &[String]) -> Result<(), Error> {
    for (at, name) in names.iter().enumerate() {
        if names[..at].contains(name) {
            return Err(invalid(format!("“{name}” is named twice")));
        }
    }
    Ok(())
}

fn unknown(whose: &str, frame: &DataFrame, name: &str) -> Error {
    Error::UnknownColumn {
        dataset: whose.to_owned(),
        name: name.to_owned(),
        hint: hint(name, frame.get_columns().iter().map(|column| column.name().as_str())),
    }
}
