//! SQL statements over the datasets, compiled to lazy frames: what people type for PostgreSQL and DuckDB.
//!
//! Expressions are typed before anything is planned, so that a mistake is told in the statement's own words.

mod aggregate;
mod arithmetic;
mod cast;
mod compare;
mod compile;
mod correlated;
mod decimal;
mod dialect;
pub(crate) mod explain;
pub(crate) mod expression;
mod from;
mod functions;
mod given;
pub(crate) mod lexicon;
mod like;
pub(crate) mod naming;
mod scope;
pub(crate) mod script;
mod select;
mod typed;
mod window;

pub(crate) use explain::{explain, unseen};
pub(crate) use given::Given;

use crate::catalog::Catalog;
use crate::error::Error;
use crate::query::columns::{Rows, column};
use crate::query::own::Own;
use compile::{ByZero, Compiler};
use from::Statements;
use polars::prelude::{DataFrame, DataType, Expr, NamedFrom as _, PolarsError, Series};
use scope::Relation;
use sqlparser::ast::Statement;

/// Runs a statement over the datasets.
pub(crate) fn run(catalog: &Catalog, text: &str, given: &Given) -> Result<DataFrame, Error> {
    answered(catalog, text, given).map_err(|error| dialect::pointed(error, text))
}

/// The rows with their columns as the statement names them.
fn answer_of(relation: Relation) -> Result<DataFrame, Error> {
    let mut shown: Vec<Expr> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for field in &relation.fields {
        let name = from::unlike(&field.name, &names);
        shown.push(column(&field.column).alias(name.as_str()));
        names.push(name);
    }
    let frame = relation.frame.select(shown).collect();
    frame.map_err(|error| told(error.into()))
}

fn answered(catalog: &Catalog, text: &str, given: &Given) -> Result<DataFrame, Error> {
    match dialect::question(text)? {
        Statement::Query(query) => answer_of(Statements::new(catalog, given).query(&query)?),
        Statement::ExplainTable { table_name, .. } => {
            let name = table_name.0.last().map(|name| name.value.clone()).unwrap_or_default();
            let columns = &catalog.entry(&name)?.dataset.columns;
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            let types: Vec<String> = columns
                .iter()
                .map(|column| format!("{:?}", column.kind).to_lowercase())
                .collect();
            listed(&[
                ("column", names.iter().map(|name| (*name).to_owned()).collect()),
                ("type", types),
            ])
        }
        _ => {
            let names = catalog.entries().iter().map(|entry| entry.dataset.name.clone());
            listed(&[("name", names.collect())])
        }
    }
}

/// Rows with one more column, which an expression over the others gives, such as `price * qty`. It may use aggregates `over (partition by …)`.
pub(crate) fn calculated(rows: Rows, name: &str, text: &str, given: &Given) -> Result<Rows, Error> {
    let fields = scope::fields_of(&rows);
    let written = dialect::expression(text)?;
    let mut compiler = Compiler::over_rows_of(&rows, &fields, given);
    compiler.windows = Some(Vec::new());
    let compiled = compiler.expression(&written);
    let value = compiled.map_err(|error| dialect::pointed(error, text))?;
    let windows = compiler.windows.take().unwrap_or_default();
    let by_zero = compiler
        .by_zero
        .into_iter()
        .map(|division| (name.to_owned(), division.is_met));
    let mut rows = rows;
    if windows.is_empty() {
        rows.by_zero.extend(by_zero);
    }
    let frame = match windows.is_empty() {
        true => rows.frame.clone(),
        false => window::evaluate(rows.frame.clone(), &windows, &rows.names()?)?,
    };
    let used = value.expression.clone().meta().root_names();
    let frame = frame.with_column(value.expression.alias(name));
    match windows.is_empty() {
        true => rows.with(name, frame, &used),
        false => {
            let kept = rows.names()?.into_iter().chain([name.into()]);
            let kept: Vec<Expr> = kept.map(|name| column(&name)).collect();
            rows.with(name, frame.select(kept), &used)
        }
    }
}

/// A condition on each row, such as `price > :limit`.
pub(crate) fn condition(rows: &Rows, text: &str, given: &Given) -> Result<Expr, Error> {
    let fields = scope::fields_of(rows);
    let written = dialect::expression(text)?;
    let mut compiler = Compiler::over_rows_of(rows, &fields, given);
    compiler
        .condition(&written)
        .map_err(|error| dialect::pointed(error, text))
}

/// A figure over what was aggregated.
pub(crate) struct Figured {
    /// The figure.
    pub figure: Expr,
    /// Its type.
    pub dtype: DataType,
    /// Where it divides by zero.
    pub by_zero: Vec<ByZero>,
}

/// A figure over the rows of a group, such as `sum(price * qty) / count(distinct customer)`, of the rows that meet the condition.
///
/// What it aggregates is put behind `aggregates` where it is not among them; the figure names each by its [`figure_name`].
pub(crate) fn figure(
    rows: &Rows,
    text: &str,
    met: Option<&Expr>,
    given: &Given,
    (aggregates, own): (&mut Vec<Expr>, &mut Own),
) -> Result<Figured, Error> {
    let fields = scope::fields_of(rows);
    let written = dialect::expression(text)?;
    let mut compiler = Compiler::over_rows_of(rows, &fields, given);
    compiler.keys = Some(Vec::new());
    compiler.only = met.cloned();
    compiler.aggregates = std::mem::take(aggregates);
    compiler.own = Some((rows, std::mem::take(own)));
    let figure = compiler.expression(&written);
    *aggregates = compiler.aggregates;
    *own = compiler.own.map(|(_, own)| own).unwrap_or_default();
    let figure = figure.map_err(|error| dialect::pointed(error, text))?;
    Ok(Figured {
        figure: figure.expression,
        dtype: figure.dtype,
        by_zero: compiler.by_zero,
    })
}

/// The name of an aggregate that a figure is made of.
pub(crate) fn figure_name(at: usize) -> String {
    aggregate::name(at)
}

/// What a cast of ours found is told in its own words.
pub(crate) fn told(error: Error) -> Error {
    match error {
        Error::Polars(PolarsError::ComputeError(why)) if why.starts_with('“') => {
            dialect::refused(why.to_string(), None)
        }
        other => other,
    }
}

fn listed(columns: &[(&str, Vec<String>)]) -> Result<DataFrame, Error> {
    let columns = columns
        .iter()
        .map(|(name, texts)| Series::new((*name).into(), texts).into());
    Ok(DataFrame::new(columns.collect())?)
}

#[cfg(test)]
mod tests;
