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
    Ok(Called::Done(Box::new(match name {
        "coalesce" | "ifnull" | "nvl" | "isnull" if arguments.len() != 1 || name == "coalesce" => {
            let types: Vec<&DataType> = arguments.iter().map(|value| &value.dtype).collect();
            let dtype = common(&types, name)?;
            let nullable = arguments.iter().all(|value| value.nullable);
            let values: Vec<Expr> = arguments
                .into_iter()
                .map(|value| readable(value, &dtype).map(|value| value.expression))
                .collect::<Result<_, _>>()?;
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

fn furthest(arguments: Vec<Typed>, dtype: &DataType, op: &BinaryOperator) -> Result<Typed, Error> {
    let mut best: Option<Typed> = None;
    for value in arguments {
        let value = Typed {
            constant: None,
            ..value.cast(dtype.clone())
        };
        best = Some(match best {
            None => value,
            Some(before) => {
                let further = compare::compare(value.clone(), op, before.clone())?.expression;
                let further = before.expression.clone().is_null().or(further.fill_null(lit(false)));
                let chosen = when(further).then(value.expression).otherwise(before.expression);
                Typed::new(chosen, dtype.clone())
            }
        });
    }
    Ok(best.unwrap_or_else(|| Typed::constant(Constant::Null)))
}

/// Text written in the statement among dates is read as one.
fn readable(value: Typed, dtype: &DataType) -> Result<Typed, Error> {
    match (value.literal_text(), dtype) {
        (Some(_), DataType::Date | DataType::Datetime(..)) => Ok(value.time("coalesce")?.cast(dtype.clone())),
        _ => Ok(value.cast(dtype.clone())),
    }
}

/// An interval moved or negated by a function.
pub(super) fn moved_by(time: Typed, interval: &Typed, name: &str) -> Result<Typed, Error> {
    match &interval.constant {
        Some(Constant::Interval(interval)) => Ok(arithmetic::moved(time, *interval)),
        _ => Err(interval.unfit(name, "an interval such as interval '1 month'")),
    }
}
