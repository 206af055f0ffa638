//! A column of cells that come with types, cell by cell: numbers, flags, moments and text that may be mixed.

use super::cell;
use super::moment::{self, DAY, Moment, Order};
use super::texts::Texts;
use super::words;
use crate::error::Error;
use polars::prelude::{
    BooleanChunked, DataType, Float64Chunked, Int32Chunked, Int64Chunked, IntoSeries as _, NewChunkedArray as _,
    PlSmallStr, Series, TimeUnit,
};
use spec::answer::{Level, Note};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    /// No value.
    Nothing,
    /// True or false.
    Flag(bool),
    /// A number: whole when it has no decimals.
    Number(f64),
    /// A whole number that a float cannot hold, digit by digit.
    Digits(&'a str),
    /// Microseconds since 1970.
    Moment(i64),
    /// Text.
    Text(std::borrow::Cow<'a, str>),
}

impl Cell<'_> {
    /// As it is written.
    pub(super) fn spelled(&self) -> String {
        spelled(self)
    }
}

/// One column in the making.
pub(super) struct Gathering {
    cells: Cells,
    rows: usize,
    mixed: bool,
}

enum Cells {
    Nothing,
    Flags(Vec<Option<bool>>),
    Numbers(Vec<Option<f64>>),
    Moments(Vec<Option<i64>>),
    Texts(Texts),
}

impl Gathering {
    /// A column without cells.
    pub(super) fn new() -> Self {
        Self {
            cells: Cells::Nothing,
            rows: 0,
            mixed: false,
        }
    }

    /// How many cells it has.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Fills up with missing cells.
    pub(super) fn fill_up(&mut self, rows: usize) {
        while self.rows < rows {
            match &mut self.cells {
                Cells::Nothing => {
                    self.rows = rows;
                    return;
                }
                Cells::Flags(out) => out.push(None),
                Cells::Numbers(out) => out.push(None),
                Cells::Moments(out) => out.push(None),
                Cells::Texts(out) => out.push_nothing(),
            }
            self.rows += 1;
        }
    }

    /// Adds a cell. Cells of different types make the column text.
    pub(super) fn push(&mut self, cell: &Cell<'_>) {
        match (&mut self.cells, cell) {
            (_, Cell::Nothing) => return self.fill_up(self.rows + 1),
            (Cells::Flags(out), Cell::Flag(flag)) => out.push(Some(*flag)),
            (Cells::Numbers(out), Cell::Number(number)) => out.push(Some(*number)),
            (Cells::Moments(out), Cell::Moment(micros)) => out.push(Some(*micros)),
            (Cells::Texts(out), Cell::Text(text)) => out.push(text),
            (Cells::Texts(out), other) => {
                self.mixed = true;
                out.push(&spelled(other));
            }
            (Cells::Nothing, first) => {
                self.begin(first);
                return self.push(cell);
            }
            _ => {
                self.make_text();
                return self.push(cell);
            }
        }
        self.rows += 1;
    }

    fn begin(&mut self, first: &Cell<'_>) {
        self.cells = match first {
            Cell::Flag(_) => Cells::Flags(Vec::new()),
            Cell::Number(_) => Cells::Numbers(Vec::new()),
            Cell::Moment(_) => Cells::Moments(Vec::new()),
            Cell::Text(_) | Cell::Digits(_) | Cell::Nothing => Cells::Texts(Texts::new(0)),
        };
        let rows = std::mem::take(&mut self.rows);
        self.fill_up(rows);
    }

    fn make_text(&mut self) {
        let mut texts = Texts::new(self.rows);
        let mut put = |cell: Option<Cell<'_>>| match cell {
            Some(cell) => texts.push(&spelled(&cell)),
            None => texts.push_nothing(),
        };
        match &self.cells {
            Cells::Flags(flags) => flags.iter().for_each(|flag| put(flag.map(Cell::Flag))),
            Cells::Numbers(numbers) => numbers.iter().for_each(|number| put(number.map(Cell::Number))),
            Cells::Moments(moments) => moments.iter().for_each(|micros| put(micros.map(Cell::Moment))),
            Cells::Nothing | Cells::Texts(_) => return,
        }
        self.mixed = true;
        self.cells = Cells::Texts(texts);
    }

    /// The finished column, and what the user should know about it.
    pub(super) fn finish(self, name: &str) -> Result<(Series, Option<Note>), Error> {
        let mut said = None;
        let series = match self.cells {
            Cells::Nothing => Series::full_null(PlSmallStr::EMPTY, self.rows, &DataType::String),
            Cells::Flags(flags) => flags.into_iter().collect::<BooleanChunked>().into_series(),
            Cells::Numbers(numbers) => numbers_series(numbers),
            Cells::Moments(moments) => moments_series(&moments),
            Cells::Texts(texts) => match better(&texts, self.mixed, name) {
                Some((series, about)) => {
                    said = about;
                    series
                }
                None => {
                    let mixed = format!("“{name}” holds cells of different types and is read as text");
                    said = self.mixed.then_some(("mixed_types", mixed));
                    texts.finish()?
                }
            },
        };
        let note = said.map(|(code, said)| Note {
            column: Some(name.to_owned()),
            ..Note::new(Level::Info, code, said)
        });
        Ok((series.with_name(PlSmallStr::from_str(name)), note))
    }
}

/// What text turns out to be: moments always, numbers only among numbers; and what is to be said about it.
fn better(texts: &Texts, mixed: bool, name: &str) -> Option<(Series, Option<(&'static str, String)>)> {
    let of_moment = |text: &str| moment::moment(text.as_bytes(), Order::Year);
    if let Some(moments) = texts.read(of_moment) {
        let (series, zoned) = of_moments(texts, &moments)?;
        let said = zoned.then(|| ("utc", format!("the times of “{name}” are given in UTC")));
        return Some((series, said));
    }
    if !mixed {
        return None;
    }
    let of_number = |text: &str| match words::is_nothing(text.trim()) {
        true => Some(None),
        false => cell::real(text.trim().as_bytes()).map(Some),
    };
    let numbers = texts.read(of_number)?;
    let nothing = numbers.iter().filter(|number| **number == Some(None)).count();
    let said = (nothing > 0).then(|| {
        let cells = if nothing == 1 {
            "1 cell".to_owned()
        } else {
            format!("{nothing} cells")
        };
        (
            "no_value_words",
            format!("words such as n/a in {cells} of “{name}” are read as no value"),
        )
    });
    let series = numbers_series(numbers.into_iter().map(Option::flatten).collect());
    Some((series, said))
}

fn of_moments(texts: &Texts, moments: &[Option<Moment>]) -> Option<(Series, bool)> {
    let zoned = moments.iter().flatten().next()?.zoned;
    if moments.iter().flatten().any(|moment| moment.zoned != zoned) {
        return None;
    }
    let micros: Vec<_> = moments
        .iter()
        .map(|moment| moment.map(|moment| moment.micros))
        .collect();
    let are_days = texts.read(|text| moment::day(text.as_bytes(), Order::Year)).is_some();
    let series = if are_days {
        moments_series(&micros)
    } else {
        moments_alone(&micros)
    };
    Some((series, zoned))
}

fn numbers_series(numbers: Vec<Option<f64>>) -> Series {
    let is_whole = |number: &f64| number.fract() == 0.0 && number.abs() <= cell::MOST_WHOLE as f64;
    if numbers.iter().flatten().all(is_whole) {
        let whole = numbers.into_iter().map(|number| number.map(|number| number as i64));
        return Int64Chunked::from_iter_options(PlSmallStr::EMPTY, whole).into_series();
    }
    Float64Chunked::from_iter_options(PlSmallStr::EMPTY, numbers.into_iter()).into_series()
}

/// Days when all moments are midnights.
fn moments_series(moments: &[Option<i64>]) -> Series {
    if moments.iter().flatten().any(|micros| micros.rem_euclid(DAY) != 0) {
        return moments_alone(moments);
    }
    let days = moments
        .iter()
        .map(|micros| micros.map(|micros| micros.div_euclid(DAY) as i32));
    Int32Chunked::from_iter_options(PlSmallStr::EMPTY, days)
        .into_date()
        .into_series()
}

fn moments_alone(moments: &[Option<i64>]) -> Series {
    Int64Chunked::from_iter_options(PlSmallStr::EMPTY, moments.iter().copied())
        .into_datetime(TimeUnit::Microseconds, None)
        .into_series()
}

fn spelled(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Digits(digits) => (*digits).to_owned(),
        Cell::Moment(micros) => moment::spelled(*micros),
        Cell::Text(text) => text.to_string(),
    }
}
