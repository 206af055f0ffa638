//! A workbook to be written: a sheet for each tile, with its table and its chart.

use crate::dashboard::Tile;
use crate::filter::Filter;
use serde::{Deserialize, Serialize};

/// A tile alone, or a dashboard: then a sheet with what it is about comes first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// What it is called.
    pub title: String,
    /// What should be known about all of it, a line each: the day, the filters.
    pub told: Vec<String>,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// One tile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The tile.
    pub tile: Tile,
    /// What else it is filtered by.
    pub filters: Vec<Filter>,
    /// What should be known about it: where it comes from, its filters.
    pub told: String,
}
