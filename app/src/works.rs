//! Long work that goes on beside the engine: what, how far, and how it is stopped.

use leptos::prelude::*;
use std::rc::Rc;

/// One piece of work under way.
#[derive(Clone)]
pub(crate) struct Work {
    /// Tells it from the others.
    pub id: u32,
    /// What is being done.
    pub stage: String,
    /// How much of it, from 0 to 1.
    pub fraction: f64,
    /// Stops it.
    pub cancel: Rc<dyn Fn()>,
}

/// The work now under way. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Works {
    /// Oldest first.
    pub all: RwSignal<Vec<Work>, LocalStorage>,
    next: StoredValue<u32>,
}

/// A piece of work of one's own; it is done when this is dropped.
pub(crate) struct Doing {
    works: Works,
    id: u32,
}

impl Works {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self {
            all: RwSignal::new_local(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// Shows that something is being done.
    pub(crate) fn begin(self, stage: impl Into<String>, cancel: impl Fn() + 'static) -> Doing {
        let id = self
            .next
            .try_update_value(|next| std::mem::replace(next, *next + 1))
            .unwrap_or_default();
        let work = Work {
            id,
            stage: stage.into(),
            fraction: 0.0,
            cancel: Rc::new(cancel),
        };
        self.all.update(|all| all.push(work));
        Doing { works: self, id }
    }
}

impl Doing {
    /// Says how far it is.
    pub(crate) fn tell(&self, stage: &str, fraction: f64) {
        self.works.all.update(|all| {
            if let Some(work) = all.iter_mut().find(|work| work.id == self.id) {
                stage.clone_into(&mut work.stage);
                work.fraction = fraction;
            }
        });
    }
}

impl Drop for Doing {
    fn drop(&mut self) {
        self.works.all.update(|all| all.retain(|work| work.id != self.id));
    }
}
