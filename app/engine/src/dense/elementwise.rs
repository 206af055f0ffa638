//! Expressions of which each cell depends on its own row only.

use polars::prelude::*;
use std::fmt::Write as _;

/// How a function of ours is marked that is told from others by its words, and not by where it lies in memory.
const SAID: char = '\u{1}';

/// A function of ours, marked: another one in the same words gives the same.
pub(crate) fn said(mut function: Expr, words: &str) -> Expr {
    if let Expr::AnonymousFunction { fmt_str, .. } = &mut function {
        **fmt_str = format!("{SAID}{words}").into();
    }
    function
}

/// Whether each cell depends on its own row only.
pub(super) fn is_elementwise(expression: &Expr) -> bool {
    match expression {
        Expr::Column(_) => true,
        Expr::Literal(LiteralValue::Dyn(_) | LiteralValue::Scalar(_)) => true,
        Expr::Alias(inner, _) => is_elementwise(inner),
        Expr::Cast { expr, dtype, .. } => matches!(dtype, DataTypeExpr::Literal(_)) && is_elementwise(expr),
        Expr::BinaryExpr { left, right, .. } => is_elementwise(left) && is_elementwise(right),
        Expr::Ternary {
            predicate,
            truthy,
            falsy,
        } => [predicate, truthy, falsy].iter().all(|part| is_elementwise(part)),
        Expr::Function {
            input,
            function: FunctionExpr::Boolean(BooleanFunction::IsIn { .. }),
        } => input.first().is_some_and(is_elementwise) && input[1..].iter().all(|list| columns(list).is_empty()),
        Expr::Function { input, function } => is_plain(function) && input.iter().all(is_elementwise),
        Expr::AnonymousFunction { input, options, .. } => options.is_elementwise() && input.iter().all(is_elementwise),
        _ => false,
    }
}

/// Whether a function is one of those.
pub(super) fn is_plain(function: &FunctionExpr) -> bool {
    use BooleanFunction as B;
    match function {
        FunctionExpr::Boolean(test) => matches!(
            test,
            B::IsNull
                | B::IsNotNull
                | B::IsFinite
                | B::IsInfinite
                | B::IsNan
                | B::IsNotNan
                | B::IsBetween { .. }
                | B::Not
        ),
        FunctionExpr::TemporalExpr(_)
        | FunctionExpr::Abs
        | FunctionExpr::Negate
        | FunctionExpr::FillNull
        | FunctionExpr::Floor
        | FunctionExpr::Ceil
        | FunctionExpr::Round { .. }
        | FunctionExpr::Pow(_) => true,
        _ => false,
    }
}

/// The columns that an expression uses, each once.
pub(super) fn columns(expression: &Expr) -> Vec<PlSmallStr> {
    let mut names: Vec<PlSmallStr> = Vec::new();
    for part in expression {
        if let Expr::Column(name) = part
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    names
}

/// Words that are the same only for expressions that give the same; none when nobody can tell.
pub(super) fn spelled(expression: &Expr) -> Option<String> {
    let mut words = String::new();
    spell(expression, &mut words)?;
    Some(words)
}

fn spell(expression: &Expr, words: &mut String) -> Option<()> {
    match expression {
        Expr::Column(name) => write!(words, "[{name}]").ok()?,
        Expr::Literal(LiteralValue::Dyn(value)) => write!(words, "{value:?}").ok()?,
        Expr::Literal(LiteralValue::Scalar(value)) => write!(words, "{:?}", value.as_any_value()).ok()?,
        Expr::Literal(LiteralValue::Series(list)) => {
            write!(words, "{:?}:", list.dtype()).ok()?;
            for cell in list.iter() {
                write!(words, "{cell:?},").ok()?;
            }
        }
        Expr::Alias(inner, _) => spell(inner, words)?,
        Expr::Cast { expr, dtype, options } => {
            write!(words, "cast {dtype:?} {options:?}").ok()?;
            spelled_all([&**expr], words)?;
        }
        Expr::BinaryExpr { left, op, right } => {
            write!(words, "{op:?}").ok()?;
            spelled_all([&**left, &**right], words)?;
        }
        Expr::Ternary {
            predicate,
            truthy,
            falsy,
        } => {
            words.push('?');
            spelled_all([&**predicate, &**truthy, &**falsy], words)?;
        }
        Expr::Len => words.push_str("rows"),
        Expr::Agg(AggExpr::Implode(inner)) => spell(inner, words)?,
        Expr::Agg(aggregate) => spell_aggregate(aggregate, words)?,
        Expr::Function { input, function } => {
            write!(words, "{}", function_words(function)?).ok()?;
            spelled_all(input, words)?;
        }
        Expr::AnonymousFunction { input, fmt_str, .. } if fmt_str.starts_with(SAID) => {
            words.push_str(fmt_str);
            spelled_all(input, words)?;
        }
        _ => return None,
    }
    Some(())
}

fn spell_aggregate(aggregate: &AggExpr, words: &mut String) -> Option<()> {
    let (name, inner) = match aggregate {
        AggExpr::Min { input, propagate_nans } => (format!("min {propagate_nans}"), input),
        AggExpr::Max { input, propagate_nans } => (format!("max {propagate_nans}"), input),
        AggExpr::Count { input, include_nulls } => (format!("count {include_nulls}"), input),
        AggExpr::Sum(inner) => ("sum".to_owned(), inner),
        AggExpr::Mean(inner) => ("mean".to_owned(), inner),
        AggExpr::Median(inner) => ("median".to_owned(), inner),
        AggExpr::Quantile { expr, quantile, method } => (format!("quantile {method:?} {}", spelled(quantile)?), expr),
        AggExpr::NUnique(inner) => ("distinct".to_owned(), inner),
        AggExpr::First(inner) => ("first".to_owned(), inner),
        AggExpr::Last(inner) => ("last".to_owned(), inner),
        AggExpr::Std(inner, less) => (format!("deviation {less}"), inner),
        AggExpr::Var(inner, less) => (format!("variance {less}"), inner),
        _ => return None,
    };
    words.push_str(&name);
    spelled_all([&**inner], words)
}

fn spelled_all<'a>(parts: impl IntoIterator<Item = &'a Expr>, words: &mut String) -> Option<()> {
    words.push('(');
    for part in parts {
        spell(part, words)?;
        words.push(';');
    }
    words.push(')');
    Some(())
}

/// A function whose words tell all about it.
fn function_words(function: &FunctionExpr) -> Option<String> {
    use BooleanFunction as B;
    match function {
        FunctionExpr::Boolean(B::IsBetween { closed }) => Some(format!("between {closed:?}")),
        FunctionExpr::Boolean(B::IsIn { nulls_equal }) => Some(format!("in {nulls_equal}")),
        FunctionExpr::Boolean(test) => Some(format!("{test}")),
        FunctionExpr::NullCount => Some("nulls".to_owned()),
        FunctionExpr::DropNulls => Some("known".to_owned()),
        FunctionExpr::Correlation { method } => Some(format!("{method:?}")),
        FunctionExpr::Round { decimals, .. } => Some(format!("round {decimals}")),
        FunctionExpr::TemporalExpr(
            TemporalFunction::Truncate
            | TemporalFunction::Date
            | TemporalFunction::Year
            | TemporalFunction::Quarter
            | TemporalFunction::Month
            | TemporalFunction::Week
            | TemporalFunction::WeekDay
            | TemporalFunction::Day
            | TemporalFunction::OrdinalDay
            | TemporalFunction::Hour,
        )
        | FunctionExpr::Abs
        | FunctionExpr::Negate
        | FunctionExpr::FillNull
        | FunctionExpr::Floor
        | FunctionExpr::Ceil => Some(format!("{function}")),
        _ => None,
    }
}
