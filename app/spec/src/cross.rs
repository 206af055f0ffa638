//! A cross table: an answer with groups at the side and across, and what its cells show.

use crate::answer::{Answer, Table};
use crate::chart::{Chart, Kind};
use crate::dashboard::Tile;
use crate::filter::Filter;
use crate::pivot::{BETWEEN, Pivot, Totals};
use crate::question::{Group, Query, Question};
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// The question whose answer is the cross table of this one; none when no cross table is wanted, or when it is one already.
pub fn crossed(chart: &Chart, question: &Question) -> Option<Question> {
    let Question::Query(query) = question else {
        return None;
    };
    if chart.kind != Some(Kind::Pivot) || query.pivot.is_some() || query.groups.len() < 2 || query.measures.is_empty() {
        return None;
    }
    let names: Vec<String> = query.groups.iter().map(Group::name).collect();
    let across = chart.color.clone().filter(|color| names.contains(color));
    let across = across.or_else(|| names.last().cloned())?;
    Some(Question::Query(Query {
        pivot: Some(Pivot {
            columns: vec![across],
            totals: true,
        }),
        totals: Totals {
            subtotals: query.groups.len() > 2,
            grand: true,
        },
        ..query.clone()
    }))
}

/// The question that an answer is to: of a tile, or where its answer is a cross table, of that one. None for a SQL statement.
pub fn asked(tile: &Tile, answer: Option<&Answer>) -> Option<Query> {
    let is_crossed = answer.is_some_and(|answer| answer.chart.kind == Some(Kind::Pivot));
    let crossed = crossed(&tile.chart, &tile.question).filter(|_| is_crossed);
    match crossed.as_ref().unwrap_or(&tile.question) {
        Question::Query(query) => Some(query.clone()),
        Question::Sql(_) => None,
    }
}

/// The rows behind a column of a cross table, and these in words; none for a column that sums up others. `crossed` is its question.
pub fn behind(crossed: &Query, answer: &Answer, column: &str) -> Option<(Filter, String)> {
    let across = crossed.pivot.as_ref()?.columns.first()?;
    let group = crossed.groups.iter().find(|group| group.name() == *across)?;
    let value = answer.heads.get(column)?;
    let head = column.split(BETWEEN).next().unwrap_or(column);
    let filter = Filter::In {
        column: group.column.clone(),
        by: group.by,
        values: vec![value.clone()],
    };
    Some((
        filter,
        format!("{}: {head}", group.name.as_ref().unwrap_or(&group.column)),
    ))
}

/// What the cells of a cross table show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Their figures.
    #[default]
    Value,
    /// Which part of their row's total they are.
    PartOfRow,
    /// Which part of their column's total they are.
    PartOfColumn,
    /// Which part of the whole they are.
    PartOfAll,
}

impl Shown {
    /// Every way, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Value, Self::PartOfRow, Self::PartOfColumn, Self::PartOfAll];

    /// Its name in menus.
    pub fn label(self) -> &'static str {
        match self {
            Self::Value => "Values",
            Self::PartOfRow => "% of row",
            Self::PartOfColumn => "% of column",
            Self::PartOfAll => "% of all",
        }
    }
}

/// Which columns of an answer stand at the side, and which are its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cross {
    /// The columns at the side.
    pub sides: Vec<usize>,
    /// The columns of figures.
    pub figures: Vec<usize>,
    /// How many of the last columns of figures sum up the row.
    pub totals: usize,
    /// How many figures each head has.
    pub measures: usize,
}

/// The strength of a cell's colour, of this many.
pub const HEATS: i8 = 9;

impl Cross {
    /// Reads how an answer is laid out: what is measured comes last, and what sums up rows after it.
    pub fn of(answer: &Answer) -> Self {
        let columns = answer.table.columns.len();
        let measured: Vec<usize> = answer
            .chart
            .y
            .iter()
            .filter_map(|name| answer.table.position(name))
            .collect();
        let first = measured.iter().copied().min().unwrap_or(columns);
        let figures: Vec<usize> = (first..columns).collect();
        let totals = figures
            .iter()
            .rev()
            .take_while(|column| !measured.contains(column))
            .count();
        Self {
            sides: (0..first).collect(),
            figures,
            totals,
            measures: totals.max(1),
        }
    }

    /// Whether a column sums up its row.
    pub fn is_total(&self, column: usize) -> bool {
        self.figures
            .iter()
            .rev()
            .take(self.totals)
            .any(|total| *total == column)
    }

    /// What a cell shows, as a part of one where it is a part; none where it has no value or what it is a part of is not there.
    pub fn part(&self, table: &Table, row: usize, column: usize, shown: Shown) -> Option<f64> {
        let value = number(table, row, column)?;
        let whole = match shown {
            Shown::Value => return Some(value),
            Shown::PartOfRow => number(table, row, self.row_total(column)?)?,
            Shown::PartOfColumn => number(table, grand(table)?, column)?,
            Shown::PartOfAll => number(table, grand(table)?, self.row_total(column)?)?,
        };
        (whole != 0.0).then(|| value / whole)
    }

    /// The column that sums up the rows of this column's measure.
    fn row_total(&self, column: usize) -> Option<usize> {
        let first = self.figures.first()?;
        let measure = (column - first) % self.measures;
        let totals = self
            .figures
            .len()
            .checked_sub(self.totals)
            .filter(|_| self.totals > 0)?;
        self.figures.get(totals + measure).copied()
    }

    /// How strong the colour of each plain cell is, below zero for figures below zero; those of one measure are compared with each other.
    pub fn heat(&self, table: &Table, row: usize, column: usize, largest: &[f64]) -> Option<i8> {
        if self.is_total(column) || table.levels.get(row).is_some_and(|level| *level > 0) {
            return None;
        }
        let first = self.figures.first()?;
        let value = number(table, row, column)?;
        let most = largest
            .get((column - first) % self.measures)
            .copied()
            .filter(|most| *most > 0.0)?;
        let strength = (value.abs() / most * f64::from(HEATS))
            .ceil()
            .clamp(0.0, f64::from(HEATS));
        Some(if value < 0.0 { -(strength as i8) } else { strength as i8 })
    }

    /// The size of the largest plain cell of each measure.
    pub fn largest(&self, table: &Table) -> Vec<f64> {
        let mut largest = vec![0.0_f64; self.measures];
        let plain = |row: &usize| table.levels.get(*row).copied().unwrap_or_default() == 0;
        for row in (0..table.rows.len()).filter(plain) {
            let cells = self
                .figures
                .iter()
                .enumerate()
                .filter(|(_, column)| !self.is_total(**column));
            for (place, column) in cells {
                let size = number(table, row, *column).unwrap_or_default().abs();
                if let Some(most) = largest.get_mut(place % self.measures) {
                    *most = most.max(size);
                }
            }
        }
        largest
    }
}

/// The row that sums up all others.
fn grand(table: &Table) -> Option<usize> {
    let last = table.rows.len().checked_sub(1)?;
    let level = table.levels.get(last).copied().unwrap_or_default();
    (level > 0 && level == table.levels.iter().copied().max()?).then_some(last)
}

fn number(table: &Table, row: usize, column: usize) -> Option<f64> {
    match table.rows.get(row)?.get(column)? {
        Value::Text(text) if table.columns.get(column)?.kind.is_number() => text.parse().ok(),
        other => other.number(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Column, Type};

    fn answer() -> Answer {
        let column = |name: &str| Column {
            name: name.into(),
            kind: if name == "region" { Type::Text } else { Type::Integer },
            nullable: true,
        };
        let row = |name: &str, figures: [i64; 3]| {
            let name = if name.is_empty() { Value::Null } else { name.into() };
            [name].into_iter().chain(figures.map(Value::Integer)).collect()
        };
        Answer {
            table: Table {
                columns: ["region", "2023", "2024", "Total"].map(column).to_vec(),
                rows: vec![row("n", [4, 6, 10]), row("s", [-1, 1, 0]), row("", [3, 7, 10])],
                truncated: false,
                levels: vec![0, 0, 1],
            },
            chart: Chart {
                y: vec!["2023".into(), "2024".into()],
                ..Chart::default()
            },
            ..Answer::default()
        }
    }

    #[test]
    fn columns_are_told_apart() {
        let cross = Cross::of(&answer());
        assert_eq!(
            (cross.sides.as_slice(), cross.figures.as_slice(), cross.totals),
            (&[0][..], &[1, 2, 3][..], 1)
        );
        assert!(cross.is_total(3) && !cross.is_total(2));
    }

    #[test]
    fn parts_of_rows_columns_and_all() {
        let answer = answer();
        let cross = Cross::of(&answer);
        for (row, column, shown, expected) in [
            (0, 1, Shown::Value, Some(4.0)),
            (0, 1, Shown::PartOfRow, Some(0.4)),
            (0, 2, Shown::PartOfColumn, Some(6.0 / 7.0)),
            (0, 1, Shown::PartOfAll, Some(0.4)),
            (1, 1, Shown::PartOfRow, None),
            (2, 3, Shown::PartOfAll, Some(1.0)),
            (9, 1, Shown::Value, None),
        ] {
            let part = cross.part(&answer.table, row, column, shown);
            assert_eq!(part, expected, "{row} {column} {shown:?}");
        }
    }

    #[test]
    fn heat_is_of_plain_cells() {
        let answer = answer();
        let cross = Cross::of(&answer);
        let largest = cross.largest(&answer.table);
        assert_eq!(largest, [6.0]);
        let heat = |row, column| cross.heat(&answer.table, row, column, &largest);
        assert_eq!([heat(0, 2), heat(0, 1), heat(1, 1)], [Some(9), Some(6), Some(-2)]);
        assert_eq!([heat(0, 3), heat(2, 1)], [None, None]);
    }
}
