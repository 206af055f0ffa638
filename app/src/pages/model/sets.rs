//! Named conditions: the list, and the form that makes one.

use super::fields::{DatasetField, Foot, Formula, Making, Preview, choices, likely_dataset, use_columns};
use super::part::{Head, Item, Nothing, use_waits};
use super::section::Section;
use crate::model::use_workspace;
use crate::pages::condition::{self, Test};
use crate::ui::dialog::Dialog;
use crate::ui::field::{Choose, Line};
use crate::ui::{format, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Table;
use spec::filter::Filter;
use spec::model;
use spec::question::{Measure, Query};
use spec::value::Value;

/// The sets.
#[component]
pub(super) fn Sets() -> impl IntoView {
    let workspace = use_workspace();
    let making = RwSignal::new(None::<Making<model::Set>>);
    let open = RwSignal::new(false);
    let begin = move |wanted: Making<model::Set>| {
        making.set(Some(wanted));
        open.set(true);
    };
    let add = move |()| {
        begin(Making::new(model::Set {
            name: String::new(),
            dataset: likely_dataset(),
            filter: Filter::All(Vec::new()),
        }));
    };
    let items = move || {
        let all = workspace.model.with(|model| model.sets.clone());
        let items = all.into_iter().enumerate().map(|(at, set)| {
            let waits = use_waits(set.dataset.clone(), set.name.clone(), false);
            let edited = Making {
                at: Some(at),
                thing: set.clone(),
            };
            let remove = move |()| workspace.make(move |model| drop(model.sets.remove(at)));
            view! {
                <Item
                    name=set.name.clone()
                    says=words::filter(&set.filter)
                    dataset=set.dataset.clone()
                    waits
                    on_edit=move |()| begin(edited.clone())
                    on_remove=remove
                />
            }
        });
        items.collect_view()
    };
    let title = move || match making.with(|making| making.as_ref().is_some_and(|making| making.at.is_some())) {
        true => "Edit a set",
        false => "New set",
    };
    view! {
        <Head section=Section::Sets add="New set…" on_add=Callback::new(add) />
        <Show
            when=move || workspace.model.with(|model| !model.sets.is_empty())
            fallback=|| view! { <Nothing what="No sets yet" how="Give a condition a name, such as “Large customers”, and filter by it." /> }
        >
            <ul class="model-items">{items}</ul>
        </Show>
        <Dialog open wide=true title=Signal::derive(move || title().to_owned())>
            {move || making.get().map(|making| view! { <Form making open /> })}
        </Dialog>
    }
}

#[component]
fn Form(making: Making<model::Set>, open: RwSignal<bool>) -> impl IntoView {
    const BY_COLUMN: &str = "column";
    const BY_EXPRESSION: &str = "expression";
    let workspace = use_workspace();
    let (at, first) = (making.at, making.thing);
    let (name, dataset) = (RwSignal::new(first.name), RwSignal::new(first.dataset));
    let typed = match &first.filter {
        Filter::Expression { text } => text.clone(),
        _ => String::new(),
    };
    let way = RwSignal::new(if typed.is_empty() { BY_COLUMN } else { BY_EXPRESSION }.to_owned());
    let expression = RwSignal::new(typed);
    let (column, test, value) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
    );
    let kept = StoredValue::new(first.filter);
    let problem = RwSignal::new(None);
    let columns = use_columns(dataset.into());
    let chosen =
        Memo::new(move |_| columns.with(|columns| columns.iter().find(|one| one.name == column.get()).cloned()));
    let tests = move || chosen.with(|chosen| chosen.as_ref().map_or(&[][..], |chosen| Test::of(chosen.kind)));
    let now = move || {
        let label = test.get();
        let is_time = chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.kind.is_time()));
        tests()
            .iter()
            .copied()
            .find(|test| test.label(is_time) == label)
            .or_else(|| tests().first().copied())
    };
    let filter = move || match way.get() == BY_EXPRESSION {
        true => {
            let text = expression.get().trim().to_owned();
            (!text.is_empty()).then_some(Filter::Expression { text })
        }
        false => match chosen.get() {
            Some(chosen) => condition::build(&chosen, now()?, &value.get()),
            // What was made elsewhere stays until something else is chosen.
            None => Some(kept.get_value()).filter(|kept| *kept != Filter::All(Vec::new())),
        },
    };
    let set = move || {
        Some(model::Set {
            name: Some(name.get().trim().to_owned()).filter(|name| !name.is_empty())?,
            dataset: dataset.get(),
            filter: filter()?,
        })
    };
    let query = Signal::derive(move || {
        Some(Query {
            from: dataset.get(),
            filter: Some(filter()?),
            measures: vec![Measure::count()],
            ..Query::default()
        })
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(set) = untrack(set) else { return };
        spawn_local(async move {
            match workspace
                .change(move |model| Making::put(at, set, &mut model.sets))
                .await
            {
                Ok(()) => open.set(false),
                Err(found) => problem.set(Some(found)),
            }
        });
    };
    let ways = Signal::derive(|| {
        vec![
            (BY_COLUMN.to_owned(), "What a column holds".to_owned()),
            (BY_EXPRESSION.to_owned(), "An expression".to_owned()),
        ]
    });
    let column_choices = Signal::derive(move || {
        let mut all = columns.with(|columns| choices(columns, |_| true));
        all.insert(0, (String::new(), "Choose a column".to_owned()));
        all
    });
    let test_choices = Signal::derive(move || {
        let is_time = chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.kind.is_time()));
        tests()
            .iter()
            .map(|test| (test.label(is_time).to_owned(), test.label(is_time).to_owned()))
            .collect::<Vec<_>>()
    });
    let needs_value = Memo::new(move |_| now().is_some_and(Test::needs_value));
    view! {
        <form class="link-form" on:submit=save>
            <div class="model-fields">
                <Line label="Name" value=name example="Large orders" on_type=move |text| name.set(text) />
                <DatasetField label="Of" value=dataset />
                <Choose label="Rows by" choices=ways value=way on_choose=move |chosen| way.set(chosen) />
            </div>
            <Show
                when=move || way.get() == BY_COLUMN
                fallback=move || view! { <Formula label="Rows where" value=expression example="price * qty > 1000"  columns /> }
            >
                <div class="model-fields">
                    <Choose label="Column" choices=column_choices value=column on_choose=move |name| column.set(name) />
                    <Show when=move || chosen.with(Option::is_some)>
                        <Choose label="Test" choices=test_choices value=test on_choose=move |label| test.set(label) />
                        <Show when=move || needs_value.get()>
                            <Line label="Value" value=value on_type=move |text| value.set(text) />
                        </Show>
                    </Show>
                </div>
            </Show>
            <Preview query show=counted />
            <Foot problem is_whole=Signal::derive(move || set().is_some()) on_cancel=move |()| open.set(false) />
        </form>
    }
}

fn counted(table: &Table) -> String {
    let rows = match table.rows.first().and_then(|row| row.first()) {
        Some(Value::Integer(count)) => u64::try_from(*count).unwrap_or_default(),
        _ => 0,
    };
    format!("{} in it now", format::counted(rows, "row"))
}
