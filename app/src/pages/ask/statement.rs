//! The SQL that a question amounts to.

use super::card::Card;
use crate::draft::use_sql_draft;
use crate::notices::use_notices;
use crate::ui::button::{Button, Look};
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Level;
use wasm_bindgen_futures::JsFuture;

/// The statement, while it is asked for.
#[component]
pub(super) fn Statement(
    /// The card.
    card: Card,
) -> impl IntoView {
    let (notices, draft) = (use_notices(), use_sql_draft());
    let text = move || card.statement.get().unwrap_or_default();
    let copy = move |()| {
        let text = card.statement.get_untracked().unwrap_or_default();
        spawn_local(async move {
            match JsFuture::from(window().navigator().clipboard().write_text(&text)).await {
                Ok(_) => notices.tell(Level::Info, "The statement is copied"),
                Err(_) => notices.tell(
                    Level::Error,
                    "The browser did not allow copying: select the text and copy it yourself",
                ),
            }
        });
    };
    let open = move |()| draft.open(card.statement.get_untracked().unwrap_or_default());
    view! {
        <Show when=move || card.statement.with(Option::is_some)>
            <div class="shown-sql">
                <pre tabindex="0" aria-label="SQL statement">{text}</pre>
                <div class="chips">
                    <Button label="Copy" small=true look=Look::Quiet glyph=Glyph::Copy on_press=copy />
                    <Button label="Open in SQL" small=true look=Look::Quiet glyph=Glyph::Sql on_press=open />
                </div>
            </div>
        </Show>
    }
}
