//! One answer: what was asked, what came of it, how it was read, and what can be done with it.

mod alternatives;
mod body;
mod changes;
mod marks;
mod refusal;

use super::edit::Chip;
use super::foot::Foot;
use super::reading::Reading;
use super::statement::Statement;
use crate::engine::{Engine, use_engine};
use crate::thread::{Entry, Thread, use_thread};
use crate::ui::chart::PlotSlot;
use crate::ui::words;
use alternatives::Alternatives;
use body::Body;
use leptos::prelude::*;
use marks::Marks;
use refusal::{Orphan, Refusal};
use spec::answer::Answer;
use spec::dashboard::Tile;
use spec::problem::Problem;
use spec::question::Question;
use std::sync::Arc;

/// What the parts of a card share. Copies are the same card.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Card {
    /// The entry, while it is in the thread.
    pub entry: Memo<Option<Entry>>,
    /// Whether its table is shown instead of its chart.
    pub as_table: RwSignal<bool>,
    /// The SQL of the question, while it is shown.
    pub statement: RwSignal<Option<String>>,
    /// The drawn chart.
    pub plot: PlotSlot,
    /// The chip whose change did not work.
    pub blamed: RwSignal<Option<Chip>>,
    /// How it was read before, the last at the end.
    pub past: RwSignal<Vec<Tile>>,
    /// What was taken back, the last at the end.
    pub future: RwSignal<Vec<Tile>>,
    busy: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
    thread: Thread,
    engine: Engine,
}

impl Card {
    fn new(id: String) -> Self {
        let thread = use_thread();
        let entry = Memo::new(move |_| {
            thread
                .entries
                .with(|entries| entries.iter().find(|entry| entry.id == id).cloned())
        });
        Self {
            entry,
            as_table: RwSignal::new(false),
            statement: RwSignal::new(None),
            plot: RwSignal::new_local(None),
            blamed: RwSignal::new(None),
            past: RwSignal::new(Vec::new()),
            future: RwSignal::new(Vec::new()),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
            thread,
            engine: use_engine(),
        }
    }

    /// The reading as a tile, titled.
    pub(super) fn tile(self) -> Option<Tile> {
        let entry = self.entry.get()?;
        let tile = entry.asked?.tile;
        let title = if tile.title.is_empty() {
            words::capitalised(&entry.words)
        } else {
            tile.title
        };
        Some(Tile { title, ..tile })
    }

    /// The answer, once it is there.
    pub(super) fn answer(self) -> Option<Arc<Answer>> {
        self.entry.get()?.answer
    }

    /// Whether the reading as it is has no answer: the one shown is of an earlier reading.
    pub(super) fn is_refused(self) -> bool {
        let by_engine = |entry: &Option<Entry>| entry.as_ref().is_some_and(|entry| entry.problem.is_some());
        self.entry.with(by_engine)
    }

    /// Changes the entry, and saves.
    pub(super) fn change(self, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entry.get_untracked() {
            self.thread.change(&entry.id, change);
        }
    }

    /// Whether the dataset it is about is not open any more.
    fn is_orphan(self) -> Option<String> {
        let Question::Query(query) = self.entry.get()?.asked?.tile.question else {
            return None;
        };
        let is_open = self
            .engine
            .datasets
            .with(|all| all.iter().any(|dataset| dataset.name == query.from));
        (!is_open && self.engine.restored.get()).then_some(query.from)
    }
}

/// One answer of the thread.
#[component]
pub(super) fn AnswerCard(
    /// Which one.
    id: String,
    /// Hears a question that is offered instead.
    on_ask: Callback<String>,
) -> impl IntoView {
    let card = Card::new(id);
    let words = Memo::new(move |_| words::capitalised(&card.entry.get().map(|entry| entry.words).unwrap_or_default()));
    let problem = Memo::new(move |_| card.entry.get().and_then(|entry| entry.problem).or(card.problem.get()));
    let is_read = Memo::new(move |_| card.entry.get().is_some_and(|entry| entry.asked.is_some()));
    let orphan = Memo::new(move |_| card.is_orphan());
    // An answer that was too large to be stored is worked out again.
    Effect::new(move |_| {
        let missing = card.entry.with(|entry| {
            entry
                .as_ref()
                .is_some_and(|entry| entry.asked.is_some() && entry.answer.is_none())
        });
        if missing
            && card.engine.restored.get()
            && orphan.get().is_none()
            && !card.busy.get_untracked()
            && card.problem.get_untracked().is_none()
            && let Some(tile) = untrack(move || card.tile())
        {
            card.answer_again(tile);
        }
    });
    view! {
        <article class="answer" aria-label=move || words.get() on:keydown=move |event| card.press(&event)>
            <div class="asked">
                <h2 class="display">{move || words.get()}</h2>
                <Marks card />
            </div>
            <div class="card" aria-busy=move || card.busy.get().to_string()>
                {move || orphan.get().map(|dataset| view! { <Orphan dataset /> })}
                {move || problem.get().map(|problem| view! { <Refusal card problem on_ask /> })}
                <Body card />
                <Show when=move || is_read.get()>
                    <Show when=move || orphan.get().is_none()>
                        <Reading card />
                        <Alternatives card />
                    </Show>
                    <Statement card />
                    <Foot card />
                </Show>
            </div>
        </article>
    }
}
