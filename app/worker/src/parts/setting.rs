//! How many helpers there are, and from how many rows on they are of use.
//!
//! The page may say so at the end of this worker's name: `-helpers=1` has one helper, for nearly any dataset; `-helpers=0` none.
//! A service worker leaves nothing of it in an address.

use crate::wire;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Smaller datasets are done sooner than they are parted.
const MANY_ROWS: u64 = 2_000_000;
/// Where it is said how many helpers there are, somebody wants to see them work.
const FEW_ROWS: u64 = 1_000;
/// This worker, the page and the system need two of the processor's cores.
const OWN_CORES: f64 = 2.0;
/// More would wait for the memory rather than for the processor.
const MOST_HELPERS: f64 = 3.0;
/// With less memory, in gigabytes, there is no room for columns twice. Browsers say at most 8.
const LEAST_MEMORY: f64 = 4.0;

/// How many helpers there may be.
pub(super) fn helpers() -> usize {
    said().unwrap_or_else(|| {
        let memory = number("deviceMemory").unwrap_or(LEAST_MEMORY);
        match memory >= LEAST_MEMORY {
            true => (number("hardwareConcurrency").unwrap_or_default() - OWN_CORES).clamp(0.0, MOST_HELPERS) as usize,
            false => 0,
        }
    })
}

/// How many rows make a dataset large; none where there are no helpers.
pub(super) fn least_rows() -> Option<u64> {
    (helpers() > 0).then(|| if said().is_some() { FEW_ROWS } else { MANY_ROWS })
}

fn said() -> Option<usize> {
    let name = wire::scope().name();
    name.split_once("-helpers=")?.1.parse().ok()
}

fn number(name: &str) -> Option<f64> {
    member(&member(&js_sys::global(), "navigator"), name).as_f64()
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
