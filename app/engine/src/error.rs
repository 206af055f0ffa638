//! What can go wrong, in the user's own names.

use polars::prelude::PolarsError;
use spec::problem::Problem;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No dataset has this name.
    #[error("there is no dataset named “{name}”")]
    UnknownDataset {
        /// The name that was asked for.
        name: String,
        /// What would work.
        hint: Option<String>,
    },
    /// No column has this name.
    #[error("{dataset} has no column “{name}”")]
    UnknownColumn {
        /// Where it was looked for.
        dataset: String,
        /// The name that was asked for.
        name: String,
        /// What would work.
        hint: Option<String>,
    },
    /// A column's cells do not allow what was asked.
    #[error("“{column}” holds {found}, and this needs {needed}")]
    WrongType {
        /// The column.
        column: String,
        /// What it holds.
        found: String,
        /// What would work.
        needed: String,
    },
    /// A file could not be read.
    #[error("{file} {why}")]
    Unreadable {
        /// The file's own name.
        file: String,
        /// Which kind of trouble: stable, `snake_case`.
        code: &'static str,
        /// What is wrong with it, as the end of a sentence that starts with the file's name.
        why: String,
        /// What to do.
        hint: Option<String>,
    },
    /// A SQL statement or expression could not be run.
    #[error("{why}")]
    Sql {
        /// What is wrong with it.
        why: String,
        /// What would work.
        hint: Option<String>,
    },
    /// No parameter has this name.
    #[error("there is no parameter “:{name}”")]
    UnknownParameter {
        /// The name that was asked for.
        name: String,
        /// What would work.
        hint: Option<String>,
    },
    /// What another error says, about a place in what was written.
    #[error("{error}")]
    Placed {
        /// The error.
        error: Box<Error>,
        /// From which character up to, but without, which other, counted from 0.
        place: (usize, usize),
    },
    /// A question makes no sense.
    #[error("{why}")]
    Invalid {
        /// What is wrong with it.
        why: String,
        /// What would work.
        hint: Option<String>,
    },
    /// Words could not be read as a question.
    #[error("{understood}")]
    NotUnderstood {
        /// What was understood, in a sentence.
        understood: String,
        /// Questions that would work.
        instead: Vec<String>,
    },
    /// The rows of a dataset are only in storage: they are to be brought back, and the same is to be asked again.
    #[error("the rows of {name} are only in storage")]
    Asleep {
        /// The dataset.
        name: String,
    },
    /// polars refused.
    #[error("the engine could not work this out: {0}")]
    Polars(#[from] PolarsError),
}

impl Error {
    /// The same error about a place in what was written, unless it is about a closer one.
    pub(crate) fn at(self, place: Option<(usize, usize)>) -> Self {
        match (self, place) {
            (placed @ Self::Placed { .. }, _) | (placed, None) => placed,
            (error, Some(place)) => Self::Placed {
                error: Box::new(error),
                place,
            },
        }
    }

    /// Whether it is only that rows are in storage.
    pub(crate) fn is_asleep(&self) -> bool {
        match self {
            Self::Placed { error, .. } => error.is_asleep(),
            error => matches!(error, Self::Asleep { .. }),
        }
    }

    /// The error without its place.
    pub(crate) fn bare(self) -> Self {
        match self {
            Self::Placed { error, .. } => *error,
            bare => bare,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        if let Error::Placed { error, place } = error {
            return Self {
                place: Some(place),
                ..Self::from(*error)
            };
        }
        let message = error.to_string();
        let (code, hint) = match error {
            Error::UnknownDataset { hint, .. } => ("unknown_dataset", hint),
            Error::UnknownColumn { hint, .. } => ("unknown_column", hint),
            Error::WrongType { .. } => ("wrong_type", None),
            Error::Unreadable { code, hint, .. } => (code, hint),
            Error::Sql { hint, .. } => ("sql", hint),
            Error::UnknownParameter { hint, .. } => ("unknown_parameter", hint),
            Error::Invalid { hint, .. } => ("invalid_question", hint),
            Error::NotUnderstood { instead, .. } => ("not_understood", Some(instead.join("\n"))),
            Error::Asleep { .. } => ("asleep", None),
            Error::Polars(_) | Error::Placed { .. } => ("engine", None),
        };
        Self {
            code: code.to_owned(),
            message,
            hint,
            place: None,
        }
    }
}
