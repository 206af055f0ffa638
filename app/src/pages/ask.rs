//! Ask: the question field, and the thread of answers below it.

mod card;
pub(in crate::pages) mod dialogs;
pub(in crate::pages) mod edit;
mod field;
mod foot;
mod history;
mod kinds;
mod mark_menu;
mod peek;
mod picker;
pub(in crate::pages) mod pin;
pub(in crate::pages) mod reading;
pub(in crate::pages) mod samples;
pub(in crate::pages) mod sources;
mod start;
mod statement;
mod suggested;

use crate::app::header::InHeader;
use crate::engine::use_engine;
use crate::files::{Files, use_files};
use crate::thread::{Thread, use_thread};
use crate::ui::button::{Button, Look};
use card::AnswerCard;
use field::QuestionField;
use history::History;
use leptos::prelude::*;
use leptos::task::spawn_local;
use peek::Peek;
use picker::DatasetPicker;
use spec::dashboard::Tile;
use spec::question::Question;
use start::Start;
use suggested::Suggested;

/// How many answers are on the page at once.
const SHOWN: usize = 8;

/// The place where questions are asked.
#[component]
pub(crate) fn Ask() -> impl IntoView {
    let (engine, files, thread) = (use_engine(), use_files(), use_thread());
    let fresh = RwSignal::new(false);
    let ask = Callback::new(move |words: String| {
        let previous = if fresh.get_untracked() {
            None
        } else {
            previous(thread, files)
        };
        let datasets = preferred(files, engine);
        fresh.set(false);
        if let Some(main) = document().get_element_by_id("main") {
            main.set_scroll_top(0);
        }
        spawn_local(async move {
            // What went wrong is shown in the thread.
            let Ok(asked) = thread.ask(engine, words, datasets, previous).await else {
                return;
            };
            if let Question::Query(query) = asked.tile.question {
                files.current.set(Some(query.from));
            }
        });
    });
    let is_empty = Memo::new(move |_| engine.datasets.with(Vec::is_empty));
    let dataset = Memo::new(move |_| files.dataset());
    // Data that comes back after a reload is waited for, so that the start does not flash.
    let settled = move || engine.restored.get() || files.reports.with(std::collections::BTreeMap::is_empty);
    view! {
        <InHeader>
            <DatasetPicker />
        </InHeader>
        <div class="column ask">
            <QuestionField on_ask=ask />
            <Show when=move || !is_empty.get()>
                <div class="chips">
                    <FollowUp fresh />
                    <Suggested on_ask=ask />
                </div>
            </Show>
            <Show when=move || is_empty.get() && files.waiting.get() == 0 && settled()>
                <Start />
            </Show>
            <Waiting />
            {move || dataset.get().filter(|dataset| !is_asked(thread, &dataset.name)).map(|dataset| view! { <Peek dataset /> })}
            <Answers on_ask=ask />
        </div>
    }
}

/// The answers, newest first.
#[component]
fn Answers(on_ask: Callback<String>) -> impl IntoView {
    let thread = use_thread();
    let (shown, favourites) = (RwSignal::new(SHOWN), RwSignal::new(false));
    let ids = Memo::new(move |_| {
        thread.entries.with(|entries| {
            let wanted = entries.iter().filter(|entry| entry.favourite || !favourites.get());
            wanted.map(|entry| entry.id.clone()).collect::<Vec<_>>()
        })
    });
    let some = move || ids.get().into_iter().take(shown.get()).collect::<Vec<_>>();
    view! {
        <section class="thread" aria-label="Answers">
            <History favourites />
            <For each=some key=String::clone let:id>
                <AnswerCard id on_ask />
            </For>
            <Show when=move || { shown.get() < ids.get().len() }>
                <Button label="Show older answers" on_press=move |()| shown.update(|shown| *shown += SHOWN) />
            </Show>
        </section>
    }
}

/// What the next words may change, and a way to start anew instead.
#[component]
fn FollowUp(fresh: RwSignal<bool>) -> impl IntoView {
    let (thread, files) = (use_thread(), use_files());
    let title = move || {
        previous(thread, files)
            .map(|tile| tile.title)
            .filter(|title| !title.is_empty())
    };
    let toggle = move |()| fresh.update(|fresh| *fresh = !*fresh);
    move || {
        title().map(|title| {
            let label = move || match fresh.get() {
                true => "The next question stands alone".to_owned(),
                false => format!("Following up on “{title}”"),
            };
            view! {
                <span class="follow-up" title="Words such as “and by month?” change the last answer">
                    <Button
                        label=Signal::derive(label)
                        look=Look::Quiet
                        small=true
                        pressed=Signal::derive(move || Some(!fresh.get()))
                        on_press=toggle
                    />
                </span>
            }
        })
    }
}

/// Files on their way.
#[component]
fn Waiting() -> impl IntoView {
    let files = use_files();
    let told = move || match files.waiting.get() {
        1 => "Opening your file".to_owned(),
        many => format!("Opening {many} files"),
    };
    view! {
        <Show when=move || { files.waiting.get() > 0 }>
            <div class="card waiting" role="status">
                <span class="spinner"></span>
                <span>{told}</span>
                <span class="small-text">"Its table appears here as soon as it is read"</span>
            </div>
        </Show>
    }
}

/// The last reading, which words such as "and by month?" may change; none when it is about another dataset.
fn previous(thread: Thread, files: Files) -> Option<Tile> {
    let current = files.dataset()?.name;
    let last = thread.entries.with(|entries| {
        let mut read = entries.iter().filter_map(|entry| entry.asked.as_ref());
        read.next().map(|asked| asked.tile.clone())
    })?;
    match &last.question {
        Question::Query(query) if query.from != current => None,
        _ => Some(last),
    }
}

/// The dataset that the user is at first, then the others.
fn preferred(files: Files, engine: crate::engine::Engine) -> Vec<String> {
    let current = untrack(move || files.dataset()).map(|dataset| dataset.name);
    let others = engine.datasets.with_untracked(|datasets| {
        let names = datasets.iter().map(|dataset| dataset.name.clone());
        names.filter(|name| Some(name) != current.as_ref()).collect::<Vec<_>>()
    });
    current.into_iter().chain(others).collect()
}

/// Whether some answer in the thread is about this dataset.
fn is_asked(thread: Thread, dataset: &str) -> bool {
    thread.entries.with(|entries| {
        entries.iter().any(|entry| {
            let Some(asked) = &entry.asked else { return false };
            matches!(&asked.tile.question, Question::Query(query) if query.from == dataset)
        })
    })
}
