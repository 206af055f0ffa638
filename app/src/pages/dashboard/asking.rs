//! The dialog that makes a tile from words, or has a tile answer another question.

use super::board::{Asking, Board, use_board};
use crate::engine::use_engine;
use crate::thread::use_thread;
use crate::ui::button::{Button, Look};
use crate::ui::chart::Chart;
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Answer;
use spec::dashboard::{Content, Tile};
use spec::edit::Edit;
use spec::problem::Problem;
use std::sync::Arc;

/// How many earlier answers are offered.
const RECENT: usize = 6;

/// What came of the words so far. Copies are the same.
#[derive(Clone, Copy)]
struct Proposal {
    words: RwSignal<String>,
    tile: RwSignal<Option<(Tile, Arc<Answer>)>>,
    problem: RwSignal<Option<Problem>>,
    waiting: RwSignal<bool>,
}

impl Proposal {
    fn new() -> Self {
        Self {
            words: RwSignal::default(),
            tile: RwSignal::new(None),
            problem: RwSignal::new(None),
            waiting: RwSignal::new(false),
        }
    }

    fn clear(self) {
        self.words.set(String::new());
        self.tile.set(None);
        self.problem.set(None);
        self.waiting.set(false);
    }

    fn settle(self, result: Result<(Tile, Answer), Problem>) {
        self.waiting.set(false);
        match result {
            Ok((tile, answer)) => {
                self.tile.set(Some((tile, Arc::new(answer))));
                self.problem.set(None);
            }
            Err(problem) => self.problem.set(Some(problem)),
        }
    }
}

/// The dialog; it is open while the board asks.
#[component]
pub(super) fn AskDialog() -> impl IntoView {
    let board = use_board();
    let proposal = Proposal::new();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let asking = board.asking.with(Option::is_some);
        if asking {
            proposal.clear();
        }
        open.set(asking);
    });
    Effect::new(move |_| {
        if !open.get() && board.asking.with_untracked(Option::is_some) {
            board.asking.set(None);
        }
    });
    let title = Signal::derive(move || match board.asking.get() {
        Some(Asking::Instead(_)) => "Change the question".to_owned(),
        _ => "Add a tile".to_owned(),
    });
    view! {
        <Dialog open title wide=true>
            <Words proposal />
            <Preview proposal />
            <Recent proposal />
            <Actions proposal />
        </Dialog>
    }
}

#[component]
fn Words(proposal: Proposal) -> impl IntoView {
    let board = use_board();
    let engine = use_engine();
    let ask = move || {
        let words = proposal.words.get_untracked().trim().to_owned();
        if words.is_empty() || proposal.waiting.get_untracked() {
            return;
        }
        proposal.waiting.set(true);
        let previous = before(board);
        spawn_local(async move {
            let asked = engine.ask(words, Vec::new(), previous).await;
            // The dialog may have been closed meanwhile.
            if proposal.waiting.try_get_untracked() == Some(true) {
                proposal.settle(asked.map(|(asked, answer)| (asked.tile, answer)));
            }
        });
    };
    let node = NodeRef::<html::Input>::new();
    // The dialog has taken the focus before the field is there.
    node.on_load(|field| request_animation_frame(move || drop(field.focus())));
    let hint = move || match board.asking.get() {
        Some(Asking::Instead(_)) => "A new question, or what to change: by month, only Delta, as a line",
        _ => "What do you want to see? Average price by region",
    };
    view! {
        <form
            class="asking"
            on:submit=move |event| {
                event.prevent_default();
                ask();
            }
        >
            <input
                node_ref=node
                class="input"
                aria-label="Question"
                placeholder=hint
                prop:value=move || proposal.words.get()
                on:input=move |event| proposal.words.set(event_target_value(&event))
            />
            <Button
                label="Ask"
                on_press=move |()| ask()
                disabled=Signal::derive(move || proposal.waiting.get() || proposal.words.with(|words| words.trim().is_empty()))
            />
        </form>
        {move || {
            proposal
                .problem
                .get()
                .map(|problem| {
                    view! {
                        <div class="note error" role="alert">
                            <Icon glyph=Glyph::Warning />
                            <div>
                                <p>{problem.message}</p>
                                {problem.hint.map(|hint| view! { <p>{hint}</p> })}
                            </div>
                        </div>
                    }
                })
        }}
    }
}

#[component]
fn Preview(proposal: Proposal) -> impl IntoView {
    let shown = Memo::new(move |_| proposal.tile.with(Option::is_some));
    let answer = Signal::derive(move || proposal.tile.get().map(|(_, answer)| answer).unwrap_or_default());
    let label = Signal::derive(move || proposal.tile.get().map(|(tile, _)| tile.title).unwrap_or_default());
    view! {
        <Show when=move || shown.get()>
            <div class="preview" class:stale=move || proposal.waiting.get()>
                <h3>{move || label.get()}</h3>
                <div class="preview-chart">
                    <Chart answer label />
                </div>
            </div>
        </Show>
    }
}

/// Answers from Ask, to choose from before anything is typed.
#[component]
fn Recent(proposal: Proposal) -> impl IntoView {
    let thread = use_thread();
    let recent = move || {
        let entries = thread.entries.get().into_iter();
        let answered = entries.filter_map(|entry| Some((entry.id, entry.asked?.tile, entry.answer?)));
        answered.take(RECENT).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || proposal.tile.with(Option::is_none) && thread.entries.with(|entries| !entries.is_empty())>
            <div class="recent-answers" role="group" aria-label="Answers from Ask">
                <h3>"Or take an answer from Ask"</h3>
                <For each=recent key=|(id, ..)| id.clone() let:entry>
                    {
                        let (_, tile, answer) = entry;
                        let title = tile.title.clone();
                        let glyph = if answer.option.is_null() { Glyph::Table } else { Glyph::Chart };
                        view! {
                            <button
                                type="button"
                                class="choice"
                                on:click=move |_| proposal.settle(Ok((tile.clone(), (*answer).clone())))
                            >
                                <Icon glyph />
                                <span>{title}</span>
                            </button>
                        }
                    }
                </For>
            </div>
        </Show>
    }
}

#[component]
fn Actions(proposal: Proposal) -> impl IntoView {
    let board = use_board();
    let word = Signal::derive(move || match board.asking.get() {
        Some(Asking::Instead(_)) => "Use this".to_owned(),
        _ => "Add to dashboard".to_owned(),
    });
    let take = move |()| {
        let asking = board.asking.get_untracked();
        let Some((tile, _)) = proposal.tile.get_untracked() else {
            return;
        };
        match asking {
            Some(Asking::Instead(id)) => {
                board.clear(&id);
                board.edit(Edit::All(vec![
                    Edit::Ask {
                        id: id.clone(),
                        question: tile.question,
                    },
                    Edit::Draw {
                        id: id.clone(),
                        chart: tile.chart,
                    },
                    Edit::Rename { id, title: tile.title },
                ]));
            }
            _ => board.put(Content::Chart(tile), None),
        }
        board.asking.set(None);
    };
    view! {
        <div class="actions">
            <Button label="Cancel" on_press=move |()| board.asking.set(None) />
            <Button
                label=word
                look=Look::Primary
                on_press=take
                disabled=Signal::derive(move || proposal.tile.with(Option::is_none) || proposal.waiting.get())
            />
        </div>
    }
}

/// The tile whose question the words may change.
fn before(board: Board) -> Option<Tile> {
    match board.asking.get_untracked()? {
        Asking::Instead(id) => untrack(|| board.placed(&id))?.tile().cloned(),
        Asking::New => None,
    }
}
