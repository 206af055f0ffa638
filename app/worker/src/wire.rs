//! What crosses between the page and the worker: JSON text in the words of `spec::worker`, with a file or bytes beside it.

use crate::arriving::Arrival;
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use spec::parts::Told;
use spec::problem::Problem;
use spec::worker::{Message, Request};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope};

/// A request as it came.
pub(crate) struct Incoming {
    /// What is asked.
    pub request: Result<Request, Problem>,
    /// What came with it.
    pub arrival: Arrival,
}

/// Reads `{ id, request, file?, original? }`.
pub(crate) fn receive(data: &JsValue) -> Incoming {
    let id = field(data, "id").as_f64().unwrap_or_default() as u32;
    let text = field(data, "request").as_string().unwrap_or_default();
    let request = serde_json::from_str(&text).map_err(|error| {
        Problem::new(
            "bad_request",
            format!("the engine did not understand the request: {error}"),
        )
    });
    let file = |name| field(data, name).dyn_into().ok();
    Incoming {
        request,
        arrival: Arrival {
            id,
            file: file("file"),
            original: file("original"),
        },
    }
}

/// Says how far a request is.
pub(crate) fn send_progress(id: u32, stage: &str, fraction: f64) {
    let stage = stage.to_owned();
    send(&Message::Progress { id, stage, fraction }, None);
}

/// Sends a message and a file.
pub(crate) fn send_file(message: &Message, file: &Blob) {
    let envelope = enveloped(message);
    set(&envelope, "file", file);
    if let Err(error) = scope().post_message(&envelope) {
        wasm_bindgen::throw_val(error);
    }
}

/// Sends a message, and bytes without a copy.
pub(crate) fn send(message: &Message, bytes: Option<&[u8]>) {
    let envelope = enveloped(message);
    let transfer = Array::new();
    if let Some(bytes) = bytes {
        let buffer = Uint8Array::from(bytes).buffer();
        set(&envelope, "bytes", &buffer);
        transfer.push(&buffer);
    }
    if let Err(error) = scope().post_message_with_transfer(&envelope, &transfer) {
        wasm_bindgen::throw_val(error);
    }
}

fn enveloped(message: &Message) -> Object {
    let envelope = Object::new();
    let text = serde_json::to_string(message).unwrap_or_default();
    set(&envelope, "message", &text.into());
    envelope
}

/// What a helper is told: the envelope, and the bytes that are handed over with it.
pub(crate) fn told(id: u32, told: &Told, bytes: &[u8]) -> (Object, ArrayBuffer) {
    let envelope = Object::new();
    let buffer = Uint8Array::from(bytes).buffer();
    set(&envelope, "id", &id.into());
    set(
        &envelope,
        "told",
        &serde_json::to_string(told).unwrap_or_default().into(),
    );
    set(&envelope, "bytes", &buffer);
    (envelope, buffer)
}

/// What a helper hears.
pub(crate) fn hear(data: &JsValue) -> (u32, Option<Told>, Vec<u8>) {
    let id = field(data, "id").as_f64().unwrap_or_default() as u32;
    let told = field(data, "told").as_string();
    let told = told.and_then(|told| serde_json::from_str(&told).ok());
    (id, told, Uint8Array::new(&field(data, "bytes")).to_vec())
}

/// What a helper replies: to the request of this number the bytes of its part, if there are any; without a number, that it is there.
pub(crate) fn reply(id: Option<u32>, part: Option<Uint8Array>) {
    let envelope = Object::new();
    let transfer = Array::new();
    if let Some(id) = id {
        set(&envelope, "id", &id.into());
    }
    if let Some(part) = part {
        set(&envelope, "part", &part);
        transfer.push(&part.buffer());
    }
    if let Err(error) = scope().post_message_with_transfer(&envelope, &transfer) {
        wasm_bindgen::throw_val(error);
    }
}

/// What a helper replied; none when it only said that it is there.
pub(crate) fn replied(data: &JsValue) -> Option<(u32, Option<Uint8Array>)> {
    let id = field(data, "id").as_f64()? as u32;
    Some((id, field(data, "part").dyn_into().ok()))
}

/// Goes on once the messages that have come are heard.
pub(crate) async fn next_turn() {
    let turn = Promise::new(&mut |settle, _refuse| {
        if let Err(error) = scope().set_timeout_with_callback(&settle) {
            wasm_bindgen::throw_val(error);
        }
    });
    // A promise that is only ever settled cannot fail.
    drop(wasm_bindgen_futures::JsFuture::from(turn).await);
}

/// The worker's own global object.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds since the worker started.
pub(crate) fn now_millis() -> f64 {
    scope()
        .performance()
        .map(|performance| performance.now())
        .unwrap_or_default()
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn set(object: &Object, name: &str, value: &JsValue) {
    if let Err(error) = Reflect::set(object, &name.into(), value) {
        wasm_bindgen::throw_val(error);
    }
}
