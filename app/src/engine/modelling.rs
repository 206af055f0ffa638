//! The workspace's model with the engine, and what the data suggest for it.

use super::{Engine, unexpected};
use leptos::prelude::*;
use spec::model::{FoundRelation, Hierarchy, Model};
use spec::problem::Problem;
use spec::worker::{Reply, Request};

impl Engine {
    /// Hands over the workspace's model, before all else that waits; every engine that starts later gets it too.
    pub(crate) async fn model(self, model: Model) -> Result<(), Problem> {
        let answer = self.client.with_value(|client| client.model(model));
        match answer.await.unwrap_or_else(|_| Err(super::superseded()))?.0 {
            Reply::Modelled => Ok(()),
            _ => Err(unexpected()),
        }
    }

    /// Datasets that seem to belong together.
    pub(crate) async fn relations(self) -> Result<Vec<FoundRelation>, Problem> {
        match self.send(Some("model/relations"), Request::Relations, None).await?.0 {
            Reply::Relations(found) => Ok(found),
            _ => Err(unexpected()),
        }
    }

    /// Columns of a dataset that seem to go from coarse to fine.
    pub(crate) async fn hierarchies(self, dataset: String) -> Result<Vec<Hierarchy>, Problem> {
        match self.send(None, Request::Hierarchies { dataset }, None).await?.0 {
            Reply::Hierarchies(found) => Ok(found),
            _ => Err(unexpected()),
        }
    }
}
