//! The only kind of error that the page knows.

use serde::{Deserialize, Serialize};

/// What went wrong, for the person who asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// Which kind of problem: stable, `snake_case`.
    pub code: String,
    /// What is wrong and what to do, in the user's own names.
    pub message: String,
    /// What may help, where something may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The place in what was written that it is about: from which character up to, but without, which other, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(usize, usize)>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            hint: None,
            place: None,
        }
    }
}
