//! A dashboard's definition as it travels in a link: what it asks and how it looks, without rows, comments and versions.

use super::{FORMAT, needs, needs::Need, parse};
use crate::dashboard::Dashboard;
use crate::dataset::Dataset;
use crate::model::Model;
use crate::problem::Problem;
use serde::{Deserialize, Serialize};

/// What a link holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linked {
    /// The form that it is written in.
    pub format: u32,
    /// The dashboard.
    pub dashboard: Dashboard,
    /// What its tiles call by the model's names.
    #[serde(default)]
    pub model: Model,
    /// The datasets that it needs.
    pub needs: Vec<Need>,
}

impl Linked {
    /// A dashboard for a link.
    pub fn new(dashboard: &Dashboard, datasets: &[Dataset], model: &Model) -> Self {
        let needs = needs::of(dashboard, datasets);
        let about: Vec<String> = needs.iter().map(|need| need.dataset.clone()).collect();
        Self {
            format: FORMAT,
            dashboard: Dashboard {
                comments: Vec::new(),
                ..dashboard.clone()
            },
            model: about_these(model, &about),
            needs,
        }
    }

    /// Reads what a link held.
    ///
    /// # Errors
    /// When it was made by a newer version, or cannot be read.
    pub fn read(text: &str) -> Result<Self, Problem> {
        parse(text)
    }
}

/// What a model says of some datasets.
pub fn about_these(model: &Model, datasets: &[String]) -> Model {
    let is_about = |name: &String| datasets.contains(name);
    let mut model = model.clone();
    model
        .relations
        .retain(|relation| is_about(&relation.from) && is_about(&relation.to));
    model.metrics.retain(|part| is_about(&part.dataset));
    model.dimensions.retain(|part| is_about(&part.dataset));
    model.hierarchies.retain(|part| is_about(&part.dataset));
    model.sets.retain(|part| is_about(&part.dataset));
    model
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::{Anchor, Comment, CommentId};
    use crate::dashboard::DashboardId;

    #[test]
    fn what_people_said_stays_out_of_a_link() {
        let mut dashboard = Dashboard::new(DashboardId("d".into()), "Sales");
        dashboard.comments.push(Comment {
            id: CommentId("c".into()),
            anchor: Anchor::Dashboard,
            said: Vec::new(),
            resolved: false,
        });
        let linked = Linked::new(&dashboard, &[], &Model::default());
        assert!(linked.dashboard.comments.is_empty());
        let text = serde_json::to_string(&linked).unwrap();
        assert_eq!(Linked::read(&text).unwrap(), linked);
        let newer = text.replacen("\"format\":1", "\"format\":9", 1);
        assert_eq!(Linked::read(&newer).unwrap_err().code, "newer_version");
    }
}
