//! Dashboards: the gallery.

use leptos::prelude::*;

/// The gallery of dashboards.
#[component]
pub(crate) fn Dashboards() -> impl IntoView {
    view! { <div class="empty"><h2>"No dashboards yet"</h2></div> }
}
