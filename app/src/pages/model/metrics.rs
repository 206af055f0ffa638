//! Named figures: the list, and the form that makes one.

use super::fields::{
    DatasetField, Foot, FormatFields, Formula, Making, Preview, Telling, choices, in_words, likely_dataset, several,
    use_columns,
};
use super::part::{Head, Item, Nothing, use_waits};
use super::section::Section;
use crate::model::use_workspace;
use crate::ui::dialog::Dialog;
use crate::ui::field::{Choose, Line};
use crate::ui::words;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::filter::Filter;
use spec::model::Metric;
use spec::question::{Aggregate, Measure, Query};

/// The metrics.
#[component]
pub(super) fn Metrics() -> impl IntoView {
    let workspace = use_workspace();
    let making = RwSignal::new(None::<Making<Metric>>);
    let open = RwSignal::new(false);
    let begin = move |wanted: Making<Metric>| {
        making.set(Some(wanted));
        open.set(true);
    };
    let add = move |()| {
        begin(Making::new(Metric {
            name: String::new(),
            dataset: likely_dataset(),
            measure: Measure {
                aggregate: Aggregate::Sum,
                ..Measure::default()
            },
            synonyms: Vec::new(),
            format: None,
            description: String::new(),
        }));
    };
    let all = move || workspace.model.with(|model| model.metrics.clone());
    let items = move || {
        let items = all().into_iter().enumerate().map(|(at, metric)| {
            let waits = use_waits(metric.dataset.clone(), metric.name.clone(), true);
            let edited = Making {
                at: Some(at),
                thing: metric.clone(),
            };
            let remove = move |()| workspace.make(move |model| drop(model.metrics.remove(at)));
            view! {
                <Item
                    name=metric.name.clone()
                    says=said(&metric.measure)
                    told=metric.description.clone()
                    dataset=metric.dataset.clone()
                    waits
                    on_edit=move |()| begin(edited.clone())
                    on_remove=remove
                />
            }
        });
        items.collect_view()
    };
    let title = move || match making.with(|making| making.as_ref().is_some_and(|making| making.at.is_some())) {
        true => "Edit a metric",
        false => "New metric",
    };
    view! {
        <Head section=Section::Metrics add="New metric…" on_add=Callback::new(add) />
        <Show
            when=move || workspace.model.with(|model| !model.metrics.is_empty())
            fallback=|| view! { <Nothing what="No metrics yet" how="Make one of a column, such as the sum of amount, or of an expression, such as sum(amount * qty)." /> }
        >
            <ul class="model-items">{items}</ul>
        </Show>
        <Dialog open wide=true title=Signal::derive(move || title().to_owned())>
            {move || making.get().map(|making| view! { <Form making open /> })}
        </Dialog>
    }
}

/// A measure in words.
fn said(measure: &Measure) -> String {
    let figure = match (measure.aggregate, &measure.column) {
        (Aggregate::Expression, _) => measure.expression.clone().unwrap_or_default(),
        (Aggregate::Count, None) => "number of rows".to_owned(),
        (aggregate, Some(column)) => format!("{} of {column}", aggregate.word()),
        (aggregate, None) => aggregate.word(),
    };
    match &measure.filter {
        Some(filter) => format!("{figure}, only where {}", words::filter(filter)),
        None => figure,
    }
}

/// What a figure may be, with what it is called.
const FIGURES: [(&str, Aggregate); 9] = [
    ("Sum", Aggregate::Sum),
    ("Average", Aggregate::Mean),
    ("Number of rows", Aggregate::Count),
    ("Number of different values", Aggregate::Distinct),
    ("Median", Aggregate::Median),
    ("Lowest", Aggregate::Min),
    ("Highest", Aggregate::Max),
    ("Standard deviation", Aggregate::Deviation),
    ("An expression", Aggregate::Expression),
];

/// What is typed and chosen in the form.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    dataset: RwSignal<String>,
    figure: RwSignal<String>,
    column: RwSignal<String>,
    expression: RwSignal<String>,
    condition: RwSignal<String>,
    format: RwSignal<Option<spec::answer::Format>>,
    synonyms: RwSignal<String>,
    description: RwSignal<String>,
    first: StoredValue<Measure>,
}

impl Draft {
    fn of(metric: &Metric) -> Self {
        let measure = &metric.measure;
        let label = FIGURES
            .iter()
            .find(|(_, aggregate)| *aggregate == measure.aggregate)
            .map_or("", |(label, _)| label);
        let condition = match &measure.filter {
            Some(Filter::Expression { text }) => text.clone(),
            _ => String::new(),
        };
        Self {
            name: RwSignal::new(metric.name.clone()),
            dataset: RwSignal::new(metric.dataset.clone()),
            figure: RwSignal::new(label.to_owned()),
            column: RwSignal::new(measure.column.clone().unwrap_or_default()),
            expression: RwSignal::new(measure.expression.clone().unwrap_or_default()),
            condition: RwSignal::new(condition),
            format: RwSignal::new(metric.format.clone()),
            synonyms: RwSignal::new(metric.synonyms.join(", ")),
            description: RwSignal::new(metric.description.clone()),
            first: StoredValue::new(measure.clone()),
        }
    }

    fn aggregate(self) -> Aggregate {
        let label = self.figure.get();
        let found = FIGURES.iter().find(|(known, _)| *known == label);
        found.map_or_else(
            || self.first.with_value(|first| first.aggregate),
            |(_, aggregate)| *aggregate,
        )
    }

    /// The measure; none while something is missing.
    fn measure(self) -> Option<Measure> {
        let aggregate = self.aggregate();
        let text = |signal: RwSignal<String>| Some(signal.get().trim().to_owned()).filter(|text| !text.is_empty());
        let first = self.first.get_value();
        // A condition that was made elsewhere stays until another one is typed.
        let kept = first
            .filter
            .clone()
            .filter(|filter| !matches!(filter, Filter::Expression { .. }));
        let filter = text(self.condition).map(|text| Filter::Expression { text }).or(kept);
        let (column, expression) = match aggregate {
            Aggregate::Expression => (None, Some(text(self.expression)?)),
            Aggregate::Count => (None, None),
            _ => (Some(text(self.column)?), None),
        };
        Some(Measure {
            aggregate,
            column,
            expression,
            filter,
            ..first
        })
    }

    fn metric(self) -> Option<Metric> {
        let name = self.name.get().trim().to_owned();
        Some(Metric {
            name: Some(name).filter(|name| !name.is_empty())?,
            dataset: self.dataset.get(),
            measure: self.measure()?,
            synonyms: several(&self.synonyms.get()),
            format: self.format.get(),
            description: self.description.get().trim().to_owned(),
        })
    }
}

#[component]
fn Form(making: Making<Metric>, open: RwSignal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let draft = Draft::of(&making.thing);
    let problem = RwSignal::new(None);
    let columns = use_columns(draft.dataset.into());
    let is_expression = Memo::new(move |_| draft.aggregate() == Aggregate::Expression);
    let needs_column = Memo::new(move |_| !matches!(draft.aggregate(), Aggregate::Expression | Aggregate::Count));
    let fitting = Signal::derive(move || {
        let any = matches!(draft.aggregate(), Aggregate::Distinct | Aggregate::Min | Aggregate::Max);
        let mut fitting = columns.with(|columns| choices(columns, |column| any || column.kind.is_number()));
        fitting.insert(0, (String::new(), "Choose a column".to_owned()));
        fitting
    });
    let query = Signal::derive(move || {
        let measure = draft.measure()?;
        let name = Some("figure".to_owned());
        Some(Query {
            from: draft.dataset.get(),
            measures: vec![Measure { name, ..measure }],
            ..Query::default()
        })
    });
    let at = making.at;
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(metric) = untrack(move || draft.metric()) else {
            return;
        };
        spawn_local(async move {
            match workspace
                .change(move |model| Making::put(at, metric, &mut model.metrics))
                .await
            {
                Ok(()) => open.set(false),
                Err(found) => problem.set(Some(found)),
            }
        });
    };
    let figures = Signal::derive(|| {
        FIGURES
            .iter()
            .map(|(label, _)| ((*label).to_owned(), (*label).to_owned()))
            .collect::<Vec<_>>()
    });
    view! {
        <form class="link-form" on:submit=save>
            <div class="model-fields">
                <Line label="Name" value=draft.name example="Revenue" on_type=move |text| draft.name.set(text) />
                <DatasetField label="Of" value=draft.dataset />
            </div>
            <div class="model-fields">
                <Choose label="Figure" choices=figures value=draft.figure on_choose=move |label| draft.figure.set(label) />
                <Show when=move || needs_column.get()>
                    <Choose label="Column" choices=fitting value=draft.column on_choose=move |name| draft.column.set(name) />
                </Show>
            </div>
            <Show when=move || is_expression.get()>
                <Formula label="Expression" value=draft.expression example="sum(amount * qty) / count(distinct customer)" columns />
            </Show>
            <Formula label="Only rows where" value=draft.condition example="status = 'paid' (leave it empty for all rows)"  columns />
            <Preview query show=|table| format!("Now {}", in_words(table)) />
            <FormatFields value=draft.format />
            <Telling synonyms=draft.synonyms description=draft.description />
            <Foot problem is_whole=Signal::derive(move || draft.metric().is_some()) on_cancel=move |()| open.set(false) />
        </form>
    }
}
