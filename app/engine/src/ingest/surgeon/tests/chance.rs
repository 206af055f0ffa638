//! Sheets by chance: nothing panics, and nothing is lost in silence.

use super::{drawn, shown};
use crate::ingest::surgeon::{Found, OpenOptions, operate};
use spec::repair::RepairKind;

/// A sequence that looks like chance.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

const WORDS: [&str; 26] = [
    "North",
    "South",
    "pear",
    "fig",
    "Total",
    "North total",
    "Average",
    "region",
    "units",
    "2023",
    "2024",
    "Q1",
    "Q2",
    "Jan 2024",
    "* estimated",
    "Source: us",
    "2024-01-31",
    "'0012",
    "'17",
    "'1.250,50",
    "#N/A",
    "Σ7",
    "→7",
    "<",
    "^",
    "kg",
];

fn sheet(dice: &mut Dice) -> String {
    let (rows, columns, blanks) = (1 + dice.roll(14), 1 + dice.roll(7), dice.roll(6));
    let mut cell = |column: usize| match dice.roll(10) {
        roll if roll < blanks => String::new(),
        roll if roll % 4 == 0 && column > 0 => dice.roll(30).to_string(),
        roll if roll % 2 == 0 && column > 0 => (10_000 + dice.roll(80_000)).to_string(),
        _ => WORDS[dice.roll(WORDS.len())].to_owned(),
    };
    let mut row = |_| (0..columns).map(&mut cell).collect::<Vec<_>>().join("|");
    let rows: Vec<String> = (0..rows).map(&mut row).collect();
    rows.join("\n")
}

/// Everything that is told of a sheet.
fn told(found: &[Found]) -> String {
    let mut out = String::new();
    for found in found {
        out.extend(found.lanes.iter().map(|lane| format!("{}\n", lane.name)));
        for cell in found.rows.iter().flat_map(|row| &row.cells) {
            out += &format!("{}\n", cell.value.spelled());
        }
        for left in &found.aside {
            out += &format!("{} {}\n", left.value, left.column.as_deref().unwrap_or_default());
        }
    }
    out
}

#[test]
fn nothing_is_lost() {
    let mut dice = Dice(42);
    for round in 0..4000 {
        let text = sheet(&mut dice);
        let mut options = OpenOptions::default();
        options.repairs.insert(RepairKind::NumbersAsText, false);
        let kinds = [
            RepairKind::TitleRows,
            RepairKind::HeaderRows,
            RepairKind::TotalRows,
            RepairKind::TotalColumns,
            RepairKind::CrossTab,
            RepairKind::SeparateTables,
            RepairKind::MergedCells,
            RepairKind::Blanks,
        ];
        for kind in kinds {
            if dice.roll(4) == 0 {
                options.repairs.insert(kind, dice.roll(2) == 0);
            }
        }
        let grid = drawn(&text);
        let found = operate(grid.clone(), &options).unwrap();
        let told = told(&found);
        for cell in grid.rows.iter().flat_map(|row| &row.cells) {
            let value = cell.value.spelled();
            assert!(
                told.contains(value.trim()),
                "round {round}: {value} is lost of\n{text}\n--\n{}",
                shown(grid, &options)
            );
        }
        drop(shown(grid, &OpenOptions::default()));
    }
}
