//! A list of steps run over a table as it was read, from the first that changed.

use super::{Done, Place, run};
use crate::aside::Aside;
use crate::catalog::{Entry, describe};
use crate::error::Error;
use polars::prelude::DataFrame;
use spec::problem::Problem;
use spec::step::{Operation, Outcome, Step};
use std::sync::Arc;

/// A step that was run, with what came of it.
#[derive(Clone)]
pub(crate) struct Played {
    /// The step.
    pub step: Step,
    /// What came of it.
    pub outcome: Outcome,
    /// What it set aside.
    pub aside: Arc<Aside>,
    /// The table after it, while it is kept.
    pub frame: Option<DataFrame>,
}

/// Runs the steps over the table. What was played before is not run again as far as the steps are the same.
///
/// - A step that cannot be done is left out; its outcome says why.
/// - A step that needs another dataset, and those after it, are always run: the other may have changed.
pub(crate) fn replay(
    base: &DataFrame,
    before: &[Played],
    steps: &[Step],
    place: Place<'_>,
) -> (DataFrame, Vec<Played>) {
    let same = before
        .iter()
        .zip(steps)
        .take_while(|(played, step)| played.step == **step && step.operation.dataset().is_none())
        .count();
    let kept = before[..same].iter().rposition(|played| played.frame.is_some());
    let mut played: Vec<Played> = kept.map_or_else(Vec::new, |last| before[..=last].to_vec());
    let mut frame = played
        .last()
        .and_then(|last| last.frame.clone())
        .unwrap_or_else(|| base.clone());
    let mut room = room(base, &played);
    for step in &steps[played.len()..] {
        let height = frame.height();
        let mut next = play(&frame, step, place);
        if let Some(after) = next.frame.take() {
            let cost = cost(&after, height, &step.operation);
            if cost <= room {
                room -= cost;
                next.frame = Some(after.clone());
            }
            frame = after;
        }
        played.push(next);
    }
    (frame, played)
}

/// How many bytes the tables between steps may take beside the dataset itself.
fn room(base: &DataFrame, played: &[Played]) -> usize {
    const LEAST: usize = 64 << 20;
    let most = (2 * base.estimated_size()).max(LEAST);
    let mut height = base.height();
    let mut taken = 0;
    for played in played {
        if let Some(frame) = &played.frame {
            taken += cost(frame, height, &played.step.operation);
            height = frame.height();
        }
    }
    most.saturating_sub(taken)
}

/// About how many bytes the table takes that are not shared with the one before.
fn cost(frame: &DataFrame, height_before: usize, operation: &Operation) -> usize {
    let size = frame.estimated_size();
    let moves_rows = frame.height() != height_before || matches!(operation, Operation::Sort { .. });
    match moves_rows {
        true => size,
        false => size / frame.width().max(1),
    }
}

fn play(frame: &DataFrame, step: &Step, place: Place<'_>) -> Played {
    let done = match step.enabled {
        true => run(frame, &step.operation, place),
        false => Ok(Done::default()),
    };
    let (done, problem) = match done {
        Ok(done) => (done, None),
        Err(error) => (Done::default(), Some(Problem::from(error))),
    };
    let after = match step.enabled && problem.is_none() {
        true => done.frame,
        false => frame.clone(),
    };
    Played {
        step: step.clone(),
        outcome: Outcome {
            rows: after.height() as u64,
            columns: after.get_columns().iter().map(describe).collect(),
            touched: done.touched,
            said: step.operation.said(),
            notes: done.notes,
            problem,
        },
        aside: Arc::new(done.aside),
        frame: Some(after),
    }
}

impl<'a> Place<'a> {
    /// The other dataset that a step names: not this one, and none that is made from this one.
    pub(super) fn other(self, name: &str) -> Result<&'a Entry, Error> {
        let entry = self.catalog.whole(name)?;
        let refused = |why: String| {
            Err(Error::Invalid {
                why,
                hint: Some("Open the file a second time under another name, and use that".to_owned()),
            })
        };
        if entry.dataset.name.eq_ignore_ascii_case(self.whose) {
            return refused(format!("{} cannot be put together with itself", self.whose));
        }
        match self.catalog.needs(&entry.dataset.name, self.whose) {
            true => refused(format!(
                "{} is made from {} by its own steps, and each would wait for the other",
                entry.dataset.name, self.whose
            )),
            false => Ok(entry),
        }
    }
}
