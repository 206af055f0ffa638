//! Texts of several statements, some of which make tables and views, or drop them.
//!
//! Every statement is checked before the first is run, each over what those before it will have made.

use crate::catalog::Catalog;
use crate::error::Error;
use crate::sql::dialect::{self, place, refused};
use crate::sql::from::Statements;
use crate::sql::{Given, answer_of};
use polars::prelude::DataFrame;
use spec::reading::Format;
use sqlparser::ast::{self, ObjectName, ObjectType, Spanned as _, Statement};

/// What one statement of a text does.
pub(crate) enum Act {
    /// It reads: the text with everything else blanked out.
    Read(String),
    /// It makes a table or a view.
    Make(Box<Made>),
    /// It drops tables or views.
    Drop(Vec<String>),
}

/// A table or a view that is to be made.
pub(crate) struct Made {
    /// Its name.
    pub name: String,
    /// Whether it is a view.
    pub is_view: bool,
    /// The whole statement.
    pub text: String,
    query: Box<ast::Query>,
    columns: Vec<String>,
}

impl Made {
    /// Its rows.
    pub(crate) fn rows(&self, catalog: &Catalog, given: &Given) -> Result<DataFrame, Error> {
        let statements = Statements::new(catalog, given);
        let rows = statements.query(&self.query)?.named(&self.name, &self.columns)?;
        answer_of(rows)
    }
}

/// The statement that a view was made by.
pub(crate) fn view(text: &str) -> Result<Option<Made>, Error> {
    let mut statements = dialect::script(text)?;
    Ok(statements
        .pop()
        .and_then(|(statement, _)| made(&statement, text.to_owned())))
}

/// What the statements of a text do, after all of them were checked. Those that leave things as they are are left out.
pub(crate) fn script(catalog: &Catalog, text: &str, given: &Given) -> Result<Vec<Act>, Error> {
    checked(catalog, text, given).map_err(|error| dialect::pointed(error, text))
}

fn checked(catalog: &Catalog, text: &str, given: &Given) -> Result<Vec<Act>, Error> {
    let parsed = dialect::script(text)?;
    let is_alone = parsed.len() == 1;
    let mut statements = Statements::new(catalog, given);
    let mut acts = Vec::new();
    for (statement, (from, to)) in parsed {
        let written: String = text.chars().skip(from).take(to - from).collect();
        if let Some(making) = made(&statement, written) {
            let (replaces, is_optional) = manner(&statement);
            let is_there = is_made(&statements, &making.name, place(name_of(&statement).span()))?;
            if is_there && is_optional {
                continue;
            }
            if is_there && !replaces {
                return Err(there_already(&making, place(name_of(&statement).span())));
            }
            let rows = statements.query(&making.query)?.named(&making.name, &making.columns)?;
            statements.put(&making.name, rows);
            acts.push(Act::Make(Box::new(making)));
            continue;
        }
        acts.push(match statement {
            Statement::Query(query) => {
                if !is_alone {
                    statements.query(&query)?;
                }
                Act::Read(blanked(text, from, to))
            }
            Statement::ShowTables { .. } | Statement::ExplainTable { .. } => Act::Read(blanked(text, from, to)),
            Statement::Drop {
                object_type: ObjectType::Table | ObjectType::View,
                if_exists,
                names,
                ..
            } => Act::Drop(dropped(&mut statements, &names, if_exists)?),
            Statement::CreateTable(table) => {
                return Err(refused(
                    format!("create table {} needs rows", table.name),
                    Some("Write: create table name as select …"),
                )
                .at(place(table.name.span())));
            }
            other => return Err(dialect::not_a_question(&other).at(Some((from, to)))),
        });
    }
    match acts.is_empty() && is_alone {
        true => Ok(vec![Act::Read(blanked("select 'as it was' as done", 0, 27))]),
        false => Ok(acts),
    }
}

fn made(statement: &Statement, text: String) -> Option<Made> {
    let (name, query, columns, is_view) = match statement {
        Statement::CreateTable(table) => (&table.name, table.query.clone()?, Vec::new(), false),
        Statement::CreateView {
            name, query, columns, ..
        } => {
            let columns = columns.iter().map(|column| column.name.value.clone()).collect();
            (name, query.clone(), columns, true)
        }
        _ => return None,
    };
    Some(Made {
        name: last(name),
        is_view,
        text,
        query,
        columns,
    })
}

/// Whether it takes the place of one that is there, and whether it gives way to it.
fn manner(statement: &Statement) -> (bool, bool) {
    match statement {
        Statement::CreateTable(table) => (table.or_replace, table.if_not_exists),
        Statement::CreateView {
            or_replace,
            if_not_exists,
            ..
        } => (*or_replace, *if_not_exists),
        _ => (false, false),
    }
}

fn name_of(statement: &Statement) -> ObjectName {
    match statement {
        Statement::CreateTable(table) => table.name.clone(),
        Statement::CreateView { name, .. } => name.clone(),
        _ => ObjectName(Vec::new()),
    }
}

/// Whether there is such a table; an error when no statement made it.
fn is_made(statements: &Statements<'_>, name: &str, place: Option<(usize, usize)>) -> Result<bool, Error> {
    if statements.knows(name) {
        return Ok(true);
    }
    let Ok(entry) = statements.catalog.entry(name) else {
        return Ok(false);
    };
    match entry.dataset.source.format {
        Format::Sql => Ok(true),
        _ => Err(refused(
            format!("no statement made {name}, and none can change it"),
            Some("Choose another name; datasets are closed on the page of the data"),
        )
        .at(place)),
    }
}

fn dropped(statements: &mut Statements<'_>, names: &[ObjectName], is_optional: bool) -> Result<Vec<String>, Error> {
    let mut dropped = Vec::new();
    for path in names {
        let (name, place) = (last(path), place(path.span()));
        match is_made(statements, &name, place)? {
            true => {
                statements.drop(&name);
                dropped.push(name);
            }
            false if is_optional => {}
            false => {
                let unknown = statements.catalog.entry(&name).err();
                return Err(unknown
                    .unwrap_or_else(|| refused(format!("there is no {name}"), None))
                    .at(place));
            }
        }
    }
    Ok(dropped)
}

fn there_already(made: &Made, place: Option<(usize, usize)>) -> Error {
    let what = if made.is_view { "view" } else { "table" };
    refused(
        format!("there is {} already", made.name),
        Some(&format!("Write: create or replace {what} {} as …", made.name)),
    )
    .at(place)
}

fn last(path: &ObjectName) -> String {
    path.0.last().map(|name| name.value.clone()).unwrap_or_default()
}

/// The text with only one statement left, at its place.
fn blanked(text: &str, from: usize, to: usize) -> String {
    let letters = text.chars().take(to).enumerate();
    let blank = |(at, letter): (usize, char)| if at < from && letter != '\n' { ' ' } else { letter };
    letters.map(blank).collect()
}
