//! Tiles that show no answer: a text, a picture, a filter.

mod image;
mod text;

use super::board::{How, use_board};
use super::drag::Drag;
use super::filters::form::FilterForm;
use super::keyboard;
use super::tile::TileState;
use super::tile_menu::Places;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use image::Picture;
pub(super) use image::choose as choose_picture;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use spec::dashboard::Content;
use text::{Editor, Text};

/// A tile that shows no answer.
#[component]
pub(super) fn PlainTile(state: TileState, drag: Drag) -> impl IntoView {
    let board = use_board();
    let content = Memo::new(move |_| state.id.with_value(|id| board.placed(id)).map(|placed| placed.content));
    let editing = RwSignal::new(false);
    Effect::new(move |_| {
        let asked = board.renaming.get();
        if asked.is_some() && state.id.with_value(|id| asked.as_ref() == Some(id)) {
            board.renaming.set(None);
            editing.set(true);
        }
    });
    let shown = move || match content.get()? {
        Content::Chart(_) => None,
        Content::Text(text) => Some(view! { <Text text /> }.into_any()),
        Content::Image(image) => Some(view! { <Picture image /> }.into_any()),
        Content::Filter(id) => Some(view! { <div class="filter-tile"><FilterForm id in_tile=true /></div> }.into_any()),
    };
    view! {
        <Top state drag editing />
        <div class="tile-body plain" on:dblclick=move |_| editing.set(is_editable(content.get_untracked().as_ref()))>
            {shown}
        </div>
        <Editor state content editing />
    }
}

fn is_editable(content: Option<&Content>) -> bool {
    matches!(content, Some(Content::Text(_) | Content::Image(_)))
}

/// What moves the tile, and its menu; seen when one points at the tile.
#[component]
fn Top(state: TileState, drag: Drag, editing: RwSignal<bool>) -> impl IntoView {
    let board = use_board();
    let handle_keys = move |event: KeyboardEvent| {
        if state.id.with_value(|id| keyboard::press_handle(board, id, &event)) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let editable = move || {
        let placed = untrack(|| state.id.with_value(|id| board.placed(id)));
        is_editable(placed.map(|placed| placed.content).as_ref())
    };
    view! {
        <div
            class="plain-top"
            on:pointerdown=move |event| {
                if event.pointer_type() != "touch" {
                    drag.press(&event, How::Move);
                }
            }
            on:pointermove=move |event| drag.follow(&event)
            on:pointerup=move |_| drag.release()
            on:pointercancel=move |_| drag.cancel()
        >
            <div class="tile-tools">
                <button
                    type="button"
                    class="button quiet only-icon small handle"
                    title="Move: drag, or press Enter and use the arrow keys"
                    aria-label=move || format!("Move {}", state.title())
                    on:keydown=handle_keys
                    on:pointerdown=move |event| drag.press(&event, How::Move)
                >
                    <Icon glyph=Glyph::Handle />
                </button>
                <Menu
                    label=Signal::derive(move || format!("More for {}", state.title()))
                    class="button quiet only-icon small"
                    face=|| view! { <Icon glyph=Glyph::More /> }
                >
                    {editable().then(|| view! {
                        <MenuItem label="Edit…" glyph=Glyph::Edit on_press=move |()| editing.set(true) />
                        <hr />
                    })}
                    <Places state />
                </Menu>
            </div>
        </div>
    }
}
