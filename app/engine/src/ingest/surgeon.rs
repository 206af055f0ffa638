//! From the cells of a sheet to tables: rules propose repairs, each of which is explained and can be switched.
//!
//! A pure function of the cells and the user's wishes, so that the same wishes do the same to next month's file.
//! A sheet that is a table already gets no repairs: a miss is better than damage.

mod across;
mod blanks;
mod blocks;
mod crosstab;
mod figures;
mod groups;
mod heading;
mod hidden;
mod log;
mod merged;
mod notes;
mod repeated;
mod table;
#[cfg(test)]
mod tests;
mod totals;
mod words;

use super::workbook::grid::{Area, Grid, Row};
use crate::aside::Aside;
use log::Log;
use spec::reading::OpenOptions;
use spec::repair::{Repair, RepairKind};
use table::{Lane, Table};

/// A table that was found in a sheet.
pub(super) struct Found {
    /// The title above it.
    pub title: Option<String>,
    /// Where it is, when the sheet has others.
    pub area: Option<Area>,
    /// The columns, in order.
    pub lanes: Vec<Lane>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Over how many rows its names go; none when it has none.
    pub header_rows: u32,
    /// How many rows of the sheet come before it.
    pub before: u32,
    /// What was put right and what could be, in the order in which it is done.
    pub repairs: Vec<Repair>,
    /// What of the sheet is in no table.
    pub aside: Aside,
}

/// Makes tables of a sheet.
pub(super) fn operate(mut grid: Grid, options: &OpenOptions) -> Vec<Found> {
    let wanted = options.range.as_deref().and_then(Area::read);
    if let Some(area) = wanted {
        crop(&mut grid, area);
    }
    let mut common = Log::new(options);
    hidden::leave_out(&mut grid, &mut common);
    let blocks = match wanted {
        Some(_) => vec![blocks::whole(&grid)],
        None => blocks::find(&grid),
    };
    let blocks = chosen(blocks, &grid, &mut common);
    let several = blocks.len() > 1;
    let merged = std::mem::take(&mut grid.merged);
    let tables = blocks::cut(grid, &blocks);
    let mut found = Vec::new();
    for (table, rows) in blocks.iter().zip(tables) {
        let mut log = common.for_table(found.is_empty());
        let area = table.area();
        let within = |other: &&Area| other.left <= area.right && other.right >= area.left && other.top <= area.bottom && other.bottom >= area.top;
        let merged = merged.iter().filter(within).copied().collect();
        let table = Table::new(rows, merged);
        let located = (several || wanted.is_some()).then(|| table_area(area, &blocks, wanted));
        found.extend(one(table, &mut log).map(|table| table.found(located, log)));
    }
    found
}

/// The area by which a table is asked for again: one with nothing below it may grow.
fn table_area(area: Area, blocks: &[blocks::Block], wanted: Option<Area>) -> Area {
    if let Some(wanted) = wanted {
        return wanted;
    }
    let below = |block: &blocks::Block| {
        let other = block.area();
        other.top > area.bottom && other.left <= area.right && other.right >= area.left
    };
    match blocks.iter().any(below) {
        true => area,
        false => Area {
            bottom: super::workbook::grid::MOST_ROWS - 1,
            ..area
        },
    }
}

/// Each table of its own, or the sheet as one.
fn chosen(blocks: Vec<blocks::Block>, grid: &Grid, log: &mut Log<'_>) -> Vec<blocks::Block> {
    if blocks.len() < 2 {
        return blocks;
    }
    let places: Vec<_> = blocks.iter().map(|block| block.area().spelled()).collect();
    let said = format!(
        "The sheet holds {} tables, apart from each other: {}. Each becomes a dataset.",
        blocks.len(),
        words::listed(&places)
    );
    match log.propose(RepairKind::SeparateTables, true, said, blocks.len() as u64, places) {
        true => blocks,
        false => vec![blocks::whole(grid)],
    }
}

/// The rules, one after the other.
fn one(mut table: Table, log: &mut Log<'_>) -> Option<Table> {
    heading::leave_ends_out(&mut table, log);
    heading::find(&mut table, log);
    if table.rows.is_empty() && table.head.is_empty() {
        return None;
    }
    notes::leave_out(&mut table, log);
    merged::fill(&mut table, log);
    blanks::leave_out(&mut table, log);
    repeated::leave_out(&mut table, log);
    let totals = totals::find(&table);
    groups::fill_down(&mut table, &totals, log);
    totals::leave_out(&mut table, totals, log);
    groups::lift(&mut table, log);
    across::leave_out(&mut table, log);
    figures::read(&mut table, log);
    crosstab::turn(&mut table, log);
    Some(table)
}

fn crop(grid: &mut Grid, area: Area) {
    grid.rows.retain(|row| (area.top..=area.bottom).contains(&row.number));
    for row in &mut grid.rows {
        row.cells.retain(|cell| (area.left..=area.right).contains(&cell.column));
    }
    grid.rows.retain(|row| !row.cells.is_empty());
}
