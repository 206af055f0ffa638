//! Light and dark: by the system, or as the user chose.

use leptos::prelude::*;

/// What the user chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The theme. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Theme {
    /// What the user chose.
    pub choice: RwSignal<Choice>,
    /// Whether the page is dark now.
    pub dark: Memo<bool>,
}

/// The page's theme.
pub(crate) fn use_theme() -> Theme {
    expect_context()
}

const KEY: &str = "sextant.theme";

impl Theme {
    /// Takes the stored choice, and keeps the document's `data-theme` and the choice in storage true from now on.
    pub(crate) fn start() -> Self {
        let choice = RwSignal::new(stored());
        let system = system_dark();
        let dark = Memo::new(move |_| match choice.get() {
            Choice::System => system.get(),
            Choice::Light => false,
            Choice::Dark => true,
        });
        Effect::new(move |_| {
            let name = if dark.get() { "dark" } else { "light" };
            if let Some(root) = document().document_element() {
                drop(root.set_attribute("data-theme", name));
            }
        });
        Effect::new(move |_| store(choice.get()));
        Self { choice, dark }
    }
}

fn stored() -> Choice {
    let storage = window().local_storage().ok().flatten();
    match storage
        .and_then(|storage| storage.get_item(KEY).ok().flatten())
        .as_deref()
    {
        Some("light") => Choice::Light,
        Some("dark") => Choice::Dark,
        _ => Choice::System,
    }
}

fn store(choice: Choice) {
    let word = match choice {
        Choice::System => "system",
        Choice::Light => "light",
        Choice::Dark => "dark",
    };
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.set_item(KEY, word));
    }
}

fn system_dark() -> ReadSignal<bool> {
    use wasm_bindgen::prelude::*;
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let (dark, set_dark) = signal(query.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(query) = query {
        let changed =
            Closure::<dyn FnMut(web_sys::MediaQueryListEvent)>::new(move |event: web_sys::MediaQueryListEvent| {
                set_dark.set(event.matches())
            });
        query.set_onchange(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    }
    dark
}
