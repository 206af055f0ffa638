//! An expression that is being written: read as it is typed, its mistakes marked at their place, with ways to go on.

mod cursor;

use crate::engine::use_engine;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use cursor::Cursor;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::dataset::Type;
use spec::expression::{Checked, Completion, Ground};
use spec::problem::Problem;
use spec::question::Query;
use std::time::Duration;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// How long after the last key it is read.
const PAUSE: Duration = Duration::from_millis(150);
/// How many ways to go on are shown.
const MOST: usize = 40;

/// What was read, and what came of it.
type Verdict = Option<(String, Result<Checked, Problem>)>;

/// An expression that is being written. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Expression {
    /// What is written.
    pub text: RwSignal<String>,
    query: Signal<Query>,
    ground: Ground,
    wants: Option<Type>,
    verdict: RwSignal<Verdict>,
}

impl Expression {
    /// One that stands in a query, and is read anew whenever either changes.
    pub(crate) fn new(query: Signal<Query>, ground: Ground, text: String) -> Self {
        let expression = Self {
            text: RwSignal::new(text),
            query,
            ground,
            wants: None,
            verdict: RwSignal::new(None),
        };
        expression.follow();
        expression
    }

    /// The same, when it must give this.
    #[must_use]
    pub(crate) fn giving(self, kind: Type) -> Self {
        Self {
            wants: Some(kind),
            ..self
        }
    }

    /// The text, once it has been read and found right.
    pub(crate) fn told(self) -> Option<String> {
        let text = self.text.get();
        self.verdict.with(|verdict| match verdict {
            Some((read, Ok(checked))) if *read == text && self.fits(checked) => Some(text.clone()),
            _ => None,
        })
    }

    /// What it gives, once it has been read and found right.
    pub(crate) fn kind(self) -> Option<Type> {
        self.verdict.with(|verdict| match verdict {
            Some((_, Ok(checked))) => Some(checked.kind),
            _ => None,
        })
    }

    fn fits(self, checked: &Checked) -> bool {
        self.wants.is_none_or(|wanted| wanted == checked.kind)
    }

    fn follow(self) {
        let engine = use_engine();
        let timer = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        };
        Effect::new(move |_| {
            let (text, query) = (self.text.get(), self.query.get());
            stop();
            if text.trim().is_empty() {
                return self.verdict.set(None);
            }
            let read = move || {
                spawn_local(async move {
                    let result = engine.check_expression(query, self.ground, text.clone()).await;
                    let is_stale = result.as_ref().is_err_and(|problem| problem.code == "superseded");
                    // The form may be gone by now.
                    if !is_stale {
                        drop(self.verdict.try_set(Some((text, result))));
                    }
                });
            };
            timer.set_value(set_timeout_with_handle(read, PAUSE).ok());
        });
        on_cleanup(stop);
    }
}

/// The field that an expression is written in.
#[component]
pub(crate) fn ExpressionField(
    /// The expression.
    expression: Expression,
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// An example, while it is empty.
    #[prop(optional)]
    example: &'static str,
    /// Hears Enter.
    on_enter: Callback<()>,
) -> impl IntoView {
    let writing = Writing::new(expression, on_enter);
    let list = StoredValue::new(format!("going-on-{}", crate::clock::fresh_id()));
    view! {
        <div class="field expression">
            <span class="label" aria-hidden="true">{move || label.get()}</span>
            <div class="expression-box">
                <pre aria-hidden="true">{move || marked(expression)}</pre>
                <textarea
                    node_ref=writing.node
                    aria-label=move || label.get()
                    aria-autocomplete="list"
                    aria-controls=list.get_value()
                    aria-activedescendant=move || writing.chosen.get().map(|at| format!("{}-{at}", list.get_value()))
                    aria-invalid=move || problem(expression).is_some().to_string()
                    rows="2"
                    placeholder=example
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    prop:value=expression.text
                    on:input:target=move |event| writing.typed(event.target().value())
                    on:focus=move |_| writing.complete()
                    on:click=move |_| writing.complete()
                    on:keydown=move |event| writing.press(&event)
                ></textarea>
            </div>
            <Told expression />
            <GoingOn writing list />
        </div>
    }
}

/// The field and its ways to go on.
#[derive(Clone, Copy)]
struct Writing {
    expression: Expression,
    node: NodeRef<html::Textarea>,
    offered: RwSignal<Vec<Completion>>,
    chosen: RwSignal<Option<usize>>,
    on_enter: Callback<()>,
    engine: crate::engine::Engine,
}

impl Writing {
    fn new(expression: Expression, on_enter: Callback<()>) -> Self {
        Self {
            expression,
            node: NodeRef::new(),
            offered: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
            on_enter,
            engine: use_engine(),
        }
    }

    fn typed(self, text: String) {
        self.expression.text.set(text);
        self.complete();
    }

    /// Asks how it may go on at the cursor.
    fn complete(self) {
        let Some(node) = self.node.get_untracked() else { return };
        let cursor = Cursor::of(&node);
        let (query, ground) = (self.expression.query.get_untracked(), self.expression.ground);
        spawn_local(async move {
            let text = cursor.text.clone();
            let offered = self.engine.complete_expression(query, ground, text, cursor.at).await;
            // Only what is still wanted is shown.
            let is_wanted = self.expression.text.try_get_untracked().as_ref() == Some(&cursor.text);
            if let (Ok(mut offered), true) = (offered, is_wanted) {
                offered.truncate(MOST);
                self.chosen.set(None);
                self.offered.set(offered);
            }
        });
    }

    fn take(self, at: usize) {
        let found = self.offered.with_untracked(|offered| offered.get(at).cloned());
        let (Some(completion), Some(node)) = (found, self.node.get_untracked()) else {
            return;
        };
        let text = Cursor::of(&node).put(&node, &completion);
        self.chosen.set(None);
        self.typed(text);
    }

    fn step(self, by: i32) {
        let count = self.offered.with_untracked(Vec::len) as i32;
        let at = self
            .chosen
            .get_untracked()
            .map_or(if by > 0 { -1 } else { 0 }, |at| at as i32);
        if count > 0 {
            self.chosen.set(Some((at + by).rem_euclid(count) as usize));
        }
    }

    fn press(self, event: &KeyboardEvent) {
        let chosen = self.chosen.get_untracked();
        let has_offers = !self.offered.with_untracked(Vec::is_empty);
        match (event.key().as_str(), chosen) {
            ("ArrowDown", _) if has_offers => self.step(1),
            ("ArrowUp", _) if has_offers => self.step(-1),
            ("Enter" | "Tab", Some(at)) if !event.shift_key() => self.take(at),
            ("Enter", None) if !event.shift_key() => self.on_enter.run(()),
            ("Escape", Some(_)) => self.chosen.set(None),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

/// What it gives, or what is wrong with it.
#[component]
fn Told(expression: Expression) -> impl IntoView {
    let told = move || {
        if let Some(problem) = problem(expression) {
            let hint = problem.hint.map(|hint| format!(". {hint}")).unwrap_or_default();
            let words = format!("{}{hint}", words::capitalised(&problem.message));
            return Some(view! { <p class="form-told wrong" role="status"><Icon glyph=Glyph::Warning /><span>{words}</span></p> }.into_any());
        }
        let kind = expression
            .kind()
            .filter(|_| !expression.text.with(|text| text.trim().is_empty()))?;
        let words = match expression.wants {
            Some(wanted) if wanted != kind => format!("This gives {}, not {}", gives(kind), gives(wanted)),
            _ => format!("Gives {}", gives(kind)),
        };
        Some(view! { <p class="form-told" role="status">{words}</p> }.into_any())
    };
    view! { <div class="told">{told}</div> }
}

/// How it may go on.
#[component]
fn GoingOn(writing: Writing, list: StoredValue<String>) -> impl IntoView {
    let rows = move || writing.offered.get().into_iter().enumerate().collect::<Vec<_>>();
    Effect::new(move |_| {
        let Some(at) = writing.chosen.get() else { return };
        let find = |id: &str| document().get_element_by_id(id)?.dyn_into::<HtmlElement>().ok();
        let (row, list) = (find(&format!("{}-{at}", list.get_value())), find(&list.get_value()));
        if let (Some(row), Some(list)) = (row, list) {
            let (top, room) = (row.offset_top(), list.client_height() - row.offset_height());
            list.set_scroll_top(list.scroll_top().clamp(top - room, top));
        }
    });
    view! {
        <ul id=list.get_value() class="going-on" role="listbox" aria-label="Ways to go on" hidden=move || writing.offered.with(Vec::is_empty)>
            <For each=rows key=|(at, row)| (*at, row.text.clone(), row.label.clone()) let((at, completion))>
                <li
                    id=format!("{}-{at}", list.get_value())
                    role="option"
                    aria-selected=move || (writing.chosen.get() == Some(at)).to_string()
                    on:mousedown=move |event| {
                        event.prevent_default();
                        writing.take(at);
                    }
                >
                    <span class="name">{completion.label}</span>
                    <span class="small-text">{completion.detail}</span>
                </li>
            </For>
        </ul>
    }
}

/// What is wrong with what is written now.
fn problem(expression: Expression) -> Option<Problem> {
    let text = expression.text.get();
    expression.verdict.with(|verdict| match verdict {
        Some((read, Err(problem))) if *read == text => Some(problem.clone()),
        _ => None,
    })
}

/// The text again, for what lies under the field: what is wrong stands in a mark.
fn marked(expression: Expression) -> AnyView {
    let text = expression.text.get();
    let place = problem(expression).and_then(|problem| problem.place);
    let Some((from, to)) = place else {
        return text.into_any();
    };
    let part = |from: usize, count: usize| text.chars().skip(from).take(count).collect::<String>();
    let wrong = to.saturating_sub(from).max(1);
    let at_end = from >= text.chars().count();
    let (before, rest) = (part(0, from), part(from + wrong, usize::MAX));
    let wrong = if at_end { " ".to_owned() } else { part(from, wrong) };
    view! { {before}<mark>{wrong}</mark>{rest} }.into_any()
}

fn gives(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "true or false",
        Type::Integer => "a whole number",
        Type::Float | Type::Decimal => "a number",
        Type::Text => "text",
        Type::Date => "a date",
        Type::Datetime => "a date and time",
        Type::Time => "a time of day",
        Type::Duration => "a length of time",
        Type::List => "a list",
        Type::Struct => "a record",
    }
}
