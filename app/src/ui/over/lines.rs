//! Lines and bands at values.

use super::Over;
use crate::ui::button::{Button, IconButton};
use crate::ui::field::Line;
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::chart::overlay::{Height, Reference};

/// The lines and bands that there are, and a form for another.
#[component]
pub(super) fn Lines(over: Over) -> impl IntoView {
    let (from, to, name) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let made = Memo::new(move |_| {
        let at = number(&from.get())?;
        let to = to.get();
        let end = number(&to);
        (to.trim().is_empty() || end.is_some()).then(|| Reference {
            at: Height::Value(at),
            to: end,
            label: name.get().trim().to_owned(),
        })
    });
    let add = move |()| {
        if let Some(reference) = made.get_untracked() {
            over.change(|chart| chart.references.push(reference));
            for field in [from, to, name] {
                field.set(String::new());
            }
        }
    };
    view! {
        <fieldset class="field">
            <legend class="label">"Line at a value, or band up to a second one"</legend>
            {move || over.chart.with(|chart| chart.references.clone()).into_iter().map(|reference| view! { <Known over reference /> }).collect_view()}
            <div class="over-line">
                <Line label="Value" value=from on_type=move |typed| from.set(typed) kind="number" />
                <Line label="Up to" value=to on_type=move |typed| to.set(typed) kind="number" example="Only for a band" />
                <Line label="Name" value=name on_type=move |typed| name.set(typed) example="Target" />
                <Button label="Add line" disabled=Signal::derive(move || made.with(Option::is_none)) on_press=add />
            </div>
        </fieldset>
    }
}

/// A line that is there; those of averages are switched off above.
#[component]
fn Known(over: Over, reference: Reference) -> impl IntoView {
    let Height::Value(value) = reference.at else {
        return None;
    };
    let end = reference.to.map(|to| format!("–{to}")).unwrap_or_default();
    let told = format!("{} {value}{end}", reference.label);
    let label = format!("Remove the line {}", told.trim());
    let remove = move |()| over.change(|chart| chart.references.retain(|other| *other != reference));
    Some(view! {
        <div class="over-known">
            <span>{told}</span>
            <IconButton small=true label glyph=Glyph::Remove on_press=remove />
        </div>
    })
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}
