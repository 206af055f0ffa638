//! Which tiles are in view, or nearly: they are worked out first.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    type IntersectionObserver;
    #[wasm_bindgen(constructor)]
    fn new(heard: &JsValue, options: &JsValue) -> IntersectionObserver;
    #[wasm_bindgen(method)]
    fn observe(this: &IntersectionObserver, element: &Element);
    #[wasm_bindgen(method)]
    fn disconnect(this: &IntersectionObserver);
}

/// So far around what is seen a tile counts as near.
const AROUND: &str = "25% 0px 75% 0px";

/// Tells whether an element is near, once it is in the page; until then nothing is known.
pub(super) fn follow(element: &Element, near: RwSignal<Option<bool>>) {
    let heard = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last = entries.get(entries.length().saturating_sub(1));
        let is_near = js_sys::Reflect::get(&last, &"isIntersecting".into()).is_ok_and(|is_near| is_near.is_truthy());
        near.try_set(Some(is_near));
    });
    let heard = heard.into_js_value();
    let options = js_sys::Object::new();
    let root = element
        .closest("main")
        .ok()
        .flatten()
        .map_or(JsValue::NULL, JsValue::from);
    for (name, value) in [("root", root), ("rootMargin", AROUND.into())] {
        drop(js_sys::Reflect::set(&options, &name.into(), &value));
    }
    let observer = IntersectionObserver::new(&heard, &options);
    observer.observe(element);
    let kept = StoredValue::new_local((observer, heard));
    on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
}
