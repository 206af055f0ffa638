//! The form of one step; the rows show its effect while it is filled in.

use super::draft::Draft;
use super::editing::Editing;
use super::fields::Fields;
use crate::pages::data::workshop::{Workshop, use_workshop};
use crate::ui::button::{Button, Look};
use crate::ui::icon::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;
use spec::dataset::Column;
use spec::step::{Operation, Step};
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// How long after the last change the rows show it.
const PAUSE: Duration = Duration::from_millis(300);

/// What the fields of a form share.
#[derive(Clone, Copy)]
pub(super) struct Filling {
    /// What is filled in so far.
    pub draft: RwSignal<Draft>,
    /// The columns before the step.
    pub columns: StoredValue<Vec<Column>>,
}

/// A form with what it makes. Copies are the same.
#[derive(Clone, Copy)]
struct Trial {
    shop: Workshop,
    filling: Filling,
    editing: StoredValue<Editing>,
    built: Memo<Result<Operation, &'static str>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Whether the rows show what is not kept.
    tried: StoredValue<bool>,
}

impl Trial {
    fn begin(shop: Workshop, editing: Editing) -> Self {
        let filling = Filling {
            draft: RwSignal::new(editing.draft.clone()),
            columns: StoredValue::new(editing.columns.clone()),
        };
        let build = move || {
            filling
                .columns
                .with_value(|columns| filling.draft.with(|draft| draft.build(columns)))
        };
        Self {
            shop,
            filling,
            editing: StoredValue::new(editing),
            built: Memo::new(move |_| build()),
            timer: StoredValue::new(None),
            tried: StoredValue::new(false),
        }
    }

    /// The steps with this one; none while it lacks something.
    fn steps(self) -> Option<Vec<Step>> {
        let operation = self.built.get_untracked().ok()?;
        let steps = untrack(|| self.shop.steps());
        Some(self.editing.with_value(|editing| editing.with(steps, operation)))
    }

    /// Has the rows show each change after a pause. A step that is there is shown already.
    fn follow(self) {
        let is_there = self.editing.with_value(|editing| editing.at.is_some());
        Effect::new(move |before: Option<()>| {
            let is_whole = self.built.with(Result::is_ok);
            self.stop();
            if is_whole && (before.is_some() || !is_there) {
                let wait = set_timeout_with_handle(move || self.show(), PAUSE);
                self.timer.set_value(wait.ok());
            }
        });
        on_cleanup(move || self.stop());
    }

    fn show(self) {
        if let Some(steps) = self.steps() {
            self.tried.set_value(true);
            self.shop.preview(steps);
        }
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn apply(self) {
        if let Some(steps) = self.steps() {
            self.stop();
            self.shop.make_steps(steps);
        }
    }

    fn cancel(self) {
        self.stop();
        let tried = self.tried.get_value();
        self.shop.editing.set(None);
        if tried {
            self.shop.settle();
        }
    }

    /// What is still missing, or what the engine says against it.
    fn told(self) -> Option<(bool, String)> {
        if let Err(lacks) = self.built.get() {
            return Some((false, lacks.to_owned()));
        }
        let at = self.editing.with_value(|editing| editing.at);
        let place = at.unwrap_or_else(|| untrack(|| self.shop.steps()).len());
        let problem = |outcomes: &Vec<_>| outcomes.get(place).and_then(problem_of);
        self.shop.outcomes.with(problem).map(|message| (true, message))
    }
}

fn problem_of(outcome: &spec::step::Outcome) -> Option<String> {
    let problem = outcome.problem.as_ref()?;
    Some(match &problem.hint {
        Some(hint) => format!("{}. {hint}", problem.message),
        None => problem.message.clone(),
    })
}

/// The form that is open.
#[component]
pub(super) fn Form() -> impl IntoView {
    let shop = use_workshop();
    let trial = Trial::begin(shop, shop.editing.get_untracked()?);
    trial.follow();
    let node = NodeRef::<html::Form>::new();
    node.on_load(|form| {
        let first = form.query_selector("select, input").ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            drop(first.focus());
        }
        form.scroll_into_view_with_bool(false);
    });
    let key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            trial.cancel();
        }
        // A form without a button of the browser's own is not sent by Enter.
        "Enter" if event_target::<HtmlElement>(&event).tag_name() == "INPUT" => {
            event.prevent_default();
            trial.apply();
        }
        _ => {}
    };
    let kind = trial.filling.draft.with_untracked(|draft| draft.kind);
    let is_lacking = Signal::derive(move || trial.built.with(Result::is_err));
    Some(view! {
        <form node_ref=node class="step-form" aria-label=kind.label() on:submit=move |event| event.prevent_default() on:keydown=key>
            <h3>{kind.label()}</h3>
            {(!kind.about().is_empty()).then(|| view! { <p class="small-text">{kind.about()}</p> })}
            <Fields filling=trial.filling />
            <Told trial />
            <div class="panel-actions">
                <Button label="Cancel" small=true on_press=move |()| trial.cancel() />
                <Button label="Apply" small=true look=Look::Primary disabled=is_lacking on_press=move |()| trial.apply() />
            </div>
        </form>
    })
}

#[component]
fn Told(trial: Trial) -> impl IntoView {
    let told = Memo::new(move |_| trial.told());
    move || {
        told.get().map(|(is_wrong, words)| {
            view! {
                <p class="form-told" class:wrong=is_wrong role="status">
                    {is_wrong.then(|| view! { <Icon glyph=Glyph::Warning /> })}
                    <span>{words}</span>
                </p>
            }
        })
    }
}
