//! An engine that has some of a dataset's rows.

use super::bytes;
use crate::catalog::Catalog;
use crate::engine;
use crate::error::Error;
use polars::prelude::{Column, DataFrame};
use spec::dataset::Dataset;
use spec::parts::Work;
use std::collections::BTreeMap;

pub use spec::parts::Held;

/// Some of a dataset's rows, and what questions find in them.
pub struct Share {
    catalog: Catalog,
    name: String,
    /// The columns that have not arrived as a whole.
    arriving: BTreeMap<String, DataFrame>,
}

impl Share {
    /// So many rows of a dataset, whose columns will come. `empty` is the dataset without rows.
    ///
    /// # Errors
    /// When the bytes are not a table.
    pub fn new(held: Held, empty: Vec<u8>, rows: u64) -> Result<Self, Error> {
        let empty = bytes::one(empty)?;
        let columns = empty.get_columns().iter();
        let absent = columns.map(|cells| Column::full_null(cells.name().clone(), rows as usize, cells.dtype()));
        let frame = DataFrame::new_with_height(rows as usize, absent.collect())?;
        Ok(Self::over(held.dataset, held.untidy, frame))
    }

    /// These rows of a dataset.
    pub(super) fn over(dataset: Dataset, untidy: Vec<bool>, mut frame: DataFrame) -> Self {
        if frame.height() == 1 {
            frame = frame.take_columns().into_iter().map(cells_of).collect();
        }
        Self {
            name: dataset.name.clone(),
            catalog: Catalog::of_share(dataset, untidy, frame),
            arriving: BTreeMap::new(),
        }
    }

    /// Takes up more cells of a column.
    ///
    /// # Errors
    /// When the bytes are not cells of this column.
    pub fn take(&mut self, column: &str, cells: Vec<u8>, is_last: bool) -> Result<(), Error> {
        let more = bytes::one(cells)?;
        match self.arriving.get_mut(column) {
            Some(whole) => drop(whole.vstack_mut(&more)?),
            None => drop(self.arriving.insert(column.to_owned(), more)),
        }
        if is_last && let Some(mut whole) = self.arriving.remove(column) {
            whole.as_single_chunk();
            for cells in whole.take_columns() {
                self.catalog.put_cells(&cells_of(cells))?;
            }
        }
        Ok(())
    }

    /// What these rows tell about a question, as far as it is known; none when they tell nothing that can be put together.
    pub fn part(&mut self, work: &Work, known: &[u8]) -> Option<Vec<u8>> {
        let known = bytes::unpack(known).ok()?;
        let frame = self.catalog.entry(&self.name).ok()?.frame.clone();
        let memory = self.catalog.memory.clone();
        memory.session.begin_share(frame, known);
        // What it answers is of these rows only.
        drop(engine::worked_out(&self.catalog, &work.question, &work.today));
        memory.session.end_share()?.packed().ok()
    }
}

/// The cells by themselves: polars takes the only cell of a column for one that stands for all.
fn cells_of(column: Column) -> Column {
    Column::Series(column.take_materialized_series().into())
}
