//! The order of an answer's rows, and how many of them are kept.

use crate::error::Error;
use crate::query::columns::{Rows, column, invalid};
use crate::query::grouped::Plan;
use crate::query::notes;
use crate::query::top::Ranked;
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::question::{Order, Query, Sort};

/// The name of the rank among the leading groups, while there is one.
pub(super) const RANK: &str = "\u{1}rank";

/// Sorts as the query asks; ties and a query that does not ask are in the groups' own order, leading groups by rank.
pub(super) fn sort(answer: DataFrame, query: &Query, plan: &Plan, ranked: Option<&Ranked>) -> Result<DataFrame, Error> {
    let (mut by, mut descending) = (Vec::new(), Vec::new());
    let height = answer.height();
    let rows = Rows::new("the answer", answer.lazy(), height)?;
    let one_ranked = plan.keys.len() == 1 && ranked.is_some();
    if one_ranked && !query.sort.is_empty() {
        by.push(column(RANK).eq(lit(u32::MAX)));
        descending.push(false);
    }
    for wanted in &query.sort {
        by.push(sorted(&rows, wanted)?);
        descending.push(wanted.order == Order::Descending);
    }
    for (index, (name, _)) in plan.keys.iter().enumerate() {
        let ranked = ranked.is_some_and(|ranked| ranked.position == index);
        by.push(column(if ranked { RANK } else { name }));
        descending.push(false);
    }
    if by.is_empty() {
        return Ok(rows.frame.collect()?);
    }
    Ok(rows.frame.sort_by_exprs(by, nulls_last(descending)).collect()?)
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
