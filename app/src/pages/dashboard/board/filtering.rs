//! What tiles are filtered by: the picks of others, and the dashboard's own filters.

use super::Board;
use leptos::prelude::*;
use spec::control::{self, Control, ControlId, Setting};
use spec::dashboard::{Tile, TileId};
use spec::drill::{self, Down};
use spec::edit::Edit;
use spec::filter::Filter;
use spec::marks::Marks;
use spec::question::Question;
use spec::selection::{Pick, Selection};
use std::collections::BTreeMap;

impl Board {
    /// A tile as it is asked now: gone into as far as it is, under the dashboard's parameters.
    pub(in crate::pages::dashboard) fn as_asked(self, id: &TileId, tile: &Tile) -> Tile {
        let mut tile = self.drills.with(|drills| match drills.get(id) {
            Some(steps) => drill::drilled(tile, steps),
            None => tile.clone(),
        });
        let settings = self.settings();
        if let (Question::Query(query), false) = (&mut tile.question, settings.is_empty()) {
            *query = control::set(query, &settings);
        }
        tile
    }

    /// What a tile is filtered by.
    pub(in crate::pages::dashboard) fn filters_for(self, id: &TileId, question: &Question) -> Vec<Filter> {
        let Question::Query(query) = question else {
            return Vec::new();
        };
        let controls = self.controls();
        let set = controls.iter().filter(|control| control.filter.is_some());
        let mut filters: Vec<_> = self.engine.datasets.with(|datasets| {
            let reaching = set.filter(|control| control.reaches(id, question, datasets));
            reaching.filter_map(|control| control.filter.clone()).collect()
        });
        filters.extend(self.selection.with(|selection| selection.filters_for(id, &query.from)));
        filters
    }

    /// The dashboard's filters.
    pub(in crate::pages::dashboard) fn controls(self) -> Vec<Control> {
        self.dashboard.with(|dashboard| {
            let controls = dashboard.as_ref().map(|dashboard| dashboard.controls.clone());
            controls.unwrap_or_default()
        })
    }

    /// The parameters that are set on the dashboard.
    pub(in crate::pages::dashboard) fn settings(self) -> Vec<Setting> {
        self.dashboard.with(|dashboard| {
            let settings = dashboard.as_ref().map(|dashboard| dashboard.settings.clone());
            settings.unwrap_or_default()
        })
    }

    /// Changes one filter of the dashboard.
    pub(in crate::pages::dashboard) fn change_control(self, id: &ControlId, change: impl FnOnce(&mut Control)) {
        let mut controls = untrack(|| self.controls());
        let before = controls.clone();
        if let Some(control) = controls.iter_mut().find(|control| &control.id == id) {
            change(control);
        }
        if controls != before {
            self.edit(Edit::Controls(controls));
        }
    }

    /// Takes a tile's pick away.
    pub(in crate::pages::dashboard) fn clear(self, tile: &TileId) {
        self.marks.update(|marks| drop(marks.remove(tile)));
        self.selection.update(|selection| selection.clear(tile));
    }

    /// Takes every pick away; false when nothing was picked.
    pub(in crate::pages::dashboard) fn clear_all(self) -> bool {
        let picked = self.selection.with_untracked(|selection| !selection.picks().is_empty());
        if picked {
            self.marks.set(BTreeMap::new());
            self.selection.update(Selection::clear_all);
            self.said.set("Nothing is picked any more".to_owned());
        }
        picked
    }

    /// Picks marks on a tile; no pick clears it.
    pub(in crate::pages::dashboard) fn pick(self, tile: &TileId, marks: Marks, pick: Option<Pick>) {
        let Some(pick) = pick else {
            self.clear(tile);
            return;
        };
        self.said.set(format!("Picked {}", pick.label));
        self.marks.update(|all| drop(all.insert(tile.clone(), marks)));
        self.selection.update(|selection| selection.pick(pick));
    }

    /// Filters every tile, the one that the pick came from too.
    pub(in crate::pages::dashboard) fn pick_for_all(self, pick: Pick) {
        self.clear(&pick.tile);
        self.said.set(format!("Filtered to {}", pick.label));
        self.selection.update(|selection| {
            let tile = selection.of_all();
            selection.pick(Pick { tile, ..pick });
        });
    }

    /// Goes one step into a tile.
    pub(in crate::pages::dashboard) fn go_down(self, tile: &TileId, step: Down) {
        self.clear(tile);
        self.said.set(format!("{}, by {}", step.label, step.to.name()));
        self.drills
            .update(|drills| drills.entry(tile.clone()).or_default().push(step));
    }

    /// Comes back up, to where so many steps have been made.
    pub(in crate::pages::dashboard) fn come_up(self, tile: &TileId, depth: usize) {
        self.clear(tile);
        self.drills.update(|drills| {
            if let Some(steps) = drills.get_mut(tile) {
                steps.truncate(depth);
            }
        });
    }
}
