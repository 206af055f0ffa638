//! The dialogs of a reading: what takes more than a choice from a menu.

mod columns;
mod condition;
mod formula;
mod join;
mod level;
mod line;
mod sample;
mod union;

use super::edit::{Change, Stage};
use super::reading::Chips;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use columns::ColumnsForm;
use condition::ConditionForm;
use formula::FormulaForm;
use join::JoinForm;
use leptos::prelude::*;
use level::LevelForm;
use line::LineForm;
use sample::SampleForm;
use spec::question::Query;
use std::sync::Arc;
use union::UnionForm;

/// A dialog, and what it is about.
#[derive(Clone)]
pub(in crate::pages) enum Open {
    /// A condition.
    Condition(Place),
    /// An expression.
    Formula(Formula),
    /// A dataset beside the first; a new one when absent.
    Join(Option<usize>),
    /// The datasets below the first.
    Union,
    /// The sample.
    Sample,
    /// The columns that rows show.
    Columns,
    /// The level of a figure.
    Level(usize),
    /// One line.
    Line(Line),
}

/// Where a condition goes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) enum Place {
    /// A new one.
    New(Stage),
    /// In place of one that is there.
    There(Stage, usize),
    /// Beside one that is there: either of them must be met.
    Or(Stage, usize),
    /// A new one on the rows, about this column.
    About(String),
    /// A new one on the answer, about this column of it.
    Answer(String),
    /// On the rows of a figure.
    Figure(usize),
}

/// What an expression is for; a new one when there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Formula {
    /// A calculated column.
    Column(Option<usize>),
    /// A figure.
    Figure(Option<usize>),
    /// A column over the answer's rows.
    Derived(Option<usize>),
}

/// What becomes of what was typed; none while it makes no sense.
type Then = Arc<dyn Fn(&str, &Query) -> Option<Change> + Send + Sync>;

/// One line to type.
#[derive(Clone)]
pub(in crate::pages) struct Line {
    /// The dialog's title.
    pub title: &'static str,
    /// The field's label.
    pub label: &'static str,
    /// What stands in it at first.
    pub value: String,
    /// Whether it is a number.
    pub is_number: bool,
    /// What becomes of it.
    pub then: Then,
}

impl Line {
    /// A line of text.
    pub(super) fn text(
        title: &'static str,
        label: &'static str,
        value: String,
        then: impl Fn(&str, &Query) -> Option<Change> + Send + Sync + 'static,
    ) -> Self {
        Self {
            title,
            label,
            value,
            is_number: false,
            then: Arc::new(then),
        }
    }

    /// A number.
    pub(super) fn number(
        title: &'static str,
        label: &'static str,
        value: f64,
        then: impl Fn(f64, &Query) -> Option<Change> + Send + Sync + 'static,
    ) -> Self {
        Self {
            title,
            label,
            value: value.to_string(),
            is_number: true,
            then: Arc::new(move |text, query| then(number(text)?, query)),
        }
    }
}

/// The number that was typed.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain = text.trim().replace([',', '\u{202f}'], "");
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The dialog that is open, if one is.
#[component]
pub(in crate::pages) fn Dialogs(
    /// What the chips share.
    chips: Chips,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if chips.dialog.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && chips.dialog.with_untracked(Option::is_some) {
            chips.dialog.set(None);
        }
    });
    let title = Signal::derive(move || {
        chips
            .dialog
            .with(|dialog| dialog.as_ref().map(title))
            .unwrap_or_default()
    });
    let form = move || {
        let form = match chips.dialog.get_untracked()? {
            Open::Condition(place) => view! { <ConditionForm chips place open /> }.into_any(),
            Open::Formula(formula) => view! { <FormulaForm chips formula open /> }.into_any(),
            Open::Join(at) => view! { <JoinForm chips at open /> }.into_any(),
            Open::Union => view! { <UnionForm chips open /> }.into_any(),
            Open::Sample => view! { <SampleForm chips open /> }.into_any(),
            Open::Columns => view! { <ColumnsForm chips open /> }.into_any(),
            Open::Level(at) => view! { <LevelForm chips at open /> }.into_any(),
            Open::Line(line) => view! { <LineForm chips line open /> }.into_any(),
        };
        Some(form)
    };
    view! { <Dialog open title>{form}</Dialog> }
}

fn title(dialog: &Open) -> String {
    let title = match dialog {
        Open::Condition(Place::There(..)) => "Change the condition",
        Open::Condition(Place::New(_) | Place::About(_)) => "Add a filter",
        Open::Condition(Place::Or(..)) => "Or",
        Open::Condition(Place::Answer(_)) => "Keep only",
        Open::Condition(Place::Figure(_)) => "Only rows where",
        Open::Formula(Formula::Column(_)) => "Calculated column",
        Open::Formula(Formula::Figure(_)) => "Custom figure",
        Open::Formula(Formula::Derived(_)) => "Calculation on the answer",
        Open::Join(_) => "Join another dataset",
        Open::Union => "Put rows below",
        Open::Sample => "Only a sample",
        Open::Columns => "Columns to show",
        Open::Level(_) => "At another level",
        Open::Line(line) => line.title,
    };
    title.to_owned()
}

/// What stands at the foot of a form.
#[component]
fn Actions(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// Whether the form is whole.
    #[prop(into)]
    ready: Signal<bool>,
    /// Does it.
    on_apply: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <div class="actions">
            <Button label="Cancel" on_press=move |()| open.set(false) />
            <Button
                label="Apply"
                look=Look::Primary
                disabled=Signal::derive(move || !ready.get())
                on_press=move |()| on_apply()
            />
        </div>
    }
}
