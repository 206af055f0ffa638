//! What can be done with columns and pills, by whatever means: each is one change that can be taken back.

use super::bench::Bench;
use crate::pages::ask::dialogs::{Open, Place};
use crate::pages::ask::edit::{self, Change, Chip, Stage};
use leptos::prelude::*;
use spec::dashboard::Tile;
use spec::dataset::Column;
use spec::question::{Group, Measure, Query, Question};
use spec::shelf::column as becomes;
use spec::shelf::{self, Pill, Shelf};

/// The chip that a pill is shown as.
pub(super) fn chip(pill: Pill) -> Chip {
    match pill {
        Pill::Measure(at) => Chip::Measure(at),
        Pill::Derived(at) => Chip::Derived(at),
        Pill::Group(at) => Chip::Group(at),
        Pill::Filter(at) => Chip::Filter(Stage::Rows, at),
    }
}

/// The pill that a chip stands for, where it stands on a shelf.
pub(super) fn pill(chip: Chip) -> Option<Pill> {
    match chip {
        Chip::Measure(at) => Some(Pill::Measure(at)),
        Chip::Derived(at) => Some(Pill::Derived(at)),
        Chip::Group(at) => Some(Pill::Group(at)),
        Chip::Filter(Stage::Rows, at) => Some(Pill::Filter(at)),
        _ => None,
    }
}

impl Bench {
    /// Makes changes to the question, as one.
    pub(super) fn make(self, changes: Vec<Change>) {
        self.make_and(changes, |tile| tile);
    }

    /// Makes changes to the question and then to the tile, as one.
    fn make_and(self, changes: Vec<Change>, then: impl FnOnce(Tile) -> Tile) {
        let Some(before) = self.tile.get_untracked() else {
            return;
        };
        let mut tile = before.clone();
        for change in changes {
            let next = edit::apply(&tile, change.clone());
            if let Question::Query(query) = &next.question {
                self.changed.set(Some(change.chip(query)));
            }
            tile = shelf::kept(&tile, next);
        }
        self.take(&before, then(tile));
    }

    /// Takes a tile that was put right: what stood on a shelf stays there.
    pub(super) fn put_right(self, after: Tile) {
        if let Some(before) = self.tile.get_untracked() {
            self.take(&before, shelf::kept(&before, after));
        }
    }

    /// Puts a column where it belongs.
    pub(super) fn add(self, column: &Column) {
        let home = becomes::home(column, self.profile(&column.name).as_ref());
        self.put(column, home, usize::MAX);
    }

    /// Puts a column on a shelf, before the pill at `at`.
    pub(super) fn put(self, column: &Column, to: Shelf, at: usize) {
        let Some(tile) = self.tile.get_untracked() else { return };
        let Question::Query(query) = &tile.question else { return };
        let profile = self.profile(&column.name);
        match to {
            Shelf::Filters => return self.chips.open(Open::Condition(Place::About(column.name.clone()))),
            Shelf::Values => self.put_measure(&tile, query, becomes::measure(column, profile.as_ref()), at),
            _ => self.put_group(&tile, query, &becomes::group(column, profile.as_ref()), (to, at)),
        }
        self.said.set(format!("{} is in {}", column.name, to.label()));
    }

    /// Takes a pill off its shelf.
    pub(super) fn remove(self, pill: Pill) {
        let change = match pill {
            Pill::Measure(at) => Change::RemoveMeasure(at),
            Pill::Derived(at) => Change::RemoveDerived(at),
            Pill::Group(at) => Change::RemoveGroup(at),
            Pill::Filter(at) => Change::RemoveFilter(Stage::Rows, at),
        };
        self.make(vec![change]);
        self.said.set("Removed".to_owned());
    }

    /// Moves a pill to a shelf, before the pill at `at` of it.
    pub(super) fn shift(self, pill: Pill, to: Shelf, at: usize) {
        let Some(tile) = self.tile.get_untracked() else { return };
        let Question::Query(query) = &tile.question else { return };
        let target = shelf::index(&tile, to, at);
        match (pill, to) {
            (Pill::Measure(from), Shelf::Values) => self.make(vec![Change::MoveMeasure(from, landing(from, target))]),
            (Pill::Measure(from), Shelf::Filters) => self.limit(query, from),
            (Pill::Measure(from), _) => self.group_by_measured(&tile, query, from, (to, at)),
            (Pill::Group(from), Shelf::Values) => self.measure_grouped(query, from),
            (Pill::Group(from), Shelf::Filters) => {
                if let Some(group) = query.groups.get(from) {
                    self.chips.open(Open::Condition(Place::About(group.column.clone())));
                }
            }
            (Pill::Group(from), _) => self.deal(query, from, (to, landing(from, target))),
            (Pill::Derived(_) | Pill::Filter(_), _) => {}
        }
        self.said.set(format!("Moved to {}", to.label()));
    }

    /// Moves a pill by one place on its shelf; false when it stands at the end.
    pub(super) fn nudge(self, pill: Pill, by: i32) -> bool {
        let Some(tile) = self.tile.get_untracked() else {
            return false;
        };
        let own = shelf::of(&tile, pill);
        let all = shelf::pills(&tile, own);
        let Some(at) = all.iter().position(|other| *other == pill) else {
            return false;
        };
        let to = at as i32 + by;
        let can = matches!(pill, Pill::Measure(_) | Pill::Group(_))
            && usize::try_from(to)
                .ok()
                .and_then(|to| all.get(to))
                .is_some_and(|other| {
                    matches!(
                        (other, pill),
                        (Pill::Measure(_), Pill::Measure(_)) | (Pill::Group(_), Pill::Group(_))
                    )
                });
        if can {
            let before = if by > 0 { to + 1 } else { to };
            self.shift(pill, own, before.max(0) as usize);
        }
        can
    }

    fn put_measure(self, tile: &Tile, query: &Query, measure: Measure, at: usize) {
        let stands_in = shelf::is_counted_only(query);
        let changes = match stands_in {
            true => vec![Change::Measure(0, measure)],
            false => {
                let to = shelf::index(tile, Shelf::Values, at);
                vec![
                    Change::AddMeasure(measure),
                    Change::MoveMeasure(query.measures.len(), to),
                ]
            }
        };
        self.make(changes);
    }

    fn put_group(self, tile: &Tile, query: &Query, group: &Group, (shelf, at): (Shelf, usize)) {
        let is_there = query.groups.iter().position(|other| other.name() == group.name());
        let to = shelf::index(tile, shelf, at);
        if let Some(from) = is_there {
            return self.deal(query, from, (shelf, landing(from, to)));
        }
        let group = group.clone();
        let last = query.groups.len();
        let changes = vec![Change::AddGroup(group.clone()), Change::MoveGroup(last, to)];
        self.make_and(changes, move |tile| dealt(tile, &group, shelf));
    }

    /// Puts a group that is there on another shelf or at another place.
    fn deal(self, query: &Query, from: usize, (shelf, to): (Shelf, usize)) {
        let Some(group) = query.groups.get(from).cloned() else {
            return;
        };
        self.make_and(vec![Change::MoveGroup(from, to)], move |tile| {
            dealt(tile, &group, shelf)
        });
    }

    /// Groups by the column of a figure instead.
    fn group_by_measured(self, tile: &Tile, query: &Query, from: usize, (shelf, at): (Shelf, usize)) {
        let column = query
            .measures
            .get(from)
            .and_then(|measure| self.column(measure.column.as_deref()?));
        let Some(column) = column else { return };
        let group = becomes::group(&column, self.profile(&column.name).as_ref());
        let to = shelf::index(tile, shelf, at);
        let changes = vec![
            Change::AddGroup(group.clone()),
            Change::MoveGroup(query.groups.len(), to),
            Change::RemoveMeasure(from),
        ];
        self.make_and(changes, move |tile| dealt(tile, &group, shelf));
    }

    /// Works a figure out of a group's column instead.
    fn measure_grouped(self, query: &Query, from: usize) {
        let Some(column) = query.groups.get(from).and_then(|group| self.column(&group.column)) else {
            return;
        };
        let measure = becomes::measure(&column, self.profile(&column.name).as_ref());
        let first = match shelf::is_counted_only(query) {
            true => Change::Measure(0, measure),
            false => Change::AddMeasure(measure),
        };
        self.make(vec![first, Change::RemoveGroup(from)]);
    }

    /// Limits the groups by a figure.
    fn limit(self, query: &Query, at: usize) {
        if let Some(measure) = query.measures.get(at).filter(|_| !query.groups.is_empty()) {
            self.chips.open(Open::Condition(Place::Answer(measure.name())));
        }
    }
}

/// Where a part lands that is put before the one at `to`: it is taken away first.
fn landing(from: usize, to: usize) -> usize {
    if from < to { to - 1 } else { to }
}

fn dealt(tile: Tile, group: &Group, shelf: Shelf) -> Tile {
    Tile {
        chart: shelf::dealt(&tile.chart, group, shelf),
        ..tile
    }
}
