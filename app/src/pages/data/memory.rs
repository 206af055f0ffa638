//! What is in memory, in one line; behind it what each dataset takes, and what can be done to have some back.

use crate::engine::{Engine, use_engine};
use crate::notices::use_notices;
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use crate::ui::format;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::memory::{Held, Usage};
use spec::problem::Problem;
use std::future::Future;

/// Less is not worth a word.
const WORTH_BYTES: u64 = 1_000_000;

/// What is in use, as a button that opens the rest.
#[component]
pub(super) fn MemoryLine() -> impl IntoView {
    let engine = use_engine();
    let open = RwSignal::new(false);
    let used = Memo::new(move |_| {
        let used = engine.memory.with(|usage| usage.as_ref().map(|usage| usage.used_bytes));
        used.map(|used| format!("{} in memory", format::size(used as f64)))
    });
    let look = move |_| {
        open.set(true);
        spawn_local(async move { drop(engine.usage(None).await) });
    };
    let line = move || {
        used.get().map(|used| {
            view! {
                <button type="button" class="button quiet small memory-line" aria-haspopup="dialog" on:click=look>
                    {used}
                </button>
            }
        })
    };
    view! {
        {line}
        <Dialog open title="Memory">
            {move || engine.memory.get().map(|usage| view! { <Detail usage /> })}
        </Dialog>
    }
}

#[component]
fn Detail(usage: Usage) -> impl IntoView {
    let act = use_act();
    let spare = usage.spare_bytes();
    let can_free = spare >= WORTH_BYTES;
    let said = summary(&usage);
    let free = move |()| act.run(Engine::free);
    let datasets = usage.datasets.into_iter().rev();
    view! {
        <p class="quiet-text" role="status">{said}</p>
        <ul class="memory">
            {datasets.map(|held| view! { <OneDataset held /> }).collect_view()}
        </ul>
        <p class="small-text">
            "A dataset that sleeps stays in this browser's storage and is read again by itself when something asks for its rows."
        </p>
        {can_free
            .then(|| {
                view! {
                    <div class="actions">
                        <Button label=format!("Free {}", format::size(spare as f64)) on_press=free />
                    </div>
                }
            })}
    }
}

/// One dataset, with what it takes.
#[component]
fn OneDataset(held: Held) -> impl IntoView {
    let act = use_act();
    let size = match held.is_asleep {
        true => "Asleep".to_owned(),
        false => format::size(held.bytes() as f64),
    };
    let (label, aria) = match held.is_asleep {
        true => ("Wake", format!("Wake {}", held.name)),
        false => ("Sleep", format!("Put {} to sleep", held.name)),
    };
    let (name, is_asleep, detail) = (held.name.clone(), held.is_asleep, parts(&held));
    let turn = move |_| {
        let name = name.clone();
        match is_asleep {
            true => act.run(move |engine| engine.wake(name)),
            false => act.run(move |engine| engine.sleep(name)),
        }
    };
    view! {
        <li>
            <span class="names">
                <b>{held.name}</b>
                {detail.map(|detail| view! { <span class="small-text">{detail}</span> })}
            </span>
            <span class="size">{size}</span>
            <button type="button" class=Look::Plain.class() class:small=true aria-label=aria disabled=move || act.is_busy.get() on:click=turn>
                {label}
            </button>
        </li>
    }
}

/// What is done from the dialog, one thing at a time.
#[derive(Clone, Copy)]
struct Act {
    engine: Engine,
    is_busy: RwSignal<bool>,
    notices: crate::notices::Notices,
}

fn use_act() -> Act {
    Act {
        engine: use_engine(),
        is_busy: RwSignal::new(false),
        notices: use_notices(),
    }
}

impl Act {
    fn run<F>(self, act: impl FnOnce(Engine) -> F + 'static)
    where
        F: Future<Output = Result<Usage, Problem>> + 'static,
    {
        self.is_busy.set(true);
        spawn_local(async move {
            if let Err(problem) = act(self.engine).await {
                self.notices.problem(&problem);
            }
            // The dialog may be closed by now.
            self.is_busy.try_set(false);
        });
    }
}

fn summary(usage: &Usage) -> String {
    let used = format::size(usage.used_bytes as f64);
    match usage.spare_bytes() {
        spare if spare < WORTH_BYTES => format!("Sextant uses {used}"),
        spare => format!("Sextant uses {used}; {} can be freed", format::size(spare as f64)),
    }
}

/// What a dataset's memory consists of, when it is not its columns alone.
fn parts(held: &Held) -> Option<String> {
    let parts = [
        ("shown", held.shown_bytes),
        ("as it was read", held.read_bytes),
        ("between steps", held.between_bytes),
        ("set aside", held.aside_bytes),
    ];
    let told = parts.into_iter().filter(|(_, bytes)| *bytes >= WORTH_BYTES);
    let told: Vec<String> = told
        .map(|(what, bytes)| format!("{what} {}", format::size(bytes as f64)))
        .collect();
    (told.len() > 1).then(|| told.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_when_there_are_several() {
        let mut held = Held {
            shown_bytes: 30_000_000,
            aside_bytes: 400,
            ..Held::default()
        };
        assert_eq!(parts(&held), None);
        held.read_bytes = 12_000_000;
        let said = parts(&held).unwrap();
        assert!(
            said.starts_with("shown ") && said.contains(" · as it was read ") && !said.contains("aside"),
            "{said}"
        );
    }
}
