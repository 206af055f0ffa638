//! Fields of a form: a label over what is chosen or typed.

use leptos::prelude::*;

/// A choice among few.
#[component]
pub(crate) fn Choose(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The choices: what is kept, and what is read.
    #[prop(into)]
    choices: Signal<Vec<(String, String)>>,
    /// The one chosen now.
    #[prop(into)]
    value: Signal<String>,
    /// Hears the choice.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Whether the label is for screen readers only.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let options = move || {
        let options = choices.get().into_iter().map(|(kept, read)| {
            let own = kept.clone();
            view! { <option value=kept prop:selected=move || value.get() == own>{read}</option> }
        });
        options.collect_view()
    };
    view! {
        <label class="field">
            <span class=if bare { "hidden-label" } else { "label" }>{move || label.get()}</span>
            <select class="input" aria-label=move || label.get() on:change:target=move |event| on_choose.run(event.target().value())>
                {options}
            </select>
        </label>
    }
}

/// A line of text.
#[component]
pub(crate) fn Line(
    /// What is typed.
    #[prop(into)]
    label: Signal<String>,
    /// What is there now.
    #[prop(into)]
    value: Signal<String>,
    /// Hears each change.
    #[prop(into)]
    on_type: Callback<String>,
    /// An example, while it is empty.
    #[prop(optional, into)]
    example: Signal<String>,
    /// What sort of line the browser shows.
    #[prop(default = "text")]
    kind: &'static str,
    /// Whether the label is for screen readers only.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    view! {
        <label class="field">
            <span class=if bare { "hidden-label" } else { "label" }>{move || label.get()}</span>
            <input
                class="input"
                aria-label=move || label.get()
                type=kind
                placeholder=move || example.get()
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input:target=move |event| on_type.run(event.target().value())
            />
        </label>
    }
}
