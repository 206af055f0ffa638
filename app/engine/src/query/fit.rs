//! Columns that are compared for equality across datasets: in types in which they can be equal, or not at all.

use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{column, holds};
use polars::prelude::*;
use spec::dataset::Type;

/// A column of some dataset.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    /// Whose column.
    pub whose: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its type.
    pub dtype: &'a DataType,
}

/// Both columns as expressions of one type: equal where the cells mean the same, null where the other side cannot have the like.
pub(super) fn alike(left: Side<'_>, right: Side<'_>) -> Result<(Expr, Expr), Error> {
    let (ours, theirs) = (column(left.name), column(right.name));
    let kinds = (kind(left.dtype), kind(right.dtype));
    Ok(match kinds {
        (Type::List | Type::Struct, _) | (_, Type::List | Type::Struct) => return Err(unlike(left, right)),
        _ if left.dtype == right.dtype => (ours, theirs),
        (Type::Text, Type::Text) => texts(ours, left.dtype, theirs, right.dtype),
        (one, other) if one.is_number() && other.is_number() => numbers(ours, left.dtype, theirs, right.dtype),
        (one, other) if one.is_time() && other.is_time() => (ticks(ours), ticks(theirs)),
        (Type::Duration, Type::Duration) => {
            let micros = DataType::Duration(TimeUnit::Microseconds);
            (ours.cast(micros.clone()), theirs.cast(micros))
        }
        _ => return Err(unlike(left, right)),
    })
}

/// That two columns can never be equal.
fn unlike(left: Side<'_>, right: Side<'_>) -> Error {
    Error::Invalid {
        why: format!(
            "“{}” of {} holds {} and “{}” of {} holds {}: they are never equal",
            left.name,
            left.whose,
            holds(left.dtype),
            right.name,
            right.whose,
            holds(right.dtype)
        ),
        hint: Some("Change the type of one of them to that of the other, or choose other columns".to_owned()),
    }
}

/// Categories by their numbers, with the other side's text looked up among them: far quicker than comparing text.
fn texts(ours: Expr, left: &DataType, theirs: Expr, right: &DataType) -> (Expr, Expr) {
    match (mapping(left), mapping(right)) {
        (Some(known), None) => (numbers_of(ours), looked_up(theirs, known)),
        (None, Some(known)) => (looked_up(ours, known), numbers_of(theirs)),
        _ => (ours.cast(DataType::String), theirs.cast(DataType::String)),
    }
}

fn mapping(dtype: &DataType) -> Option<Arc<CategoricalMapping>> {
    match dtype {
        DataType::Categorical(_, mapping) | DataType::Enum(_, mapping) => Some(mapping.clone()),
        _ => None,
    }
}

fn numbers_of(categories: Expr) -> Expr {
    categories.to_physical().cast(DataType::UInt32)
}

fn looked_up(text: Expr, known: Arc<CategoricalMapping>) -> Expr {
    text.map(
        move |cells| {
            let texts = cells.str()?;
            let numbers: UInt32Chunked = texts.iter().map(|text| known.get_cat(text?)).collect();
            Ok(numbers.with_name(cells.name().clone()).into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::UInt32)),
    )
}

fn numbers(ours: Expr, left: &DataType, theirs: Expr, right: &DataType) -> (Expr, Expr) {
    match (scale(left), scale(right)) {
        (Some(0), Some(0)) => (ours.cast(DataType::Int64), theirs.cast(DataType::Int64)),
        (Some(one), Some(other)) => {
            let decimal = DataType::Decimal(Some(38), Some(one.max(other)));
            (ours.cast(decimal.clone()), theirs.cast(decimal))
        }
        (Some(0), None) => (ours.cast(DataType::Int64), whole(theirs)),
        (None, Some(0)) => (whole(ours), theirs.cast(DataType::Int64)),
        _ => (ours.cast(DataType::Float64), theirs.cast(DataType::Float64)),
    }
}

/// How many decimals an exact number has; none for a floating point number.
fn scale(dtype: &DataType) -> Option<usize> {
    match dtype {
        DataType::Decimal(_, scale) => Some(scale.unwrap_or(0)),
        dtype if dtype.is_integer() => Some(0),
        _ => None,
    }
}

/// Numbers that are whole, as such: ids beyond 2⁵³ stay apart.
fn whole(number: Expr) -> Expr {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    number.cast(DataType::Float64).map(
        |cells| {
            let fits = |cell: f64| cell.fract() == 0.0 && (-LIMIT..LIMIT).contains(&cell);
            let numbers = cells.f64()?.iter();
            let whole: Int64Chunked = numbers
                .map(|cell| cell.filter(|cell| fits(*cell)).map(|cell| cell as i64))
                .collect();
            Ok(whole.with_name(cells.name().clone()).into_column())
        },
        |_, field| Ok(Field::new(field.name().clone(), DataType::Int64)),
    )
}

/// Days and moments as microseconds: a day is its midnight.
fn ticks(time: Expr) -> Expr {
    let micros = DataType::Datetime(TimeUnit::Microseconds, None);
    time.map(
        move |cells| cells.cast(&micros)?.cast(&DataType::Int64),
        |_, field| Ok(Field::new(field.name().clone(), DataType::Int64)),
    )
}
