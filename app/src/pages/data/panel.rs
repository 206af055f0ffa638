//! The panel beside the rows, and the tabs that open its parts.

use super::aside::Aside;
use super::findings::Findings;
use super::reading::Reading;
use super::steps::{Steps, UndoRedo};
use super::workshop::{Tab, Workshop};
use crate::ui::button::IconButton;
use crate::ui::format;
use crate::ui::icon::Glyph;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

const TABS: [Tab; 4] = [Tab::Report, Tab::Reading, Tab::Steps, Tab::Aside];

/// The line over the rows: how many were found, undo, and the tabs.
#[component]
pub(super) fn Strip(shop: Workshop, #[prop(into)] told: Signal<Option<String>>) -> impl IntoView {
    let can = Memo::new(move |_| shop.history.with(|history| history.can()) != (false, false));
    let is_busy = move || shop.busy.get() > 0;
    view! {
        <div class="strip">
            <Show when=move || can.get()>
                <UndoRedo shop />
            </Show>
            <span class="found" role="status">
                {move || if is_busy() { Some("Working…".to_owned()) } else { told.get().or(shop.said.get()) }}
            </span>
            <span class="space"></span>
            <div class="tabs" role="tablist" aria-label="About this dataset">
                {TABS.into_iter().map(|tab| view! { <OneTab shop tab /> }).collect_view()}
            </div>
        </div>
    }
}

#[component]
fn OneTab(shop: Workshop, tab: Tab) -> impl IntoView {
    let is_open = Memo::new(move |_| shop.tab.get() == Some(tab));
    let count = Memo::new(move |_| match tab {
        Tab::Steps => shop.history.with(|history| history.now.steps.len() as u64),
        Tab::Aside => shop.dataset.with(|dataset| dataset.set_aside),
        Tab::Report | Tab::Reading => 0,
    });
    // The arrow keys reach the others; Tab reaches the open one, or the first.
    let index = move || {
        let is_first = shop.tab.get().is_none() && tab == TABS[0];
        if is_open.get() || is_first { "0" } else { "-1" }
    };
    let turn = move |_| shop.tab.update(|open| *open = (*open != Some(tab)).then_some(tab));
    let walk = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => TABS.len() - 1,
            _ => return,
        };
        event.prevent_default();
        let at = TABS.iter().position(|one| *one == tab).unwrap_or_default();
        let next = TABS[(at + by) % TABS.len()];
        shop.tab.set(Some(next));
        let button = document().get_element_by_id(&id(next));
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            drop(button.focus());
        }
    };
    view! {
        <button
            type="button"
            role="tab"
            id=id(tab)
            aria-selected=move || is_open.get().to_string()
            aria-controls=move || is_open.get().then_some("data-panel")
            tabindex=index
            on:click=turn
            on:keydown=walk
        >
            {label(tab)}
            {move || (count.get() > 0).then(|| view! { <span class="tab-count">{format::count(count.get())}</span> })}
        </button>
    }
}

/// The part that is open.
#[component]
pub(super) fn Panel(shop: Workshop) -> impl IntoView {
    let open = Memo::new(move |_| shop.tab.get());
    let content = move || match open.get()? {
        Tab::Report => Some(view! { <Findings /> }.into_any()),
        Tab::Reading => Some(view! { <Reading /> }.into_any()),
        Tab::Steps => Some(view! { <Steps /> }.into_any()),
        Tab::Aside => Some(view! { <Aside /> }.into_any()),
    };
    let title = move || open.get().map(label).unwrap_or_default();
    view! {
        <Show when=move || open.get().is_some()>
            <section class="panel" id="data-panel" role="tabpanel" tabindex="0" aria-label=title>
                <div class="panel-head">
                    <h3>{title}</h3>
                    <span class="space"></span>
                    <IconButton label="Close the panel" glyph=Glyph::Close small=true on_press=move |()| shop.tab.set(None) />
                </div>
                {content}
            </section>
        </Show>
    }
}

fn id(tab: Tab) -> String {
    format!("data-tab-{}", label(tab).replace(' ', "-").to_lowercase())
}

fn label(tab: Tab) -> &'static str {
    match tab {
        Tab::Report => "Report",
        Tab::Reading => "Reading",
        Tab::Steps => "Steps",
        Tab::Aside => "Set aside",
    }
}
