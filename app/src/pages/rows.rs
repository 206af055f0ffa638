//! The rows behind a mark or a tile, fetched as they come into sight, and a field to find some of them.

use crate::engine::{Engine, use_engine};
use crate::ui::dialog::Dialog;
use crate::ui::export_menu::ExportMenu;
use crate::ui::format;
use crate::ui::grid::{Cell, Grid, GridColumn, Span};
use crate::ui::table;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Table;
use spec::dataset::{Column, Type};
use spec::filter::Filter;
use spec::problem::Problem;
use spec::question::{Measure, Query, Question};
use spec::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many rows are fetched at once.
const PAGE: u64 = 200;

/// Which rows, and what they are called.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RowsWanted {
    /// What they are called.
    pub title: String,
    /// The rows.
    pub query: Query,
}

/// The dialog; it is open while rows are wanted.
#[component]
pub(super) fn RowsDialog(
    /// Which ones.
    rows: RwSignal<Option<RowsWanted>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(rows.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && rows.with_untracked(Option::is_some) {
            rows.set(None);
        }
    });
    let title = Signal::derive(move || {
        rows.with(|wanted| wanted.as_ref().map(|wanted| wanted.title.clone()))
            .unwrap_or_default()
    });
    view! {
        <Dialog open title wide=true>
            {move || rows.get_untracked().map(|wanted| view! { <Rows wanted /> })}
        </Dialog>
    }
}

/// The rows, with a field to find some.
#[component]
pub(super) fn Rows(
    /// Which ones.
    wanted: RowsWanted,
) -> impl IntoView {
    let engine = use_engine();
    let (typed, columns) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
    let ground = wanted.query.clone();
    spawn_local(async move {
        // Without the columns there is no field to find rows; what is wrong shows where the rows are.
        if let Ok(known) = engine.columns(ground).await {
            drop(columns.try_set(known));
        }
    });
    let wanted = StoredValue::new(wanted);
    let found = Memo::new(move |_| {
        let (text, wanted) = (typed.get(), wanted.get_value());
        let query = match text.trim().is_empty() {
            true => wanted.query,
            false => wanted.query.filtered(&[holding(text.trim(), &columns.get())]),
        };
        RowsWanted { query, ..wanted }
    });
    let has_text = move || columns.with(|columns| columns.iter().any(|column| column.kind == Type::Text));
    view! {
        <Show when=has_text>
            <input
                class="input"
                type="search"
                aria-label="Find in the rows"
                placeholder="Find in the rows"
                autocomplete="off"
                spellcheck="false"
                on:change:target=move |event| typed.set(event.target().value())
            />
        </Show>
        {move || view! { <Found wanted=found.get() /> }}
    }
}

/// Some text column holds this.
fn holding(text: &str, columns: &[Column]) -> Filter {
    let texts = columns.iter().filter(|column| column.kind == Type::Text);
    let each = texts.map(|column| Filter::Contains {
        column: column.name.clone(),
        text: text.to_owned(),
    });
    Filter::Any(each.collect())
}

#[component]
fn Found(wanted: RowsWanted) -> impl IntoView {
    let rows = Fetched::new(use_engine(), wanted.query.clone());
    let cell = move |(row, column): (u64, usize)| rows.cell(row, column);
    let sight = move |span: Span| rows.want(span);
    let told = move || match (rows.problem.get(), rows.count.get()) {
        (Some(problem), _) => problem.message,
        (None, Some(count)) => format::counted(count, "row"),
        (None, None) => "Counting…".to_owned(),
    };
    let (title, query) = (wanted.title.clone(), wanted.query);
    view! {
        <div class="rows-head">
            <p class="quiet-text" role="status">{told}</p>
            <span class="space"></span>
            <ExportMenu title=move |()| title.clone() question=move |()| Some(Question::Query(query.clone())) />
        </div>
        <div class="rows-behind">
            <Grid
                label=format!("Rows of {}", wanted.title)
                columns=rows.columns
                rows=Signal::derive(move || rows.count.get().unwrap_or_default())
                cell
                on_sight=sight
            />
        </div>
    }
}

/// The rows that have come so far. Copies are the same.
#[derive(Clone, Copy)]
struct Fetched {
    count: RwSignal<Option<u64>>,
    columns: RwSignal<Arc<Vec<GridColumn>>>,
    problem: RwSignal<Option<Problem>>,
    pages: RwSignal<BTreeMap<u64, Vec<Vec<Value>>>>,
    asked: StoredValue<BTreeSet<u64>>,
    query: StoredValue<Query>,
    engine: Engine,
}

impl Fetched {
    /// Counts the rows, and fetches the first.
    fn new(engine: Engine, query: Query) -> Self {
        let fetched = Self {
            count: RwSignal::new(None),
            columns: RwSignal::default(),
            problem: RwSignal::new(None),
            pages: RwSignal::default(),
            asked: StoredValue::default(),
            query: StoredValue::new(query.clone()),
            engine,
        };
        let counting = Query {
            measures: vec![Measure::count()],
            ..query
        };
        spawn_local(async move {
            match engine.table(None, Question::Query(counting), 1).await {
                Ok(table) => {
                    let count = table.rows.first().and_then(|row| row.first()?.number());
                    fetched.count.try_set(count.map(|count| count as u64));
                }
                Err(problem) => drop(fetched.problem.try_set(Some(problem))),
            }
        });
        fetched.fetch(0);
        fetched
    }

    fn cell(self, row: u64, column: usize) -> Cell {
        self.pages.with(|pages| {
            let value = pages
                .get(&(row / PAGE))
                .and_then(|page| page.get((row % PAGE) as usize)?.get(column));
            value.map_or(Cell::Pending, |value| Cell::Value(value.clone()))
        })
    }

    fn want(self, span: Span) {
        if !span.is_empty() {
            for page in span.start / PAGE..=(span.end - 1) / PAGE {
                self.fetch(page);
            }
        }
    }

    fn fetch(self, page: u64) {
        let is_new = self.asked.try_update_value(|asked| asked.insert(page)).unwrap_or(false);
        if !is_new {
            return;
        }
        let query = Query {
            offset: Some(page * PAGE),
            limit: Some(PAGE),
            ..self.query.get_value()
        };
        // While one scrolls fast, only the newest pages are worth fetching.
        let slot = format!("rows/{}", page % 3);
        spawn_local(async move {
            match self.engine.table(Some(&slot), Question::Query(query), PAGE).await {
                Ok(table) => self.take(page, table),
                Err(problem) if problem.code == "superseded" => {
                    self.asked.try_update_value(|asked| asked.remove(&page));
                }
                Err(problem) => drop(self.problem.try_set(Some(problem))),
            }
        });
    }

    fn take(self, page: u64, table: Table) {
        if self.pages.try_with_untracked(BTreeMap::is_empty) == Some(true) {
            let columns = table.columns.iter().enumerate().map(|(index, column)| {
                let values = || table.rows.iter().filter_map(move |row| row.get(index));
                let format = format::aligned(format::of_column(column), values());
                GridColumn {
                    name: column.name.clone(),
                    width: table::width(&column.name, values().take(60), &format),
                    format,
                }
            });
            self.columns.set(Arc::new(columns.collect()));
        }
        drop(self.pages.try_update(|pages| pages.insert(page, table.rows)));
    }
}
