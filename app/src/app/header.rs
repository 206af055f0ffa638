//! The head of the page: where the user is, what a place adds to it, and what the engine is doing.

use super::Tab;
use super::palette::PaletteOpen;
use crate::engine::{Status, use_engine};
use crate::route::Route;
use crate::ui::button::{Button, Look};
use crate::ui::icon::{Glyph, Icon};
use crate::works::Works;
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

/// Work that takes a while: what, how far, and a way to stop it, by its button or by Escape.
#[component]
fn Working() -> impl IntoView {
    let (engine, works) = (use_engine(), expect_context::<Works>());
    let patient = RwSignal::new(false);
    let stage = move || match engine.status.get() {
        Status::Working(stage, part) => Some((stage, part)),
        _ => works
            .all
            .with(|all| all.last().map(|work| (work.stage.clone(), work.fraction))),
    };
    let working = Memo::new(move |_| stage().is_some());
    Effect::new(move |_| {
        patient.set(false);
        if working.get() {
            let wait = Duration::from_millis(PATIENCE);
            let timer = set_timeout_with_handle(move || patient.set(true), wait);
            on_cleanup(move || drop(timer.map(|timer| timer.clear())));
        }
    });
    let is_shown = move || working.get() && patient.get();
    let stop = move || match engine.status.get_untracked() {
        Status::Working(..) => engine.cancel(),
        _ => drop(works.all.get_untracked().last().map(|work| (work.cancel)())),
    };
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && !event.default_prevented() && is_shown() && !is_something_open() {
            event.prevent_default();
            stop();
        }
    });
    on_cleanup(move || escape.remove());
    let words = move || stage().map(|(words, _)| words).unwrap_or_default();
    let part = move || stage().map(|(_, part)| part).unwrap_or_default();
    view! {
        <Show when=is_shown>
            <span class="stage-word" role="status">{words}</span>
            <Button label="Cancel" look=Look::Quiet small=true on_press=move |()| stop() />
            <div
                class="working"
                class:unsure=move || part() <= 0.0
                role="progressbar"
                aria-label=words
                aria-valuenow=move || (part() > 0.0).then(|| format!("{:.0}", part() * 100.0))
            >
                <div style:transform=move || (part() > 0.0).then(|| format!("scaleX({})", part()))></div>
            </div>
        </Show>
    }
}

/// Whether a dialog or a menu is open, which takes Escape for itself.
fn is_something_open() -> bool {
    matches!(document().query_selector("dialog[open], .menu"), Ok(Some(_)))
}

fn is_apple() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Mac") || agent.contains("iPhone") || agent.contains("iPad")
}
