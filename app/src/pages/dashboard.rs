//! One dashboard.

use leptos::prelude::*;
use spec::dashboard::DashboardId;

/// One dashboard.
#[component]
pub(crate) fn DashboardPage(
    /// Which one.
    id: DashboardId,
) -> impl IntoView {
    view! { <div class="empty"><h2>{id.0}</h2></div> }
}
