//! One part of the reading: what was found, or what the user says instead.

use super::form::Part;
use crate::pages::data::workshop::use_workshop;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;

/// Kept for a choice that is typed.
const OTHER: &str = "\u{1}other";
/// Kept while nothing was found.
const NONE: &str = "\u{1}none";

/// A field that is read again as soon as it is changed.
#[component]
pub(super) fn PartField(part: Part) -> impl IntoView {
    let shop = use_workshop();
    let said = Memo::new(move |_| shop.history.with(|history| part.said(&history.now.options)));
    let found = Memo::new(move |_| shop.dataset.with(|dataset| part.found(&dataset.source)));
    let value = Memo::new(move |_| said.get().or(found.get()));
    let wrong = RwSignal::new(None::<&'static str>);
    let say = move |text: &str| {
        let mut options = shop.history.with_untracked(|history| history.now.options.clone());
        match part.say(&mut options, text) {
            Ok(()) => {
                wrong.set(None);
                shop.make_options(options);
            }
            Err(told) => wrong.set(Some(told)),
        }
    };
    let leave = move |_| {
        let mut options = shop.history.with_untracked(|history| history.now.options.clone());
        part.leave(&mut options);
        wrong.set(None);
        shop.make_options(options);
    };
    let control = match part.choices() {
        Some(_) => view! { <Chosen part value say=Callback::new(move |text: String| say(&text)) /> }.into_any(),
        None => view! { <Typed part value say=Callback::new(move |text: String| say(&text)) /> }.into_any(),
    };
    view! {
        <div class="part" class:said=move || said.with(Option::is_some)>
            {control}
            <Show when=move || said.with(Option::is_some)>
                <button type="button" class="text-button" title="Leave it to detection" on:click=leave>
                    <Icon glyph=Glyph::Undo />
                    {format!("As detected: {}", part.label().to_lowercase())}
                </button>
            </Show>
            {move || wrong.get().map(|wrong| view! { <p class="form-told wrong" role="alert">{wrong}</p> })}
        </div>
    }
}

#[component]
fn Typed(part: Part, value: Memo<Option<String>>, say: Callback<String>) -> impl IntoView {
    view! {
        <label class="field">
            <span class="label">{part.label()}</span>
            <input
                class="input"
                aria-label=part.label()
                autocomplete="off"
                spellcheck="false"
                placeholder=part.example()
                prop:value=move || value.get().unwrap_or_default()
                on:change:target=move |event| say.run(event.target().value())
            />
        </label>
    }
}

#[component]
fn Chosen(part: Part, value: Memo<Option<String>>, say: Callback<String>) -> impl IntoView {
    let typing = RwSignal::new(false);
    let current = move || value.get().unwrap_or_else(|| NONE.to_owned());
    let choices = move || {
        let mut choices: Vec<(String, String)> = Vec::new();
        let now = current();
        if now == NONE {
            choices.push((now.clone(), "nothing found".to_owned()));
        }
        let known = part.choices().unwrap_or_default().iter();
        choices.extend(known.map(|(kept, read)| ((*kept).to_owned(), (*read).to_owned())));
        if !choices.iter().any(|(kept, _)| *kept == now) {
            choices.push((now.clone(), part.read_as(&now)));
        }
        if matches!(part, Part::Delimiter | Part::Quote | Part::Encoding) {
            choices.push((OTHER.to_owned(), "something else…".to_owned()));
        }
        let options = choices.into_iter().map(|(kept, read)| {
            let is_now = kept == now;
            view! { <option value=kept selected=is_now prop:selected=is_now>{read}</option> }
        });
        options.collect_view()
    };
    let choose = move |kept: String| {
        typing.set(kept == OTHER);
        if kept != OTHER && kept != NONE {
            say.run(kept);
        }
    };
    view! {
        <label class="field">
            <span class="label">{part.label()}</span>
            <select class="input" aria-label=part.label() on:change:target=move |event| choose(event.target().value())>
                {choices}
            </select>
        </label>
        <Show when=move || typing.get()>
            <input
                class="input"
                aria-label=format!("{}, as typed", part.label())
                placeholder="Type it and press Enter"
                autocomplete="off"
                on:change:target=move |event| {
                    typing.set(false);
                    say.run(event.target().value());
                }
            />
        </Show>
    }
}
