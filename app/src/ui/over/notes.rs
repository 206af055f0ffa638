//! Notes at places along the axis.

use super::Over;
use crate::ui::button::{Button, IconButton};
use crate::ui::field::{Choose, Line};
use crate::ui::format;
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::answer::Answer;
use spec::chart::overlay::Annotation;
use spec::value::Value;

/// So many places are offered.
const MOST_PLACES: usize = 500;

/// The notes that there are, and a form for another.
#[component]
pub(super) fn Notes(over: Over) -> impl IntoView {
    let (place, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let places = Memo::new(move |_| {
        let places = over.answer.with(|answer| answer.as_ref().map(|answer| places(answer)));
        places.unwrap_or_default()
    });
    let choices = Signal::derive(move || {
        let none = std::iter::once((String::new(), "Choose a place".to_owned()));
        let all = places.get().into_iter().enumerate();
        none.chain(all.map(|(index, (_, told))| (index.to_string(), told)))
            .collect::<Vec<_>>()
    });
    let made = Memo::new(move |_| {
        let index: usize = place.get().parse().ok()?;
        let (at, _) = places.with(|places| places.get(index).cloned())?;
        let text = text.get().trim().to_owned();
        (!text.is_empty()).then_some(Annotation { at, text })
    });
    let add = move |()| {
        if let Some(note) = made.get_untracked() {
            over.change(|chart| chart.annotations.push(note));
            for field in [place, text] {
                field.set(String::new());
            }
        }
    };
    view! {
        <fieldset class="field">
            <legend class="label">"Note along the axis"</legend>
            {move || over.chart.with(|chart| chart.annotations.clone()).into_iter().map(|note| view! { <Known over note /> }).collect_view()}
            <div class="over-line">
                <Choose label="Where" choices value=place on_choose=move |chosen| place.set(chosen) />
                <Line label="Note" value=text on_type=move |typed| text.set(typed) example="New prices" />
                <Button label="Add note" disabled=Signal::derive(move || made.with(Option::is_none)) on_press=add />
            </div>
        </fieldset>
    }
}

#[component]
fn Known(over: Over, note: Annotation) -> impl IntoView {
    let label = format!("Remove the note {}", note.text);
    let told = note.text.clone();
    let remove = move |()| over.change(|chart| chart.annotations.retain(|other| *other != note));
    view! {
        <div class="over-known">
            <span>{told}</span>
            <IconButton small=true label glyph=Glyph::Remove on_press=remove />
        </div>
    }
}

/// The values along the axis and how they are read.
fn places(answer: &Answer) -> Vec<(Value, String)> {
    let Some(x) = answer.chart.x.as_ref().and_then(|name| answer.table.position(name)) else {
        return Vec::new();
    };
    let written = answer.formats.get(x).cloned().unwrap_or_default();
    let mut places: Vec<(Value, String)> = Vec::new();
    for value in answer.table.rows.iter().filter_map(|row| row.get(x)) {
        let is_new = !value.is_null() && places.iter().all(|(known, _)| known != value);
        if is_new && places.len() < MOST_PLACES {
            places.push((value.clone(), format::cell(value, &written)));
        }
    }
    places
}
