//! What the parts of Explore share: the question, its answer, and what is being dragged.

use super::answering::Answering;
use super::drag::Dragged;
use crate::engine::{Engine, use_engine};
use crate::exploration::{Exploration, use_exploration};
use crate::files::{Files, use_files};
use crate::pages::ask::edit::{Change, Chip};
use crate::pages::ask::reading::Chips;
use crate::ui::chart::PlotSlot;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::chart::{Chart, Kind};
use spec::dashboard::Tile;
use spec::dataset::Column;
use spec::profile::{ColumnProfile, Profile};
use spec::question::{Query, Question};
use spec::shelf::{self, leading};
use std::collections::BTreeMap;

/// What the parts share. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    /// The question and its chart: what is explored, or a bare one of the dataset that the user is at.
    pub tile: Memo<Option<Tile>>,
    /// Its parts as chips.
    pub chips: Chips,
    /// Its answer.
    pub answering: Answering,
    /// The drawn chart.
    pub plot: PlotSlot,
    /// Whether the table is shown instead of the chart.
    pub as_table: RwSignal<bool>,
    /// The chip that was changed last.
    pub changed: RwSignal<Option<Chip>>,
    /// What is being dragged.
    pub dragged: RwSignal<Option<Dragged>>,
    /// The kind that was pressed although the answer lacks something for it.
    pub refused: RwSignal<Option<Kind>>,
    /// What a screen reader is told.
    pub said: RwSignal<String>,
    /// Whether the columns are shown, where they are a sheet over the page.
    pub sheet: RwSignal<bool>,
    /// What is in the columns of each dataset, as far as it is known.
    pub profiles: RwSignal<BTreeMap<String, Profile>>,
    /// What is explored.
    pub exploration: Exploration,
    /// The engine.
    pub engine: Engine,
    files: Files,
    /// The question before the first change that was made while columns were not looked into.
    unled: RwSignal<Option<Tile>>,
}

/// The bench of the page.
pub(super) fn use_bench() -> Bench {
    expect_context()
}

impl Bench {
    /// The bench over what is explored.
    pub(super) fn open() -> Self {
        let (engine, files, exploration) = (use_engine(), use_files(), use_exploration());
        let tile = Memo::new(move |_| {
            if !exploration.loaded.get() {
                return None;
            }
            exploration.tile.get().or_else(|| Some(bare(&files.dataset()?.name)))
        });
        let answering = Answering::follow(engine, tile);
        let changed = RwSignal::new(None);
        let blamed = Signal::derive(move || changed.get().filter(|_| answering.problem.with(Option::is_some)));
        // The bench hears of changes only once it is there.
        let here = StoredValue::new(None::<Self>);
        let hear = move |change: Change| {
            if let Some(bench) = here.get_value() {
                bench.make(vec![change]);
            }
        };
        let mut bench = Self {
            tile,
            chips: Chips::over(tile, blamed, Callback::new(hear)),
            answering,
            plot: RwSignal::new_local(None),
            as_table: RwSignal::new(false),
            changed,
            dragged: RwSignal::new(None),
            refused: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            sheet: RwSignal::new(false),
            profiles: RwSignal::new(BTreeMap::new()),
            exploration,
            engine,
            files,
            unled: RwSignal::new(None),
        };
        let more = move |chip: Chip| super::shelves::moves(here.get_value(), chip);
        bench.chips.more = Some(Callback::new(more));
        here.set_value(Some(bench));
        bench.look();
        bench
    }

    /// The query that is built.
    pub(super) fn query(self) -> Option<Query> {
        match self.tile.get()?.question {
            Question::Query(query) => Some(query),
            Question::Sql(_) => None,
        }
    }

    /// Whether nothing was chosen yet.
    pub(super) fn is_bare(self) -> bool {
        self.tile.with(|tile| {
            matches!(tile, Some(Tile { question: Question::Query(query), chart, .. }) if shelf::is_bare(query) && chart.kind.is_none())
        })
    }

    /// What is known of a column.
    pub(super) fn profile(self, column: &str) -> Option<ColumnProfile> {
        self.profiles.with(|profiles| {
            let mut all = profiles.values().flat_map(|profile| &profile.columns);
            all.find(|known| known.column.name == column).cloned()
        })
    }

    /// The column of this name.
    pub(super) fn column(self, name: &str) -> Option<Column> {
        untrack(move || self.chips.columns())
            .into_iter()
            .find(|column| column.name == name)
    }

    /// Draws the question in another way.
    pub(super) fn draw(self, chart: Chart) {
        self.refused.set(None);
        if let Some(tile) = self.tile.get_untracked() {
            self.exploration.change(Tile { chart, ..tile });
        }
    }

    /// Makes a change that can be taken back. Of very many values only the leading ones are shown.
    pub(super) fn take(self, before: &Tile, after: Tile) {
        let mut after = leading::led(before, after, |column| self.profile_now(column));
        after.title = crate::ui::words::title(&after.question);
        if after == *before {
            return;
        }
        let is_known = self.profiles.with_untracked(|profiles| !profiles.is_empty());
        if !is_known && self.unled.with_untracked(Option::is_none) {
            self.unled.set(Some(before.clone()));
        }
        self.refused.set(None);
        self.exploration.change(after);
    }

    /// Shows only the leading values also of what was put on a shelf before it was known how many there are.
    fn lead_late(self) {
        let (Some(before), Some(now)) = (self.unled.get_untracked(), self.exploration.tile.get_untracked()) else {
            return;
        };
        self.unled.set(None);
        let led = leading::led(&before, now.clone(), |column| self.profile_now(column));
        if led != now {
            self.exploration.amend(Tile {
                title: crate::ui::words::title(&led.question),
                ..led
            });
        }
    }

    fn profile_now(self, column: &str) -> Option<ColumnProfile> {
        untrack(move || self.profile(column))
    }

    /// Starts anew with a dataset.
    pub(super) fn begin(self, dataset: &str) {
        self.files.current.set(Some(dataset.to_owned()));
        self.exploration.change(bare(dataset));
    }

    /// The tile as it is kept elsewhere: titled, and drawn as it is drawn here.
    pub(super) fn kept(self) -> Option<Tile> {
        let tile = self.tile.get()?;
        let title = match tile.title.is_empty() {
            true => crate::ui::words::title(&tile.question),
            false => tile.title.clone(),
        };
        Some(Tile {
            title,
            ..shelf::drawn(&tile)
        })
    }

    /// Looks into the columns of the datasets that take part.
    fn look(self) {
        let names = Memo::new(move |_| {
            let sources = self.chips.sources.get();
            sources
                .into_iter()
                .filter_map(|source| source.dataset)
                .collect::<Vec<_>>()
        });
        Effect::new(move |_| {
            for name in names.get() {
                let is_known = self.profiles.with_untracked(|profiles| profiles.contains_key(&name));
                if !is_known {
                    self.look_into(name);
                }
            }
        });
    }

    fn look_into(self, name: String) {
        spawn_local(async move {
            // Without profiles the types alone say where a column belongs.
            if let Ok(profile) = self.engine.profile(name.clone()).await {
                drop(self.profiles.try_update(|profiles| profiles.insert(name, profile)));
                if self.unled.try_get_untracked().is_some() {
                    self.lead_late();
                }
            }
        });
    }
}

/// A question that asks nothing yet.
fn bare(dataset: &str) -> Tile {
    let query = Query {
        from: dataset.to_owned(),
        ..Query::default()
    };
    Tile {
        title: String::new(),
        question: Question::Query(query),
        chart: Chart::default(),
    }
}
