//! The worker itself: how it is started, what crosses, how its death is noticed.

use super::job::Files;
use crate::clock;
use js_sys::{Function, Object, Reflect, Uint8Array};
use spec::worker::{Message, Request};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What a worker tells the page.
pub(super) enum Event {
    /// A message, and what came beside it.
    Message(Message, Attached),
    /// It is dead.
    Died,
}

/// What comes beside a message.
#[derive(Default)]
pub(super) struct Attached {
    /// Bytes.
    pub bytes: Option<Uint8Array>,
    /// A file.
    pub file: Option<Blob>,
}

thread_local! {
    /// The engine, compiled: a worker that is given it starts at once.
    static MODULE: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// A running worker. Dropping it ends it.
pub(super) struct Link {
    worker: Worker,
    alive: Rc<Cell<bool>>,
    _listeners: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Link {
    /// Takes over the worker that the page's boot script started, or starts one.
    pub(super) fn start(hear: impl Fn(Event) + Clone + 'static) -> Result<Self, JsValue> {
        let early = Reflect::get(&js_sys::global(), &"sextantWorker".into())?;
        Reflect::set(&js_sys::global(), &"sextantWorker".into(), &JsValue::UNDEFINED)?;
        let worker = early
            .dyn_into()
            .or_else(|_| spawn(&format!("sextant-{}{}", clock::fresh_id(), helpers())))?;
        Ok(Self::listen(worker, hear))
    }

    /// Starts a worker that only reads.
    pub(super) fn reader(hear: impl Fn(Event) + Clone + 'static) -> Result<Self, JsValue> {
        let worker = spawn(&format!("reader-{}", clock::fresh_id()))?;
        let given = Object::new();
        Reflect::set(&given, &"module".into(), &MODULE.with_borrow(JsValue::clone))?;
        worker.post_message(&given)?;
        Ok(Self::listen(worker, hear))
    }

    /// Sends a request; its files are not copied.
    pub(super) fn send(&self, id: u32, request: &Request, files: &Files) -> Result<(), JsValue> {
        let envelope = Object::new();
        let text = serde_json::to_string(request).unwrap_or_default();
        Reflect::set(&envelope, &"id".into(), &id.into())?;
        Reflect::set(&envelope, &"request".into(), &text.into())?;
        for (name, file) in [("file", &files.file), ("original", &files.original)] {
            if let Some(file) = file {
                Reflect::set(&envelope, &name.into(), file)?;
            }
        }
        self.worker.post_message(&envelope)
    }

    fn listen(worker: Worker, hear: impl Fn(Event) + Clone + 'static) -> Self {
        let alive = Rc::new(Cell::new(true));
        let (on_message, on_error, on_death) = (hear.clone(), hear.clone(), hear);
        let watched = (worker.clone(), alive.clone());
        let message = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            keep_module(&event);
            if let Some((message, attached)) = read(&event) {
                if message == Message::Ready {
                    watch_death(&watched.0, watched.1.clone(), on_death.clone());
                }
                on_message(Event::Message(message, attached));
            }
        });
        let error = Closure::<dyn FnMut(JsValue)>::new(move |_| on_error(Event::Died));
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Self {
            worker,
            alive,
            _listeners: [message, error],
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.alive.set(false);
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Starts the worker; what its name begins with says what it does.
fn spawn(name: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(name);
    let worker = Worker::new_with_options(
        &meta("sextant-worker").unwrap_or_else(|| "worker.js".to_owned()),
        &options,
    )?;
    Reflect::set(&worker, &"lock".into(), &name.into())?;
    Ok(worker)
}

/// How many helpers the page's address asks for, as the worker understands it from its name.
fn helpers() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    let search = search.unwrap_or_default();
    let said = search.trim_start_matches('?').split('&');
    let said = said.filter(|word| word.starts_with("helpers="));
    said.map(|word| format!("-{word}")).next().unwrap_or_default()
}

/// A worker that is ready holds a lock of its own name for as long as it lives, and no other sign tells of every way to die.
fn watch_death(worker: &Worker, alive: Rc<Cell<bool>>, hear: impl Fn(Event) + 'static) {
    let died = Closure::once_into_js(move |_lock: JsValue| {
        if alive.get() {
            hear(Event::Died);
        }
    });
    let request = || -> Result<JsValue, JsValue> {
        let name = Reflect::get(worker, &"lock".into())?;
        let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
        let locks = Reflect::get(&navigator, &"locks".into())?;
        Reflect::get(&locks, &"request".into())?
            .dyn_into::<Function>()?
            .call2(&locks, &name, &died)
    };
    // A page that is not served securely has no locks: it still hears of a crash by the worker's error event.
    drop(request());
}

fn keep_module(event: &JsValue) {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
    let module = data.and_then(|data| Reflect::get(&data, &"module".into()).ok());
    if let Some(module) = module.filter(|module| module.is_object()) {
        MODULE.set(module);
    }
}

fn read(event: &JsValue) -> Option<(Message, Attached)> {
    let data = event.dyn_ref::<MessageEvent>()?.data();
    let member = |name: &str| {
        Reflect::get(&data, &name.into())
            .ok()
            .filter(|value| !value.is_undefined())
    };
    let text = member("message")?.as_string()?;
    let attached = Attached {
        bytes: member("bytes").map(|bytes| Uint8Array::new(&bytes)),
        file: member("file").and_then(|file| file.dyn_into().ok()),
    };
    Some((serde_json::from_str(&text).ok()?, attached))
}

/// What the build wrote into the page's head under this name.
pub(crate) fn meta(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    document
        .query_selector(&format!("meta[name='{name}']"))
        .ok()??
        .get_attribute("content")
}
