//! An answer as rows and columns.

mod totals;

use crate::echarts::Spot;
use crate::ui::format;
use crate::ui::grid::{Cell, Grid, GridColumn, RowLook};
use leptos::prelude::*;
use spec::answer::{Answer, Format};
use spec::value::Value;
use std::ops::Range;
use std::sync::Arc;

/// What was pressed: rows of the answer, and whether to add them to those picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picked {
    /// Which rows of the answer.
    pub rows: Vec<usize>,
    /// Whether they are added to those picked before.
    pub add: bool,
    /// Of a cross table, the name of the column that was pressed.
    pub across: Option<String>,
}

impl Picked {
    /// Rows of the answer.
    pub(crate) fn rows(rows: Vec<usize>, add: bool) -> Self {
        Self {
            rows,
            add,
            across: None,
        }
    }
}

/// An answer as a table that scrolls inside itself; it fills the height it is given.
#[component]
pub(crate) fn AnswerTable(
    /// The answer.
    #[prop(into)]
    answer: Signal<Arc<Answer>>,
    /// What it is about, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The rows that are picked; the others are dimmed.
    #[prop(optional, into)]
    picked: Signal<Option<Vec<usize>>>,
    /// Hears what is pressed.
    #[prop(optional_no_strip)]
    on_pick: Option<Callback<Picked>>,
    /// Hears of which row a menu was asked for, and where.
    #[prop(optional_no_strip)]
    on_menu: Option<Callback<Spot>>,
) -> impl IntoView {
    let columns = Memo::new(move |_| answer.with(|answer| Arc::new(columns(answer))));
    let rows = Memo::new(move |_| answer.with(|answer| answer.table.rows.len() as u64));
    let groups = Memo::new(move |_| answer.with(|answer| totals::groups(&answer.table)));
    let cell = move |(row, column): (u64, usize)| {
        let merged = answer.with(|answer| totals::merged(&answer.table, groups.get(), row as usize));
        match merged {
            Some(merged) if merged.start == column => Cell::Word("Total"),
            Some(merged) if merged.contains(&column) => Cell::Merged,
            _ => {
                let value = answer.with(|answer| answer.table.rows.get(row as usize)?.get(column).cloned());
                Cell::Value(value.unwrap_or_default())
            }
        }
    };
    let look = move |row: u64| {
        let merged = answer.with(|answer| totals::merged(&answer.table, groups.get(), row as usize));
        picked.with(|picked| match picked {
            None => match merged {
                Some(merged) if merged.start == 0 => RowLook::Grand,
                Some(_) => RowLook::Sum,
                None => RowLook::Plain,
            },
            Some(rows) if rows.contains(&(row as usize)) => RowLook::Picked,
            Some(_) => RowLook::Dimmed,
        })
    };
    let press = on_pick.map(|heard| {
        Callback::new(move |(row, add): (u64, bool)| {
            heard.run(Picked::rows(vec![row as usize], add));
        })
    });
    let menu = on_menu.map(|heard| {
        Callback::new(move |(row, at): (u64, (f64, f64))| {
            let row = Some(row as usize);
            heard.run(Spot { row, at });
        })
    });
    view! { <Grid label columns rows cell look on_pick=press on_menu=menu /> }
}

/// How many of an answer's first columns are groups, as far as rows that sum up others tell.
pub(crate) fn groups(answer: &Answer) -> usize {
    totals::groups(&answer.table)
}

/// The cells of a row that stand for several values; none of a row that sums nothing up.
pub(crate) fn merged(answer: &Answer, groups: usize, row: usize) -> Option<Range<usize>> {
    totals::merged(&answer.table, groups, row)
}

/// The columns of an answer, as wide as their first rows need.
pub(crate) fn columns(answer: &Answer) -> Vec<GridColumn> {
    let table = &answer.table;
    let columns = table.columns.iter().enumerate().map(|(index, column)| {
        let format = answer.formats.get(index).cloned();
        let format = format.unwrap_or_else(|| format::of_column(column));
        let values = table.rows.iter().take(60).filter_map(|row| row.get(index));
        GridColumn {
            name: column.name.clone(),
            width: width(&column.name, values, &format),
            format,
        }
    });
    columns.collect()
}

/// How wide a column is that holds these values, in pixels: between what can still be read and what leaves room for others.
pub(crate) fn width<'a>(name: &str, values: impl Iterator<Item = &'a Value>, format: &Format) -> f64 {
    let longest = values
        .map(|value| format::cell(value, format).chars().count())
        .max()
        .unwrap_or(0);
    let letters = longest.max(name.chars().count() + 1);
    (letters as f64 * 8.2 + 28.0).clamp(72.0, 320.0)
}
