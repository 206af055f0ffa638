//! The steps as SQL.

use crate::draft::use_sql_draft;
use crate::engine::use_engine;
use crate::notices::use_notices;
use crate::pages::data::workshop::use_workshop;
use crate::ui::button::{Button, Look};
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Level;

/// A button that shows the statement, and the statement.
#[component]
pub(super) fn Statement() -> impl IntoView {
    let (shop, engine, notices, draft) = (use_workshop(), use_engine(), use_notices(), use_sql_draft());
    let (open, text) = (RwSignal::new(false), RwSignal::new(String::new()));
    Effect::new(move |_| {
        shop.revision.track();
        if !open.get() {
            return;
        }
        spawn_local(async move {
            match engine.steps_sql(shop.name()).await {
                Ok(statement) => drop(text.try_set(statement)),
                Err(problem) => notices.problem(&problem),
            }
        });
    });
    let copy = move |()| {
        let written = window().navigator().clipboard().write_text(&text.get_untracked());
        spawn_local(async move {
            match wasm_bindgen_futures::JsFuture::from(written).await {
                Ok(_) => notices.tell(Level::Info, "The statement is copied"),
                Err(_) => notices.tell(
                    Level::Error,
                    "The browser did not copy it: select the text and press Ctrl+C",
                ),
            }
        });
    };
    view! {
        <div class="statement-of-steps">
            <Button
                label="Show as SQL"
                look=Look::Quiet
                small=true
                glyph=Glyph::Sql
                pressed=Signal::derive(move || Some(open.get()))
                on_press=move |()| open.update(|open| *open = !*open)
            />
            <Show when=move || open.get()>
                <pre tabindex="0" aria-label="Statement"><code>{text}</code></pre>
                <div class="panel-actions">
                    <Button label="Copy" small=true glyph=Glyph::Copy on_press=copy />
                    <Button label="Open in SQL" small=true glyph=Glyph::Sql on_press=move |()| draft.open(text.get_untracked()) />
                </div>
            </Show>
        </div>
    }
}
