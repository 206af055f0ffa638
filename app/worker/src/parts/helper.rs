//! A worker that has some rows of large datasets, and says what they tell about a question.

use crate::wire;
use engine::Share;
use js_sys::Uint8Array;
use spec::parts::Told;
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::MessageEvent;

/// What the name of such a worker begins with.
pub(crate) const NAME: &str = "helper-";

thread_local! {
    static SHARES: RefCell<BTreeMap<String, Share>> = const { RefCell::new(BTreeMap::new()) };
}

/// Listens, and says that there is a helper.
pub(crate) fn start() {
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        let (id, told, bytes) = wire::hear(&event.data());
        if let Err(why) = do_as(id, told, bytes) {
            // Whoever asked hears of it, and does without helpers.
            wasm_bindgen::throw_str(&why);
        }
    });
    wire::scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    wire::reply(None, None);
}

fn do_as(id: u32, told: Option<Told>, bytes: Vec<u8>) -> Result<(), String> {
    let told = told.ok_or("a helper was told what it does not understand")?;
    SHARES.with_borrow_mut(|shares| match told {
        Told::Hold(held, rows) => {
            let name = held.dataset.name.clone();
            let share = Share::new(*held, bytes, rows).map_err(|error| error.to_string())?;
            shares.insert(name, share);
            Ok(())
        }
        Told::Cells {
            dataset,
            column,
            is_last,
        } => {
            let share = shares.get_mut(&dataset).ok_or("a helper does not have this dataset")?;
            share.take(&column, bytes, is_last).map_err(|error| error.to_string())
        }
        Told::Work(work) => {
            let share = shares.get_mut(&work.dataset);
            let part = share.and_then(|share| share.part(&work, &bytes));
            wire::reply(Some(id), part.as_deref().map(Uint8Array::from));
            Ok(())
        }
        Told::Drop { dataset } => {
            shares.remove(&dataset);
            Ok(())
        }
    })
}
