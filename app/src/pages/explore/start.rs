//! Before anything is chosen: how to begin, and questions worth asking.

use super::bench::use_bench;
use crate::app::ways::OtherWays;
use crate::files::use_files;
use crate::notices::use_notices;
use crate::ui::button::{Button, Look};
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many questions are offered.
const SHOWN: usize = 6;

/// A dataset is there, but nothing was chosen.
#[component]
pub(super) fn Start() -> impl IntoView {
    let (bench, notices) = (use_bench(), use_notices());
    let name = Memo::new(move |_| bench.query().map(|query| query.from));
    let questions = LocalResource::new(move || {
        let name = name.get();
        async move {
            match name {
                // Without questions to offer, the columns are enough.
                Some(name) => bench.engine.suggest(name).await.unwrap_or_default(),
                None => Vec::new(),
            }
        }
    });
    let shown = move || {
        questions
            .get()
            .unwrap_or_default()
            .into_iter()
            .take(SHOWN)
            .collect::<Vec<_>>()
    };
    let open = move |words: String| {
        let datasets: Vec<_> = name.get_untracked().into_iter().collect();
        spawn_local(async move {
            match bench.engine.ask(words, datasets, None).await {
                Ok((asked, _)) => bench.exploration.change(asked.tile),
                Err(problem) => notices.problem(&problem),
            }
        });
    };
    view! {
        <section class="card begin" aria-label="Begin">
            <Icon glyph=Glyph::Explore />
            <h2>"Click a column, or drag it to a shelf"</h2>
            <p class="quiet-text">"Numbers become values, names and dates become groups. Every pill has a menu."</p>
            <Show when=move || !shown().is_empty()>
                <h3 class="small-text">"Or begin with one of these"</h3>
                <div class="chips">
                    <For each=shown key=String::clone let:question>
                        {
                            let words = question.clone();
                            view! {
                                <button type="button" class="pill" on:click=move |_| open(words.clone())>
                                    <span>{question}</span>
                                </button>
                            }
                        }
                    </For>
                </div>
            </Show>
        </section>
    }
}

/// No dataset is open.
#[component]
pub(super) fn NoData() -> impl IntoView {
    let files = use_files();
    view! {
        <div class="column">
            <section class="empty" aria-label="No data yet">
                <h2>"Open a table to explore it"</h2>
                <p>"It is read here, in your browser, and does not leave this device."</p>
                <Button label="Choose files" look=Look::Primary glyph=Glyph::Upload on_press=move |()| files.choose() />
                <OtherWays />
            </section>
        </div>
    }
}
