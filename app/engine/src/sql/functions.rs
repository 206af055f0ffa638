//! Functions of one row.

pub(super) mod number;
mod text;
pub(super) mod time;

use crate::error::Error;
use crate::query::columns::hint;
use crate::sql::arithmetic;
use crate::sql::compare;
use crate::sql::compile::{choose, flag};
use crate::sql::dialect::refused;
use crate::sql::lexicon;
use crate::sql::typed::{Constant, Typed, common};
use polars::prelude::*;
use spec::dataset::Type;
use sqlparser::ast::BinaryOperator;

/// Calls a function.
pub(super) fn call(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let family = [text::call, number::call, time::call, conditional];
    let mut arguments = arguments;
    for call in family {
        match call(name, arguments)? {
            Called::Done(typed) => return Ok(*typed),
            Called::Unknown(back) => arguments = back,
        }
    }
    match name {
        "random" | "rand" => Err(refused(
            "there is no chance in a statement: the same one always answers the same",
            None,
        )),
        _ => Err(Error::Sql {
            why: format!("there is no function {name}"),
            hint: hint(name, lexicon::names()).filter(|hint| hint.starts_with("Did")),
        }),
    }
}

/// Whether there is a function of this name.
pub(super) fn is_known(name: &str) -> bool {
    lexicon::known(name).is_some()
}

/// What became of a call.
pub(super) enum Called {
    /// It was this.
    Done(Box<Typed>),
    /// It is none of these functions.
    Unknown(Vec<Typed>),
}

/// The arguments, when there are as many as the function takes.
pub(super) fn take<const COUNT: usize>(name: &str, arguments: Vec<Typed>) -> Result<[Typed; COUNT], Error> {
    let given = arguments.len();
    arguments.try_into().map_err(|_left: Vec<Typed>| {
        let arguments = if COUNT == 1 { "argument" } else { "arguments" };
        refused(format!("{name} takes {COUNT} {arguments} and is given {given}"), None)
    })
}

fn conditional(name: &str, arguments: Vec<Typed>) -> Result<Called, Error> {
    let arguments = match name {
        "coalesce" | "ifnull" | "nvl" | "isnull" | "greatest" | "least" => as_times(arguments, name)?,
        _ => arguments,
    };
    Ok(Called::Done(Box::new(match name {
        "coalesce" | "ifnull" | "nvl" | "isnull" if arguments.len() != 1 || name == "coalesce" => {
            let types: Vec<&DataType> = arguments.iter().map(|value| &value.dtype).collect();
            let dtype = common(&types, name)?;
            let nullable = arguments.iter().all(|value| value.nullable);
            let values: Vec<Expr> = arguments
                .into_iter()
                .map(|value| value.cast(dtype.clone()).expression)
                .collect();
            if values.is_empty() {
                return Err(refused("coalesce takes at least one argument", None));
            }
            Typed {
                nullable,
                ..Typed::new(coalesce(&values), dtype)
            }
        }
        "isnull" if arguments.len() == 1 => {
            let [value] = take(name, arguments)?;
            Typed {
                nullable: false,
                ..flag(value.expression.is_null())
            }
        }
        "nullif" => {
            let [value, unwanted] = take(name, arguments)?;
            let same = compare::compare(value.clone(), &BinaryOperator::Eq, unwanted)?.expression;
            let dtype = value.dtype.clone();
            let null = lit(NULL).cast(dtype.clone());
            Typed::new(
                when(same.fill_null(lit(false))).then(null).otherwise(value.expression),
                dtype,
            )
        }
        "if" | "iif" => {
            let [condition, yes, no] = take(name, arguments)?;
            choose(vec![(condition.flag(name)?.expression, yes)], no, name)?
        }
        "greatest" | "least" => {
            let types: Vec<&DataType> = arguments.iter().map(|value| &value.dtype).collect();
            let dtype = common(&types, name)?;
            if arguments.is_empty() || dtype.is_nested() {
                return Err(refused(format!("{name} takes numbers, dates or text"), None));
            }
            let op = if name == "greatest" {
                BinaryOperator::Gt
            } else {
                BinaryOperator::Lt
            };
            furthest(arguments, &dtype, &op)?
        }
        _ => return Ok(Called::Unknown(arguments)),
    })))
}

/// Text written in the statement among dates is read as one.
fn as_times(arguments: Vec<Typed>, name: &str) -> Result<Vec<Typed>, Error> {
    let is_time = |value: &Typed| value.kind().is_some_and(Type::is_time);
    if !arguments.iter().any(is_time) {
        return Ok(arguments);
    }
    let read = |value: Typed| match value.literal_text() {
        Some(_) => value.time(name),
        None => Ok(value),
    };
    arguments.into_iter().map(read).collect()
}

/// The furthest of several values, nulls left out; walked through in one go, so that many of them do not make an expression that doubles with each.
fn furthest(arguments: Vec<Typed>, dtype: &DataType, op: &BinaryOperator) -> Result<Typed, Error> {
    let mut values = Vec::new();
    for value in arguments {
        values.push(value.cast(dtype.clone()).expression);
    }
    let first = values.remove(0);
    let is_greatest = *op == BinaryOperator::Gt;
    let chosen = first.map_many(
        move |columns| furthest_of(columns, is_greatest),
        &values,
        |_, fields| Ok(fields[0].clone()),
    );
    Ok(Typed::new(chosen, dtype.clone()))
}

fn furthest_of(columns: &mut [Column], is_greatest: bool) -> PolarsResult<Column> {
    let height = columns.iter().map(Column::len).max().unwrap_or(0);
    let is_empty = columns.iter().any(Column::is_empty);
    let mut best: Option<Series> = None;
    for column in columns.iter() {
        let cells = column.as_materialized_series();
        let cells = match cells.len() {
            _ if is_empty => cells.clear(),
            1 => cells.new_from_index(0, height),
            _ => cells.clone(),
        };
        best = Some(match best {
            None => cells,
            Some(before) => {
                let further = match is_greatest {
                    true => cells.gt(&before)?,
                    false => cells.lt(&before)?,
                };
                let further = further.fill_null_with_values(false)?;
                cells.zip_with(&(&further | &before.is_null()), &before)?
            }
        });
    }
    let name = columns[0].name().clone();
    Ok(best.unwrap_or_default().with_name(name).into_column())
}

/// An interval moved or negated by a function.
pub(super) fn moved_by(time: Typed, interval: &Typed, name: &str) -> Result<Typed, Error> {
    match &interval.constant {
        Some(Constant::Interval(interval)) => Ok(arithmetic::moved(time, *interval)),
        _ => Err(interval.unfit(name, "an interval such as interval '1 month'")),
    }
}
