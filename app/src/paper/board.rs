//! A dashboard as plain data for the bridge: all of its tabs, with every answer that is on them.

use super::piece::Piece;
use serde::Serialize;
use spec::dashboard::Place;

/// A dashboard to be drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Board {
    /// What it is called.
    pub title: String,
    /// What it is filtered by, in words.
    pub told: String,
    /// The day, as it is written.
    pub date: String,
    /// Where its figures come from.
    pub source: String,
    /// Its tabs, in their order.
    pub tabs: Vec<Sheet>,
}

/// One tab.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Sheet {
    /// What it is called; empty where there is only one.
    pub title: String,
    /// What is on it, in reading order.
    pub pieces: Vec<Set>,
}

/// A piece in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Set {
    /// What it is.
    #[serde(flatten)]
    pub piece: Piece,
    /// Where it is on the grid.
    #[serde(flatten)]
    pub place: Place,
}
