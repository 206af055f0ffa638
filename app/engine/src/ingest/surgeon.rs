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
pub(super) mod log;
mod merged;
mod naming;
mod notes;
mod repeated;
mod table;
#[cfg(test)]
mod tests;
mod totals;
mod words;

use super::workbook::grid::{Area, Grid, Row};
use log::{Left, Log};
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
    /// Which of the sheet's tables it is, when there are others: its title, or its number.
    pub which: Option<String>,
    /// What was put right and what could be, in the order in which it is done.
    pub repairs: Vec<Repair>,
    /// What of the sheet is in no table.
    pub aside: Vec<Left>,
}

/// The most cells that a table may have, empty ones included.
const MOST_ROOM: usize = 100_000_000;

/// More cells than a browser's memory holds.
#[derive(Debug)]
pub(super) struct TooLarge;

/// Makes tables of a sheet.
pub(super) fn operate(mut grid: Grid, options: &OpenOptions) -> Result<Vec<Found>, TooLarge> {
    let wanted = match options.table {
        None => options.range.as_deref().and_then(Area::read),
        Some(_) => None,
    };
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
    let (gone_rows, gone_columns) = (grid.gone_rows.clone(), grid.gone_columns.clone());
    let tables = blocks::cut(grid, &blocks);
    let mut found: Vec<Found> = Vec::new();
    for (table, rows) in blocks.iter().zip(tables) {
        let mut log = common.for_table(found.is_empty());
        let area = table.area();
        let within = |other: &&Area| {
            other.left <= area.right && other.right >= area.left && other.top <= area.bottom && other.bottom >= area.top
        };
        let merged = merged.iter().filter(within).copied().collect();
        let table = Table::new(rows, merged, gone_rows.clone(), &gone_columns);
        if table.lanes.len().saturating_mul(table.rows.len()) > MOST_ROOM {
            return Err(TooLarge);
        }
        let located = (several || wanted.is_some()).then(|| table_area(area, &blocks, wanted));
        found.extend(one(table, &mut log).map(|table| table.found(located, log)));
    }
    if several {
        number(&mut found);
    }
    Ok(picked(found, options.table.as_deref()))
}

/// Says which of the sheet's tables each is: by its title where no other has the same, else by its number.
fn number(found: &mut [Found]) {
    let titles: Vec<_> = found.iter().map(|found| found.title.clone()).collect();
    for (index, table) in found.iter_mut().enumerate() {
        let own = titles.iter().filter(|title| **title == table.title).count() == 1;
        let title = table
            .title
            .clone()
            .filter(|title| own && title.parse::<usize>().is_err());
        table.which = Some(title.unwrap_or_else(|| (index + 1).to_string()));
    }
}

/// The table that is asked for; all of them when it is not there.
fn picked(found: Vec<Found>, wanted: Option<&str>) -> Vec<Found> {
    let Some(wanted) = wanted else {
        return found;
    };
    let by_number = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let by_title = found.iter().position(|found| found.title.as_deref() == Some(wanted));
    match by_title.or(by_number).filter(|index| *index < found.len()) {
        Some(index) => found.into_iter().skip(index).take(1).collect(),
        None => found,
    }
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
    totals::leave_out(&mut table, &totals, log);
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
