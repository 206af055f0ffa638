//! The head of a tile: its title, what its answer says, its tools.

use super::TileState;
use super::crumbs::Crumbs;
use crate::pages::dashboard::board::{How, use_board};
use crate::pages::dashboard::comments;
use crate::pages::dashboard::drag::Drag;
use crate::pages::dashboard::keyboard;
use crate::pages::dashboard::notes::NotesMark;
use crate::pages::dashboard::tile_menu::TileMenu;
use crate::pages::dashboard::title::Title;
use crate::ui::button::IconButton;
use crate::ui::icon::{Glyph, Icon};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use spec::edit::Edit;

/// The head of a tile; it can be dragged by it.
#[component]
pub(super) fn TileTop(state: TileState, drag: Drag) -> impl IntoView {
    let board = use_board();
    let editing = RwSignal::new(false);
    Effect::new(move |_| {
        let asked = board.renaming.get();
        if asked.is_some() && state.id.with_value(|id| asked.as_ref() == Some(id)) {
            editing.set(true);
            board.renaming.set(None);
        }
    });
    let rename = move |title: String| {
        board.edit(Edit::Rename {
            id: state.id.get_value(),
            title,
        });
        state.id.with_value(keyboard::focus);
    };
    let headline = move || {
        let answering = state.answering;
        let answer = answering
            .answer
            .get()
            .filter(|_| answering.problem.with(Option::is_none))?;
        Some(answer.headline.clone()).filter(|headline| !headline.is_empty())
    };
    let handle_keys = move |event: KeyboardEvent| {
        if state.id.with_value(|id| keyboard::press_handle(board, id, &event)) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <header
            class="tile-top"
            on:pointerdown=move |event| {
                if event.pointer_type() != "touch" {
                    drag.press(&event, How::Move);
                }
            }
            on:pointermove=move |event| drag.follow(&event)
            on:pointerup=move |_| drag.release()
            on:pointercancel=move |_| drag.cancel()
        >
            <div class="tile-name">
                <Title level=2 value=Signal::derive(move || state.title()) editing on_change=rename />
                <Crumbs state />
                {move || headline().map(|headline| view! { <p class="tile-sub" title=headline.clone()>{headline.clone()}</p> })}
            </div>
            <div class="tile-tools">
                <NotesMark state />
                <CommentsMark state />
                <IconButton
                    small=true
                    label=Signal::derive(move || if state.as_table.get() { "Chart" } else { "Table" }.to_owned())
                    glyph=Signal::derive(move || if state.as_table.get() { Glyph::Chart } else { Glyph::Table })
                    on_press=move |()| state.as_table.update(|on| *on = !*on)
                />
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
                <TileMenu state />
            </div>
        </header>
    }
}

/// How many comments on the tile are open; pressing it shows them.
#[component]
fn CommentsMark(state: TileState) -> impl IntoView {
    let board = use_board();
    let count = Memo::new(move |_| state.id.with_value(|id| comments::open_on(board, id)));
    let label = move || match count.get() {
        1 => "1 comment".to_owned(),
        many => format!("{many} comments"),
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <button
                type="button"
                class="button quiet small noted said-count"
                title=label
                aria-label=label
                on:click=move |_| board.reading_comments.set(true)
            >
                <Icon glyph=Glyph::Comment />
                {move || count.get()}
            </button>
        </Show>
    }
}
