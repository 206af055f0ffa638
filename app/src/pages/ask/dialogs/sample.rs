//! The form of a sample.

use super::{Actions, number};
use crate::pages::ask::edit::Change;
use crate::pages::ask::reading::Chips;
use crate::ui::field::{Choose, Line};
use leptos::prelude::*;
use spec::join::Sample;

/// How many of the rows.
#[component]
pub(super) fn SampleForm(chips: Chips, open: RwSignal<bool>) -> impl IntoView {
    let before = chips.now(|query| query.sample).flatten();
    let (kind, typed) = match before {
        Some(Sample::Share { part, .. }) => ("share", (part * 100.0).to_string()),
        Some(Sample::Rows { count, .. }) => ("rows", count.to_string()),
        None => ("rows", "1000".to_owned()),
    };
    let (kind, typed) = (RwSignal::new(kind.to_owned()), RwSignal::new(typed));
    let sample = Memo::new(move |_| typed.with(|typed| read(&kind.get(), typed)));
    let apply = move || {
        if let Some(sample) = sample.get_untracked() {
            open.set(false);
            chips.change.run(Change::Sample(Some(sample)));
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        apply();
    };
    let choose = move |chosen: String| {
        typed.set(if chosen == "share" { "10" } else { "1000" }.to_owned());
        kind.set(chosen);
    };
    let choices = [("rows", "So many rows"), ("share", "A part of the rows")];
    let choices = choices.map(|(kept, read)| (kept.to_owned(), read.to_owned())).to_vec();
    let label = Signal::derive(move || if kind.get() == "share" { "Percent" } else { "Rows" }.to_owned());
    view! {
        <form class="condition" on:submit=submit>
            <p class="quiet-text">"Quick answers about large data: the same rows are drawn each time."</p>
            <Choose label="How much" choices=Signal::stored(choices) value=kind on_choose=choose />
            <Line label value=typed on_type=move |text| typed.set(text) />
            <Actions open ready=Signal::derive(move || sample.get().is_some()) on_apply=apply />
        </form>
    }
}

fn read(kind: &str, typed: &str) -> Option<Sample> {
    let number = number(typed).filter(|number| *number > 0.0)?;
    match kind {
        "share" => (number <= 100.0).then_some(Sample::Share {
            part: number / 100.0,
            seed: 0,
        }),
        _ => Some(Sample::Rows {
            count: number as u64,
            seed: 0,
        }),
    }
}
