//! Which tiles a filter applies to: by default all whose rows have its column, or point at it.

use super::form::Setting;
use crate::pages::dashboard::board;
use leptos::prelude::*;
use spec::dashboard::TileId;

/// A tile that could be filtered, and what it is called.
type Tile = (TileId, String);

/// The list of tiles, folded away.
#[component]
pub(super) fn Reach(setting: Setting) -> impl IntoView {
    let tiles = Memo::new(move |_| fitting(setting));
    let left_out = Memo::new(move |_| {
        let except = setting
            .control
            .with(|control| control.as_ref().map(|control| control.except.clone()));
        let except = except.unwrap_or_default();
        tiles.with(|tiles| tiles.iter().filter(|(id, _)| except.contains(id)).count())
    });
    let summary = move || match (tiles.with(Vec::len), left_out.get()) {
        (0, _) => "No tile has this column".to_owned(),
        (all, 0) => format!("Applies to all {all} tiles with this column"),
        (all, out) => format!("Applies to {} of {all} tiles", all - out),
    };
    view! {
        <details class="reach">
            <summary>{summary}</summary>
            <div class="choices" role="group" aria-label="Tiles that it applies to">
                <For each=move || tiles.get() key=Clone::clone let((id, name))>
                    <One setting id name />
                </For>
            </div>
        </details>
    }
}

#[component]
fn One(setting: Setting, id: TileId, name: String) -> impl IntoView {
    let id = StoredValue::new(id);
    let applies = move || {
        let except = setting.control.with(|control| {
            control
                .as_ref()
                .is_some_and(|control| id.with_value(|id| control.except.contains(id)))
        });
        !except
    };
    let turn = move |_| {
        setting.id.with_value(|control| {
            setting.board.change_control(control, |control| {
                let id = id.get_value();
                match control.except.iter().position(|other| *other == id) {
                    Some(at) => drop(control.except.remove(at)),
                    None => control.except.push(id),
                }
            });
        });
    };
    view! {
        <label>
            <input type="checkbox" prop:checked=applies on:change=turn />
            <span class="name">{name}</span>
        </label>
    }
}

fn fitting(setting: Setting) -> Vec<Tile> {
    let Some(control) = setting.control.get() else {
        return Vec::new();
    };
    setting.board.dashboard.with(|dashboard| {
        let Some(dashboard) = dashboard else { return Vec::new() };
        setting.board.on_ground(|ground| {
            let fits = |placed: &&spec::dashboard::Placed| {
                placed.tile().is_some_and(|tile| control.fits(&tile.question, ground))
            };
            let tiles = dashboard.tiles.iter().filter(fits);
            tiles
                .map(|placed| (placed.id.clone(), board::name(placed, dashboard)))
                .collect()
        })
    })
}
