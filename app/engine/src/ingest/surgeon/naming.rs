//! Names of columns that go over several rows.

use super::heading::starting_in;
use super::table::{Lane, Table};
use super::words;
use crate::ingest::workbook::grid::{Area, Row};

/// Gives the columns the names in the rows above.
pub(super) fn give(table: &mut Table) {
    let names = names(&table.head, table, table.head.len());
    for (lane, name) in table.lanes.iter_mut().zip(names) {
        lane.name = name;
    }
}

/// The names of the columns, from the rows that hold them.
pub(super) fn names(head: &[Row], table: &Table, count: usize) -> Vec<String> {
    let number = |row: Option<&Row>| row.map_or(0, |row| row.number);
    let merged = starting_in(&table.merged, number(head.first()), number(head.last()));
    let filled: Vec<Vec<Option<String>>> = (0..count)
        .map(|level| filled_right(head, table, merged, level))
        .collect();
    let joined = |lane: usize| {
        let mut parts: Vec<&str> = Vec::new();
        for part in filled.iter().filter_map(|level| level[lane].as_deref()) {
            if parts.last() != Some(&part) {
                parts.push(part);
            }
        }
        parts.join(" ")
    };
    (0..table.lanes.len()).map(joined).collect()
}

/// The names of one row; a group's name is given to each column of the group.
fn filled_right(head: &[Row], table: &Table, merged: &[Area], level: usize) -> Vec<Option<String>> {
    let row = &head[level];
    let is_last = level + 1 == head.len();
    let mut group: Option<String> = None;
    let name = |lane: &Lane| {
        let own = row.get(lane.column).map(words::name).filter(|name| !name.is_empty());
        let over = merged.iter().find(|area| area.holds(row.number, lane.column));
        let of_merged = over.and_then(|area| {
            let anchor = head.iter().find(|row| row.number == area.top)?;
            anchor.get(area.left).map(words::name)
        });
        if own.is_some() || of_merged.is_some() {
            group = match over {
                Some(area) if area.left == area.right => None,
                _ => own.clone().or(of_merged.clone()),
            };
            return own.or(of_merged);
        }
        let below = head[level + 1..].iter().any(|row| row.get(lane.column).is_some());
        let alone = merged
            .iter()
            .any(|area| area.top == row.number && area.left < area.right);
        match is_last || !below || alone {
            true => None,
            false => group.clone(),
        }
    };
    table.lanes.iter().map(name).collect()
}
