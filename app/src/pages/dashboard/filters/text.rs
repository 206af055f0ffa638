//! A filter by a text that is contained.

use super::form::Setting;
use leptos::prelude::*;
use spec::filter::Filter;

/// The field; it filters when one stops typing it, by Enter or by leaving it.
#[component]
pub(super) fn TextForm(setting: Setting) -> impl IntoView {
    let value = move || match setting.filter() {
        Some(Filter::Contains { text, .. }) => text,
        _ => String::new(),
    };
    let change = move |typed: String| {
        let typed = typed.trim().to_owned();
        let column = setting
            .control
            .with_untracked(|control| control.as_ref().map(|control| control.column.clone()));
        let filter = column
            .filter(|_| !typed.is_empty())
            .map(|column| Filter::Contains { column, text: typed });
        setting.set(filter);
    };
    view! {
        <label class="field">
            <span class="label">"Contains"</span>
            <input
                class="input"
                type="search"
                aria-label="Contains"
                autocomplete="off"
                prop:value=value
                on:change:target=move |event| change(event.target().value())
            />
        </label>
    }
}
