//! All that is worked out for each group in one pass over the rows.

use super::batch::Batch;
use super::elementwise::{is_elementwise, is_plain};
use super::figure::{self, Distinct, Figure};
use super::number::Number;
use super::{bare, figure_column, figure_name};
use crate::memory::Memory;
use polars::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name of the column that says how many rows a group has.
const ROWS: &str = "rows";

/// What is worked out for each group.
pub(super) struct Figures {
    /// The numbers that figures are made of, each once.
    numbers: Vec<(Expr, Number)>,
    figures: Vec<(Expr, Figure)>,
    /// What the answer shows, over the figures.
    shown: Vec<Expr>,
    /// How many rows each group has.
    rows: Vec<u32>,
}

/// A batch's numbers, as far as a figure has asked for them.
#[derive(Default)]
pub(super) struct Asked {
    wholes: Vec<Option<Vec<i64>>>,
    reals: Vec<Option<Vec<f64>>>,
    known: Vec<Option<Option<Vec<bool>>>>,
}

impl Figures {
    /// The aggregates over a frame; none when there is one that polars has to work out.
    pub(super) fn read(frame: &DataFrame, aggregates: &[Expr], memory: &Memory) -> Option<Self> {
        let mut figures = Self {
            numbers: Vec::new(),
            figures: Vec::new(),
            shown: Vec::new(),
            rows: Vec::new(),
        };
        for aggregate in aggregates {
            let shown = figures.split(frame, aggregate, memory)?;
            figures.shown.push(shown);
        }
        Some(figures)
    }

    /// Makes room for so many groups.
    pub(super) fn begin(&mut self, slots: usize) {
        self.rows = vec![0; slots];
        for (_, figure) in &mut self.figures {
            figure.begin(slots);
        }
    }

    /// Adds rows, each to the group of its code.
    pub(super) fn add(&mut self, batch: &Batch<'_>, codes: &[u32]) -> Option<()> {
        for code in codes {
            self.rows[*code as usize] += 1;
        }
        let mut asked = Asked::new(self.numbers.len());
        for (_, figure) in &mut self.figures {
            figure.add(batch, codes, &mut asked, &self.numbers)?;
        }
        Some(())
    }

    /// The same figures, of no rows so far; none when there is one of which parts cannot be added.
    pub(super) fn fresh(&self) -> Option<Self> {
        let figures = self.figures.iter();
        Some(Self {
            numbers: self.numbers.clone(),
            figures: figures
                .map(|(expression, figure)| Some((expression.clone(), figure.fresh()?)))
                .collect::<Option<_>>()?,
            shown: self.shown.clone(),
            rows: Vec::new(),
        })
    }

    /// The counts of different values, by which figure they are.
    pub(super) fn distinct(&self) -> impl Iterator<Item = (usize, &Distinct)> {
        let figures = self.figures.iter().enumerate();
        figures.filter_map(|(at, (_, figure))| match figure {
            Figure::Distinct(distinct) => Some((at, distinct.as_ref())),
            _ => None,
        })
    }

    /// The quantiles, by the number that they are of: which figures they are, and the parts of the numbers below them.
    pub(super) fn quantiles(&self) -> Vec<(&Number, Vec<(usize, f64)>)> {
        let mut found: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for (at, (_, figure)) in self.figures.iter().enumerate() {
            if let Figure::Middle(number, part, _) = figure {
                found.entry(*number).or_default().push((at, *part));
            }
        }
        let of = |(number, parts): (usize, _)| (&self.numbers[number].1, parts);
        found.into_iter().map(of).collect()
    }

    /// Takes over a figure of each group that was worked out elsewhere.
    pub(super) fn give(&mut self, at: usize, given: Figure) {
        if let Some((_, figure)) = self.figures.get_mut(at) {
            *figure = given;
        }
    }

    /// Adds what others have worked out for as many groups, from the slot `start` on.
    pub(super) fn merge(&mut self, others: &Self, start: usize) {
        for (rows, other) in self.rows.iter_mut().zip(&others.rows[start..]) {
            *rows += other;
        }
        for ((_, figure), (_, other)) in self.figures.iter_mut().zip(&others.figures) {
            figure.merge(other, start);
        }
    }

    /// How many bytes these figures of so many groups take.
    pub(super) fn bytes(&self) -> u64 {
        let of_slot: usize = self.figures.iter().map(|(_, figure)| figure.bytes_of_slot()).sum();
        (self.rows.len() * (4 + of_slot)) as u64
    }

    /// The groups that have rows; of no groups, the one there always is.
    pub(super) fn slots(&self, one: bool) -> Vec<u32> {
        let met = |(slot, rows): (usize, &u32)| (one || *rows > 0).then_some(slot as u32);
        self.rows.iter().enumerate().filter_map(met).collect()
    }

    /// The figures of these groups.
    pub(super) fn finished(self, slots: &[u32]) -> Option<Vec<Column>> {
        let mut columns = Vec::new();
        for (at, (_, figure)) in self.figures.into_iter().enumerate() {
            let cells = figure.finished(slots, &self.rows)?;
            columns.push(cells.with_name(figure_name(at).into()).into_column());
        }
        let named = |(at, shown): (usize, &Expr)| shown.clone().alias(format!("\u{1}e{at}"));
        let shown: Vec<Expr> = self.shown.iter().enumerate().map(named).collect();
        let frame = DataFrame::new(columns).ok()?;
        let answer = frame.lazy().select(shown).collect().ok()?;
        (answer.height() == slots.len()).then(|| answer.take_columns())
    }

    /// Whether all can be put together of what was found of some rows each.
    pub(super) fn are_joint(&self) -> bool {
        self.figures.iter().all(|(_, figure)| figure.is_joint())
    }

    /// How far the figures of these groups are worked out, as columns, with the values that groups have had.
    pub(super) fn state(&self, slots: &[u32]) -> Option<(Vec<Column>, Vec<DataFrame>)> {
        let rows = slots.iter().map(|slot| self.rows[*slot as usize]);
        let mut columns = vec![UInt32Chunked::from_iter_values(ROWS.into(), rows).into_column()];
        let mut sets = Vec::new();
        for (at, (_, figure)) in self.figures.iter().enumerate() {
            let state = figure.state(slots, &self.rows)?.into_iter().enumerate();
            columns.extend(state.map(|(part, cells)| cells.with_name(format!("f{at}.{part}").into())));
            if let Figure::Distinct(distinct) = figure {
                sets.push(distinct.told(slots)?);
            }
        }
        Some((columns, sets))
    }

    /// Goes on from what [`Figures::state`] told, several times with so many groups each; each is the one that `slots` says.
    pub(super) fn join(
        &mut self,
        groups: &DataFrame,
        sets: &[Vec<DataFrame>],
        heights: &[usize],
        slots: &[u32],
    ) -> Option<()> {
        for (rows, slot) in groups.column(ROWS).ok()?.u32().ok()?.iter().zip(slots) {
            *self.rows.get_mut(*slot as usize)? += rows?;
        }
        let mut counted = 0;
        for (at, (_, figure)) in self.figures.iter_mut().enumerate() {
            let own = format!("f{at}.");
            let state = groups
                .get_columns()
                .iter()
                .filter(|cells| cells.name().starts_with(&own));
            figure.join(&state.cloned().collect::<Vec<_>>(), slots)?;
            if let Figure::Distinct(distinct) = figure {
                let told = sets.iter().map(|sets| sets.get(counted));
                distinct.heard(regrouped(told, heights, slots)?)?;
                counted += 1;
            }
        }
        Some(())
    }

    /// The number that an expression gives, as one of those that are worked out.
    pub(super) fn number(&mut self, frame: &DataFrame, expression: &Expr) -> Option<usize> {
        let expression = bare(expression);
        if !is_elementwise(expression) {
            return None;
        }
        if let Some(at) = self.numbers.iter().position(|(known, _)| known == expression) {
            return Some(at);
        }
        let number = Number::read(frame, expression)?;
        self.numbers.push((expression.clone(), number));
        Some(self.numbers.len() - 1)
    }

    /// Whether a number is whole.
    pub(super) fn is_whole(&self, number: usize) -> bool {
        self.numbers[number].1.is_whole()
    }

    /// Takes the aggregates out of an expression and gives what is left, over the figures.
    fn split(&mut self, frame: &DataFrame, expression: &Expr, memory: &Memory) -> Option<Expr> {
        if let Some(at) = self.figures.iter().position(|(known, _)| known == expression) {
            return Some(figure_column(at));
        }
        if let Some(figure) = figure::read(self, frame, expression, memory) {
            self.figures.push((expression.clone(), figure));
            return Some(figure_column(self.figures.len() - 1));
        }
        let mut inner = |part: &Expr| self.split(frame, part, memory);
        let mut all = |parts: &[Expr]| parts.iter().map(&mut inner).collect::<Option<Vec<Expr>>>();
        Some(match expression {
            Expr::Literal(LiteralValue::Dyn(_) | LiteralValue::Scalar(_)) => expression.clone(),
            Expr::Alias(part, _) => inner(part)?,
            Expr::Cast { expr, dtype, options } => Expr::Cast {
                expr: Arc::new(inner(expr)?),
                dtype: dtype.clone(),
                options: *options,
            },
            Expr::BinaryExpr { left, op, right } => Expr::BinaryExpr {
                left: Arc::new(inner(left)?),
                op: *op,
                right: Arc::new(inner(right)?),
            },
            Expr::Ternary {
                predicate,
                truthy,
                falsy,
            } => Expr::Ternary {
                predicate: Arc::new(inner(predicate)?),
                truthy: Arc::new(inner(truthy)?),
                falsy: Arc::new(inner(falsy)?),
            },
            Expr::Function { input, function } => {
                if !is_plain(function) {
                    return None;
                }
                Expr::Function {
                    input: all(input)?,
                    function: function.clone(),
                }
            }
            Expr::AnonymousFunction {
                input,
                function,
                options,
                fmt_str,
            } if options.is_elementwise() => Expr::AnonymousFunction {
                input: all(input)?,
                function: function.clone(),
                options: *options,
                fmt_str: fmt_str.clone(),
            },
            _ => return None,
        })
    }
}

/// The values that groups have had, with the group in place of its row.
fn regrouped<'a>(
    told: impl Iterator<Item = Option<&'a DataFrame>>,
    heights: &[usize],
    slots: &[u32],
) -> Option<DataFrame> {
    let mut whole: Option<DataFrame> = None;
    let mut first = 0;
    for (told, height) in told.zip(heights) {
        let mut told = told?.clone();
        let own = slots.get(first..first + height)?;
        let rows = told.column("row").ok()?.u32().ok()?;
        let groups: Option<Vec<u32>> = rows.iter().map(|row| own.get(row? as usize).copied()).collect();
        told.with_column(Column::new("row".into(), groups?)).ok()?;
        first += height;
        match &mut whole {
            None => whole = Some(told),
            Some(whole) => drop(whole.vstack_mut(&told).ok()?),
        }
    }
    whole
}

impl Asked {
    fn new(numbers: usize) -> Self {
        Self {
            wholes: vec![None; numbers],
            reals: vec![None; numbers],
            known: vec![None; numbers],
        }
    }

    /// Makes sure that a number's whole values are there.
    pub(super) fn wholes(&mut self, at: usize, batch: &Batch<'_>, numbers: &[(Expr, Number)]) -> Option<()> {
        if self.wholes[at].is_none() {
            let mut cells = Vec::new();
            numbers[at].1.wholes(batch, &mut cells)?;
            self.wholes[at] = Some(cells);
        }
        self.know(at, batch, numbers);
        Some(())
    }

    /// Makes sure that a number's values are there.
    pub(super) fn reals(&mut self, at: usize, batch: &Batch<'_>, numbers: &[(Expr, Number)]) -> Option<()> {
        if self.reals[at].is_none() {
            let mut cells = Vec::new();
            numbers[at].1.reals(batch, &mut cells)?;
            self.reals[at] = Some(cells);
        }
        self.know(at, batch, numbers);
        Some(())
    }

    /// Calls `add` with the group and the whole number of each row that has one.
    pub(super) fn each_whole(&self, at: usize, codes: &[u32], add: impl FnMut(usize, i64)) {
        each(
            codes,
            self.wholes[at].as_deref().unwrap_or_default(),
            self.flags(at),
            add,
        );
    }

    /// Calls `add` with the group and the number of each row that has one.
    pub(super) fn each_real(&self, at: usize, codes: &[u32], add: impl FnMut(usize, f64)) {
        each(
            codes,
            self.reals[at].as_deref().unwrap_or_default(),
            self.flags(at),
            add,
        );
    }

    /// Calls `add` with the group and both numbers of each row that has both.
    pub(super) fn each_pair(&self, [one, other]: [usize; 2], codes: &[u32], mut add: impl FnMut(usize, f64, f64)) {
        let cells = |at: usize| self.reals[at].as_deref().unwrap_or_default();
        let known = |at: usize, row: usize| self.flags(at).is_none_or(|flags| flags[row]);
        let pairs = cells(one).iter().zip(cells(other));
        for (row, (code, (x, y))) in codes.iter().zip(pairs).enumerate() {
            if known(one, row) && known(other, row) {
                add(*code as usize, *x, *y);
            }
        }
    }

    fn know(&mut self, at: usize, batch: &Batch<'_>, numbers: &[(Expr, Number)]) {
        self.known[at].get_or_insert_with(|| numbers[at].1.known(batch));
    }

    fn flags(&self, at: usize) -> Option<&[bool]> {
        self.known[at].as_ref().and_then(|known| known.as_deref())
    }
}

fn each<T: Copy>(codes: &[u32], cells: &[T], known: Option<&[bool]>, mut add: impl FnMut(usize, T)) {
    let cells = codes.iter().zip(cells);
    match known {
        None => cells.for_each(|(code, cell)| add(*code as usize, *cell)),
        Some(known) => {
            for ((code, cell), known) in cells.zip(known) {
                if *known {
                    add(*code as usize, *cell);
                }
            }
        }
    }
}
