//! What tiles are filtered by: the picks of others, and the dashboard's own filters.

use super::Board;
use leptos::prelude::*;
use spec::control::{self, Control, ControlId, Setting};
use spec::dashboard::{Tile, TileId};
use spec::drill::{self, Down};
use spec::edit::Edit;
use spec::filter::Filter;
use spec::marks::Marks;
use spec::question::{Query, Question};
use spec::reach::{Ground, Reached};
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
        if let Question::Query(query) = &mut tile.question {
            *query = self.reached(id, &control::set(query, &settings)).query;
        }
        tile
    }

    /// What a tile is filtered by.
    pub(in crate::pages::dashboard) fn filters_for(self, id: &TileId, question: &Question) -> Vec<Filter> {
        match question {
            Question::Query(query) => self.reached(id, query).filters,
            Question::Sql(_) => Vec::new(),
        }
    }

    /// The picks that do not filter a tile although they are about its dataset: it has no such columns.
    pub(in crate::pages::dashboard) fn missed_by(self, id: &TileId, question: &Question) -> Vec<String> {
        let Question::Query(query) = question else {
            return Vec::new();
        };
        self.selection.with(|selection| {
            let picks = selection.picks_for(id).filter(|pick| pick.dataset == query.from);
            let missed =
                picks.filter(|pick| self.on_ground(|ground| ground.reach(query, &[pick.wish()]).filters.is_empty()));
            missed.map(|pick| pick.label.clone()).collect()
        })
    }

    /// Works with what is known of the data.
    pub(in crate::pages::dashboard) fn on_ground<T>(self, work: impl FnOnce(&Ground<'_>) -> T) -> T {
        self.engine
            .datasets
            .with(|datasets| self.model.with(|model| work(&Ground { datasets, model })))
    }

    /// A tile's query with what the dashboard's filters and the picks need, and these.
    fn reached(self, id: &TileId, query: &Query) -> Reached {
        let controls = self.controls();
        self.selection.with(|selection| {
            let controls = controls.iter().filter(|control| !control.except.contains(id));
            let picks = selection.picks_for(id).map(Pick::wish);
            let wishes: Vec<_> = controls.filter_map(Control::wish).chain(picks).collect();
            self.on_ground(|ground| ground.reach(query, &wishes))
        })
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
