//! Cells on their way from the records of a binary workbook into a grid.

use super::grid::{Cell, Formula, Grid, Look, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Value};
use super::package::Trouble;
use super::serial;
use std::collections::HashSet;

/// The cells of one sheet so far.
#[derive(Default)]
pub(super) struct Reading {
    /// What was read beside the cells.
    pub(super) grid: Grid,
    /// Rows that are hidden by hand.
    pub(super) hidden: HashSet<u32>,
    count: usize,
}

/// How a workbook shows its numbers.
pub(super) struct Looks<'a> {
    /// By the number of a style.
    pub(super) looks: &'a [Look],
    /// Whether days count from 1904.
    pub(super) from_1904: bool,
}

impl Looks<'_> {
    /// What a number is in a cell of this style.
    pub(super) fn value(&self, number: f64, style: usize) -> Option<Value> {
        let look = self.look(style);
        number.is_finite().then(|| serial::value(number, look, self.from_1904))
    }

    /// How a style shows numbers.
    pub(super) fn look(&self, style: usize) -> Look {
        self.looks.get(style).copied().unwrap_or_default()
    }
}

impl Reading {
    /// Adds a cell, when it holds something.
    pub(super) fn push(
        &mut self,
        row: u32,
        column: u32,
        value: Option<Value>,
        formula: Formula,
        look: Look,
    ) -> Result<(), Trouble> {
        let Some(value) = value.filter(|_| row < MOST_ROWS && column < MOST_COLUMNS) else {
            return Ok(());
        };
        self.count += 1;
        if self.count > MOST_CELLS {
            let most = MOST_CELLS / 1_000_000;
            return Err(Trouble::TooLarge(format!(
                "has a sheet with more than {most} million cells"
            )));
        }
        let cell = Cell {
            column,
            value,
            formula,
            look,
        };
        match self.grid.rows.last_mut() {
            Some(last) if last.number == row => last.cells.push(cell),
            _ => self.grid.rows.push(Row {
                number: row,
                hidden: false,
                cells: vec![cell],
            }),
        }
        Ok(())
    }

    /// The finished grid.
    pub(super) fn finish(mut self) -> Grid {
        self.grid.settle();
        for row in &mut self.grid.rows {
            row.hidden = self.hidden.contains(&row.number);
        }
        self.grid
    }
}
