//! Comparisons, whatever the two sides are.

use crate::error::Error;
use crate::query::moment::{self, Moment};
use crate::query::{columns::holds, text};
use crate::sql::compile::flag;
use crate::sql::dialect::refused;
use crate::sql::like::Pattern;
use crate::sql::typed::{Constant, Typed, common, unreadable_date};
use polars::prelude::*;
use regex::{Regex, RegexBuilder};
use spec::dataset::Type;
use sqlparser::ast::{self, BinaryOperator};
use std::cmp::Ordering;
use std::collections::HashSet;

/// Compares two values.
pub(super) fn compare(left: Typed, op: &BinaryOperator, right: Typed) -> Result<Typed, Error> {
    let nullable = left.nullable || right.nullable;
    if left.constant == Some(Constant::Null) || right.constant == Some(Constant::Null) {
        return Ok(flag(lit(NULL).cast(DataType::Boolean)));
    }
    if let (Some(Type::Text), Some(wanted), None) = (left.kind(), right.literal_text(), &left.constant) {
        let (wanted, op) = (wanted.to_owned(), op.clone());
        let words = format!("{op} {wanted:?}");
        let met = text::passes(left.expression, &words, move |text| {
            holds_for(text.cmp(wanted.as_str()), &op)
        });
        return Ok(Typed { nullable, ..flag(met) });
    }
    if let (Some(Type::Text), Some(_), None) = (right.kind(), left.literal_text(), &right.constant) {
        return compare(right, &mirrored(op), left);
    }
    let (left, right) = aligned(left, right)?;
    let met = match op {
        BinaryOperator::Eq => left.expression.eq(right.expression),
        BinaryOperator::NotEq => left.expression.neq(right.expression),
        BinaryOperator::Lt => left.expression.lt(right.expression),
        BinaryOperator::LtEq => left.expression.lt_eq(right.expression),
        BinaryOperator::Gt => left.expression.gt(right.expression),
        _ => left.expression.gt_eq(right.expression),
    };
    Ok(Typed { nullable, ..flag(met) })
}

/// `is distinct from`: nulls are alike.
pub(super) fn distinct(left: Typed, right: Typed, distinct: bool) -> Result<Typed, Error> {
    let (left, right) = aligned(left, right)?;
    let met = match distinct {
        true => left.expression.neq_missing(right.expression),
        false => left.expression.eq_missing(right.expression),
    };
    Ok(Typed {
        nullable: false,
        ..flag(met)
    })
}

/// Both sides as types that polars compares.
pub(super) fn aligned(left: Typed, right: Typed) -> Result<(Typed, Typed), Error> {
    let (Some(left_kind), Some(right_kind)) = (left.kind(), right.kind()) else {
        return Ok((left, right));
    };
    let user = || format!("a comparison of {} with {}", holds(&left.dtype), holds(&right.dtype));
    Ok(match (left_kind, right_kind) {
        (Type::Text, Type::Text) if left.dtype == right.dtype => (left, right),
        (Type::Text, Type::Text) => (left.cast(DataType::String), right.cast(DataType::String)),
        (l, r) if l.is_number() && r.is_number() => numbers(left, right),
        (_, Type::Text) if right.literal_text().is_some() => {
            let right = like_the_other(&left, right)?;
            (left, right)
        }
        (Type::Text, _) if left.literal_text().is_some() => {
            let left = like_the_other(&right, left)?;
            (left, right)
        }
        (Type::Date, Type::Datetime) => (left.cast(right.dtype.clone()), right),
        (Type::Datetime, Type::Date) => {
            let dtype = left.dtype.clone();
            (left, right.cast(dtype))
        }
        (Type::Datetime, Type::Datetime) if left.dtype != right.dtype => {
            let dtype = left.dtype.clone();
            (left, right.cast(dtype))
        }
        (l, r) if l == r && !matches!(l, Type::List | Type::Struct) => (left, right),
        (Type::Boolean, Type::Integer) => (left.cast(DataType::Int64), right),
        (Type::Integer, Type::Boolean) => (left, right.cast(DataType::Int64)),
        _ => {
            return Err(refused(
                format!("{} makes no sense", user()),
                Some("Cast one of them: x::int, x::text, x::date"),
            ));
        }
    })
}

/// Whether the cells are one of the values.
pub(super) fn one_of(cells: Typed, values: Vec<Typed>) -> Result<Typed, Error> {
    let nulls = values.iter().any(|value| value.constant == Some(Constant::Null));
    let known: Vec<Typed> = values
        .into_iter()
        .filter(|value| value.constant != Some(Constant::Null))
        .collect();
    let texts: Option<HashSet<String>> = match cells.kind() {
        Some(Type::Text) if cells.constant.is_none() => known
            .iter()
            .map(|value| value.literal_text().map(str::to_owned))
            .collect(),
        _ => None,
    };
    let numbers: Option<Vec<f64>> = match cells.kind() {
        Some(kind) if kind.is_number() => known.iter().map(Typed::literal_number).collect(),
        _ => None,
    };
    let met = match (texts, numbers) {
        (Some(texts), _) => text::is_among(cells.expression, texts),
        (None, Some(numbers)) if numbers.len() > 2 && numbers.iter().all(|number| number.abs() < 9e15) => {
            let values = Series::new("values".into(), numbers);
            cells
                .expression
                .cast(DataType::Float64)
                .is_in(lit(values).implode(), false)
        }
        _ => {
            let mut met: Option<Expr> = None;
            for value in known {
                let one = compare(cells.clone(), &BinaryOperator::Eq, value)?.expression;
                met = Some(match met {
                    None => one,
                    Some(before) => before.or(one),
                });
            }
            met.unwrap_or_else(|| lit(false))
        }
    };
    Ok(flag(if nulls {
        met.or(lit(NULL).cast(DataType::Boolean))
    } else {
        met
    }))
}

/// Whether the cells are one of those that an inner statement gave.
pub(super) fn among(cells: Typed, values: &DataFrame) -> Result<Typed, Error> {
    let [found] = values.get_columns() else {
        return Err(refused(
            "the statement after in gives several columns, and needs one",
            None,
        ));
    };
    let series = found.as_materialized_series();
    let nulls = series.null_count() > 0;
    let met = match (cells.kind(), crate::catalog::kind(series.dtype())) {
        (_, _) if series.is_empty() => return Ok(flag(lit(false))),
        (Some(Type::Text), Type::Text) => {
            let texts = series.cast(&DataType::String)?;
            let texts: HashSet<String> = texts.str()?.iter().flatten().map(str::to_owned).collect();
            text::is_among(cells.expression, texts)
        }
        _ => {
            let dtype = common(&[&cells.dtype, series.dtype()], "in")?;
            let known = series.drop_nulls().cast(&dtype)?.unique()?;
            cells.cast(dtype).expression.is_in(lit(known).implode(), false)
        }
    };
    Ok(flag(if nulls {
        met.or(lit(NULL).cast(DataType::Boolean))
    } else {
        met
    }))
}

/// `like` and `ilike`.
pub(super) fn like(cells: Typed, pattern: &Typed, escape: Option<char>, any_case: bool) -> Result<Typed, Error> {
    let nullable = cells.nullable;
    let Some(written) = pattern.literal_text() else {
        return Err(refused(
            "the pattern of like is text that is written in the statement",
            Some("Such as: name like 'A%'"),
        ));
    };
    let cells = match cells.kind() {
        Some(Type::Text) => cells,
        _ => cells.text("like")?,
    };
    let met = match any_case {
        true => {
            let pattern = Pattern::new(&written.to_lowercase(), escape);
            let words = format!("ilike {written:?} {escape:?}");
            text::passes(cells.expression, &words, move |text| {
                pattern.matches(&text.to_lowercase())
            })
        }
        false => {
            let pattern = Pattern::new(written, escape);
            let words = format!("like {written:?} {escape:?}");
            text::passes(cells.expression, &words, move |text| pattern.matches(text))
        }
    };
    Ok(Typed { nullable, ..flag(met) })
}

/// Whether text matches a regular expression.
pub(super) fn regular(cells: Typed, wanted: &Typed, flags: &str) -> Result<Typed, Error> {
    let Some(written) = wanted.literal_text() else {
        return Err(refused(
            "a regular expression is text that is written in the statement",
            None,
        ));
    };
    let pattern = pattern(&format!("{flags}{written}"))?;
    let nullable = cells.nullable;
    let cells = match cells.kind() {
        Some(Type::Text) => cells,
        _ => cells.text("a regular expression")?,
    };
    let words = format!("~ {:?}", pattern.as_str());
    let met = text::passes(cells.expression, &words, move |text| pattern.is_match(text));
    Ok(Typed { nullable, ..flag(met) })
}

/// A regular expression, of bounded size.
pub(super) fn pattern(written: &str) -> Result<Regex, Error> {
    const MOST_BYTES: usize = 2 << 20;
    let built = RegexBuilder::new(written).size_limit(MOST_BYTES).build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => refused(format!("“{written}” is too large a regular expression"), None),
        error => {
            let said = error.to_string();
            let why = said
                .lines()
                .last()
                .unwrap_or_default()
                .trim_start_matches("error: ")
                .to_owned();
            refused(format!("“{written}” is no regular expression: {why}"), None)
        }
    })
}

/// `any (…)` and `all (…)`, which are no values.
pub(super) fn any_or_all(written: &ast::Expr) -> Option<&'static str> {
    match written {
        ast::Expr::AnyOp { .. } => Some("any"),
        ast::Expr::AllOp { .. } => Some("all"),
        _ => None,
    }
}

fn numbers(left: Typed, right: Typed) -> (Typed, Typed) {
    let plain = |value: Typed| match value.dtype {
        DataType::Decimal(..) => value.cast(DataType::Float64),
        _ => value,
    };
    let (left, right) = (plain(left), plain(right));
    match (&left.dtype, right.literal_number()) {
        (DataType::Float32, Some(number)) => (left, Typed::new(lit(number as f32), DataType::Float32)),
        _ => (left, right),
    }
}

/// Text written in the statement, read as what it is compared with.
fn like_the_other(other: &Typed, text: Typed) -> Result<Typed, Error> {
    let written = text.literal_text().unwrap_or_default();
    match other.kind() {
        Some(Type::Date) => match moment::read(written) {
            Some(Moment::At(_)) => Err(refused(
                format!("a date is compared with a date, and “{written}” is a moment"),
                Some("Write x::timestamp to compare moments"),
            )),
            Some(Moment::Day(_)) => text.time("a comparison"),
            None => Err(unreadable_date(written)),
        },
        Some(Type::Datetime) => Ok(text.time("a comparison")?.cast(other.dtype.clone())),
        Some(Type::Time) => {
            let nanos = moment::read_time(written)
                .ok_or_else(|| refused(format!("“{written}” is no time of day, such as 17:30:00"), None))?;
            Ok(Typed::new(
                lit(Scalar::new(DataType::Time, AnyValue::Time(nanos))),
                DataType::Time,
            ))
        }
        Some(Type::Boolean) => text.flag("a comparison"),
        Some(kind) if kind.is_number() => {
            let number = text.clone().number("a comparison");
            number.map_err(|_unfit| refused(format!("“{written}” is compared with numbers and is none"), None))
        }
        _ => Err(text.unfit("a comparison", "something like it")),
    }
}

fn mirrored(op: &BinaryOperator) -> BinaryOperator {
    match op {
        BinaryOperator::Lt => BinaryOperator::Gt,
        BinaryOperator::LtEq => BinaryOperator::GtEq,
        BinaryOperator::Gt => BinaryOperator::Lt,
        BinaryOperator::GtEq => BinaryOperator::LtEq,
        other => other.clone(),
    }
}

fn holds_for(ordering: Ordering, op: &BinaryOperator) -> bool {
    match op {
        BinaryOperator::Eq => ordering.is_eq(),
        BinaryOperator::NotEq => ordering.is_ne(),
        BinaryOperator::Lt => ordering.is_lt(),
        BinaryOperator::LtEq => ordering.is_le(),
        BinaryOperator::Gt => ordering.is_gt(),
        _ => ordering.is_ge(),
    }
}
