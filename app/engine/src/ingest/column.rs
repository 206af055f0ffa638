//! A column in the making: cells of text go in, a series comes out, or the news that a cell did not fit.

use super::cell::{self, NO_VALUE};
use super::guess::{Guess, Habit, Kind};
use super::moment::{self, Moment, Order};
use super::number::Mark;
use super::texts::Texts;
use crate::error::Error;
use polars::prelude::{
    BooleanChunkedBuilder, ChunkedBuilder as _, DataType, Float64Type, Int32Type, Int64Type, IntoSeries as _,
    PlSmallStr, PrimitiveChunkedBuilder, Series, TimeUnit,
};

/// The cells of some rows, in order.
#[derive(Clone, Copy)]
pub(super) struct Batch<'a> {
    /// The text that the rows stand in.
    pub text: &'a str,
    /// Where each cell of each row starts and ends.
    pub places: &'a [(u32, u32)],
    /// How many cells a row has.
    pub width: usize,
}

/// One column in the making.
pub(super) struct Building {
    /// What its cells can be, as far as is known.
    pub guess: Guess,
    /// How often each word of [`NO_VALUE`] stood for no value.
    pub no_values: [u64; NO_VALUE.len()],
    cells: Cells,
    rows: usize,
    capacity: usize,
    habit: Habit,
}

enum Cells {
    Empty,
    Whole(PrimitiveChunkedBuilder<Int64Type>),
    Real(PrimitiveChunkedBuilder<Float64Type>),
    CommaReal(PrimitiveChunkedBuilder<Float64Type>),
    Flag(BooleanChunkedBuilder),
    Day(Order, PrimitiveChunkedBuilder<Int32Type>),
    Moment(Order, PrimitiveChunkedBuilder<Int64Type>),
    Zoned(Order, PrimitiveChunkedBuilder<Int64Type>),
    Text(Texts),
    Failed,
}

/// A cell that cannot be read as the others are: which one in its batch.
struct Misfit(usize);

impl<'a> Batch<'a> {
    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.places.len() / self.width
    }

    fn places(self, column: usize, from: usize) -> impl Iterator<Item = (usize, usize)> + 'a {
        let places = self.places.get(column + from * self.width..).unwrap_or_default();
        places
            .iter()
            .step_by(self.width)
            .map(|(start, end)| (*start as usize, *end as usize))
    }

    /// One column's cells as they stand there, from a row on.
    pub(super) fn cells(self, column: usize, from: usize) -> impl Iterator<Item = &'a [u8]> + 'a {
        let bytes = self.text.as_bytes();
        self.places(column, from).map(move |(start, end)| &bytes[start..end])
    }

    fn texts(self, column: usize, from: usize) -> impl Iterator<Item = &'a str> + 'a {
        let text = self.text;
        self.places(column, from)
            .map(move |(start, end)| text.get(start..end).unwrap_or_default())
    }
}

impl Building {
    /// An empty column that expects such cells, about `capacity` of them.
    pub(super) fn new(guess: Guess, habit: Habit, capacity: usize) -> Self {
        Self {
            guess,
            no_values: [0; NO_VALUE.len()],
            cells: begun(guess.kind(habit), capacity),
            rows: 0,
            capacity,
            habit,
        }
    }

    /// Whether it has to be read again: a cell did not fit, or it holds nothing but words for no value that no number stands beside.
    pub(super) fn is_unfinished(&self, no_values: &[(&str, u64)]) -> bool {
        let is_used = |word: &str| no_values.iter().any(|(used, _)| *used == word);
        match self.cells {
            Cells::Failed => true,
            Cells::Empty => {
                let words = NO_VALUE.iter().zip(self.no_values);
                words.into_iter().any(|(word, count)| count > 0 && !is_used(word))
            }
            _ => false,
        }
    }

    /// An empty column in its place that knows what its cells were.
    pub(super) fn begun_again(&self, rows: usize) -> Self {
        let guess = match self.cells {
            Cells::Empty => Guess::TEXT,
            _ => self.guess,
        };
        Self::new(guess, self.habit, rows)
    }

    /// How its cells are read.
    pub(super) fn kind(&self) -> Kind {
        match &self.cells {
            Cells::Empty => Kind::Empty,
            Cells::Whole(_) => Kind::Whole,
            Cells::Real(_) => Kind::Real,
            Cells::CommaReal(_) => Kind::CommaReal,
            Cells::Flag(_) => Kind::Flag,
            Cells::Day(order, _) => Kind::Day(*order),
            Cells::Moment(order, _) => Kind::Moment(*order),
            Cells::Zoned(order, _) => Kind::Zoned(*order),
            Cells::Text(_) | Cells::Failed => Kind::Text,
        }
    }

    /// Reads one column of a batch.
    pub(super) fn extend(&mut self, batch: Batch<'_>, column: usize) {
        let mut from = 0;
        while let Err(Misfit(at)) = self.fill(batch, column, from) {
            self.rows += at - from;
            from = at;
            self.widen(batch, column, from);
        }
        self.rows += batch.rows() - from;
    }

    fn fill(&mut self, batch: Batch<'_>, column: usize, from: usize) -> Result<(), Misfit> {
        let cells = batch.cells(column, from);
        let no_values = &mut self.no_values;
        let misfit = match &mut self.cells {
            Cells::Empty => read(cells, no_values, |_| None::<()>, |_| ()),
            Cells::Whole(out) => read(cells, no_values, cell::whole, |value| match value {
                Some(value) => out.append_value(value),
                None => out.append_null(),
            }),
            Cells::Real(out) => read(cells, no_values, cell::real, |value| match value {
                Some(value) => out.append_value(value),
                None => out.append_null(),
            }),
            Cells::CommaReal(out) => read(cells, no_values, cell::comma_real, |value| match value {
                Some(value) => out.append_value(value),
                None => out.append_null(),
            }),
            Cells::Flag(out) => read(cells, no_values, cell::flag, |value| match value {
                Some(value) => out.append_value(value),
                None => out.append_null(),
            }),
            Cells::Day(order, out) => {
                let day = |cell: &[u8]| moment::day(cell, *order);
                read(cells, no_values, day, |value| match value {
                    Some(value) => out.append_value(value),
                    None => out.append_null(),
                })
            }
            Cells::Moment(order, out) => read_moments(cells, no_values, *order, false, out),
            Cells::Zoned(order, out) => read_moments(cells, no_values, *order, true, out),
            Cells::Text(out) => {
                for raw in batch.texts(column, from) {
                    out.push(&cell::content(raw));
                }
                None
            }
            Cells::Failed => {
                self.guess = cells.fold(self.guess, |guess, cell| guess.narrowed(cell));
                None
            }
        };
        misfit.map_or(Ok(()), |index| Err(Misfit(from + index)))
    }

    /// Makes room for a cell that did not fit: at once where nothing read so far is lost by it, otherwise by failing.
    fn widen(&mut self, batch: Batch<'_>, column: usize, at: usize) {
        const NEXT: usize = 100;
        let kind = self.kind();
        let next = if kind == Kind::Empty { NEXT } else { 1 };
        let cells = batch.cells(column, at).take(next);
        self.guess = cells.fold(self.guess.without(kind), Guess::narrowed);
        let words_used = self.no_values.iter().any(|count| *count > 0);
        let cells = std::mem::replace(&mut self.cells, Cells::Failed);
        match (cells, self.guess.kind(self.habit)) {
            (Cells::Empty, Kind::Text) if words_used => {}
            (Cells::Empty, wider) => {
                self.cells = begun(wider, self.capacity);
                self.append_nulls();
            }
            (Cells::Whole(whole), Kind::Real) => self.cells = Cells::Real(as_reals(whole, self.capacity)),
            _ => {}
        }
    }

    fn append_nulls(&mut self) {
        for _ in 0..self.rows {
            match &mut self.cells {
                Cells::Whole(out) | Cells::Moment(_, out) | Cells::Zoned(_, out) => out.append_null(),
                Cells::Real(out) | Cells::CommaReal(out) => out.append_null(),
                Cells::Flag(out) => out.append_null(),
                Cells::Day(_, out) => out.append_null(),
                Cells::Text(out) => out.push_nothing(),
                Cells::Empty | Cells::Failed => return,
            }
        }
    }

    /// The finished column. In text, the words in `no_values` are no value, and each is counted.
    pub(super) fn finish(self, no_values: &[&str]) -> Result<(Series, Vec<u64>), Error> {
        let series = match self.cells {
            Cells::Empty | Cells::Failed => Series::full_null(PlSmallStr::EMPTY, self.rows, &DataType::String),
            Cells::Whole(out) => out.finish().into_series(),
            Cells::Real(out) | Cells::CommaReal(out) => out.finish().into_series(),
            Cells::Flag(out) => out.finish().into_series(),
            Cells::Day(_, out) => out.finish().into_date().into_series(),
            Cells::Moment(_, out) | Cells::Zoned(_, out) => {
                out.finish().into_datetime(TimeUnit::Microseconds, None).into_series()
            }
            Cells::Text(out) => return out.finish_without(no_values),
        };
        Ok((series, vec![0; no_values.len()]))
    }

    /// The columns whose decimals look like thousands, now that another shows that commas stand before the decimals; they begin again.
    pub(super) fn reconsidered(columns: &mut [Self], rows: usize) -> Vec<usize> {
        let marks = |mark: Mark| {
            columns
                .iter()
                .any(|column| column.guess.certain_mark(column.kind()) == Some(mark))
        };
        if !marks(Mark::Comma) || marks(Mark::Point) {
            return Vec::new();
        }
        let is_doubtful = |column: &Self| column.kind() == Kind::Real && column.guess.allows(Kind::CommaReal);
        let again: Vec<usize> = (0..columns.len())
            .filter(|index| is_doubtful(&columns[*index]))
            .collect();
        for index in &again {
            columns[*index].guess = columns[*index].guess.without(Kind::Real);
            columns[*index] = columns[*index].begun_again(rows);
        }
        again
    }
}

fn begun(kind: Kind, capacity: usize) -> Cells {
    let name = PlSmallStr::EMPTY;
    match kind {
        Kind::Empty => Cells::Empty,
        Kind::Whole => Cells::Whole(PrimitiveChunkedBuilder::new(name, capacity)),
        Kind::Real => Cells::Real(PrimitiveChunkedBuilder::new(name, capacity)),
        Kind::CommaReal => Cells::CommaReal(PrimitiveChunkedBuilder::new(name, capacity)),
        Kind::Flag => Cells::Flag(BooleanChunkedBuilder::new(name, capacity)),
        Kind::Day(order) => Cells::Day(order, PrimitiveChunkedBuilder::new(name, capacity)),
        Kind::Moment(order) => Cells::Moment(order, PrimitiveChunkedBuilder::new(name, capacity)),
        Kind::Zoned(order) => Cells::Zoned(order, PrimitiveChunkedBuilder::new(name, capacity)),
        Kind::Text => Cells::Text(Texts::new(capacity)),
    }
}

/// Reads cells up to the first that does not fit, and says which that is.
#[inline]
fn read<'a, T>(
    cells: impl Iterator<Item = &'a [u8]>,
    no_values: &mut [u64; NO_VALUE.len()],
    parse: impl Fn(&[u8]) -> Option<T>,
    mut push: impl FnMut(Option<T>),
) -> Option<usize> {
    for (index, raw) in cells.enumerate() {
        if let Some(value) = parse(raw) {
            push(Some(value));
            continue;
        }
        let bare = cell::bare(raw);
        if bare.is_empty() {
            push(None);
        } else if let Some(value) = parse(bare) {
            push(Some(value));
        } else if let Some(word) = cell::no_value(bare) {
            no_values[word] += 1;
            push(None);
        } else {
            return Some(index);
        }
    }
    None
}

fn read_moments<'a>(
    cells: impl Iterator<Item = &'a [u8]>,
    no_values: &mut [u64; NO_VALUE.len()],
    order: Order,
    zoned: bool,
    out: &mut PrimitiveChunkedBuilder<Int64Type>,
) -> Option<usize> {
    let parse = |cell: &[u8]| {
        moment::moment(cell, order)
            .filter(|moment| moment.zoned == zoned)
            .map(|Moment { micros, .. }| micros)
    };
    read(cells, no_values, parse, |value| match value {
        Some(value) => out.append_value(value),
        None => out.append_null(),
    })
}

fn as_reals(whole: PrimitiveChunkedBuilder<Int64Type>, capacity: usize) -> PrimitiveChunkedBuilder<Float64Type> {
    let mut out = PrimitiveChunkedBuilder::new(PlSmallStr::EMPTY, capacity);
    for value in whole.finish().iter() {
        match value {
            Some(value) => out.append_value(value as f64),
            None => out.append_null(),
        }
    }
    out
}
