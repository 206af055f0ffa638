//! A new engine in place of one that the browser has given far more memory than it uses, which it never takes back.
//!
//! - The new one starts beside the old one, which answers until then, and brings the datasets back from storage.
//! - It takes over between two questions, and nobody is told.
//! - When anything has changed meanwhile, it is given up and the old one stays.

use super::client::Client;
use super::job::Files;
use super::wire::{Event, Link};
use leptos::prelude::*;
use spec::dataset::Dataset;
use spec::memory::Usage;
use spec::worker::{Message, Reply, Request};
use std::cell::{Cell, RefCell};
use std::time::Duration;

/// For so long nothing must have been asked, unless the page is out of sight.
const IDLE: Duration = Duration::from_secs(5);
/// After so many failures every engine stays.
const MOST_FAILURES: u8 = 2;

/// What is known of the engines that take over.
#[derive(Default)]
pub(super) struct Recycling {
    successor: RefCell<Option<Successor>>,
    /// Counts what was asked.
    asked: Cell<u32>,
    /// Counts what was asked that may change a dataset or the model.
    changes: Cell<u32>,
    /// Whether the engine has just taken over.
    is_fresh: Cell<bool>,
    /// What it had been given then: what bringing the datasets back takes, another one would take too.
    floor_bytes: Cell<u64>,
    failures: Cell<u8>,
}

/// An engine that is about to take over.
struct Successor {
    link: Link,
    generation: u32,
    /// The changes before it began.
    changes: u32,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Starting,
    Restoring(u32),
    Modelling(u32),
    Waiting,
}

impl Client {
    /// Takes note of what takes memory; when much of it is unused, a new engine is started once nobody asks for anything.
    pub(super) fn weigh(&self, usage: Usage) {
        let recycling = &self.recycling;
        if recycling.is_fresh.take() {
            recycling.floor_bytes.set(usage.taken_bytes);
        }
        let floor = recycling.floor_bytes.get();
        let is_stored = usage.datasets.iter().all(|held| held.is_stored);
        let is_worth = usage.is_grown() && usage.taken_bytes > floor / 2 * 3 && is_stored;
        self.signals.memory.set(Some(usage));
        let is_free = recycling.successor.borrow().is_none() && recycling.failures.get() < MOST_FAILURES;
        if is_worth && is_free {
            self.wait_for_rest();
        }
    }

    /// Takes note of a request.
    pub(super) fn note_request(&self, request: &Request) {
        let recycling = &self.recycling;
        recycling.asked.set(recycling.asked.get().wrapping_add(1));
        if may_change(request) {
            self.note_change();
        }
    }

    /// Takes note of a change that nobody asked for by its name, as SQL statements make them.
    pub(super) fn note_change(&self) {
        self.recycling.changes.set(self.recycling.changes.get().wrapping_add(1));
    }

    /// Whether this generation is that of the engine that is about to take over.
    pub(super) fn is_successor(&self, generation: u32) -> bool {
        let successor = self.recycling.successor.borrow();
        successor
            .as_ref()
            .is_some_and(|successor| successor.generation == generation)
    }

    /// Ends the engine that was about to take over: there is a new one anyway.
    pub(super) fn forget_successor(&self) {
        self.recycling.successor.take();
        self.recycling.floor_bytes.set(0);
    }

    /// Hears the engine that is about to take over.
    pub(super) fn hear_successor(&self, event: Event) {
        match event {
            Event::Message(Message::Ready, _) => {
                let id = self.send_successor(&Request::Restore);
                self.set_stage(Stage::Restoring(id));
            }
            Event::Message(Message::Done { id, result }, _) => match result {
                Ok(reply) => self.successor_did(id, &reply),
                Err(_) => self.give_successor_up(),
            },
            Event::Message(..) => {}
            Event::Died => self.give_successor_up(),
        }
    }

    /// Lets the new engine take over, when it has everything and nothing is under way.
    pub(super) fn take_over(&self) {
        let Some(successor) = self.recycling.successor.take() else {
            return;
        };
        if successor.changes != self.recycling.changes.get() {
            return;
        }
        if successor.stage != Stage::Waiting || !self.is_idle() {
            *self.recycling.successor.borrow_mut() = Some(successor);
            return;
        }
        self.generation.set(successor.generation);
        self.link.replace(Some(successor.link));
        self.recycling.is_fresh.set(true);
    }

    fn wait_for_rest(&self) {
        let (this, asked) = (self.this.clone(), self.recycling.asked.get());
        let wait = if document().hidden() { Duration::ZERO } else { IDLE };
        let begin = move || {
            let client = this.upgrade();
            let Some(client) = client.filter(|client| client.recycling.asked.get() == asked) else {
                return;
            };
            if client.is_idle() && client.ready.get() && client.recycling.successor.borrow().is_none() {
                client.begin_successor();
            }
        };
        set_timeout(begin, wait);
    }

    fn begin_successor(&self) {
        let generation = self.next_generation();
        let Ok(link) = Link::start(self.ear(generation)) else {
            return;
        };
        *self.recycling.successor.borrow_mut() = Some(Successor {
            link,
            generation,
            changes: self.recycling.changes.get(),
            stage: Stage::Starting,
        });
    }

    fn successor_did(&self, id: u32, reply: &Reply) {
        let stage = self
            .recycling
            .successor
            .borrow()
            .as_ref()
            .map(|successor| successor.stage);
        let is_whole = match (stage, reply) {
            (Some(Stage::Restoring(restore)), Reply::Opened(opened)) if restore == id => {
                opened.notes.is_empty()
                    && self
                        .signals
                        .datasets
                        .with_untracked(|open| are_same(open, &opened.datasets))
            }
            (Some(Stage::Modelling(model)), Reply::Modelled) if model == id => true,
            _ => false,
        };
        if !is_whole {
            return self.give_successor_up();
        }
        let model = self
            .model
            .borrow()
            .clone()
            .filter(|_| stage == Some(Stage::Restoring(id)));
        match model {
            Some(model) => {
                let id = self.send_successor(&Request::Model(model));
                self.set_stage(Stage::Modelling(id));
            }
            None => {
                self.set_stage(Stage::Waiting);
                self.take_over();
            }
        }
    }

    fn send_successor(&self, request: &Request) -> u32 {
        let id = self.fresh_id();
        let sent = self
            .recycling
            .successor
            .borrow()
            .as_ref()
            .map(|successor| successor.link.send(id, request, &Files::default()));
        if !matches!(sent, Some(Ok(()))) {
            self.give_successor_up();
        }
        id
    }

    fn set_stage(&self, stage: Stage) {
        if let Some(successor) = self.recycling.successor.borrow_mut().as_mut() {
            successor.stage = stage;
        }
    }

    fn give_successor_up(&self) {
        self.recycling.successor.take();
        self.recycling.failures.set(self.recycling.failures.get() + 1);
    }
}

/// Whether a request may change what an engine that starts now would find.
fn may_change(request: &Request) -> bool {
    matches!(
        request,
        Request::Open(_)
            | Request::Adopt(..)
            | Request::Unpack { .. }
            | Request::Replace { .. }
            | Request::Reread { .. }
            | Request::Revise { .. }
            | Request::Combine { .. }
            | Request::Transform { .. }
            | Request::Model(_)
            | Request::Close { .. }
            | Request::Sleep { .. }
            | Request::Wake { .. }
    )
}

/// Whether the same datasets are open, whatever their order.
fn are_same(open: &[Dataset], back: &[Dataset]) -> bool {
    let is_like = |one: &Dataset, other: &Dataset| {
        (&one.name, one.rows, &one.columns, &one.steps) == (&other.name, other.rows, &other.columns, &other.steps)
    };
    open.len() == back.len() && open.iter().all(|one| back.iter().any(|other| is_like(one, other)))
}
