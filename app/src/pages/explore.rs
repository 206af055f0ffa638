//! Explore: the visual builder. Columns at the left, shelves, the chart, and the kinds that fit.

mod acting;
mod answering;
mod bench;
mod columns;
mod drag;
mod keyboard;
mod mark_menu;
mod missing;
mod reasons;
mod shelves;
mod stage;
mod start;
mod strip;
mod tools;

use crate::app::header::InHeader;
use crate::exploration::use_exploration;
use crate::notices::use_notices;
use crate::route::{self, Route};
use crate::ui::button::Button;
use crate::ui::icon::Glyph;
use bench::Bench;
use columns::ColumnsPanel;
use drag::Ghost;
use leptos::prelude::*;
use reasons::Reasons;
use shelves::Shelves;
use spec::answer::Level;
use spec::dashboard::Tile;
use stage::Stage;
use start::Start;
use strip::Strip;
use tools::{HeadTools, Tools};

/// The visual builder.
#[component]
pub(crate) fn Explore(
    /// Where the user is: the question may be in the address.
    route: ReadSignal<Route>,
) -> impl IntoView {
    let bench = Bench::open();
    provide_context(bench);
    follow(route);
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if keyboard::press_page(bench, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
    let has_data = Memo::new(move |_| bench.tile.with(Option::is_some));
    let is_bare = Memo::new(move |_| bench.is_bare());
    view! {
        <InHeader>
            <HeadTools bench />
        </InHeader>
        <Show when=move || has_data.get() fallback=|| view! { <start::NoData /> }>
            <div class="explore fill" class:dragging=move || bench.dragged.with(Option::is_some)>
                <ColumnsPanel />
                <div class="builder">
                    <div class="phone-only">
                        <Button label="Columns" glyph=Glyph::Table on_press=move |()| bench.sheet.update(|open| *open = !*open) />
                    </div>
                    <Shelves />
                    <Show when=move || !is_bare.get() fallback=|| view! { <Start /> }>
                        <Strip />
                        <Reasons />
                        <Stage />
                        <Tools />
                    </Show>
                </div>
            </div>
        </Show>
        <Ghost />
        <p class="hidden-label" aria-live="polite">{move || bench.said.get()}</p>
    }
}

/// Keeps the address and the question the same: a question in the address is opened, a changed one is written there.
fn follow(route: ReadSignal<Route>) {
    let (exploration, notices) = (use_exploration(), use_notices());
    let seen = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        let Route::Explore(written) = route.get() else { return };
        if !exploration.loaded.get() {
            return;
        }
        let is_new = written.is_some() && seen.get_value() != written;
        seen.set_value(written.clone());
        let read = written
            .filter(|_| is_new)
            .map(|text| serde_json::from_str::<Tile>(&text));
        match read {
            Some(Ok(tile)) => exploration.change(tile),
            Some(Err(_)) => notices.tell(
                Level::Warning,
                "The address holds no question that can be read: the last one is shown",
            ),
            None => {}
        }
    });
    Effect::new(move |_| {
        let text = exploration.tile.with(|tile| serde_json::to_string(tile.as_ref()?).ok());
        let is_here = matches!(route.get(), Route::Explore(_));
        if let (Some(text), true, true) = (text, is_here, exploration.loaded.get()) {
            seen.set_value(Some(text.clone()));
            route::note(&Route::Explore(Some(text)));
        }
    });
}
