//! Ask: the question field and the thread of answers.

use leptos::prelude::*;

/// The place where questions are asked.
#[component]
pub(crate) fn Ask() -> impl IntoView {
    view! { <div class="column"></div> }
}
