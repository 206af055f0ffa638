//! A helper, as the worker sees it that started it.

use crate::wire;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use spec::parts::Told;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// What hears the messages of a helper, and its end.
type Listeners = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(JsValue)>);

/// A helper. Dropping it ends it.
pub(super) struct Link {
    worker: Worker,
    asked: Rc<Asked>,
    _listeners: Listeners,
}

/// What a helper was asked last.
#[derive(Default)]
struct Asked {
    id: Cell<u32>,
    settle: RefCell<Option<Function>>,
    is_dead: Cell<bool>,
}

impl Link {
    /// Starts a helper; it is given the engine as it is compiled here.
    pub(super) fn start(name: &str) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(name);
        let address = Reflect::get(&wire::scope().location(), &"href".into())?;
        let worker = Worker::new_with_options(&address.as_string().unwrap_or_default(), &options)?;
        let given = Object::new();
        let module = Reflect::get(&js_sys::global(), &"sextantModule".into())?;
        Reflect::set(&given, &"module".into(), &module)?;
        worker.post_message(&given)?;
        let asked = Rc::<Asked>::default();
        let (heard, died, name) = (asked.clone(), asked.clone(), name.to_owned());
        let message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match wire::replied(&event.data()) {
                Some((id, part)) => heard.settle(id, &part),
                None => heard.watch(&name),
            });
        let error = Closure::<dyn FnMut(JsValue)>::new(move |_| died.die());
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            asked,
            _listeners: (message, error),
        })
    }

    /// Tells it something, with bytes beside it.
    pub(super) fn tell(&self, told: &Told, bytes: &[u8]) -> Result<(), JsValue> {
        let (envelope, buffer) = wire::told(self.asked.id.get(), told, bytes);
        self.worker.post_message_with_transfer(&envelope, &Array::of1(&buffer))
    }

    /// Asks it something. The promise settles with the bytes of its part; with nothing when there is none.
    pub(super) fn ask(&self, told: &Told, bytes: &[u8]) -> Result<Promise, JsValue> {
        let asked = &self.asked;
        asked.id.set(asked.id.get().wrapping_add(1));
        let promise = Promise::new(&mut |settle, _refuse| *asked.settle.borrow_mut() = Some(settle));
        self.tell(told, bytes)?;
        if asked.is_dead.get() {
            asked.die();
        }
        Ok(promise)
    }

    /// Whether it has died.
    pub(super) fn is_dead(&self) -> bool {
        self.asked.is_dead.get()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Asked {
    fn settle(&self, id: u32, part: &Option<Uint8Array>) {
        if id == self.id.get()
            && let Some(settle) = self.settle.take()
        {
            let part = part.as_ref().map_or(JsValue::UNDEFINED, JsValue::from);
            // The function that a promise gives cannot fail.
            drop(settle.call1(&JsValue::UNDEFINED, &part));
        }
    }

    fn die(&self) {
        self.is_dead.set(true);
        self.settle(self.id.get(), &None);
    }

    /// A helper holds a lock of its own name for as long as it lives: who gets it knows that the helper has died.
    fn watch(self: &Rc<Self>, name: &str) {
        let died = self.clone();
        let died = Closure::once_into_js(move |_lock: JsValue| died.die());
        let request = || -> Result<JsValue, JsValue> {
            let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
            let locks = Reflect::get(&navigator, &"locks".into())?;
            let request = Reflect::get(&locks, &"request".into())?.dyn_into::<Function>()?;
            request.call2(&locks, &name.into(), &died)
        };
        // Without locks, a helper that does not answer in time is taken for dead.
        drop(request());
    }
}
