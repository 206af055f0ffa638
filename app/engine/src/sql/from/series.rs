//! `generate_series` and `range`: numbers and dates in even steps.

use crate::error::Error;
use crate::sql::arithmetic::later;
use crate::sql::compile::{Compiler, one_row};
use crate::sql::dialect::refused;
use crate::sql::given::Given;
use crate::sql::scope::Relation;
use crate::sql::typed::{Constant, Interval, Typed};
use polars::prelude::*;
use sqlparser::ast;

/// The most rows that a series may have.
const MOST: usize = 10_000_000;

/// The rows of `generate_series(from, to, step)`; of `range`, those before `to`.
pub(super) fn series(name: &str, arguments: &[ast::FunctionArg], given: &Given) -> Result<Relation, Error> {
    let mut values = Vec::new();
    for argument in arguments {
        let ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(written)) = argument else {
            return Err(refused(format!("“{argument}” cannot be given to {name}"), None));
        };
        values.push(Compiler::new(None, given, &[]).expression(written)?);
    }
    let zero = || Typed::constant(Constant::Whole(0));
    let (from, to, step) = match (values.len(), name) {
        (1, "range") => (zero(), values.remove(0), None),
        (2, _) => (values.remove(0), values.remove(0), None),
        (3, _) => (values.remove(0), values.remove(0), Some(values.remove(0))),
        _ => {
            return Err(refused(
                format!("{name} takes a start, an end and perhaps a step"),
                None,
            ));
        }
    };
    let is_open = name == "range";
    let column = match step.as_ref().and_then(|step| step.constant.clone()) {
        Some(Constant::Interval(interval)) => moments(name, from, to, interval, is_open)?,
        _ if from.kind().is_some_and(|kind| kind.is_time()) || from.literal_text().is_some() => {
            return Err(refused(
                format!("{name} over dates needs an interval to step by"),
                Some("Such as: interval '1 day'"),
            ));
        }
        _ => numbers(name, from, to, step, is_open)?,
    };
    Relation::new(DataFrame::new(vec![column.with_name(name.into())])?.lazy())
}

fn numbers(name: &str, from: Typed, to: Typed, step: Option<Typed>, is_open: bool) -> Result<Column, Error> {
    let step = step.unwrap_or_else(|| Typed::constant(Constant::Whole(1)));
    let cells = [whole(name, from)?, whole(name, to)?, whole(name, step)?];
    let [Some(from), Some(to), Some(step)] = cells else {
        return Ok(Column::new_empty("".into(), &DataType::Int64));
    };
    if step == 0 {
        return Err(refused(format!("the step of {name} is 0"), None));
    }
    let last = if is_open { to.saturating_sub(step.signum()) } else { to };
    let span = (i128::from(last) - i128::from(from)) / i128::from(step);
    let is_empty = (i128::from(last) - i128::from(from)).signum() == -i128::from(step.signum());
    let count = if is_empty { 0 } else { span + 1 };
    let count = usize::try_from(count)
        .ok()
        .filter(|count| *count <= MOST)
        .ok_or_else(|| too_long(name))?;
    let cells: Vec<i64> = (0..count as i64).map(|at| from + at * step).collect();
    Ok(Column::new("".into(), cells))
}

fn whole(name: &str, value: Typed) -> Result<Option<i64>, Error> {
    let value = value.number(name)?;
    let cell = cell(&value)?.cast(&DataType::Int64)?;
    Ok(cell.i64()?.get(0))
}

fn moments(name: &str, from: Typed, to: Typed, step: Interval, is_open: bool) -> Result<Column, Error> {
    let (from, to) = (from.time(name)?, to.time(name)?);
    let is_day = from.dtype == DataType::Date && to.dtype == DataType::Date && step.nanos == 0;
    let (unit, dtype) = match is_day {
        true => (None, DataType::Date),
        false => (
            Some(TimeUnit::Microseconds),
            DataType::Datetime(TimeUnit::Microseconds, None),
        ),
    };
    let tick = |value: Typed| -> Result<Option<i64>, Error> {
        let cells = cell(&value.cast(dtype.clone()))?
            .to_physical_repr()
            .cast(&DataType::Int64)?;
        Ok(cells.i64()?.get(0))
    };
    let (Some(from), Some(to)) = (tick(from)?, tick(to)?) else {
        return Ok(Column::new_empty("".into(), &dtype));
    };
    let Some(next) = later(from, unit, step).filter(|next| *next != from) else {
        return Err(refused(format!("the step of {name} is 0"), None));
    };
    let is_up = next > from;
    let (mut ticks, mut at) = (Vec::new(), Some(from));
    while let Some(tick) = at {
        let is_past = if is_up { tick > to } else { tick < to };
        if is_past || is_open && tick == to {
            break;
        }
        if ticks.len() == MOST {
            return Err(too_long(name));
        }
        ticks.push(tick);
        at = later(tick, unit, step);
    }
    let cells = Column::new("".into(), ticks);
    let cells = if is_day { cells.cast(&DataType::Int32)? } else { cells };
    Ok(cells.cast(&dtype)?)
}

fn cell(value: &Typed) -> Result<Column, Error> {
    let frame = one_row().select([value.expression.clone().alias("value")]).collect()?;
    Ok(frame.column("value")?.clone())
}

fn too_long(name: &str) -> Error {
    refused(format!("{name} gives more than {MOST} rows"), None)
}
