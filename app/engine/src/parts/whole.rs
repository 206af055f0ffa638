//! The engine that has all rows.

use super::bytes;
use super::session::{Stop, is_same};
use super::share::{Held, Share};
use crate::dense::Part;
use crate::engine::{Engine, Outcome};
use crate::error::Error;
use crate::export;
use polars::prelude::{Column, DataFrame, DataType, IntoColumn as _, PlSmallStr, StringChunked};
use spec::parts::Work;
use spec::worker::Request;
use std::ops::Range;

/// A request whose question is worked out in parts.
pub struct Parted {
    request: Request,
    known: Vec<DataFrame>,
    tables: Vec<DataFrame>,
}

/// What came of a run.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum Turn {
    /// The answer.
    Done(Outcome),
    /// Every part has to be asked first.
    Wanted(Wanted),
}

/// What the parts are asked.
pub struct Wanted {
    /// The question.
    pub work: Work,
    /// The columns that are needed for it.
    pub columns: Vec<String>,
    /// What is known of all rows so far, for [`Share::part`].
    pub known: Vec<u8>,
}

impl Engine {
    /// Takes up a request that asks a question, to work it out in parts where a dataset has so many rows.
    ///
    /// # Errors
    /// When statements before the question fail. The request is then done.
    pub fn take_apart(&mut self, request: Request, least_rows: u64) -> Result<Parted, Error> {
        let request = self.without_changes(request)?;
        let entries = self.catalog.entries().iter();
        let large = entries.filter(|entry| entry.dataset.rows >= least_rows);
        Ok(Parted {
            request,
            known: Vec::new(),
            tables: large.map(|entry| entry.frame.clone()).collect(),
        })
    }

    /// Runs a request as far as it comes. `found` is what [`Share::part`] gave for what was wanted last, in the order of the rows.
    ///
    /// # Errors
    /// As [`Engine::handle`].
    pub fn turn(&mut self, parted: &mut Parted, found: Option<&[Vec<u8>]>) -> Result<Turn, Error> {
        let found = found.map(|found| {
            found
                .iter()
                .map(|part| Part::unpacked(part))
                .collect::<Option<Vec<_>>>()
        });
        let Some(found) = found.map_or(Some(None), |found| found.map(Some)) else {
            return self.alone(parted).map(Turn::Done);
        };
        let memory = self.catalog.memory.clone();
        let known = std::mem::take(&mut parted.known);
        memory.session.begin(parted.tables.clone(), known, found);
        let outcome = self.reply(parted.request.clone());
        let Some(stop) = memory.session.end() else {
            return outcome.map(Turn::Done);
        };
        parted.known.clone_from(&stop.known);
        match self.wanted(stop)? {
            Some(wanted) => Ok(Turn::Wanted(wanted)),
            None => self.alone(parted).map(Turn::Done),
        }
    }

    /// Works a request out without others.
    ///
    /// # Errors
    /// As [`Engine::handle`].
    pub fn alone(&mut self, parted: &Parted) -> Result<Outcome, Error> {
        self.reply(parted.request.clone())
    }

    fn wanted(&self, stop: Stop) -> Result<Option<Wanted>, Error> {
        let mut entries = self.catalog.entries().iter();
        let Some(entry) = entries.find(|entry| is_same(&entry.frame, &stop.table, &stop.columns)) else {
            return Ok(None);
        };
        Ok(Some(Wanted {
            work: Work {
                dataset: entry.dataset.name.clone(),
                question: stop.question,
                today: stop.today,
            },
            columns: stop.columns.iter().map(PlSmallStr::to_string).collect(),
            known: bytes::pack(stop.known)?,
        }))
    }

    /// What an engine must know of a dataset to hold some of its rows: for [`Share::new`].
    ///
    /// # Errors
    /// When there is no such dataset.
    pub fn held(&self, name: &str) -> Result<(Held, Vec<u8>), Error> {
        let entry = self.catalog.entry(name)?;
        let held = Held {
            dataset: entry.dataset.clone(),
            untidy: entry.untidy().to_vec(),
        };
        Ok((held, export::stored(entry.frame.clear())?))
    }

    /// Some rows of a dataset's column, as bytes for [`Share::take`].
    ///
    /// # Errors
    /// When there is no such dataset or column.
    pub fn cells(&self, name: &str, column: &str, rows: Range<u64>) -> Result<Vec<u8>, Error> {
        let cells = self.catalog.entry(name)?.frame.column(column)?;
        let cells = cells.slice(rows.start as i64, (rows.end - rows.start) as usize);
        export::stored(alone(cells)?.into_frame())
    }

    /// Some rows of a dataset, to work with them here.
    ///
    /// # Errors
    /// When there is no such dataset.
    pub fn share(&self, name: &str, rows: Range<u64>) -> Result<Share, Error> {
        let entry = self.catalog.entry(name)?;
        let frame = entry.frame.slice(rows.start as i64, (rows.end - rows.start) as usize);
        Ok(Share::over(entry.dataset.clone(), entry.untidy().to_vec(), frame))
    }

    /// Whether there is a dataset of so many rows.
    pub fn has_rows(&self, least: u64) -> bool {
        let mut entries = self.catalog.entries().iter();
        entries.any(|entry| entry.dataset.rows >= least)
    }

    /// What tells a dataset as it is now from what it becomes when it changes; none when it is closed or asleep.
    pub fn version(&self, name: &str) -> Option<u64> {
        let entry = self.catalog.entry(name).ok();
        entry.filter(|entry| !entry.is_asleep).map(|entry| entry.version)
    }
}

/// The cells without those of other rows behind them: text shares its letters.
fn alone(cells: Column) -> Result<Column, Error> {
    Ok(match cells.dtype() {
        DataType::String => {
            let text: StringChunked = cells.str()?.iter().collect();
            text.with_name(cells.name().clone()).into_column()
        }
        _ => cells,
    })
}
