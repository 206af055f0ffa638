//! Which datasets are still to be stored, and when: one at a time, once nothing was asked for a moment.

use crate::wire;
use js_sys::Function;
use spec::dataset::Dataset;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, VecDeque};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// For so long nothing must have been asked.
const QUIET_MILLIS: i32 = 1_000;
/// What has waited for so long is stored between two questions.
const PATIENCE_MILLIS: f64 = 5_000.0;

thread_local! {
    static UNSAVED: RefCell<VecDeque<Dataset>> = const { RefCell::new(VecDeque::new()) };
    static WAITING_SINCE: Cell<f64> = const { Cell::new(0.0) };
    static QUIET: Cell<bool> = const { Cell::new(false) };
    /// What is in storage whole, as far as nothing waits in line for it.
    static STORED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
    static UNDER_WAY: RefCell<Option<String>> = const { RefCell::new(None) };
    static FORGOTTEN: Cell<bool> = const { Cell::new(false) };
    static TIMER: Cell<Option<i32>> = const { Cell::new(None) };
    static WAKE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls `work` when it is time to store something.
pub(crate) fn start(work: fn()) {
    let wake = Closure::<dyn FnMut()>::new(move || {
        QUIET.set(true);
        work();
    });
    WAKE.set(Some(wake.into_js_value().unchecked_into()));
}

/// Puts datasets in line.
pub(crate) fn add(datasets: &[Dataset]) {
    UNSAVED.with_borrow_mut(|unsaved| {
        if unsaved.is_empty() {
            WAITING_SINCE.set(wire::now_millis());
        }
        unsaved.retain(|waiting| !datasets.iter().any(|dataset| dataset.name == waiting.name));
        unsaved.extend(datasets.iter().cloned());
    });
    STORED.with_borrow_mut(|stored| stored.retain(|name| !datasets.iter().any(|dataset| dataset.name == *name)));
}

/// What was put in storage of a dataset is whole.
pub(crate) fn stored(name: &str) {
    STORED.with_borrow_mut(|stored| stored.insert(name.to_owned()));
}

/// Whether a dataset is in storage whole, as it is now.
pub(crate) fn is_stored(name: &str) -> bool {
    let waits = UNSAVED.with_borrow(|unsaved| unsaved.iter().any(|waiting| waiting.name == name));
    let is_under_way = UNDER_WAY.with_borrow(|under_way| under_way.as_deref() == Some(name));
    !waits && !is_under_way && STORED.with_borrow(|stored| stored.contains(name))
}

/// A dataset was stored out of turn.
pub(crate) fn leave_line(name: &str) {
    UNSAVED.with_borrow_mut(|unsaved| unsaved.retain(|waiting| waiting.name != name));
}

/// A dataset is closed: it is taken out of the line.
pub(crate) fn forget(name: &str) {
    if UNDER_WAY.with_borrow(|under_way| under_way.as_deref() == Some(name)) {
        FORGOTTEN.set(true);
    }
    UNSAVED.with_borrow_mut(|unsaved| unsaved.retain(|waiting| waiting.name != name));
    STORED.with_borrow_mut(|stored| stored.remove(name));
}

/// Something was asked.
pub(crate) fn disturb() {
    QUIET.set(false);
    stop_waiting();
}

/// Whether the dataset that is being stored was closed meanwhile.
pub(crate) fn is_forgotten() -> bool {
    FORGOTTEN.get()
}

/// What was being stored is stored.
pub(crate) fn done() {
    UNDER_WAY.set(None);
    FORGOTTEN.set(false);
}

/// The next dataset to store, if it is time for it.
pub(crate) fn due() -> Option<Dataset> {
    if UNDER_WAY.with_borrow(Option::is_some) {
        return None;
    }
    let is_late = wire::now_millis() - WAITING_SINCE.get() > PATIENCE_MILLIS;
    let is_time = QUIET.get() || is_late;
    let dataset = UNSAVED.with_borrow_mut(|unsaved| is_time.then(|| unsaved.pop_front())?);
    UNDER_WAY.set(dataset.as_ref().map(|dataset| dataset.name.clone()));
    dataset
}

/// Comes back later for what is left.
pub(crate) fn rest() {
    stop_waiting();
    if UNSAVED.with_borrow(VecDeque::is_empty) {
        return;
    }
    let timer = WAKE.with_borrow(|wake| {
        let scope = wire::scope();
        scope
            .set_timeout_with_callback_and_timeout_and_arguments_0(wake.as_ref()?, QUIET_MILLIS)
            .ok()
    });
    TIMER.set(timer);
}

fn stop_waiting() {
    if let Some(timer) = TIMER.take() {
        wire::scope().clear_timeout_with_handle(timer);
    }
}
