//! The field that a statement is written in: the editor, and a plain one until it has loaded.

use super::bench::use_bench;
use crate::editor::Editor;
use crate::engine::use_engine;
use crate::theme::use_theme;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::statements;

/// The statement.
#[component]
pub(super) fn Writing() -> impl IntoView {
    let bench = use_bench();
    let (engine, theme) = (use_engine(), use_theme());
    let node = NodeRef::<html::Div>::new();
    let schema = Memo::new(move |_| engine.datasets.with(|datasets| statements::schema(datasets)));
    let run = Callback::new(move |()| bench.run());
    node.on_load(move |element| {
        let (schema, dark) = (schema.get_untracked(), theme.dark.get_untracked());
        spawn_local(async move {
            // Without the bridge the plain field stays, which does the same.
            if let Ok(editor) = Editor::create(element.into(), bench.text, schema, run, dark).await {
                drop(bench.editor.try_set(Some(editor)));
            }
        });
    });
    on_cleanup(move || drop(bench.editor.try_set(None)));
    Effect::new(move |_| {
        let text = bench.text.get();
        bench
            .editor
            .with(|editor| editor.as_ref().map(|editor| editor.set_text(&text)));
    });
    Effect::new(move |_| {
        let schema = schema.get();
        bench
            .editor
            .with(|editor| editor.as_ref().map(|editor| editor.set_schema(&schema)));
    });
    Effect::new(move |_| {
        let dark = theme.dark.get();
        bench
            .editor
            .with(|editor| editor.as_ref().map(|editor| editor.set_dark(dark)));
    });
    let loaded = Memo::new(move |_| bench.editor.with(Option::is_some));
    view! {
        <div class="writing">
            <div class="code" node_ref=node class:hidden=move || !loaded.get()></div>
            <Show when=move || !loaded.get()>
                <textarea
                    class="plain-code"
                    aria-label="SQL"
                    spellcheck="false"
                    autocapitalize="off"
                    prop:value=move || bench.text.get()
                    on:input=move |event| bench.text.set(event_target_value(&event))
                    on:keydown=move |event: KeyboardEvent| {
                        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                            event.prevent_default();
                            bench.run();
                        }
                    }
                ></textarea>
            </Show>
        </div>
    }
}
