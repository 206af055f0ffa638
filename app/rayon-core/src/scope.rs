//! Scopes: jobs that may borrow from around them.

use crate::BroadcastContext;
use std::marker::PhantomData;

/// Where jobs may be handed over that borrow for `'scope`.
#[derive(Debug)]
pub struct Scope<'scope>(PhantomData<fn(&'scope ()) -> &'scope ()>);

/// The same, first in, first out.
#[derive(Debug)]
pub struct ScopeFifo<'scope>(PhantomData<fn(&'scope ()) -> &'scope ()>);

impl<'scope> Scope<'scope> {
    /// Runs a job.
    pub fn spawn<B: FnOnce(&Scope<'scope>) + Send + 'scope>(&self, body: B) {
        body(self);
    }

    /// Runs a job on every thread.
    pub fn spawn_broadcast<B: Fn(&Scope<'scope>, BroadcastContext<'_>) + Send + Sync + 'scope>(&self, body: B) {
        body(self, BroadcastContext::new());
    }
}

impl<'scope> ScopeFifo<'scope> {
    /// Runs a job.
    pub fn spawn_fifo<B: FnOnce(&ScopeFifo<'scope>) + Send + 'scope>(&self, body: B) {
        body(self);
    }

    /// Runs a job on every thread.
    pub fn spawn_broadcast<B: Fn(&ScopeFifo<'scope>, BroadcastContext<'_>) + Send + Sync + 'scope>(&self, body: B) {
        body(self, BroadcastContext::new());
    }
}

/// Opens a scope.
pub fn scope<'scope, B: FnOnce(&Scope<'scope>) -> R + Send, R: Send>(body: B) -> R {
    body(&Scope(PhantomData))
}

/// Opens a scope, first in, first out.
pub fn scope_fifo<'scope, B: FnOnce(&ScopeFifo<'scope>) -> R + Send, R: Send>(body: B) -> R {
    body(&ScopeFifo(PhantomData))
}

/// Opens a scope on this thread.
pub fn in_place_scope<'scope, B: FnOnce(&Scope<'scope>) -> R, R>(body: B) -> R {
    body(&Scope(PhantomData))
}

/// Opens a scope on this thread, first in, first out.
pub fn in_place_scope_fifo<'scope, B: FnOnce(&ScopeFifo<'scope>) -> R, R>(body: B) -> R {
    body(&ScopeFifo(PhantomData))
}
