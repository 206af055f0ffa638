//! The dialog that makes a filter.

use super::edit::{self, Change};
use super::reading::Chips;
use crate::engine::use_engine;
use crate::pages::condition::{Test, build};
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use crate::ui::words;
use leptos::prelude::*;
use spec::dataset::{Column, Type};

/// A dialog with a column, a test and a value. `condition` holds which filter is changed; a new one when that is absent.
#[component]
pub(super) fn Condition(
    /// What the chips share.
    chips: Chips,
    /// Which filter it is about, while it is open.
    condition: RwSignal<Option<Option<usize>>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (column, test, text) = (
        RwSignal::new(String::new()),
        RwSignal::new(Test::Is),
        RwSignal::new(String::new()),
    );
    Effect::new(move |_| {
        let Some(index) = condition.get() else { return };
        let filters = chips
            .query
            .get_untracked()
            .map(|query| edit::filters(&query))
            .unwrap_or_default();
        let about = index.and_then(|index| words::column_of(filters.get(index)?).map(str::to_owned));
        let first = chips
            .columns
            .with_untracked(|columns| columns.first().map(|column| column.name.clone()));
        column.set(about.or(first).unwrap_or_default());
        test.set(Test::Is);
        text.set(String::new());
        open.set(true);
    });
    Effect::new(move |_| {
        if !open.get() {
            condition.set(None);
        }
    });
    let chosen = Memo::new(move |_| chips.columns.get().into_iter().find(|each| each.name == column.get()));
    let filter = Memo::new(move |_| build(&chosen.get()?, test.get(), &text.get()));
    let apply = move || {
        let (Some(filter), Some(index)) = (filter.get_untracked(), condition.get_untracked()) else {
            return;
        };
        open.set(false);
        chips.change.run(match index {
            Some(index) => Change::Filter(index, filter),
            None => Change::AddFilter(filter),
        });
    };
    let title = move || {
        if condition.get().flatten().is_some() {
            "Change the filter"
        } else {
            "Add a filter"
        }
        .to_owned()
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            <form
                class="condition"
                on:submit=move |event| {
                    event.prevent_default();
                    apply();
                }
            >
                <ColumnField chips column test />
                <TestField chosen test />
                <Show when=move || test.get().needs_value()>
                    <ValueField chips chosen text />
                </Show>
                <div class="actions">
                    <Button label="Cancel" on_press=move |()| open.set(false) />
                    <Button
                        label="Apply"
                        look=Look::Primary
                        disabled=Signal::derive(move || filter.with(Option::is_none))
                        on_press=move |()| apply()
                    />
                </div>
            </form>
        </Dialog>
    }
}

#[component]
fn ColumnField(chips: Chips, column: RwSignal<String>, test: RwSignal<Test>) -> impl IntoView {
    let options = move || {
        let names = chips.columns.get().into_iter().map(|column| column.name);
        names
            .map(|name| view! { <option value=name.clone()>{name.clone()}</option> })
            .collect_view()
    };
    let choose = move |name: String| {
        column.set(name);
        test.set(Test::Is);
    };
    view! {
        <label class="field">
            <span class="label">"Column"</span>
            <select class="input" prop:value=column on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
        </label>
    }
}

#[component]
fn TestField(chosen: Memo<Option<Column>>, test: RwSignal<Test>) -> impl IntoView {
    let kind = move || chosen.get().map_or(Type::Text, |column| column.kind);
    let options = move || {
        let tests = Test::of(kind()).iter().enumerate();
        tests
            .map(|(index, test)| view! { <option value=index.to_string()>{test.label(kind().is_time())}</option> })
            .collect_view()
    };
    let choose = move |index: &str| {
        if let Some(chosen) = index
            .parse::<usize>()
            .ok()
            .and_then(|index| Test::of(kind()).get(index).copied())
        {
            test.set(chosen);
        }
    };
    view! {
        <label class="field">
            <span class="label">"Condition"</span>
            <select class="input" on:change:target=move |event| choose(&event.target().value())>
                {options}
            </select>
        </label>
    }
}

#[component]
fn ValueField(chips: Chips, chosen: Memo<Option<Column>>, text: RwSignal<String>) -> impl IntoView {
    let engine = use_engine();
    let from = Memo::new(move |_| chips.query.get().map(|query| query.from));
    let profile = LocalResource::new(move || {
        let from = from.get();
        async move { engine.profile(from?).await.ok() }
    });
    let frequent = move || {
        let name = chosen.get()?.name;
        let profile = profile.get().flatten()?;
        let found = profile.columns.into_iter().find(|each| each.column.name == name)?;
        Some(
            found
                .top
                .into_iter()
                .map(|(value, _)| view! { <option value=value.to_string()></option> })
                .collect_view(),
        )
    };
    let kind = move || match chosen.get().map(|column| column.kind) {
        Some(Type::Date) => "date",
        Some(Type::Datetime) => "datetime-local",
        _ => "text",
    };
    let example = move || match chosen.get().map(|column| column.kind) {
        Some(Type::Boolean) => "true or false",
        Some(kind) if kind.is_number() => "A number",
        _ => "",
    };
    view! {
        <label class="field">
            <span class="label">"Value"</span>
            <input
                class="input"
                type=kind
                list="condition-values"
                placeholder=example
                autocomplete="off"
                prop:value=text
                on:input:target=move |event| text.set(event.target().value())
            />
            <datalist id="condition-values">{frequent}</datalist>
        </label>
    }
}
