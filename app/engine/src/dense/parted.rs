//! Groups of which several engines each work out some rows, and one puts together what they found.

use super::figure::plain;
use super::figures::Figures;
use super::source::{self, Source};
use super::{Worked, elementwise, shaped};
use crate::memory::Memory;
use polars::prelude::*;

/// What was found of some rows.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The groups by their keys, with how far their figures are worked out.
    pub groups: DataFrame,
    /// The values that groups have had, for each figure that counts different ones.
    pub sets: Vec<DataFrame>,
}

/// More groups would cost more on their way than they save.
const MOST_GROUPS: usize = 1 << 16;

/// The rows that groups are made of, and the columns that they take; none when polars has to make them.
pub(crate) fn uses(frame: &LazyFrame, by: &[Expr], aggregates: &[Expr]) -> Option<(DataFrame, Vec<PlSmallStr>)> {
    let source = source::find(&frame.logical_plan, by, aggregates)?;
    let mut names = Vec::new();
    for expression in source.conditions.iter().chain(&source.keys).chain(&source.figures) {
        let used = elementwise::columns(expression).into_iter();
        names.extend(used.filter(|name| !names.contains(name)).collect::<Vec<_>>());
    }
    Some((source.frame, names))
}

/// Whether groups can be put together of what was found of some rows each.
pub(crate) fn is_joint(frame: &LazyFrame, by: &[Expr], aggregates: &[Expr]) -> bool {
    let source = source::find(&frame.logical_plan, by, aggregates);
    let are_plain = |source: &Source| source.keys.iter().all(elementwise::is_elementwise);
    let figures = source
        .filter(are_plain)
        .and_then(|source| Figures::read(&source.frame.clear(), &source.figures, &Memory::default()));
    figures.is_some_and(|figures| figures.are_joint())
}

/// What these rows tell of the groups; none when polars has to make them, or when there are too many.
pub(crate) fn part(frame: &LazyFrame, by: &[Expr], aggregates: &[Expr], memory: &Memory) -> Option<Part> {
    let source = source::find(&frame.logical_plan, by, aggregates)?;
    let Worked { groups, figures } = Worked::out(&source, memory)?;
    let slots = figures.slots(by.is_empty());
    if slots.len() > MOST_GROUPS {
        return None;
    }
    let mut columns = Vec::new();
    for (at, cells) in groups.keys().values(&slots)?.into_iter().enumerate() {
        columns.push(plain(cells.take_materialized_series())?.with_name(key_name(at)));
    }
    let (state, sets) = figures.state(&slots)?;
    columns.extend(state);
    let groups = DataFrame::new(columns).ok()?;
    Some(Part { groups, sets })
}

/// The groups with their aggregates, of what was found of all rows, in the rows' order.
pub(crate) fn together(frame: &LazyFrame, by: &[Expr], aggregates: &[Expr], parts: Vec<Part>) -> Option<DataFrame> {
    let source = source::find(&frame.logical_plan, by, aggregates)?;
    let mut figures = Figures::read(&source.frame.clear(), &source.figures, &Memory::default())?;
    let heights: Vec<usize> = parts.iter().map(|part| part.groups.height()).collect();
    let mut sets: Vec<Vec<DataFrame>> = Vec::new();
    let mut groups: Option<DataFrame> = None;
    for part in parts {
        sets.push(part.sets);
        match &mut groups {
            None => groups = Some(part.groups),
            Some(groups) => drop(groups.vstack_mut(&part.groups).ok()?),
        }
    }
    let mut groups = groups?;
    groups.as_single_chunk();
    let (slots, firsts) = told_apart(&groups, by.len())?;
    figures.begin(firsts.len());
    figures.join(&groups, &sets, &heights, &slots)?;
    let every: Vec<u32> = (0..firsts.len() as u32).collect();
    let keys = groups.get_columns().get(..by.len())?.iter();
    let firsts = IdxCa::from_vec(PlSmallStr::EMPTY, firsts);
    let mut columns: Vec<Column> = keys
        .map(|cells| cells.take(&firsts))
        .collect::<PolarsResult<_>>()
        .ok()?;
    columns.extend(figures.finished(&every)?);
    shaped(frame, by, aggregates, columns)
}

/// Which group each row is of, and the first row of each group.
fn told_apart(groups: &DataFrame, keys: usize) -> Option<(Vec<u32>, Vec<IdxSize>)> {
    let mut slots = vec![0; groups.height()];
    if keys == 0 {
        return Some((slots, vec![0]));
    }
    let names: Vec<Expr> = (0..keys).map(|at| Expr::Column(key_name(at))).collect();
    let rows = groups.clone().lazy().select(&names).with_row_index("row", None);
    let grouped = rows.group_by_stable(&names).agg([col("row")]).collect().ok()?;
    let mut firsts = Vec::with_capacity(grouped.height());
    for rows in grouped.column("row").ok()?.list().ok()?.into_iter() {
        let (rows, slot) = (rows?, firsts.len() as u32);
        let rows = rows.idx().ok()?;
        firsts.push(rows.get(0)?);
        for row in rows.iter().flatten() {
            *slots.get_mut(row as usize)? = slot;
        }
    }
    Some((slots, firsts))
}

fn key_name(at: usize) -> PlSmallStr {
    format!("k{at}").into()
}
