//! The model's parameters that are set on a dashboard: sliders and choices in the bar.

use crate::model::use_workspace;
use crate::pages::dashboard::board::{Board, use_board};
use crate::ui::button::IconButton;
use crate::ui::field::Choose;
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::edit::Edit;
use spec::model::Parameter;
use spec::value::Value;

/// Every parameter that is shown.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let board = use_board();
    let names = Memo::new(move |_| {
        board
            .settings()
            .into_iter()
            .map(|setting| setting.name)
            .collect::<Vec<_>>()
    });
    view! {
        <For each=move || names.get() key=Clone::clone let:name>
            <One name />
        </For>
    }
}

#[component]
fn One(name: String) -> impl IntoView {
    let (board, workspace) = (use_board(), use_workspace());
    let name = StoredValue::new(name);
    let parameter = Memo::new(move |_| {
        workspace.model.with(|model| {
            let mut parameters = model.parameters.iter();
            parameters
                .find(|one| name.with_value(|name| &one.name == name))
                .cloned()
        })
    });
    let value = Memo::new(move |_| {
        let settings = board.settings();
        let own = settings
            .into_iter()
            .find(|setting| name.with_value(|name| &setting.name == name));
        own.and_then(|setting| setting.value)
            .or_else(|| parameter.get().map(|parameter| parameter.value))
    });
    let field = move || match parameter.get() {
        Some(parameter) => {
            view! { <Field parameter value on_set=Callback::new(move |value| set(board, &name.get_value(), value)) /> }
                .into_any()
        }
        None => view! { <span class="quiet-text">"not in the model any more"</span> }.into_any(),
    };
    let label = Signal::derive(move || format!("Take {} off the dashboard", name.get_value()));
    view! {
        <span class="setting">
            <span class="filter-name">{name.get_value()}</span>
            {field}
            <IconButton small=true label glyph=Glyph::Close on_press=move |()| remove(board, &name.get_value()) />
        </span>
    }
}

/// A slider for a range, a choice among few, else a field.
#[component]
fn Field(parameter: Parameter, value: Memo<Option<Value>>, on_set: Callback<Value>) -> impl IntoView {
    let written = Signal::derive(move || value.get().map(|value| value.to_string()).unwrap_or_default());
    let label = parameter.name.clone();
    let is_number = parameter.value.number().is_some();
    let heard = move |typed: String| {
        let number = typed.trim().parse::<f64>().ok();
        let value = match (is_number, number) {
            (true, Some(number)) if number.fract() == 0.0 && number.abs() < 9e15 => Value::Integer(number as i64),
            (true, Some(number)) => Value::Float(number),
            (true, None) => return,
            (false, _) => Value::Text(typed),
        };
        on_set.run(value);
    };
    if let Some((least, most, step)) = parameter.range {
        let shown = RwSignal::new(None::<String>);
        let slide = move |typed: String| {
            shown.set(None);
            heard(typed);
        };
        return view! {
            <input
                type="range"
                aria-label=label
                min=least.to_string()
                max=most.to_string()
                step=step.to_string()
                prop:value=move || written.get()
                on:input:target=move |event| shown.set(Some(event.target().value()))
                on:change:target=move |event| slide(event.target().value())
            />
            <b class="setting-value">{move || shown.get().unwrap_or_else(|| written.get())}</b>
        }
        .into_any();
    }
    if !parameter.choices.is_empty() {
        let choices = parameter.choices.iter().map(ToString::to_string);
        let choices: Vec<_> = choices.map(|choice| (choice.clone(), choice)).collect();
        return view! { <Choose label bare=true choices=Signal::stored(choices) value=written on_choose=heard /> }
            .into_any();
    }
    view! {
        <input class="input" aria-label=label prop:value=move || written.get() on:change:target=move |event| heard(event.target().value()) />
    }
    .into_any()
}

fn set(board: Board, name: &str, value: Value) {
    let mut settings = untrack(|| board.settings());
    if let Some(setting) = settings.iter_mut().find(|setting| setting.name == name) {
        setting.value = Some(value);
        board.edit(Edit::Settings(settings));
    }
}

fn remove(board: Board, name: &str) {
    let mut settings = untrack(|| board.settings());
    settings.retain(|setting| setting.name != name);
    board.edit(Edit::Settings(settings));
}
