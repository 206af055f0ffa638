//! Datasets that belong together: whose columns hold the keys of another's rows, told by names, types and values.
//!
//! Nothing is left to chance: large columns are looked at by a fixed rule, so that the same data give the same relations.

mod cells;
mod naming;
mod score;
mod several;
mod single;
#[cfg(test)]
mod tests;

use crate::catalog::Catalog;
use crate::error::Error;
use cells::{Peek, Sketch};
use naming::{Entity, Name};
use polars::prelude::{Column, PlHashMap};
use spec::model::{FoundRelation, Relation};
use std::collections::BTreeSet;
use std::rc::Rc;

/// More columns of one dataset are not looked at.
const MOST_COLUMNS: usize = 200;
/// Relations that are less sure are not told.
const LEAST_CONFIDENCE: f64 = 0.5;

/// How sure a relation must be for questions to go by it though nobody has said so.
pub(crate) const SURE: f64 = 0.8;

/// What is known of a dataset at a glance.
struct Glance<'a> {
    dataset: &'a str,
    rows: usize,
    entity: Entity,
    columns: Vec<Sight<'a>>,
}

/// What is known of a column at a glance.
struct Sight<'a> {
    name: &'a str,
    words: Name,
    cells: &'a Column,
    peek: Peek,
}

/// Relations that the data suggest, the surest first.
pub(crate) fn found(catalog: &Catalog) -> Result<Vec<FoundRelation>, Error> {
    let mut glances = Vec::new();
    for entry in catalog.entries().iter().filter(|entry| !entry.is_asleep) {
        glances.push(Glance::of(
            &entry.dataset.name,
            entry.frame.get_columns(),
            entry.frame.height(),
        )?);
    }
    let mut sketches = Sketches::default();
    let mut all = Vec::new();
    for (to, target) in glances.iter().enumerate() {
        for (from, source) in glances.iter().enumerate() {
            if from != to && are_alike(source, target) {
                continue;
            }
            let found = single::relations(&mut sketches, (from, source), (to, target))?;
            match found.is_empty() && from != to {
                true => all.extend(several::relation(source, target)?),
                false => all.extend(found),
            }
        }
    }
    all.retain(|found| found.confidence >= LEAST_CONFIDENCE);
    one_way(&mut all);
    all.sort_by(|left, right| right.confidence.total_cmp(&left.confidence));
    Ok(all)
}

/// Whether two datasets have nearly the same columns: they belong below each other, not beside.
fn are_alike(one: &Glance<'_>, other: &Glance<'_>) -> bool {
    let names = |glance: &Glance<'_>| -> BTreeSet<String> {
        glance.columns.iter().map(|column| column.name.to_lowercase()).collect()
    };
    let (one, other) = (names(one), names(other));
    let shared = one.intersection(&other).count();
    shared >= 3 && shared * 5 >= one.len().max(other.len()) * 4
}

/// Two datasets that point at each other by the same columns: the surer way stays.
fn one_way(all: &mut Vec<FoundRelation>) {
    let is_back = |one: &Relation, other: &Relation| {
        let keys = || one.keys.iter().zip(&other.keys);
        one.from == other.to
            && one.to == other.from
            && one.keys.len() == other.keys.len()
            && keys().all(|(one, other)| one.left == other.right && one.right == other.left)
    };
    let worse = |at: usize, found: &FoundRelation| {
        all.iter().enumerate().any(|(place, other)| {
            let surer = (other.confidence, other.coverage);
            let ours = (found.confidence, found.coverage);
            is_back(&found.relation, &other.relation) && (surer > ours || surer == ours && place < at)
        })
    };
    let kept: Vec<bool> = all.iter().enumerate().map(|(at, found)| !worse(at, found)).collect();
    let mut kept = kept.into_iter();
    all.retain(|_| kept.next().unwrap_or(true));
}

impl<'a> Glance<'a> {
    fn of(dataset: &'a str, columns: &'a [Column], rows: usize) -> Result<Self, Error> {
        let mut sights = Vec::new();
        for cells in columns.iter().take(MOST_COLUMNS) {
            if let Some(peek) = Peek::of(cells)? {
                let name = cells.name().as_str();
                sights.push(Sight {
                    name,
                    words: Name::of(name),
                    cells,
                    peek,
                });
            }
        }
        Ok(Self {
            dataset,
            rows,
            entity: Entity::of(dataset),
            columns: sights,
        })
    }
}

/// The columns that were looked at closely.
#[derive(Default)]
struct Sketches {
    thin: PlHashMap<(usize, usize), Rc<Sketch>>,
    full: PlHashMap<(usize, usize), Rc<Sketch>>,
}

impl Sketches {
    /// A column's values, by a fixed rule some of them when they are very many.
    fn thin(&mut self, place: (usize, usize), cells: &Column) -> Result<Rc<Sketch>, Error> {
        if let Some(known) = self.thin.get(&place) {
            return Ok(known.clone());
        }
        let sketch = Rc::new(Sketch::thin(cells)?);
        self.thin.insert(place, sketch.clone());
        Ok(sketch)
    }

    /// All of a column's values.
    fn full(&mut self, place: (usize, usize), cells: &Column) -> Result<Rc<Sketch>, Error> {
        let thin = self.thin(place, cells)?;
        if thin.is_whole() {
            return Ok(thin);
        }
        if let Some(known) = self.full.get(&place) {
            return Ok(known.clone());
        }
        let sketch = Rc::new(Sketch::full(cells)?);
        self.full.insert(place, sketch.clone());
        Ok(sketch)
    }
}
