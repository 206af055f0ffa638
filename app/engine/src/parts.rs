//! A question over many rows, worked out by several engines: each has some of the rows, and one of them has all.
//!
//! The engine with all rows runs the question until groups are to be made of them, and stops there.
//! Every engine then runs it as far with its own rows; what each found is put together, and the run begins anew with what is known.
//! So it goes on until nothing is wanted any more. What cannot be put together is worked out by the engine with all rows.

mod bytes;
mod session;
mod share;
#[cfg(test)]
mod tests;
mod whole;

pub(crate) use session::Session;
pub use share::{Held, Share};
pub use whole::{Parted, Turn, Wanted};

use crate::dense;
use crate::error::Error;
use crate::memory::Memory;
use polars::prelude::{DataFrame, Expr, LazyFrame};
use session::Step;

/// As [`dense::grouped`], of all rows where these are parted.
///
/// # Errors
/// When the run has to stop here.
pub(crate) fn grouped(
    frame: &LazyFrame,
    by: &[Expr],
    aggregates: &[Expr],
    memory: &Memory,
) -> Result<Option<DataFrame>, Error> {
    let alone = || Ok(dense::grouped(frame, by, aggregates, memory));
    let session = &memory.session;
    if session.is_alone() {
        return alone();
    }
    let uses = dense::uses(frame, by, aggregates);
    let Some((table, columns)) = uses.filter(|(table, columns)| session.has(table, columns)) else {
        session.refuse();
        return alone();
    };
    match session.step() {
        Step::Known(frame) => Ok(Some(frame)),
        Step::Found(parts) => match dense::together(frame, by, aggregates, parts) {
            Some(frame) => {
                session.learn(frame.clone());
                Ok(Some(frame))
            }
            None => {
                session.refuse();
                alone()
            }
        },
        Step::Part => {
            session.give(dense::part(frame, by, aggregates, memory));
            Err(stopped())
        }
        Step::Whole => match dense::at_hand(frame, by, aggregates, memory) {
            Some(frame) => {
                session.learn(frame.clone());
                Ok(Some(frame))
            }
            None if dense::is_joint(frame, by, aggregates) => {
                session.want(&table, columns);
                Err(stopped())
            }
            None => {
                session.refuse();
                alone()
            }
        },
        Step::Stopped => Err(stopped()),
    }
}

/// What is known of all rows beside groups, such as how far they reach.
///
/// # Errors
/// When it cannot be worked out, or when the run has to stop here.
pub(crate) fn fact(memory: &Memory, work_out: impl FnOnce() -> Result<DataFrame, Error>) -> Result<DataFrame, Error> {
    let session = &memory.session;
    if session.is_alone() {
        return work_out();
    }
    match session.step() {
        Step::Known(frame) => Ok(frame),
        Step::Whole => {
            let fact = work_out()?;
            session.learn(fact.clone());
            Ok(fact)
        }
        Step::Found(_) | Step::Part | Step::Stopped => Err(stopped()),
    }
}

/// The end of a run that goes on later.
fn stopped() -> Error {
    Error::Invalid {
        why: "this question is worked out in parts".to_owned(),
        hint: None,
    }
}
