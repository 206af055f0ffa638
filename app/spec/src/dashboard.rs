//! Tiles on a grid: a document.

use crate::chart::Chart;
use crate::question::Question;
use serde::{Deserialize, Serialize};

/// A question and how its answer is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// What it is called.
    #[serde(default)]
    pub title: String,
    /// What it computes.
    pub question: Question,
    /// How it is drawn.
    #[serde(default)]
    pub chart: Chart,
}

/// Names one dashboard among all.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DashboardId(pub String);

/// Names one tile of a dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TileId(pub String);

/// Tiles on a grid of [`COLUMNS`] columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    /// Which one.
    pub id: DashboardId,
    /// What it is called.
    pub title: String,
    /// Its tiles; no two overlap.
    pub tiles: Vec<Placed>,
}

/// How many columns the grid has.
pub const COLUMNS: u16 = 12;

/// A tile where it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Which one.
    pub id: TileId,
    /// The tile.
    pub tile: Tile,
    /// Where.
    pub place: Place,
}

/// A rectangle of the grid, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The first column, from 0.
    pub x: u16,
    /// The first row, from 0.
    pub y: u16,
    /// How many columns.
    pub width: u16,
    /// How many rows.
    pub height: u16,
}

impl Place {
    /// Whether the two share a cell.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// The nearest place that lies on the grid and has at least one cell.
    #[must_use]
    pub fn on_grid(self) -> Self {
        let width = self.width.clamp(1, COLUMNS);
        Self {
            x: self.x.min(COLUMNS - width),
            width,
            height: self.height.max(1),
            ..self
        }
    }
}

impl Dashboard {
    /// An empty one.
    pub fn new(id: DashboardId, title: &str) -> Self {
        Self {
            id,
            title: title.to_owned(),
            tiles: Vec::new(),
        }
    }

    /// The tile with this id.
    pub fn placed(&self, id: &TileId) -> Option<&Placed> {
        self.tiles.iter().find(|placed| &placed.id == id)
    }
}
