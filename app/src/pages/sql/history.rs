//! The statements that were run: kept ones first.

use super::bench::use_bench;
use crate::ui::button::IconButton;
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::statements::Statement;

/// The list; pressing one puts it into the editor.
#[component]
pub(super) fn HistoryList() -> impl IntoView {
    let bench = use_bench();
    view! {
        <Show
            when=move || bench.statements.with(|statements| !statements.all().is_empty())
            fallback=|| view! { <p class="small-text side-empty">"Statements that you run are kept here."</p> }
        >
            <Part title="Favourites" favourite=true />
            <Part title="Recent" favourite=false />
        </Show>
    }
}

#[component]
fn Part(title: &'static str, favourite: bool) -> impl IntoView {
    let bench = use_bench();
    let listed = Memo::new(move |_| {
        bench.statements.with(|statements| {
            let all = statements.all().iter();
            let wanted = all.filter(|statement| statement.favourite == favourite);
            wanted.cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || listed.with(|listed| !listed.is_empty())>
            <h3>{title}</h3>
            <ul>
                <For each=move || listed.get() key=|statement| statement.text.clone() let:statement>
                    <Line statement />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn Line(statement: Statement) -> impl IntoView {
    let bench = use_bench();
    let text = StoredValue::new(statement.text.clone());
    let favourite = statement.favourite;
    let glyph = if favourite { Glyph::Starred } else { Glyph::Star };
    let keep = move |()| bench.change(|statements| text.with_value(|text| statements.toggle_favourite(text)));
    let forget = move |()| bench.change(|statements| text.with_value(|text| statements.forget(text)));
    view! {
        <li class="statement">
            <button
                type="button"
                class="statement-text"
                title=statement.text.clone()
                on:click=move |_| bench.take(text.get_value())
            >
                <code>{short(&statement.text)}</code>
            </button>
            <IconButton small=true label="Favourite" glyph pressed=favourite on_press=keep />
            <IconButton small=true label="Remove from the history" glyph=Glyph::Close on_press=forget />
        </li>
    }
}

/// A statement on one line.
fn short(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().take(40).collect();
    words.join(" ")
}
