//! What the data suggest for a workspace's model, without what is in it already.

use crate::error::Error;
use crate::{Engine, hierarchies, relations};
use spec::model::{FoundRelation, Hierarchy};

impl Engine {
    /// Datasets that seem to belong together and of which nothing was said yet.
    pub(crate) fn relations(&self) -> Result<Vec<FoundRelation>, Error> {
        let mut found = relations::found(&self.catalog)?;
        let known = &self.model.relations;
        found.retain(|found| !known.iter().any(|known| known.is_like(&found.relation)));
        Ok(found)
    }

    /// Columns of a dataset that seem to go from coarse to fine and of which nothing was said yet.
    pub(crate) fn hierarchies(&mut self, dataset: &str) -> Result<Vec<Hierarchy>, Error> {
        let report = self.catalog.report(dataset)?;
        let name = self.catalog.entry(dataset)?.dataset.name.clone();
        let mut found = hierarchies::found(&name, &report);
        let known = &self.model.hierarchies;
        found.retain(|found| {
            !known
                .iter()
                .any(|known| known.dataset == found.dataset && known.levels == found.levels)
        });
        Ok(found)
    }
}
