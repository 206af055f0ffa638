//! Keys that work everywhere.

use super::Tab;
use super::palette::PaletteOpen;
use leptos::prelude::*;

/// Ctrl or Cmd with 1 to 5 goes to the places, with K opens the palette.
pub(super) fn listen(palette: PaletteOpen) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || event.shift_key() {
            return;
        }
        if event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            return palette.0.update(|open| *open = !*open);
        }
        let index = event
            .key()
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        if let Some(tab) = index.and_then(|index| Tab::ALL.get(index)) {
            event.prevent_default();
            tab.route().go();
        }
    });
    on_cleanup(move || listener.remove());
}
