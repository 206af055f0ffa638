//! The tabs of a dashboard, where it has more than one sheet of tiles.

use super::board::{Board, use_board};
use super::title::Title;
use crate::clock;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use spec::dashboard::{Tab, TabId};
use spec::edit::Edit;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// The strip of tabs; it is not there while there is one sheet.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let board = use_board();
    let tabs = Memo::new(move |_| all(board));
    let editing = RwSignal::new(None::<TabId>);
    let walk = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        if editing.with_untracked(Option::is_none) {
            event.prevent_default();
            go(board, by);
            focus();
        }
    };
    view! {
        <Show when=move || tabs.with(|tabs| tabs.len() > 1)>
            <div class="board-tabs">
                <div class="board-tablist" role="tablist" aria-label="Tabs" on:keydown=walk>
                    <For each=move || tabs.get() key=|tab| (tab.id.clone(), tab.title.clone()) let:tab>
                        <One tab editing />
                    </For>
                </div>
                <TabMenu editing />
                <button type="button" class="button quiet only-icon small" title="Add a tab" aria-label="Add a tab" on:click=move |_| add(board)>
                    <Icon glyph=Glyph::Plus />
                </button>
            </div>
        </Show>
    }
}

#[component]
fn One(tab: Tab, editing: RwSignal<Option<TabId>>) -> impl IntoView {
    let board = use_board();
    let Tab { id, title } = tab;
    let id = StoredValue::new(id);
    let is_shown = Memo::new(move |_| {
        let shown = shown(board);
        id.with_value(|id| *id == shown)
    });
    let writing = RwSignal::new(false);
    Effect::new(move |_| {
        if editing.with(|editing| id.with_value(|id| editing.as_ref() == Some(id))) {
            writing.set(true);
            editing.set(None);
        }
    });
    let rename = Callback::new(move |title: String| {
        change(board, |tabs| {
            if let Some(tab) = tabs.iter_mut().find(|tab| id.with_value(|id| tab.id == *id)) {
                tab.title = title;
            }
        });
        focus_again();
    });
    Effect::new(move |was_writing: Option<bool>| {
        let is_writing = writing.get();
        if was_writing == Some(true) && !is_writing {
            focus_again();
        }
        is_writing
    });
    let (value, label) = (Signal::stored(title.clone()), title.clone());
    view! {
        <div class="board-tab" class:on=move || is_shown.get()>
            <Show
                when=move || writing.get()
                fallback=move || view! {
                    <button
                        type="button"
                        role="tab"
                        aria-selected=move || is_shown.get().to_string()
                        tabindex=move || if is_shown.get() { "0" } else { "-1" }
                        on:click=move |_| board.tab.set(id.get_value())
                        on:dblclick=move |_| writing.set(true)
                        on:keydown=move |event: KeyboardEvent| if event.key() == "F2" { writing.set(true) }
                    >
                        {label.clone()}
                    </button>
                }
            >
                <Title level=2 value editing=writing on_change=rename />
            </Show>
        </div>
    }
}

/// What can be done with the tab that is shown.
#[component]
fn TabMenu(editing: RwSignal<Option<TabId>>) -> impl IntoView {
    let board = use_board();
    let now = move || untrack(|| shown(board));
    view! {
        <Menu label="More for this tab" class="button quiet only-icon small" face=|| view! { <Icon glyph=Glyph::Down /> }>
            <MenuItem label="Rename" glyph=Glyph::Edit on_press=move |()| editing.set(Some(now())) />
            <MenuItem label="Move left" glyph=Glyph::Back on_press=move |()| shift(board, &now(), -1) />
            <MenuItem label="Move right" glyph=Glyph::Next on_press=move |()| shift(board, &now(), 1) />
            <MenuItem label="Remove with its tiles" glyph=Glyph::Remove danger=true on_press=move |()| remove(board, &now()) />
        </Menu>
    }
}

/// Adds a tab and shows it.
pub(super) fn add(board: Board) {
    let mut tabs = untrack(|| all(board));
    if tabs.is_empty() {
        tabs.push(named(TabId::default(), 1));
    }
    let id = TabId(clock::fresh_id());
    tabs.push(named(id.clone(), tabs.len() + 1));
    board.edit(Edit::Tabs(tabs));
    board.tab.set(id);
}

/// Shows the next tab, or the one before; tells whether there is one.
pub(super) fn go(board: Board, by: i32) -> bool {
    let (tabs, shown) = untrack(|| (all(board), shown(board)));
    let at = tabs.iter().position(|tab| tab.id == shown);
    let next = at.and_then(|at| tabs.get(at.checked_add_signed(by as isize)?));
    if let Some(next) = next {
        board.tab.set(next.id.clone());
        board.said.set(format!("Tab {}", next.title));
    }
    next.is_some()
}

/// The tabs.
pub(super) fn all(board: Board) -> Vec<Tab> {
    board.dashboard.with(|dashboard| {
        dashboard
            .as_ref()
            .map(|dashboard| dashboard.tabs.clone())
            .unwrap_or_default()
    })
}

/// The tab that is shown.
pub(super) fn shown(board: Board) -> TabId {
    board.dashboard.with(|dashboard| {
        dashboard
            .as_ref()
            .map(|dashboard| dashboard.tab(&board.tab.get()))
            .unwrap_or_default()
    })
}

fn named(id: TabId, number: usize) -> Tab {
    let title = format!("Tab {number}");
    Tab { id, title }
}

fn change(board: Board, change: impl FnOnce(&mut Vec<Tab>)) {
    let mut tabs = untrack(|| all(board));
    let before = tabs.clone();
    change(&mut tabs);
    if tabs != before {
        board.edit(Edit::Tabs(tabs));
    }
}

fn shift(board: Board, id: &TabId, by: isize) {
    change(board, |tabs| {
        let at = tabs.iter().position(|tab| &tab.id == id);
        let to = at.and_then(|at| Some((at, at.checked_add_signed(by)?)));
        if let Some((at, to)) = to.filter(|(_, to)| *to < tabs.len()) {
            tabs.swap(at, to);
        }
    });
}

/// One change: undo brings the tab back with its tiles.
fn remove(board: Board, id: &TabId) {
    let Some(dashboard) = board.dashboard.get_untracked() else {
        return;
    };
    let tiles = dashboard.tiles.iter().filter(|placed| &placed.tab == id);
    let mut edits: Vec<_> = tiles.map(|placed| Edit::Remove(placed.id.clone())).collect();
    let tabs = dashboard.tabs.iter().filter(|tab| &tab.id != id).cloned();
    edits.push(Edit::Tabs(tabs.collect()));
    board.edit(Edit::All(edits));
}

/// Puts the focus on the tab that is shown where the field of its title had it.
fn focus_again() {
    request_animation_frame(|| {
        let focused = document().active_element();
        if focused.is_none_or(|focused| focused.tag_name() == "BODY") {
            focus();
        }
    });
}

/// Puts the focus on the tab that is shown, once it stands in the page.
fn focus() {
    request_animation_frame(|| {
        let tab = document()
            .query_selector(".board-tabs [role=tab][aria-selected=true]")
            .ok()
            .flatten();
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            drop(tab.focus());
        }
    });
}
