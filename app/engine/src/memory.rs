//! What has been worked out and may be asked for again, by what it was worked out from.
//!
//! Everything here can be worked out anew: what was not used for longest is forgotten first. It never holds more than its budget.

use crate::parts::Session;
use polars::prelude::Series;
use std::any::Any;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How much is held, unless told otherwise.
const BUDGET_BYTES: u64 = 600_000_000;

/// What is held.
pub(crate) struct Memory {
    held: RefCell<Held>,
    /// How far the question is worked out that runs now.
    pub session: Session,
}

#[derive(Default)]
struct Held {
    entries: BTreeMap<String, Entry>,
    bytes: u64,
    budget: u64,
    clock: u64,
}

struct Entry {
    value: Rc<dyn Any>,
    /// What it was worked out from; held, so that no other column can take its place in memory.
    columns: Vec<Series>,
    bytes: u64,
    used: u64,
}

/// What something costs, and whether it is worth holding.
pub(crate) trait Cost {
    /// How many bytes it takes.
    fn bytes(&self) -> u64;
}

impl Default for Memory {
    fn default() -> Self {
        Self::with_budget(BUDGET_BYTES)
    }
}

impl Memory {
    /// Holds at most this much.
    pub(crate) fn with_budget(budget: u64) -> Self {
        let held = Held {
            budget,
            ..Held::default()
        };
        Self {
            held: RefCell::new(held),
            session: Session::default(),
        }
    }

    /// What was worked out from these columns under this name, or what `work_out` gives.
    pub(crate) fn of<T: Cost + 'static>(
        &self,
        name: &str,
        columns: Vec<Series>,
        work_out: impl FnOnce() -> Option<T>,
    ) -> Option<Rc<T>> {
        let key = key(name, &columns);
        if let Some(known) = self.held.borrow_mut().find(&key) {
            return known.downcast::<T>().ok();
        }
        let value = Rc::new(work_out()?);
        let bytes = value.bytes();
        self.held.borrow_mut().put(key, value.clone(), columns, bytes);
        Some(value)
    }

    /// What was worked out from these columns under this name, if it is still held.
    pub(crate) fn known<T: 'static>(&self, name: &str, columns: &[Series]) -> Option<Rc<T>> {
        let known = self.held.borrow_mut().find(&key(name, columns))?;
        known.downcast::<T>().ok()
    }

    /// Forgets what was worked out from columns that are in none of these, or from no columns: answers, which cost less than they weigh.
    pub(crate) fn keep_of<'a>(&self, live: impl Iterator<Item = &'a Series>) {
        let live: BTreeSet<usize> = live.map(address).collect();
        let held = &mut *self.held.borrow_mut();
        let is_live = |entry: &Entry| {
            !entry.columns.is_empty() && entry.columns.iter().all(|column| live.contains(&address(column)))
        };
        held.entries.retain(|_, entry| is_live(entry));
        held.bytes = held.entries.values().map(|entry| entry.bytes).sum();
    }

    /// What is held, by name.
    #[cfg(test)]
    pub(crate) fn names(&self) -> Vec<String> {
        self.held.borrow().entries.keys().cloned().collect()
    }

    /// Forgets everything.
    pub(crate) fn forget(&self) {
        let held = &mut *self.held.borrow_mut();
        held.entries.clear();
        held.bytes = 0;
    }

    /// How many bytes are held.
    pub(crate) fn bytes(&self) -> u64 {
        self.held.borrow().bytes
    }
}

impl Held {
    fn find(&mut self, key: &str) -> Option<Rc<dyn Any>> {
        self.clock += 1;
        let entry = self.entries.get_mut(key)?;
        entry.used = self.clock;
        Some(entry.value.clone())
    }

    fn put(&mut self, key: String, value: Rc<dyn Any>, columns: Vec<Series>, bytes: u64) {
        let bytes = bytes + key.len() as u64;
        if bytes > self.budget / 2 {
            return;
        }
        self.clock += 1;
        let entry = Entry {
            value,
            columns,
            bytes,
            used: self.clock,
        };
        self.bytes += bytes;
        if let Some(before) = self.entries.insert(key, entry) {
            self.bytes -= before.bytes;
        }
        while self.bytes > self.budget {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used);
            let Some(key) = oldest.map(|(key, _)| key.clone()) else {
                return;
            };
            if let Some(gone) = self.entries.remove(&key) {
                self.bytes -= gone.bytes;
            }
        }
    }
}

fn key(name: &str, columns: &[Series]) -> String {
    let mut key = name.to_owned();
    for column in columns {
        key.push_str(&format!(" {:x}:{}", address(column), column.len()));
    }
    key
}

/// Where a column's cells lie: the same for all that share them.
pub(crate) fn address(column: &Series) -> usize {
    let first = column.chunks().first();
    first.map_or(0, |cells| std::ptr::from_ref(&**cells).cast::<u8>().addr())
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::NamedFrom as _;

    impl Cost for Vec<u8> {
        fn bytes(&self) -> u64 {
            self.len() as u64
        }
    }

    #[test]
    fn what_was_used_longest_ago_is_forgotten_first() {
        let memory = Memory::with_budget(1_000);
        let column = Series::new("a".into(), [1, 2, 3]);
        let build = |name: &str, size: usize| memory.of(name, vec![column.clone()], || Some(vec![0_u8; size]));
        let is_known = |name: &str| memory.known::<Vec<u8>>(name, std::slice::from_ref(&column)).is_some();
        build("one", 300);
        build("two", 300);
        assert!(is_known("one"));
        build("three", 300);
        build("four", 200);
        assert_eq!(["one", "two", "three", "four"].map(is_known), [true, false, true, true]);
        build("huge", 700);
        assert!(!is_known("huge") && memory.bytes() < 1_000);
        let other = Series::new("a".into(), [1, 2, 3]);
        assert!(memory.known::<Vec<u8>>("one", std::slice::from_ref(&other)).is_none());
        memory.keep_of(std::iter::once(&other));
        assert_eq!(memory.bytes(), 0);
    }
}
