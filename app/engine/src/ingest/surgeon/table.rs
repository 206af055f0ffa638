//! A table in the making.

use super::Found;
use super::log::Log;
use crate::ingest::workbook::grid::{Area, Cell, MOST_COLUMNS, Row, Value};

/// A column that no cell of the sheet is in: it is made here.
pub(super) const MADE: u32 = MOST_COLUMNS;

/// A column of the table.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) struct Lane {
    /// Which column of the sheet it is, from 0; beyond the sheet when it is made here.
    pub column: u32,
    /// Its name; empty when it has none.
    pub name: String,
}

/// A block of cells on its way to becoming a table.
pub(super) struct Table {
    /// The title above it.
    pub(super) title: Option<String>,
    /// The rows with the names.
    pub(super) head: Vec<Row>,
    /// The rows below.
    pub(super) rows: Vec<Row>,
    /// The columns.
    pub(super) lanes: Vec<Lane>,
    /// Merged cells.
    pub(super) merged: Vec<Area>,
    /// Rows of the sheet that are left out of it, in order.
    pub(super) gone: Vec<u32>,
}

/// What the cells of a column are, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Numbers.
    pub(super) numbers: usize,
    /// Texts.
    pub(super) texts: usize,
    /// Everything else.
    pub(super) others: usize,
}

impl Tally {
    /// How many there are.
    pub(super) fn all(self) -> usize {
        self.numbers + self.texts + self.others
    }

    /// Whether these are numbers, but for a few.
    pub(super) fn is_numeric(self) -> bool {
        self.numbers > 0 && self.numbers * 10 >= self.all() * 6
    }

    fn add(&mut self, cell: &Cell) {
        match cell.value {
            Value::Number(_) => self.numbers += 1,
            Value::Text(_) => self.texts += 1,
            _ => self.others += 1,
        }
    }
}

impl Table {
    /// A block with nothing known about it.
    pub(super) fn new(rows: Vec<Row>, merged: Vec<Area>, gone_rows: Vec<u32>, gone_columns: &[u32]) -> Self {
        let left = rows
            .iter()
            .filter_map(|row| row.cells.first())
            .map(|cell| cell.column)
            .min();
        let right = rows
            .iter()
            .filter_map(|row| row.cells.last())
            .map(|cell| cell.column)
            .max();
        let columns = left.zip(right).into_iter().flat_map(|(left, right)| left..=right);
        let lane = |column| Lane {
            column,
            name: String::new(),
        };
        Self {
            title: None,
            head: Vec::new(),
            rows,
            lanes: columns
                .filter(|column| gone_columns.binary_search(column).is_err())
                .map(lane)
                .collect(),
            merged,
            gone: gone_rows,
        }
    }

    /// What the cells of each column are.
    pub(super) fn tallies(&self) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); self.lanes.len()];
        let mut places = vec![usize::MAX; MADE as usize + 3];
        for (place, lane) in self.lanes.iter().enumerate() {
            places[lane.column as usize] = place;
        }
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            if let Some(tally) = tallies.get_mut(places[cell.column as usize]) {
                tally.add(cell);
            }
        }
        tallies
    }

    /// A column as it is spoken of: by its name, or its letters.
    pub(super) fn called(&self, lane: &Lane) -> String {
        match lane.name.as_str() {
            "" => crate::ingest::workbook::grid::letters(lane.column),
            name => name.to_owned(),
        }
    }

    /// The finished table.
    pub(super) fn found(self, area: Option<Area>, mut log: Log<'_>) -> Found {
        log.repairs.sort_by_key(|repair| repair.kind);
        Found {
            title: self.title,
            area,
            lanes: self.lanes,
            rows: self.rows,
            header_rows: self.head.len() as u32,
            which: None,
            repairs: log.repairs,
            aside: log.aside,
        }
    }
}
