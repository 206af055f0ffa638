//! What is proposed, what is made of it, and what is left out on the way.

use crate::ingest::workbook::grid::{Cell, Row, letters};
use spec::reading::OpenOptions;
use spec::repair::{Repair, RepairKind};

/// How many places of a repair are kept.
const PLACES: usize = 5;

/// The repairs of a table in the making.
pub(super) struct Log<'a> {
    /// What the user wishes.
    pub(super) options: &'a OpenOptions,
    /// What was proposed so far.
    pub(super) repairs: Vec<Repair>,
    /// What was left out so far.
    pub(super) aside: Vec<Left>,
}

/// A row or a cell that was left out.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) struct Left {
    /// The row of the sheet, from 0.
    pub row: u32,
    /// The column, when it is a cell.
    pub column: Option<String>,
    /// What stands there.
    pub value: String,
    /// Why it was left out.
    pub reason: &'static str,
}

impl<'a> Log<'a> {
    /// Nothing is proposed yet.
    pub(super) fn new(options: &'a OpenOptions) -> Self {
        Self {
            options,
            repairs: Vec::new(),
            aside: Vec::new(),
        }
    }

    /// The log of one of the sheet's tables; what was left out of the sheet is told with the first.
    pub(super) fn for_table(&mut self, first: bool) -> Self {
        Self {
            options: self.options,
            repairs: self.repairs.clone(),
            aside: match first {
                true => std::mem::take(&mut self.aside),
                false => Vec::new(),
            },
        }
    }

    /// Proposes a repair, or to leave one alone; whether it is to be made.
    pub(super) fn propose(
        &mut self,
        kind: RepairKind,
        on: bool,
        said: String,
        count: u64,
        mut places: Vec<String>,
    ) -> bool {
        let enabled = self.options.repairs.get(&kind).copied().unwrap_or(on);
        places.truncate(PLACES);
        if let Some(known) = self.repairs.iter_mut().find(|repair| repair.kind == kind) {
            known.said = format!("{} {said}", known.said);
            known.count += count;
            known.places.extend(places);
            known.places.truncate(PLACES);
            return known.enabled;
        }
        self.repairs.push(Repair {
            kind,
            enabled,
            said,
            count,
            places,
        });
        enabled
    }

    /// Sets a row aside.
    pub(super) fn row(&mut self, row: &Row, reason: &'static str) {
        self.aside.push(Left {
            row: row.number,
            column: None,
            value: row.line(),
            reason,
        });
    }

    /// Sets a cell of a column aside.
    pub(super) fn cell(&mut self, row: u32, column: &str, cell: &Cell, reason: &'static str) {
        self.aside.push(Left {
            row,
            column: Some(column.to_owned()),
            value: cell.value.spelled(),
            reason,
        });
    }
}

/// The places of rows, as in the sheet.
pub(super) fn rows<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<String> {
    rows.take(PLACES).map(|row| (row.number + 1).to_string()).collect()
}

/// The places of columns, as in the sheet.
pub(super) fn columns(columns: impl Iterator<Item = u32>) -> Vec<String> {
    columns.take(PLACES).map(letters).collect()
}
