//! How far a question is worked out.

use crate::dense::Part;
use crate::memory::address;
use polars::prelude::{Column, DataFrame, PlSmallStr};
use spec::question::Question;
use std::cell::RefCell;

/// How far the question is worked out that runs now.
#[derive(Default)]
pub(crate) struct Session(RefCell<State>);

#[derive(Default)]
struct State {
    role: Role,
    /// The tables whose rows are parted.
    tables: Vec<DataFrame>,
    /// The question, and the day it is asked on.
    question: Option<(Question, String)>,
    /// What has been worked out of all rows, in the order it was needed.
    known: Vec<DataFrame>,
    /// How much of that has been needed in this run.
    used: usize,
    /// What was found of all rows for what is needed next.
    found: Option<Vec<Part>>,
    /// The table and the columns that are needed next.
    wanted: Option<(DataFrame, Vec<PlSmallStr>)>,
    /// What the rows here tell.
    part: Option<Part>,
}

/// Which engine this is.
#[derive(Clone, Copy, Default, PartialEq)]
enum Role {
    /// It works everything out itself.
    #[default]
    Alone,
    /// It has all rows.
    Whole,
    /// It has some rows.
    Share,
    /// Its run has come to an end.
    Stopped,
}

/// What is to be done next.
pub(super) enum Step {
    /// Nothing: it is known.
    Known(DataFrame),
    /// Putting together what was found.
    Found(Vec<Part>),
    /// Finding out what the rows here tell.
    Part,
    /// Finding out what all rows tell.
    Whole,
    /// Nothing: the run is at an end.
    Stopped,
}

/// A run that stopped.
pub(super) struct Stop {
    /// The question.
    pub question: Question,
    /// The day it is asked on.
    pub today: String,
    /// What is known of all rows so far.
    pub known: Vec<DataFrame>,
    /// The table whose rows are needed.
    pub table: DataFrame,
    /// The columns of it.
    pub columns: Vec<PlSmallStr>,
}

impl Session {
    /// Begins a run over all rows of these tables, with what is known and with what was found for the next step.
    pub(super) fn begin(&self, tables: Vec<DataFrame>, known: Vec<DataFrame>, found: Option<Vec<Part>>) {
        *self.0.borrow_mut() = State {
            role: Role::Whole,
            tables,
            known,
            found,
            ..State::default()
        };
    }

    /// Begins a run over some rows of a table.
    pub(super) fn begin_share(&self, table: DataFrame, known: Vec<DataFrame>) {
        *self.0.borrow_mut() = State {
            role: Role::Share,
            tables: vec![table],
            known,
            ..State::default()
        };
    }

    /// Ends the run over all rows; says where it stopped, if it did.
    pub(super) fn end(&self) -> Option<Stop> {
        let state = std::mem::take(&mut *self.0.borrow_mut());
        let ((table, columns), (question, today)) = state.wanted.zip(state.question)?;
        Some(Stop {
            question,
            today,
            known: state.known,
            table,
            columns,
        })
    }

    /// Ends the run over some rows; gives what they tell.
    pub(super) fn end_share(&self) -> Option<Part> {
        std::mem::take(&mut *self.0.borrow_mut()).part
    }

    /// What is left of the question is worked out here, of all rows.
    pub(crate) fn refuse(&self) {
        let state = &mut *self.0.borrow_mut();
        match state.role {
            Role::Whole if state.question.is_none() => {}
            Role::Whole => state.role = Role::Alone,
            // What only some rows tell must not be taken for what all do.
            Role::Share => state.role = Role::Stopped,
            Role::Alone | Role::Stopped => {}
        }
    }

    /// The question that runs now. A second one is worked out alone.
    pub(crate) fn ask(&self, question: &Question, today: &str) {
        let is_second = self.0.borrow().question.is_some();
        if is_second {
            return self.refuse();
        }
        let state = &mut *self.0.borrow_mut();
        if state.role == Role::Whole {
            state.question = Some((question.clone(), today.to_owned()));
        }
    }

    /// Whether everything is worked out here: also what is not the question's own.
    pub(super) fn is_alone(&self) -> bool {
        let state = self.0.borrow();
        match state.role {
            Role::Alone => true,
            Role::Whole => state.question.is_none(),
            Role::Share | Role::Stopped => false,
        }
    }

    /// Whether the rows of a table are parted, as far as these columns of it tell.
    pub(super) fn has(&self, table: &DataFrame, columns: &[PlSmallStr]) -> bool {
        let state = self.0.borrow();
        !columns.is_empty() && state.tables.iter().any(|known| is_same(known, table, columns))
    }

    /// What is to be done next.
    pub(super) fn step(&self) -> Step {
        let state = &mut *self.0.borrow_mut();
        if state.wanted.is_some() || state.role == Role::Stopped {
            return Step::Stopped;
        }
        if let Some(known) = state.known.get(state.used) {
            state.used += 1;
            return Step::Known(known.clone());
        }
        match (state.found.take(), state.role) {
            (Some(found), _) => Step::Found(found),
            (None, Role::Share) => Step::Part,
            (None, _) => Step::Whole,
        }
    }

    /// Takes up what is known of all rows.
    pub(super) fn learn(&self, frame: DataFrame) {
        let state = &mut *self.0.borrow_mut();
        state.known.push(frame);
        state.used += 1;
    }

    /// The run stops until it is known what the columns of all rows tell.
    pub(super) fn want(&self, table: &DataFrame, columns: Vec<PlSmallStr>) {
        self.0.borrow_mut().wanted = Some((table.clone(), columns));
    }

    /// The run stops with what the rows here tell.
    pub(super) fn give(&self, part: Option<Part>) {
        let state = &mut *self.0.borrow_mut();
        (state.part, state.role) = (part, Role::Stopped);
    }
}

/// Whether these columns of two tables are the same cells in memory.
pub(super) fn is_same(one: &DataFrame, other: &DataFrame, columns: &[PlSmallStr]) -> bool {
    let place = |table: &DataFrame, name: &str| match table.column(name) {
        Ok(Column::Series(cells)) => Some(address(cells)),
        _ => None,
    };
    one.height() == other.height()
        && columns.iter().all(|name| {
            let own = place(one, name);
            own.is_some() && own == place(other, name)
        })
}
