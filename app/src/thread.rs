//! The questions asked so far, with their answers: the Ask place shows them, and `window.sextant.ask` adds to them.

use crate::engine::Engine;
use crate::storage;
use crate::{clock, notices::Notices};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use spec::answer::{Answer, Table};
use spec::ask::Asked;
use spec::dashboard::Tile;
use spec::problem::Problem;
use spec::share::SharedQuestion;
use std::sync::Arc;

/// One question with what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Tells it from the others.
    pub id: String,
    /// The words that were asked.
    pub words: String,
    /// How they were read, once they were.
    pub asked: Option<Asked>,
    /// The answer, once it is there.
    #[serde(default, with = "stored")]
    pub answer: Option<Arc<Answer>>,
    /// Why there is no answer.
    pub problem: Option<Problem>,
    /// Whether the user keeps it as a favourite.
    #[serde(default)]
    pub favourite: bool,
}

/// The questions asked so far. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Thread {
    /// Newest first.
    pub entries: RwSignal<Vec<Entry>>,
    notices: Notices,
}

/// How many questions are remembered.
const MOST: usize = 50;
/// How many of them with their answers; the others are answered again when they are looked at.
const STORED_ANSWERS: usize = 20;
/// An answer with more rows is worked out again instead of stored.
const STORED_ROWS: usize = 1000;

/// The page's thread.
pub(crate) fn use_thread() -> Thread {
    expect_context()
}

impl Thread {
    /// Reads what is stored.
    pub(crate) fn load(notices: Notices) -> Self {
        let thread = Self {
            entries: RwSignal::new(Vec::new()),
            notices,
        };
        spawn_local(async move {
            match storage::read::<Vec<Entry>>("thread").await {
                Ok(stored) => thread
                    .entries
                    .update(|entries| entries.extend(stored.unwrap_or_default())),
                Err(problem) => notices.problem(&problem),
            }
        });
        thread
    }

    /// Asks, and adds the question with its answer to the thread. `datasets` as in [`Engine::ask`].
    pub(crate) async fn ask(
        self,
        engine: Engine,
        words: String,
        datasets: Vec<String>,
        previous: Option<Tile>,
    ) -> Result<Asked, Problem> {
        let id = clock::fresh_id();
        let entry = Entry {
            id: id.clone(),
            words: words.clone(),
            asked: None,
            answer: None,
            problem: None,
            favourite: false,
        };
        self.entries.update(|entries| entries.insert(0, entry));
        let result = engine.ask(words, datasets, previous).await;
        self.change(&id, |entry| match &result {
            Ok((asked, answer)) => {
                entry.asked = Some(reading_alone(asked, answer));
                entry.answer = Some(Arc::new(answer.clone()));
            }
            Err(problem) => entry.problem = Some(problem.clone()),
        });
        result.map(|(asked, _)| asked)
    }

    /// Adds a question that was built elsewhere, with its answer.
    pub(crate) fn add(self, tile: Tile, answer: Arc<Answer>) {
        let entry = Entry {
            id: clock::fresh_id(),
            words: tile.title.clone(),
            asked: Some(Asked {
                chart: answer.chart.kind.map(|kind| kind.name().to_owned()).unwrap_or_default(),
                tile,
                table: Table::default(),
                notes: Vec::new(),
                alternatives: Vec::new(),
                confidence: 1.0,
            }),
            answer: Some(answer),
            problem: None,
            favourite: false,
        };
        self.entries.update(|entries| {
            entries.insert(0, entry);
            entries.truncate(MOST);
        });
        self.save();
    }

    /// Takes questions in that others have shared, as favourites; tells how many were not here yet.
    pub(crate) fn take_in(self, shared: Vec<SharedQuestion>) -> usize {
        let is_here = |question: &SharedQuestion| {
            self.entries.with_untracked(|entries| {
                let same = |entry: &Entry| {
                    entry
                        .asked
                        .as_ref()
                        .is_some_and(|asked| asked.tile == question.asked.tile)
                };
                entries.iter().any(|entry| entry.words == question.words && same(entry))
            })
        };
        let fresh: Vec<_> = shared.into_iter().filter(|question| !is_here(question)).collect();
        let count = fresh.len();
        for question in fresh.into_iter().rev() {
            let entry = Entry {
                id: clock::fresh_id(),
                words: question.words,
                asked: Some(question.asked),
                answer: None,
                problem: None,
                favourite: true,
            };
            self.entries.update(|entries| entries.insert(0, entry));
        }
        if count > 0 {
            self.save();
        }
        count
    }

    /// Changes an entry for the time being, without saving.
    pub(crate) fn show(self, id: &str, change: impl FnOnce(&mut Entry)) {
        self.entries.update(|entries| {
            if let Some(entry) = entries.iter_mut().find(|entry| entry.id == id) {
                change(entry);
            }
        });
    }

    /// Changes an entry, and saves.
    pub(crate) fn change(self, id: &str, change: impl FnOnce(&mut Entry)) {
        self.entries.update(|entries| {
            if let Some(entry) = entries.iter_mut().find(|entry| entry.id == id) {
                change(entry);
            }
            entries.truncate(MOST);
        });
        self.save();
    }

    /// Takes an entry away, and gives it with its place so that it can be put back.
    pub(crate) fn remove(self, id: &str) -> Option<(usize, Entry)> {
        let index = self
            .entries
            .with_untracked(|entries| entries.iter().position(|entry| entry.id == id))?;
        let removed = self.entries.try_update(|entries| entries.remove(index));
        self.save();
        removed.map(|entry| (index, entry))
    }

    /// Puts an entry back where it was.
    pub(crate) fn put_back(self, index: usize, entry: Entry) {
        self.entries
            .update(|entries| entries.insert(index.min(entries.len()), entry));
        self.save();
    }

    /// Takes every entry away that is no favourite, and gives what was there.
    pub(crate) fn clear(self) -> Vec<Entry> {
        let before = self.entries.get_untracked();
        self.entries.update(|entries| entries.retain(|entry| entry.favourite));
        self.save();
        before
    }

    /// Brings back what was there before [`Thread::clear`].
    pub(crate) fn restore(self, before: Vec<Entry>) {
        self.entries.set(before);
        self.save();
    }

    fn save(self) {
        let (mut entries, notices) = (self.entries.get_untracked(), self.notices);
        for (index, entry) in entries.iter_mut().enumerate() {
            let is_small = |answer: &Arc<Answer>| index < STORED_ANSWERS && answer.table.rows.len() <= STORED_ROWS;
            entry.answer = entry.answer.take().filter(is_small);
        }
        spawn_local(async move {
            if let Err(problem) = storage::write("thread", &entries).await {
                notices.problem(&problem);
            }
        });
    }
}

/// An answer as it is stored: by its value.
mod stored {
    use super::{Answer, Arc};
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(super) fn serialize<S: Serializer>(answer: &Option<Arc<Answer>>, serializer: S) -> Result<S::Ok, S::Error> {
        answer.as_deref().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Arc<Answer>>, D::Error> {
        Ok(Option::<Answer>::deserialize(deserializer)?.map(Arc::new))
    }
}

/// What was asked without what the answer says too: that is kept once.
fn reading_alone(asked: &Asked, answer: &Answer) -> Asked {
    let notes = asked
        .notes
        .iter()
        .filter(|note| !answer.notes.contains(note))
        .cloned()
        .collect();
    Asked {
        notes,
        table: Table::default(),
        ..asked.clone()
    }
}
