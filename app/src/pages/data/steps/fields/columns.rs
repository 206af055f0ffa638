//! Several columns, in the order in which they are chosen.

use crate::pages::data::steps::form::Filling;
use crate::ui::format;
use leptos::prelude::*;

/// From so many columns on, there is a field to find some.
const MANY: usize = 10;

/// A list of columns to tick.
#[component]
pub(super) fn ColumnsField(label: &'static str, filling: Filling) -> impl IntoView {
    let names = filling
        .columns
        .with_value(|columns| columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>());
    let names = StoredValue::new(names);
    let typed = RwSignal::new(String::new());
    let seen = Memo::new(move |_| {
        let typed = typed.get().to_lowercase();
        names.with_value(|names| {
            let fits = |name: &&String| name.to_lowercase().contains(&typed);
            names.iter().filter(fits).take(200).cloned().collect::<Vec<_>>()
        })
    });
    let count = move || {
        let chosen = filling.draft.with(|draft| draft.columns.len());
        format!(
            "{chosen} of {}",
            format::counted(names.with_value(Vec::len) as u64, "column")
        )
    };
    let all = move |_| filling.draft.update(|draft| draft.columns = names.get_value());
    let none = move |_| filling.draft.update(|draft| draft.columns.clear());
    let is_long = names.with_value(Vec::len) > MANY;
    view! {
        <fieldset class="field columns-field">
            <legend class="label">{label}</legend>
            <div class="columns-bar">
                <span class="small-text" role="status">{count}</span>
                <span class="space"></span>
                <button type="button" class="text-button" on:click=all>"All"</button>
                <button type="button" class="text-button" on:click=none>"None"</button>
            </div>
            {is_long
                .then(|| {
                    view! {
                        <input
                            class="input"
                            type="search"
                            aria-label="Find a column"
                            placeholder="Find a column"
                            autocomplete="off"
                            prop:value=typed
                            on:input:target=move |event| typed.set(event.target().value())
                        />
                    }
                })}
            <div class="columns-list">
                <For each=move || seen.get() key=Clone::clone let:name>
                    <Tick name filling />
                </For>
            </div>
        </fieldset>
    }
}

#[component]
fn Tick(name: String, filling: Filling) -> impl IntoView {
    let own = StoredValue::new(name.clone());
    let is_chosen = move || own.with_value(|own| filling.draft.with(|draft| draft.columns.contains(own)));
    let turn = move |on: bool| {
        filling.draft.update(|draft| {
            draft.columns.retain(|column| own.with_value(|own| column != own));
            if on {
                draft.columns.push(own.get_value());
            }
        });
    };
    view! {
        <label class="tick-line">
            <input type="checkbox" prop:checked=is_chosen on:change:target=move |event| turn(event.target().checked()) />
            <span title=name.clone()>{name.clone()}</span>
        </label>
    }
}
