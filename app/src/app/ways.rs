//! The ways in for data, as a menu and as a row of buttons.

use crate::engine::use_engine;
use crate::files::use_files;
use crate::ui::button::{Button, Look};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use leptos::prelude::*;

/// A button with every way in.
#[component]
pub(crate) fn OpenMenu() -> impl IntoView {
    let (files, engine) = (use_files(), use_engine());
    let alike = Memo::new(move |_| {
        engine
            .datasets
            .with(|all| !all.is_empty())
            .then(|| files.alike())
            .flatten()
    });
    let face = || {
        view! {
            <Icon glyph=Glyph::Upload />
            <span>"Open"</span>
            <Icon glyph=Glyph::Down />
        }
    };
    view! {
        <Menu label="Open data" class="button small" face>
            <MenuItem label="Files…" glyph=Glyph::Upload on_press=move |()| files.choose() />
            <MenuItem label="A folder…" glyph=Glyph::Folder on_press=move |()| files.choose_folder() />
            <MenuItem label="A link…" glyph=Glyph::Link on_press=move |()| files.ask_for_link() />
            <MenuItem label="Paste a table" glyph=Glyph::Paste on_press=move |()| files.paste() />
            {move || {
                alike
                    .get()
                    .map(|alike| {
                        let label = format!("Make one table of {}…", alike.datasets.len());
                        let combine = move |()| files.combining.set(Some(alike.clone()));
                        view! {
                            <hr />
                            <MenuItem label glyph=Glyph::Data on_press=combine />
                        }
                    })
            }}
        </Menu>
    }
}

/// The ways in beside the drop zone.
#[component]
pub(crate) fn OtherWays() -> impl IntoView {
    let files = use_files();
    view! {
        <div class="ways">
            <Button label="A folder…" look=Look::Quiet glyph=Glyph::Folder on_press=move |()| files.choose_folder() />
            <Button label="A link…" look=Look::Quiet glyph=Glyph::Link on_press=move |()| files.ask_for_link() />
            <Button label="Paste a table" look=Look::Quiet glyph=Glyph::Paste on_press=move |()| files.paste() />
        </div>
    }
}
