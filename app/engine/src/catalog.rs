//! The loaded datasets by name, with what has been worked out about each.

mod sleeping;
mod weight;

use crate::aside::Aside;
use crate::ask::Known;
use crate::error::Error;
use crate::inspect;
use crate::memory::Memory;
use crate::profile;
use crate::query::columns::is_untidy;
use crate::report;
use crate::steps::{Place, Played, replay};
use polars::prelude::{DataFrame, DataType};
use spec::dataset::{Column, Dataset, Type};
use spec::memory::Held;
use spec::profile::{Profile, Role};
use spec::reading::Source;
use spec::report::Report;
use spec::step::Step;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The loaded datasets, in the order they came.
#[derive(Default)]
pub(crate) struct Catalog {
    entries: Vec<Entry>,
    /// Counts the changes of datasets: what was learned of them before another count may be wrong.
    pub revision: u64,
    /// What has been worked out about their rows.
    pub memory: Rc<Memory>,
    /// Counts how often rows were needed.
    clock: Cell<u64>,
    /// Which rows were needed and are only in storage.
    wanted: RefCell<Vec<String>>,
}

/// One loaded dataset.
pub(crate) struct Entry {
    /// Its schema and origin.
    pub dataset: Dataset,
    /// Which of all the states of all datasets this one is: another one has other rows.
    pub version: u64,
    /// Its rows, after its steps.
    pub frame: DataFrame,
    /// Its rows as they were read. Columns that no step changes are shared with [`Entry::frame`].
    pub base: DataFrame,
    /// What was set aside when it was read.
    pub aside: Aside,
    /// Its steps with what came of each.
    pub played: Vec<Played>,
    /// Whether its rows are only in storage. They, its asides and its outcomes are then not here; see [`Catalog::whole`].
    pub is_asleep: bool,
    /// When its rows were last needed.
    last_used: Cell<u64>,
    weight: Held,
    roles: Vec<Role>,
    values: Vec<Vec<String>>,
    profile: Option<Profile>,
    report: Option<Report>,
    untidy: OnceCell<Vec<bool>>,
}

/// How many different values a column may have for words to find them.
const MOST_VALUES: usize = 5_000;
/// How much may be held of what has been worked out about some rows of a dataset.
const SHARE_BYTES: u64 = 150_000_000;

impl Catalog {
    /// Only some rows of a dataset: enough to ask questions of them.
    pub(crate) fn of_share(dataset: Dataset, untidy: Vec<bool>, frame: DataFrame) -> Self {
        let entry = Entry {
            dataset,
            version: 0,
            base: frame.clone(),
            frame,
            aside: Aside::default(),
            played: Vec::new(),
            is_asleep: false,
            last_used: Cell::default(),
            weight: Held::default(),
            roles: Vec::new(),
            values: Vec::new(),
            profile: None,
            report: None,
            untidy: OnceCell::from(untidy),
        };
        Self {
            entries: vec![entry],
            memory: Rc::new(Memory::with_budget(SHARE_BYTES)),
            ..Self::default()
        }
    }

    /// Puts the cells of a column of such rows in their place.
    pub(crate) fn put_cells(&mut self, cells: &polars::prelude::Column) -> Result<(), Error> {
        for entry in &mut self.entries {
            entry.frame.with_column(cells.clone())?;
            entry.base = entry.frame.clone();
        }
        Ok(())
    }

    /// The loaded datasets.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Adds a table of which nothing was set aside.
    #[cfg(test)]
    pub(crate) fn add(&mut self, wanted: &str, frame: DataFrame, source: Source) -> Result<Dataset, Error> {
        self.add_with(wanted, frame, source, Aside::default())
    }

    /// Adds a table, with what was set aside when it was read, under this name, or under one like it when the name is taken by another table.
    pub(crate) fn add_with(
        &mut self,
        wanted: &str,
        frame: DataFrame,
        source: Source,
        aside: Aside,
    ) -> Result<Dataset, Error> {
        let name = self.free_name(&identifier(wanted));
        let mut entry = Entry::new(name, frame, source, aside)?;
        let dataset = entry.dataset.clone();
        self.note_use(&entry);
        self.revision += 1;
        entry.version = self.revision;
        self.entries.push(entry);
        Ok(dataset)
    }

    /// Gives a dataset other rows, as they were read anew; its steps are run again.
    pub(crate) fn reread(&mut self, name: &str, frame: DataFrame, source: Source, aside: Aside) -> Result<(), Error> {
        let index = self.position(name)?;
        let entry = &self.entries[index];
        let steps = entry.dataset.steps.clone();
        self.refuse_asleep(&steps)?;
        let fresh = Entry::new(entry.dataset.name.clone(), frame, source, aside)?;
        self.entries[index] = fresh;
        self.transform(name, &steps)
    }

    /// Does these steps to a dataset as it was read, in place of those it had.
    pub(crate) fn transform(&mut self, name: &str, steps: &[Step]) -> Result<(), Error> {
        self.whole(name)?;
        let index = self.position(name)?;
        self.replay(index, steps)?;
        self.revision += 1;
        self.entries[index].version = self.revision;
        self.forget_old();
        Ok(())
    }

    fn replay(&mut self, index: usize, steps: &[Step]) -> Result<(), Error> {
        self.refuse_asleep(steps)?;
        let entry = &self.entries[index];
        let place = Place {
            catalog: self,
            whose: &entry.dataset.name,
        };
        let (frame, played) = replay(&entry.base, &entry.played, steps, place);
        self.entries[index].become_of(frame, played)
    }

    /// Whether the first dataset is made from the second one by its steps, or by those of a dataset that it is made from.
    pub(crate) fn needs(&self, name: &str, other: &str) -> bool {
        let (mut waiting, mut seen) = (vec![name.to_lowercase()], Vec::new());
        while let Some(name) = waiting.pop() {
            let Ok(entry) = self.entry(&name) else { continue };
            let needed = entry.dataset.steps.iter().filter_map(|step| step.operation.dataset());
            for needed in needed.map(str::to_lowercase) {
                if needed.eq_ignore_ascii_case(other) {
                    return true;
                }
                if !seen.contains(&needed) {
                    seen.push(needed.clone());
                    waiting.push(needed);
                }
            }
        }
        false
    }

    /// The dataset with this name, whatever the case.
    pub(crate) fn entry(&self, name: &str) -> Result<&Entry, Error> {
        self.position(name).map(|index| &self.entries[index])
    }

    /// Forgets a dataset.
    pub(crate) fn remove(&mut self, name: &str) -> Result<(), Error> {
        let index = self.position(name)?;
        self.entries.remove(index);
        self.revision += 1;
        self.forget_old();
        Ok(())
    }

    /// Forgets what was worked out about rows that are no longer there.
    fn forget_old(&self) {
        let columns = self.entries.iter().flat_map(|entry| entry.frame.get_columns());
        self.memory.keep_of(columns.map(|cells| cells.as_materialized_series()));
    }

    /// Sums up a dataset's columns, once.
    pub(crate) fn profile(&mut self, name: &str) -> Result<Profile, Error> {
        let index = self.position(name)?;
        if self.entries[index].profile.is_none() {
            self.whole(name)?;
        }
        let entry = &mut self.entries[index];
        if entry.profile.is_none() {
            entry.profile = Some(profile::profile(&entry.frame)?);
        }
        Ok(entry.profile.clone().unwrap_or_default())
    }

    /// What was found in a dataset, looked for once.
    pub(crate) fn report(&mut self, name: &str) -> Result<Report, Error> {
        let index = self.position(name)?;
        if self.entries[index].report.is_none() {
            self.whole(name)?;
        }
        let entry = &mut self.entries[index];
        if entry.report.is_none() {
            entry.report = Some(Report {
                rows_in: (entry.base.height() + entry.aside.lines()) as u64,
                set_aside: entry.dataset.set_aside,
                ..report::report(&entry.frame)?
            });
        }
        Ok(entry.report.clone().unwrap_or_default())
    }

    fn position(&self, name: &str) -> Result<usize, Error> {
        let found = self
            .entries
            .iter()
            .position(|entry| entry.dataset.name.eq_ignore_ascii_case(name));
        found.ok_or_else(|| Error::UnknownDataset {
            name: name.to_owned(),
            hint: self.names_hint(),
        })
    }

    fn names_hint(&self) -> Option<String> {
        let names: Vec<_> = self.entries.iter().map(|entry| entry.dataset.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("Open now: {}", names.join(", ")))
    }

    fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| self.entries.iter().any(|entry| entry.dataset.name == name);
        let numbered = (2..).map(|number| format!("{wanted}_{number}"));
        std::iter::once(wanted.to_owned())
            .chain(numbered)
            .find(|name| !taken(name))
            .unwrap_or_default()
    }
}

impl Entry {
    fn new(name: String, frame: DataFrame, source: Source, aside: Aside) -> Result<Self, Error> {
        let frame = in_one_piece(frame)?;
        let dataset = Dataset {
            name,
            rows: 0,
            columns: Vec::new(),
            bytes: 0,
            source,
            steps: Vec::new(),
            set_aside: 0,
        };
        let mut entry = Self {
            dataset,
            version: 0,
            frame: DataFrame::empty(),
            base: frame.clone(),
            aside,
            played: Vec::new(),
            is_asleep: false,
            last_used: Cell::default(),
            weight: Held::default(),
            roles: Vec::new(),
            values: Vec::new(),
            profile: None,
            report: None,
            untidy: OnceCell::new(),
        };
        entry.become_of(frame, Vec::new())?;
        Ok(entry)
    }

    /// Takes on what its steps made of it; what was worked out before is forgotten.
    fn become_of(&mut self, frame: DataFrame, played: Vec<Played>) -> Result<(), Error> {
        let columns = frame.get_columns();
        self.values = columns.iter().map(few_values).collect::<Result<_, _>>()?;
        self.roles = columns.iter().map(profile::role).collect();
        self.profile = None;
        self.report = None;
        self.untidy = OnceCell::new();
        self.dataset.columns = columns.iter().map(describe).collect();
        self.dataset.rows = frame.height() as u64;
        self.dataset.bytes = inspect::in_memory(&frame);
        self.dataset.steps = played.iter().map(|played| played.step.clone()).collect();
        self.frame = frame;
        self.played = played;
        self.dataset.set_aside = self.asides().map(Aside::len).sum::<usize>() as u64;
        self.weigh();
        Ok(())
    }

    /// Whether each of its columns holds what is no number or no day; looked for once.
    pub(crate) fn untidy(&self) -> &[bool] {
        self.untidy
            .get_or_init(|| self.frame.get_columns().iter().map(is_untidy).collect())
    }

    /// What was set aside: by reading, then by each step.
    pub(crate) fn asides(&self) -> impl Iterator<Item = &Aside> {
        std::iter::once(&self.aside).chain(self.played.iter().map(|played| played.aside.as_ref()))
    }

    /// What words may be about in it.
    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            dataset: &self.dataset,
            roles: &self.roles,
            values: &self.values,
            terms: Vec::new(),
            ways: Vec::new(),
        }
    }
}

/// The frame with each column's cells beside each other, as what looks at them quickly needs them.
fn in_one_piece(frame: DataFrame) -> Result<DataFrame, Error> {
    let (height, columns) = (frame.height(), frame.take_columns());
    let joined = columns.into_iter().map(|cells| match cells.n_chunks() {
        0 | 1 => cells,
        _ => cells.rechunk(),
    });
    Ok(DataFrame::new_with_height(height, joined.collect())?)
}

/// Makes any text a SQL identifier: lower case, letters, digits and `_`.
fn identifier(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            letter if letter.is_alphanumeric() => name.push(letter),
            _ if !name.is_empty() && !name.ends_with('_') => name.push('_'),
            _ => {}
        }
    }
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => "data".to_owned(),
        Some(first) if first.is_numeric() => format!("t_{name}"),
        Some(_) => name.to_owned(),
    }
}

/// A column as the page knows it.
pub(crate) fn describe(column: &polars::prelude::Column) -> Column {
    Column {
        name: column.name().to_string(),
        kind: kind(column.dtype()),
        nullable: column.null_count() > 0,
    }
}

/// What a polars type is to a reader.
pub(crate) fn kind(dtype: &DataType) -> Type {
    match dtype {
        DataType::Boolean => Type::Boolean,
        DataType::Date => Type::Date,
        DataType::Datetime(..) => Type::Datetime,
        DataType::Time => Type::Time,
        DataType::Duration(_) => Type::Duration,
        DataType::Decimal(..) => Type::Decimal,
        DataType::List(_) => Type::List,
        DataType::Struct(_) => Type::Struct,
        other if other.is_integer() => Type::Integer,
        other if other.is_float() => Type::Float,
        _ => Type::Text,
    }
}

/// The different values of a column whose values are few, sorted.
fn few_values(column: &polars::prelude::Column) -> Result<Vec<String>, Error> {
    if !matches!(column.dtype(), DataType::Categorical(..)) {
        return Ok(Vec::new());
    }
    let distinct = column.unique()?;
    if distinct.len() > MOST_VALUES {
        return Ok(Vec::new());
    }
    let text = distinct.cast(&DataType::String)?;
    let sorted: BTreeMap<_, _> = text
        .str()?
        .iter()
        .flatten()
        .map(|value| (value.to_owned(), ()))
        .collect();
    Ok(sorted.into_keys().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        for (name, expected) in [
            ("Sales 2024 (final)", "sales_2024_final"),
            ("  ", "data"),
            ("2024", "t_2024"),
            ("Île-de-France", "île_de_france"),
            ("a--b__c", "a_b_c"),
        ] {
            assert_eq!(identifier(name), expected, "{name}");
        }
    }
}
