//! The question field, with endings for what is being typed.

use super::preferred;
use crate::engine::{Engine, use_engine};
use crate::files::{Files, use_files};
use crate::ui::icon::{Glyph, Icon};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

const LIST: &str = "question-endings";

/// What is typed and what is offered for it.
#[derive(Clone, Copy)]
struct Typing {
    words: RwSignal<String>,
    offered: RwSignal<Vec<String>>,
    chosen: RwSignal<Option<usize>>,
    on_ask: Callback<String>,
    engine: Engine,
    files: Files,
}

impl Typing {
    fn ask(self, words: &str) {
        let words = words.trim().to_owned();
        self.close();
        if !words.is_empty() {
            self.words.set(String::new());
            self.on_ask.run(words);
        }
    }

    fn ask_chosen(self) {
        let words = self.chosen_words().unwrap_or_else(|| self.words.get_untracked());
        self.ask(&words);
    }

    fn chosen_words(self) -> Option<String> {
        let index = self.chosen.get_untracked()?;
        self.offered.with_untracked(|offered| offered.get(index).cloned())
    }

    fn step(self, by: i32) {
        let count = self.offered.with_untracked(|offered| offered.len() as i32);
        if count > 0 {
            let at = self
                .chosen
                .get_untracked()
                .map_or(if by > 0 { -1 } else { 0 }, |at| at as i32);
            self.chosen.set(Some((at + by).rem_euclid(count) as usize));
        }
    }

    fn close(self) {
        self.offered.set(Vec::new());
        self.chosen.set(None);
    }
}

/// The question field.
#[component]
pub(super) fn QuestionField(
    /// Hears the question.
    on_ask: Callback<String>,
) -> impl IntoView {
    let files = use_files();
    let typing = Typing {
        words: RwSignal::new(String::new()),
        offered: RwSignal::new(Vec::new()),
        chosen: RwSignal::new(None),
        on_ask,
        engine: use_engine(),
        files,
    };
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |before: Option<u32>| {
        let opened = files.opened.get();
        // A phone would show its keyboard over the table.
        let is_pointed = window()
            .match_media("(pointer: fine)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches());
        if let Some(node) = node.get_untracked()
            && (before.is_some_and(|before| before != opened) || is_pointed && before.is_none())
        {
            drop(node.focus());
        }
        opened
    });
    let example = move || match files.dataset() {
        Some(dataset) => format!("Ask about {}, or refine the answer…", dataset.name),
        None => "Ask a question in your own words…".to_owned(),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        typing.ask_chosen();
    };
    view! {
        <form class="question-field" role="search" on:submit=submit>
            <Icon glyph=Glyph::Ask />
            <input
                node_ref=node
                type="text"
                role="combobox"
                aria-label="Ask a question"
                aria-autocomplete="list"
                aria-controls=LIST
                aria-expanded=move || (!typing.offered.with(Vec::is_empty)).to_string()
                aria-activedescendant=move || typing.chosen.get().map(|index| format!("{LIST}-{index}"))
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="go"
                placeholder=example
                prop:value=typing.words
                on:input:target=move |event| typed(typing, event.target().value())
                on:keydown=move |event| press(&event, typing)
                on:blur=move |_| typing.close()
            />
            <button type="submit" class="button primary">"Ask"</button>
            <Endings typing />
        </form>
    }
}

/// What the words may become.
#[component]
fn Endings(typing: Typing) -> impl IntoView {
    let rows = move || typing.offered.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <ul id=LIST class="endings" role="listbox" aria-label="Suggestions" hidden=move || typing.offered.with(Vec::is_empty)>
            <For each=rows key=|row| row.clone() let((index, words))>
                {
                    let asked = words.clone();
                    view! {
                        <li
                            id=format!("{LIST}-{index}")
                            role="option"
                            aria-selected=move || (typing.chosen.get() == Some(index)).to_string()
                            on:mousedown=move |event| {
                                event.prevent_default();
                                typing.ask(&asked);
                            }
                        >
                            <Icon glyph=Glyph::Search />
                            <span>{words}</span>
                        </li>
                    }
                }
            </For>
        </ul>
    }
}

fn typed(typing: Typing, words: String) {
    typing.words.set(words.clone());
    typing.chosen.set(None);
    if words.trim().is_empty() {
        return typing.close();
    }
    let datasets = preferred(typing.files, typing.engine);
    spawn_local(async move {
        let Ok(offered) = typing.engine.complete(words.clone(), datasets).await else {
            return;
        };
        // Only what is still wanted is shown.
        if typing.words.try_get_untracked().as_ref() == Some(&words) {
            typing
                .offered
                .set(offered.into_iter().filter(|offer| offer != &words).take(7).collect());
        }
    });
}

fn press(event: &KeyboardEvent, typing: Typing) {
    match event.key().as_str() {
        "ArrowDown" => typing.step(1),
        "ArrowUp" => typing.step(-1),
        "Escape" => typing.close(),
        "Tab" if typing.chosen.get_untracked().is_some() => {
            if let Some(words) = typing.chosen_words() {
                typed(typing, words);
            }
        }
        _ => return,
    }
    event.prevent_default();
}
