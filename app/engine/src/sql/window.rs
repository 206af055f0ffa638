//! Window functions: values over the rows around each row.

mod evaluate;

pub(super) use evaluate::evaluate;

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::compile::{Compiler, arguments_of};
use crate::sql::dialect::refused;
use crate::sql::from::join::uses_columns;
use crate::sql::select::OrderKey;
use crate::sql::typed::{Constant, Typed};
use polars::prelude::{DataType, Expr, NULL, lit, when};
use spec::dataset::Type;
use sqlparser::ast;

/// One window function.
#[derive(Clone)]
pub(super) struct Window {
    /// What it works out.
    pub function: Function,
    /// Of what.
    pub argument: Option<Expr>,
    /// What stands where there is no row.
    pub default: Option<Expr>,
    /// Within rows that are alike in these.
    pub partition: Vec<Expr>,
    /// In this order.
    pub order: Vec<OrderKey>,
    /// Over which rows around.
    pub frame: Frame,
}

/// What a window function works out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Function {
    RowNumber,
    Rank,
    DenseRank,
    PercentRank,
    CumeDist,
    Ntile(usize),
    /// The value so many rows before; after when negative.
    Lag(i64),
    First,
    Last,
    Nth(usize),
    CountRows,
    Count,
    Sum,
    Mean,
    Min,
    Max,
}

/// Which rows around a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// Whether rows that are alike in the order belong together.
    pub peers: bool,
    /// From here.
    pub from: Edge,
    /// Up to here.
    pub to: Edge,
}

/// An end of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Edge {
    /// The partition's first row.
    Start,
    /// So many rows from the row itself.
    Near(i64),
    /// So far from the row's own value in the order; of moments, in microseconds.
    Far(f64),
    /// The partition's last row.
    End,
}

/// Compiles a window function: the value is a column that [`evaluate`] adds.
pub(super) fn window(compiler: &mut Compiler<'_>, name: &str, written: &ast::Function) -> Result<Typed, Error> {
    if compiler.windows.is_none() {
        let instead = match compiler.statements {
            None => "Make it a calculated column, and set the condition on that",
            Some(_) => "A condition on it goes into qualify, or into a statement around this one",
        };
        return Err(refused(format!("{name} over (…) cannot be used here"), Some(instead)));
    }
    let Some(over) = &written.over else {
        return Err(refused(format!("{name} needs over (…)"), None));
    };
    refuse_rare(name, written)?;
    let spec = specification(compiler, over)?;
    let (function, argument, default) = function(compiler, name, written)?;
    let partition = spec
        .partition_by
        .iter()
        .map(|key| compiler.expression(key).map(|key| key.expression))
        .collect::<Result<Vec<_>, _>>()?;
    let order = spec
        .order_by
        .iter()
        .map(|key| OrderKey::compile(compiler, key))
        .collect::<Result<Vec<_>, _>>()?;
    let order: Vec<OrderKey> = order.into_iter().filter(|key| uses_columns(&key.expression)).collect();
    let frame = frame(compiler, spec.window_frame.as_ref(), &order)?;
    let dtype = match function {
        Function::RowNumber | Function::Rank | Function::DenseRank | Function::Ntile(_) => DataType::Int64,
        Function::CountRows | Function::Count => DataType::Int64,
        Function::PercentRank | Function::CumeDist | Function::Mean => DataType::Float64,
        _ => argument
            .as_ref()
            .map_or(DataType::Int64, |argument| argument.dtype.clone()),
    };
    let window = Window {
        function,
        argument: argument.map(|argument| argument.expression),
        default: default.map(|default| default.cast(dtype.clone()).expression),
        partition,
        order,
        frame,
    };
    let windows = compiler.windows.get_or_insert_default();
    windows.push(window);
    let worked_out = column(&self::name(windows.len() - 1));
    Ok(Typed::new(worked_out, dtype))
}

/// The name of a window's column.
pub(super) fn name(at: usize) -> String {
    format!("\u{1}w{at}")
}

/// A window with what it takes over from a named one.
fn specification(compiler: &Compiler<'_>, over: &ast::WindowType) -> Result<ast::WindowSpec, Error> {
    match over {
        ast::WindowType::WindowSpec(spec) => completed(compiler, spec, compiler.named_windows.len()),
        ast::WindowType::NamedWindow(name) => named(compiler, name, compiler.named_windows.len()),
    }
}

fn completed(compiler: &Compiler<'_>, spec: &ast::WindowSpec, depth: usize) -> Result<ast::WindowSpec, Error> {
    let Some(name) = &spec.window_name else {
        return Ok(spec.clone());
    };
    let base = named(compiler, name, depth)?;
    if !spec.partition_by.is_empty() || !spec.order_by.is_empty() && !base.order_by.is_empty() {
        return Err(refused(
            format!("the window {name} has a partition, and perhaps an order, of its own"),
            Some("Write the whole window out"),
        ));
    }
    let order_by = match spec.order_by.is_empty() {
        true => base.order_by,
        false => spec.order_by.clone(),
    };
    Ok(ast::WindowSpec {
        window_name: None,
        partition_by: base.partition_by,
        order_by,
        window_frame: spec.window_frame.clone().or(base.window_frame),
    })
}

fn named(compiler: &Compiler<'_>, name: &ast::Ident, depth: usize) -> Result<ast::WindowSpec, Error> {
    let known = compiler
        .named_windows
        .iter()
        .find(|known| known.0.value.eq_ignore_ascii_case(&name.value));
    match known {
        Some(ast::NamedWindowDefinition(_, written)) if depth > 0 => match written {
            ast::NamedWindowExpr::WindowSpec(spec) => completed(compiler, spec, depth - 1),
            ast::NamedWindowExpr::NamedWindow(other) => named(compiler, other, depth - 1),
        },
        _ => Err(refused(format!("there is no window named {name}"), None)),
    }
}

/// Refuses what would be passed over in silence.
fn refuse_rare(name: &str, written: &ast::Function) -> Result<(), Error> {
    let mut rare = written.null_treatment == Some(ast::NullTreatment::IgnoreNulls);
    if let ast::FunctionArguments::List(list) = &written.args {
        let is_rare = |clause: &ast::FunctionArgumentClause| {
            !matches!(
                clause,
                ast::FunctionArgumentClause::IgnoreOrRespectNulls(ast::NullTreatment::RespectNulls)
            )
        };
        rare |= list.clauses.iter().any(is_rare);
        rare |= list.duplicate_treatment == Some(ast::DuplicateTreatment::Distinct);
    }
    match rare {
        true => Err(refused(
            format!("distinct, order by and ignore nulls cannot be used in {name} (…) over (…)"),
            None,
        )),
        false => Ok(()),
    }
}

fn function(
    compiler: &mut Compiler<'_>,
    name: &str,
    written: &ast::Function,
) -> Result<(Function, Option<Typed>, Option<Typed>), Error> {
    let arguments = arguments(compiler, name, written)?;
    let mut arguments = arguments.into_iter();
    let (first, second, third) = (arguments.next(), arguments.next(), arguments.next());
    let whole = |value: Option<&Typed>, default: i64| match value {
        None => Ok(default),
        Some(value) => value
            .literal_whole()
            .filter(|whole| whole.abs() < 1_000_000_000)
            .ok_or_else(|| {
                refused(
                    format!("{name} needs a whole number here that is written in the statement"),
                    None,
                )
            }),
    };
    let of = |first: Option<Typed>| first.ok_or_else(|| refused(format!("{name} needs an argument"), None));
    let count = |value: i64| usize::try_from(value.max(1)).unwrap_or(1);
    Ok(match name {
        "row_number" => (Function::RowNumber, None, None),
        "rank" => (Function::Rank, None, None),
        "dense_rank" => (Function::DenseRank, None, None),
        "percent_rank" => (Function::PercentRank, None, None),
        "cume_dist" => (Function::CumeDist, None, None),
        "ntile" => (Function::Ntile(count(whole(first.as_ref(), 1)?)), None, None),
        "lag" => (Function::Lag(whole(second.as_ref(), 1)?), Some(of(first)?), third),
        "lead" => (Function::Lag(-whole(second.as_ref(), 1)?), Some(of(first)?), third),
        "first_value" | "first" => (Function::First, Some(of(first)?), None),
        "last_value" | "last" => (Function::Last, Some(of(first)?), None),
        "nth_value" => (Function::Nth(count(whole(second.as_ref(), 1)?)), Some(of(first)?), None),
        "count" if first.is_none() => (Function::CountRows, None, None),
        "count" => (Function::Count, Some(of(first)?), None),
        "sum" => (Function::Sum, Some(of(first)?.number(name)?), None),
        "avg" | "mean" => (Function::Mean, Some(of(first)?.number(name)?), None),
        "min" | "max" => {
            let value = of(first)?;
            let value = match value.kind() {
                Some(Type::List | Type::Struct) => return Err(value.unfit(name, "single values")),
                Some(Type::Text) => value.cast(DataType::String),
                _ => value,
            };
            (
                if name == "min" { Function::Min } else { Function::Max },
                Some(value),
                None,
            )
        }
        _ => {
            return Err(refused(
                format!("{name} cannot be used with over (…)"),
                Some(
                    "There are row_number, rank, dense_rank, percent_rank, cume_dist, ntile, lag, lead, first_value, last_value, nth_value, count, sum, avg, min and max",
                ),
            ));
        }
    })
}

/// The arguments; where there is a filter, null in the rows that do not meet it.
fn arguments(compiler: &mut Compiler<'_>, name: &str, written: &ast::Function) -> Result<Vec<Typed>, Error> {
    let filter = written
        .filter
        .as_deref()
        .map(|met| compiler.condition(met))
        .transpose()?;
    if filter.is_some() && !matches!(name, "count" | "sum" | "avg" | "mean" | "min" | "max") {
        return Err(refused(
            format!("a filter cannot be used with {name} over (…)"),
            Some("Write case when … then … end"),
        ));
    }
    let star = matches!(&written.args, ast::FunctionArguments::List(list)
        if matches!(list.args.as_slice(), [ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Wildcard)]));
    let mut arguments = Vec::new();
    if !star {
        for argument in arguments_of(written)? {
            arguments.push(compiler.expression(argument)?);
        }
    }
    if let Some(met) = filter {
        let counted = arguments.pop().unwrap_or_else(|| Typed::constant(Constant::Whole(1)));
        let kept = when(met).then(counted.expression).otherwise(lit(NULL));
        arguments.push(Typed::new(kept.cast(counted.dtype.clone()), counted.dtype));
    }
    Ok(arguments)
}

fn frame(compiler: &mut Compiler<'_>, written: Option<&ast::WindowFrame>, order: &[OrderKey]) -> Result<Frame, Error> {
    let Some(written) = written else {
        let to = if !order.is_empty() { Edge::Near(0) } else { Edge::End };
        return Ok(Frame {
            peers: true,
            from: Edge::Start,
            to,
        });
    };
    let peers = match written.units {
        ast::WindowFrameUnits::Rows => false,
        ast::WindowFrameUnits::Range => true,
        ast::WindowFrameUnits::Groups => {
            return Err(refused(
                "groups cannot be used in over (…)",
                Some("Write rows between …"),
            ));
        }
    };
    let mut edge = |bound: &ast::WindowFrameBound, from: bool| -> Result<Edge, Error> {
        let rows = |count: &ast::Expr| match count {
            ast::Expr::Value(ast::Value::Number(count, _)) => count.parse::<i64>().ok(),
            _ => None,
        };
        let refuse = || {
            refused(
                "a frame counts rows by a number",
                Some("Such as: rows between 6 preceding and current row"),
            )
        };
        Ok(match bound {
            ast::WindowFrameBound::CurrentRow => Edge::Near(0),
            ast::WindowFrameBound::Preceding(None) if from => Edge::Start,
            ast::WindowFrameBound::Following(None) if !from => Edge::End,
            ast::WindowFrameBound::Preceding(Some(far)) if peers => Edge::Far(-distance(compiler, far, order)?),
            ast::WindowFrameBound::Following(Some(far)) if peers => Edge::Far(distance(compiler, far, order)?),
            ast::WindowFrameBound::Preceding(Some(count)) => Edge::Near(-rows(count).ok_or_else(refuse)?),
            ast::WindowFrameBound::Following(Some(count)) => Edge::Near(rows(count).ok_or_else(refuse)?),
            _ => return Err(refuse()),
        })
    };
    let to = written.end_bound.as_ref().unwrap_or(&ast::WindowFrameBound::CurrentRow);
    Ok(Frame {
        peers,
        from: edge(&written.start_bound, true)?,
        to: edge(to, false)?,
    })
}

/// How far an end of a `range` is: a number for numbers, an interval of a fixed length for dates and moments.
fn distance(compiler: &mut Compiler<'_>, written: &ast::Expr, order: &[OrderKey]) -> Result<f64, Error> {
    let refuse = |why: &str| {
        refused(
            why,
            Some("Such as: range between interval '6 days' preceding and current row"),
        )
    };
    let [key] = order else {
        return Err(refuse("a range so far from the row needs one column to order by"));
    };
    let far = compiler.expression(written)?;
    let kind = crate::catalog::kind(&key.dtype);
    let distance = match (&far.constant, kind) {
        (Some(Constant::Interval(interval)), Type::Date | Type::Datetime) if interval.months == 0 => {
            interval.days as f64 * 86_400e6 + interval.nanos as f64 / 1e3
        }
        (Some(Constant::Interval(_)), Type::Date | Type::Datetime) => {
            return Err(refuse(
                "a range is so many days, hours or the like: a month has no fixed length",
            ));
        }
        (_, kind) if kind.is_number() => far
            .literal_number()
            .ok_or_else(|| refuse("a range over numbers is a number that is written in the statement"))?,
        _ => return Err(refuse("a range is a number for numbers, and an interval for dates")),
    };
    match distance < 0.0 {
        true => Err(refuse("a range is not negative")),
        false => Ok(distance),
    }
}
