//! A dataset whose rows the helpers have, as far as questions have asked for its columns.

use super::{OwnShare, of_engine};
use crate::parts::link::Link;
use crate::pump::with_engine;
use spec::parts::Told;
use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// So many rows of a column go at a time: the next message does not wait for long.
const PIECE_ROWS: u64 = 1 << 20;

/// A dataset whose rows are shared.
pub(super) struct Sharing {
    /// Its name.
    pub name: String,
    /// The rows that stay here.
    pub own: OwnShare,
    version: Option<u64>,
    /// The rows of each helper.
    rows: Vec<Range<u64>>,
    /// The columns that are on their way, and those that are there.
    asked: BTreeSet<String>,
    waiting: VecDeque<Piece>,
}

/// Some cells that are still to be sent.
struct Piece {
    helper: usize,
    column: String,
    rows: Range<u64>,
    is_last: bool,
}

impl Sharing {
    /// Gives every helper, and this worker, about as many rows. None when there is no such dataset any more.
    pub(super) fn begin(name: &str, links: &[Link]) -> Result<Option<Self>, JsValue> {
        let Some(version) = with_engine(|engine| Ok(engine.version(name))).unwrap_or_default() else {
            return Ok(None);
        };
        let (held, empty) = of_engine(|engine| engine.held(name))?;
        let (all, parts) = (held.dataset.rows, links.len() as u64 + 1);
        let mut rows = (0..parts).map(|part| all * part / parts..all * (part + 1) / parts);
        let own = rows.next().unwrap_or_default();
        let own = of_engine(|engine| engine.share(name, own))?;
        let rows: Vec<Range<u64>> = rows.collect();
        for (link, rows) in links.iter().zip(&rows) {
            link.tell(&Told::Hold(Box::new(held.clone()), rows.end - rows.start), &empty)?;
        }
        Ok(Some(Self {
            name: name.to_owned(),
            own: Rc::new(RefCell::new(own)),
            version: Some(version),
            rows,
            asked: BTreeSet::new(),
            waiting: VecDeque::new(),
        }))
    }

    /// Whether the dataset is still what it was.
    pub(super) fn is_current(&self) -> bool {
        with_engine(|engine| Ok(engine.version(&self.name))).is_ok_and(|version| version == self.version)
    }

    /// Whether all these columns are with the helpers. Those that are not are then on their way.
    pub(super) fn has(&mut self, columns: &[String]) -> bool {
        for column in columns {
            if self.asked.insert(column.clone()) {
                self.put_in_line(column);
            }
        }
        !self.waiting.iter().any(|piece| columns.contains(&piece.column))
    }

    fn put_in_line(&mut self, column: &str) {
        for (helper, all) in self.rows.iter().enumerate() {
            let mut start = all.start;
            loop {
                let end = (start + PIECE_ROWS).min(all.end);
                self.waiting.push_back(Piece {
                    helper,
                    column: column.to_owned(),
                    rows: start..end,
                    is_last: end == all.end,
                });
                if end == all.end {
                    break;
                }
                start = end;
            }
        }
    }

    /// Sends what waits longest. Says whether there was anything.
    pub(super) fn send_some(&mut self, links: &[Link]) -> Result<bool, JsValue> {
        if !self.is_current() {
            self.waiting.clear();
        }
        let Some(piece) = self.waiting.pop_front() else {
            return Ok(false);
        };
        let cells = of_engine(|engine| engine.cells(&self.name, &piece.column, piece.rows.clone()))?;
        let told = Told::Cells {
            dataset: self.name.clone(),
            column: piece.column,
            is_last: piece.is_last,
        };
        if let Some(link) = links.get(piece.helper) {
            link.tell(&told, &cells)?;
        }
        Ok(true)
    }
}
