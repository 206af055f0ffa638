//! A filter by some of a column's values: a list to search, with how many rows each has under the other filters.

use super::column;
use super::form::Setting;
use crate::ui::button::{Button, Look};
use crate::ui::format;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::control::Control;
use spec::filter::Filter;
use spec::question::{Group, Measure, Query, Question, Sort};
use spec::value::Value;

/// How many values are listed; the search reaches the others.
const LISTED: u64 = 200;

/// A value and how many rows have it.
type Found = Vec<(Value, u64)>;

/// The list.
#[component]
pub(super) fn ListForm(setting: Setting) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = find(setting, typed);
    let rows = Memo::new(move |_| {
        let chosen = setting
            .control
            .with(|control| control.as_ref().map(|control| control.values().to_vec()));
        let found = found.get();
        let is_found = |value: &Value| found.iter().any(|(other, _)| other == value);
        let mut rows: Vec<_> = chosen
            .unwrap_or_default()
            .into_iter()
            .filter(|value| !is_found(value))
            .map(|value| (value, None))
            .collect();
        rows.extend(found.iter().map(|(value, count)| (value.clone(), Some(*count))));
        rows
    });
    let all = move |()| {
        let values = found.get_untracked().into_iter().map(|(value, _)| value).collect();
        choose(setting, values);
    };
    view! {
        <div class="filter-search">
            <input
                class="input"
                type="search"
                aria-label="Search the values"
                placeholder="Search"
                autocomplete="off"
                prop:value=move || typed.get()
                on:input:target=move |event| typed.set(event.target().value())
            />
            <Button small=true look=Look::Quiet label="All of these" on_press=all />
        </div>
        <div class="choices filter-values" role="group" aria-label="Values">
            <For each=move || rows.get() key=|(value, count)| (format!("{value:?}"), *count) let((value, count))>
                <Row setting value count />
            </For>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="quiet-text">"No values found"</p>
            </Show>
        </div>
    }
}

#[component]
fn Row(setting: Setting, value: Value, count: Option<u64>) -> impl IntoView {
    let column = untrack(|| {
        setting
            .control
            .get()
            .and_then(|control| column(setting.board, &control))
    });
    let written = match &value {
        Value::Null => "none".to_owned(),
        value => format::cell(value, &column.as_ref().map(format::of_column).unwrap_or_default()),
    };
    let value = StoredValue::new(value);
    let is_chosen = move || {
        setting.control.with(|control| {
            let values = control.as_ref().map_or(&[][..], Control::values);
            value.with_value(|value| values.contains(value))
        })
    };
    let turn = move |_| {
        let mut values = setting.control.with_untracked(|control| {
            control
                .as_ref()
                .map_or_else(Vec::new, |control| control.values().to_vec())
        });
        value.with_value(|value| match values.iter().position(|other| other == value) {
            Some(at) => drop(values.remove(at)),
            None => values.push(value.clone()),
        });
        choose(setting, values);
    };
    view! {
        <label>
            <input type="checkbox" prop:checked=is_chosen on:change=turn />
            <span class="name" title=written.clone()>{written.clone()}</span>
            {count.map(|count| view! { <span class="small-text">{format::count(count)}</span> })}
        </label>
    }
}

fn choose(setting: Setting, values: Vec<Value>) {
    let filter = setting
        .control
        .with_untracked(|control| control.as_ref().and_then(|control| control.among(values)));
    setting.set(filter);
}

/// The column's values that contain what is typed, under the dashboard's other filters.
fn find(setting: Setting, typed: RwSignal<String>) -> RwSignal<Found> {
    let (found, engine) = (RwSignal::new(Found::new()), setting.board.engine);
    let question = Memo::new(move |_| {
        let control = setting.control.get()?;
        engine
            .datasets
            .with(|datasets| datasets.iter().any(|dataset| dataset.name == control.dataset))
            .then(|| question(setting, &control, &typed.get()))
    });
    Effect::new(move |_| {
        let Some(question) = question.get() else { return };
        let slot = setting.id.with_value(|id| format!("values of {}", id.0));
        spawn_local(async move {
            if let Ok(table) = engine.table(Some(&slot), Question::Query(question), LISTED).await {
                let rows = table.rows.into_iter().filter_map(|row| {
                    let mut cells = row.into_iter();
                    Some((cells.next()?, cells.next()?.number()? as u64))
                });
                drop(found.try_set(rows.collect()));
            }
        });
    });
    found
}

fn question(setting: Setting, control: &Control, typed: &str) -> Query {
    let query = Query {
        from: control.dataset.clone(),
        groups: vec![Group::value(&control.column)],
        measures: vec![Measure::count()],
        sort: vec![Sort {
            by: Measure::count().name(),
            order: Default::default(),
        }],
        limit: Some(LISTED),
        ..Query::default()
    };
    let others = setting.board.controls();
    let others = others.iter().filter(|other| other.id != control.id);
    let wishes: Vec<_> = others.filter_map(Control::wish).collect();
    let reached = untrack(|| setting.board.on_ground(|ground| ground.reach(&query, &wishes)));
    let mut filters = reached.filters;
    if !typed.trim().is_empty() {
        let (column, text) = (control.column.clone(), typed.trim().to_owned());
        filters.push(Filter::Contains { column, text });
    }
    reached.query.filtered(&filters)
}
