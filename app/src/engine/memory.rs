//! What the engine's memory is taken by, and what is done to have some back.

use super::{Engine, unexpected};
use leptos::prelude::*;
use spec::memory::{Held, Usage};
use spec::problem::Problem;
use spec::worker::{Reply, Request};

impl Engine {
    /// What takes memory. With a budget, no more than that may be in use from now on, until another engine starts.
    pub(crate) async fn usage(self, budget_bytes: Option<u64>) -> Result<Usage, Problem> {
        self.weighed(Request::Memory { budget_bytes }).await
    }

    /// Forgets what can be worked out again.
    pub(crate) async fn free(self) -> Result<Usage, Problem> {
        self.weighed(Request::Free).await
    }

    /// Leaves the rows of a dataset to storage; whatever asks for them brings them back.
    pub(crate) async fn sleep(self, dataset: String) -> Result<Usage, Problem> {
        self.weighed(Request::Sleep { dataset }).await
    }

    /// Brings the rows of a dataset back from storage.
    pub(crate) async fn wake(self, dataset: String) -> Result<Usage, Problem> {
        self.weighed(Request::Wake { dataset }).await
    }

    /// What a dataset takes, as far as it is known.
    pub(crate) fn held(self, dataset: &str) -> Option<Held> {
        self.memory.with(|usage| {
            let held = usage.as_ref()?.datasets.iter();
            held.clone().find(|held| held.name == dataset).cloned()
        })
    }

    /// How much the engine can hold beside what cannot be left to storage.
    pub(super) fn room_bytes(self) -> u64 {
        const MOST_BYTES: u64 = 3900 << 20;
        let usage = self.memory.get_untracked().unwrap_or_default();
        let gives_way = |name: &str| usage.datasets.iter().any(|held| held.name == name && held.is_stored);
        let fixed = self.datasets.with_untracked(|datasets| {
            let fixed = datasets.iter().filter(|dataset| !gives_way(&dataset.name));
            fixed.map(|dataset| dataset.bytes).sum()
        });
        MOST_BYTES.saturating_sub(fixed)
    }

    async fn weighed(self, request: Request) -> Result<Usage, Problem> {
        match self.send(None, request, None).await?.0 {
            Reply::Memory(usage) => {
                self.memory.set(Some((*usage).clone()));
                Ok(*usage)
            }
            _ => Err(unexpected()),
        }
    }
}
