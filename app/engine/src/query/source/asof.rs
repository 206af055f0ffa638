//! As-of joins: beside each row the nearest of the other dataset.

use super::beside::{Beside, side};
use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{Rows, column, holds, invalid};
use polars::prelude::*;
use spec::dataset::Type;
use spec::join::{Nearest, Side};

/// Puts beside each row at most one partner: the nearest.
pub(super) fn join(mut rows: Rows, beside: Beside<'_>) -> Result<Rows, Error> {
    let Some(nearest) = &beside.wanted.nearest else {
        return Err(Error::Invalid {
            why: format!("the nearest of {} by which columns?", beside.wanted.prefix()),
            hint: Some("An as-of join names two columns of dates, moments or numbers that are to be near".to_owned()),
        });
    };
    let (ours, theirs) = measured(&rows, &beside, nearest)?;
    let left = rows.frame.clone().collect()?;
    let keys = beside.key_names();
    let named = |key: &[Expr]| {
        key.iter()
            .zip(&keys)
            .map(|(key, name)| key.clone().alias(name.clone()))
            .collect::<Vec<_>>()
    };
    let left_keys = left
        .clone()
        .lazy()
        .select([named(&beside.ours), vec![ours.alias(NEAR)]].concat())
        .collect()?;
    let right_keys = beside
        .other
        .frame
        .clone()
        .select([named(&beside.theirs), vec![theirs.alias(NEAR)]].concat())
        .collect()?;
    let (left_groups, right_groups) = groups(&left_keys, &right_keys, &keys)?;
    let left_near = left_keys.column(NEAR)?.as_materialized_series();
    let right_near = right_keys.column(NEAR)?.as_materialized_series();
    let partners: IdxCa = match left_near.dtype() {
        DataType::Int64 => Sorted::new(right_groups, right_near.i64()?.iter()).partners(
            left_groups,
            left_near.i64()?.iter(),
            nearest.side,
        ),
        _ => Sorted::new(right_groups, right_near.f64()?.iter()).partners(
            left_groups,
            left_near.f64()?.iter(),
            nearest.side,
        ),
    };
    let mut left = left;
    left.with_column(partners.with_name(PARTNER.into()).into_column())?;
    let how = JoinArgs::new(JoinType::Left).with_coalesce(JoinCoalesce::KeepColumns);
    let joined = left
        .lazy()
        .join(beside.right(), [column(PARTNER)], [column(&beside.row)], how);
    rows.frame = joined.drop(by_name([PARTNER], true));
    beside.placed(rows, false)
}

const NEAR: &str = "\u{1}near";
const PARTNER: &str = "\u{1}partner";

/// Both columns as numbers of one type, in the order of their values.
fn measured(rows: &Rows, beside: &Beside<'_>, nearest: &Nearest) -> Result<(Expr, Expr), Error> {
    let left = side(rows, &nearest.left)?;
    let right = beside.other.dtype(&nearest.right)?;
    let (ours, theirs) = (column(&nearest.left), column(&nearest.right));
    let micros = DataType::Datetime(TimeUnit::Microseconds, None);
    let ticks = |time: Expr| {
        let micros = micros.clone();
        let ticks = move |cells: Column| cells.cast(&micros)?.cast(&DataType::Int64);
        time.map(ticks, |_, field| Ok(Field::new(field.name().clone(), DataType::Int64)))
    };
    match (kind(left.dtype), kind(right)) {
        (one, other) if one.is_time() && other.is_time() => Ok((ticks(ours), ticks(theirs))),
        (Type::Integer, Type::Integer) => Ok((ours.cast(DataType::Int64), theirs.cast(DataType::Int64))),
        (one, other) if one.is_number() && other.is_number() => {
            Ok((ours.cast(DataType::Float64), theirs.cast(DataType::Float64)))
        }
        _ => Err(invalid(format!(
            "“{}” of {} holds {} and “{}” of {} holds {}: only dates, moments and numbers can be near to each other",
            nearest.left,
            left.whose,
            holds(left.dtype),
            nearest.right,
            beside.other.whose,
            holds(right)
        ))),
    }
}

/// The number of each row's keys; none for a null.
type Numbers = Vec<Option<IdxSize>>;

/// For each row the number of its keys, the same on both sides for the same keys.
fn groups(left: &DataFrame, right: &DataFrame, keys: &[PlSmallStr]) -> Result<(Numbers, Numbers), Error> {
    const GROUP: &str = "\u{1}group";
    if keys.is_empty() {
        return Ok((vec![Some(0); left.height()], vec![Some(0); right.height()]));
    }
    let names: Vec<Expr> = keys.iter().map(|name| column(name)).collect();
    let known = right.clone().lazy().select(names.clone()).drop_nulls(None);
    let known = known
        .unique_stable(None, UniqueKeepStrategy::First)
        .with_row_index(GROUP, None)
        .collect()?
        .lazy();
    let mut how = JoinArgs::new(JoinType::Left);
    how.maintain_order = MaintainOrderJoin::Left;
    let numbered = |frame: &DataFrame| -> Result<Numbers, Error> {
        let joined = frame
            .clone()
            .lazy()
            .join(known.clone(), names.clone(), names.clone(), how.clone());
        let joined = joined.select([column(GROUP)]).collect()?;
        Ok(joined.column(GROUP)?.idx()?.iter().collect())
    };
    Ok((numbered(left)?, numbered(right)?))
}

/// A value that has a distance to others.
trait Measured: Copy + PartialOrd {
    /// Whether one is at least as near as the other.
    fn is_as_near(self, one: Self, other: Self) -> bool;
}

impl Measured for i64 {
    fn is_as_near(self, one: Self, other: Self) -> bool {
        self.abs_diff(one) <= self.abs_diff(other)
    }
}

impl Measured for f64 {
    fn is_as_near(self, one: Self, other: Self) -> bool {
        (self - one).abs() <= (self - other).abs()
    }
}

/// Their rows in the order of their keys and values; equal ones as they are.
struct Sorted<T> {
    rows: Vec<(IdxSize, T, IdxSize)>,
}

impl<T: Measured> Sorted<T> {
    fn new(groups: Vec<Option<IdxSize>>, values: impl Iterator<Item = Option<T>>) -> Self {
        let known = groups.into_iter().zip(values).enumerate();
        let known = known.filter_map(|(row, (group, value))| Some((group?, value?, row as IdxSize)));
        let mut rows: Vec<_> = known.collect();
        rows.sort_by(|(group, value, _), (other, than, _)| {
            group
                .cmp(other)
                .then(value.partial_cmp(than).unwrap_or(std::cmp::Ordering::Equal))
        });
        Self { rows }
    }

    /// The nearest row for each of ours.
    fn partners(&self, groups: Vec<Option<IdxSize>>, values: impl Iterator<Item = Option<T>>, side: Side) -> IdxCa {
        let ours = groups.into_iter().zip(values);
        ours.map(|(group, value)| self.nearest(group?, value?, side)).collect()
    }

    fn nearest(&self, group: IdxSize, value: T, side: Side) -> Option<IdxSize> {
        let place = |up_to: bool| {
            self.rows.partition_point(|(other, than, _)| {
                *other < group || (*other == group && (*than < value || (up_to && *than == value)))
            })
        };
        let within = |at: usize| self.rows.get(at).filter(|(other, ..)| *other == group);
        let before = || place(true).checked_sub(1).and_then(within);
        let after = || within(place(false));
        let found = match side {
            Side::Before => before(),
            Side::After => after(),
            Side::Either => match (before(), after()) {
                (Some(before), Some(after)) if !value.is_as_near(before.1, after.1) => Some(after),
                (before, after) => before.or(after),
            },
        };
        found.map(|(.., row)| *row)
    }
}
