//! Questions over large datasets, worked out by several workers: each of them has some of the rows, and this one has all.
//!
//! A helper is the same binary again, started by this worker; it ends when this worker does. Columns go to it when nothing else is to be done.

mod helper;
mod link;
mod setting;
mod team;

pub(crate) use helper::{NAME, start};
pub(crate) use team::{send_some, tidy};

use crate::pump::with_engine;
use engine::{Outcome, Turn};
use spec::problem::Problem;
use spec::worker::Request;

/// Does what a request asks; with the helpers where they are of use.
pub(crate) async fn handle(request: Request) -> Result<Outcome, Problem> {
    let least_rows = setting::least_rows().filter(|_| is_question(&request));
    let Some(least_rows) = least_rows.filter(|rows| with_engine(|engine| Ok(engine.has_rows(*rows))).unwrap_or(false))
    else {
        return with_engine(|engine| engine.handle(request));
    };
    let mut parted = with_engine(|engine| engine.take_apart(request, least_rows))?;
    let mut found: Option<Vec<Vec<u8>>> = None;
    loop {
        let wanted = match with_engine(|engine| engine.turn(&mut parted, found.as_deref()))? {
            Turn::Done(outcome) => return Ok(outcome),
            Turn::Wanted(wanted) => wanted,
        };
        found = team::ask(&wanted).await;
        if found.is_none() {
            return with_engine(|engine| engine.alone(&parted));
        }
    }
}

fn is_question(request: &Request) -> bool {
    matches!(
        request,
        Request::Answer { .. }
            | Request::Table { .. }
            | Request::Ask { .. }
            | Request::Arrow { .. }
            | Request::Export { .. }
    )
}
