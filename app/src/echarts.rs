//! The chart bridge: loaded with the first chart, it alone touches ECharts.

use futures_channel::oneshot;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// The bridge's module.
    #[derive(Clone)]
    type Bridge;

    #[wasm_bindgen(method)]
    fn create(this: &Bridge, element: &HtmlElement, dark: bool) -> JsValue;
    #[wasm_bindgen(method, catch)]
    fn set(this: &Bridge, handle: &JsValue, json: &str, picked: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = onPick)]
    fn on_pick(this: &Bridge, handle: &JsValue, heard: &JsValue);
    #[wasm_bindgen(method, js_name = onBrush)]
    fn on_brush(this: &Bridge, handle: &JsValue, heard: &JsValue);
    #[wasm_bindgen(method, js_name = onMenu)]
    fn on_menu(this: &Bridge, handle: &JsValue, heard: &JsValue);
    #[wasm_bindgen(method)]
    fn walk(this: &Bridge, handle: &JsValue, step: i32) -> JsValue;
    #[wasm_bindgen(method)]
    fn theme(this: &Bridge, handle: &JsValue);
    #[wasm_bindgen(method)]
    fn dispose(this: &Bridge, handle: &JsValue);

    #[wasm_bindgen(js_name = sextantLoad, catch)]
    fn load(name: &str) -> Result<js_sys::Promise, JsValue>;
}

/// A chart on the page. Dropping it frees it.
pub(crate) struct Plot {
    bridge: Bridge,
    handle: JsValue,
    _listeners: Vec<JsValue>,
}

/// What a brush marked: ranges along the axes in their own values, and the rows inside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Brush {
    /// From and to along the x axis.
    pub x: Option<(JsValue, JsValue)>,
    /// From and to along the y axis.
    pub y: Option<(JsValue, JsValue)>,
    /// Which rows of the answer.
    pub rows: Vec<usize>,
    /// Whether it is still being drawn.
    pub live: bool,
}

/// Where a chart's menu was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot {
    /// The row of the answer that is there.
    pub row: Option<usize>,
    /// Where, in pixels of the window.
    pub at: (f64, f64),
}

impl Plot {
    /// A chart in this element.
    pub(crate) async fn create(element: &HtmlElement, dark: bool) -> Result<Self, JsValue> {
        let module = JsFuture::from(load("chart")?).await?;
        settled().await;
        if !element.is_connected() {
            return Err(JsValue::NULL);
        }
        let bridge: Bridge = module.unchecked_into();
        let handle = bridge.create(element, dark);
        Ok(Self {
            bridge,
            handle,
            _listeners: Vec::new(),
        })
    }

    /// Draws an option; marks whose row is not picked are dimmed, unless nothing is.
    pub(crate) fn set(&self, option: &str, picked: Option<&[usize]>) -> Result<(), JsValue> {
        let picked = match picked {
            None => JsValue::NULL,
            Some(rows) => numbers(rows).into(),
        };
        self.bridge.set(&self.handle, option, &picked)
    }

    /// Hears of picks: rows, and whether they are added to those picked before.
    pub(crate) fn on_pick(&mut self, heard: impl Fn(Vec<usize>, bool) + 'static) {
        let heard = Closure::<dyn Fn(JsValue, bool)>::new(move |picked: JsValue, add| heard(rows(&picked), add));
        let heard = heard.into_js_value();
        self.bridge.on_pick(&self.handle, &heard);
        self._listeners.push(heard);
    }

    /// Hears of brushes.
    pub(crate) fn on_brush(&mut self, heard: impl Fn(Brush) + 'static) {
        let heard = Closure::<dyn Fn(JsValue)>::new(move |brush: JsValue| {
            let member = |name: &str| js_sys::Reflect::get(&brush, &name.into()).unwrap_or_default();
            heard(Brush {
                x: pair(&member("x")),
                y: pair(&member("y")),
                rows: rows(&member("rows")),
                live: member("live").is_truthy(),
            });
        });
        let heard = heard.into_js_value();
        self.bridge.on_brush(&self.handle, &heard);
        self._listeners.push(heard);
    }

    /// Hears of right clicks and long presses.
    pub(crate) fn on_menu(&mut self, heard: impl Fn(Spot) + 'static) {
        let heard = Closure::<dyn Fn(JsValue, f64, f64)>::new(move |row: JsValue, x, y| {
            let row = row.as_f64().map(|row| row as usize);
            heard(Spot { row, at: (x, y) });
        });
        let heard = heard.into_js_value();
        self.bridge.on_menu(&self.handle, &heard);
        self._listeners.push(heard);
    }

    /// Moves the highlight by some marks: the mark's row, and what it says.
    pub(crate) fn walk(&self, step: i32) -> Option<(Option<usize>, String)> {
        let mark = self.bridge.walk(&self.handle, step);
        let member = |name: &str| js_sys::Reflect::get(&mark, &name.into()).ok();
        let row = member("row").and_then(|row| row.as_f64()).map(|row| row as usize);
        Some((row, member("text")?.as_string()?))
    }

    /// Takes the page's colours again.
    pub(crate) fn recolour(&self) {
        self.bridge.theme(&self.handle);
    }
}

impl Drop for Plot {
    fn drop(&mut self) {
        self.bridge.dispose(&self.handle);
    }
}

/// Waits until the page has been laid out: a chart takes its size from its element.
async fn settled() {
    let (sender, receiver) = oneshot::channel();
    leptos::prelude::request_animation_frame(move || sender.send(()).unwrap_or_default());
    receiver.await.unwrap_or_default();
}

fn numbers(rows: &[usize]) -> js_sys::Array {
    rows.iter().map(|row| JsValue::from(*row as f64)).collect()
}

fn rows(value: &JsValue) -> Vec<usize> {
    let rows = js_sys::Array::from(value);
    rows.iter().filter_map(|row| Some(row.as_f64()? as usize)).collect()
}

fn pair(value: &JsValue) -> Option<(JsValue, JsValue)> {
    let pair = value.dyn_ref::<js_sys::Array>()?;
    Some((pair.get(0), pair.get(1)))
}
