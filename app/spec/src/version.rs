//! A dashboard as it was at some time, kept under a name.

use crate::dashboard::Dashboard;
use serde::{Deserialize, Serialize};

/// A dashboard as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// What it is called.
    pub name: String,
    /// When it was kept, in milliseconds since 1970.
    pub at: f64,
    /// The dashboard.
    pub dashboard: Dashboard,
}

/// How many versions of a dashboard are kept.
pub const MOST_VERSIONS: usize = 40;

/// Keeps a version; the oldest goes when there are too many.
pub fn keep(versions: &mut Vec<Version>, version: Version) {
    versions.push(version);
    let old = versions.len().saturating_sub(MOST_VERSIONS);
    versions.drain(..old);
}

impl Version {
    /// The dashboard as it is to be after it is put back: what people say about it stays.
    pub fn put_back(&self, now: &Dashboard) -> Dashboard {
        Dashboard {
            comments: now.comments.clone(),
            ..self.dashboard.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::DashboardId;

    #[test]
    fn the_newest_versions_are_kept() {
        let mut versions = Vec::new();
        for number in 0..MOST_VERSIONS + 3 {
            let version = Version {
                name: number.to_string(),
                at: 0.0,
                dashboard: Dashboard::new(DashboardId("d".into()), "Sales"),
            };
            keep(&mut versions, version);
        }
        assert_eq!(versions.len(), MOST_VERSIONS);
        assert_eq!(versions[0].name, "3");
    }
}
