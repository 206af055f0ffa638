//! The order of an answer's rows, and how many of them are kept.

use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::grouped::Plan;
use crate::query::notes;
use crate::query::top::Leading;
use crate::query::totals::{LEVEL, Totalled};
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::question::{Order, Query, Sort};

/// The name of the rank among the leading groups, while there is one.
pub(super) const RANK: &str = "\u{1}rank";

/// Sorts as the query asks, total rows after the rows of their groups. Ties and a query that does not ask are in the groups' own order, leading groups by rank.
pub(super) fn sort(
    answer: DataFrame,
    query: &Query,
    plan: &Plan,
    leading: Option<&Leading>,
    totalled: &Totalled,
) -> Result<DataFrame, Error> {
    let mut keys = Keys::default();
    let answer = match totalled.frames.is_empty() {
        true => answer,
        false => {
            let places = places(query, plan, leading, totalled)?;
            for at in 0..places.len() {
                keys.add(column(&place(at)), false);
            }
            keys.add(column(LEVEL), false);
            together(answer, totalled, &places, plan.keys.len())?
        }
    };
    let height = answer.height();
    let rows = Rows::new("the answer", answer.lazy(), height)?;
    if plan.keys.len() == 1 && leading.is_some() && !query.sort.is_empty() {
        keys.add(column(RANK).eq(lit(u32::MAX)), false);
    }
    keys.wanted(&rows, query)?;
    keys.own(plan, leading, plan.keys.len());
    let sorted = keys.sort(rows.frame)?;
    let places = (0..plan.keys.len()).map(place);
    Ok(sorted.drop_many(places))
}

/// What rows are sorted by.
#[derive(Default)]
struct Keys {
    by: Vec<Expr>,
    descending: Vec<bool>,
}

impl Keys {
    fn add(&mut self, by: Expr, falls: bool) {
        self.by.push(by);
        self.descending.push(falls);
    }

    /// As the query asks.
    fn wanted(&mut self, rows: &Rows, query: &Query) -> Result<(), Error> {
        for wanted in &query.sort {
            self.add(sorted(rows, wanted)?, wanted.order == Order::Descending);
        }
        Ok(())
    }

    /// By the first `depth` groups.
    fn own(&mut self, plan: &Plan, leading: Option<&Leading>, depth: usize) {
        for name in own(plan, leading, depth) {
            self.add(column(name), false);
        }
    }

    fn sort(self, frame: LazyFrame) -> Result<DataFrame, Error> {
        match self.by.is_empty() {
            true => Ok(frame.collect()?),
            false => Ok(frame.sort_by_exprs(self.by, nulls_last(self.descending)).collect()?),
        }
    }
}

/// The columns that put the first `depth` groups in their own order: leading ones by their rank, after the groups that they are ranked in.
pub(super) fn own<'a>(plan: &'a Plan, leading: Option<&Leading>, depth: usize) -> Vec<&'a str> {
    let names: Vec<&str> = plan.keys[..depth].iter().map(|(name, _)| name.as_str()).collect();
    let Some(ranked) = leading
        .map(|leading| &leading.ranked)
        .filter(|ranked| ranked.position < depth && ranked.within.iter().all(|outer| *outer < depth))
    else {
        return names;
    };
    let outer = ranked.within.iter().map(|outer| names[*outer]);
    let rest = (0..depth).filter(|at| !ranked.within.contains(at));
    let rest = rest.map(|at| if at == ranked.position { RANK } else { names[at] });
    outer.chain(rest).collect()
}

/// For each number of first groups but all, where their rows stand among each other: as their totals do.
fn places(query: &Query, plan: &Plan, leading: Option<&Leading>, totalled: &Totalled) -> Result<Vec<DataFrame>, Error> {
    let mut places = Vec::new();
    if !totalled.subtotals {
        return Ok(places);
    }
    for (depth, frame) in totalled.frames.iter().rev().filter(|(depth, _)| *depth > 0) {
        let rows = Rows::new("the answer", frame.clone().lazy(), frame.height())?;
        let mut keys = Keys::default();
        keys.wanted(&rows, query)?;
        keys.own(plan, leading, *depth);
        let names = plan.keys[..*depth].iter().map(|(name, _)| column(name));
        let sorted = keys.sort(rows.frame)?.lazy().select(names.collect::<Vec<_>>());
        places.push(sorted.with_row_index(place(depth - 1), None).collect()?);
    }
    Ok(places)
}

fn place(at: usize) -> String {
    format!("\u{1}p{at}")
}

/// The answer's rows and its totals, with their levels and places.
fn together(answer: DataFrame, totalled: &Totalled, places: &[DataFrame], groups: usize) -> Result<DataFrame, Error> {
    let plain = (groups, answer);
    let frames = [&plain].into_iter().chain(&totalled.frames).map(|(depth, frame)| {
        let mut placed = frame.clone().lazy();
        for (at, known) in places.iter().enumerate() {
            placed = match at < *depth {
                true => beside(placed, known, at),
                false => placed.with_column(lit(IdxSize::MAX).cast(IDX_DTYPE).alias(place(at))),
            };
        }
        let level = u32::try_from(groups - depth).unwrap_or(u32::MAX);
        placed.with_column(lit(level).cast(DataType::UInt32).alias(LEVEL))
    });
    Ok(concat(frames.collect::<Vec<_>>(), UnionArgs::default())?.collect()?)
}

fn beside(frame: LazyFrame, places: &DataFrame, at: usize) -> LazyFrame {
    let names = places.get_column_names_str().into_iter();
    let by: Vec<Expr> = names.filter(|name| *name != place(at)).map(column).collect();
    let mut how = JoinArgs::new(JoinType::Left);
    how.nulls_equal = true;
    frame.join(places.clone().lazy(), by.clone(), by, how)
}

/// The column that a sort names.
pub(super) fn sorted(rows: &Rows, wanted: &Sort) -> Result<Expr, Error> {
    match rows.dtype(&wanted.by)? {
        dtype @ (DataType::List(_) | DataType::Struct(_)) => Err(crate::query::columns::wrong_type(
            &wanted.by,
            dtype,
            "single values to sort by",
        )),
        _ => Ok(column(&wanted.by)),
    }
}

/// These directions, equal rows as they were, and nulls last in each of them.
pub(super) fn nulls_last(descending: Vec<bool>) -> SortMultipleOptions {
    let every = vec![true; descending.len()];
    SortMultipleOptions::default()
        .with_order_descending_multi(descending)
        .with_nulls_last_multi(every)
        .with_maintain_order(true)
}

/// The rows that the query keeps, and a note when there are more.
pub(super) fn cut(answer: &DataFrame, query: &Query) -> (DataFrame, Option<Note>) {
    let height = answer.height();
    let offset = usize::try_from(query.offset.unwrap_or(0))
        .unwrap_or(usize::MAX)
        .min(height);
    let limit = usize::try_from(query.limit.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    let shown = answer.slice(offset as i64, limit);
    let note = (query.limit.is_some() && shown.height() + offset < height)
        .then(|| limited(shown.height() as u64, height as u64));
    (shown, note)
}

/// Says that the limit hides rows.
pub(super) fn limited(shown: u64, of: u64) -> Note {
    let message = format!("{} of {} rows are shown", notes::counted(shown), notes::counted(of));
    Note {
        count: Some(of - shown),
        ..Note::new(Level::Info, "limited", message)
    }
}

/// The answer without the rank.
pub(super) fn without_ranks(answer: DataFrame) -> DataFrame {
    answer.drop(RANK).unwrap_or(answer)
}

/// Refuses an answer with two columns of the same name.
pub(super) fn refuse_duplicates<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if seen.contains(&name) {
            return Err(invalid(format!(
                "two columns of the answer are named “{name}”: give one of them another name"
            )));
        }
        if name.starts_with('\u{1}') {
            return Err(invalid("a name may not begin with a control character"));
        }
        seen.push(name);
    }
    Ok(())
}
