//! What was done to a dataset so far: how it is read and its steps, with what they were before.

use serde::{Deserialize, Serialize};
use spec::reading::OpenOptions;
use spec::step::Step;

/// So many changes can be taken back.
const MOST: usize = 100;

/// How a dataset is read, where the user said so, and what is done to it then.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Version {
    /// What the user said about reading.
    pub options: OpenOptions,
    /// The steps.
    pub steps: Vec<Step>,
}

/// The versions of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct History {
    /// The present one.
    pub now: Version,
    /// The file that it is of: a history is worth nothing for another one.
    pub filename: String,
    past: Vec<Version>,
    future: Vec<Version>,
}

impl History {
    /// Without a past.
    pub(super) fn new(filename: &str, steps: &[Step]) -> Self {
        Self {
            now: Version {
                options: OpenOptions::default(),
                steps: steps.to_vec(),
            },
            filename: filename.to_owned(),
            ..Self::default()
        }
    }

    /// Whether it is that of a dataset with these steps from this file.
    pub(super) fn fits(&self, filename: &str, steps: &[Step]) -> bool {
        self.filename == filename && self.now.steps == steps
    }

    /// Makes this the present; the same version again is no change.
    pub(super) fn make(&mut self, version: Version) {
        if version == self.now {
            return;
        }
        self.past.push(std::mem::replace(&mut self.now, version));
        self.future.clear();
        if self.past.len() > MOST {
            self.past.remove(0);
        }
    }

    /// Goes back by one.
    pub(super) fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.now, before));
        true
    }

    /// Goes forward again by one.
    pub(super) fn redo(&mut self) -> bool {
        let Some(next) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, next));
        true
    }

    /// Whether there is something to take back, and something to make again.
    pub(super) fn can(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::step::Operation;

    fn with(count: usize) -> Version {
        let step = || Step::from(Operation::Trim { columns: Vec::new() });
        Version {
            steps: (0..count).map(|_| step()).collect(),
            ..Version::default()
        }
    }

    #[test]
    fn changes_are_taken_back_and_made_again() {
        let mut history = History::new("a.csv", &[]);
        history.make(with(1));
        history.make(with(1));
        history.make(with(2));
        assert!(history.undo() && history.now == with(1));
        assert!(history.undo() && history.now == with(0));
        assert!(!history.undo());
        assert!(history.redo() && history.now == with(1));
        history.make(with(3));
        assert_eq!(history.can(), (true, false));
        assert!(history.fits("a.csv", &with(3).steps) && !history.fits("b.csv", &with(3).steps));
    }
}
