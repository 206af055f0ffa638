//! What came of words: a proposal that is a tile like anyone's.

use crate::answer::{Note, Table};
use crate::dashboard::Tile;
use serde::{Deserialize, Serialize};

/// How words were read, with the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// The reading.
    pub tile: Tile,
    /// Its kind of chart, settled by the answer.
    pub chart: String,
    /// Its answer.
    pub table: Table,
    /// What was ignored or assumed.
    pub notes: Vec<Note>,
    /// Other readings, best first (at most 5).
    pub alternatives: Vec<Tile>,
    /// How sure the reading is, from 0 to 1.
    pub confidence: f64,
}

/// How words were read, before anything is computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The reading.
    pub tile: Tile,
    /// What was ignored or assumed.
    pub notes: Vec<Note>,
    /// Other readings, best first (at most 5).
    pub alternatives: Vec<Tile>,
    /// How sure the reading is, from 0 to 1.
    pub confidence: f64,
}
