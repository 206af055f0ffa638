//! Columns that settle another: a postal code its city, a product its category.

use super::codes::Codes;
use super::facts::Facts;
use polars::prelude::PlHashMap;
use spec::dataset::Type;
use spec::report::{Dependency, Meaning};

/// How many are told of.
const MOST: usize = 40;
/// In at least so many of the rows.
const ENOUGH: f64 = 0.99;
/// A first look is at so many rows.
const FIRST_LOOK: usize = 4_000;

/// Single columns that settle another; keys are left out, because they settle everything.
pub(super) fn dependencies(facts: &[Facts], sample: &Codes, keys: &[Vec<String>]) -> Vec<Dependency> {
    let mut found = Vec::new();
    let looked_at = || facts.iter().take(sample.columns.len()).enumerate();
    for (from, ours) in looked_at().filter(|(at, facts)| may_settle(facts, sample, *at, keys)) {
        for (to, theirs) in looked_at().filter(|(at, facts)| may_be_settled(facts, sample, *at, keys)) {
            if let Some(holds) = holds(sample, from, to) {
                found.push(Dependency {
                    from: vec![ours.name().to_owned()],
                    to: theirs.name().to_owned(),
                    holds,
                });
            }
        }
    }
    found.truncate(MOST);
    found
}

fn is_key(facts: &Facts, keys: &[Vec<String>]) -> bool {
    keys.iter().any(|key| key.len() == 1 && key[0] == facts.name())
}

fn may_settle(facts: &Facts, sample: &Codes, column: usize, keys: &[Vec<String>]) -> bool {
    let is_name = matches!(
        facts.meaning,
        Meaning::Identifier
            | Meaning::Category
            | Meaning::Place
            | Meaning::PostalCode
            | Meaning::Email
            | Meaning::Person
            | Meaning::Phone
            | Meaning::Period
            | Meaning::Url
    );
    let distinct = sample.distinct[column];
    is_name
        && !is_key(facts, keys)
        && distinct >= 3
        && distinct * 10 <= sample.rows * 9
        && facts.filled() * 2 > facts.series.len() as u64
}

fn may_be_settled(facts: &Facts, sample: &Codes, column: usize, keys: &[Vec<String>]) -> bool {
    let is_flat = !matches!(facts.kind(), Type::List | Type::Struct);
    is_flat && !is_key(facts, keys) && sample.distinct[column] >= 2 && facts.filled() * 2 > facts.series.len() as u64
}

/// In how many rows the value of one column tells that of another, where that says something.
fn holds(sample: &Codes, from: usize, to: usize) -> Option<f64> {
    if from == to {
        return None;
    }
    let step = sample.rows.div_ceil(FIRST_LOOK).max(1);
    let first = Counts::of(sample, from, to, step);
    if step > 1 && first.tested >= 100 && first.holds() < ENOUGH - 0.03 {
        return None;
    }
    let counts = if step == 1 {
        first
    } else {
        Counts::of(sample, from, to, 1)
    };
    counts.are_telling().then(|| counts.holds())
}

/// How two columns go together, over the values of the first that are there at least twice.
#[derive(Default)]
struct Counts {
    /// How many such values.
    groups: u64,
    /// How many rows with them.
    tested: u64,
    /// How many of these have the second column's usual value for the first's.
    usual: u64,
    /// How many of these have the second column's most frequent value.
    most_frequent: u64,
}

impl Counts {
    fn of(sample: &Codes, from: usize, to: usize, step: usize) -> Self {
        let (ours, theirs) = (&sample.columns[from], &sample.columns[to]);
        let mut pairs: Vec<(u32, u32)> = (0..sample.rows)
            .step_by(step)
            .map(|row| (ours[row], theirs[row]))
            .collect();
        pairs.sort_unstable();
        let mut counts = Self::default();
        let mut overall: PlHashMap<u32, u64> = PlHashMap::default();
        for group in pairs.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            counts.groups += 1;
            counts.tested += group.len() as u64;
            let mut usual = 0;
            for same in group.chunk_by(|a, b| a.1 == b.1) {
                usual = usual.max(same.len() as u64);
                *overall.entry(same[0].1).or_default() += same.len() as u64;
            }
            counts.usual += usual;
        }
        counts.most_frequent = overall.into_values().max().unwrap_or_default();
        counts
    }

    fn holds(&self) -> f64 {
        self.usual as f64 / self.tested.max(1) as f64
    }

    /// Whether there is enough to go by, and the first column tells much more than guessing the most frequent value would.
    fn are_telling(&self) -> bool {
        const GROUPS: u64 = 3;
        const CONFIRMED: u64 = 15;
        let wrong = (self.tested - self.usual) as f64;
        let guessed_wrong = (self.tested - self.most_frequent) as f64;
        self.groups >= GROUPS
            && self.tested - self.groups >= CONFIRMED
            && self.holds() >= ENOUGH
            && guessed_wrong >= 0.05 * self.tested as f64
            && wrong <= 0.2 * guessed_wrong
    }
}
