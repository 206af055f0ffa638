//! One change to a dashboard, and the change that takes it back.

mod words;

use crate::chart::Chart;
use crate::comment::Comment;
use crate::control::{Control, Setting};
use crate::dashboard::{Content, Dashboard, Place, Placed, Tab, TabId, Tile, TileId};
use crate::phone::Shape;
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
    /// Has a tile show something else.
    Show {
        /// Which tile.
        id: TileId,
        /// What it shows now.
        content: Content,
    },
    /// Puts a tile on another tab.
    Put {
        /// Which tile.
        id: TileId,
        /// Which tab.
        tab: TabId,
        /// Where on it.
        place: Place,
    },
    /// Has other tabs.
    Tabs(Vec<Tab>),
    /// Has other filters, or sets them otherwise.
    Controls(Vec<Control>),
    /// Shows other parameters, or sets them otherwise.
    Settings(Vec<Setting>),
    /// Lays the tiles out otherwise on a phone.
    Phone(Vec<(TileId, Shape)>),
    /// Has other comments.
    Comments(Vec<Comment>),
    /// Puts everything as it is in another version; the id stays.
    Restore(Box<Dashboard>),
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
    /// The tile shows no answer.
    #[error("this tile shows no answer")]
    NoAnswer(TileId),
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
                let before = std::mem::replace(&mut self.chart_mut(&id)?.title, title);
                Ok(Edit::Rename { id, title: before })
            }
            Edit::Draw { id, chart } => {
                let before = std::mem::replace(&mut self.chart_mut(&id)?.chart, chart);
                Ok(Edit::Draw { id, chart: before })
            }
            Edit::Ask { id, question } => {
                let before = std::mem::replace(&mut self.chart_mut(&id)?.question, question);
                Ok(Edit::Ask { id, question: before })
            }
            Edit::Show { id, content } => {
                let before = std::mem::replace(&mut self.tile_mut(&id)?.content, content);
                Ok(Edit::Show { id, content: before })
            }
            Edit::Put { id, tab, place } => self.put(id, tab, place),
            Edit::Tabs(tabs) => Ok(Edit::Tabs(std::mem::replace(&mut self.tabs, tabs))),
            Edit::Controls(controls) => Ok(Edit::Controls(std::mem::replace(&mut self.controls, controls))),
            Edit::Settings(settings) => Ok(Edit::Settings(std::mem::replace(&mut self.settings, settings))),
            Edit::Phone(phone) => Ok(Edit::Phone(std::mem::replace(&mut self.phone, phone))),
            Edit::Comments(comments) => Ok(Edit::Comments(std::mem::replace(&mut self.comments, comments))),
            Edit::Restore(other) => Ok(self.restore(*other)),
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

    fn put(&mut self, id: TileId, tab: TabId, place: Place) -> Result<Edit, EditError> {
        let placed = self.tile_mut(&id)?;
        let tab = std::mem::replace(&mut placed.tab, tab);
        let place = std::mem::replace(&mut placed.place, place);
        Ok(Edit::Put { id, tab, place })
    }

    fn restore(&mut self, other: Self) -> Edit {
        let id = self.id.clone();
        let before = std::mem::replace(self, Self { id, ..other });
        Edit::Restore(Box::new(before))
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

    fn chart_mut(&mut self, id: &TileId) -> Result<&mut Tile, EditError> {
        match &mut self.tile_mut(id)?.content {
            Content::Chart(tile) => Ok(tile),
            _ => Err(EditError::NoAnswer(id.clone())),
        }
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

    /// What would be taken back, in words; none when there is nothing.
    pub fn next_undo(&self) -> Option<&'static str> {
        self.undo.last().map(words::undone)
    }

    /// What would be made again, in words; none when there is nothing.
    pub fn next_redo(&self) -> Option<&'static str> {
        self.redo.last().map(words::made)
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
mod tests;
