//! Datasets whose rows are only in storage: what is known of them stays, and whatever needs the rows is told to bring them back.

use super::{Catalog, Entry, in_one_piece};
use crate::aside::Aside;
use crate::error::Error;
use polars::prelude::DataFrame;
use spec::memory::Outline;
use spec::step::Step;

impl Catalog {
    /// The dataset with this name, whatever the case, with its rows.
    pub(crate) fn whole(&self, name: &str) -> Result<&Entry, Error> {
        let entry = self.entry(name)?;
        if entry.is_asleep {
            let name = entry.dataset.name.clone();
            self.wanted.borrow_mut().push(name.clone());
            return Err(Error::Asleep { name });
        }
        self.note_use(entry);
        Ok(entry)
    }

    /// Notes that the rows of a dataset are needed now.
    pub(super) fn note_use(&self, entry: &Entry) {
        self.clock.set(self.clock.get() + 1);
        entry.last_used.set(self.clock.get());
    }

    /// The datasets whose rows were asked for since this was last asked, and were not there.
    pub(crate) fn take_wanted(&self) -> Vec<String> {
        self.wanted.take()
    }

    /// Lets the rows of a dataset go.
    pub(crate) fn sleep(&mut self, name: &str) -> Result<(), Error> {
        let index = self.position(name)?;
        let entry = &mut self.entries[index];
        entry.frame = DataFrame::empty();
        entry.base = DataFrame::empty();
        entry.aside = Aside::default();
        entry.played.clear();
        entry.is_asleep = true;
        entry.weigh();
        self.forget_old();
        Ok(())
    }

    /// Takes in a dataset whose rows stay in storage.
    pub(crate) fn add_asleep(&mut self, outline: Outline) -> Result<(), Error> {
        let (dataset, aside) = (outline.dataset, Aside::default());
        let name = self.free_name(&dataset.name);
        let mut entry = Entry::new(name.clone(), DataFrame::empty(), dataset.source.clone(), aside)?;
        entry.dataset = spec::dataset::Dataset { name, ..dataset };
        (entry.roles, entry.values) = (outline.roles, outline.values);
        entry.is_asleep = true;
        self.revision += 1;
        entry.version = self.revision;
        self.entries.push(entry);
        Ok(())
    }

    /// Gives a dataset that is asleep its rows back, as they were read; its steps are run again. What was known of it still is.
    pub(crate) fn wake(&mut self, name: &str, base: DataFrame, aside: Aside) -> Result<(), Error> {
        let index = self.position(name)?;
        let steps = self.entries[index].dataset.steps.clone();
        self.refuse_asleep(&steps)?;
        let entry = &mut self.entries[index];
        let known = (entry.profile.take(), entry.report.take(), entry.dataset.clone());
        entry.base = in_one_piece(base)?;
        entry.aside = aside;
        entry.is_asleep = false;
        self.replay(index, &steps)?;
        let entry = &mut self.entries[index];
        let (profile, report, before) = known;
        if entry.dataset.rows == before.rows && entry.dataset.columns == before.columns {
            (entry.profile, entry.report) = (profile, report);
        }
        Ok(())
    }

    /// Refuses steps that need the rows of a dataset that is asleep.
    pub(super) fn refuse_asleep(&self, steps: &[Step]) -> Result<(), Error> {
        for other in steps.iter().filter_map(|step| step.operation.dataset()) {
            if let Err(asleep @ Error::Asleep { .. }) = self.whole(other) {
                return Err(asleep);
            }
        }
        Ok(())
    }
}

impl Entry {
    /// What stays of it when it sleeps.
    pub(crate) fn outline(&self) -> Outline {
        Outline {
            dataset: self.dataset.clone(),
            roles: self.roles.clone(),
            values: self.values.clone(),
        }
    }
}
