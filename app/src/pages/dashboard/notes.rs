//! What an answer leaves out, behind a small mark on its tile.

use super::tile::TileState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;
use leptos::prelude::*;
use spec::answer::{Level, Note};

/// A mark when there are notes; pressing it shows them.
#[component]
pub(super) fn NotesMark(state: TileState) -> impl IntoView {
    let notes = Memo::new(move |_| {
        let answer = state.answering.answer.get();
        answer.map(|answer| answer.notes.clone()).unwrap_or_default()
    });
    let label = Signal::derive(move || match notes.with(Vec::len) {
        1 => "1 note".to_owned(),
        many => format!("{many} notes"),
    });
    view! {
        <Show when=move || notes.with(|notes| !notes.is_empty())>
            <Menu label class="button quiet only-icon small noted" face=|| view! { <Icon glyph=Glyph::Warning /> }>
                <ul class="tile-notes">
                    {move || notes.get().iter().map(line).collect::<Vec<_>>()}
                </ul>
            </Menu>
        </Show>
    }
}

fn line(note: &Note) -> impl IntoView + use<> {
    let class = match note.level {
        Level::Info => "note",
        Level::Warning => "note warning",
        Level::Error => "note error",
    };
    view! { <li class=class>{note.message.clone()}</li> }
}
