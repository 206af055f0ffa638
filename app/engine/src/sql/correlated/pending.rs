//! Joins that are still to be made before the rows are looked at.

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::compare::aligned;
use crate::sql::compile::Compiler;
use crate::sql::dialect::refused;
use crate::sql::scope::Relation;
use crate::sql::told;
use crate::sql::typed::{Typed, common};
use polars::prelude::*;

/// A join that is still to be made.
#[derive(Default)]
pub(in crate::sql) struct Pending {
    name: String,
    outer: Vec<Expr>,
    inner: Vec<Expr>,
    rows: LazyFrame,
    /// What the two rows have to meet beside; then only whether there are such rows is joined, and figures of them.
    condition: Option<Expr>,
    figures: Option<(Vec<Expr>, Expr)>,
}

/// The most pairs of rows that are tried.
const MOST_PAIRS: u64 = 20_000_000;

/// The columns that a join adds.
pub(super) struct Joined {
    name: String,
}

impl Joined {
    /// Whether a row was joined.
    pub(super) fn marker(&self) -> Expr {
        column(&format!("{}m", self.name)).is_not_null()
    }

    /// A column of that row.
    pub(super) fn value(&self, name: &str) -> Expr {
        column(&format!("{}{name}", self.name))
    }
}

impl Pending {
    /// Joins rows whose first columns are the keys.
    pub(super) fn keyed(
        at: usize,
        outer: Vec<Typed>,
        rows: Relation,
        values: &[String],
    ) -> Result<(Self, Joined), Error> {
        let name = format!("\u{1}q{at}");
        let (mut ours, mut theirs, mut shown) = (Vec::new(), Vec::new(), Vec::new());
        for (index, (outer, field)) in outer.into_iter().zip(&rows.fields).enumerate() {
            let (outer, inner) = alike(outer, field.typed())?;
            let key = format!("{name}k{index}");
            shown.push(inner.alias(key.as_str()));
            theirs.push(column(&key));
            ours.push(outer);
        }
        for value in values {
            let field = rows.fields.iter().find(|field| field.name == *value);
            let field = field.ok_or_else(|| refused(format!("an inner statement lost its column {value}"), None))?;
            shown.push(column(&field.column).alias(format!("{name}{value}")));
        }
        shown.push(lit(true).alias(format!("{name}m")));
        let pending = Self {
            outer: ours,
            inner: theirs,
            rows: rows.frame.select(shown),
            condition: None,
            figures: None,
            name: name.clone(),
        };
        Ok((pending, Joined { name }))
    }

    /// Finds the outer rows for which there are rows that meet a condition.
    pub(super) fn conditional(
        at: usize,
        sides: Vec<(Typed, Typed)>,
        rows: LazyFrame,
        condition: Expr,
        figures: Option<(Vec<Expr>, Expr)>,
    ) -> Result<(Self, Joined), Error> {
        let name = format!("\u{1}q{at}");
        let (mut ours, mut theirs, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for (index, (outer, inner)) in sides.into_iter().enumerate() {
            let (outer, inner) = alike(outer, inner)?;
            let key = format!("{name}k{index}");
            keys.push(inner.alias(key.as_str()));
            theirs.push(column(&key));
            ours.push(outer);
        }
        let pending = Self {
            outer: ours,
            inner: theirs,
            rows: rows.with_columns(keys),
            condition: Some(condition),
            figures,
            name: name.clone(),
        };
        Ok((pending, Joined { name }))
    }

    fn attached(self, frame: LazyFrame) -> Result<LazyFrame, Error> {
        let keys = self.outer.into_iter().enumerate();
        let keys: Vec<Expr> = keys
            .map(|(index, key)| key.alias(format!("{}o{index}", self.name)))
            .collect();
        let names: Vec<Expr> = (0..keys.len())
            .map(|index| column(&format!("{}o{index}", self.name)))
            .collect();
        let frame = frame.with_columns(keys);
        let Some(condition) = self.condition else {
            return Ok(frame.join(self.rows, names, self.inner, beside()));
        };
        let row = format!("{}r", self.name);
        // The rows are worked out at once: polars loses columns of a frame that is joined to what was made of itself, and the numbers have to stay.
        let numbered = frame.with_row_index(row.as_str(), None).collect()?.lazy();
        let pairs = match names.is_empty() {
            true => {
                refuse_many(&numbered, &self.rows)?;
                numbered.clone().cross_join(self.rows, None)
            }
            false => numbered
                .clone()
                .join(self.rows, names, self.inner, JoinArgs::new(JoinType::Inner)),
        };
        let met = pairs.filter(condition);
        let marker = lit(true).alias(format!("{}m", self.name));
        let met = match self.figures {
            None => met
                .select([column(&row)])
                .unique(None, UniqueKeepStrategy::Any)
                .with_column(marker),
            Some((figures, value)) => {
                let value = value.alias(format!("{}v", self.name));
                let worked_out = met.group_by([column(&row)]).agg(figures);
                worked_out.with_columns([value, marker]).select([
                    column(&row),
                    column(&format!("{}v", self.name)),
                    column(&format!("{}m", self.name)),
                ])
            }
        };
        let met = met.collect().map_err(|error| told(error.into()))?.lazy();
        Ok(numbered.join(met, [column(&row)], [column(&row)], beside()))
    }
}

fn refuse_many(left: &LazyFrame, right: &LazyFrame) -> Result<(), Error> {
    let height = |frame: &LazyFrame| -> Result<u64, Error> {
        let counted = frame
            .clone()
            .select([len().cast(DataType::UInt64).alias("rows")])
            .collect()?;
        Ok(counted.column("rows")?.u64()?.get(0).unwrap_or(0))
    };
    let pairs = height(left)?.saturating_mul(height(right)?);
    match pairs > MOST_PAIRS {
        true => Err(refused(
            format!("an inner statement is to be tried with {pairs} pairs of rows"),
            Some("Add a condition that two columns are the same, or write it as a window function"),
        )),
        false => Ok(()),
    }
}

impl Compiler<'_> {
    /// The rows with the columns of the inner statements that are waiting to be joined.
    pub(in crate::sql) fn attached(&mut self, mut frame: LazyFrame) -> Result<LazyFrame, Error> {
        let waiting = self.joins.iter_mut().flatten().skip(self.made);
        let waiting: Vec<Pending> = waiting.map(std::mem::take).collect();
        self.made += waiting.len();
        for pending in waiting {
            frame = pending.attached(frame)?;
        }
        Ok(frame)
    }
}

fn beside() -> JoinArgs {
    let mut how = JoinArgs::new(JoinType::Left);
    how.maintain_order = MaintainOrderJoin::Left;
    how
}

fn alike(outer: Typed, inner: Typed) -> Result<(Expr, Expr), Error> {
    let (outer, inner) = aligned(outer, inner)?;
    if outer.dtype == inner.dtype {
        return Ok((outer.expression, inner.expression));
    }
    let dtype = common(&[&outer.dtype, &inner.dtype], "an inner statement")?;
    Ok((outer.cast(dtype.clone()).expression, inner.cast(dtype).expression))
}

/// Of rows with keys and a value: the different ones, and for each key whether there are nulls among its values.
pub(super) fn among(rows: Relation, keys: usize) -> Result<(Relation, Relation), Error> {
    let names: Vec<Expr> = rows.fields.iter().map(|field| column(&field.column)).collect();
    let value = names.last().cloned().unwrap_or_else(|| lit(NULL));
    let members = rows.frame.clone().unique(None, UniqueKeepStrategy::Any);
    let nulls = rows
        .frame
        .group_by(&names[..keys])
        .agg([value.null_count().gt(lit(0)).alias("nulls")]);
    Ok((Relation { frame: members, ..rows }, Relation::new(nulls)?))
}

/// Of rows with keys and a value: one for each key, the first of several where that is wanted.
pub(super) fn single(rows: Relation, keys: usize, is_first: bool) -> Result<Relation, Error> {
    let names: Vec<Expr> = rows.fields.iter().map(|field| column(&field.column)).collect();
    let (by, values) = names.split_at(keys);
    if !is_first {
        let known = by.iter().map(|key| key.clone().is_not_null()).reduce(Expr::and);
        let counted = rows.frame.clone().filter(known.unwrap_or_else(|| lit(true)));
        let counted = counted.group_by(by).agg([len().alias("\u{1}rows")]);
        let most = counted.select([column("\u{1}rows").max()]).collect()?;
        let most = most
            .column("\u{1}rows")?
            .cast(&DataType::Int64)?
            .i64()?
            .get(0)
            .unwrap_or(0);
        if most > 1 {
            return Err(refused(
                "an inner statement that stands for one value gives several rows for a row of the outer one",
                Some("Add limit 1, or an aggregate such as max(…)"),
            ));
        }
    }
    let firsts: Vec<Expr> = values.iter().map(|value| value.clone().first()).collect();
    Ok(Relation {
        frame: rows.frame.group_by_stable(by).agg(firsts),
        ..rows
    })
}
