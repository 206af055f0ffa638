//! What the datasets take, and those whose rows are left to storage until they are asked for.

use crate::Engine;
use crate::error::Error;
use crate::export;
use spec::memory::{Outline, Usage};
use spec::model::FoundRelation;
use spec::reading::Source;
use spec::worker::{Reply, Request};

impl Engine {
    /// What the datasets take, and what is remembered of them. What the engine takes as a whole is for its worker to say.
    pub fn usage(&self) -> Usage {
        Usage {
            datasets: self.catalog.held(),
            remembered_bytes: self.catalog.memory.bytes(),
            ..Usage::default()
        }
    }

    /// Forgets what can be worked out again.
    pub fn free(&mut self) {
        self.catalog.free();
    }

    /// Lets the rows of a dataset go, which are in storage as [`Engine::stored`] gave them; gives what [`Engine::take_in`] of another engine needs.
    ///
    /// # Errors
    /// When there is no such dataset.
    pub fn sleep(&mut self, name: &str) -> Result<Outline, Error> {
        self.catalog.sleep(name)?;
        Ok(self.catalog.entry(name)?.outline())
    }

    /// Gives a dataset that is asleep its rows back, from what [`Engine::stored`] gave.
    ///
    /// # Errors
    /// When the bytes are those of something else, or its steps need another dataset that is asleep. It then sleeps on.
    pub fn wake(&mut self, name: &str, source: &Source, mut bytes: Vec<u8>) -> Result<(), Error> {
        let entry = self.catalog.entry(name)?;
        if !entry.is_asleep {
            return Ok(());
        }
        if entry.dataset.source != *source {
            return Err(replaced(name));
        }
        let aside = export::take_behind(&mut bytes)?;
        self.catalog.wake(name, export::restored(bytes)?, aside)?;
        self.learn_anew();
        Ok(())
    }

    /// Takes in a dataset that sleeps on: its rows stay in storage.
    ///
    /// # Errors
    /// When polars refuses an empty table.
    pub fn take_in(&mut self, outline: Outline) -> Result<(), Error> {
        self.catalog.add_asleep(outline)
    }

    /// The datasets whose rows were asked for since this was last asked, and are only in storage.
    pub fn take_wanted(&mut self) -> Vec<String> {
        self.catalog.take_wanted()
    }

    /// Does what is asked of memory, but for what needs storage.
    pub(super) fn weighed(&mut self, request: &Request) -> Result<Reply, Error> {
        match request {
            Request::Sleep { .. } | Request::Wake { .. } => return Err(needs_storage()),
            Request::Free => self.free(),
            _ => {}
        }
        Ok(Reply::Memory(Box::new(self.usage())))
    }

    /// Datasets that belong together, when the rows of all are here.
    pub(super) fn all_relations(&self) -> Result<Vec<FoundRelation>, Error> {
        for entry in self.catalog.entries() {
            self.catalog.whole(&entry.dataset.name)?;
        }
        self.relations()
    }

    /// Whether this dataset is there and asleep.
    pub fn is_asleep(&self, name: &str) -> bool {
        self.catalog.entry(name).is_ok_and(|entry| entry.is_asleep)
    }

    /// Whether any dataset is asleep.
    pub fn has_sleepers(&self) -> bool {
        self.catalog.entries().iter().any(|entry| entry.is_asleep)
    }

    /// The datasets that a request names which would be half done when one of them is asleep; those that they are made from come before them.
    pub fn named(&self, request: &Request) -> Vec<String> {
        let text = match request {
            Request::Open(_)
            | Request::Adopt(..)
            | Request::Transform { .. }
            | Request::Combine { .. }
            | Request::Reread { .. }
            | Request::Replace { .. }
            | Request::Revise { .. }
            | Request::Answer { .. }
            | Request::Advise { .. }
            | Request::Table { .. }
            | Request::Arrow { .. }
            | Request::Export { .. }
            | Request::Workbook { .. } => serde_json::to_string(request).unwrap_or_default(),
            _ => return Vec::new(),
        };
        let words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .map(str::to_lowercase)
            .collect();
        let all = self.catalog.entries().iter().map(|entry| &entry.dataset.name);
        all.filter(|name| words.iter().any(|word| *word == name.to_lowercase()))
            .cloned()
            .collect()
    }
}

fn needs_storage() -> Error {
    Error::Invalid {
        why: "rows sleep in the browser's storage, and the engine alone has none".into(),
        hint: None,
    }
}

fn replaced(name: &str) -> Error {
    Error::Invalid {
        why: format!(
            "the rows of {name} in storage are of another file now, as another page has opened one under its name"
        ),
        hint: Some(format!("Close {name} and open its file again")),
    }
}
