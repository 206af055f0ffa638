//! Columns of another dataset beside, row by row.
//!
//! Only the keys are joined; the other cells are then taken from where they lie, whatever their type.

use super::columns::settled;
use super::pivot::unlike;
use super::union::{common, widened};
use super::unpivot::MOST_CELLS;
use super::{Done, Table, unknown};
use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{column, holds, invalid};
use polars::prelude::*;
use spec::dataset::Type;
use spec::step::JoinKind;

/// Where the rows come from.
const OURS: &str = "\u{1}ours";
const THEIRS: &str = "\u{1}theirs";

/// Puts the columns of another dataset beside.
pub(super) fn join(table: Table<'_>, dataset: &str, how: JoinKind, on: &[(String, String)]) -> Result<Done, Error> {
    let other = table.place.other(dataset)?;
    let keys = Keys::new(table, &other.frame, &other.dataset.name, on)?;
    let added = match how {
        JoinKind::Semi | JoinKind::Anti => 0,
        _ => other.frame.width() - keys.theirs.len(),
    };
    keys.refuse_too_many(how, (table.frame.width() + added) as u64)?;
    let (ours, theirs) = keys.places(how)?;
    let mut columns = Vec::new();
    for column in table.frame.get_columns() {
        let at = on.iter().position(|(name, _)| column.name() == name);
        let taken = match (how, at) {
            (JoinKind::Full, Some(at)) => keys.either(at, &ours, &theirs)?,
            _ => column.take(&ours)?,
        };
        columns.push(taken.with_name(column.name().clone()));
    }
    if added > 0 {
        let beside = other.frame.get_columns().iter();
        for column in beside.filter(|column| !on.iter().any(|(_, name)| column.name() == name)) {
            let before: Vec<&str> = columns.iter().map(|column: &Column| column.name().as_str()).collect();
            let name = match before.contains(&column.name().as_str()) {
                true => unlike(&format!("{}_{}", column.name(), other.dataset.name), &before),
                false => column.name().to_string(),
            };
            columns.push(column.take(&theirs)?.with_name(name.into()));
        }
    }
    Ok(Done {
        touched: touched(how, table.frame.height(), &theirs),
        frame: DataFrame::new(columns)?,
        ..Done::default()
    })
}

/// Rows with a partner; rows that are left out, where the join only picks.
fn touched(how: JoinKind, before: usize, theirs: &IdxCa) -> u64 {
    match how {
        JoinKind::Semi | JoinKind::Anti => before.saturating_sub(theirs.len()) as u64,
        _ => (theirs.len() - theirs.null_count()) as u64,
    }
}

/// The columns that must be equal, in types that can be.
struct Keys {
    ours: Vec<Column>,
    theirs: Vec<Column>,
}

impl Keys {
    fn new(table: Table<'_>, other: &DataFrame, whose: &str, on: &[(String, String)]) -> Result<Self, Error> {
        if on.is_empty() {
            return Err(invalid("join on what? Name at least one pair of columns"));
        }
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for (at, (mine, its)) in on.iter().enumerate() {
            let left = table.column(mine)?;
            let right = other.get_columns().iter().find(|column| column.name() == its);
            let right = right.ok_or_else(|| unknown(whose, other, its))?;
            let dtype = comparable(left, right, whose)?;
            let name = PlSmallStr::from(format!("\u{1}key{at}"));
            ours.push(widened(left, &dtype)?.with_name(name.clone()).into_column());
            theirs.push(widened(right, &dtype)?.with_name(name).into_column());
        }
        Ok(Self { ours, theirs })
    }

    fn names(&self) -> Vec<Expr> {
        self.ours.iter().map(|key| column(key.name())).collect()
    }

    fn side(keys: &[Column], rows: &str) -> Result<LazyFrame, Error> {
        let height = keys.first().map_or(0, Column::len);
        let numbers: IdxCa = (0..height as IdxSize).map(Some).collect();
        let mut columns = keys.to_vec();
        columns.push(numbers.with_name(rows.into()).into_column());
        Ok(DataFrame::new(columns)?.lazy())
    }

    /// Where the rows of the result lie on both sides.
    fn places(&self, how: JoinKind) -> Result<(IdxCa, IdxCa), Error> {
        let (left, right) = (Self::side(&self.ours, OURS)?, Self::side(&self.theirs, THEIRS)?);
        let mut arguments = JoinArgs::new(match how {
            JoinKind::Inner => JoinType::Inner,
            JoinKind::Left => JoinType::Left,
            JoinKind::Full => JoinType::Full,
            JoinKind::Semi => JoinType::Semi,
            JoinKind::Anti => JoinType::Anti,
        });
        arguments.maintain_order = match how {
            JoinKind::Full => MaintainOrderJoin::LeftRight,
            JoinKind::Inner | JoinKind::Left => MaintainOrderJoin::LeftRight,
            JoinKind::Semi | JoinKind::Anti => MaintainOrderJoin::None,
        };
        let joined = left.join(right, self.names(), self.names(), arguments).collect()?;
        let ours = joined.column(OURS)?.idx()?.clone();
        let theirs = match how {
            JoinKind::Semi | JoinKind::Anti => ours.clone(),
            _ => joined.column(THEIRS)?.idx()?.clone(),
        };
        Ok((ours, theirs))
    }

    /// The key of a row that may lie on either side.
    fn either(&self, at: usize, ours: &IdxCa, theirs: &IdxCa) -> Result<Column, Error> {
        let (ours, theirs) = (self.ours[at].take(ours)?, self.theirs[at].take(theirs)?);
        let there = ours.is_not_null();
        settled(&ours.zip_with(&there, &theirs)?)
    }

    /// Refuses a join that multiplies rows beyond what fits.
    fn refuse_too_many(&self, how: JoinKind, width: u64) -> Result<(), Error> {
        if matches!(how, JoinKind::Semi | JoinKind::Anti) {
            return Ok(());
        }
        let most = MOST_CELLS as f64 / width as f64;
        let height = |keys: &[Column]| keys.first().map_or(0, Column::len) as f64;
        if height(&self.ours) * height(&self.theirs) <= most {
            return Ok(());
        }
        let count = |keys: &[Column], rows: &str| -> Result<LazyFrame, Error> {
            let counted = len().cast(DataType::Float64).alias(rows);
            Ok(Self::side(keys, rows)?.group_by(self.names()).agg([counted]))
        };
        let total = |counted: LazyFrame, total: Expr| -> Result<f64, Error> {
            let total = counted.select([total.alias("rows")]).collect()?;
            Ok(total.column("rows")?.f64()?.get(0).unwrap_or(0.0))
        };
        let right = count(&self.theirs, THEIRS)?.collect()?.lazy();
        if height(&self.ours) * total(right.clone(), column(THEIRS).max())? <= most {
            return Ok(());
        }
        let how = JoinArgs::new(JoinType::Inner);
        let pairs = count(&self.ours, OURS)?.join(right, self.names(), self.names(), how);
        let rows = total(pairs, (column(OURS) * column(THEIRS)).sum())?;
        match rows > most {
            false => Ok(()),
            true => Err(Error::Invalid {
                why: format!("this join makes {rows:.0} rows, more than fit in a browser's memory"),
                hint: Some(
                    "The same key is on many rows of both: join on more columns, or remove duplicates first".to_owned(),
                ),
            }),
        }
    }
}

/// The type in which two columns can be compared.
fn comparable(left: &Column, right: &Column, whose: &str) -> Result<DataType, Error> {
    let (ours, theirs) = (kind(left.dtype()), kind(right.dtype()));
    let nested = [ours, theirs]
        .iter()
        .any(|kind| matches!(kind, Type::List | Type::Struct));
    let dtype = match (ours, theirs) {
        (Type::Text, Type::Text) if left.dtype() == right.dtype() => left.dtype().clone(),
        (Type::Text, Type::Text) => DataType::String,
        _ if left.dtype() == right.dtype() => left.dtype().clone(),
        _ => common(&[left, right]),
    };
    if nested || (kind(&dtype) == Type::Text && (ours, theirs) != (Type::Text, Type::Text)) {
        return Err(Error::Invalid {
            why: format!(
                "“{}” holds {} and “{}” of {whose} holds {}: they are never equal",
                left.name(),
                holds(left.dtype()),
                right.name(),
                holds(right.dtype())
            ),
            hint: Some("Read one of them as the type of the other first".to_owned()),
        });
    }
    Ok(dtype)
}
