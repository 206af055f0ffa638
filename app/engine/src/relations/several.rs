//! Relations by several columns of the same names, where no single one tells rows apart.

use super::cells::{Class, mixed, numbers};
use super::score::confidence;
use super::{Glance, Sight};
use crate::error::Error;
use polars::prelude::{PlHashMap, PlHashSet};
use spec::join::Key;
use spec::model::{FoundRelation, Origin, Relation};

/// A key of more columns is not looked for.
const MOST_PARTS: usize = 6;

/// A pair of columns of the same name.
type Pair<'a, 'b> = (&'a Sight<'b>, &'a Sight<'b>);

/// The relation by the fewest columns of the same names that tell the rows of the second dataset apart.
pub(super) fn relation(source: &Glance<'_>, target: &Glance<'_>) -> Result<Option<FoundRelation>, Error> {
    let mut pairs: Vec<Pair<'_, '_>> = source.columns.iter().filter_map(|left| partner(left, target)).collect();
    if pairs.len() < 2 || pairs.len() > MOST_PARTS || !differ_at_a_glance(&pairs, target) {
        return Ok(None);
    }
    if !are_key(&pairs)? {
        return Ok(None);
    }
    for at in (0..pairs.len()).rev() {
        let mut fewer = pairs.clone();
        fewer.remove(at);
        if fewer.len() >= 2 && are_key(&fewer)? {
            pairs = fewer;
        }
    }
    let coverage = coverage(&pairs)?;
    let names = (0.6 + 0.08 * pairs.len() as f64).min(0.9);
    let key = |(left, right): &Pair<'_, '_>| Key {
        left: left.name.to_owned(),
        right: right.name.to_owned(),
    };
    Ok(Some(FoundRelation {
        relation: Relation {
            from: source.dataset.to_owned(),
            to: target.dataset.to_owned(),
            keys: pairs.iter().map(key).collect(),
            many: false,
            origin: Origin::Found,
        },
        coverage,
        factor: 1.0,
        confidence: confidence(names, 0.6, coverage, 1.0),
    }))
}

/// The column of the other dataset with the same name, when both may be part of a key.
fn partner<'a, 'b>(left: &'a Sight<'b>, target: &'a Glance<'b>) -> Option<Pair<'a, 'b>> {
    let same = |right: &&Sight<'_>| right.words.words == left.words.words && right.peek.class == left.peek.class;
    let right = target.columns.iter().find(same)?;
    let is_amount = left.peek.class == Class::Whole && !left.words.is_key && !is_period(left);
    let says_little = left.words.words == ["id"] || left.words.words == ["name"] || is_amount;
    (!says_little && right.peek.values.len() > 1).then_some((left, right))
}

fn is_period(sight: &Sight<'_>) -> bool {
    let words = &sight.words.words;
    words.last().is_some_and(|last| {
        matches!(
            last.as_str(),
            "year" | "quarter" | "month" | "week" | "day" | "hour" | "line" | "season" | "period"
        )
    })
}

/// Whether rows with all of these columns the same are rare among the few seen at a glance.
fn differ_at_a_glance(pairs: &[Pair<'_, '_>], target: &Glance<'_>) -> bool {
    let rows = pairs.first().map_or(0, |(_, right)| right.peek.cells.len());
    let mut seen = PlHashSet::default();
    let mut again = 0;
    for row in 0..rows {
        let whole = pairs.iter().fold(0u64, |whole, (_, right)| {
            mixed(whole.rotate_left(23) ^ right.peek.cells[row].unwrap_or_default())
        });
        again += usize::from(!seen.insert(whole));
    }
    target.rows >= 3 && again * 50 <= rows
}

/// Whether the columns tell nearly all rows of the second dataset apart.
fn are_key(pairs: &[Pair<'_, '_>]) -> Result<bool, Error> {
    let rows = tuples(pairs.iter().map(|(_, right)| *right))?;
    let (all, mut once) = (rows.len(), rows);
    once.sort_unstable();
    once.dedup();
    Ok(all > 0 && once.len() == all)
}

fn coverage(pairs: &[Pair<'_, '_>]) -> Result<f64, Error> {
    let there: PlHashSet<u64> = tuples(pairs.iter().map(|(_, right)| *right))?.into_iter().collect();
    let mut ours: PlHashMap<u64, ()> = PlHashMap::default();
    for row in tuples(pairs.iter().map(|(left, _)| *left))? {
        ours.insert(row, ());
    }
    let met = ours.keys().filter(|row| there.contains(*row)).count();
    Ok(met as f64 / ours.len().max(1) as f64)
}

/// A number for each row, of several columns together; rows that lack one of them are left out.
fn tuples<'a, 'b: 'a>(columns: impl Iterator<Item = &'a Sight<'b>>) -> Result<Vec<u64>, Error> {
    let mut rows: Vec<Option<u64>> = Vec::new();
    for column in columns {
        let cells = numbers(column.cells.as_materialized_series())?;
        if rows.is_empty() {
            rows = vec![Some(0); cells.len()];
        }
        for (row, cell) in rows.iter_mut().zip(cells) {
            *row = row.zip(cell).map(|(row, cell)| mixed(row.rotate_left(23) ^ cell));
        }
    }
    Ok(rows.into_iter().flatten().collect())
}
