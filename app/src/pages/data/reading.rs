//! Reading: everything that was found out about the file, to be changed where it is wrong.

mod field;
mod form;
mod repairs;

use super::list::format_name;
use super::workshop::{Workshop, use_workshop};
use crate::ui::button::{Button, Look};
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use field::PartField;
use form::Part;
use leptos::html;
use leptos::prelude::*;
use repairs::Repairs;
use spec::reading::OpenOptions;

/// The form and the repairs.
#[component]
pub(super) fn Reading() -> impl IntoView {
    let shop = use_workshop();
    let format = Memo::new(move |_| shop.dataset.with(|dataset| dataset.source.format));
    let said = Memo::new(move |_| {
        shop.history
            .with(|history| history.now.options != OpenOptions::default())
    });
    let is_gone = Memo::new(move |_| shop.gone.with(Option::is_some));
    let parts = move || {
        let parts = Part::of(format.get());
        parts
            .iter()
            .map(|part| view! { <PartField part=*part /> })
            .collect_view()
    };
    let has_parts = move || !Part::of(format.get()).is_empty();
    view! {
        <div class="panel-body">
            <Origin />
            <Show when=move || is_gone.get()>
                <Gone />
            </Show>
            <Repairs />
            <Show
                when=has_parts
                fallback=|| view! { <p class="quiet-text">"This format says itself how it is read: there is nothing to change."</p> }
            >
                <div class="reading-parts">{parts}</div>
            </Show>
            <div class="panel-actions">
                <Button
                    label="As detected"
                    small=true
                    glyph=Glyph::Undo
                    disabled=Signal::derive(move || !said.get())
                    on_press=move |()| shop.make_options(OpenOptions::default())
                />
                <Newer />
            </div>
        </div>
    }
}

/// The file itself.
#[component]
fn Origin() -> impl IntoView {
    let shop = use_workshop();
    let facts = move || {
        shop.dataset.with(|dataset| {
            let source = &dataset.source;
            let inside = source.inside.as_ref().map(|inside| format!("{inside} in "));
            let sample = source
                .sampled_from
                .map(|rows| format!(" · a sample of {}", format::counted(rows, "row")));
            format!(
                "{}{} · {}{}",
                inside.unwrap_or_default(),
                source.filename,
                format_name(source.format),
                sample.unwrap_or_default()
            )
        })
    };
    view! { <p class="quiet-text origin">{facts}</p> }
}

/// The file is not at hand any more.
#[component]
fn Gone() -> impl IntoView {
    let shop = use_workshop();
    let name = move || shop.dataset.with(|dataset| dataset.source.filename.clone());
    view! {
        <div class="note warning gone" role="alert">
            <Icon glyph=Glyph::Warning />
            <div>
                <p>{move || format!("{} is not at hand any more. Choose it again to read it in another way.", name())}</p>
                <div class="panel-actions">
                    <FileButton shop label="Choose the file…" />
                    <Button label="Leave it" small=true look=Look::Quiet on_press=move |()| shop.gone.set(None) />
                </div>
            </div>
        </div>
    }
}

/// Next month's file in place of this one.
#[component]
fn Newer() -> impl IntoView {
    let shop = use_workshop();
    view! { <FileButton shop label="Replace with a newer file…" /> }
}

/// A button that asks for a file and has it read in place of the dataset's.
#[component]
pub(super) fn FileButton(shop: Workshop, label: &'static str) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |field: web_sys::HtmlInputElement| {
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            field.set_value("");
            shop.replace(file);
        }
    };
    view! {
        <Button label small=true glyph=Glyph::Recent on_press=choose />
        <input
            type="file"
            hidden
            node_ref=input
            class="other-file"
            aria-label=label
            tabindex="-1"
            on:change:target=move |event| chosen(event.target())
        />
    }
}
