//! What an answer leaves out, behind a small mark on its tile.

use super::board::use_board;
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
        let mut notes = answer.map(|answer| answer.notes.clone()).unwrap_or_default();
        notes.extend(missed(state).into_iter().map(|pick| {
            let message = format!("Not filtered by {pick}: its rows have no such column");
            Note::new(Level::Warning, "not_filtered", message)
        }));
        notes
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

/// The picks that do not filter it.
fn missed(state: TileState) -> Vec<String> {
    let board = use_board();
    state.asked.with(|tile| {
        let question = tile.as_ref().map(|tile| &tile.question);
        let missed = question.map(|question| state.id.with_value(|id| board.missed_by(id, question)));
        missed.unwrap_or_default()
    })
}

fn line(note: &Note) -> impl IntoView + use<> {
    let class = match note.level {
        Level::Info => "note",
        Level::Warning => "note warning",
        Level::Error => "note error",
    };
    view! { <li class=class>{note.message.clone()}</li> }
}
