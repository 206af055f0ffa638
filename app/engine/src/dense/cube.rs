//! Figures held for each group and each slice of one column: a condition on this column moves without a look at the rows.
//!
//! After Mosaic's and Falcon's data cubes (Heer and Moritz 2024; Moritz, Howe and Heer 2019), but exact: of a slice that a condition
//! takes in part, the rows are looked at. A cube is made when the same question comes with another condition on one column.

mod passing;
mod ranked;
#[cfg(test)]
mod tests;

use super::batch::{Batch, Batches};
use super::elementwise::{columns, spelled};
use super::figure::Figure;
use super::figures::Figures;
use super::key::Keys;
use super::selection::{Selection, parts};
use super::slices::{Slices, Taken};
use super::source::Source;
use crate::memory::{Cost, Memory};
use passing::Passing;
use polars::prelude::*;
use ranked::Ranked;
use std::cell::RefCell;
use std::rc::Rc;

/// Fewer rows are as fast to look at.
const FEW_ROWS: usize = 50_000;
/// How many figures a cube may hold of each kind.
const MOST_CELLS: usize = 1 << 20;
/// How many slices may lie together at most, as a power of two: the rows of those that are taken in part are looked at.
const MOST_TOGETHER: u32 = 5;
/// How many rows at a time.
const ROWS: usize = 4096;

/// A question's groups and figures for each slice of one column.
pub(super) struct Cube {
    slices: Rc<Slices>,
    /// How many slices lie together, as a power of two.
    shift: u32,
    keys: Keys,
    figures: Figures,
    /// Counts of different values, by which figure they are.
    passing: Vec<(usize, Passing)>,
    /// Medians and other quantiles.
    ranked: Vec<Ranked>,
    /// The rows that meet the conditions on other columns.
    rest: Selection,
}

/// A question in words that are the same only for the same question.
struct Worded<'a> {
    /// Its groups and figures.
    figures: String,
    conditions: Vec<Condition<'a>>,
    /// The columns that it uses.
    columns: Vec<Series>,
}

/// One of the conditions that all have to be met.
struct Condition<'a> {
    /// The column it is about, when it is one.
    column: Option<PlSmallStr>,
    words: String,
    condition: &'a Expr,
}

/// A question that no cube answers.
struct Refused;

impl Cost for Refused {
    fn bytes(&self) -> u64 {
        64
    }
}

/// The conditions that a question came with last.
struct Seen(RefCell<Vec<(Option<PlSmallStr>, String)>>);

impl Cost for Seen {
    fn bytes(&self) -> u64 {
        let seen = self.0.borrow();
        seen.iter().map(|(_, words)| words.len() as u64 + 64).sum()
    }
}

impl Cost for Cube {
    fn bytes(&self) -> u64 {
        let passing: u64 = self.passing.iter().map(|(_, passing)| passing.bytes()).sum();
        self.figures.bytes() + passing + self.ranked.iter().map(Ranked::bytes).sum::<u64>()
    }
}

/// The figures of a question's groups, by a cube that has their keys; none when there is no cube that answers it.
pub(super) fn grouped(source: &Source, memory: &Memory) -> Option<(Rc<Cube>, Figures)> {
    if source.frame.height() < FEW_ROWS {
        return None;
    }
    let worded = Worded::of(source)?;
    let (cube, moving) = worded.cube(source, memory)?;
    let conditions = worded.on(&moving, true);
    let figures = cube.figures(&conditions)?;
    Some((cube, figures))
}

impl<'a> Worded<'a> {
    fn of(source: &'a Source) -> Option<Self> {
        let mut words = String::new();
        for part in source.keys.iter().chain(&source.figures) {
            words.push_str(&spelled(part)?);
            words.push('|');
        }
        let mut conditions = Vec::new();
        let mut used: Vec<PlSmallStr> = Vec::new();
        for condition in parts(&source.conditions) {
            let names = columns(condition);
            let column = match names.as_slice() {
                [only] => Some(only.clone()),
                _ => None,
            };
            used.extend(names);
            conditions.push(Condition {
                column,
                words: spelled(condition)?,
                condition,
            });
        }
        used.extend(source.keys.iter().chain(&source.figures).flat_map(columns));
        used.sort();
        used.dedup();
        let cells = |name: &PlSmallStr| Some(source.frame.column(name).ok()?.as_materialized_series().clone());
        Some(Self {
            figures: words,
            conditions,
            columns: used.iter().map(cells).collect::<Option<_>>()?,
        })
    }

    /// The conditions on a column, or those that are about others.
    fn on(&self, column: &PlSmallStr, on: bool) -> Vec<&'a Expr> {
        let wanted = self
            .conditions
            .iter()
            .filter(|part| (part.column.as_ref() == Some(column)) == on);
        wanted.map(|part| part.condition).collect()
    }

    /// The cube that answers the question, and the column by which it is cut.
    fn cube(&self, source: &Source, memory: &Memory) -> Option<(Rc<Cube>, PlSmallStr)> {
        let mut about: Vec<&PlSmallStr> = self.conditions.iter().filter_map(|part| part.column.as_ref()).collect();
        about.dedup();
        for column in &about {
            if let Some(cube) = memory.known::<Cube>(&self.name(column), &self.columns) {
                return Some((cube, (*column).clone()));
            }
        }
        let moving = self.moving(memory)?;
        let slices = Slices::of(source.frame.column(&moving).ok()?.as_materialized_series(), memory)?;
        slices.taken(&self.on(&moving, true))?;
        let name = self.name(&moving);
        let refused = format!("no {name}");
        if memory.known::<Refused>(&refused, &self.columns).is_some() {
            return None;
        }
        let cube = memory.of(&name, self.columns.clone(), || {
            Cube::of(source, slices, &self.on(&moving, false), memory)
        });
        if cube.is_none() {
            memory.of(&refused, self.columns.clone(), || Some(Refused));
        }
        Some((cube?, moving))
    }

    /// What its cube is called.
    fn name(&self, moving: &PlSmallStr) -> String {
        let rest = self
            .conditions
            .iter()
            .filter(|part| part.column.as_ref() != Some(moving));
        let mut rest: Vec<&str> = rest.map(|part| part.words.as_str()).collect();
        rest.sort_unstable();
        format!("cube by [{moving}] of {} where {}", self.figures, rest.join("&"))
    }

    /// The column of which the condition alone is another than the last time.
    fn moving(&self, memory: &Memory) -> Option<PlSmallStr> {
        let name = format!("seen {}", self.figures);
        let seen = memory.of(&name, self.columns.clone(), || Some(Seen(RefCell::default())))?;
        let now: Vec<_> = self
            .conditions
            .iter()
            .map(|part| (part.column.clone(), part.words.clone()))
            .collect();
        let before = seen.0.replace(now.clone());
        let only = |of: &[(Option<PlSmallStr>, String)], other: &[(Option<PlSmallStr>, String)]| {
            of.iter()
                .filter(|part| !other.contains(part))
                .cloned()
                .collect::<Vec<_>>()
        };
        let (gone, new) = (only(&before, &now), only(&now, &before));
        let (moving, _) = new.first()?;
        let is_moving = |part: &(Option<PlSmallStr>, String)| part.0 == *moving;
        (!gone.is_empty() && gone.iter().chain(&new).all(is_moving)).then(|| moving.clone())?
    }
}

impl Cube {
    /// The keys of its groups.
    pub(super) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Looks at every row that meets the conditions on other columns.
    fn of(source: &Source, slices: Rc<Slices>, rest: &[&Expr], memory: &Memory) -> Option<Self> {
        let frame = &source.frame;
        let keys = Keys::read(frame, &source.keys, memory)?;
        let mut shift = 0;
        while (slices.len >> shift) * keys.slots > MOST_CELLS {
            shift += 1;
        }
        if shift > MOST_TOGETHER {
            return None;
        }
        let all = Figures::read(frame, &source.figures, memory)?;
        let mut figures = all.fresh()?;
        figures.begin((((slices.len - 1) >> shift) + 1) * keys.slots);
        let rest = Selection::of_parts(frame, rest, memory)?;
        let distinct = all
            .distinct()
            .map(|(at, values)| Some((at, Passing::of(values, &keys, &slices, &rest)?)));
        let passing = distinct.collect::<Option<_>>()?;
        let quantiles = all.quantiles().into_iter();
        let ranked = quantiles.map(|(number, wanted)| Ranked::of(number, wanted, &keys, &slices, &rest));
        let ranked = ranked.collect::<Option<_>>()?;
        let of_rows = slices.of_rows()?;
        let (mut codes, mut of_batch) = (Vec::new(), Vec::new());
        let mut batches = Batches::new(&rest);
        while let Some(batch) = batches.next() {
            keys.codes(&batch, &mut codes);
            batch.take(&of_rows, &mut of_batch, |slice| u32::from(slice) >> shift);
            for (code, slice) in codes.iter_mut().zip(&of_batch) {
                *code += slice * keys.slots as u32;
            }
            figures.add(&batch, &codes)?;
        }
        drop(batches);
        drop(of_rows);
        Some(Self {
            slices,
            shift,
            keys,
            figures,
            passing,
            ranked,
            rest,
        })
    }

    /// The figures of the rows that meet these conditions too.
    fn figures(&self, conditions: &[&Expr]) -> Option<Figures> {
        let taken = self.slices.taken(conditions)?;
        let mut figures = self.figures.fresh()?;
        figures.begin(self.keys.slots);
        let mut added = vec![false; self.slices.len];
        let together = 1 << self.shift;
        for (at, (whole, added)) in taken.whole.chunks(together).zip(added.chunks_mut(together)).enumerate() {
            if whole.iter().all(|whole| *whole) {
                figures.merge(&self.figures, at * self.keys.slots);
                added.fill(true);
            }
        }
        let mut codes = Vec::new();
        for rows in self.beside(&taken, &added, conditions)?.1.chunks(ROWS) {
            let batch = Batch::Some(rows);
            self.keys.codes(&batch, &mut codes);
            figures.add(&batch, &codes)?;
        }
        for (at, passing) in &self.passing {
            let run = passing.run(&taken.whole);
            let (slices, rows) = self.beside(&taken, &run, conditions)?;
            let counts = passing.count(&self.keys, &run, &slices, &rows)?;
            figures.give(*at, Figure::Counted(counts));
        }
        for ranked in &self.ranked {
            let whole = ranked.whole(&taken.whole);
            let (_, rows) = self.beside(&taken, &whole, conditions)?;
            for (at, numbers) in ranked.figures(&self.keys, &whole, &rows)? {
                figures.give(at, Figure::Found(numbers));
            }
        }
        Some(figures)
    }

    /// The slices that are taken and not added yet, and their rows that meet the conditions.
    fn beside(&self, taken: &Taken, added: &[bool], conditions: &[&Expr]) -> Option<(Vec<usize>, Vec<u32>)> {
        let is_left = |slice: &usize| !added[*slice] && (taken.whole[*slice] || taken.partly[*slice]);
        let slices: Vec<usize> = (0..self.slices.len).filter(is_left).collect();
        let counts = |row: u32| self.rest.bits.as_ref().is_none_or(|bits| bits.has(row));
        let rows = self.slices.rows(slices.iter().copied(), conditions, counts)?;
        Some((slices, rows))
    }
}
