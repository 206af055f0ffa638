//! The rows of a dataset, fetched page by page as they come into sight.

use super::search;
use crate::engine::Engine;
use crate::ui::grid::{Cell, Span};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::dataset::Dataset;
use spec::filter::Filter;
use spec::problem::Problem;
use spec::question::{Measure, Order, Query, Question, Sort};
use spec::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many rows are fetched at once.
const PAGE: u64 = 200;
/// How many pages are kept.
const KEPT: usize = 40;

/// A page of rows.
pub(super) type Page = Arc<Vec<Vec<Value>>>;

/// The rows of a dataset in some order, under some filters. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Pages {
    /// How many rows there are.
    pub count: RwSignal<u64>,
    /// The order of the rows; the dataset's own when absent.
    pub sort: RwSignal<Option<Sort>>,
    /// What is typed over the columns.
    pub searches: RwSignal<BTreeMap<String, String>>,
    /// Counts the changes of order and filters.
    pub version: RwSignal<u64>,
    /// Why there are no rows.
    pub problem: RwSignal<Option<Problem>>,
    fetched: RwSignal<BTreeMap<u64, Page>>,
    under_way: StoredValue<BTreeSet<u64>>,
    shown: StoredValue<u64>,
    wanted: RwSignal<Span>,
    /// The dataset whose rows are shown: the one before a change until the first rows after it are there.
    pub seen: RwSignal<Seen>,
    dataset: StoredValue<Arc<Dataset>>,
    engine: Engine,
}

/// A dataset and its first rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Seen {
    /// The dataset.
    pub dataset: Arc<Dataset>,
    /// Its first rows, once they are there.
    pub first: Option<Page>,
}

impl Pages {
    /// The rows of a dataset as they are in it.
    pub(super) fn new(engine: Engine, dataset: Dataset) -> Self {
        let dataset = Arc::new(dataset);
        Self {
            seen: RwSignal::new(Seen {
                dataset: dataset.clone(),
                first: None,
            }),
            count: RwSignal::new(dataset.rows),
            sort: RwSignal::new(None),
            searches: RwSignal::new(BTreeMap::new()),
            version: RwSignal::new(0),
            problem: RwSignal::new(None),
            fetched: RwSignal::new(BTreeMap::new()),
            under_way: StoredValue::new(BTreeSet::new()),
            shown: StoredValue::new(0),
            wanted: RwSignal::new(0..0),
            dataset: StoredValue::new(dataset),
            engine,
        }
    }

    /// A cell, when its page is there.
    pub(super) fn cell(self, row: u64, column: usize) -> Cell {
        self.fetched.with(|fetched| {
            let page = fetched.get(&(row / PAGE));
            let value = page.and_then(|page| page.get((row % PAGE) as usize)?.get(column));
            value.map_or(Cell::Pending, |value| Cell::Value(value.clone()))
        })
    }

    /// Shows the rows of the dataset as it is now.
    pub(super) fn replace(self, dataset: Dataset) {
        let is_there = |name: &str| dataset.column(name).is_some();
        self.sort
            .update(|sort| *sort = sort.take().filter(|sort| is_there(&sort.by)));
        self.searches
            .update(|searches| searches.retain(|name, _| is_there(name)));
        self.dataset.set_value(Arc::new(dataset));
        self.renew();
        self.recount();
    }

    /// Orders the rows.
    pub(super) fn order(self, sort: Option<Sort>) {
        self.sort.set(sort);
        self.renew();
    }

    /// Fetches what is in sight.
    pub(super) fn want(self, span: Span) {
        self.wanted.set(span);
        self.fetch();
    }

    /// Turns the order of a column: largest first, smallest first, as it comes.
    pub(super) fn turn(self, column: &str) {
        self.sort.update(|sort| {
            let next = match sort {
                Some(sort) if sort.by == column && sort.order == Order::Descending => Some(Order::Ascending),
                Some(sort) if sort.by == column => None,
                _ => Some(Order::Descending),
            };
            let by = column.to_owned();
            *sort = next.map(|order| Sort { by, order });
        });
        self.renew();
    }

    /// Finds rows by a column.
    pub(super) fn search(self, column: &str, typed: String) {
        self.searches.update(|searches| {
            match typed.trim().is_empty() {
                true => searches.remove(column),
                false => searches.insert(column.to_owned(), typed),
            };
        });
        self.renew();
        self.recount();
    }

    /// The rows as a question.
    pub(super) fn question(self) -> Query {
        Query {
            from: self.dataset.with_value(|dataset| dataset.name.clone()),
            filter: self.filter(),
            sort: self.sort.get_untracked().into_iter().collect(),
            ..Query::default()
        }
    }

    fn filter(self) -> Option<Filter> {
        let searches = self.searches.get_untracked();
        let filters = self.dataset.with_value(|dataset| {
            let filters = searches.iter().filter_map(|(name, typed)| {
                let column = dataset.column(name)?;
                search::filter(name, column.kind, typed)
            });
            filters.collect::<Vec<_>>()
        });
        (!filters.is_empty()).then_some(Filter::All(filters))
    }

    /// Begins anew; what is shown stays until the new rows are there.
    fn renew(self) {
        self.version.update(|version| *version += 1);
        self.under_way.update_value(BTreeSet::clear);
        self.wanted
            .update(|span| *span = 0..span.end.saturating_sub(span.start).max(1));
        self.fetch_page(0);
    }

    fn recount(self) {
        if self.searches.with_untracked(BTreeMap::is_empty) {
            let rows = self.dataset.with_value(|dataset| dataset.rows);
            return self.count.set(rows);
        }
        let version = self.version.get_untracked();
        let question = Query {
            measures: vec![Measure::count()],
            sort: Vec::new(),
            ..self.question()
        };
        spawn_local(async move {
            let counted = self
                .engine
                .table(Some("data/count"), Question::Query(question), 1)
                .await;
            let count = counted.ok().and_then(|table| table.rows.first()?.first()?.number());
            if let Some(count) = count.filter(|_| self.version.try_get_untracked() == Some(version)) {
                self.count.set(count as u64);
            }
        });
    }

    fn fetch(self) {
        let span = self.wanted.get_untracked();
        if span.is_empty() {
            return;
        }
        for page in span.start / PAGE..=(span.end - 1) / PAGE {
            let is_there = self.fetched.with_untracked(|fetched| fetched.contains_key(&page));
            if !is_there && self.under_way.with_value(|pages| !pages.contains(&page)) {
                self.fetch_page(page);
            }
        }
    }

    fn fetch_page(self, page: u64) {
        self.under_way.update_value(|pages| {
            pages.insert(page);
        });
        let version = self.version.get_untracked();
        let question = Query {
            offset: Some(page * PAGE),
            limit: Some(PAGE),
            ..self.question()
        };
        spawn_local(async move {
            // While one scrolls fast, only the newest pages are worth fetching.
            let slot = format!("data/{}", page % 3);
            let result = self.engine.table(Some(&slot), Question::Query(question), PAGE).await;
            if self.version.try_get_untracked() != Some(version) {
                return;
            }
            self.under_way.update_value(|pages| {
                pages.remove(&page);
            });
            match result {
                Ok(table) => self.take(page, version, table.rows),
                Err(problem) if problem.code == "superseded" => self.fetch(),
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    fn take(self, page: u64, version: u64, rows: Vec<Vec<Value>>) {
        self.problem.set(None);
        let is_new = self.shown.get_value() != version;
        let rows = Arc::new(rows);
        self.fetched.update(|fetched| {
            if is_new || fetched.len() >= KEPT {
                fetched.clear();
            }
            fetched.insert(page, rows.clone());
        });
        self.see(page, rows);
        self.shown.set_value(version);
        self.fetch();
    }

    /// A dataset is seen from its first rows on; a search or an order of them does not change how wide its columns are.
    fn see(self, page: u64, rows: Page) {
        let dataset = self.dataset.get_value();
        let is_seen = self
            .seen
            .with_untracked(|seen| Arc::ptr_eq(&seen.dataset, &dataset) && seen.first.is_some());
        if page == 0 && !is_seen {
            self.seen.set(Seen {
                dataset,
                first: Some(rows),
            });
        }
    }
}
