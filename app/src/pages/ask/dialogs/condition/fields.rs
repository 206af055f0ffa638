//! The fields of a condition.

use super::Filling;
use super::draft::{Ask, Draft, SPANS, is_counted};
use crate::engine::use_engine;
use crate::pages::condition::Test;
use crate::ui::field::{Choose, Line};
use crate::ui::format;
use leptos::prelude::*;
use spec::dataset::{Column, Type};
use spec::question::{Group, Measure, Order, Query, Question, Sort};
use spec::value::Value;

/// How many values are offered.
const MOST: u64 = 200;

#[component]
pub(super) fn ColumnField(filling: Filling) -> impl IntoView {
    let choices = filling.columns.with_value(|columns| {
        let names = columns.iter().map(|column| (column.name.clone(), column.name.clone()));
        names.collect::<Vec<_>>()
    });
    let value = Signal::derive(move || filling.draft.with(|draft| draft.column.clone()));
    let choose = move |name: String| filling.draft.set(Draft::about(&name));
    view! { <Choose label="Column" choices=Signal::stored(choices) value on_choose=choose /> }
}

#[component]
pub(super) fn TestField(filling: Filling) -> impl IntoView {
    let kind = Memo::new(move |_| filling.column().map_or(Type::Text, |column| column.kind));
    let choices = Signal::derive(move || {
        let asks = Ask::of(kind.get()).into_iter().enumerate();
        asks.map(|(at, ask)| (at.to_string(), ask.label(kind.get().is_time()).to_owned()))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        let now = filling.draft.with(|draft| draft.ask);
        let at = Ask::of(kind.get()).iter().position(|ask| *ask == now);
        at.unwrap_or_default().to_string()
    });
    let choose = move |at: String| {
        let ask = at
            .parse::<usize>()
            .ok()
            .and_then(|at| Ask::of(kind.get_untracked()).get(at).copied());
        if let Some(ask) = ask {
            filling.draft.update(|draft| draft.ask = ask);
        }
    };
    view! { <Choose label="Condition" choices value on_choose=choose /> }
}

#[component]
pub(super) fn ValueFields(filling: Filling) -> impl IntoView {
    let ask = Memo::new(move |_| filling.draft.with(|draft| draft.ask));
    move || match ask.get() {
        Ask::One(Test::Empty | Test::Filled) => ().into_any(),
        Ask::One(_) => view! { <Typed filling label="Value" of=text /> }.into_any(),
        Ask::Starts | Ask::Ends => view! { <Typed filling label="Text" of=text /> }.into_any(),
        Ask::Between => view! {
            <Typed filling label="From" of=text />
            <Typed filling label="To" of=other />
        }
        .into_any(),
        Ask::OneOf => view! { <Values filling /> }.into_any(),
        Ask::Within => view! { <Within filling /> }.into_any(),
        Ask::Among => view! { <Among filling /> }.into_any(),
    }
}

fn text(draft: &mut Draft) -> &mut String {
    &mut draft.text
}

fn other(draft: &mut Draft) -> &mut String {
    &mut draft.other
}

/// A value to type, with the most frequent ones on offer.
#[component]
fn Typed(filling: Filling, label: &'static str, of: fn(&mut Draft) -> &mut String) -> impl IntoView {
    let kind = move || filling.column().map(|column| column.kind);
    let entry = move || match kind() {
        Some(Type::Date) => "date",
        Some(Type::Datetime) => "datetime-local",
        _ => "text",
    };
    let example = move || match kind() {
        Some(Type::Boolean) => "true or false",
        Some(kind) if kind.is_number() => "A number",
        _ => "",
    };
    let frequent = frequent(filling);
    let options = move || {
        let values = frequent.get().flatten().unwrap_or_default();
        let options = values.into_iter().filter(|(value, _)| !value.is_null());
        options
            .map(|(value, _)| view! { <option value=value.to_string()></option> })
            .collect_view()
    };
    let value = move || filling.draft.with(|draft| of(&mut draft.clone()).clone());
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <input
                class="input"
                type=entry
                list="condition-values"
                placeholder=example
                autocomplete="off"
                prop:value=value
                on:input:target=move |event| filling.draft.update(|draft| *of(draft) = event.target().value())
            />
            <datalist id="condition-values">{options}</datalist>
        </label>
    }
}

/// Values to tick.
#[component]
fn Values(filling: Filling) -> impl IntoView {
    let (frequent, typed) = (frequent(filling), RwSignal::new(String::new()));
    let shown = move || {
        let typed = typed.get().to_lowercase();
        let mut all = frequent.get().flatten().unwrap_or_default();
        let chosen = filling.draft.with(|draft| draft.values.clone());
        let missing: Vec<_> = chosen
            .into_iter()
            .filter(|value| all.iter().all(|(there, _)| there != value))
            .collect();
        all.extend(missing.into_iter().map(|value| (value, 0)));
        all.retain(|(value, _)| value.to_string().to_lowercase().contains(&typed));
        all
    };
    let item = move |(value, count): (Value, u64)| {
        let (own, kept) = (value.clone(), value.clone());
        let on = Signal::derive(move || filling.draft.with(|draft| draft.values.contains(&own)));
        let turn = move |on: bool| {
            filling.draft.update(|draft| {
                draft.values.retain(|other| *other != kept);
                if on {
                    draft.values.push(kept.clone());
                }
            });
        };
        let name = if value.is_null() {
            "empty".to_owned()
        } else {
            value.to_string()
        };
        view! {
            <label>
                <input type="checkbox" prop:checked=on on:change:target=move |event| turn(event.target().checked()) />
                <span class="name">{name}</span>
                <span class="small-text">{(count > 0).then(|| format::counted(count, "row"))}</span>
            </label>
        }
    };
    let further = move || {
        let text = typed.get();
        let value = crate::pages::condition::value(filling.column()?.kind, &text)?;
        shown().iter().all(|(there, _)| *there != value).then_some((value, 0))
    };
    view! {
        <Line label="Find a value, or type one" value=typed on_type=move |text| typed.set(text) />
        <div class="choices">
            {move || shown().into_iter().map(item).collect_view()}
            {move || further().map(item)}
        </div>
    }
}

#[component]
fn Within(filling: Filling) -> impl IntoView {
    if filling.draft.with_untracked(|draft| draft.other.is_empty()) {
        filling
            .draft
            .update(|draft| (draft.text, draft.other) = ("3".to_owned(), "last month".to_owned()));
    }
    let choices = SPANS.map(|(kept, read)| (kept.to_owned(), read.to_owned())).to_vec();
    let value = Signal::derive(move || filling.draft.with(|draft| draft.other.clone()));
    let count = Signal::derive(move || filling.draft.with(|draft| draft.text.clone()));
    view! {
        <Choose
            label="Span"
            choices=Signal::stored(choices)
            value
            on_choose=move |kept| filling.draft.update(|draft| draft.other = kept)
        />
        <Show when=move || is_counted(&value.get())>
            <Line label="How many" value=count on_type=move |typed| filling.draft.update(|draft| draft.text = typed) />
        </Show>
    }
}

#[component]
fn Among(filling: Filling) -> impl IntoView {
    let engine = use_engine();
    let datasets = engine.datasets.get_untracked();
    let choose = {
        let datasets = datasets.clone();
        move |name: String| {
            let column = datasets
                .iter()
                .find(|dataset| dataset.name == name)
                .and_then(|dataset| dataset.columns.first());
            let column = column.map(|column| column.name.clone()).unwrap_or_default();
            filling.draft.update(|draft| (draft.text, draft.other) = (name, column));
        }
    };
    if filling
        .draft
        .with_untracked(|draft| datasets.iter().all(|dataset| dataset.name != draft.text))
    {
        let own = filling.chips.now(|query| query.from.clone()).unwrap_or_default();
        let first = datasets.iter().find(|dataset| dataset.name != own).or(datasets.first());
        choose(first.map(|dataset| dataset.name.clone()).unwrap_or_default());
    }
    let names = datasets
        .iter()
        .map(|dataset| (dataset.name.clone(), dataset.name.clone()))
        .collect::<Vec<_>>();
    let dataset = Signal::derive(move || filling.draft.with(|draft| draft.text.clone()));
    let columns = Signal::derive(move || {
        let name = dataset.get();
        let found = datasets.iter().find(|dataset| dataset.name == name);
        let columns = found.map(|dataset| dataset.columns.clone()).unwrap_or_default();
        columns
            .into_iter()
            .map(|column| (column.name.clone(), column.name))
            .collect::<Vec<_>>()
    });
    let column = Signal::derive(move || filling.draft.with(|draft| draft.other.clone()));
    view! {
        <Choose label="Dataset" choices=Signal::stored(names) value=dataset on_choose=choose />
        <Choose label="Its column" choices=columns value=column on_choose=move |name| filling.draft.update(|draft| draft.other = name) />
    }
}

/// The most frequent values of the column, with how many rows have each.
fn frequent(filling: Filling) -> LocalResource<Option<Vec<(Value, u64)>>> {
    let engine = use_engine();
    let column = Memo::new(move |_| filling.column());
    LocalResource::new(move || {
        let question = column
            .get()
            .and_then(|column| filling.chips.now(|query| counted(query, &column)).flatten());
        async move {
            let table = engine.table(None, Question::Query(question?), MOST).await.ok()?;
            let rows = table.rows.into_iter().filter_map(|row| {
                let mut cells = row.into_iter();
                let value = cells.next()?;
                Some((value, cells.next()?.number().unwrap_or_default() as u64))
            });
            Some(rows.collect())
        }
    })
}

/// How many rows have each value of a column; only of columns with values to choose from.
fn counted(query: &Query, column: &Column) -> Option<Query> {
    let group = query
        .groups
        .iter()
        .find(|group| group.name() == column.name && group.by.is_value());
    let name = group.map_or(column.name.as_str(), |group| group.column.as_str());
    matches!(column.kind, Type::Text | Type::Integer | Type::Boolean).then(|| Query {
        groups: vec![Group::value(name)],
        measures: vec![Measure::count()],
        sort: vec![Sort {
            by: Measure::count().name(),
            order: Order::Descending,
        }],
        limit: Some(MOST),
        ..crate::pages::ask::sources::ground(query)
    })
}
