//! Stands in for the core of rayon where there is one thread: a browser's worker has no other.
//!
//! The names, types and bounds are rayon-core's (<https://docs.rs/rayon-core/1.13.0>), so that rayon and polars compile against it unchanged.
//! A job runs at once, where it is handed over; nothing is queued, stolen or waited for.
//! What that saves: each of some thousand places that hand over a job is otherwise compiled twice, for this thread and for another one.

mod broadcast;
mod pool;
mod scope;

pub use broadcast::{BroadcastContext, broadcast, spawn_broadcast};
pub use pool::{ThreadBuilder, ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
pub use scope::{Scope, ScopeFifo, in_place_scope, in_place_scope_fifo, scope, scope_fifo};

/// What a job is told about itself.
#[derive(Debug)]
pub struct FnContext(());

impl FnContext {
    /// Whether it runs on another thread than it was made on: never.
    pub fn migrated(&self) -> bool {
        false
    }
}

/// What came of giving way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yield {
    /// Another job was run.
    Executed,
    /// There was none.
    Idle,
}

/// Runs one job, then the other.
pub fn join<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce() -> RA + Send,
    B: FnOnce() -> RB + Send,
    RA: Send,
    RB: Send,
{
    (first(), second())
}

/// Runs one job, then the other, and tells both that they have not moved.
pub fn join_context<A, B, RA, RB>(first: A, second: B) -> (RA, RB)
where
    A: FnOnce(FnContext) -> RA + Send,
    B: FnOnce(FnContext) -> RB + Send,
    RA: Send,
    RB: Send,
{
    (first(FnContext(())), second(FnContext(())))
}

/// Runs a job.
pub fn spawn<F: FnOnce() + Send + 'static>(job: F) {
    job();
}

/// Runs a job.
pub fn spawn_fifo<F: FnOnce() + Send + 'static>(job: F) {
    job();
}

/// How many threads there are.
pub fn current_num_threads() -> usize {
    1
}

/// How many threads there may be.
pub fn max_num_threads() -> usize {
    1
}

/// Which thread this is.
pub fn current_thread_index() -> Option<usize> {
    Some(0)
}

/// Whether jobs are waiting: they never are.
pub fn current_thread_has_pending_tasks() -> Option<bool> {
    Some(false)
}

/// Gives way to other jobs, of which there are none.
pub fn yield_now() -> Option<Yield> {
    Some(Yield::Idle)
}

/// Gives way to other jobs, of which there are none.
pub fn yield_local() -> Option<Yield> {
    Some(Yield::Idle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_run_in_the_order_they_are_handed_over() {
        let seen = std::sync::Mutex::new(Vec::new());
        let see = |job: u8| seen.lock().unwrap().push(job);
        scope(|scope| {
            scope.spawn(|scope| {
                see(1);
                scope.spawn(|_| see(2));
            });
            join(|| see(3), || see(4));
        });
        assert_eq!(*seen.lock().unwrap(), [1, 2, 3, 4]);
    }
}
