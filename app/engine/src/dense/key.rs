//! What rows are grouped by, as small whole numbers.

mod coded;

pub(super) use coded::Coded;

use super::batch::Batch;
use super::cells::{Cells, known, only_known};
use super::elementwise::{columns, is_elementwise, spelled};
use super::{bare, narrow, worked_out};
use crate::memory::Memory;
use coded::{Listed, days, numbered};
use polars::prelude::*;
use std::rc::Rc;

/// How many groups there may be at most, whatever the rows.
const MOST_SLOTS: usize = 1 << 22;
/// How many groups there may always be.
const FEW_SLOTS: usize = 1 << 16;

/// All that rows are grouped by.
pub(super) struct Keys {
    keys: Vec<Key>,
    /// How many groups there may be.
    pub slots: usize,
}

/// One thing that rows are grouped by.
struct Key {
    coded: Rc<Coded>,
    cells: Option<Cells>,
    known: Option<BooleanChunked>,
    /// The group of each code, when several codes are one group; the last is for null.
    groups: Option<Vec<u32>>,
    /// The groups by number; the one after the last is null.
    values: Series,
}

impl Keys {
    /// The keys of a frame; none when there may be too many groups.
    pub(super) fn read(frame: &DataFrame, keys: &[Expr], memory: &Memory) -> Option<Self> {
        let mut read = Vec::new();
        let mut slots = 1_usize;
        for key in keys {
            let key = Key::read(frame, key, memory)?;
            slots = slots.checked_mul(key.size())?;
            read.push(key);
        }
        let most = frame.height().clamp(FEW_SLOTS, MOST_SLOTS);
        (slots <= most).then_some(Self { keys: read, slots })
    }

    /// The group of each row.
    pub(super) fn codes(&self, batch: &Batch<'_>, codes: &mut Vec<u32>) {
        codes.clear();
        codes.resize(batch.len(), 0);
        let mut stride = 1;
        let mut own = Vec::new();
        for key in &self.keys {
            key.codes(batch, &mut own);
            for (code, own) in codes.iter_mut().zip(&own) {
                *code += own * stride;
            }
            stride *= key.size() as u32;
        }
    }

    /// The keys of these groups.
    pub(super) fn values(&self, slots: &[u32]) -> Option<Vec<Column>> {
        let mut stride = 1;
        let mut columns = Vec::new();
        for key in &self.keys {
            let size = key.size() as u32;
            let code = |slot: &u32| Some(slot / stride % size).filter(|code| *code + 1 < size);
            let places: IdxCa = slots.iter().map(code).collect();
            columns.push(key.values.take(&places).ok()?.into_column());
            stride *= size;
        }
        Some(columns)
    }
}

impl Key {
    fn read(frame: &DataFrame, key: &Expr, memory: &Memory) -> Option<Self> {
        if !is_elementwise(key) {
            return None;
        }
        if let [only] = columns(key).as_slice() {
            let cells = frame.column(only).ok()?.as_materialized_series();
            if let Some(found) = Self::of_one(cells, key, memory) {
                return Some(found);
            }
        }
        let listed = listed(frame, key, memory)?;
        Some(Self {
            cells: None,
            known: None,
            groups: None,
            values: listed.values.clone(),
            coded: Rc::new(Coded::Listed(listed)),
        })
    }

    /// A key that depends on one column, which has few different values.
    fn of_one(cells: &Series, key: &Expr, memory: &Memory) -> Option<Self> {
        let as_it_is = matches!(bare(key), Expr::Column(_));
        let coded = match days(cells, key) {
            Some(days) => Rc::new(days),
            None => Coded::whole(cells, memory)?,
        };
        let (groups, values) = match as_it_is {
            true => (None, coded.values(cells)?),
            false => {
                let groups = worked_out(&coded.with_null(cells)?, key)?;
                let listed = numbered(&groups)?;
                (Some(listed.codes), listed.values)
            }
        };
        let plain = Cells::of(cells);
        if plain.is_none() && coded.is_of_cells() {
            return None;
        }
        Some(Self {
            cells: plain,
            known: known(cells),
            coded,
            groups,
            values,
        })
    }

    /// How many groups there may be, that of null included.
    fn size(&self) -> usize {
        self.values.len() + 1
    }

    fn codes(&self, batch: &Batch<'_>, codes: &mut Vec<u32>) {
        self.coded.codes(self.cells.as_ref(), batch, codes);
        let null = self.coded.len() as u32;
        if let Some(known) = &self.known {
            let mut flags = vec![true; batch.len()];
            only_known(known, batch, &mut flags);
            for (code, known) in codes.iter_mut().zip(flags) {
                *code = if known { *code } else { null };
            }
        }
        if let Some(groups) = &self.groups {
            for code in codes {
                *code = groups[*code as usize];
            }
        }
    }
}

/// The groups of what has to be worked out for each row.
fn listed(frame: &DataFrame, key: &Expr, memory: &Memory) -> Option<Rc<Listed>> {
    let work_out = || numbered(&worked_out(frame, key)?);
    let Some(words) = spelled(key) else {
        return work_out().map(Rc::new);
    };
    let used = narrow(frame, key)?;
    let used = used
        .get_columns()
        .iter()
        .map(|cells| cells.as_materialized_series().clone());
    memory.of(&format!("groups {words}"), used.collect(), work_out)
}
