//! Changes to a card: made at once, answered when the engine has, taken back and made again.

use super::Card;
use crate::pages::ask::edit::{self, Change, Chip};
use crate::ui::words;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::dashboard::Tile;
use spec::problem::Problem;
use spec::question::{Query, Question};
use std::sync::Arc;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// How many changes can be taken back.
const MOST: usize = 100;

impl Card {
    /// Makes a change to how the question was read.
    pub(in crate::pages::ask) fn edit(self, change: Change) {
        let Some(tile) = untrack(move || self.tile()) else {
            return;
        };
        let next = edit::apply(&tile, change.clone());
        let chip = match &next.question {
            Question::Query(query) => Some(change.chip(query)),
            Question::Sql(_) => None,
        };
        self.read_as(next);
        self.blamed.set(chip);
    }

    /// Reads the question another way, and answers it anew. It can be taken back.
    pub(in crate::pages::ask) fn read_as(self, tile: Tile) {
        let Some(before) = untrack(move || self.tile()) else {
            return;
        };
        if before == tile {
            return;
        }
        self.past.update(|past| {
            past.push(before);
            let beyond = past.len().saturating_sub(MOST);
            past.drain(..beyond);
        });
        self.future.set(Vec::new());
        self.answer_again(tile);
    }

    /// Takes the last change back.
    pub(in crate::pages::ask) fn undo(self) {
        self.step(self.past, self.future);
    }

    /// Makes again what was taken back last.
    pub(in crate::pages::ask) fn redo(self) {
        self.step(self.future, self.past);
    }

    fn step(self, from: RwSignal<Vec<Tile>>, to: RwSignal<Vec<Tile>>) {
        let Some(now) = untrack(move || self.tile()) else {
            return;
        };
        if let Some(tile) = from.try_update(Vec::pop).flatten() {
            to.update(|to| to.push(now));
            self.answer_again(tile);
        }
    }

    /// Takes back and makes again by keys.
    pub(super) fn press(self, event: &KeyboardEvent) {
        let is_writing = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_writing = is_writing.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
        if is_writing || !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => self.undo(),
            ("z", true) | ("y", _) => self.redo(),
            _ => return,
        }
        event.prevent_default();
    }

    /// The words of the chip whose change did not work.
    pub(super) fn blamed_words(self) -> Option<String> {
        let Question::Query(query) = self.tile()?.question else {
            return None;
        };
        Some(words::capitalised(&says(&query, self.blamed.get()?)?))
    }

    /// Shows the reading at once; the old answer stays until the new one is there, also when there will be none.
    pub(super) fn answer_again(self, tile: Tile) {
        let Some(id) = self.entry.get_untracked().map(|entry| entry.id) else {
            return;
        };
        self.busy.set(true);
        self.statement.set(None);
        self.thread.show(&id, |entry| {
            if let Some(asked) = &mut entry.asked {
                if asked.tile.title != tile.title {
                    entry.words.clone_from(&tile.title);
                }
                asked.tile = tile.clone();
            }
        });
        spawn_local(async move {
            let slot = format!("answer/{id}");
            let result = self.engine.answer(&slot, tile, Vec::new()).await;
            let is_stale = result.as_ref().is_err_and(|problem| problem.code == "superseded");
            // The card may be gone by now.
            if is_stale || self.busy.try_set(false).is_some() {
                return;
            }
            self.settle(&id, result);
        });
    }

    fn settle(self, id: &str, result: Result<spec::answer::Answer, Problem>) {
        self.problem.set(result.as_ref().err().cloned());
        if result.is_ok() {
            self.blamed.set(None);
        }
        self.thread.change(id, |entry| match result {
            Ok(answer) => {
                entry.problem = None;
                entry.answer = Some(Arc::new(answer));
            }
            Err(problem) => entry.problem = Some(problem),
        });
    }
}

/// What a chip says.
fn says(query: &Query, chip: Chip) -> Option<String> {
    match chip {
        Chip::Measure(at) => query.measures.get(at).map(words::figure::told),
        Chip::Derived(at) => query.derived.get(at).map(|derived| derived.name.clone()),
        Chip::Group(at) => query.groups.get(at).map(words::group),
        Chip::Filter(stage, at) => edit::filters(query, stage).get(at).map(words::filter),
        Chip::Calculated(at) => query.calculated.get(at).map(|calculated| calculated.name.clone()),
        Chip::Join(at) => query.joins.get(at).map(words::source::join),
        Chip::Union => Some(query.union.join(" and ")).filter(|names| !names.is_empty()),
        Chip::Sample => query.sample.map(words::source::sample),
        Chip::Top => query.top.as_ref().map(words::top),
        Chip::Sort => query.sort.first().map(words::sort),
        Chip::Layout => match &query.pivot {
            Some(pivot) => Some(words::layout::pivot(pivot)),
            None => Some(words::layout::totals(query.totals).to_owned()),
        },
        Chip::Columns => None,
    }
}
