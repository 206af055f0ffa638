//! Pages of a menu: what would be too much for one list.

use super::MenuState;
use crate::ui::icon::{Glyph, Icon};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// What a menu shows first.
#[component]
pub(crate) fn MenuFront(
    /// Items, among them [`MenuMore`]s.
    children: ChildrenFn,
) -> impl IntoView {
    let state = expect_context::<MenuState>();
    let children = StoredValue::new(children);
    view! {
        <Show when=move || state.page.get().is_none()>{children.with_value(|children| children())}</Show>
    }
}

/// What is typed to find an item of a page.
#[derive(Clone, Copy)]
pub(crate) struct Finding(pub RwSignal<String>);

/// A page behind a [`MenuMore`]. Its items hear of [`Finding`] from the context.
#[component]
pub(crate) fn MenuPage(
    /// Its name.
    name: &'static str,
    /// What stands above it, beside the way back.
    #[prop(into)]
    title: Signal<String>,
    /// Whether there is a field to find an item.
    #[prop(optional, into)]
    find: Signal<bool>,
    /// Its items.
    children: ChildrenFn,
) -> impl IntoView {
    let state = expect_context::<MenuState>();
    let children = StoredValue::new(children);
    let typed = RwSignal::new(String::new());
    provide_context(Finding(typed));
    let label = Signal::derive(move || format!("Find in {}", title.get().to_lowercase()));
    // A field is not a part of a menu: it stands above it.
    view! {
        <Show when=move || state.page.get() == Some(name)>
            <Show when=move || find.get()>
                <input
                    class="input find"
                    type="text"
                    aria-label=label
                    placeholder="Find"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=typed
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </Show>
            <div role="menu" aria-label=title>
                <button type="button" class="item back" role="menuitem" tabindex="-1" on:click=move |_| state.page.set(None)>
                    <Icon glyph=Glyph::Back />
                    <span>{move || title.get()}</span>
                </button>
                <hr />
                {children.with_value(|children| children())}
            </div>
        </Show>
    }
}

/// An item that leads to a page of the menu.
#[component]
pub(crate) fn MenuMore(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// Which page.
    page: &'static str,
    /// What is chosen there now.
    #[prop(optional, into)]
    now: Signal<String>,
    /// An icon before the word.
    #[prop(optional, into)]
    glyph: MaybeProp<Glyph>,
) -> impl IntoView {
    let state = expect_context::<MenuState>();
    let key = move |event: KeyboardEvent| {
        if event.key() == "ArrowRight" {
            event.prevent_default();
            state.page.set(Some(page));
        }
    };
    view! {
        <button
            type="button"
            class="item"
            role="menuitem"
            tabindex="-1"
            aria-haspopup="true"
            on:click=move |_| state.page.set(Some(page))
            on:keydown=key
        >
            {move || glyph.get().map(|glyph| view! { <Icon glyph /> })}
            <span>{move || label.get()}</span>
            <em>{move || now.get()}</em>
            <span class="tick"><Icon glyph=Glyph::Next /></span>
        </button>
    }
}

/// An item that is on or off; the menu stays open.
#[component]
pub(crate) fn MenuToggle(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Hears what it is switched to.
    #[prop(into)]
    on_turn: Callback<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="item"
            role="menuitemcheckbox"
            tabindex="-1"
            aria-checked=move || on.get().to_string()
            on:click=move |_| on_turn.run(!on.get_untracked())
        >
            <span class="box" class:on=move || on.get()>
                {move || on.get().then(|| view! { <Icon glyph=Glyph::Tick /> })}
            </span>
            <span>{move || label.get()}</span>
        </button>
    }
}
