//! SQL: the editor.

use leptos::prelude::*;

/// The editor with its results.
#[component]
pub(crate) fn SqlPage() -> impl IntoView {
    view! { <div class="empty"><h2>"SQL"</h2></div> }
}
