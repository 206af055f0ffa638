//! Questions that were answered before, for as long as the rows behind them are the same.

#[cfg(test)]
mod tests;

use super::Engine;
use crate::catalog::Catalog;
use crate::error::Error;
use crate::memory::Cost;
use crate::{query, sql};
use polars::prelude::DataFrame;
use spec::answer::Note;
use spec::question::Question;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What came of a question.
#[derive(Clone)]
struct Worked {
    frame: DataFrame,
    notes: Vec<Note>,
}

/// Larger answers are not held: they are asked for once, to be taken elsewhere.
const MOST_BYTES: usize = 8 << 20;

impl Cost for Worked {
    fn bytes(&self) -> u64 {
        self.frame.estimated_size() as u64 + 1024
    }
}

impl Engine {
    /// A question's rows and what is to be said about them, as they were worked out last or anew.
    pub(super) fn frame(&self, question: &Question, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
        let question = self.resolved(question)?;
        let name = self.answer_name(&question, today);
        let memory = &self.catalog.memory;
        if let Some(known) = memory.known::<Worked>(&name, &[]) {
            return Ok((known.frame.clone(), known.notes.clone()));
        }
        memory.session.ask(&question, today);
        let (frame, notes) = worked_out(&self.catalog, &question, today)?;
        if frame.estimated_size() <= MOST_BYTES {
            let worked = Worked {
                frame: frame.clone(),
                notes: notes.clone(),
            };
            memory.of(&name, Vec::new(), || Some(worked));
        }
        Ok((frame, notes))
    }

    /// Words that are the same only for the same question on the same day over the same rows. Nothing can be asked of a dataset without its name, and one that is named in vain does no harm.
    fn answer_name(&self, question: &Question, today: &str) -> String {
        let text = serde_json::to_string(question).unwrap_or_default();
        let lower = text.to_lowercase();
        let mut name = format!("answer {today}");
        for entry in self.catalog.entries() {
            if lower.contains(&entry.dataset.name.to_lowercase()) {
                write!(name, " {}", entry.version).unwrap_or_default();
            }
        }
        name + &text
    }
}

/// What a question in the engine's own words amounts to.
pub(crate) fn worked_out(catalog: &Catalog, question: &Question, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
    match question {
        Question::Query(query) => query::run(catalog, query, today),
        Question::Sql(statement) => {
            let given = sql::Given::new(today, &BTreeMap::new());
            Ok((sql::run(catalog, &statement.text, &given)?, Vec::new()))
        }
    }
}
