//! What people say about a dashboard, each remark where it belongs.

use crate::dashboard::TileId;
use serde::{Deserialize, Serialize};

/// A remark and what was answered to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// Which one.
    pub id: CommentId,
    /// What it is about.
    pub anchor: Anchor,
    /// What was said, the remark first.
    pub said: Vec<Said>,
    /// Whether nothing more is to be done about it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resolved: bool,
}

/// Names one comment of a dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommentId(pub String);

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The words.
    pub text: String,
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// Who said it, as they call themselves; empty when they do not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The whole dashboard.
    Dashboard,
    /// A tile.
    Tile(TileId),
    /// A mark of a tile, or where its chart runs along time a point in time.
    Mark {
        /// The tile.
        tile: TileId,
        /// The mark in words, as the reader saw it: `month: March 2024`.
        label: String,
    },
}

impl Anchor {
    /// The tile it is on.
    pub fn tile(&self) -> Option<&TileId> {
        match self {
            Self::Dashboard => None,
            Self::Tile(tile) | Self::Mark { tile, .. } => Some(tile),
        }
    }
}
