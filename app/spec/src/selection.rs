//! What is picked on the charts, each pick tagged with the tile it was made on: cross-filtering.

use crate::dashboard::TileId;
use crate::filter::Filter;
use serde::{Deserialize, Serialize};

/// What is picked on one tile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pick {
    /// The tile it was made on.
    pub tile: TileId,
    /// The dataset it is about: a tile of another dataset is not filtered.
    pub dataset: String,
    /// In words, for the chip: `carrier: Delta`.
    pub label: String,
    /// The rows that are picked.
    pub filter: Filter,
}

/// What is picked, at most one pick a tile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    picks: Vec<Pick>,
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

    /// What a tile over `dataset` is filtered by: every pick but its own.
    pub fn filters_for(&self, tile: &TileId, dataset: &str) -> Vec<Filter> {
        let others = self
            .picks
            .iter()
            .filter(|pick| &pick.tile != tile && pick.dataset == dataset);
        others.map(|pick| pick.filter.clone()).collect()
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
        }
    }

    #[test]
    fn a_tile_never_sees_its_own_pick() {
        let mut selection = Selection::default();
        selection.pick(pick("a", "flights", "carrier"));
        selection.pick(pick("b", "flights", "origin"));
        selection.pick(pick("c", "planes", "year"));
        let seen = |tile: &str| selection.filters_for(&TileId(tile.into()), "flights").len();
        assert_eq!((seen("a"), seen("b"), seen("c"), seen("d")), (1, 1, 2, 2));
    }

    #[test]
    fn a_new_pick_takes_the_place_of_the_old() {
        let mut selection = Selection::default();
        selection.pick(pick("a", "flights", "carrier"));
        selection.pick(pick("a", "flights", "origin"));
        assert_eq!(selection.picks(), [pick("a", "flights", "origin")]);
    }
}
