//! The dialog for a file that does not fit into memory: what to leave out of it.

use crate::files::fitting::Fitting;
use crate::files::{Choosing, use_files};
use crate::ui::button::{Button, Look};
use crate::ui::dialog::Dialog;
use crate::ui::format;
use leptos::prelude::*;
use spec::dataset::Column;
use std::rc::Rc;

/// The dialog; it is open while somebody waits for a choice.
#[component]
pub(crate) fn FittingDialog() -> impl IntoView {
    let files = use_files();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let is_asked = files.choosing.with(Option::is_some);
        open.set(is_asked);
    });
    Effect::new(move |_| {
        let waits = files.choosing.get_untracked().filter(|_| !open.get());
        if let Some(choosing) = waits {
            choosing.end(None);
        }
    });
    let title = move || {
        let name = files
            .choosing
            .with(|choosing| choosing.as_ref().map(|choosing| choosing.name.clone()));
        format!("{} is larger than the room there is", name.unwrap_or_default())
    };
    view! {
        <Dialog open title=Signal::derive(title) wide=true>
            {move || files.choosing.get().map(|choosing| view! { <Choices choosing /> })}
        </Dialog>
    }
}

#[component]
fn Choices(choosing: Rc<Choosing>) -> impl IntoView {
    let fitting = RwSignal::new(choosing.fitting.clone());
    let (cancel, go_on) = (choosing.clone(), choosing.clone());
    let columns = choosing.fitting.by_size();
    let knows_columns = !columns.is_empty();
    let fits = Memo::new(move |_| fitting.with(Fitting::fits));
    let cancel = StoredValue::new_local(cancel);
    let go_on = StoredValue::new_local(go_on);
    view! {
        <Need fitting fits />
        {knows_columns.then(|| view! { <Columns fitting columns /> })}
        <div class="switches">
            {knows_columns
                .then(|| {
                    view! {
                        <label>
                            <input type="checkbox" on:change=move |_| fitting.update(|fitting| fitting.narrow = !fitting.narrow) />
                            <span>"Keep numbers in half the room"<small>"Whole numbers of up to 9 digits, others with 7: enough for most"</small></span>
                        </label>
                    }
                })}
            <Sample fitting />
        </div>
        <div class="actions">
            <Button label="Do not open it" on_press=move |()| cancel.with_value(|choosing| choosing.end(None)) />
            <button
                type="button"
                class=move || if fits.get() { Look::Primary.class() } else { Look::Plain.class() }
                on:click=move |_| go_on.with_value(|choosing| choosing.end(Some(fitting.get_untracked())))
            >
                {move || if fits.get() { "Open" } else { "Open anyway" }}
            </button>
        </div>
    }
}

/// How much is needed, and how much there is.
#[component]
fn Need(fitting: RwSignal<Fitting>, fits: Memo<bool>) -> impl IntoView {
    let peak = move || fitting.with(Fitting::peak_bytes) as f64;
    let room = move || fitting.with(|fitting| fitting.inspection.room_bytes) as f64;
    let words = move || {
        let verdict = if fits.get() {
            "It fits now."
        } else {
            "Leave something out, or it may stop in the middle."
        };
        format!(
            "Reading it takes about {}; there are {}. {verdict}",
            format::size(peak()),
            format::size(room())
        )
    };
    view! {
        <p class="quiet-text" role="status">{words}</p>
        <div class="need" class:full=move || !fits.get() aria-hidden="true">
            <div style:width=move || format!("{:.1}%", (peak() / room().max(1.0)).min(1.0) * 100.0)></div>
        </div>
    }
}

/// The columns, each with what it takes.
#[component]
fn Columns(fitting: RwSignal<Fitting>, columns: Vec<(Column, u64)>) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="label">"Columns to read, largest first"</legend>
            <ul class="choices">
                {columns.into_iter().map(|(column, bytes)| view! { <ColumnChoice fitting name=column.name bytes /> }).collect_view()}
            </ul>
        </fieldset>
    }
}

#[component]
fn ColumnChoice(fitting: RwSignal<Fitting>, name: String, bytes: u64) -> impl IntoView {
    let shown = name.clone();
    let toggle = move |_| {
        fitting.update(|fitting| {
            if !fitting.left_out.remove(&name) {
                fitting.left_out.insert(name.clone());
            }
        });
    };
    view! {
        <li>
            <label>
                <input type="checkbox" checked on:change=toggle />
                <span class="name">{shown}</span>
                <span class="small-text">{format::size(bytes as f64)}</span>
            </label>
        </li>
    }
}

/// Only a part of the rows.
#[component]
fn Sample(fitting: RwSignal<Fitting>) -> impl IntoView {
    let rows = fitting.with_untracked(Fitting::rows);
    let suggested = fitting.with_untracked(Fitting::rows_that_fit).max(1);
    let typed = RwSignal::new(suggested.to_string());
    let on = RwSignal::new(false);
    Effect::new(move |_| {
        let sample = typed.with(|typed| typed.replace([',', ' ', '.'], "").parse().ok());
        let sample = sample.filter(|_| on.get()).map(|sample: u64| sample.max(1));
        fitting.update(|fitting| fitting.sample = sample);
    });
    (rows > 0).then(|| {
        view! {
            <label>
                <input type="checkbox" prop:checked=move || on.get() on:change=move |_| on.update(|on| *on = !*on) />
                <span>
                    "Read only a sample of about "
                    <input
                        class="input rows-field"
                        type="text"
                        inputmode="numeric"
                        aria-label="Rows in the sample"
                        prop:value=move || typed.get()
                        on:input:target=move |event| {
                            typed.set(event.target().value());
                            on.set(true);
                        }
                    /> " rows"<small>{format!("Spread evenly over the {} of the file", format::counted(rows, "row"))}</small>
                </span>
            </label>
        }
    })
}
