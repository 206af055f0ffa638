//! A menu at a place on the page: of a mark, of a row.

use super::{MenuState, Panel};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

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
    let focused_before = StoredValue::new_local(None::<HtmlElement>);
    Effect::new(move |_| {
        let is_open = at.with(Option::is_some);
        if is_open {
            focused_before.set_value(focused());
        }
        open.set(is_open);
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now && at.with_untracked(Option::is_some) {
            at.set(None);
            on_close.run(());
            request_animation_frame(move || give_back(focused_before));
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

/// What has the focus; none when it is the page as a whole.
fn focused() -> Option<HtmlElement> {
    let element = document().active_element()?;
    element
        .dyn_into()
        .ok()
        .filter(|element: &HtmlElement| element.tag_name() != "BODY")
}

/// Gives the focus back to what had it, unless it is somewhere already.
fn give_back(before: StoredValue<Option<HtmlElement>, LocalStorage>) {
    if let (None, Some(Some(element))) = (focused(), before.try_get_value()) {
        drop(element.focus());
    }
}
