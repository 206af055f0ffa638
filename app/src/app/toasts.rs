//! Short messages in the corner, and the offer of a new version.

use crate::notices::{Notice, use_notices};
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::answer::Level;
use std::time::Duration;
use wasm_bindgen::JsCast as _;

/// How long a message stays that is only good to know.
const GLANCE: Duration = Duration::from_secs(6);
/// How long one stays that offers to do something.
const OFFER: Duration = Duration::from_secs(20);

/// The messages now shown.
#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let notices = use_notices();
    view! {
        <section class="toasts" aria-label="Messages">
            <For each=move || notices.shown.get() key=|notice| notice.id let:notice>
                <Toast notice />
            </For>
            <Update />
        </section>
    }
}

#[component]
fn Toast(notice: Notice) -> impl IntoView {
    let notices = use_notices();
    let id = notice.id;
    if notice.level == Level::Info {
        set_timeout(
            move || notices.dismiss(id),
            if notice.action.is_some() { OFFER } else { GLANCE },
        );
    }
    if let Some((_, href)) = notice.link.clone() {
        let arrived = window_event_listener(leptos::ev::hashchange, move |_| {
            if location().hash().is_ok_and(|hash| hash == href) {
                notices.dismiss(id);
            }
        });
        on_cleanup(move || arrived.remove());
    }
    let (class, role) = match notice.level {
        Level::Info => ("toast", "status"),
        Level::Warning => ("toast warning", "status"),
        Level::Error => ("toast error", "alert"),
    };
    view! {
        <div class=class role=role>
            <div>
                <p>{notice.message}</p>
                {notice.hint.map(|hint| view! { <p class="hint">{hint}</p> })}
                {notice.link.map(|(label, href)| view! { <a href=href on:click=move |_| notices.dismiss(id)>{label}</a> })}
            </div>
            {notice
                .action
                .map(|action| {
                    let run = move |()| {
                        (action.run)();
                        notices.dismiss(id);
                    };
                    view! { <Button label=action.label.clone() small=true on_press=run /> }
                })}
            <IconButton label="Dismiss" glyph=Glyph::Close small=true on_press=move |()| notices.dismiss(id) />
        </div>
    }
}

/// Says that a new version waits, and switches to it.
#[component]
fn Update() -> impl IntoView {
    let waits = RwSignal::new(switch().is_some());
    let listener = window_event_listener_untyped("sextant-update", move |_| waits.set(true));
    on_cleanup(move || listener.remove());
    let reload = move |()| {
        if let Some(switch) = switch() {
            drop(switch.call0(&wasm_bindgen::JsValue::UNDEFINED));
        }
    };
    view! {
        <Show when=move || waits.get()>
            <div class="toast" role="status">
                <div>"A new version is ready"</div>
                <Button label="Reload" look=Look::Primary small=true on_press=reload />
                <IconButton label="Later" glyph=Glyph::Close small=true on_press=move |()| waits.set(false) />
            </div>
        </Show>
    }
}

/// What switches to the new version, once one waits.
fn switch() -> Option<js_sys::Function> {
    let switch = js_sys::Reflect::get(&js_sys::global(), &"sextantUpdate".into()).ok()?;
    switch.dyn_into().ok()
}
