//! A menu at a place on the page: of a mark, of a row.

use super::{MenuState, Panel};
use leptos::html;
use leptos::prelude::*;

/// A menu that opens where `at` says, in pixels of the window.
#[component]
pub(crate) fn MenuAt(
    /// Where it is open; none while it is closed.
    at: RwSignal<Option<(f64, f64)>>,
    /// Its name for screen readers.
    #[prop(into)]
    label: MaybeProp<String>,
    /// Hears that it was closed by a key or a choice: where the focus goes is the caller's to say.
    #[prop(into)]
    on_close: Callback<()>,
    /// `MenuItem`s and other content; made when the menu opens.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let state = MenuState {
        open,
        page: RwSignal::new(None),
        button: NodeRef::<html::Button>::new(),
    };
    Effect::new(move |_| open.set(at.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now && at.with_untracked(Option::is_some) {
            at.set(None);
            on_close.run(());
        }
        now
    });
    let children = StoredValue::new(children);
    let style = move || {
        at.get()
            .map(|(x, y)| format!("left:{x}px;top:{y}px"))
            .unwrap_or_default()
    };
    view! {
        <Show when=move || open.get()>
            <button type="button" node_ref=state.button class="menu-anchor" tabindex="-1" aria-hidden="true" style=style></button>
            <Panel button=state.button label state form=false>
                {children.with_value(|children| children())}
            </Panel>
        </Show>
    }
}
