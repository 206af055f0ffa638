//! The layout on phones: made from the one of the desktop, adjusted in a list.

use super::board::{self, Board, use_board};
use crate::ui::button::{Button, IconButton};
use crate::ui::dialog::Dialog;
use crate::ui::field::Choose;
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::dashboard::{Dashboard, TileId};
use spec::edit::Edit;
use spec::phone::{self, Height, Shape, Width};

const WIDTHS: [(&str, Width); 4] = [
    ("Auto", Width::Auto),
    ("Half", Width::Half),
    ("Whole", Width::Whole),
    ("Hidden", Width::Hidden),
];
const HEIGHTS: [(&str, Height); 4] = [
    ("Auto", Height::Auto),
    ("Low", Height::Low),
    ("Middle", Height::Middle),
    ("High", Height::High),
];

/// The dialog.
#[component]
pub(super) fn PhoneDialog(open: RwSignal<bool>) -> impl IntoView {
    let board = use_board();
    let order = Memo::new(move |_| {
        board
            .sheet
            .with(|sheet| sheet.as_ref().map(phone::order).unwrap_or_default())
    });
    let ids = Memo::new(move |_| order.with(|order| order.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()));
    let adjusted = move || {
        board
            .dashboard
            .with(|dashboard| dashboard.as_ref().is_some_and(|dashboard| !dashboard.phone.is_empty()))
    };
    view! {
        <Dialog open title="Layout on phones">
            <p class="quiet-text">"Tiles stand below each other, in the order of the desktop until you change it."</p>
            <ol class="phone-order">
                <For each=move || ids.get() key=Clone::clone let:id>
                    <One id order />
                </For>
            </ol>
            <div class="actions">
                <Button
                    label="As on the desktop"
                    disabled=Signal::derive(move || !adjusted())
                    on_press=move |()| board.edit(Edit::Phone(Vec::new()))
                />
                <Button label="Done" on_press=move |()| open.set(false) />
            </div>
        </Dialog>
    }
}

#[component]
fn One(id: TileId, order: Memo<Vec<(TileId, Shape)>>) -> impl IntoView {
    let board = use_board();
    let id = StoredValue::new(id);
    let shape = Memo::new(move |_| {
        order.with(|order| {
            order
                .iter()
                .find(|(other, _)| id.with_value(|id| other == id))
                .map(|(_, shape)| *shape)
                .unwrap_or_default()
        })
    });
    let name = Signal::derive(move || {
        board
            .dashboard
            .with(|dashboard: &Option<Dashboard>| {
                let dashboard = dashboard.as_ref()?;
                Some(board::name(dashboard.placed(&id.get_value())?, dashboard))
            })
            .unwrap_or_default()
    });
    let step = move |down: i32| {
        move |()| {
            if let Some(moved) = order.with_untracked(|order| id.with_value(|id| phone::moved(order, id, down))) {
                save(board, moved);
            }
        }
    };
    let change = move |change: &dyn Fn(&mut Shape)| {
        let mut order = order.get_untracked();
        if let Some((_, shape)) = order.iter_mut().find(|(other, _)| id.with_value(|id| other == id)) {
            change(shape);
        }
        save(board, order);
    };
    let width = move |chosen: String| {
        if let Some((_, width)) = WIDTHS.iter().find(|(name, _)| *name == chosen) {
            change(&|shape| shape.width = *width);
        }
    };
    let height = move |chosen: String| {
        if let Some((_, height)) = HEIGHTS.iter().find(|(name, _)| *name == chosen) {
            change(&|shape| shape.height = *height);
        }
    };
    let width_now = Signal::derive(move || named(&WIDTHS, shape.get().width));
    let height_now = Signal::derive(move || named(&HEIGHTS, shape.get().height));
    view! {
        <li class:out=move || shape.get().width == Width::Hidden>
            <span class="name">{name}</span>
            <Choose bare=true label=Signal::derive(move || format!("Width of {}", name.get())) choices=choices(&WIDTHS) value=width_now on_choose=width />
            <Choose bare=true label=Signal::derive(move || format!("Height of {}", name.get())) choices=choices(&HEIGHTS) value=height_now on_choose=height />
            <IconButton small=true label=Signal::derive(move || format!("Move {} up", name.get())) glyph=Glyph::Ascending on_press=step(-1) />
            <IconButton small=true label=Signal::derive(move || format!("Move {} down", name.get())) glyph=Glyph::Descending on_press=step(1) />
        </li>
    }
}

/// The tiles of other tabs keep their shapes.
fn save(board: Board, order: Vec<(TileId, Shape)>) {
    let Some(dashboard) = board.dashboard.get_untracked() else {
        return;
    };
    let others = dashboard
        .phone
        .into_iter()
        .filter(|(id, _)| !order.iter().any(|(own, _)| own == id));
    let others: Vec<_> = others.collect();
    board.edit(Edit::Phone(order.into_iter().chain(others).collect()));
}

fn choices<T>(all: &[(&str, T)]) -> Signal<Vec<(String, String)>> {
    Signal::stored(
        all.iter()
            .map(|(name, _)| ((*name).to_owned(), (*name).to_owned()))
            .collect(),
    )
}

fn named<T: PartialEq>(all: &[(&str, T)], value: T) -> String {
    let found = all.iter().find(|(_, other)| *other == value);
    found.map_or(String::new(), |(name, _)| (*name).to_owned())
}
