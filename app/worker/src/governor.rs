//! Keeps the engine within the memory there is: what can be worked out again goes first, then the rows that were not needed for longest sleep in storage.

use crate::arriving::{self, Arrival};
use crate::counting;
use crate::pump::{self, with_engine};
use crate::saving;
use crate::sleeping;
use crate::wire;
use engine::{Engine, Outcome};
use js_sys::{Function, Reflect};
use spec::memory::Usage;
use spec::problem::Problem;
use spec::reading::OpenOptions;
use spec::worker::{Message, Reply, Request};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// How much may be in use when nothing is under way, on a device that has enough.
const BUDGET_BYTES: u64 = 2_560 << 20;
/// What a device must give at least.
const LEAST_BYTES: u64 = 512 << 20;
/// Smaller files are taken for so many times their size.
const TIMES: f64 = 3.0;
/// Files of this size and more are looked into before they are opened; smaller ones would only wait for it.
const LOOKED_INTO_BYTES: f64 = 250e6;
/// Datasets of this size and more take a while to come back from storage.
const LARGE_BYTES: f64 = 50e6;
/// What takes memory is told after so long a rest.
const REST_MILLIS: i32 = 1_000;

thread_local! {
    static BUDGET: Cell<u64> = const { Cell::new(0) };
    static TOLD: RefCell<Usage> = RefCell::default();
    static TELL: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// When rows had last been needed after the request before.
    static LATEST: Cell<u64> = const { Cell::new(0) };
    static TIMER: Cell<Option<i32>> = const { Cell::new(None) };
}

/// Finds out how much memory the device has.
pub(crate) fn start() {
    BUDGET.set(device_budget());
    let tell = Closure::<dyn FnMut()>::new(tell);
    TELL.set(Some(tell.into_js_value().unchecked_into()));
}

/// Does what a request asks; the rows that it needs are brought back first.
pub(crate) async fn govern(request: Request, arrival: Arrival) -> Result<Outcome, Problem> {
    match request {
        Request::Memory { budget_bytes } => BUDGET.set(budget_bytes.unwrap_or(BUDGET.get())),
        Request::Free => with_engine(|engine| {
            engine.free();
            Ok(())
        })?,
        Request::Sleep { dataset } => sleeping::sleep(&dataset).await?,
        Request::Wake { dataset } => sleeping::wake(&dataset, &mut Vec::new()).await?,
        request => return answer(request, arrival).await,
    }
    let usage = usage()?;
    TOLD.set(usage.clone());
    Ok((Reply::Memory(Box::new(usage)), None))
}

/// Brings what is in use back into the budget, without the rows that the last request needed: the next one may need them too.
pub(crate) async fn settle() {
    let used = with_engine(|engine| Ok(engine.usage())).unwrap_or_default();
    let latest = used.datasets.iter().map(|held| held.last_used).max();
    let before = LATEST.replace(latest.unwrap_or_default());
    let needed = used.datasets.into_iter().filter(|held| held.last_used > before);
    let needed: Vec<String> = needed.map(|held| held.name).collect();
    make_room(0, &needed, BUDGET.get()).await;
}

/// Makes room for so many bytes, if it can be had without the rows of those that are needed.
pub(crate) async fn make_room_for(bytes: u64, needed: &[String]) {
    make_room(bytes, needed, BUDGET.get() / 2 * 3).await;
}

/// Brings what is in use back into the budget while datasets are being brought back.
pub(crate) async fn settle_without(needed: &[String]) {
    make_room(0, needed, BUDGET.get()).await;
}

/// Something was asked.
pub(crate) fn disturb() {
    if let Some(timer) = TIMER.take() {
        wire::scope().clear_timeout_with_handle(timer);
    }
}

/// Tells the page what takes memory, when nothing is asked for a moment.
pub(crate) fn rest() {
    disturb();
    let scope = wire::scope();
    let wait = |tell: &Function| scope.set_timeout_with_callback_and_timeout_and_arguments_0(tell, REST_MILLIS);
    TIMER.set(TELL.with_borrow(|tell| wait(tell.as_ref()?).ok()));
}

fn tell() {
    let Ok(usage) = usage() else { return };
    if TOLD.with_borrow(|told| *told == usage) {
        return;
    }
    TOLD.set(usage.clone());
    wire::send(&Message::Memory(Box::new(usage)), None);
}

async fn answer(request: Request, arrival: Arrival) -> Result<Outcome, Problem> {
    let mut needed = Vec::new();
    for name in with_engine(|engine| Ok(engine.named(&request)))? {
        wake(arrival.id, &name, &mut needed).await?;
    }
    let arriving = needed_bytes(&request, &arrival);
    if arriving > 0 {
        make_room_for(arriving, &needed).await;
    }
    while with_engine(|engine| Ok(engine.has_sleepers()))? {
        // What was wanted before is of no matter.
        with_engine(|engine| Ok(engine.take_wanted()))?;
        let outcome = pump::handle(request.clone(), arrival.clone()).await;
        let is_asleep = outcome.as_ref().is_err_and(|problem| problem.code == "asleep");
        let wanted = with_engine(|engine| Ok(engine.take_wanted()))?;
        if !is_asleep || wanted.is_empty() {
            return outcome;
        }
        for name in wanted {
            wake(arrival.id, &name, &mut needed).await?;
        }
    }
    pump::handle(request, arrival).await
}

/// Wakes a dataset for a request; the user is told when it takes a while.
async fn wake(id: u32, name: &str, needed: &mut Vec<String>) -> Result<(), Problem> {
    let (size, is_asleep) = with_engine(|engine| Ok((engine.dataset(name)?.bytes, engine.is_asleep(name))))?;
    if is_asleep && size as f64 >= LARGE_BYTES {
        wire::send_progress(id, &format!("Reading {name} from storage"), 0.0);
    }
    sleeping::wake(name, needed).await
}

async fn make_room(bytes: u64, needed: &[String], most: u64) {
    let short = (counting::used_bytes() + bytes).saturating_sub(most);
    if short == 0 {
        return;
    }
    let Ok(usage) = usage() else { return };
    let spare = usage.spare_bytes();
    let sleepers = usage.to_sleep(short.saturating_sub(spare), needed);
    let is_in_vain = bytes == 0 && spare < short && sleepers.is_empty();
    if is_in_vain {
        return;
    }
    let freed = with_engine(|engine| {
        engine.free();
        Ok(())
    });
    freed.unwrap_or_default();
    for name in sleepers {
        // A dataset that cannot sleep stays; whether the rest is enough shows by itself.
        drop(sleeping::sleep(&name).await);
    }
}

/// About how much memory a request takes while it brings in a file.
fn needed_bytes(request: &Request, arrival: &Arrival) -> u64 {
    let Some(size) = arrival.file.as_ref().map(web_sys::Blob::size) else {
        return 0;
    };
    match request {
        Request::Open(options) | Request::Reread { options, .. } if size >= LOOKED_INTO_BYTES => {
            peak(options, arrival).unwrap_or((size * TIMES) as u64)
        }
        Request::Open(_)
        | Request::Reread { .. }
        | Request::Adopt(..)
        | Request::Replace { .. }
        | Request::Unpack { .. } => (size * TIMES) as u64,
        _ => 0,
    }
}

fn peak(options: &OpenOptions, arrival: &Arrival) -> Option<u64> {
    match arriving::inspect(&Engine::default(), arrival, options) {
        Ok((Reply::Inspected(inspection), _)) => Some(inspection.peak_bytes),
        _ => None,
    }
}

fn usage() -> Result<Usage, Problem> {
    let mut usage = with_engine(|engine| Ok(engine.usage()))?;
    for held in &mut usage.datasets {
        held.is_stored = held.is_asleep || saving::is_stored(&held.name);
    }
    Ok(Usage {
        used_bytes: counting::used_bytes(),
        taken_bytes: counting::taken_bytes(),
        budget_bytes: BUDGET.get(),
        ..usage
    })
}

/// A third of what the browser says that the device has; it says no more than 8 GB, and some say nothing.
fn device_budget() -> u64 {
    const GIGABYTE: f64 = (1_u64 << 30) as f64;
    let navigator = Reflect::get(&wire::scope(), &"navigator".into());
    let memory = navigator.and_then(|navigator| Reflect::get(&navigator, &"deviceMemory".into()));
    let told = memory.ok().and_then(|memory| memory.as_f64());
    let third = told.map(|gigabytes| (gigabytes * GIGABYTE / 3.0) as u64);
    third.unwrap_or(BUDGET_BYTES).clamp(LEAST_BYTES, BUDGET_BYTES)
}
