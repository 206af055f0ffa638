//! The editor bridge: loaded with the first editor, it alone touches CodeMirror.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// The bridge's module.
    #[derive(Clone)]
    type Bridge;

    #[wasm_bindgen(method, catch)]
    fn create(
        this: &Bridge,
        element: &HtmlElement,
        text: &str,
        schema: &str,
        change: &JsValue,
        run: &JsValue,
        dark: bool,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Bridge, handle: &JsValue, text: &str);
    #[wasm_bindgen(method, js_name = setSchema)]
    fn set_schema(this: &Bridge, handle: &JsValue, schema: &str);
    #[wasm_bindgen(method, js_name = setDark)]
    fn set_dark(this: &Bridge, handle: &JsValue, dark: bool);
    #[wasm_bindgen(method)]
    fn insert(this: &Bridge, handle: &JsValue, text: &str);
    #[wasm_bindgen(method)]
    fn mark(this: &Bridge, handle: &JsValue, from: u32, to: u32, message: &str);
    #[wasm_bindgen(method)]
    fn focus(this: &Bridge, handle: &JsValue);
    #[wasm_bindgen(method)]
    fn dispose(this: &Bridge, handle: &JsValue);

    #[wasm_bindgen(js_name = sextantLoad, catch)]
    fn load(name: &str) -> Result<js_sys::Promise, JsValue>;
}

/// An editor on the page. Dropping it frees it.
pub(crate) struct Editor {
    bridge: Bridge,
    handle: JsValue,
    _heard: Closure<dyn Fn(String)>,
    _ran: Closure<dyn Fn()>,
}

impl Editor {
    /// An editor in this element: it tells of every change, and of Ctrl/Cmd+Enter.
    pub(crate) async fn create(
        element: HtmlElement,
        text: RwSignal<String>,
        schema: String,
        run: Callback<()>,
        dark: bool,
    ) -> Result<Self, JsValue> {
        let bridge: Bridge = JsFuture::from(load("editor")?).await?.unchecked_into();
        let heard = Closure::<dyn Fn(String)>::new(move |written: String| {
            if text.try_with_untracked(|text| *text != written) == Some(true) {
                text.set(written);
            }
        });
        let ran = Closure::<dyn Fn()>::new(move || {
            run.try_run(());
        });
        let before = text.try_get_untracked().unwrap_or_default();
        let handle = bridge.create(&element, &before, &schema, heard.as_ref(), ran.as_ref(), dark)?;
        Ok(Self {
            bridge,
            handle,
            _heard: heard,
            _ran: ran,
        })
    }

    /// Replaces the text.
    pub(crate) fn set_text(&self, text: &str) {
        self.bridge.set_text(&self.handle, text);
    }

    /// Changes the tables and columns that are completed: `{ table: [column, …] }`.
    pub(crate) fn set_schema(&self, schema: &str) {
        self.bridge.set_schema(&self.handle, schema);
    }

    /// Changes between the light and the dark looks.
    pub(crate) fn set_dark(&self, dark: bool) {
        self.bridge.set_dark(&self.handle, dark);
    }

    /// Puts text where the cursor is.
    pub(crate) fn insert(&self, text: &str) {
        self.bridge.insert(&self.handle, text);
    }

    /// Underlines what is wrong; an empty message clears it.
    pub(crate) fn mark(&self, (from, to): (u32, u32), message: &str) {
        self.bridge.mark(&self.handle, from, to, message);
    }

    /// Puts the cursor into it.
    pub(crate) fn focus(&self) {
        self.bridge.focus(&self.handle);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.bridge.dispose(&self.handle);
    }
}
