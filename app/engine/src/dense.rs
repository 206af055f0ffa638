//! Groups rows without hashing them: keys become small whole numbers, and figures lie in plain arrays.
//!
//! What it does not know it leaves to polars, which then works out the same: sums, averages and correlations of
//! numbers that are not whole are added up with a compensation (Neumaier's), so that they do not depend on the order of the rows.

mod batch;
mod cells;
mod cube;
mod elementwise;
mod figure;
mod figures;
mod key;
mod leading;
mod moments;
mod number;
mod parted;
mod selection;
mod slices;
mod source;
#[cfg(test)]
mod tests;

pub(crate) use parted::{Part, is_joint, part, together, uses};

pub(crate) use elementwise::said;
pub(crate) use leading::{Leading, leading};

use crate::memory::Memory;
use crate::query::columns::column;
use batch::Batches;
use cube::Cube;
use figures::Figures;
use key::Keys;
use polars::prelude::*;
use selection::Selection;
use source::Source;
use std::rc::Rc;

/// The groups of a frame with their aggregates, one row each in no order; none when polars has to do it.
pub(crate) fn grouped(frame: &LazyFrame, by: &[Expr], aggregates: &[Expr], memory: &Memory) -> Option<DataFrame> {
    let source = source::find(&frame.logical_plan, by, aggregates)?;
    Worked::out(&source, memory)?.shaped(frame, by, aggregates)
}

/// The same, where it needs no look at all the rows.
pub(crate) fn at_hand(frame: &LazyFrame, by: &[Expr], aggregates: &[Expr], memory: &Memory) -> Option<DataFrame> {
    let source = source::find(&frame.logical_plan, by, aggregates)?;
    Worked::at_hand(&source, memory)?.shaped(frame, by, aggregates)
}

/// The groups of a table's rows, and what was found of them.
struct Worked {
    groups: Groups,
    figures: Figures,
}

/// What tells the keys of groups.
enum Groups {
    /// The keys themselves.
    Keys(Keys),
    /// A cube that has them.
    Cube(Rc<Cube>),
}

impl Groups {
    fn keys(&self) -> &Keys {
        match self {
            Self::Keys(keys) => keys,
            Self::Cube(cube) => cube.keys(),
        }
    }
}

impl Worked {
    /// What a cube has together.
    fn at_hand(source: &Source, memory: &Memory) -> Option<Self> {
        let (cube, figures) = cube::grouped(source, memory)?;
        let groups = Groups::Cube(cube);
        Some(Self { groups, figures })
    }

    /// Goes over the rows, where no cube has them together.
    fn out(source: &Source, memory: &Memory) -> Option<Self> {
        if let Some(worked) = Self::at_hand(source, memory) {
            return Some(worked);
        }
        let rows = Selection::of(&source.frame, &source.conditions, memory)?;
        let mut figures = Figures::read(&source.frame, &source.figures, memory)?;
        let keys = Keys::read(&source.frame, &source.keys, memory)?;
        figures.begin(keys.slots);
        let mut batches = Batches::new(&rows);
        let mut codes = Vec::new();
        while let Some(batch) = batches.next() {
            keys.codes(&batch, &mut codes);
            figures.add(&batch, &codes)?;
        }
        let groups = Groups::Keys(keys);
        Some(Self { groups, figures })
    }

    /// The answer, as polars would give it.
    fn shaped(self, frame: &LazyFrame, by: &[Expr], aggregates: &[Expr]) -> Option<DataFrame> {
        let slots = self.figures.slots(by.is_empty());
        let mut columns = self.groups.keys().values(&slots)?;
        columns.extend(self.figures.finished(&slots)?);
        shaped(frame, by, aggregates, columns)
    }
}

/// The columns with the names and types that polars would give them.
fn shaped(frame: &LazyFrame, by: &[Expr], aggregates: &[Expr], columns: Vec<Column>) -> Option<DataFrame> {
    let plain = match by.is_empty() {
        true => frame.clone().select(aggregates),
        false => frame.clone().group_by(by).agg(aggregates),
    };
    let schema = { plain }.collect_schema().ok()?;
    if schema.len() != columns.len() {
        return None;
    }
    let mut shaped = Vec::with_capacity(columns.len());
    for ((name, dtype), cells) in schema.iter().zip(columns) {
        let cells = match cells.dtype() == dtype {
            true => cells,
            false => cells.cast(dtype).ok()?,
        };
        shaped.push(cells.with_name(name.clone()));
    }
    DataFrame::new(shaped).ok()
}

/// The column that an expression gives over all rows; none when polars refuses.
fn worked_out(frame: &DataFrame, expression: &Expr) -> Option<Series> {
    let named = expression.clone().alias("\u{1}cells");
    let answer = narrow(frame, expression)?.lazy().select([named]).collect().ok()?;
    let cells = answer.column("\u{1}cells").ok()?.as_materialized_series().rechunk();
    match cells.len() {
        length if length == frame.height() => Some(cells),
        1 => Some(cells.new_from_index(0, frame.height())),
        _ => None,
    }
}

/// The type of what an expression gives.
fn type_of(frame: &DataFrame, expression: &Expr) -> Option<DataType> {
    let named = expression.clone().alias("\u{1}cells");
    let schema = frame.slice(0, 0).lazy().select([named]).collect_schema().ok()?;
    schema.get("\u{1}cells").cloned()
}

/// The columns that an expression uses.
fn narrow(frame: &DataFrame, expression: &Expr) -> Option<DataFrame> {
    let names = elementwise::columns(expression);
    frame.select(names).ok()
}

/// An expression without its outer names.
fn bare(expression: &Expr) -> &Expr {
    match expression {
        Expr::Alias(inner, _) => bare(inner),
        other => other,
    }
}

/// The name of a figure before what is done with it.
fn figure_name(at: usize) -> String {
    format!("\u{1}d{at}")
}

/// Such a figure as an expression.
fn figure_column(at: usize) -> Expr {
    column(&figure_name(at))
}
