//! Sheets that were made to hurt.

use super::{drawn, shown};
use crate::ingest::surgeon::{Area, OpenOptions, operate};
use crate::ingest::workbook::grid::{Cell, Grid, Row, Value};

#[test]
fn merged_cells_as_large_as_a_sheet() {
    let mut grid = drawn("a|b\n1|2\n3|4");
    grid.merged = (0..50)
        .map(|top| Area {
            top,
            left: 0,
            bottom: (1 << 20) - 1,
            right: (1 << 14) - 1,
        })
        .collect();
    assert!(shown(grid, &OpenOptions::default()).len() < 10_000);
}

#[test]
fn cells_in_every_corner() {
    let cell = |number: u32, column: u32| Row {
        number,
        hidden: false,
        cells: vec![Cell::new(column, Value::Number(1.0))],
    };
    let grid = Grid {
        rows: vec![cell(0, 0), cell((1 << 20) - 1, (1 << 14) - 1)],
        ..Grid::default()
    };
    let found = operate(grid, &OpenOptions::default()).unwrap();
    assert_eq!(found.iter().map(|found| found.rows.len()).sum::<usize>(), 2);
}

#[test]
fn every_second_row_and_column() {
    let row = |number: u32| Row {
        number: number * 2,
        hidden: false,
        cells: (0..300)
            .map(|column| Cell::new(column * 2, Value::Text("x".into())))
            .collect(),
    };
    let grid = Grid {
        rows: (0..2000).map(row).collect(),
        ..Grid::default()
    };
    assert_eq!(operate(grid, &OpenOptions::default()).unwrap().len(), 1);
}

#[test]
fn nothing_at_all() {
    assert!(operate(Grid::default(), &OpenOptions::default()).unwrap().is_empty());
}
