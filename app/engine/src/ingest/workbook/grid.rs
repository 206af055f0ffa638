//! The cells of a sheet as they stand there, whatever kind of file it came from.

use crate::ingest::moment;
use std::rc::Rc;

/// The most rows that a sheet can have.
pub(in crate::ingest) const MOST_ROWS: u32 = 1 << 20;
/// The most columns that a sheet can have.
pub(in crate::ingest) const MOST_COLUMNS: u32 = 1 << 14;
/// The most cells that fit in a browser's memory beside the table that is made of them.
pub(in crate::ingest) const MOST_CELLS: usize = 30_000_000;

/// The cells of one sheet that hold something, row by row and from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct Grid {
    /// The rows with cells.
    pub rows: Vec<Row>,
    /// Cells that are merged into one, from the top down; the first holds the value.
    pub merged: Vec<Area>,
    /// Columns that are hidden by hand, from and to.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Whether a filter is on, which hides rows.
    pub filtered: bool,
    /// Rows that were left out of it.
    pub gone_rows: Vec<u32>,
    /// Columns that were left out of it.
    pub gone_columns: Vec<u32>,
    /// Formulas whose results are not in the file, with their places.
    pub uncached: Vec<(u32, u32, String)>,
}

/// A row with cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct Row {
    /// Which row of the sheet it is, from 0.
    pub number: u32,
    /// Whether it is hidden by hand; rows that are folded up are not.
    pub hidden: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) struct Cell {
    /// Which column of the sheet it is in, from 0.
    pub column: u32,
    /// What it shows.
    pub value: Value,
    /// What it is worked out from.
    pub formula: Formula,
    /// How its number is shown.
    pub look: Look,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) enum Value {
    /// True or false.
    Flag(bool),
    /// A number.
    Number(f64),
    /// Microseconds since 1970.
    Moment(i64),
    /// A length of time or a time of day, in microseconds.
    Length(i64),
    /// Text.
    Text(Rc<str>),
    /// An error such as `#N/A`.
    Error(Rc<str>),
}

/// What a cell is worked out from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) enum Formula {
    /// From nothing: it was typed in.
    #[default]
    Nothing,
    /// From anything.
    Other,
    /// From the cells above or below, summed up.
    Down,
    /// From the cells to the left or right, summed up.
    Across,
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) enum Look {
    /// As a number.
    #[default]
    Plain,
    /// As percent.
    Percent,
    /// As an amount of money.
    Money,
    /// As a day, with or without a time.
    Date,
    /// As a time of day.
    Clock,
    /// As a length of time.
    Length,
}

/// Cells from one corner to the other, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Area {
    /// The first row, from 0.
    pub top: u32,
    /// The first column, from 0.
    pub left: u32,
    /// The last row.
    pub bottom: u32,
    /// The last column.
    pub right: u32,
}

impl Grid {
    /// Puts rows and cells in order; where one place is given twice, the first stands.
    pub(in crate::ingest) fn settle(&mut self) {
        for row in &mut self.rows {
            if !row.cells.is_sorted_by(|a, b| a.column < b.column) {
                row.settle();
            }
        }
        self.rows.retain(|row| !row.cells.is_empty());
        self.merged.sort_by_key(|area| area.top);
        if self.rows.is_sorted_by(|a, b| a.number < b.number) {
            return;
        }
        self.rows.sort_by_key(|row| row.number);
        self.rows.dedup_by(|later, first| {
            let same = later.number == first.number;
            if same {
                first.cells.append(&mut later.cells);
                first.settle();
            }
            same
        });
    }
}

impl Row {
    /// The cell in this column.
    pub(in crate::ingest) fn get(&self, column: u32) -> Option<&Cell> {
        let place = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(place)
    }

    /// The text of the cell in this column.
    pub(in crate::ingest) fn text(&self, column: u32) -> Option<&str> {
        self.get(column).and_then(Cell::text)
    }

    /// The number in this column.
    pub(in crate::ingest) fn number(&self, column: u32) -> Option<f64> {
        self.get(column).and_then(Cell::number)
    }

    /// Puts a cell where there is none.
    pub(in crate::ingest) fn put(&mut self, cell: Cell) {
        if let Err(place) = self.cells.binary_search_by_key(&cell.column, |other| other.column) {
            self.cells.insert(place, cell);
        }
    }

    /// Its cells as one line, for what is set aside.
    pub(in crate::ingest) fn line(&self) -> String {
        let cells: Vec<_> = self.cells.iter().map(|cell| cell.value.spelled()).collect();
        cells.join(" | ")
    }

    fn settle(&mut self) {
        self.cells.sort_by_key(|cell| cell.column);
        self.cells.dedup_by_key(|cell| cell.column);
    }
}

impl Cell {
    /// A cell that was typed in.
    pub(in crate::ingest) fn new(column: u32, value: Value) -> Self {
        Self {
            column,
            value,
            formula: Formula::Nothing,
            look: Look::Plain,
        }
    }

    /// Its text.
    pub(in crate::ingest) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Its number.
    pub(in crate::ingest) fn number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether it can be summed or lies on the calendar: it is no label.
    pub(in crate::ingest) fn is_data(&self) -> bool {
        !matches!(self.value, Value::Text(_))
    }
}

impl Value {
    /// As text.
    pub(in crate::ingest) fn spelled(&self) -> String {
        match self {
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Moment(micros) => moment::spelled(*micros),
            Self::Length(micros) => clock(*micros),
            Self::Text(text) | Self::Error(text) => text.to_string(),
        }
    }
}

/// Hours, minutes and seconds.
pub(in crate::ingest) fn clock(micros: i64) -> String {
    let sign = if micros < 0 { "-" } else { "" };
    let seconds = (micros.unsigned_abs() + 500_000) / 1_000_000;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{sign}{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

impl Area {
    /// As `B4:H200`; open ends, `B4:H` and `B:H`, go as far as the sheet.
    pub(in crate::ingest) fn read(text: &str) -> Option<Self> {
        let plain = text.trim().replace('$', "");
        let (first, last) = plain.split_once(':').unwrap_or((&plain, &plain));
        let ((left, top), (right, bottom)) = (corner(first)?, corner(last)?);
        let (left, right) = (left.unwrap_or(0), right.unwrap_or(MOST_COLUMNS - 1));
        let (top, bottom) = (top.unwrap_or(0), bottom.unwrap_or(MOST_ROWS - 1));
        Some(Self {
            top: top.min(bottom),
            left: left.min(right),
            bottom: bottom.max(top),
            right: right.max(left),
        })
    }

    /// As `B4:H200`.
    pub(in crate::ingest) fn spelled(&self) -> String {
        let first = format!("{}{}", letters(self.left), self.top + 1);
        match (self.top == self.bottom && self.left == self.right, self.bottom) {
            (true, _) => first,
            (false, bottom) if bottom + 1 >= MOST_ROWS => format!("{first}:{}", letters(self.right)),
            (false, bottom) => format!("{first}:{}{}", letters(self.right), bottom + 1),
        }
    }

    /// Whether the cell is one of its.
    pub(in crate::ingest) fn holds(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// A column and a row, from 0, where the text names them.
fn corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let digits = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(text.len());
    let (letters, digits) = text.split_at(digits);
    let column = match letters {
        "" => None,
        letters => Some(column_of(letters)?),
    };
    let row = match digits {
        "" => None,
        digits => Some(digits.parse::<u32>().ok().filter(|row| (1..=MOST_ROWS).contains(row))? - 1),
    };
    (column.is_some() || row.is_some()).then_some((column, row))
}

/// The column with these letters.
pub(in crate::ingest) fn column_of(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let place = |sum: u32, letter: u8| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, place) - 1;
    (column < MOST_COLUMNS).then_some(column)
}

/// A row and a column, from 0, of a place such as `AB12`.
pub(in crate::ingest) fn place(text: &str) -> Option<(u32, u32)> {
    let (column, row) = corner(text)?;
    Some((row?, column?))
}

/// A column's letters.
pub(in crate::ingest) fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut out = Vec::new();
    while rest > 0 {
        out.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    out.iter().rev().map(|letter| char::from(*letter)).collect()
}
