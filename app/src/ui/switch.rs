//! A switch: on or off, at once.

use leptos::prelude::*;

/// A switch beside what it switches.
#[component]
pub(crate) fn Switch(
    /// What it switches, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Hears what it is switched to.
    #[prop(into)]
    on_turn: Callback<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            title=move || label.get()
            aria-label=move || label.get()
            aria-checked=move || on.get().to_string()
            on:click=move |_| on_turn.run(!on.get_untracked())
        >
            <span></span>
        </button>
    }
}
