//! Steps: what is done to a dataset after it is read, in order, with what came of each.

mod arrange;
mod condition;
pub(super) mod draft;
pub(super) mod editing;
mod fields;
mod form;
pub(super) mod kind;
mod statement;

use super::workshop::{Tab, Workshop, use_workshop};
use crate::ui::button::IconButton;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem, MenuTitle};
use crate::ui::switch::Switch;
use arrange::{Arrange, arranged};
use form::Form;
use kind::GROUPS;
use leptos::prelude::*;
use spec::step::Outcome;
use statement::Statement;

/// The list, and what can be added to it.
#[component]
pub(super) fn Steps() -> impl IntoView {
    let shop = use_workshop();
    let count = Memo::new(move |_| shop.history.with(|history| history.now.steps.len()));
    let is_new = Memo::new(move |_| {
        shop.editing
            .with(|editing| editing.as_ref().is_some_and(|editing| editing.at.is_none()))
    });
    let none = move || count.get() == 0 && !is_new.get();
    view! {
        <div class="panel-body">
            <ol class="steps" aria-label="Steps">
                <ReadingStep />
                <For each=move || 0..count.get() key=|at| *at let:at>
                    <OneStep at />
                </For>
                <Show when=move || is_new.get()>
                    <li class="step">
                        <Form />
                    </li>
                </Show>
            </ol>
            <Show when=none>
                <p class="quiet-text">"Clean and reshape the table step by step. The file is never touched, and every step can be changed or taken back."</p>
            </Show>
            <div class="panel-actions">
                <Show when=move || shop.editing.with(Option::is_none)>
                    <AddMenu />
                </Show>
                <span class="space"></span>
                <UndoRedo shop />
            </div>
            <Show when=move || { count.get() > 0 }>
                <Statement />
            </Show>
        </div>
    }
}

/// Takes changes back, and makes them again.
#[component]
pub(super) fn UndoRedo(shop: Workshop) -> impl IntoView {
    let can = Memo::new(move |_| shop.history.with(|history| history.can()));
    view! {
        <IconButton
            label="Undo (Ctrl+Z)"
            glyph=Glyph::Undo
            small=true
            disabled=Signal::derive(move || !can.get().0)
            on_press=move |()| shop.undo()
        />
        <IconButton
            label="Redo (Ctrl+Shift+Z)"
            glyph=Glyph::Redo
            small=true
            disabled=Signal::derive(move || !can.get().1)
            on_press=move |()| shop.redo()
        />
    }
}

#[component]
fn AddMenu() -> impl IntoView {
    let shop = use_workshop();
    let groups = move || {
        let groups = GROUPS.into_iter().map(|(title, kinds)| {
            let items = kinds.iter().map(|kind| {
                let kind = *kind;
                view! { <MenuItem label=format!("{}…", kind.label()) on_press=move |()| editing::begin(shop, kind) /> }
            });
            let items: Vec<_> = items.collect();
            view! {
                <MenuTitle label=title />
                {items}
            }
        });
        groups.collect_view()
    };
    view! {
        <Menu class="button small primary" label="Add a step" face=|| view! { <Icon glyph=Glyph::Plus />"Add a step…" }>
            {groups}
        </Menu>
    }
}

/// The first thing that was done: the file was read.
#[component]
fn ReadingStep() -> impl IntoView {
    let shop = use_workshop();
    let said = move || {
        shop.dataset.with(|dataset| {
            let source = &dataset.source;
            match &source.sheet {
                Some(sheet) => format!("Read {sheet} of {}", source.filename),
                None => format!("Read {}", source.filename),
            }
        })
    };
    view! {
        <li class="step">
            <span class="step-mark"><Icon glyph=Glyph::Data /></span>
            <button type="button" class="step-said" title="How it was read" on:click=move |_| shop.tab.set(Some(Tab::Reading))>
                <b>{said}</b>
            </button>
        </li>
    }
}

/// One step, or its form while it is changed.
#[component]
fn OneStep(at: usize) -> impl IntoView {
    let shop = use_workshop();
    let step = Memo::new(move |_| shop.history.with(|history| history.now.steps.get(at).cloned()));
    let outcome = Memo::new(move |_| shop.outcomes.with(|outcomes| outcomes.get(at).cloned()));
    let is_edited = Memo::new(move |_| {
        shop.editing
            .with(|editing| editing.as_ref().is_some_and(|editing| editing.at == Some(at)))
    });
    let said = Memo::new(move |_| step.get().map(|step| step.operation.said()).unwrap_or_default());
    let is_on = Signal::derive(move || step.get().is_some_and(|step| step.enabled));
    let arrange = move |how: Arrange| shop.make_steps(arranged(untrack(|| shop.steps()), at, how));
    let facts = move || {
        is_on
            .get()
            .then(|| outcome.get().map(|outcome| facts(&outcome)))
            .flatten()
    };
    let problem = move || {
        outcome
            .get()
            .filter(|_| is_on.get())
            .and_then(|outcome| outcome.problem)
            .map(|problem| {
                view! {
                    <span class="step-problem">
                        <Icon glyph=Glyph::Warning />
                        <span>{problem.message}{problem.hint.map(|hint| format!(". {hint}"))}</span>
                    </span>
                }
            })
    };
    view! {
        <li class="step" class:off=move || !is_on.get()>
            <Show
                when=move || !is_edited.get()
                fallback=|| view! { <Form /> }
            >
                <Switch label=Signal::derive(move || format!("Do this step: {}", said.get())) on=is_on on_turn=move |_| arrange(Arrange::Turn) />
                <button type="button" class="step-said" title="Change this step" on:click=move |_| editing::change(shop, at)>
                    <b>{said}</b>
                    <span class="small-text">{facts}</span>
                    {problem}
                </button>
                <Menu
                    class="button quiet only-icon small"
                    label=Signal::derive(move || format!("More for step {}: {}", at + 1, said.get()))
                    face=|| view! { <Icon glyph=Glyph::More /> }
                >
                    <MenuItem label="Change…" glyph=Glyph::Edit on_press=move |()| editing::change(shop, at) />
                    <MenuItem label="Move up" glyph=Glyph::Ascending on_press=move |()| arrange(Arrange::Earlier) />
                    <MenuItem label="Move down" glyph=Glyph::Descending on_press=move |()| arrange(Arrange::Later) />
                    <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=move |()| arrange(Arrange::Remove) />
                </Menu>
            </Show>
        </li>
    }
}

/// What came of a step, in words.
fn facts(outcome: &Outcome) -> String {
    let size = format!(
        "{}, {}",
        format::counted(outcome.rows, "row"),
        format::counted(outcome.columns.len() as u64, "column")
    );
    let mut facts = vec![size];
    if outcome.touched > 0 {
        facts.insert(0, format!("{} touched", format::count(outcome.touched)));
    }
    facts.extend(outcome.notes.iter().map(|note| note.message.clone()));
    facts.join(" · ")
}
