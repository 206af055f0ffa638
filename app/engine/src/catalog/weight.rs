//! What each dataset takes in memory: cells that two of its tables share are counted once.

use super::{Catalog, Entry};
use crate::inspect::column_bytes;
use crate::memory::address;
use polars::prelude::DataFrame;
use spec::memory::Held;
use std::collections::BTreeSet;

impl Catalog {
    /// What each dataset takes.
    pub(crate) fn held(&self) -> Vec<Held> {
        let held = self.entries.iter().map(|entry| Held {
            name: entry.dataset.name.clone(),
            is_asleep: entry.is_asleep,
            last_used: entry.last_used.get(),
            ..entry.weight.clone()
        });
        held.collect()
    }

    /// Forgets what can be worked out again.
    pub(crate) fn free(&mut self) {
        self.memory.forget();
        for entry in &mut self.entries {
            entry.played.iter_mut().for_each(|played| played.frame = None);
            entry.weigh();
        }
    }
}

impl Entry {
    /// Finds out what it takes.
    pub(super) fn weigh(&mut self) {
        let mut seen = BTreeSet::new();
        let shown_bytes = unseen(&self.frame, &mut seen);
        let read_bytes = unseen(&self.base, &mut seen);
        let between = self.played.iter().filter_map(|played| played.frame.as_ref());
        let between_bytes = between.map(|frame| unseen(frame, &mut seen)).sum();
        let aside_bytes = self.asides().map(crate::aside::Aside::bytes).sum();
        self.weight = Held {
            shown_bytes,
            read_bytes,
            between_bytes,
            aside_bytes,
            ..Held::default()
        };
    }
}

/// What the columns take that were not seen before.
fn unseen(frame: &DataFrame, seen: &mut BTreeSet<usize>) -> u64 {
    let columns = frame.get_columns().iter();
    let new = columns.filter(|column| seen.insert(address(column.as_materialized_series())));
    new.map(column_bytes).sum()
}
