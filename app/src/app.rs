//! The shell: contexts, routes, navigation.

use crate::documents::Documents;
use crate::engine::Engine;
use crate::notices::Notices;
use crate::theme::Theme;
use crate::thread::Thread;
use crate::{draft, embed, route};
use leptos::prelude::*;

/// The whole page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let notices = Notices::new();
    let engine = Engine::start(notices);
    let documents = Documents::load(notices);
    let thread = Thread::load(notices);
    provide_context(notices);
    provide_context(engine);
    provide_context(documents);
    provide_context(thread);
    provide_context(draft::SqlDraft::new());
    provide_context(Theme::start());
    embed::expose(engine, thread);
    let route = route::follow();
    view! { <main>{move || format!("{:?}", route.get())}</main> }
}
