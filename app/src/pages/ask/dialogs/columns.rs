//! The form of the columns that rows show.

use super::Actions;
use crate::pages::ask::edit::Change;
use crate::pages::ask::reading::Chips;
use crate::ui::button::{Button, Look};
use leptos::prelude::*;

/// Which columns.
#[component]
pub(super) fn ColumnsForm(chips: Chips, open: RwSignal<bool>) -> impl IntoView {
    let all: Vec<_> = untrack(move || chips.columns())
        .into_iter()
        .map(|column| column.name)
        .collect();
    let shown = chips.now(|query| query.columns.clone()).unwrap_or_default();
    let chosen = RwSignal::new(if shown.is_empty() { all.clone() } else { shown });
    let every = StoredValue::new(all.clone());
    let items = all.into_iter().map(|name| {
        let (own, kept) = (name.clone(), name.clone());
        let on = Signal::derive(move || chosen.with(|chosen| chosen.contains(&own)));
        let turn = move |on: bool| {
            chosen.update(|chosen| {
                chosen.retain(|other| *other != kept);
                if on {
                    chosen.push(kept.clone());
                }
            });
        };
        view! {
            <label>
                <input type="checkbox" prop:checked=on on:change:target=move |event| turn(event.target().checked()) />
                <span class="name">{name}</span>
            </label>
        }
    });
    let items = items.collect_view();
    let apply = move || {
        open.set(false);
        let mut columns = chosen.get_untracked();
        if every.with_value(|every| columns == *every) {
            columns.clear();
        }
        chips.change.run(Change::Rows(columns));
    };
    view! {
        <div class="condition">
            <p class="quiet-text">"They stand in the order in which they are chosen."</p>
            <div class="choices">{items}</div>
            <div class="chips">
                <Button label="All" small=true look=Look::Quiet on_press=move |()| chosen.set(every.get_value()) />
                <Button label="None" small=true look=Look::Quiet on_press=move |()| chosen.set(Vec::new()) />
            </div>
            <Actions open ready=Signal::derive(move || !chosen.with(Vec::is_empty)) on_apply=apply />
        </div>
    }
}
