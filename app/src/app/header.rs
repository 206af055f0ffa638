//! The head of the page: where the user is, what a place adds to it, and what the engine is doing.

use super::Tab;
use super::palette::PaletteOpen;
use crate::engine::{Status, use_engine};
use crate::route::Route;
use crate::ui::button::{Button, Look};
use crate::ui::icon::{Glyph, Icon};
use leptos::html;
use leptos::portal::Portal;
use leptos::prelude::*;
use std::time::Duration;

/// Where the place puts its own parts of the header.
#[derive(Clone, Copy)]
pub(super) struct HeaderSlot(pub NodeRef<html::Div>);

/// How long work may take before it is shown, in milliseconds.
const PATIENCE: u64 = 300;

/// The header.
#[component]
pub(crate) fn Header(
    /// Where the user is.
    route: ReadSignal<Route>,
) -> impl IntoView {
    let slot = expect_context::<HeaderSlot>().0;
    let palette = expect_context::<PaletteOpen>();
    let title = Memo::new(move |_| route.with(Tab::of).label());
    Effect::new(move |_| document().set_title(&format!("{} · Sextant", title.get())));
    view! {
        <header class="header">
            <h1>{move || title.get()}</h1>
            <div node_ref=slot class="header-slot"></div>
            <button
                type="button"
                class="pill finder-button"
                data-keys=if is_apple() { "⌘K" } else { "Ctrl K" }
                aria-label="Find data, dashboards and actions"
                title="Find (Ctrl+K)"
                aria-keyshortcuts="Control+K Meta+K"
                on:click=move |_| palette.0.set(true)
            >
                <Icon glyph=Glyph::Search />
                <span class="wide-only">"Find"</span>
            </button>
            <State />
            <Working />
        </header>
    }
}

/// Parts that a place adds to the header, beside the title.
#[component]
pub(crate) fn InHeader(
    /// The parts; `<span class="space" />` pushes what follows to the right.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let slot = expect_context::<HeaderSlot>().0;
    move || {
        slot.get()
            .map(|mount| view! { <Portal mount>{children.with_value(|children| children())}</Portal> })
    }
}

/// What the engine is doing, in a word.
#[component]
fn State() -> impl IntoView {
    let status = use_engine().status;
    let word = move || match status.get() {
        Status::Starting => "Starting…",
        Status::Ready | Status::Working(..) => "On this device",
    };
    view! {
        <span class="pill on device" title="Your data is read and computed in this browser; it does not leave this device" role="status">
            <Icon glyph=Glyph::Safe />
            <span>{word}</span>
        </span>
    }
}

/// Work that takes a while: what, how far, and a way to stop it.
#[component]
fn Working() -> impl IntoView {
    let engine = use_engine();
    let patient = RwSignal::new(false);
    let working = Memo::new(move |_| matches!(engine.status.get(), Status::Working(..)));
    Effect::new(move |_| {
        patient.set(false);
        if working.get() {
            let wait = Duration::from_millis(PATIENCE);
            let timer = set_timeout_with_handle(move || patient.set(true), wait);
            on_cleanup(move || drop(timer.map(|timer| timer.clear())));
        }
    });
    let stage = move || match engine.status.get() {
        Status::Working(stage, part) => (stage, part),
        _ => (String::new(), 0.0),
    };
    view! {
        <Show when=move || working.get() && patient.get()>
            <span class="stage-word" role="status">{move || stage().0}</span>
            <Button label="Cancel" look=Look::Quiet small=true on_press=move |()| engine.cancel() />
            <div
                class="working"
                class:unsure=move || stage().1 <= 0.0
                role="progressbar"
                aria-label=move || stage().0
                aria-valuenow=move || (stage().1 > 0.0).then(|| format!("{:.0}", stage().1 * 100.0))
            >
                <div style:transform=move || (stage().1 > 0.0).then(|| format!("scaleX({})", stage().1))></div>
            </div>
        </Show>
    }
}

fn is_apple() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Mac") || agent.contains("iPhone") || agent.contains("iPad")
}
