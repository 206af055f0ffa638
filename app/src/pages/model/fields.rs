//! The fields that the forms of the model's parts share.

use crate::engine::use_engine;
use crate::files::use_files;
use crate::ui::button::{Button, Look};
use crate::ui::field::{Choose, Line};
use crate::ui::format;
use leptos::prelude::*;
use spec::answer::{Format, FormatKind, Table};
use spec::dataset::{Column, Dataset};
use spec::problem::Problem;
use spec::question::{Query, Question};
use spec::statements::quoted;

/// What is being made: a new thing, or the one at a place in its list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Making<T> {
    /// Where it stands; none for a new one.
    pub at: Option<usize>,
    /// It.
    pub thing: T,
}

impl<T: Clone> Making<T> {
    /// A new one.
    pub(super) fn new(thing: T) -> Self {
        Self { at: None, thing }
    }

    /// Puts it into its list.
    pub(super) fn put(at: Option<usize>, thing: T, all: &mut Vec<T>) {
        match at.and_then(|at| all.get_mut(at)) {
            Some(there) => *there = thing,
            None => all.push(thing),
        }
    }
}

/// The dataset that a new thing is most likely about.
pub(super) fn likely_dataset() -> String {
    let (engine, files) = (use_engine(), use_files());
    let current = untrack(move || files.dataset()).map(|dataset| dataset.name);
    let first = || {
        engine
            .datasets
            .with_untracked(|all| all.first().map(|one| one.name.clone()))
    };
    current.or_else(first).unwrap_or_default()
}

/// An open dataset.
pub(super) fn dataset_named(all: &[Dataset], name: &str) -> Option<Dataset> {
    all.iter().find(|one| one.name == name).cloned()
}

/// The columns of a dataset, once one is chosen.
pub(super) fn use_columns(dataset: Signal<String>) -> Memo<Vec<Column>> {
    let engine = use_engine();
    Memo::new(move |_| {
        let name = dataset.get();
        engine
            .datasets
            .with(|all| dataset_named(all, &name).map(|found| found.columns).unwrap_or_default())
    })
}

/// Columns as choices, perhaps only some.
pub(super) fn choices(columns: &[Column], fits: impl Fn(&Column) -> bool) -> Vec<(String, String)> {
    let fitting = columns.iter().filter(|column| fits(column));
    fitting
        .map(|column| (column.name.clone(), column.name.clone()))
        .collect()
}

/// The choice of a dataset.
#[component]
pub(super) fn DatasetField(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The one chosen now.
    value: RwSignal<String>,
) -> impl IntoView {
    let engine = use_engine();
    let choices = Signal::derive(move || {
        let mut names: Vec<String> = engine
            .datasets
            .with(|all| all.iter().map(|one| one.name.clone()).collect());
        let now = value.get();
        if !names.contains(&now) {
            names.push(now);
        }
        names.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>()
    });
    view! { <Choose label choices value on_choose=move |name| value.set(name) /> }
}

/// So many columns are offered below an expression.
const MOST_OFFERED: usize = 16;

/// A line of an expression.
#[component]
pub(super) fn Formula(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// What is there now.
    value: RwSignal<String>,
    /// An example, while it is empty.
    #[prop(into)]
    example: Signal<String>,
    /// The columns that it may use, offered below it.
    columns: Memo<Vec<Column>>,
) -> impl IntoView {
    let offered = move || {
        let names = columns.get().into_iter().take(MOST_OFFERED).map(|column| {
            let name = quoted(&column.name);
            let put = move |_| {
                value.update(|text| {
                    let gap = if text.is_empty() || text.ends_with([' ', '(']) {
                        ""
                    } else {
                        " "
                    };
                    text.push_str(&format!("{gap}{name}"));
                });
            };
            view! { <button type="button" class="pill" on:click=put>{column.name.clone()}</button> }
        });
        names.collect_view()
    };
    view! {
        <label class="field">
            <span class="label">{move || label.get()}</span>
            <textarea
                class="input formula"
                rows="2"
                aria-label=move || label.get()
                placeholder=move || example.get()
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
        </label>
        <div class="chips" role="group" aria-label=move || format!("Columns for {}", label.get().to_lowercase())>{offered}</div>
    }
}

const KINDS: [(FormatKind, &str); 3] = [
    (FormatKind::Number, "Number"),
    (FormatKind::Integer, "Whole number"),
    (FormatKind::Percent, "Percent"),
];

/// How a figure is written.
#[component]
pub(super) fn FormatFields(
    /// What is chosen; nothing leaves it to the values.
    value: RwSignal<Option<Format>>,
) -> impl IntoView {
    let choices = Signal::derive(|| {
        let kinds = KINDS
            .iter()
            .map(|(_, label)| ((*label).to_owned(), (*label).to_owned()));
        std::iter::once((String::new(), "As its values want it".to_owned()))
            .chain(kinds)
            .collect::<Vec<_>>()
    });
    let kind = Signal::derive(move || {
        let now = value.with(|format| format.as_ref().map(|format| format.kind));
        let found = KINDS.iter().find(|(kind, _)| Some(*kind) == now);
        found.map(|(_, label)| (*label).to_owned()).unwrap_or_default()
    });
    let choose = move |label: String| {
        let found = KINDS.iter().find(|(_, known)| *known == label);
        value.update(|format| {
            *format = found.map(|(kind, _)| Format {
                kind: *kind,
                ..format.clone().unwrap_or_default()
            });
        });
    };
    let decimals = Signal::derive(move || {
        value
            .with(|format| format.as_ref().and_then(|format| format.decimals))
            .map(|count| count.to_string())
            .unwrap_or_default()
    });
    let unit = Signal::derive(move || {
        value
            .with(|format| format.as_ref().and_then(|format| format.unit.clone()))
            .unwrap_or_default()
    });
    let change = move |change: &dyn Fn(&mut Format)| value.update(|format| format.iter_mut().for_each(change));
    view! {
        <div class="model-fields">
            <Choose label="Format" choices value=kind on_choose=choose />
            <Show when=move || value.with(Option::is_some)>
                <Line
                    label="Digits after the point"
                    kind="number"
                    value=decimals
                    example="as needed"
                    on_type=move |text: String| change(&|format| format.decimals = text.trim().parse().ok().filter(|count| *count <= 8))
                />
                <Line
                    label="Unit"
                    value=unit
                    example="€, km, per day"
                    on_type=move |text: String| change(&|format| format.unit = Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
                />
            </Show>
        </div>
    }
}

/// Other names and a description.
#[component]
pub(super) fn Telling(
    /// Other names, with commas.
    synonyms: RwSignal<String>,
    /// What it means.
    description: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="model-fields">
            <Line
                label="Other names"
                value=synonyms
                example="turnover, takings"
                on_type=move |text| synonyms.set(text)
            />
            <Line label="What it means" value=description on_type=move |text| description.set(text) />
        </div>
    }
}

/// Names with commas between them, one by one.
pub(super) fn several(text: &str) -> Vec<String> {
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// What a query gives while it is being made: shown by `show`, or what is wrong with it.
#[component]
pub(super) fn Preview(
    /// The query; nothing while it is not whole.
    query: Signal<Option<Query>>,
    /// The table in words.
    show: fn(&Table) -> String,
) -> impl IntoView {
    const LINES: u64 = 6;
    let engine = use_engine();
    let answer = LocalResource::new(move || {
        let query = query.get();
        async move {
            let query = query?;
            Some(engine.table(Some("model/preview"), Question::Query(query), LINES).await)
        }
    });
    let last = RwSignal::new(None::<Result<String, Problem>>);
    Effect::new(move |_| match answer.get() {
        Some(Some(Ok(table))) => last.set(Some(Ok(show(&table)))),
        Some(Some(Err(problem))) if problem.code != "superseded" => last.set(Some(Err(problem))),
        Some(None) => last.set(None),
        _ => {}
    });
    let told = move || match last.get() {
        None => view! { <p class="model-preview small-text">"What comes of it is shown here."</p> }.into_any(),
        Some(Ok(text)) => view! { <p class="model-preview">{text}</p> }.into_any(),
        Some(Err(problem)) => {
            let hint = problem.hint.clone();
            view! { <p class="note error">{problem.message}{hint.map(|hint| format!(". {hint}"))}</p> }.into_any()
        }
    };
    view! { <div role="status" aria-live="polite">{told}</div> }
}

/// A table as values side by side.
pub(super) fn in_words(table: &Table) -> String {
    let formats: Vec<Format> = table.columns.iter().map(format::of_column).collect();
    let row = |row: &Vec<spec::value::Value>| {
        let cells = row.iter().zip(&formats).map(|(cell, format)| match cell.is_null() {
            true => "nothing".to_owned(),
            false => format::cell(cell, format),
        });
        cells.collect::<Vec<_>>().join(": ")
    };
    let rows: Vec<String> = table.rows.iter().map(row).collect();
    let more = if table.truncated { " …" } else { "" };
    format!("{}{more}", rows.join(" · "))
}

/// The end of a form: what is wrong, and its buttons.
#[component]
pub(super) fn Foot(
    /// What was refused.
    problem: RwSignal<Option<Problem>>,
    /// Whether what is there is whole.
    #[prop(into)]
    is_whole: Signal<bool>,
    /// Goes away without a change.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let told = move || {
        problem
            .get()
            .map(|problem| view! { <p class="note error" role="alert">{problem.message}</p> })
    };
    view! {
        {told}
        <div class="actions">
            <Button label="Cancel" on_press=on_cancel />
            <button type="submit" class=Look::Primary.class() disabled=move || !is_whole.get()>
                "Save"
            </button>
        </div>
    }
}
