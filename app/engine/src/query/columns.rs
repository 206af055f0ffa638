//! The columns that a question may name, and what is said when it names another.

use crate::catalog::{Catalog, kind};
use crate::dense;
use crate::error::Error;
use crate::memory::Memory;
use crate::parts;
use crate::query::source::Parts;
use polars::prelude::*;
use spec::dataset::Type;
use std::rc::Rc;

/// Rows to compute with, and the names that may be used for their columns.
#[derive(Clone)]
pub(crate) struct Rows {
    /// The rows.
    pub frame: LazyFrame,
    /// Their columns.
    pub schema: SchemaRef,
    /// Whose columns they are, for messages.
    pub whose: String,
    /// How many rows there are at most.
    pub most: usize,
    /// Whether there are exactly that many.
    pub exact: bool,
    /// The datasets that they are put together from.
    pub parts: Parts,
    /// What has been worked out about them before.
    pub memory: Rc<Memory>,
    /// Where calculated columns divide by zero, by their names.
    pub by_zero: Vec<(String, Expr)>,
}

impl Rows {
    /// A dataset's rows. NaN becomes null: neither is a number, and no figure should depend on which of them a file held.
    /// So do days and moments that no calendar holds.
    pub(crate) fn of(catalog: &Catalog, name: &str) -> Result<Self, Error> {
        let entry = catalog.whole(name)?;
        let rows = Self::tidied(&entry.dataset.name, &entry.frame, entry.untidy())?;
        Ok(Self {
            most: entry.dataset.rows as usize,
            memory: catalog.memory.clone(),
            ..rows
        })
    }

    /// The rows of a table in the same way.
    pub(crate) fn over(whose: &str, table: &DataFrame) -> Result<Self, Error> {
        let untidy: Vec<bool> = table.get_columns().iter().map(is_untidy).collect();
        Self::tidied(whose, table, &untidy)
    }

    fn tidied(whose: &str, table: &DataFrame, untidy: &[bool]) -> Result<Self, Error> {
        let columns = table.get_columns().iter().zip(untidy);
        let untidy = columns.filter(|(_, untidy)| **untidy);
        let tidied: Vec<Expr> = untidy.filter_map(|(cells, _)| tidy(cells)).collect();
        let mut frame = table.clone().lazy();
        if !tidied.is_empty() {
            frame = frame.with_columns(tidied);
        }
        Self::new(whose, frame, table.height())
    }

    /// Rows that are at hand, such as an answer's.
    pub(crate) fn new(whose: &str, mut frame: LazyFrame, most: usize) -> Result<Self, Error> {
        let schema = frame.collect_schema()?;
        Ok(Self {
            frame,
            schema,
            whose: whose.to_owned(),
            most,
            exact: true,
            parts: Parts::default(),
            memory: Rc::default(),
            by_zero: Vec::new(),
        })
    }

    /// The names of all columns of the frame.
    pub(crate) fn names(&self) -> Result<Vec<PlSmallStr>, Error> {
        Ok(self.frame.clone().collect_schema()?.iter_names().cloned().collect())
    }

    /// The same rows with one more column, worked out from others of these names.
    pub(crate) fn with(mut self, name: &str, frame: LazyFrame, from: &[PlSmallStr]) -> Result<Self, Error> {
        self.frame = frame;
        let schema = self.frame.collect_schema()?;
        let dtype = schema.get(name).cloned().unwrap_or(DataType::Null);
        let mut shown = self.schema.as_ref().clone();
        shown.insert(name.into(), dtype);
        self.schema = Arc::new(shown);
        self.parts.add_calculated(name, from);
        Ok(self)
    }

    /// The columns that can be named, as expressions.
    pub(crate) fn shown(&self) -> Vec<Expr> {
        self.schema.iter_names().map(|name| column(name)).collect()
    }

    /// The type of the column with this name.
    pub(crate) fn dtype(&self, name: &str) -> Result<&DataType, Error> {
        self.schema.get(name).ok_or_else(|| self.unknown(name))
    }

    /// The smallest and the largest value of a number expression, over all rows; none when there is no value.
    pub(crate) fn extent(&self, number: &Expr) -> Result<Option<(f64, f64)>, Error> {
        let end = |end: Expr, name: &str| end.cast(DataType::Float64).alias(name);
        let ends = [end(number.clone().min(), "low"), end(number.clone().max(), "high")];
        let ends = parts::fact(&self.memory, || {
            match dense::grouped(&self.frame, &[], &ends, &self.memory) {
                Some(ends) => Ok(ends),
                None => Ok(self.frame.clone().select(ends).collect()?),
            }
        })?;
        let end = |name: &str| -> Result<Option<f64>, Error> { Ok(ends.column(name)?.f64()?.get(0)) };
        Ok(end("low")?.zip(end("high")?))
    }

    fn unknown(&self, name: &str) -> Error {
        Error::UnknownColumn {
            dataset: self.whose.clone(),
            name: name.to_owned(),
            hint: hint(name, self.schema.iter_names().map(PlSmallStr::as_str)),
        }
    }
}

/// A column by its exact name: polars' own `col` reads `*` and `^…$` as patterns.
pub(crate) fn column(name: &str) -> Expr {
    Expr::Column(name.into())
}

/// What a column of this type holds, for messages.
pub(crate) fn holds(dtype: &DataType) -> &'static str {
    match kind(dtype) {
        Type::Boolean => "true and false",
        Type::Integer => "whole numbers",
        Type::Float | Type::Decimal => "numbers",
        Type::Text => "text",
        Type::Date => "dates",
        Type::Datetime => "moments",
        Type::Time => "times of day",
        Type::Duration => "lengths of time",
        Type::List => "lists",
        Type::Struct => "records",
    }
}

/// The column's type, when its cells are of no use here.
pub(crate) fn wrong_type(column: &str, dtype: &DataType, needed: &str) -> Error {
    Error::WrongType {
        column: column.to_owned(),
        found: holds(dtype).to_owned(),
        needed: needed.to_owned(),
    }
}

/// A question that makes no sense.
pub(crate) fn invalid(why: impl Into<String>) -> Error {
    Error::Invalid {
        why: why.into(),
        hint: None,
    }
}

/// Which of the names may have been meant.
pub(crate) fn hint<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    let mut near: Vec<(usize, &str)> = names
        .iter()
        .filter_map(|name| likeness(wanted, name).map(|distance| (distance, *name)))
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    match near.as_slice() {
        [] if names.is_empty() => None,
        [] if names.len() > 30 => Some(format!("Its columns begin with {}", names[..30].join(", "))),
        [] => Some(format!("Its columns are {}", names.join(", "))),
        [(_, only)] => Some(format!("Did you mean “{only}”?")),
        [(_, first), (_, second), ..] => Some(format!("Did you mean “{first}” or “{second}”?")),
    }
}

/// Whether a column holds what is no number, or days and moments that no calendar holds.
pub(crate) fn is_untidy(cells: &Column) -> bool {
    match cells.dtype() {
        dtype if dtype.is_float() => cells.is_nan().is_ok_and(|mask| mask.any()),
        DataType::Date | DataType::Datetime(..) => {
            let last = last_tick(cells.dtype());
            let Ok(ticks) = cells.to_physical_repr().cast(&DataType::Int64) else {
                return false;
            };
            let ticks = ticks.as_materialized_series();
            let end = |end: PolarsResult<Option<i64>>| end.ok().flatten().unwrap_or(0);
            end(ticks.min()) < -last || end(ticks.max()) > last
        }
        DataType::Null | DataType::Binary => true,
        _ => false,
    }
}

/// The cells of such a column as they are computed with.
fn tidy(cells: &Column) -> Option<Expr> {
    let name = cells.name().as_str();
    match cells.dtype() {
        dtype if dtype.is_float() => Some(column(name).fill_nan(lit(NULL)).alias(name)),
        DataType::Date | DataType::Datetime(..) => {
            let last = last_tick(cells.dtype());
            let tick = column(name).to_physical().cast(DataType::Int64);
            let known = tick.clone().gt_eq(lit(-last)).and(tick.lt_eq(lit(last)));
            Some(when(known).then(column(name)).otherwise(lit(NULL)).alias(name))
        }
        DataType::Null | DataType::Binary => Some(column(name).cast(DataType::String)),
        _ => None,
    }
}

/// How far from 1970 a day or a moment may be: beyond, it has no year and polars panics.
fn last_tick(dtype: &DataType) -> i64 {
    match dtype {
        DataType::Datetime(TimeUnit::Milliseconds, _) => 8_000_000_000_000_000,
        DataType::Datetime(TimeUnit::Microseconds, _) => 8_000_000_000_000_000_000,
        DataType::Datetime(TimeUnit::Nanoseconds, _) => i64::MAX,
        _ => 90_000_000,
    }
}

/// Whether two names are much the same.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    likeness(one, other).is_some() || likeness(other, one).is_some()
}

/// How far apart two names are; none when they are not alike.
fn likeness(wanted: &str, name: &str) -> Option<usize> {
    let (wanted, name) = (wanted.to_lowercase(), name.to_lowercase());
    if wanted.is_empty() {
        return None;
    }
    let distance = distance(&wanted, &name);
    let alike = distance <= (wanted.chars().count() / 3).max(1);
    let contains = wanted.len() >= 3 && (name.contains(&wanted) || (name.len() >= 3 && wanted.contains(&name)));
    (alike || contains).then_some(distance)
}

/// The Levenshtein distance.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, letter) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (index, other) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[index + 1];
            row[index + 1] = replaced.min(diagonal + 1).min(row[index] + 1);
        }
    }
    row[right.len()]
}
