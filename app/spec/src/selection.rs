//! What is picked on the charts, each pick tagged with the tile it was made on: cross-filtering.

use crate::dashboard::TileId;
use crate::filter::Filter;
use crate::question::Calculated;
use crate::reach::Wish;
use serde::{Deserialize, Serialize};

/// What is picked on one tile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pick {
    /// The tile it was made on.
    pub tile: TileId,
    /// The dataset it is about: only tiles of this one, and of those that point at it, are filtered.
    pub dataset: String,
    /// In words, for the chip: `carrier: Delta`.
    pub label: String,
    /// The rows that are picked.
    pub filter: Filter,
    /// The columns that are worked out where it was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calculated: Vec<Calculated>,
}

/// What is picked, at most one pick a tile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    picks: Vec<Pick>,
}

impl Pick {
    /// What it asks of the tiles that it reaches.
    pub fn wish(&self) -> Wish<'_> {
        Wish {
            dataset: &self.dataset,
            filter: &self.filter,
            calculated: &self.calculated,
        }
    }
}

impl Selection {
    /// Makes a pick, in place of the tile's last one.
    pub fn pick(&mut self, pick: Pick) {
        self.clear(&pick.tile);
        self.picks.push(pick);
    }

    /// Takes a tile's pick away.
    pub fn clear(&mut self, tile: &TileId) {
        self.picks.retain(|pick| &pick.tile != tile);
    }

    /// Takes every pick away.
    pub fn clear_all(&mut self) {
        self.picks.clear();
    }

    /// The name of a pick that is no tile's own and so filters every tile: what a mark's menu keeps or leaves out.
    pub fn of_all(&self) -> TileId {
        let mut numbers = 1_usize..;
        let free = numbers.find_map(|number| {
            let id = TileId(format!("all/{number}"));
            (!self.picks.iter().any(|pick| pick.tile == id)).then_some(id)
        });
        free.unwrap_or_else(|| TileId("all".to_owned()))
    }

    /// Every pick, oldest first.
    pub fn picks(&self) -> &[Pick] {
        &self.picks
    }

    /// What a tile is filtered by, as far as it can be: every pick but its own.
    pub fn picks_for(&self, tile: &TileId) -> impl Iterator<Item = &Pick> {
        self.picks.iter().filter(move |pick| &pick.tile != tile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick(tile: &str, dataset: &str, column: &str) -> Pick {
        let filter = Filter::Null { column: column.into() };
        Pick {
            tile: TileId(tile.into()),
            dataset: dataset.into(),
            label: column.into(),
            filter,
            calculated: Vec::new(),
        }
    }

    #[test]
    fn a_tile_never_sees_its_own_pick() {
        let mut selection = Selection::default();
        selection.pick(pick("a", "flights", "carrier"));
        selection.pick(pick("b", "flights", "origin"));
        selection.pick(pick("c", "planes", "year"));
        let seen = |tile: &str| selection.picks_for(&TileId(tile.into())).count();
        assert_eq!((seen("a"), seen("b"), seen("c"), seen("d")), (2, 2, 2, 3));
    }

    #[test]
    fn a_new_pick_takes_the_place_of_the_old() {
        let mut selection = Selection::default();
        selection.pick(pick("a", "flights", "carrier"));
        selection.pick(pick("a", "flights", "origin"));
        assert_eq!(selection.picks(), [pick("a", "flights", "origin")]);
    }
}
