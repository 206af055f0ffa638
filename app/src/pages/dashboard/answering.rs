//! The answer of one tile: asked again when its question or the picks of others change; the newest wins.

use super::board::Board;
use crate::engine::Engine;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Answer;
use spec::dashboard::Tile;
use spec::dataset::Dataset;
use spec::filter::Filter;
use spec::problem::Problem;
use spec::question::Question;
use std::sync::Arc;

/// What an answer depends on.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) struct Wanted {
    /// The tile; its title does not matter.
    pub tile: Tile,
    /// The picks of other tiles.
    pub filters: Vec<Filter>,
    /// Which data it is about: a file that is opened again gives a new answer.
    data: Vec<(String, u64, u64)>,
    /// Under which model: what a metric means may change.
    model: u32,
    /// The dataset that is not open.
    pub missing: Option<String>,
}

impl Wanted {
    /// A tile's question under the picks of others.
    pub(in crate::pages) fn new(tile: Tile, filters: Vec<Filter>, engine: Engine) -> Self {
        let restored = engine.restored.get();
        let (data, missing) = engine.datasets.with(|datasets| {
            let about = |dataset: &&Dataset| match &tile.question {
                Question::Query(query) => {
                    let mut joins = query.joins.iter();
                    query.from == dataset.name || joins.any(|join| join.dataset == dataset.name)
                }
                Question::Sql(_) => true,
            };
            let version = |dataset: &Dataset| (dataset.name.clone(), dataset.rows, dataset.bytes);
            let data: Vec<_> = datasets.iter().filter(about).map(version).collect();
            let missing = match &tile.question {
                Question::Query(query) if restored => {
                    let mut needed = std::iter::once(&query.from).chain(query.joins.iter().map(|join| &join.dataset));
                    needed
                        .find(|name| !data.iter().any(|(open, ..)| open == *name))
                        .cloned()
                }
                _ => None,
            };
            (data, missing)
        });
        let tile = Tile {
            title: String::new(),
            ..tile
        };
        Self {
            tile,
            filters,
            data,
            model: engine.modelled.get(),
            missing,
        }
    }
}

/// The answer of one tile. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    /// The newest answer, while a newer one is worked out too.
    pub answer: RwSignal<Option<Arc<Answer>>>,
    /// The newest answer that no pick has filtered.
    pub whole: RwSignal<Option<Arc<Answer>>>,
    /// Why there is none.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether a newer answer is being worked out.
    pub waiting: RwSignal<bool>,
    turn: StoredValue<u32>,
    line: StoredValue<Option<Line>>,
    board: Board,
}

impl Answering {
    /// Keeps the answer true. A tile that is not near what is seen is asked when no other waits, one after the other.
    pub(super) fn follow(
        board: Board,
        slot: String,
        wanted: Memo<Option<Wanted>>,
        near: RwSignal<Option<bool>>,
    ) -> Self {
        let answering = Self {
            answer: RwSignal::new(None),
            whole: RwSignal::new(None),
            problem: RwSignal::new(None),
            waiting: RwSignal::new(true),
            turn: StoredValue::new(0),
            line: StoredValue::new(None),
            board,
        };
        let is_next = Memo::new(move |_| match near.get() {
            Some(true) => true,
            Some(false) => board.in_view.get() == 0 && !board.behind.get(),
            None => false,
        });
        Effect::new(move |asked: Option<Option<Wanted>>| {
            let (wanted, before) = (wanted.get(), asked.flatten());
            if wanted == before {
                is_next.track();
                // It was wanted otherwise for a moment, but not asked: what is shown is true again.
                if before.is_some() && answering.line.with_value(Option::is_none) {
                    answering.waiting.set(false);
                }
                return before;
            }
            answering.waiting.set(true);
            if let (true, Some(wanted)) = (is_next.get(), &wanted) {
                let line = if near.get_untracked() == Some(true) {
                    Line::InView
                } else {
                    Line::Behind
                };
                answering.ask(slot.clone(), wanted.clone(), line);
                return Some(wanted.clone());
            }
            before
        });
        on_cleanup(move || answering.leave());
        answering
    }

    fn ask(self, slot: String, wanted: Wanted, line: Line) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        if let Some(dataset) = wanted.missing {
            self.end(turn, false, Err(gone(&dataset)));
            return;
        }
        self.stand(line);
        let filtered = !wanted.filters.is_empty();
        let engine = self.board.engine;
        spawn_local(async move {
            let result = engine.answer(&slot, wanted.tile, wanted.filters).await;
            self.end(turn, filtered, result);
        });
    }

    /// A tile that is gone, or that has asked again since, hears no more.
    fn end(self, turn: u32, filtered: bool, result: Result<Answer, Problem>) {
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        match result {
            Ok(answer) => {
                let answer = Arc::new(answer);
                if !filtered {
                    self.whole.set(Some(answer.clone()));
                }
                self.answer.set(Some(answer));
                // Telling it anew would make the tile draw a new chart in place of the one that is there.
                if self.problem.with_untracked(Option::is_some) {
                    self.problem.set(None);
                }
            }
            Err(problem) => self.problem.set(Some(problem)),
        }
        self.waiting.set(false);
        self.leave();
    }

    /// Waits in a line; in that of what is in view, or behind it.
    fn stand(self, line: Line) {
        self.leave();
        self.line.set_value(Some(line));
        match line {
            Line::InView => self.board.in_view.update(|waiting| *waiting += 1),
            Line::Behind => self.board.behind.set(true),
        }
    }

    /// Waits no more. The board may be gone already.
    fn leave(self) {
        match self.line.try_update_value(Option::take).flatten() {
            Some(Line::InView) => drop(
                self.board
                    .in_view
                    .try_update(|waiting| *waiting = waiting.saturating_sub(1)),
            ),
            Some(Line::Behind) => drop(self.board.behind.try_set(false)),
            None => {}
        }
    }
}

/// Where a tile waits for its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// Before the others.
    InView,
    /// After them, alone.
    Behind,
}

/// Tells that a dataset is not open.
pub(in crate::pages) fn gone(dataset: &str) -> Problem {
    Problem {
        code: "no_dataset".to_owned(),
        message: format!("“{dataset}” is not open"),
        hint: Some(format!(
            "Open the file it came from again, under the name {dataset}: the tile is kept and fills by itself."
        )),
        place: None,
    }
}
