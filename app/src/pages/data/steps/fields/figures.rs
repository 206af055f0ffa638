//! Groups and the figures worked out for them.

use super::column_choices;
use super::rows::{first, list};
use crate::pages::data::steps::draft::Draft;
use crate::pages::data::steps::form::Filling;
use crate::ui::field::Choose;
use leptos::prelude::*;
use spec::dataset::Type;
use spec::question::{Aggregate, Grain, Group, Grouping, Measure};

const AGGREGATES: [(Aggregate, &str); 10] = [
    (Aggregate::Count, "Count"),
    (Aggregate::Sum, "Sum"),
    (Aggregate::Mean, "Average"),
    (Aggregate::Median, "Median"),
    (Aggregate::Min, "Lowest"),
    (Aggregate::Max, "Highest"),
    (Aggregate::Distinct, "Distinct values"),
    (Aggregate::Deviation, "Standard deviation"),
    (Aggregate::First, "First"),
    (Aggregate::Last, "Last"),
];

const GRAINS: [(Grouping, &str); 7] = [
    (Grouping::Value, "Each value"),
    (Grouping::Grain(Grain::Year), "Year"),
    (Grouping::Grain(Grain::Quarter), "Quarter"),
    (Grouping::Grain(Grain::Month), "Month"),
    (Grouping::Grain(Grain::Week), "Week"),
    (Grouping::Grain(Grain::Day), "Day"),
    (Grouping::Grain(Grain::Weekday), "Weekday"),
];

/// What to group by.
#[component]
pub(super) fn GroupsField(filling: Filling) -> impl IntoView {
    list(
        "Group by",
        "Add a group",
        filling,
        |draft| draft.groups.len(),
        move |draft: &mut Draft| draft.groups.push(Group::value(&first(filling))),
        |draft, at| {
            if at < draft.groups.len() {
                draft.groups.remove(at);
            }
        },
        move |at| view! { <GroupLine filling at /> }.into_any(),
    )
}

#[component]
fn GroupLine(filling: Filling, at: usize) -> impl IntoView {
    let group = move || filling.draft.with(|draft| draft.groups.get(at).cloned());
    let column = Signal::derive(move || group().map(|group| group.column).unwrap_or_default());
    let is_time = Memo::new(move |_| {
        let name = column.get();
        filling.columns.with_value(|columns| {
            columns
                .iter()
                .any(|column| column.name == name && column.kind.is_time())
        })
    });
    let by = Signal::derive(move || {
        let now = group().map(|group| group.by);
        position(&GRAINS, |by| Some(*by) == now)
    });
    let choose = move |name: String| {
        filling.draft.update(|draft| {
            if let Some(group) = draft.groups.get_mut(at) {
                *group = Group::value(&name);
            }
        });
    };
    let choose_by = move |chosen: String| {
        let chosen = chosen.parse::<usize>().ok().and_then(|at| GRAINS.get(at));
        filling.draft.update(|draft| {
            if let (Some(group), Some((by, _))) = (draft.groups.get_mut(at), chosen) {
                group.by = *by;
            }
        });
    };
    view! {
        <div class="form-parts">
            <Choose bare=true label=format!("Group {}", at + 1) choices=Signal::stored(column_choices(filling)) value=column on_choose=choose />
            <Show when=move || is_time.get()>
                <Choose bare=true label=format!("By {}", at + 1) choices=Signal::stored(words(&GRAINS)) value=by on_choose=choose_by />
            </Show>
        </div>
    }
}

/// What to work out for each group.
#[component]
pub(super) fn MeasuresField(filling: Filling) -> impl IntoView {
    if filling.draft.with_untracked(|draft| draft.measures.is_empty()) {
        filling.draft.update(|draft| draft.measures.push(Measure::count()));
    }
    list(
        "And work out",
        "Add a figure",
        filling,
        |draft| draft.measures.len(),
        |draft: &mut Draft| draft.measures.push(Measure::count()),
        |draft, at| {
            if at < draft.measures.len() {
                draft.measures.remove(at);
            }
        },
        move |at| view! { <MeasureField filling at /> }.into_any(),
    )
}

/// One figure.
#[component]
pub(super) fn MeasureField(filling: Filling, at: usize) -> impl IntoView {
    if filling.draft.with_untracked(|draft| draft.measures.is_empty()) {
        filling.draft.update(|draft| draft.measures.push(Measure::count()));
    }
    let measure = move || filling.draft.with(|draft| draft.measures.get(at).cloned());
    let aggregate = Signal::derive(move || {
        let now = measure().map(|measure| measure.aggregate);
        position(&AGGREGATES, |aggregate| Some(*aggregate) == now)
    });
    let column = Signal::derive(move || measure().and_then(|measure| measure.column).unwrap_or_default());
    let fitting = first_number(filling);
    let choose = move |chosen: String| {
        let chosen = chosen.parse::<usize>().ok().and_then(|at| AGGREGATES.get(at));
        filling.draft.update(|draft| {
            if let (Some(measure), Some((aggregate, _))) = (draft.measures.get_mut(at), chosen) {
                let of = measure.column.take();
                *measure = match aggregate {
                    Aggregate::Count => Measure::count(),
                    other => Measure::of(*other, &of.unwrap_or_else(|| fitting.clone())),
                };
            }
        });
    };
    let choose_column = move |name: String| {
        filling.draft.update(|draft| {
            if let Some(measure) = draft.measures.get_mut(at) {
                measure.name = None;
                measure.column = (!name.is_empty()).then_some(name);
            }
        });
    };
    let choices = move || {
        let mut choices = column_choices(filling);
        if let Some(none) = choices.first_mut() {
            none.1 = "Rows".to_owned();
        }
        choices
    };
    view! {
        <div class="form-parts">
            <Choose bare=true label=format!("Figure {}", at + 1) choices=Signal::stored(words(&AGGREGATES)) value=aggregate on_choose=choose />
            <Choose bare=true label=format!("Of column {}", at + 1) choices=Signal::stored(choices()) value=column on_choose=choose_column />
        </div>
    }
}

fn first_number(filling: Filling) -> String {
    let found = filling.columns.with_value(|columns| {
        let number = columns.iter().find(|column| column.kind.is_number());
        let other = || columns.iter().find(|column| column.kind != Type::List);
        number.or_else(other).map(|column| column.name.clone())
    });
    found.unwrap_or_default()
}

fn words<T>(all: &[(T, &str)]) -> Vec<(String, String)> {
    let words = all.iter().enumerate();
    words
        .map(|(at, (_, word))| (at.to_string(), (*word).to_owned()))
        .collect()
}

fn position<T>(all: &[(T, &str)], is: impl Fn(&T) -> bool) -> String {
    let at = all.iter().position(|(value, _)| is(value));
    at.unwrap_or_default().to_string()
}
