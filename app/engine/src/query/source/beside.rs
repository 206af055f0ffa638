//! Another dataset beside the rows so far.

use super::multiply::{self, Met};
use super::{Named, asof, dataset, part};
use crate::catalog::kind;
use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::fit::{self, Side};
use crate::query::setting::Setting;
use polars::prelude::*;
use spec::answer::Note;
use spec::dataset::Type;
use spec::join::{Join, JoinKind};
use spec::question::Query;

/// A dataset that is put beside the rows so far.
pub(super) struct Beside<'a> {
    /// What is wanted.
    pub wanted: &'a Join,
    /// Its rows.
    pub other: Rows,
    /// Its columns by their own names and by those they have in the result.
    pub columns: Vec<(String, String)>,
    /// The keys of the rows so far, in types that can be equal.
    pub ours: Vec<Expr>,
    /// The keys of its rows.
    pub theirs: Vec<Expr>,
    /// The name of its rows' numbers.
    pub row: PlSmallStr,
}

/// Puts a dataset beside the rows so far.
pub(super) fn join(
    rows: Rows,
    wanted: &Join,
    at: usize,
    query: &Query,
    setting: &Setting<'_>,
    said: &mut Vec<Note>,
) -> Result<Rows, Error> {
    let (name, frame) = dataset(&wanted.dataset, setting)?;
    let beside = Beside::new(&rows, wanted, &name, &frame, at)?;
    if wanted.kind == JoinKind::AsOf {
        return asof::join(rows, beside);
    }
    if wanted.nearest.is_some() {
        return Err(invalid(format!(
            "the join with {} names columns that are to be near: only an as-of join does",
            wanted.prefix()
        )));
    }
    if !wanted.kind.adds_columns() {
        return beside.pick(rows);
    }
    let met = match setting.only_columns {
        true => Met::default(),
        false => multiply::meet(&rows, &beside)?,
    };
    met.refuse_too_many(&rows, &beside, &Named::by(query))?;
    if met.multiplies() {
        said.push(met.note(&rows, &beside, query));
    }
    beside.joined(rows, &met)
}

impl<'a> Beside<'a> {
    fn new(rows: &Rows, wanted: &'a Join, whose: &str, frame: &DataFrame, at: usize) -> Result<Self, Error> {
        let other = Rows::over(whose, frame)?;
        if wanted.on.is_empty() && wanted.kind != JoinKind::AsOf {
            return Err(Error::Invalid {
                why: format!("join {} by which columns? Name at least one pair", wanted.prefix()),
                hint: Some("A row and its partner have the same values in them".to_owned()),
            });
        }
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for key in &wanted.on {
            let left = side(rows, &key.left)?;
            let right = Side {
                whose,
                name: &key.right,
                dtype: other.dtype(&key.right)?,
            };
            let (left, right) = fit::alike(left, right)?;
            ours.push(left);
            theirs.push(right);
        }
        Ok(Self {
            wanted,
            columns: columns(rows, &other, wanted)?,
            other,
            ours,
            theirs,
            row: format!("\u{1}row of {at}").into(),
        })
    }

    /// The names of their keys while they are joined.
    pub(super) fn key_names(&self) -> Vec<PlSmallStr> {
        let names = (0..self.theirs.len()).map(|at| format!("\u{1}key {at}").into());
        names.collect()
    }

    /// Their keys, under names of their own.
    pub(super) fn keys(&self) -> Vec<Expr> {
        let keys = self.theirs.iter().zip(self.key_names());
        keys.map(|(key, name)| key.clone().alias(name)).collect()
    }

    /// Their rows: keys, numbers, and the columns under the names they will have.
    pub(super) fn right(&self) -> LazyFrame {
        let columns = self.columns.iter().map(|(own, here)| column(own).alias(here.as_str()));
        let merged = self.merged().map(|(at, own, _)| column(own).alias(merged_name(at)));
        let every = self
            .keys()
            .into_iter()
            .chain([column(&self.row)])
            .chain(columns)
            .chain(merged);
        let numbered = self.other.frame.clone().with_row_index(self.row.clone(), None);
        numbered.select(every.collect::<Vec<_>>())
    }

    /// The keys of a full join that stand for both sides: where, theirs, and ours.
    fn merged(&self) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
        let is_full = self.wanted.kind == JoinKind::Full;
        let keys = self.wanted.on.iter().enumerate();
        keys.filter(move |(_, key)| is_full && key.left == key.right)
            .map(|(at, key)| (at, key.right.as_str(), key.left.as_str()))
    }

    /// Our rows that have a partner, or that have none.
    fn pick(self, mut rows: Rows) -> Result<Rows, Error> {
        let how = match self.wanted.kind {
            JoinKind::Semi => JoinType::Semi,
            _ => JoinType::Anti,
        };
        let mut every = rows.shown();
        every.extend(hidden(&rows)?.iter().map(|name| column(name)));
        let names: Vec<Expr> = self.key_names().iter().map(|name| column(name)).collect();
        let ours = self
            .ours
            .iter()
            .zip(self.key_names())
            .map(|(key, name)| key.clone().alias(name));
        let left = rows.frame.with_columns(ours.collect::<Vec<_>>());
        let right = self.other.frame.clone().select(self.keys());
        rows.frame = left.join(right, names.clone(), names, JoinArgs::new(how)).select(every);
        rows.exact = false;
        Ok(rows)
    }

    /// Our rows with theirs beside.
    fn joined(self, rows: Rows, met: &Met) -> Result<Rows, Error> {
        let names = self.key_names();
        let ours: Vec<PlSmallStr> = (0..names.len()).map(|at| format!("\u{1}our key {at}").into()).collect();
        let left = self
            .ours
            .iter()
            .zip(&ours)
            .map(|(key, name)| key.clone().alias(name.clone()));
        let left = rows.frame.clone().with_columns(left.collect::<Vec<_>>());
        let mut how = JoinArgs::new(match self.wanted.kind {
            JoinKind::Inner => JoinType::Inner,
            JoinKind::Full => JoinType::Full,
            _ => JoinType::Left,
        });
        how = how.with_coalesce(JoinCoalesce::KeepColumns);
        how.maintain_order = MaintainOrderJoin::LeftRight;
        let on = |names: &[PlSmallStr]| names.iter().map(|name| column(name)).collect::<Vec<_>>();
        let mut frame = left.join(self.right(), on(&ours), on(&names), how);
        let mut rows = rows;
        for (at, _, ours) in self.merged() {
            let (value, dtype) = either(&rows, ours, &merged_name(at), &self.other)?;
            frame = frame.with_column(value.alias(ours));
            let mut schema = rows.schema.as_ref().clone();
            schema.insert(ours.into(), dtype);
            rows.schema = Arc::new(schema);
        }
        rows.frame = frame;
        let of_kind = |rows: &Rows| match self.wanted.kind {
            JoinKind::Inner => (met.partners_most(rows.most), met.is_counted()),
            JoinKind::Full => (met.rows_most(rows.most).saturating_add(self.other.most), false),
            _ => (met.rows_most(rows.most), rows.exact || met.is_counted()),
        };
        (rows.most, rows.exact) = of_kind(&rows);
        self.placed(rows, met.multiplies())
    }

    /// The result with the names of its columns, and with numbers of rows that are repeated.
    pub(super) fn placed(self, mut rows: Rows, multiplies: bool) -> Result<Rows, Error> {
        let keys: Vec<&str> = self.wanted.on.iter().map(|key| key.left.as_str()).collect();
        let mut kept = hidden(&rows)?;
        kept.retain(|name| !is_passing(name, &self.row));
        let beside = match rows.parts.grain_of(&keys).or_else(|| rows.parts.whole()) {
            Some(grain) => grain,
            None => {
                let numbers = PlSmallStr::from(format!("\u{1}all before {}", self.row));
                rows.frame = rows.frame.with_row_index(numbers.clone(), None);
                kept.push(numbers.clone());
                rows.parts.number_all(numbers, rows.most as u64)
            }
        };
        let mut numbers = None;
        if multiplies {
            let (column, size) = self.numbers(rows.parts.grain(beside))?;
            let name = PlSmallStr::from(format!("\u{1}rows with {}", self.row));
            rows.frame = rows.frame.with_column(column.alias(name.clone()));
            kept.push(name.clone());
            numbers = Some((name, size));
        }
        let mut schema = rows.schema.as_ref().clone();
        for (own, here) in &self.columns {
            schema.insert(here.as_str().into(), self.other.dtype(own)?.clone());
        }
        rows.schema = Arc::new(schema);
        let every = rows.shown().into_iter().chain(kept.iter().map(|name| column(name)));
        rows.frame = rows.frame.clone().select(every.collect::<Vec<_>>());
        rows.whose = format!("{} with {}", rows.whose, self.wanted.prefix());
        rows.parts.add(self.wanted.prefix(), self.columns, beside, numbers);
        Ok(rows)
    }

    /// Numbers of pairs of a row of ours and one of theirs.
    fn numbers(&self, grain: &part::Grain) -> Result<(Expr, u64), Error> {
        let theirs = self.other.most as u64;
        let size = grain.size.checked_add(1).and_then(|size| size.checked_mul(theirs + 1));
        let size = size.ok_or_else(|| {
            invalid(format!(
                "the join with {} multiplies rows that others have multiplied already, too often to tell them apart",
                self.wanted.prefix()
            ))
        })?;
        let number = |name: &PlSmallStr, none: u64| column(name).cast(DataType::UInt64).fill_null(lit(none));
        let pairs = number(&grain.column, grain.size) * lit(theirs + 1) + number(&self.row, theirs);
        Ok((pairs, size))
    }
}

/// The column of the rows so far, named as it is where it comes from.
pub(super) fn side<'a>(rows: &'a Rows, name: &'a str) -> Result<Side<'a>, Error> {
    let dtype = rows.dtype(name)?;
    Ok(Side {
        whose: rows.parts.owner(name).map_or(rows.whose.as_str(), |(whose, _)| whose),
        name,
        dtype,
    })
}

/// Their columns by their own names and by those they get. A key with the name of its partner is left out.
fn columns(rows: &Rows, other: &Rows, wanted: &Join) -> Result<Vec<(String, String)>, Error> {
    if !wanted.kind.adds_columns() {
        return Ok(Vec::new());
    }
    let same = |name: &str| wanted.on.iter().any(|key| key.left == key.right && key.right == name);
    let mut named = Vec::new();
    for own in other
        .schema
        .iter_names()
        .map(PlSmallStr::as_str)
        .filter(|name| !same(name))
    {
        let here = match rows.schema.contains(own) {
            false => own.to_owned(),
            true => format!("{}.{own}", wanted.prefix()),
        };
        let taken = rows.schema.contains(&here) || named.iter().any(|(_, other)| *other == here);
        if taken {
            return Err(Error::Invalid {
                why: format!(
                    "two columns would be named “{here}” after the join with {}",
                    wanted.dataset
                ),
                hint: Some(format!("Give the join with {} another name", wanted.dataset)),
            });
        }
        named.push((own.to_owned(), here));
    }
    Ok(named)
}

/// The columns of our own making that are there.
fn hidden(rows: &Rows) -> Result<Vec<PlSmallStr>, Error> {
    let mut names = rows.names()?;
    names.retain(|name| part::is_hidden(name));
    Ok(names)
}

/// Whether a column is of no use after the join.
fn is_passing(name: &str, row: &str) -> bool {
    name == row
        || ["\u{1}key ", "\u{1}our key ", "\u{1}merged "]
            .iter()
            .any(|start| name.starts_with(start))
}

fn merged_name(at: usize) -> PlSmallStr {
    format!("\u{1}merged {at}").into()
}

/// The key of a row that may have come from either side.
fn either(rows: &Rows, ours: &str, theirs: &PlSmallStr, other: &Rows) -> Result<(Expr, DataType), Error> {
    let (left, right) = (rows.dtype(ours)?, other.dtype(ours)?);
    let dtype = match (kind(left), kind(right)) {
        _ if left == right => left.clone(),
        (Type::Text, _) => DataType::String,
        (Type::Integer, Type::Integer) => DataType::Int64,
        (one, other) if one.is_number() && other.is_number() => DataType::Float64,
        (one, other) if one.is_time() && other.is_time() => DataType::Datetime(TimeUnit::Microseconds, None),
        _ => left.clone(),
    };
    let cast = |cells: Expr, from: &DataType| {
        if *from == dtype {
            cells
        } else {
            cells.cast(dtype.clone())
        }
    };
    let value = coalesce(&[cast(column(ours), left), cast(column(theirs), right)]);
    Ok((value, dtype))
}
