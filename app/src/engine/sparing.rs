//! A request over which the engine died for want of memory is tried once more with all the room there is: every dataset that it does not name sleeps meanwhile.

use super::client::Client;
use super::job::Files;
use leptos::prelude::*;
use spec::worker::Request;

/// An engine that used less did not die for want of memory.
const MUCH_BYTES: u64 = 500 << 20;

impl Client {
    /// Has the datasets sleep before the request with this number is tried again, and lets them be awake after it.
    pub(super) fn spare_memory_for(&self, id: u32) {
        let usage = self.signals.memory.get_untracked().unwrap_or_default();
        if usage.taken_bytes < MUCH_BYTES {
            return;
        }
        let limited = |budget_bytes| {
            let request = Request::Memory {
                budget_bytes: Some(budget_bytes),
            };
            self.job(None, request, Files::default()).0
        };
        let (little, usual) = (limited(0), limited(usage.budget_bytes));
        let mut waiting = self.waiting.borrow_mut();
        if let Some(at) = waiting.iter().position(|job| job.id == id) {
            waiting.insert(at + 1, usual);
            waiting.insert(at, little);
        }
    }
}
