//! Messy sheets in, tables out.
//!
//! A sheet is drawn as text, a row a line and `|` between cells: numbers and days are read as such, `'7` is text,
//! `Σ7` sums up what is above, `→7` what is beside it, `#N/A` is an error; `^` is merged with the cell above,
//! `<` with the cell to the left; a row that begins with `!` is hidden.

mod apart;
mod chance;
mod headings;
mod hostile;
mod more;
mod switched;
mod tidy;
mod totals;
mod values;

use super::*;
use crate::ingest::moment::{self, Order};
use crate::ingest::workbook::grid::{Cell, Formula, Value};
use expect_test::Expect;

fn cell(column: u32, text: &str) -> Option<Cell> {
    let (formula, text) = match (text.strip_prefix('Σ'), text.strip_prefix('→')) {
        (Some(rest), _) => (Formula::Down, rest),
        (_, Some(rest)) => (Formula::Across, rest),
        _ => (Formula::Nothing, text),
    };
    let value = match text {
        "" => return None,
        text if text.starts_with('\'') => Value::Text(text[1..].into()),
        text if text.starts_with('#') => Value::Error(text.into()),
        text => match (text.parse(), moment::day(text.as_bytes(), Order::Year)) {
            (Ok(number), _) => Value::Number(number),
            (_, Some(day)) => Value::Moment(i64::from(day) * moment::DAY),
            _ => Value::Text(text.into()),
        },
    };
    Some(Cell {
        formula,
        ..Cell::new(column, value)
    })
}

/// A sheet as it is drawn.
fn drawn(text: &str) -> Grid {
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| {
            line.strip_prefix('!')
                .unwrap_or(line)
                .split('|')
                .map(str::trim)
                .collect()
        })
        .collect();
    let row = |(number, line): (usize, &str)| Row {
        number: number as u32,
        hidden: line.starts_with('!'),
        cells: lines[number]
            .iter()
            .zip(0..)
            .filter(|(text, _)| !matches!(**text, "^" | "<"))
            .filter_map(|(text, column)| cell(column, text))
            .collect(),
    };
    let mut grid = Grid {
        rows: text.lines().enumerate().map(row).collect(),
        merged: merged(&lines),
        ..Grid::default()
    };
    grid.settle();
    grid
}

fn merged(lines: &[Vec<&str>]) -> Vec<Area> {
    let is = |row: usize, column: usize, mark: &str| lines.get(row).and_then(|line| line.get(column)) == Some(&mark);
    let mut areas = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        for column in (0..line.len()).filter(|column| !matches!(line[*column], "^" | "<")) {
            let right = (column + 1..)
                .take_while(|right| is(row, *right, "<"))
                .last()
                .unwrap_or(column);
            let bottom = (row + 1..)
                .take_while(|bottom| is(*bottom, column, "^"))
                .last()
                .unwrap_or(row);
            if (row, column) != (bottom, right) {
                areas.push(Area {
                    top: row as u32,
                    left: column as u32,
                    bottom: bottom as u32,
                    right: right as u32,
                });
            }
        }
    }
    areas
}

fn shown(grid: Grid, options: &OpenOptions) -> String {
    let mut out = String::new();
    for found in operate(grid, options).unwrap() {
        if let (title, Some(area)) = (&found.title, found.area) {
            out += &format!("{}: {}\n", area.spelled(), title.as_deref().unwrap_or("(no title)"));
        }
        let names: Vec<_> = found.lanes.iter().map(|lane| lane.name.as_str()).collect();
        if found.header_rows > 0 {
            out += &format!("[{}]\n", names.join(" | "));
        }
        for row in &found.rows {
            let cell = |lane: &Lane| match row.get(lane.column).map(|cell| &cell.value) {
                None => String::new(),
                Some(Value::Text(text)) if text.parse::<f64>().is_ok() => format!("'{text}"),
                Some(value) => value.spelled(),
            };
            let cells: Vec<_> = found.lanes.iter().map(cell).collect();
            out += format!(" {}", cells.join(" | ")).trim_end();
            out += "\n";
        }
        for repair in &found.repairs {
            let sign = if repair.enabled { '+' } else { '-' };
            let kind = serde_json::to_value(repair.kind).unwrap();
            out += &format!("{sign} {}: {}\n", kind.as_str().unwrap(), repair.said);
        }
    }
    out
}

fn check(about: &str, sheet: &str, expect: &Expect) {
    expect.assert_eq(&format!("{about}\n{}", shown(drawn(sheet), &OpenOptions::default())));
}

/// Nothing is repaired: the first row is the names, the others are the rows.
fn check_tidy(about: &str, sheet: &str) {
    let found = operate(drawn(sheet), &OpenOptions::default()).unwrap();
    assert_eq!(found.len(), 1, "{about}");
    assert_eq!(found[0].repairs, [], "{about}");
    assert_eq!(found[0].header_rows, 1, "{about}");
    assert_eq!(found[0].rows, drawn(sheet).rows[1..], "{about}");
}
