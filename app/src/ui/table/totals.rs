//! Rows that sum up others: which of their cells stand for several values.

use spec::answer::Table;
use std::ops::Range;

/// How many of the first columns are groups, as far as rows that sum up others tell.
pub(super) fn groups(table: &Table) -> usize {
    let sums: Vec<_> = table
        .levels
        .iter()
        .zip(&table.rows)
        .filter(|(level, _)| **level > 0)
        .collect();
    let most = sums.iter().map(|(level, _)| usize::from(**level)).max().unwrap_or(0);
    let fits = |groups: &usize| {
        sums.iter().all(|(level, row)| {
            let merged = groups - usize::from(**level)..*groups;
            row.get(merged)
                .is_some_and(|cells| cells.iter().all(spec::value::Value::is_null))
        })
    };
    (most..=table.columns.len()).find(fits).unwrap_or(most)
}

/// The cells of a row that stand for several values; none of a row that sums nothing up.
pub(super) fn merged(table: &Table, groups: usize, row: usize) -> Option<Range<usize>> {
    let level = table
        .levels
        .get(row)
        .map(|level| usize::from(*level))
        .filter(|level| *level > 0)?;
    Some(groups.saturating_sub(level)..groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::dataset::{Column, Type};
    use spec::value::Value;

    #[test]
    fn cells_that_stand_for_several_values() {
        let text = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
        let told = |rows: &[(u8, [&str; 3])]| {
            let column = |name: &str| Column {
                name: name.into(),
                kind: Type::Text,
                nullable: true,
            };
            let table = Table {
                columns: ["region", "product", "price"].map(column).to_vec(),
                rows: rows
                    .iter()
                    .map(|(_, cells)| cells.iter().map(|cell| text(cell)).collect())
                    .collect(),
                truncated: false,
                levels: rows.iter().map(|(level, _)| *level).collect(),
            };
            let groups = groups(&table);
            (0..rows.len())
                .map(|row| merged(&table, groups, row))
                .collect::<Vec<_>>()
        };
        let both = told(&[(0, ["n", "a", "1"]), (1, ["n", "", "1"]), (2, ["", "", "1"])]);
        assert_eq!(both, [None, Some(1..2), Some(0..2)]);
        let grand = told(&[(0, ["n", "a", "1"]), (2, ["", "", "1"])]);
        assert_eq!(grand, [None, Some(0..2)]);
        let subtotals = told(&[(0, ["n", "a", "1"]), (1, ["n", "", "1"]), (0, ["", "", "1"])]);
        assert_eq!(subtotals, [None, Some(1..2), None]);
    }
}
