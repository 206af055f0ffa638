//! Values that people set: the list with their controls, and the form that makes one.

use super::fields::{Foot, Making, several};
use super::part::{Head, Item, Nothing};
use super::section::Section;
use crate::model::use_workspace;
use crate::ui::dialog::Dialog;
use crate::ui::field::{Choose, Line};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::model::Parameter;
use spec::value::Value;

/// The parameters.
#[component]
pub(super) fn Parameters() -> impl IntoView {
    let workspace = use_workspace();
    let making = RwSignal::new(None::<Making<Parameter>>);
    let open = RwSignal::new(false);
    let begin = move |wanted: Making<Parameter>| {
        making.set(Some(wanted));
        open.set(true);
    };
    let add = move |()| {
        begin(Making::new(Parameter {
            name: String::new(),
            value: Value::Integer(0),
            range: None,
            choices: Vec::new(),
        }));
    };
    let items = move || {
        let all = workspace.model.with(|model| model.parameters.clone());
        let items = all.into_iter().enumerate().map(|(at, parameter)| {
            let edited = Making {
                at: Some(at),
                thing: parameter.clone(),
            };
            let remove = move |()| workspace.make(move |model| drop(model.parameters.remove(at)));
            view! {
                <Item
                    name=parameter.name.clone()
                    says=format!(":{} = {}", parameter.name, parameter.value)
                    waits=Signal::derive(|| None::<String>)
                    on_edit=move |()| begin(edited.clone())
                    on_remove=remove
                >
                    <Control at parameter />
                </Item>
            }
        });
        items.collect_view()
    };
    let title = move || match making.with(|making| making.as_ref().is_some_and(|making| making.at.is_some())) {
        true => "Edit a parameter",
        false => "New parameter",
    };
    view! {
        <Head section=Section::Parameters add="New parameter…" on_add=Callback::new(add) alone=true />
        <Show
            when=move || workspace.model.with(|model| !model.parameters.is_empty())
            fallback=|| view! { <Nothing what="No parameters yet" alone=true how="Make one, such as rate, and write price * :rate in a metric, a dimension or a filter." /> }
        >
            <ul class="model-items">{items}</ul>
        </Show>
        <Dialog open title=Signal::derive(move || title().to_owned())>
            {move || making.get().map(|making| view! { <Form making open /> })}
        </Dialog>
    }
}

/// Sets the value: by a slider, a choice, or a line.
#[component]
fn Control(at: usize, parameter: Parameter) -> impl IntoView {
    let workspace = use_workspace();
    let (name, was) = (parameter.name.clone(), parameter.value.clone());
    let set = move |text: String| {
        let value = like(&was, &text);
        workspace.make(move |model| {
            if let Some(parameter) = model.parameters.get_mut(at) {
                parameter.value = value;
            }
        });
    };
    let now = parameter.value.to_string();
    if let Some((low, high, step)) = parameter.range {
        return view! {
            <input
                type="range"
                class="model-slider"
                aria-label=name
                min=low.to_string()
                max=high.to_string()
                step=step.to_string()
                prop:value=now
                on:change:target=move |event| set(event.target().value())
            />
        }
        .into_any();
    }
    if parameter.choices.is_empty() {
        return view! {
            <input class="input model-value" aria-label=name prop:value=now on:change:target=move |event| set(event.target().value()) />
        }
        .into_any();
    }
    let choices: Vec<(String, String)> = parameter
        .choices
        .iter()
        .map(|value| (value.to_string(), value.to_string()))
        .collect();
    view! {
        <Choose label=name choices=Signal::derive(move || choices.clone()) value=Signal::derive(move || now.clone()) on_choose=set bare=true />
    }
    .into_any()
}

/// What was typed, as a value: a number where it is one, or where it was one.
fn like(was: &Value, text: &str) -> Value {
    let text = text.trim();
    match was {
        Value::Text(_) => Value::Text(text.to_owned()),
        _ => value(text),
    }
}

/// What was typed, as the value that it looks like.
fn value(text: &str) -> Value {
    let text = text.trim();
    let whole = text.parse().ok().map(Value::Integer);
    let real = || {
        text.parse()
            .ok()
            .filter(|real: &f64| real.is_finite())
            .map(Value::Float)
    };
    let flag = || text.to_lowercase().parse().ok().map(Value::Boolean);
    whole
        .or_else(real)
        .or_else(flag)
        .unwrap_or_else(|| Value::Text(text.to_owned()))
}

#[component]
fn Form(making: Making<Parameter>, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let (at, first) = (making.at, making.thing);
    let end = |pick: fn((f64, f64, f64)) -> f64| {
        RwSignal::new(first.range.map(|range| pick(range).to_string()).unwrap_or_default())
    };
    let (low, high, step) = (end(|range| range.0), end(|range| range.1), end(|range| range.2));
    let (name, text) = (
        RwSignal::new(first.name.clone()),
        RwSignal::new(first.value.to_string()),
    );
    let listed: Vec<String> = first.choices.iter().map(Value::to_string).collect();
    let choices = RwSignal::new(listed.join(", "));
    let problem = RwSignal::new(None);
    let parameter = move || {
        let number = |signal: RwSignal<String>| signal.get().trim().parse::<f64>().ok();
        let (low, high) = (number(low), number(high));
        let range = low
            .zip(high)
            .map(|(low, high)| (low, high, number(step).unwrap_or((high - low) / 100.0)));
        let name = name.get().trim().trim_start_matches(':').to_owned();
        (!name.is_empty() && !text.get().trim().is_empty()).then(|| Parameter {
            name,
            value: value(&text.get()),
            range,
            choices: several(&choices.get()).iter().map(|text| value(text)).collect(),
        })
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(parameter) = untrack(parameter) else { return };
        spawn_local(async move {
            match workspace
                .change(move |model| Making::put(at, parameter, &mut model.parameters))
                .await
            {
                Ok(()) => open.set(false),
                Err(found) => problem.set(Some(found)),
            }
        });
    };
    view! {
        <form class="link-form" on:submit=save>
            <div class="model-fields">
                <Line label="Name" value=name example="rate" on_type=move |typed| name.set(typed) />
                <Line label="Value" value=text on_type=move |typed| text.set(typed) />
            </div>
            <div class="model-fields three">
                <Line label="From" kind="number" value=low example="for a slider" on_type=move |typed| low.set(typed) />
                <Line label="To" kind="number" value=high on_type=move |typed| high.set(typed) />
                <Line label="In steps of" kind="number" value=step on_type=move |typed| step.set(typed) />
            </div>
            <Line label="Values to choose from" value=choices example="north, south" on_type=move |typed| choices.set(typed) />
            <Foot problem is_whole=Signal::derive(move || parameter().is_some()) on_cancel=move |()| open.set(false) />
        </form>
    }
}
