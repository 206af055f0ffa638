//! What the engine's memory is taken by, what of it can be given back, and what goes first.

use crate::dataset::Dataset;
use crate::profile::Role;
use serde::{Deserialize, Serialize};

/// What takes memory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Usage {
    /// The datasets, in the order they came.
    pub datasets: Vec<Held>,
    /// What was worked out of them and may be asked for again.
    pub remembered_bytes: u64,
    /// All that is in use, with what the engine itself takes.
    pub used_bytes: u64,
    /// What the browser has given; it takes nothing back as long as the engine runs.
    pub taken_bytes: u64,
    /// How much may be in use when nothing is under way.
    pub budget_bytes: u64,
}

/// What one dataset takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Its name.
    pub name: String,
    /// Its columns, as they are shown.
    pub shown_bytes: u64,
    /// What was read and is not shown, or differs from what is.
    pub read_bytes: u64,
    /// The tables between its steps; they can be worked out again.
    pub between_bytes: u64,
    /// What was set aside.
    pub aside_bytes: u64,
    /// Whether its rows are only in storage.
    pub is_asleep: bool,
    /// Whether it is in storage whole.
    pub is_stored: bool,
    /// When its rows were last needed: the larger, the later.
    pub last_used: u64,
}

/// What stays in memory of a dataset that is asleep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Its schema, its origin and its steps.
    pub dataset: Dataset,
    /// What each column means.
    pub roles: Vec<Role>,
    /// The different values of each column whose values are few.
    pub values: Vec<Vec<String>>,
}

/// Memory that has grown less beyond what is in use is left as it is.
const WORTH_BYTES: u64 = 256 << 20;

impl Usage {
    /// What can be worked out again, and so be freed at any time.
    pub fn spare_bytes(&self) -> u64 {
        let between = self.datasets.iter().map(|held| held.between_bytes);
        self.remembered_bytes + between.sum::<u64>()
    }

    /// Which datasets are put to sleep so that so many bytes are free: those first whose rows were not needed for longest, and none that is named.
    pub fn to_sleep(&self, bytes: u64, needed: &[String]) -> Vec<String> {
        let can = |held: &&Held| held.can_sleep() && !needed.contains(&held.name);
        let mut sleepers: Vec<&Held> = self.datasets.iter().filter(can).collect();
        sleepers.sort_by_key(|held| held.last_used);
        let mut freed = 0;
        let enough = sleepers.into_iter().take_while(|held| {
            let is_wanted = freed < bytes;
            freed += held.bytes();
            is_wanted
        });
        enough.map(|held| held.name.clone()).collect()
    }

    /// What of the datasets could not be put to sleep.
    pub fn fixed_bytes(&self) -> u64 {
        let fixed = self.datasets.iter().filter(|held| !held.can_sleep());
        fixed.map(Held::bytes).sum()
    }

    /// Whether the browser has given so much more than is in use that a new engine is worth its start.
    pub fn is_grown(&self) -> bool {
        let beyond = self.taken_bytes.saturating_sub(self.used_bytes);
        beyond > self.used_bytes && beyond > WORTH_BYTES
    }
}

impl Held {
    /// All that it takes.
    pub fn bytes(&self) -> u64 {
        self.shown_bytes + self.read_bytes + self.between_bytes + self.aside_bytes
    }

    /// Whether putting it to sleep loses nothing and frees something.
    pub fn can_sleep(&self) -> bool {
        self.is_stored && !self.is_asleep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(name: &str, megabytes: u64, last_used: u64) -> Held {
        Held {
            name: name.to_owned(),
            shown_bytes: megabytes << 20,
            is_stored: true,
            last_used,
            ..Held::default()
        }
    }

    #[test]
    fn what_was_not_needed_for_longest_goes_first() {
        let mut usage = Usage {
            datasets: vec![held("new", 10, 9), held("old", 20, 1), held("middle", 30, 5)],
            ..Usage::default()
        };
        let names = |usage: &Usage, megabytes: u64, needed: &[&str]| {
            let needed: Vec<String> = needed.iter().map(|name| (*name).to_owned()).collect();
            usage.to_sleep(megabytes << 20, &needed).join(" ")
        };
        for (megabytes, needed, expected) in [
            (0, vec![], ""),
            (1, vec![], "old"),
            (20, vec![], "old"),
            (21, vec![], "old middle"),
            (500, vec![], "old middle new"),
            (500, vec!["middle"], "old new"),
        ] {
            assert_eq!(names(&usage, megabytes, &needed), expected, "{megabytes} {needed:?}");
        }
        usage.datasets[1].is_stored = false;
        usage.datasets[2].is_asleep = true;
        assert_eq!(names(&usage, 500, &[]), "new");
        assert_eq!(usage.fixed_bytes(), 50 << 20);
    }

    #[test]
    fn an_engine_is_replaced_when_much_is_to_be_had() {
        for (taken, used, expected) in [(800, 200, true), (400, 200, false), (700, 500, false), (300, 60, false)] {
            let usage = Usage {
                taken_bytes: taken << 20,
                used_bytes: used << 20,
                ..Usage::default()
            };
            assert_eq!(usage.is_grown(), expected, "{taken} {used}");
        }
    }

    #[test]
    fn what_can_be_worked_out_again_is_spare() {
        let mut usage = Usage {
            datasets: vec![held("a", 10, 1), held("b", 10, 2)],
            remembered_bytes: 5,
            ..Usage::default()
        };
        usage.datasets[0].between_bytes = 7;
        usage.datasets[1].read_bytes = 100;
        assert_eq!(usage.spare_bytes(), 12);
    }
}
