//! Buttons.

use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// One of several.
    #[default]
    Plain,
    /// What is most likely done next: at most one in sight.
    Primary,
    /// Among many, as in the foot of a card.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Look {
    /// The class of a button that looks so.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// A button with a word, and an icon where one helps.
#[component]
pub(crate) fn Button(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Whether it is a little smaller.
    #[prop(optional)]
    small: bool,
    /// An icon before the word.
    #[prop(optional, into)]
    glyph: MaybeProp<Glyph>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it is switched on, for one that switches.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=look.class()
            class:small=small
            disabled=move || disabled.get()
            aria-pressed=move || pressed.get().map(|on| on.to_string())
            on:click=move |_| on_press.run(())
        >
            {move || glyph.get().map(|glyph| view! { <Icon glyph /> })}
            <span>{move || label.get()}</span>
        </button>
    }
}

/// A button with an icon alone; its name is in its tooltip and for screen readers.
#[component]
pub(crate) fn IconButton(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Its icon.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it is a little smaller.
    #[prop(optional)]
    small: bool,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it is switched on, for one that switches.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button quiet only-icon"
            class:small=small
            title=move || label.get()
            aria-label=move || label.get()
            disabled=move || disabled.get()
            aria-pressed=move || pressed.get().map(|on| on.to_string())
            on:click=move |_| on_press.run(())
        >
            <Icon glyph />
        </button>
    }
}
