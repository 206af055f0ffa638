//! What marks an answer: favourite, or gone.

use super::Card;
use crate::notices::use_notices;
use crate::ui::button::IconButton;
use crate::ui::icon::Glyph;
use crate::ui::words;
use leptos::prelude::*;

/// Favourite and remove.
#[component]
pub(super) fn Marks(
    /// The card.
    card: Card,
) -> impl IntoView {
    let notices = use_notices();
    let is_favourite = Memo::new(move |_| card.entry.get().is_some_and(|entry| entry.favourite));
    let glyph = Signal::derive(move || {
        if is_favourite.get() {
            Glyph::Starred
        } else {
            Glyph::Star
        }
    });
    let remove = move |()| {
        let removed = card
            .entry
            .get_untracked()
            .and_then(|entry| card.thread.remove(&entry.id));
        if let Some((index, entry)) = removed {
            let message = format!("“{}” is removed", words::capitalised(&entry.words));
            notices.offer(message, "Undo", move || card.thread.put_back(index, entry.clone()));
        }
    };
    view! {
        <IconButton
            label="Favourite"
            glyph
            small=true
            pressed=Signal::derive(move || Some(is_favourite.get()))
            on_press=move |()| card.change(|entry| entry.favourite = !entry.favourite)
        />
        <IconButton label="Remove this answer" glyph=Glyph::Remove small=true on_press=remove />
    }
}
