//! "Why is it this number": how a figure came about, from its formula down to its rows.

mod facts;
mod makeup;

use crate::engine::{Engine, use_engine};
use crate::pages::mark::write;
use crate::pages::rows::{Rows, RowsWanted};
use crate::ui::dialog::Dialog;
use crate::ui::field::Choose;
use facts::Facts;
use leptos::prelude::*;
use makeup::Makeup;
use spec::answer::{Answer, Format};
use spec::filter::Filter;
use spec::question::{Measure, Query};
use spec::selection::Pick;
use spec::why::Why;
use std::sync::Arc;

/// Which figure, and what it is shown as.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WhyWanted {
    /// What the answer is called.
    pub title: String,
    /// The question.
    pub query: Query,
    /// Its answer.
    pub answer: Arc<Answer>,
    /// What filters it beside the question.
    pub filters: Vec<Filter>,
    /// The mark, by its row and what it stands for; all of the answer when absent.
    pub of: Option<(usize, Pick)>,
}

/// The figure that is asked about. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct WhyAsked(RwSignal<Option<WhyWanted>>);

/// The page's question why.
pub(crate) fn use_why() -> WhyAsked {
    expect_context()
}

impl WhyAsked {
    /// Nothing is asked yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Opens the dialog about a figure.
    pub(crate) fn ask(self, wanted: WhyWanted) {
        self.0.set(Some(wanted));
    }
}

impl WhyWanted {
    /// The names of the answer's figures.
    fn names(&self) -> Vec<String> {
        let measures = self.query.measures.iter().map(Measure::name);
        let derived = self.query.derived.iter().map(|derived| derived.name.clone());
        measures.chain(derived).collect()
    }

    /// The figure that the chart shows first.
    fn first(&self) -> String {
        let names = self.names();
        let drawn = self.answer.chart.y.first().filter(|name| names.contains(name));
        drawn.or(names.first()).cloned().unwrap_or_default()
    }

    /// What limits the rows beside the question.
    fn further(&self) -> Vec<Filter> {
        let pick = self.of.iter().map(|(_, pick)| pick.filter.clone());
        self.filters.iter().cloned().chain(pick).collect()
    }

    /// The figure as the answer shows it; none when it is about several marks.
    fn shown(&self, name: &str) -> Option<String> {
        let table = &self.answer.table;
        let row = match &self.of {
            Some((row, _)) => *row,
            None if table.rows.len() == 1 => 0,
            None => return None,
        };
        let column = table.position(name)?;
        Some(write(&self.answer, column, table.rows.get(row)?.get(column)?))
    }

    /// How its values are written.
    fn format(&self, name: &str) -> Format {
        let column = self.answer.table.position(name);
        column
            .and_then(|column| self.answer.formats.get(column).cloned())
            .unwrap_or_default()
    }
}

/// What the parts of the dialog share.
#[derive(Clone, Copy)]
struct Asked {
    wanted: StoredValue<WhyWanted>,
    /// The figure that it is about now.
    name: RwSignal<String>,
    why: Memo<Option<Why>>,
    engine: Engine,
}

/// The dialog; it is open while a figure is asked about.
#[component]
pub(crate) fn WhyDialog() -> impl IntoView {
    let asked = use_why().0;
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(asked.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && asked.with_untracked(Option::is_some) {
            asked.set(None);
        }
    });
    view! {
        <Dialog open title="Why is it this number" wide=true>
            {move || asked.get_untracked().map(|wanted| view! { <Told wanted /> })}
        </Dialog>
    }
}

#[component]
fn Told(wanted: WhyWanted) -> impl IntoView {
    let name = RwSignal::new(wanted.first());
    let names = wanted.names();
    let is_one = names.len() < 2;
    let choices: Vec<_> = names.into_iter().map(|name| (name.clone(), name)).collect();
    let of = wanted.of.as_ref().map(|(_, pick)| pick.label.clone());
    let of = of.unwrap_or_else(|| wanted.title.clone());
    let wanted = StoredValue::new(wanted);
    let why = Memo::new(move |_| {
        let name = name.get();
        wanted.with_value(|wanted| Why::of(&wanted.query, Some(&name), &wanted.further()))
    });
    let asked = Asked {
        wanted,
        name,
        why,
        engine: use_engine(),
    };
    let shown = move || wanted.with_value(|wanted| wanted.shown(&name.get()));
    let rows = move || {
        let query = match why.get() {
            Some(why) => why.rows,
            None => wanted.with_value(|wanted| spec::why::ground(&wanted.query).filtered(&wanted.further())),
        };
        let title = wanted.with_value(|wanted| wanted.title.clone());
        view! { <Rows wanted=RowsWanted { title, query } /> }
    };
    view! {
        <div class="why">
            <p class="why-figure">
                {move || shown().map(|shown| view! { <b>{shown}</b> })}
                <span>{move || name.get()}</span>
                <span class="quiet-text">{of}</span>
            </p>
            {(!is_one)
                .then(|| {
                    let choices = Signal::stored(choices);
                    view! { <Choose label="Figure" choices value=name on_choose=move |chosen| name.set(chosen) /> }
                })}
            <Facts asked />
            <Show when=move || why.with(Option::is_some)>
                <Makeup asked />
            </Show>
            <h3>"The rows behind it"</h3>
            {rows}
        </div>
    }
}
