//! The dialog for a file of others: its passphrase, what is in it, and whether to take it in.

use super::sharing::contents::Contents;
use crate::route::Route;
use crate::share::gather::Stock;
use crate::share::receive::{Arriving, Outcome, Received};
use crate::share::use_sharing;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::problem::Problem;
use std::rc::Rc;

/// How far it is. Copies are the same.
#[derive(Clone, Copy)]
struct Receiving {
    typed: RwSignal<String>,
    received: RwSignal<Option<Received>, LocalStorage>,
    outcome: RwSignal<Option<Outcome>>,
    problem: RwSignal<Option<Problem>>,
    is_busy: RwSignal<bool>,
}

/// The dialog; it is open while a file waits.
#[component]
pub(super) fn ReceiveDialog() -> impl IntoView {
    let sharing = use_sharing();
    let open = RwSignal::new(false);
    let receiving = Receiving {
        typed: RwSignal::default(),
        received: RwSignal::new_local(None),
        outcome: RwSignal::new(None),
        problem: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    Effect::new(move |_| {
        let arriving = sharing.arriving.get();
        if let Some(arriving) = arriving {
            receiving.clear();
            open.set(true);
            if !arriving.encrypted {
                receiving.unlock(arriving);
            }
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            sharing.arriving.set(None);
            receiving.clear();
        }
    });
    let title = move || {
        let name = sharing
            .arriving
            .with(|arriving| arriving.as_ref().map(|arriving| arriving.name.clone()));
        format!("Open {}", name.unwrap_or_default())
    };
    view! {
        <Dialog open title=Signal::derive(title) wide=true>
            {move || receiving.problem.get().map(|problem| view! { <ProblemNote problem /> })}
            {move || match (receiving.outcome.get(), receiving.received.get(), sharing.arriving.get()) {
                (Some(outcome), ..) => view! { <Done outcome open /> }.into_any(),
                (None, Some(received), _) => view! { <Look received receiving open /> }.into_any(),
                (None, None, Some(arriving)) if arriving.encrypted => view! { <Unlock arriving receiving open /> }.into_any(),
                _ if receiving.is_busy.get() => view! { <p class="quiet-text" role="status">"Looking at what is in it…"</p> }.into_any(),
                _ => ().into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn Unlock(arriving: Rc<Arriving>, receiving: Receiving, open: RwSignal<bool>) -> impl IntoView {
    let arriving = StoredValue::new_local(arriving);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        receiving.unlock(arriving.get_value());
    };
    view! {
        <form class="link-form" on:submit=submit>
            <label class="field">
                <span class="label">"Passphrase"</span>
                <input
                    class="input"
                    type="password"
                    autocomplete="off"
                    autofocus
                    prop:value=move || receiving.typed.get()
                    on:input:target=move |event| receiving.typed.set(event.target().value())
                />
            </label>
            <p class="small-text">"Whoever made the file has chosen it. It is checked on this device and kept nowhere."</p>
            <div class="actions">
                <Button label="Cancel" on_press=move |()| open.set(false) />
                <button
                    type="submit"
                    class=Look::Primary.class()
                    disabled=move || receiving.is_busy.get() || receiving.typed.with(String::is_empty)
                >
                    {move || if receiving.is_busy.get() { "Opening…" } else { "Open" }}
                </button>
            </div>
        </form>
    }
}

/// What is in it, before any of it is taken in.
#[component]
fn Look(received: Received, receiving: Receiving, open: RwSignal<bool>) -> impl IntoView {
    let stock = Stock::of_page();
    let share = received.share.clone();
    let received = StoredValue::new_local(received);
    let take = move |()| {
        receiving.is_busy.set(true);
        receiving.problem.set(None);
        spawn_local(async move {
            match stock.take_in(received.get_value()).await {
                Ok(outcome) => receiving.outcome.set(Some(outcome)),
                Err(problem) => receiving.problem.set(Some(problem)),
            }
            receiving.is_busy.set(false);
        });
    };
    view! {
        <Contents share />
        <p class="small-text">"It joins what is here. Nothing is written over: what has a taken name gets a free one."</p>
        <div class="actions">
            <Button label="Cancel" on_press=move |()| open.set(false) />
            <Button
                label=Signal::derive(move || if receiving.is_busy.get() { "Taking in…" } else { "Take in" }.to_owned())
                look=Look::Primary
                disabled=receiving.is_busy
                on_press=take
            />
        </div>
    }
}

#[component]
fn Done(outcome: Outcome, open: RwSignal<bool>) -> impl IntoView {
    let Outcome {
        came,
        remarks,
        dashboard,
    } = outcome;
    let show = dashboard.map(|id| {
        let go = move |()| {
            open.set(false);
            Route::Dashboard(id.clone()).go();
        };
        view! { <Button label="Go to the dashboard" look=Look::Primary on_press=go /> }
    });
    view! {
        <p role="status">{came}</p>
        {remarks
            .into_iter()
            .map(|remark| view! { <div class="note warning"><p>{remark}</p></div> })
            .collect_view()}
        <div class="actions">
            <Button label="Close" on_press=move |()| open.set(false) />
            {show}
        </div>
    }
}

#[component]
pub(super) fn ProblemNote(problem: Problem) -> impl IntoView {
    view! {
        <div class="note error" role="alert">
            <div>
                <p>{problem.message}</p>
                {problem.hint.map(|hint| view! { <p>{hint}</p> })}
            </div>
        </div>
    }
}

impl Receiving {
    fn clear(self) {
        self.typed.set(String::new());
        self.received.set(None);
        self.outcome.set(None);
        self.problem.set(None);
        self.is_busy.set(false);
    }

    fn unlock(self, arriving: Rc<Arriving>) {
        self.is_busy.set(true);
        self.problem.set(None);
        let passphrase = arriving.encrypted.then(|| self.typed.get_untracked());
        spawn_local(async move {
            match arriving.open(passphrase.as_deref()).await {
                Ok(received) => self.received.set(Some(received)),
                Err(problem) => self.problem.set(Some(problem)),
            }
            self.is_busy.set(false);
        });
    }
}
