//! The dialog that opens a link.

use crate::files::link::Fetching;
use crate::files::use_files;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use crate::ui::format;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::problem::Problem;
use std::cell::RefCell;
use std::rc::Rc;

/// What becomes of the link.
#[derive(Clone, Copy)]
struct Linking {
    /// What is in the field.
    typed: RwSignal<String>,
    /// How many bytes are here, and how many there are.
    progress: RwSignal<Option<(f64, f64)>>,
    /// Why there is no file.
    problem: RwSignal<Option<Problem>>,
    /// Counts the attempts, so that one that was given up is told from the next.
    attempt: StoredValue<u32>,
    /// What is being fetched.
    fetching: StoredValue<Rc<RefCell<Option<Fetching>>>, LocalStorage>,
}

/// The dialog; it is open while a link is asked for.
#[component]
pub(crate) fn LinkDialog() -> impl IntoView {
    let files = use_files();
    let open = RwSignal::new(false);
    let linking = Linking {
        typed: RwSignal::new(String::new()),
        progress: RwSignal::new(None),
        problem: RwSignal::new(None),
        attempt: StoredValue::new(0),
        fetching: StoredValue::new_local(Rc::default()),
    };
    Effect::new(move |_| {
        if let Some(address) = files.linking.get() {
            linking.typed.set(address);
            linking.problem.set(None);
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            files.linking.set(None);
            linking.stop();
        }
    });
    view! {
        <Dialog open title="Open a link">
            <LinkForm linking open />
        </Dialog>
    }
}

#[component]
fn LinkForm(linking: Linking, open: RwSignal<bool>) -> impl IntoView {
    let files = use_files();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        linking.problem.set(None);
        let attempt = linking.begin();
        spawn_local(async move {
            let result = linking.fetch().await;
            if attempt != linking.attempt.get_value() {
                return;
            }
            linking.progress.set(None);
            match result {
                Ok(found) => {
                    open.set(false);
                    files.open(vec![found]);
                }
                Err(problem) => linking.problem.set(Some(problem)),
            }
        });
    };
    let is_busy = move || linking.progress.with(Option::is_some);
    let amount = move || linking.progress.get().map(|(done, total)| amount(done, total));
    view! {
        <form class="link-form" on:submit=submit>
            <div class="field">
                <label for="link">"Address of the file"</label>
                <input
                    id="link"
                    class="input"
                    type="text"
                    inputmode="url"
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    placeholder="https://example.org/sales.csv"
                    prop:value=move || linking.typed.get()
                    disabled=is_busy
                    on:input:target=move |event| linking.typed.set(event.target().value())
                />
            </div>
            <p class="small-text">"Only this address is asked, without cookies and without saying who you are. The file is then read on this device."</p>
            {move || linking.problem.get().map(|problem| view! { <ProblemNote problem /> })}
            {move || amount().map(|words| view! { <p class="quiet-text" role="status">{words}</p> })}
            <Show when=is_busy>
                <progress
                    class="meter"
                    aria-label="Fetching the file"
                    max="1"
                    value=move || linking.progress.get().filter(|(_, total)| *total > 0.0).map(|(done, total)| done / total)
                ></progress>
            </Show>
            <div class="actions">
                <Button
                    label=Signal::derive(move || if is_busy() { "Stop" } else { "Cancel" }.to_owned())
                    on_press=move |()| if is_busy() { linking.stop() } else { open.set(false) }
                />
                <button type="submit" class=Look::Primary.class() disabled=move || is_busy() || linking.typed.with(|typed| typed.trim().is_empty())>
                    "Open"
                </button>
            </div>
        </form>
    }
}

#[component]
fn ProblemNote(problem: Problem) -> impl IntoView {
    view! {
        <div class="note error" role="alert">
            <div>
                <p>{problem.message}</p>
                {problem.hint.map(|hint| view! { <p>{hint}</p> })}
            </div>
        </div>
    }
}

impl Linking {
    fn begin(self) -> u32 {
        self.progress.set(Some((0.0, 0.0)));
        self.attempt.update_value(|attempt| *attempt += 1);
        self.attempt.get_value()
    }

    async fn fetch(self) -> Result<crate::files::found::Found, Problem> {
        let progress = self.progress;
        let (started, coming) = Fetching::start(&self.typed.get_untracked(), move |done, total| {
            progress.set(Some((done, total)));
        })?;
        self.fetching.with_value(|fetching| fetching.replace(Some(started)));
        let result = coming.found().await;
        self.fetching.with_value(|fetching| drop(fetching.take()));
        result
    }

    /// Gives up what is being fetched.
    fn stop(self) {
        self.attempt.update_value(|attempt| *attempt += 1);
        self.fetching.with_value(|fetching| drop(fetching.take()));
        self.progress.set(None);
    }
}

/// `12.3 MB of 40 MB`, or how much is here when it is not known how much there is.
fn amount(done: f64, total: f64) -> String {
    match (done > 0.0, total > 0.0) {
        (false, _) => "Asking for the file…".to_owned(),
        (true, true) => format!("{} of {}", format::size(done), format::size(total)),
        (true, false) => format!("{} so far", format::size(done)),
    }
}
