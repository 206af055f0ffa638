//! Pools of threads, each of the one thread there is.

use crate::{BroadcastContext, Scope, ScopeFifo, Yield};
use std::fmt;

/// A pool of threads.
#[derive(Debug)]
pub struct ThreadPool(());

impl ThreadPool {
    /// Runs a job in the pool.
    pub fn install<F: FnOnce() -> R + Send, R: Send>(&self, job: F) -> R {
        job()
    }

    /// Runs a job on every thread.
    pub fn broadcast<F: Fn(BroadcastContext<'_>) -> R + Sync, R: Send>(&self, job: F) -> Vec<R> {
        crate::broadcast(job)
    }

    /// How many threads it has.
    pub fn current_num_threads(&self) -> usize {
        1
    }

    /// Which of them this is.
    pub fn current_thread_index(&self) -> Option<usize> {
        Some(0)
    }

    /// Whether jobs are waiting: they never are.
    pub fn current_thread_has_pending_tasks(&self) -> Option<bool> {
        Some(false)
    }

    /// Runs one job, then the other.
    pub fn join<A, B, RA, RB>(&self, first: A, second: B) -> (RA, RB)
    where
        A: FnOnce() -> RA + Send,
        B: FnOnce() -> RB + Send,
        RA: Send,
        RB: Send,
    {
        (first(), second())
    }

    /// Opens a scope.
    pub fn scope<'scope, B: FnOnce(&Scope<'scope>) -> R + Send, R: Send>(&self, body: B) -> R {
        crate::scope(body)
    }

    /// Opens a scope, first in, first out.
    pub fn scope_fifo<'scope, B: FnOnce(&ScopeFifo<'scope>) -> R + Send, R: Send>(&self, body: B) -> R {
        crate::scope_fifo(body)
    }

    /// Opens a scope on this thread.
    pub fn in_place_scope<'scope, B: FnOnce(&Scope<'scope>) -> R, R>(&self, body: B) -> R {
        crate::in_place_scope(body)
    }

    /// Opens a scope on this thread, first in, first out.
    pub fn in_place_scope_fifo<'scope, B: FnOnce(&ScopeFifo<'scope>) -> R, R>(&self, body: B) -> R {
        crate::in_place_scope_fifo(body)
    }

    /// Runs a job.
    pub fn spawn<F: FnOnce() + Send + 'static>(&self, job: F) {
        job();
    }

    /// Runs a job.
    pub fn spawn_fifo<F: FnOnce() + Send + 'static>(&self, job: F) {
        job();
    }

    /// Runs a job on every thread.
    pub fn spawn_broadcast<F: Fn(BroadcastContext<'_>) + Send + Sync + 'static>(&self, job: F) {
        crate::spawn_broadcast(job);
    }

    /// Gives way to other jobs, of which there are none.
    pub fn yield_now(&self) -> Option<Yield> {
        crate::yield_now()
    }

    /// Gives way to other jobs, of which there are none.
    pub fn yield_local(&self) -> Option<Yield> {
        crate::yield_local()
    }
}

/// Describes a pool; every description gives the same one.
#[derive(Debug, Default)]
pub struct ThreadPoolBuilder(());

impl ThreadPoolBuilder {
    /// The usual description.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the pool.
    ///
    /// # Errors
    /// Never.
    pub fn build(self) -> Result<ThreadPool, ThreadPoolBuildError> {
        Ok(ThreadPool(()))
    }

    /// Makes it the pool of the whole program.
    ///
    /// # Errors
    /// Never.
    pub fn build_global(self) -> Result<(), ThreadPoolBuildError> {
        Ok(())
    }

    /// How many threads to have: it will be one.
    #[must_use]
    pub fn num_threads(self, _count: usize) -> Self {
        self
    }

    /// What to call the threads.
    #[must_use]
    pub fn thread_name<F: FnMut(usize) -> String + 'static>(self, _name: F) -> Self {
        self
    }

    /// How large their stacks are.
    #[must_use]
    pub fn stack_size(self, _size_bytes: usize) -> Self {
        self
    }
}

/// A thread about to be started; there never is one.
#[derive(Debug)]
pub struct ThreadBuilder(());

/// Why a pool could not be made; there never is a reason.
#[derive(Debug)]
pub struct ThreadPoolBuildError(());

impl fmt::Display for ThreadPoolBuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pool could not be made")
    }
}

impl std::error::Error for ThreadPoolBuildError {}
