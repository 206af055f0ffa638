//! The model: how the datasets belong together, and what the people of this workspace call things.

mod calendar;
mod dimensions;
mod fields;
mod hierarchies;
mod metrics;
mod parameters;
mod part;
mod relations;
mod section;
mod sets;

use crate::app::header::InHeader;
use crate::engine::use_engine;
use crate::model::{Workspace, use_workspace};
use crate::route::Route;
use crate::ui::button::IconButton;
use crate::ui::icon::Glyph;
use leptos::html;
use leptos::prelude::*;
use section::Section;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// The place where the model is looked at and made.
#[component]
pub(crate) fn Model(
    /// The section in the address.
    section: Memo<Option<String>>,
) -> impl IntoView {
    let (workspace, engine) = (use_workspace(), use_engine());
    let now = Memo::new(move |_| section.with(|name| Section::called(name.as_deref())));
    let is_read = Memo::new(move |_| workspace.loaded.get() && engine.restored.get());
    listen_for_undo(workspace);
    view! {
        <InHeader>
            <Switcher is_model=true />
            <span class="space"></span>
            <Undo />
        </InHeader>
        <div class="fill model">
            <Sections now />
            <section class="model-part" aria-label=move || now.get().title()>
                <Show when=move || is_read.get() fallback=|| view! { <p class="quiet-text" role="status">"Bringing your data back…"</p> }>
                    {move || match now.get() {
                        Section::Relations => view! { <relations::Relations /> }.into_any(),
                        Section::Metrics => view! { <metrics::Metrics /> }.into_any(),
                        Section::Dimensions => view! { <dimensions::Dimensions /> }.into_any(),
                        Section::Hierarchies => view! { <hierarchies::Hierarchies /> }.into_any(),
                        Section::Sets => view! { <sets::Sets /> }.into_any(),
                        Section::Parameters => view! { <parameters::Parameters /> }.into_any(),
                        Section::Calendar => view! { <calendar::CalendarPart /> }.into_any(),
                    }}
                </Show>
            </section>
        </div>
    }
}

/// The two sides of the place for data: the datasets, and the model over them.
#[component]
pub(crate) fn Switcher(
    /// Whether this is the model's side.
    is_model: bool,
) -> impl IntoView {
    let current = move |here: bool| here.then_some("page");
    view! {
        <nav class="sides" aria-label="Data">
            <a href=Route::Data(None).href() aria-current=current(!is_model)>"Datasets"</a>
            <a href=Route::Model(None).href() aria-current=current(is_model)>"Model"</a>
        </nav>
    }
}

#[component]
fn Sections(now: Memo<Section>) -> impl IntoView {
    let workspace = use_workspace();
    let links = Section::ALL.map(|section| {
        let count = Memo::new(move |_| workspace.model.with(|model| section.count(model)));
        let count = move || {
            count
                .get()
                .filter(|count| *count > 0)
                .map(|count| view! { <span class="tab-count">{count}</span> })
        };
        view! {
            <li>
                <a
                    class="model-section"
                    href=Route::Model(Some(section.word())).href()
                    aria-current=move || (now.get() == section).then_some("true")
                >
                    {section.title()}
                    {count}
                </a>
            </li>
        }
    });
    let nav = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        now.track();
        // On a phone the sections are a line that scrolls; the chosen one is marked with the next frame.
        request_animation_frame(move || {
            let chosen = nav.try_get_untracked().flatten();
            let chosen = chosen.and_then(|nav| nav.query_selector("[aria-current]").ok().flatten());
            if let Some(chosen) = chosen {
                chosen.scroll_into_view_with_bool(false);
            }
        });
    });
    view! {
        <nav node_ref=nav class="model-sections" aria-label="Parts of the model">
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}

#[component]
fn Undo() -> impl IntoView {
    let workspace = use_workspace();
    let can = Memo::new(move |_| workspace.can());
    view! {
        <Show when=move || can.get() != (false, false)>
            <IconButton
                label="Undo (Ctrl+Z)"
                glyph=Glyph::Undo
                small=true
                disabled=Signal::derive(move || !can.get().0)
                on_press=move |()| workspace.undo()
            />
            <IconButton
                label="Redo (Ctrl+Shift+Z)"
                glyph=Glyph::Redo
                small=true
                disabled=Signal::derive(move || !can.get().1)
                on_press=move |()| workspace.redo()
            />
        </Show>
    }
}

/// Ctrl+Z takes the last change back, unless something is being typed.
fn listen_for_undo(workspace: Workspace) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_typing =
            target.is_some_and(|target| matches!(target.closest("input, textarea, select, dialog"), Ok(Some(_))));
        if is_typing || event.default_prevented() || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => workspace.undo(),
            ("z", true) | ("y", false) => workspace.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}
