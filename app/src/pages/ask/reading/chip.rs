//! What every chip is made of: a menu with a few words on it.

use super::Chips;
use crate::pages::ask::edit::Chip;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::Menu;
use crate::ui::menu::pages::MenuFront;
use leptos::prelude::*;

/// A chip with its menu.
#[component]
pub(super) fn ChipMenu(
    /// What the chips share.
    chips: Chips,
    /// Which one it is.
    chip: Chip,
    /// What it is.
    #[prop(into)]
    what: Signal<String>,
    /// What it says.
    #[prop(into)]
    says: Signal<String>,
    /// Its menu.
    children: ChildrenFn,
) -> impl IntoView {
    let is_wrong = Memo::new(move |_| chips.blamed.get() == Some(chip));
    let face = move || {
        view! {
            <Show when=move || is_wrong.get()>
                <span class="wrong" role="img" aria-label="Does not work">
                    <Icon glyph=Glyph::Warning />
                </span>
            </Show>
            <i>{move || what.get()}</i>
            <b>{move || says.get()}</b>
        }
        .into_any()
    };
    view! {
        <Menu class="pill" face>
            {children()}
            {chips.more.map(|more| view! { <MenuFront>{more.run(chip)}</MenuFront> })}
        </Menu>
    }
}
