//! One answer: what was asked, what came of it, how it was read, and what can be done with it.

use super::foot::Foot;
use super::kinds::Kinds;
use super::reading::Reading;
use super::statement::Statement;
use crate::engine::{Engine, use_engine};
use crate::files::use_files;
use crate::notices::use_notices;
use crate::thread::{Entry, Thread, use_thread};
use crate::ui::button::{Button, IconButton};
use crate::ui::chart::{Chart, PlotSlot};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::{Answer, Level, Note};
use spec::chart::Kind;
use spec::dashboard::Tile;
use spec::problem::Problem;
use spec::question::Question;
use std::sync::Arc;

/// What the parts of a card share. Copies are the same card.
#[derive(Clone, Copy)]
pub(super) struct Card {
    /// The entry, while it is in the thread.
    pub entry: Memo<Option<Entry>>,
    /// Whether its table is shown instead of its chart.
    pub as_table: RwSignal<bool>,
    /// The SQL of the question, while it is shown.
    pub statement: RwSignal<Option<String>>,
    /// The drawn chart.
    pub plot: PlotSlot,
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

    /// Reads the question another way, and answers it anew. The old answer stays until the new one is there.
    pub(super) fn read_as(self, tile: Tile) {
        let Some(id) = self.entry.get_untracked().map(|entry| entry.id) else {
            return;
        };
        self.busy.set(true);
        self.statement.set(None);
        spawn_local(async move {
            let result = self
                .engine
                .answer(&format!("answer/{id}"), tile.clone(), Vec::new())
                .await;
            if result.as_ref().is_err_and(|problem| problem.code == "superseded") {
                return;
            }
            // The card may be gone by now.
            if self.busy.try_set(false).is_some() {
                return;
            }
            self.problem.set(result.as_ref().err().cloned());
            if let Ok(answer) = result {
                self.thread.change(&id, |entry| {
                    if let Some(asked) = &mut entry.asked {
                        if asked.tile.title != tile.title {
                            entry.words.clone_from(&tile.title);
                        }
                        asked.tile = tile;
                    }
                    entry.answer = Some(Arc::new(answer));
                });
            }
        });
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
            card.read_as(tile);
        }
    });
    view! {
        <article class="answer" aria-label=move || words.get()>
            <div class="asked">
                <h2 class="display">{move || words.get()}</h2>
                <Marks card />
            </div>
            <div class="card" aria-busy=move || card.busy.get().to_string()>
                {move || orphan.get().map(|dataset| view! { <Orphan dataset /> })}
                {move || problem.get().map(|problem| view! { <Refusal problem on_ask /> })}
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

/// The headline, the chart and the notes.
#[component]
fn Body(card: Card) -> impl IntoView {
    let answer = Memo::new_with_compare(
        move |_| card.answer(),
        |before: Option<&Option<Arc<Answer>>>, now| match (before, now) {
            (Some(Some(before)), Some(Some(now))) => !Arc::ptr_eq(before, now),
            (before, now) => before.is_none_or(Option::is_none) != now.is_none_or(Option::is_none),
        },
    );
    let is_there = Memo::new(move |_| answer.with(Option::is_some));
    let pending = Memo::new(move |_| {
        !is_there.get()
            && card
                .entry
                .with(|entry| entry.as_ref().is_some_and(|entry| entry.problem.is_none()))
            && card.problem.with(Option::is_none)
    });
    let shown = Signal::derive(move || answer.get().unwrap_or_default());
    let label = Signal::derive(move || card.tile().map(|tile| tile.title).unwrap_or_default());
    let height = move || answer.with(|answer| answer.as_ref().map(|answer| height(answer, card.as_table.get())));
    view! {
        <Show when=move || pending.get()>
            <div class="pending" role="status">
                <span class="hidden-label">"Working on it"</span>
                <div class="skeleton"></div>
            </div>
        </Show>
        <Show when=move || is_there.get()>
            <div class="top">
                <h3>{move || shown.get().headline.clone()}</h3>
                <Kinds card />
            </div>
            <div class="body" class:stale=move || card.busy.get() style:height=height>
                <Chart answer=shown label as_table=card.as_table drawn=card.plot />
            </div>
            <div class="notes">{move || shown.get().notes.iter().map(note).collect_view()}</div>
        </Show>
        <div class="notes">
            {move || card.entry.get().and_then(|entry| entry.asked).map(|asked| asked.notes.iter().map(note).collect_view())}
        </div>
    }
}

/// Favourite and remove.
#[component]
fn Marks(card: Card) -> impl IntoView {
    let notices = use_notices();
    let is_favourite = Memo::new(move |_| card.entry.get().is_some_and(|entry| entry.favourite));
    let glyph = Signal::derive(move || {
        if is_favourite.get() {
            Glyph::Starred
        } else {
            Glyph::Star
        }
    });
    let remove = move |()| {
        let removed = card
            .entry
            .get_untracked()
            .and_then(|entry| card.thread.remove(&entry.id));
        if let Some((index, entry)) = removed {
            let message = format!("“{}” is removed", words::capitalised(&entry.words));
            notices.offer(message, "Undo", move || card.thread.put_back(index, entry.clone()));
        }
    };
    view! {
        <IconButton
            label="Favourite"
            glyph
            small=true
            pressed=Signal::derive(move || Some(is_favourite.get()))
            on_press=move |()| card.change(|entry| entry.favourite = !entry.favourite)
        />
        <IconButton label="Remove this answer" glyph=Glyph::Remove small=true on_press=remove />
    }
}

/// Says that the dataset is gone, and what to do.
#[component]
fn Orphan(dataset: String) -> impl IntoView {
    let files = use_files();
    view! {
        <div class="note warning" role="status">
            <Icon glyph=Glyph::Warning />
            <span>{format!("{dataset} is not open any more, so this answer cannot be changed.")}</span>
            <span class="space"></span>
            <Button label="Open it again…" small=true on_press=move |()| files.choose() />
        </div>
    }
}

/// Why there is no answer, and questions that would work.
#[component]
fn Refusal(problem: Problem, on_ask: Callback<String>) -> impl IntoView {
    let hint = problem.hint.clone().unwrap_or_default();
    let is_question = |line: &&str| !line.ends_with('.') && !line.ends_with(':');
    let (questions, told): (Vec<_>, Vec<_>) = hint
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .partition(is_question);
    let questions = questions.into_iter().map(|question| {
        let (label, question) = (question.to_owned(), question.to_owned());
        view! {
            <button type="button" class="pill" on:click=move |_| on_ask.run(question.clone())>
                <span>{label}</span>
            </button>
        }
    });
    view! {
        <div class="refusal" role="alert">
            <p><Icon glyph=Glyph::Warning />{words::capitalised(&problem.message)}</p>
            {told.iter().map(|line| view! { <p class="quiet-text">{(*line).to_owned()}</p> }).collect_view()}
            <div class="chips">{questions.collect_view()}</div>
        </div>
    }
}

/// Other ways to read the words.
#[component]
fn Alternatives(card: Card) -> impl IntoView {
    let others = move || {
        card.entry
            .get()
            .and_then(|entry| entry.asked)
            .map(|asked| asked.alternatives)
            .unwrap_or_default()
    };
    let choose = move |index: usize| {
        let mut chosen = None;
        card.change(|entry| {
            let Some(asked) = &mut entry.asked else { return };
            if index < asked.alternatives.len() {
                chosen = Some(std::mem::replace(&mut asked.alternatives[index], asked.tile.clone()));
            }
        });
        if let Some(tile) = chosen {
            card.read_as(tile);
        }
    };
    let list = move || others().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <Show when=move || !others().is_empty()>
            <div class="reading">
                "Did you mean"
                <For each=list key=|(index, tile)| (*index, words::title(&tile.question)) let((index, tile))>
                    <button type="button" class="pill" on:click=move |_| choose(index)>
                        <span>{if tile.title.is_empty() { words::title(&tile.question) } else { tile.title }}</span>
                    </button>
                </For>
            </div>
        </Show>
    }
}

fn note(note: &Note) -> impl IntoView + use<> {
    let (class, glyph) = match note.level {
        Level::Info => ("note", None),
        Level::Warning => ("note warning", Some(Glyph::Warning)),
        Level::Error => ("note error", Some(Glyph::Warning)),
    };
    view! {
        <p class=class>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <span>{words::capitalised(&note.message)}</span>
        </p>
    }
}

/// How high a chart stands: many lying bars need room, a figure needs little.
fn height(answer: &Answer, as_table: bool) -> String {
    let rows = answer.table.rows.len();
    match answer.chart.kind {
        Some(Kind::Kpi) if !as_table => "92px".to_owned(),
        Some(Kind::Bar) if !as_table => format!("{}px", (rows * if rows > 14 { 21 } else { 40 } + 56).clamp(140, 760)),
        Some(Kind::Table) => table_height(rows),
        _ if as_table => table_height(rows),
        _ => "var(--chart)".to_owned(),
    }
}

fn table_height(rows: usize) -> String {
    format!("{}px", (rows * 32 + 50).clamp(82, 420))
}
