//! One mark of an answer: what it stands for, and where it leads.

use crate::engine::Engine;
use crate::model::Workspace;
use crate::pages::rows::RowsWanted;
use crate::ui::format;
use leptos::prelude::*;
use spec::answer::Answer;
use spec::dashboard::TileId;
use spec::drill::{self, Down};
use spec::filter::Filter;
use spec::marks::Marks;
use spec::question::Query;
use spec::selection::Pick;
use spec::value::Value;
use spec::why;

/// What is under the pointer.
#[derive(Clone)]
pub(super) struct Mark {
    /// The rows that it stands for.
    pub pick: Pick,
    /// Where one can go down to.
    pub ways: Vec<Down>,
    /// Its figures as they are written.
    pub figures: String,
}

impl Mark {
    /// The mark of one row of an answer; none where no group tells it from others.
    pub(super) fn of_row(
        (engine, workspace): (Engine, Workspace),
        query: &Query,
        answer: &Answer,
        tile: &TileId,
        row: usize,
    ) -> Option<Self> {
        let table = &answer.table;
        let mut marks = Marks::default();
        marks.replace(query, table, &[row]);
        let write = |column: usize, value: &Value| write(answer, column, value);
        let pick = marks.pick(tile, query, table, &write)?;
        let cells = table.rows.get(row)?;
        let dataset = engine
            .datasets
            .with_untracked(|datasets| datasets.iter().find(|dataset| dataset.name == query.from).cloned());
        let hierarchies: Vec<_> = workspace
            .model
            .with_untracked(|model| model.hierarchies_of(&query.from).cloned().collect());
        let ways = drill::ways(query, dataset.as_ref(), &hierarchies)
            .into_iter()
            .filter_map(|way| {
                let column = table.position(&way.0.name())?;
                let value = cells.get(column)?;
                drill::down(query, &way, value, write(column, value))
            });
        let figures = cells.iter().enumerate().skip(query.sides().count());
        let figures = figures.map(|(column, value)| write(column, value));
        Some(Self {
            ways: ways.collect(),
            figures: figures.collect::<Vec<_>>().join("\t"),
            pick,
        })
    }

    /// What a clipboard gets.
    pub(super) fn copied(&self) -> String {
        format!("{}\t{}", self.pick.label, self.figures)
    }
}

/// The rows behind a question, and behind a mark of it, under these filters.
pub(super) fn rows(title: String, query: &Query, filters: &[Filter], pick: Option<&Pick>) -> RowsWanted {
    let mut filters = filters.to_vec();
    filters.extend(pick.map(|pick| pick.filter.clone()));
    RowsWanted {
        title: match pick {
            Some(pick) => format!("{title} · {}", pick.label),
            None => title,
        },
        query: why::ground(query).filtered(&filters),
    }
}

/// Everything but a pick. Rows without a value are not left out.
pub(super) fn left_out(pick: Pick) -> Pick {
    let columns = columns(&pick.filter);
    let not = std::iter::once(Filter::Not(Box::new(pick.filter)));
    let nulls = columns.into_iter().map(|column| Filter::Null { column });
    Pick {
        label: format!("not {}", pick.label),
        filter: Filter::Any(not.chain(nulls).collect()),
        ..pick
    }
}

/// The columns whose values a pick names, but for those of which it names the missing value.
fn columns(filter: &Filter) -> Vec<String> {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().flat_map(columns).collect(),
        Filter::In { column, values, .. } if !values.iter().any(Value::is_null) => vec![column.clone()],
        _ => Vec::new(),
    }
}

/// A value of an answer as a reader sees it.
pub(super) fn write(answer: &Answer, column: usize, value: &Value) -> String {
    format::cell(value, &answer.formats.get(column).cloned().unwrap_or_default())
}

/// A row of an answer for the clipboard, cell by cell.
pub(super) fn copied_row(answer: &Answer, row: usize) -> String {
    let cells = answer.table.rows.get(row).into_iter().flatten().enumerate();
    let cells = cells.map(|(column, value)| write(answer, column, value));
    cells.collect::<Vec<_>>().join("\t")
}

/// Puts a text on the clipboard.
pub(super) fn copy(text: &str) {
    let clipboard = window().navigator().clipboard();
    drop(clipboard.write_text(text));
}
