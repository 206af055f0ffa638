//! How far a tile is gone into, and the way back up.

use super::TileState;
use crate::pages::dashboard::board::use_board;
use crate::pages::dashboard::keyboard;
use leptos::prelude::*;

/// The breadcrumb; it is not there while the tile shows all of it.
#[component]
pub(super) fn Crumbs(state: TileState) -> impl IntoView {
    let board = use_board();
    let labels = Memo::new(move |_| {
        board.drills.with(|drills| {
            let steps = state.id.with_value(|id| drills.get(id).cloned());
            steps
                .unwrap_or_default()
                .into_iter()
                .map(|step| step.label)
                .collect::<Vec<_>>()
        })
    });
    let up = move |depth: usize| {
        move |_| {
            state.id.with_value(|id| {
                keyboard::focus(id);
                board.come_up(id, depth);
            });
        }
    };
    let steps = move || {
        let labels = labels.get();
        let last = labels.len();
        let steps = labels
            .into_iter()
            .enumerate()
            .map(move |(index, label)| match index + 1 == last {
                true => view! { <b aria-current="true">{label}</b> }.into_any(),
                false => view! { <button type="button" on:click=up(index + 1)>{label}</button> }.into_any(),
            });
        steps.collect_view()
    };
    view! {
        <Show when=move || labels.with(|labels| !labels.is_empty())>
            <nav class="crumbs" aria-label=move || format!("Way back in {}", state.title()) on:pointerdown=|event| event.stop_propagation()>
                <button type="button" on:click=up(0)>"All"</button>
                {steps}
            </nav>
        </Show>
    }
}
