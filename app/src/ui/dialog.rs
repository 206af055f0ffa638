//! Dialogs: the browser's own, so that focus stays inside and goes back where it came from.

use crate::ui::button::{Button, IconButton, Look};
use crate::ui::icon::Glyph;
use leptos::html;
use leptos::prelude::*;

/// A dialog over the page. Its content exists only while it is open.
#[component]
pub(crate) fn Dialog(
    /// Whether it is open; it closes itself by Escape, its cross, and a click beside it.
    open: RwSignal<bool>,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is wider than usual.
    #[prop(optional)]
    wide: bool,
    /// What is in it; a field with `autofocus` gets the cursor.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let children = StoredValue::new(children);
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match open.get() {
            true if !dialog.open() => drop(dialog.show_modal()),
            false if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let beside = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            class:wide=wide
            aria-label=move || title.get()
            on:close=move |_| open.set(false)
            on:mousedown=beside
        >
            <Show when=move || open.get()>
                <div class="inner">
                    <div class="top">
                        <h2>{move || title.get()}</h2>
                        <span class="space"></span>
                        <IconButton label="Close" glyph=Glyph::Close on_press=move |()| open.set(false) />
                    </div>
                    {children.with_value(|children| children())}
                </div>
            </Show>
        </dialog>
    }
}

/// A dialog that asks before something is taken away that cannot be brought back.
#[component]
pub(crate) fn Confirm(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    message: Signal<String>,
    /// The word on the button that does it.
    #[prop(into)]
    action: Signal<String>,
    /// What is done.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> impl IntoView {
    let confirm = move |()| {
        open.set(false);
        on_confirm.run(());
    };
    view! {
        <Dialog open title>
            <p class="quiet-text">{move || message.get()}</p>
            <div class="actions">
                <Button label="Cancel" on_press=move |()| open.set(false) />
                <Button label=action look=Look::Danger on_press=confirm />
            </div>
        </Dialog>
    }
}
