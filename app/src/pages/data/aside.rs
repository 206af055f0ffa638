//! Set aside: what of the file is not in the table, to be looked at, repaired and taken along.

mod place;

use super::workshop::{Workshop, use_workshop};
use crate::engine::use_engine;
use crate::notices::use_notices;
use crate::save;
use crate::ui::button::{Button, Look};
use crate::ui::field::Choose;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;
use leptos::task::spawn_local;
use place::{Odd, Place};
use spec::answer::{Level, Table};
use spec::question::{Query, Question};
use spec::value::Value;

/// How many are fetched at once.
const PAGE: u64 = 100;

/// What was fetched so far. Copies are the same.
#[derive(Clone, Copy)]
struct Fetched {
    rows: RwSignal<Vec<Odd>>,
    more: RwSignal<bool>,
    known: RwSignal<bool>,
    column: RwSignal<String>,
}

/// The list.
#[component]
pub(super) fn Aside() -> impl IntoView {
    let (shop, engine, notices) = (use_workshop(), use_engine(), use_notices());
    let fetched = Fetched {
        rows: RwSignal::new(Vec::new()),
        more: RwSignal::new(false),
        known: RwSignal::new(false),
        column: RwSignal::new(String::new()),
    };
    let fetch = move |offset: u64| {
        spawn_local(async move {
            let page = engine.set_aside(shop.name(), offset, PAGE).await;
            match page {
                Ok(_) if fetched.known.try_get_untracked().is_none() => {}
                Ok(table) => {
                    fetched.more.set(table.truncated);
                    let odd = read(&table);
                    fetched.rows.update(|rows| {
                        rows.truncate(usize::try_from(offset).unwrap_or(usize::MAX));
                        rows.extend(odd);
                    });
                    fetched.known.set(true);
                }
                Err(problem) => notices.problem(&problem),
            }
        });
    };
    Effect::new(move |_| {
        shop.revision.track();
        fetch(0);
    });
    let more = move |()| fetch(fetched.rows.with_untracked(|rows| rows.len() as u64));
    let total = Memo::new(move |_| shop.dataset.with(|dataset| dataset.set_aside));
    let seen = Memo::new(move |_| {
        let column = fetched.column.get();
        fetched.rows.with(|rows| {
            let fits = |odd: &&Odd| column.is_empty() || odd.column.as_deref().unwrap_or("—") == column;
            rows.iter().filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let is_empty = move || fetched.known.get() && fetched.rows.with(Vec::is_empty);
    view! {
        <div class="panel-body">
            <Show when=move || !fetched.known.get()>
                <div class="skeleton line"></div>
                <div class="skeleton line"></div>
            </Show>
            <Show when=is_empty>
                <Nothing />
            </Show>
            <Show when=move || fetched.known.get() && !is_empty()>
                <p class="quiet-text">
                    {move || format!("{} that did not fit. Type what is meant to put a cell into the table.", format::counted(total.get(), "line or cell").replace("line or cells", "lines and cells"))}
                </p>
                <Bar fetched />
                <ul class="odd-list" aria-label="Set aside">
                    <For each=move || seen.get() key=|odd| (odd.row, odd.column.clone(), odd.value.clone()) let:odd>
                        <OneOdd odd />
                    </For>
                </ul>
                <Show when=move || fetched.more.get()>
                    <div class="panel-actions">
                        <Button label="Show more" small=true on_press=more />
                    </div>
                </Show>
            </Show>
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph=Glyph::Safe />
            <h2>"Nothing was set aside"</h2>
            <p>"Every line of the file and every cell is in the table."</p>
        </div>
    }
}

/// The filter and the file.
#[component]
fn Bar(fetched: Fetched) -> impl IntoView {
    let (shop, engine, notices) = (use_workshop(), use_engine(), use_notices());
    let choices = Signal::derive(move || {
        let mut names: Vec<String> = Vec::new();
        fetched.rows.with(|rows| {
            for odd in rows {
                let name = odd.column.clone().unwrap_or_else(|| "—".to_owned());
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        });
        let word = |name: String| match name.as_str() {
            "—" => (name, "Whole lines".to_owned()),
            _ => (name.clone(), name),
        };
        let all = (String::new(), "All columns".to_owned());
        std::iter::once(all)
            .chain(names.into_iter().map(word))
            .collect::<Vec<_>>()
    });
    let export = move |()| {
        spawn_local(async move {
            let saved = match engine.set_aside_csv(shop.name()).await {
                Ok(bytes) => save::bytes(
                    &save::filename(&format!("{} set aside", shop.name()), "csv"),
                    "text/csv",
                    &bytes,
                ),
                Err(problem) => Err(problem),
            };
            if let Err(problem) = saved {
                notices.problem(&problem);
            }
        });
    };
    view! {
        <div class="odd-bar">
            <Choose bare=true label="Column" choices value=fetched.column on_choose=move |name: String| fetched.column.set(name) />
            <Button label="Export all" small=true glyph=Glyph::Download on_press=export />
        </div>
    }
}

#[component]
fn OneOdd(odd: Odd) -> impl IntoView {
    let (shop, notices) = (use_workshop(), use_notices());
    let place = {
        let odd = odd.clone();
        Memo::new(move |_| shop.dataset.with(|dataset| place::place(&odd, dataset, &shop.steps())))
    };
    let repaired = {
        let odd = odd.clone();
        Memo::new(move |_| place::repaired(&odd, place.get()?, &shop.steps()))
    };
    let text = RwSignal::new(odd.value.clone());
    let where_ = match &odd.column {
        Some(column) => format!("{column}, row {}", format::count(odd.row)),
        None => format!("Line {}", format::count(odd.row)),
    };
    let label = format!("Value for {where_}");
    let kept = StoredValue::new(odd.clone());
    let repair = move |()| {
        let (Some(place), odd) = (place.get_untracked(), kept.get_value()) else {
            return;
        };
        let value = text.get_untracked();
        spawn_local(async move {
            match is_there(shop, &odd, place).await {
                true => {
                    let column = odd.column.unwrap_or_default();
                    shop.make_steps(place::corrected(untrack(|| shop.steps()), place, &column, value.trim()));
                }
                false => notices.tell(
                    Level::Warning,
                    "Where this cell stands in the table cannot be told: correct it with a step that names its row",
                ),
            }
        });
    };
    view! {
        <li class="odd">
            <div class="odd-head">
                <b>{where_}</b>
                <span class="small-text">{odd.reason.clone()}</span>
            </div>
            {move || {
                repaired
                    .get()
                    .map(|value| view! { <p class="odd-done"><Icon glyph=Glyph::Tick />{format!("Repaired: {value}")}</p> })
            }}
            <Show
                when=move || place.with(Option::is_some) && repaired.with(Option::is_none)
                fallback=move || view! { <code class="odd-line">{kept.with_value(|odd| odd.value.clone())}</code> }
            >
                <div class="odd-repair">
                    <input
                        class="input"
                        aria-label=label.clone()
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=text
                        on:input:target=move |event| text.set(event.target().value())
                        on:keydown=move |event| {
                            if event.key() == "Enter" {
                                repair(());
                            }
                        }
                    />
                    <Button
                        label="Repair"
                        small=true
                        look=Look::Plain
                        disabled=Signal::derive(move || kept.with_value(|odd| text.with(|text| *text == odd.value)))
                        on_press=repair
                    />
                </div>
            </Show>
        </li>
    }
}

/// Whether the cell in that place is empty, as one that was set aside is. Behind steps that move rows this cannot be seen, and the place is taken at its word.
async fn is_there(shop: Workshop, odd: &Odd, place: Place) -> bool {
    let steps = untrack(|| shop.steps());
    let Some(column) = &odd.column else { return false };
    let is_named = shop.dataset.with_untracked(|dataset| dataset.column(column).is_some());
    if place.before > 0 || !steps.is_empty() && !place::keep_rows(&steps) || !is_named {
        return place.before > 0 || place::keep_rows(&steps);
    }
    let question = Query {
        from: shop.name(),
        columns: vec![column.clone()],
        offset: Some(place.row - 1),
        limit: Some(1),
        ..Query::default()
    };
    let table = shop.table(Question::Query(question)).await;
    table.is_ok_and(|table| matches!(table.rows.first().and_then(|row| row.first()), Some(Value::Null)))
}

/// The cells and lines of a page.
fn read(table: &Table) -> Vec<Odd> {
    let at = |row: &[Value], name: &str| {
        table
            .position(name)
            .and_then(|at| row.get(at).cloned())
            .unwrap_or_default()
    };
    let rows = table.rows.iter().map(|row| Odd {
        row: at(row, "row").number().unwrap_or_default() as u64,
        column: Some(at(row, "column"))
            .filter(|column| !column.is_null())
            .map(|column| column.to_string()),
        value: at(row, "value").to_string(),
        reason: at(row, "reason").to_string(),
    });
    rows.collect()
}
