//! What looks wrong, with examples and a fix of one click.

use crate::pages::data::workshop::use_workshop;
use crate::ui::button::Button;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use spec::report::{Report, Suspicion};
use spec::value::Value;
use std::sync::Arc;

/// So many are shown before one asks for the others.
const FIRST: usize = 12;

/// The list.
#[component]
pub(super) fn Suspicions(report: Arc<Report>) -> impl IntoView {
    let count = report.suspicions.len();
    let every = RwSignal::new(count <= FIRST);
    let list = move || {
        let shown = if every.get() { usize::MAX } else { FIRST };
        let suspicions = report.suspicions.iter().take(shown).cloned();
        suspicions.map(|suspicion| view! { <One suspicion /> }).collect_view()
    };
    view! {
        <section>
            <h3>
                {match count {
                    0 => "Nothing looks wrong".to_owned(),
                    1 => "1 thing looks wrong".to_owned(),
                    some => format!("{some} things look wrong"),
                }}
            </h3>
            <ul class="suspicions">{list}</ul>
            <Show when=move || !every.get()>
                <button type="button" class="text-button" on:click=move |_| every.set(true)>
                    {format!("Show {} more", count.saturating_sub(FIRST))}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn One(suspicion: Suspicion) -> impl IntoView {
    let shop = use_workshop();
    let examples = examples(&suspicion.examples);
    let fix = suspicion.fix.map(|fix| {
        let said = fix.said();
        let told = said.clone();
        view! {
            <div class="suspicion-fix">
                <span class="small-text">{told}</span>
                <Button label="Fix" small=true glyph=Glyph::Tick on_press=move |()| shop.add(fix.clone()) />
            </div>
        }
    });
    view! {
        <li class="suspicion">
            <Icon glyph=Glyph::Warning />
            <div class="suspicion-told">
                <p>{words::capitalised(&suspicion.said)}</p>
                {(!examples.is_empty()).then(|| view! { <p class="small-text examples">{examples}</p> })}
                {fix}
            </div>
            <span class="count" title="How many cells or rows">{format::count(suspicion.count)}</span>
        </li>
    }
}

fn examples(examples: &[(u64, Value)]) -> String {
    let words = examples.iter().take(4).map(|(row, value)| {
        let value = value.to_string();
        let short: String = value.chars().take(40).collect();
        let dots = if short.len() < value.len() { "…" } else { "" };
        match value.is_empty() {
            true => format!("row {}", format::count(*row)),
            false => format!("row {}: {short}{dots}", format::count(*row)),
        }
    });
    words.collect::<Vec<_>>().join(" · ")
}
