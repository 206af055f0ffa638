//! What is taken out of the page: drawn as SVG, PNG or PDF by the chart bridge, or put on the clipboard.

pub(crate) mod board;
pub(crate) mod cells;
pub(crate) mod origin;
pub(crate) mod piece;

use board::Board;
use js_sys::{Promise, Uint8Array};
use piece::Alone;
use serde::Serialize;
use spec::problem::Problem;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = sextantLoad, catch)]
    fn load(name: &str) -> Result<Promise, JsValue>;

    /// The chart bridge.
    type Bridge;
    #[wasm_bindgen(method, catch)]
    async fn paper(this: &Bridge) -> Result<JsValue, JsValue>;

    /// The part of it that draws for paper.
    type Paper;
    #[wasm_bindgen(method, catch)]
    async fn svg(this: &Paper, json: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn png(this: &Paper, json: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = copyPicture)]
    async fn copy_picture(this: &Paper, json: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = copyText)]
    async fn copy_text(this: &Paper, text: &str, html: Option<&str>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = boardPng)]
    async fn board_png(this: &Paper, json: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = boardPrint)]
    async fn board_print(this: &Paper, json: &str, heard: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = boardPdf)]
    async fn board_pdf(this: &Paper, json: &str, heard: &JsValue) -> Result<JsValue, JsValue>;
}

/// A piece as an SVG file.
pub(crate) async fn svg(alone: &Alone) -> Result<Uint8Array, Problem> {
    let text = paper().await?.svg(&json(alone)).await.map_err(undrawn)?;
    Ok(Uint8Array::from(text.as_string().unwrap_or_default().as_bytes()))
}

/// A piece as a PNG file.
pub(crate) async fn png(alone: &Alone) -> Result<Uint8Array, Problem> {
    bytes(paper().await?.png(&json(alone)).await)
}

/// A dashboard as one PNG file.
pub(crate) async fn board_png(board: &Board) -> Result<Uint8Array, Problem> {
    bytes(paper().await?.board_png(&json(board)).await)
}

/// A dashboard as a PDF file; `heard` hears of each page and how many there are, and says whether to go on. None when it was stopped.
pub(crate) async fn board_pdf(
    board: &Board,
    heard: impl Fn(u32, u32) -> bool + 'static,
) -> Result<Option<Uint8Array>, Problem> {
    let heard = Closure::<dyn Fn(u32, u32) -> bool>::new(heard);
    let drawn = paper().await?.board_pdf(&json(board), heard.as_ref()).await;
    match drawn.as_ref().is_ok_and(JsValue::is_null) {
        true => Ok(None),
        false => bytes(drawn).map(Some),
    }
}

/// Prints a dashboard, all of its tabs; `heard` as for a PDF.
pub(crate) async fn board_print(board: &Board, heard: impl Fn(u32, u32) -> bool + 'static) -> Result<(), Problem> {
    let heard = Closure::<dyn Fn(u32, u32) -> bool>::new(heard);
    let printed = paper().await?.board_print(&json(board), heard.as_ref()).await;
    printed.map(drop).map_err(undrawn)
}

/// Puts a piece on the clipboard as a picture.
pub(crate) async fn copy_picture(alone: &Alone) -> Result<(), Problem> {
    let copied = paper().await?.copy_picture(&json(alone)).await;
    copied.map(drop).map_err(refused)
}

/// Puts a text on the clipboard, and the same as HTML where there is one.
pub(crate) async fn copy_text(text: &str, html: Option<&str>) -> Result<(), Problem> {
    let copied = paper().await?.copy_text(text, html).await;
    copied.map(drop).map_err(refused)
}

async fn paper() -> Result<Paper, Problem> {
    let module = JsFuture::from(load("chart").map_err(unloaded)?)
        .await
        .map_err(unloaded)?;
    let bridge: Bridge = module.unchecked_into();
    Ok(bridge.paper().await.map_err(unloaded)?.unchecked_into())
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn bytes(drawn: Result<JsValue, JsValue>) -> Result<Uint8Array, Problem> {
    drawn.map_err(undrawn)?.dyn_into().map_err(undrawn)
}

fn problem(message: String, hint: &str) -> Problem {
    Problem {
        hint: Some(hint.to_owned()),
        ..Problem::new("paper", message)
    }
}

fn unloaded(_: JsValue) -> Problem {
    problem(
        "what draws files could not be loaded".to_owned(),
        "Check the connection and try again, or reload the page",
    )
}

fn undrawn(error: JsValue) -> Problem {
    let why = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    problem(
        format!(
            "this could not be drawn: {}",
            why.unwrap_or_else(|| "the browser gave up".to_owned())
        ),
        "Take the figures out instead, as Excel or CSV",
    )
}

fn refused(_: JsValue) -> Problem {
    problem(
        "the browser did not let the clipboard be written".to_owned(),
        "Allow it for this site, or download the file instead",
    )
}
