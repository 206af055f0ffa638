//! The form of one line: a name, a number.

use super::{Actions, Line};
use crate::pages::ask::reading::Chips;
use crate::ui::field;
use leptos::prelude::*;

/// One line to type.
#[component]
pub(super) fn LineForm(chips: Chips, line: Line, open: RwSignal<bool>) -> impl IntoView {
    let (typed, then) = (RwSignal::new(line.value), StoredValue::new(line.then));
    let change = Memo::new(move |_| {
        typed.with(|typed| {
            chips
                .of(|query| then.with_value(|then| then(typed.trim(), query)))
                .flatten()
        })
    });
    let apply = move || {
        if let Some(change) = change.get_untracked() {
            open.set(false);
            chips.change.run(change);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        apply();
    };
    let hint = if line.is_number { "A number" } else { "" };
    view! {
        <form class="condition" on:submit=submit>
            <field::Line label=line.label value=typed on_type=move |text| typed.set(text) example=hint />
            <Actions open ready=Signal::derive(move || change.with(Option::is_some)) on_apply=apply />
        </form>
    }
}
