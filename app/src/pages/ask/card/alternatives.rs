//! Other ways to read the words.

use super::Card;
use crate::ui::words;
use leptos::prelude::*;

/// Other ways to read the words.
#[component]
pub(super) fn Alternatives(
    /// The card.
    card: Card,
) -> impl IntoView {
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
