//! Rows that sum up others, worked out from the rows that the filter keeps, not from other figures.

use crate::error::Error;
use crate::query::columns::{column, invalid};
use crate::query::grouped::{Named, Plan};
use crate::query::top::Leading;
use polars::prelude::*;
use spec::answer::{Level, Note};
use spec::question::Query;

/// The name of the column that says how many groups a row sums up.
pub(super) const LEVEL: &str = "\u{1}level";

/// An answer's total rows.
pub(super) struct Totalled {
    /// The rows by the first groups, and how many these are: the finest first.
    pub frames: Vec<(usize, DataFrame)>,
    /// Whether they stand after the rows of their groups.
    pub subtotals: bool,
}

impl Totalled {
    /// The total rows of an answer that is not laid out otherwise.
    pub(super) fn new(
        plan: &Plan,
        query: &Query,
        leading: Option<&Leading>,
        answer: &DataFrame,
    ) -> Result<Self, Error> {
        let mut totalled = Self {
            frames: Vec::new(),
            subtotals: query.totals.subtotals && plan.keys.len() > 1 && query.pivot.is_none(),
        };
        if query.pivot.is_some() || plan.keys.is_empty() {
            return Ok(totalled);
        }
        let depths = if totalled.subtotals { 1..plan.keys.len() } else { 0..0 };
        let depths = depths.rev().chain(query.totals.grand.then_some(0));
        for depth in depths {
            let keys = &plan.keys[..depth];
            told_apart(plan, leading, keys)?;
            let figures = by(plan, leading, keys)?;
            totalled
                .frames
                .push((depth, like(answer, &shown(figures, answer, keys)?)?));
        }
        Ok(totalled)
    }
}

/// The figures by these of the plan's groups, of the leading ones where the groups tell.
pub(super) fn by(plan: &Plan, leading: Option<&Leading>, keys: &[Named]) -> Result<DataFrame, Error> {
    let raw = plan.aggregate(keys, None)?;
    match leading {
        Some(leading) => leading.figures(plan, keys, raw),
        None => plan.figures(&raw),
    }
}

/// Refuses totals over a group that is ranked in others which the totals leave out.
pub(super) fn told_apart(plan: &Plan, leading: Option<&Leading>, keys: &[Named]) -> Result<(), Error> {
    let Some(leading) = leading.filter(|leading| leading.has_rest()) else {
        return Ok(());
    };
    let has = |name: &str| keys.iter().any(|(key, _)| key == name);
    let ranked = plan.keys[leading.ranked.position].0.as_str();
    let missing = leading.ranked.names(plan).find(|name| !has(name));
    match missing.filter(|_| has(ranked)) {
        None => Ok(()),
        Some(outer) => Err(invalid(format!(
            "the rest of “{ranked}” is another one in each “{outer}”: put “{outer}” before “{ranked}” to have subtotals"
        ))),
    }
}

/// Those figures that have rows in the answer.
pub(super) fn shown(figures: DataFrame, answer: &DataFrame, keys: &[Named]) -> Result<DataFrame, Error> {
    if keys.is_empty() {
        return Ok(figures);
    }
    let keys: Vec<Expr> = keys.iter().map(|(name, _)| column(name)).collect();
    let mut how = JoinArgs::new(JoinType::Semi);
    how.nulls_equal = true;
    let figures = figures.lazy().join(answer.clone().lazy(), keys.clone(), keys, how);
    Ok(figures.collect()?)
}

/// The figures in the answer's columns: null where there is none.
pub(super) fn like(answer: &DataFrame, figures: &DataFrame) -> Result<DataFrame, Error> {
    let cells = answer
        .get_columns()
        .iter()
        .map(|like| match figures.column(like.name()) {
            Ok(cells) => cells.cast(like.dtype()),
            Err(_) => Ok(Column::full_null(like.name().clone(), figures.height(), like.dtype())),
        });
    Ok(DataFrame::new(cells.collect::<PolarsResult<Vec<_>>>()?)?)
}

/// Says that totals hold more than what is shown. `groups` is how many groups there are.
pub(super) fn note(query: &Query, answer: &DataFrame, groups: usize, leading: Option<&Leading>) -> Option<Note> {
    let wanted = !query.totals.is_none() || query.pivot.as_ref().is_some_and(|pivot| pivot.totals);
    let left_out = (query.having.is_some() || query.qualify.is_some()) && answer.height() < groups;
    let hides = left_out || leading.is_some_and(Leading::hides);
    let message = "totals are of all rows, also of those whose groups are not shown";
    (wanted && hides).then(|| Note::new(Level::Info, "totals_of_all", message))
}
