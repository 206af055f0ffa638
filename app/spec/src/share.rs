//! What people hand to each other: dashboards, what a workspace knows, saved questions, and how datasets came to be. The rows travel beside it.

pub mod link;
pub mod merge;
pub mod names;
pub mod needs;
pub mod page;

use crate::answer::Note;
use crate::ask::Asked;
use crate::dashboard::Dashboard;
use crate::dataset::Dataset;
use crate::model::Model;
use crate::problem::Problem;
use crate::statements::Statement;
use crate::version::Version;
use serde::{Deserialize, Serialize};

/// The form in which shares are written now. What is of a higher one was made by a newer version.
pub const FORMAT: u32 = 1;

/// What is in a share beside the rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Share {
    /// The form that it is written in.
    pub format: u32,
    /// What it is called: the workspace, or a dashboard's title.
    pub title: String,
    /// When it was made, in milliseconds since 1970.
    pub made: f64,
    /// Dashboards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dashboards: Vec<SharedDashboard>,
    /// What is known of the datasets beyond their columns.
    pub model: Model,
    /// Questions that were asked and kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<SharedQuestion>,
    /// SQL statements that were kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// The datasets that all this is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub datasets: Vec<SharedDataset>,
}

/// A dashboard with its named versions. What was undone is not in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedDashboard {
    /// The dashboard.
    pub dashboard: Dashboard,
    /// How it was at times that were given a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
}

/// A question as it was asked and read. Its answer is worked out again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedQuestion {
    /// The words.
    pub words: String,
    /// How they were read.
    pub asked: Asked,
}

/// A dataset that a share is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedDataset {
    /// Its columns, its steps and where it came from.
    pub dataset: Dataset,
    /// The digest of its rows as text, when they travel beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// What was said when it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

impl Share {
    /// Reads a share.
    ///
    /// # Errors
    /// When it was made by a newer version, or cannot be read.
    pub fn read(text: &str) -> Result<Self, Problem> {
        parse(text)
    }

    /// The datasets whose rows travel beside it, in their order.
    pub fn carried(&self) -> impl Iterator<Item = &SharedDataset> {
        self.datasets.iter().filter(|shared| shared.digest.is_some())
    }
}

/// Reads what was written in some form of sharing.
fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Problem> {
    #[derive(Deserialize)]
    struct Formed {
        format: u32,
    }
    match serde_json::from_str::<Formed>(text) {
        Ok(formed) if formed.format > FORMAT => return Err(newer()),
        Ok(_) => {}
        Err(error) => return Err(unreadable(&error)),
    }
    serde_json::from_str(text).map_err(|error| unreadable(&error))
}

fn newer() -> Problem {
    Problem {
        hint: Some("Reload the page to get the newest version, then open it again.".to_owned()),
        ..Problem::new("newer_version", "was made by a newer version of Sextant")
    }
}

fn unreadable(error: &serde_json::Error) -> Problem {
    Problem {
        hint: Some(
            "Reload the page to get the newest version; if that does not help, ask for it to be made again.".to_owned(),
        ),
        ..Problem::new("unreadable", format!("holds something that cannot be read: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_and_broken_shares_are_told_apart() {
        for (text, expected) in [
            (r#"{"format":1,"title":"Sales","model":{}}"#, None),
            (r#"{"format":2,"tiles":"of another kind"}"#, Some("newer_version")),
            (r#"{"format":1,"dashboards":[{}]}"#, Some("unreadable")),
            (r#"{"title":"Sales"}"#, Some("unreadable")),
            ("", Some("unreadable")),
        ] {
            let code = Share::read(text).err().map(|problem| problem.code);
            assert_eq!(code.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_share_comes_back_as_it_was_written() {
        let share = Share {
            format: FORMAT,
            title: "Sales".into(),
            statements: vec![Statement {
                text: "select 1".into(),
                at: 1.0,
                favourite: true,
            }],
            ..Share::default()
        };
        let text = serde_json::to_string(&share).unwrap();
        assert_eq!(Share::read(&text).unwrap(), share);
    }
}
