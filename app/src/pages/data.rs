//! Data: the datasets and their rows.

use leptos::prelude::*;

/// The place where datasets are looked at.
#[component]
pub(crate) fn Data(
    /// The dataset in the address.
    dataset: Memo<Option<String>>,
) -> impl IntoView {
    view! { <div class="column">{move || dataset.get()}</div> }
}
