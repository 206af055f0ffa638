//! One change to a dashboard, and the change that takes it back.

use crate::chart::Chart;
use crate::dashboard::{Dashboard, Place, Placed, TileId};
use crate::question::Question;
use serde::{Deserialize, Serialize};

/// One change to a dashboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// Calls the dashboard something else.
    Retitle(String),
    /// Adds a tile, at a position in the list.
    Add {
        /// Where in the list.
        index: usize,
        /// The tile with its place.
        placed: Placed,
    },
    /// Takes a tile away.
    Remove(TileId),
    /// Gives tiles new places.
    Arrange(Vec<(TileId, Place)>),
    /// Calls a tile something else.
    Rename {
        /// Which tile.
        id: TileId,
        /// Its new title.
        title: String,
    },
    /// Draws a tile another way.
    Draw {
        /// Which tile.
        id: TileId,
        /// Its new chart.
        chart: Chart,
    },
    /// Has a tile compute something else.
    Ask {
        /// Which tile.
        id: TileId,
        /// Its new question.
        question: Question,
    },
    /// Several changes that are one to the user.
    All(Vec<Edit>),
}

/// Why a change does not apply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The tile is gone.
    #[error("this dashboard has no such tile any more")]
    NoTile(TileId),
    /// The tile is there already.
    #[error("this dashboard has that tile already")]
    TileExists(TileId),
}

impl Dashboard {
    /// Applies a change and returns the change that takes it back. When it fails, nothing has changed.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Retitle(title) => Ok(Edit::Retitle(std::mem::replace(&mut self.title, title))),
            Edit::Add { index, placed } => self.add(index, placed),
            Edit::Remove(id) => self.remove(&id),
            Edit::Arrange(places) => self.arrange(places),
            Edit::Rename { id, title } => {
                let before = std::mem::replace(&mut self.tile_mut(&id)?.tile.title, title);
                Ok(Edit::Rename { id, title: before })
            }
            Edit::Draw { id, chart } => {
                let before = std::mem::replace(&mut self.tile_mut(&id)?.tile.chart, chart);
                Ok(Edit::Draw { id, chart: before })
            }
            Edit::Ask { id, question } => {
                let before = std::mem::replace(&mut self.tile_mut(&id)?.tile.question, question);
                Ok(Edit::Ask { id, question: before })
            }
            Edit::All(edits) => self.apply_all(edits),
        }
    }

    fn add(&mut self, index: usize, placed: Placed) -> Result<Edit, EditError> {
        if self.placed(&placed.id).is_some() {
            return Err(EditError::TileExists(placed.id));
        }
        let id = placed.id.clone();
        self.tiles.insert(index.min(self.tiles.len()), placed);
        Ok(Edit::Remove(id))
    }

    fn remove(&mut self, id: &TileId) -> Result<Edit, EditError> {
        let index = self
            .tiles
            .iter()
            .position(|placed| &placed.id == id)
            .ok_or_else(|| EditError::NoTile(id.clone()))?;
        Ok(Edit::Add {
            index,
            placed: self.tiles.remove(index),
        })
    }

    fn arrange(&mut self, places: Vec<(TileId, Place)>) -> Result<Edit, EditError> {
        if let Some((id, _)) = places.iter().find(|(id, _)| self.placed(id).is_none()) {
            return Err(EditError::NoTile(id.clone()));
        }
        let mut before = Vec::with_capacity(places.len());
        for (id, place) in places {
            let placed = self.tile_mut(&id)?;
            before.push((id, std::mem::replace(&mut placed.place, place)));
        }
        before.reverse();
        Ok(Edit::Arrange(before))
    }

    fn apply_all(&mut self, edits: Vec<Edit>) -> Result<Edit, EditError> {
        let mut after = self.clone();
        let mut inverse = edits
            .into_iter()
            .map(|edit| after.apply(edit))
            .collect::<Result<Vec<_>, _>>()?;
        inverse.reverse();
        *self = after;
        Ok(Edit::All(inverse))
    }

    fn tile_mut(&mut self, id: &TileId) -> Result<&mut Placed, EditError> {
        self.tiles
            .iter_mut()
            .find(|placed| &placed.id == id)
            .ok_or_else(|| EditError::NoTile(id.clone()))
    }
}

/// The changes made to a dashboard, to take back and to make again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    undo: Vec<Edit>,
    redo: Vec<Edit>,
}

/// How many changes can be taken back.
const DEPTH: usize = 200;

impl History {
    /// Makes a change that can be taken back.
    pub fn make(&mut self, dashboard: &mut Dashboard, edit: Edit) -> Result<(), EditError> {
        let inverse = dashboard.apply(edit)?;
        self.redo.clear();
        self.undo.push(inverse);
        if self.undo.len() > DEPTH {
            self.undo.remove(0);
        }
        Ok(())
    }

    /// Takes the last change back; false when there is none.
    pub fn undo(&mut self, dashboard: &mut Dashboard) -> bool {
        step(&mut self.undo, &mut self.redo, dashboard)
    }

    /// Makes the change again that was taken back last; false when there is none.
    pub fn redo(&mut self, dashboard: &mut Dashboard) -> bool {
        step(&mut self.redo, &mut self.undo, dashboard)
    }

    /// Whether something can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether something can be made again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

fn step(from: &mut Vec<Edit>, to: &mut Vec<Edit>, dashboard: &mut Dashboard) -> bool {
    match from.pop().map(|edit| dashboard.apply(edit)) {
        Some(Ok(inverse)) => {
            to.push(inverse);
            true
        }
        Some(Err(_)) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Kind;
    use crate::dashboard::{DashboardId, Tile};
    use crate::question::Query;

    fn placed(id: &str, x: u16) -> Placed {
        let tile = Tile {
            title: id.into(),
            question: Question::Query(Query::default()),
            chart: Chart::default(),
        };
        Placed {
            id: TileId(id.into()),
            tile,
            place: Place {
                x,
                y: 0,
                width: 3,
                height: 2,
            },
        }
    }

    fn dashboard() -> Dashboard {
        let tiles = vec![placed("a", 0), placed("b", 3)];
        Dashboard {
            tiles,
            ..Dashboard::new(DashboardId("d".into()), "Sales")
        }
    }

    fn edits() -> Vec<Edit> {
        let id = TileId("a".into());
        let place = Place {
            x: 6,
            y: 1,
            width: 2,
            height: 2,
        };
        vec![
            Edit::Retitle("Costs".into()),
            Edit::Add {
                index: 1,
                placed: placed("c", 6),
            },
            Edit::Remove(id.clone()),
            Edit::Arrange(vec![(id.clone(), place), (id.clone(), Place { x: 1, ..place })]),
            Edit::Rename {
                id: id.clone(),
                title: "A".into(),
            },
            Edit::Draw {
                id: id.clone(),
                chart: Chart::of(Kind::Pie),
            },
            Edit::Ask {
                id: id.clone(),
                question: Question::Query(Query {
                    from: "x".into(),
                    ..Query::default()
                }),
            },
            Edit::All(vec![Edit::Remove(id), Edit::Retitle("B".into())]),
        ]
    }

    #[test]
    fn every_edit_is_taken_back_by_its_inverse() {
        for edit in edits() {
            let mut after = dashboard();
            let inverse = after.apply(edit.clone()).unwrap();
            assert_ne!(after, dashboard(), "{edit:?} changes something");
            let again = after.apply(inverse).unwrap();
            assert_eq!(after, dashboard(), "{edit:?}");
            after.apply(again).unwrap();
            assert_ne!(after, dashboard());
        }
    }

    #[test]
    fn a_failed_edit_changes_nothing() {
        let gone = TileId("gone".into());
        for edit in [
            Edit::Remove(gone.clone()),
            Edit::Add {
                index: 0,
                placed: placed("a", 0),
            },
            Edit::All(vec![Edit::Retitle("lost".into()), Edit::Remove(gone)]),
        ] {
            let mut after = dashboard();
            assert!(after.apply(edit).is_err());
            assert_eq!(after, dashboard());
        }
    }

    #[test]
    fn history_goes_back_and_forth() {
        let (mut history, mut board) = (History::default(), dashboard());
        for edit in edits()
            .into_iter()
            .filter(|edit| !matches!(edit, Edit::Remove(_) | Edit::All(_)))
        {
            history.make(&mut board, edit).unwrap();
        }
        let end = board.clone();
        while history.undo(&mut board) {}
        assert_eq!(board, dashboard());
        while history.redo(&mut board) {}
        assert_eq!(board, end);
    }
}
