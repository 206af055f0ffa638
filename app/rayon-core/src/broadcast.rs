//! Jobs for every thread, of which there is one.

use std::marker::PhantomData;

/// What a job for every thread is told.
#[derive(Debug)]
pub struct BroadcastContext<'a>(PhantomData<&'a mut dyn Fn()>);

impl BroadcastContext<'_> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }

    /// Which thread it is on.
    pub fn index(&self) -> usize {
        0
    }

    /// How many there are.
    pub fn num_threads(&self) -> usize {
        1
    }
}

/// Runs a job on every thread.
pub fn broadcast<B: Fn(BroadcastContext<'_>) -> R + Sync, R: Send>(body: B) -> Vec<R> {
    vec![body(BroadcastContext::new())]
}

/// Runs a job on every thread.
pub fn spawn_broadcast<B: Fn(BroadcastContext<'_>) + Send + Sync + 'static>(body: B) {
    body(BroadcastContext::new());
}
