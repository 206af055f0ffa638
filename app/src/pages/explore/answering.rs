//! The answer of what is explored: asked again with every change, the newest wins.

use crate::engine::Engine;
use crate::pages::dashboard::answering::Wanted;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Answer;
use spec::dashboard::Tile;
use spec::problem::Problem;
use spec::shelf;
use std::sync::Arc;

/// The answer and how it stands. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Answering {
    /// The newest answer, while a newer one is worked out too.
    pub answer: RwSignal<Option<Arc<Answer>>>,
    /// Why there is none.
    pub problem: RwSignal<Option<Problem>>,
    /// The dataset that is not open, so that nothing can be answered.
    pub missing: RwSignal<Option<String>>,
    /// Whether a newer answer is being worked out.
    pub waiting: RwSignal<bool>,
    turn: StoredValue<u32>,
}

impl Answering {
    /// Keeps the answer true.
    pub(super) fn follow(engine: Engine, tile: Memo<Option<Tile>>) -> Self {
        let answering = Self {
            answer: RwSignal::new(None),
            problem: RwSignal::new(None),
            missing: RwSignal::new(None),
            waiting: RwSignal::new(true),
            turn: StoredValue::new(0),
        };
        let wanted = Memo::new(move |_| {
            let tile = tile.get()?;
            engine
                .restored
                .get()
                .then(|| Wanted::new(shelf::drawn(&tile), Vec::new(), engine))
        });
        Effect::new(move |_| {
            if let Some(wanted) = wanted.get() {
                answering.ask(engine, wanted);
            }
        });
        answering
    }

    fn ask(self, engine: Engine, wanted: Wanted) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.missing.set(wanted.missing.clone());
        self.waiting.set(wanted.missing.is_none());
        if wanted.missing.is_some() {
            // What is shown is of other data.
            self.answer.set(None);
            return self.problem.set(None);
        }
        spawn_local(async move {
            let result = engine.answer("explore", wanted.tile, wanted.filters).await;
            self.end(turn, result);
        });
    }

    /// A place that is left, or a question that has changed since, hears no more.
    fn end(self, turn: u32, result: Result<Answer, Problem>) {
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        match result {
            Ok(answer) => {
                self.answer.set(Some(Arc::new(answer)));
                self.problem.set(None);
            }
            Err(problem) => self.problem.set(Some(problem)),
        }
        self.waiting.set(false);
    }
}
