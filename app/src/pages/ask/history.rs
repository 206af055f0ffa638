//! Which answers are shown, and a way to clear them.

use crate::notices::use_notices;
use crate::thread::use_thread;
use crate::ui::button::{Button, Look};
use leptos::prelude::*;

/// Which answers are shown, and a way to clear them; not there while there is little to choose from.
#[component]
pub(super) fn History(
    /// Whether only favourites are shown.
    favourites: RwSignal<bool>,
) -> impl IntoView {
    let (thread, notices) = (use_thread(), use_notices());
    let count = Memo::new(move |_| thread.entries.with(Vec::len));
    let starred = Memo::new(move |_| {
        thread
            .entries
            .with(|entries| entries.iter().filter(|entry| entry.favourite).count())
    });
    Effect::new(move |_| {
        if starred.get() == 0 {
            favourites.set(false);
        }
    });
    let clear = move |()| {
        let before = thread.clear();
        notices.offer("The answers are cleared; favourites stay", "Undo", move || {
            thread.restore(before.clone());
        });
    };
    let chosen = move |on: bool| Signal::derive(move || Some(favourites.get() == on));
    view! {
        <Show when=move || { count.get() > 2 || starred.get() > 0 }>
            <div class="history" role="group" aria-label="History">
                <Button
                    label=Signal::derive(move || format!("All answers ({})", count.get()))
                    look=Look::Quiet
                    small=true
                    pressed=chosen(false)
                    on_press=move |()| favourites.set(false)
                />
                <Show when=move || { starred.get() > 0 }>
                    <Button
                        label=Signal::derive(move || format!("Favourites ({})", starred.get()))
                        look=Look::Quiet
                        small=true
                        pressed=chosen(true)
                        on_press=move |()| favourites.set(true)
                    />
                </Show>
                <span class="space"></span>
                <Button label="Clear" look=Look::Quiet small=true on_press=clear />
            </div>
        </Show>
    }
}
