//! Where tiles go: never two in one cell, no gap above a tile that could close.

pub mod steps;

use crate::dashboard::{COLUMNS, Dashboard, Place, Placed, TileId};

/// The places of every tile after one takes a new place: what it lands on moves down, then everything moves up as far as it can.
pub fn arrange(dashboard: &Dashboard, moved: &TileId, to: Place) -> Vec<(TileId, Place)> {
    make_room(dashboard, moved, to, |place, settled, _| below_all(place, settled))
}

fn make_room(
    dashboard: &Dashboard,
    moved: &TileId,
    to: Place,
    give_way: impl Fn(Place, &[(TileId, Place)], &[(TileId, Place)]) -> Place,
) -> Vec<(TileId, Place)> {
    let mut rest = places(dashboard);
    rest.retain(|(id, _)| id != moved);
    rest.sort_by_key(|(_, place)| (place.y, place.x));
    let mut settled = vec![(moved.clone(), to.on_grid())];
    for (index, (id, place)) in rest.iter().enumerate() {
        let place = give_way(*place, &settled, &rest[index + 1..]);
        settled.push((id.clone(), place));
    }
    compact(settled)
}

/// The places of every tile after one is moved: it passes another as soon as its top passes the other's middle, and what it lands on goes down, or aside where there is room and it was moved sideways.
pub fn carry(dashboard: &Dashboard, moved: &TileId, to: Place) -> Vec<(TileId, Place)> {
    let mut to = to.on_grid();
    let mut rest = dashboard.clone();
    rest.tiles.retain(|placed| &placed.id != moved);
    rest.settle(&compact(places(&rest)));
    rest.tiles.sort_by_key(|placed| (placed.place.y, placed.place.x));
    for Placed { place, .. } in &rest.tiles {
        let side_by_side = place.x + place.width <= to.x || to.x + to.width <= place.x;
        if !side_by_side && 2 * to.y >= 2 * place.y + place.height {
            to.y = to.y.max(place.y + place.height);
        }
    }
    let aside = dashboard.placed(moved).is_some_and(|placed| placed.place.x != to.x);
    make_room(&rest, moved, to, |place, settled, waiting| {
        let beside = beside_all(place, settled, waiting).filter(|_| aside);
        beside.unwrap_or_else(|| below_all(place, settled))
    })
}

/// The places of the other tiles once one is gone.
pub fn without(dashboard: &Dashboard, gone: &TileId) -> Vec<(TileId, Place)> {
    let mut rest = places(dashboard);
    rest.retain(|(id, _)| id != gone);
    compact(rest)
}

/// How many rows the places take.
pub fn height(places: &[(TileId, Place)]) -> u16 {
    places
        .iter()
        .map(|(_, place)| place.y + place.height)
        .max()
        .unwrap_or(0)
}

impl Dashboard {
    /// The dashboard with tiles at these places.
    pub fn settle(&mut self, places: &[(TileId, Place)]) {
        for placed in &mut self.tiles {
            if let Some((_, place)) = places.iter().find(|(id, _)| id == &placed.id) {
                placed.place = *place;
            }
        }
    }

    /// Those of the places that are new.
    pub fn changed(&self, places: &[(TileId, Place)]) -> Vec<(TileId, Place)> {
        let is_new = |(id, place): &&(TileId, Place)| self.placed(id).is_some_and(|placed| placed.place != *place);
        places.iter().filter(is_new).cloned().collect()
    }
}

/// Where every tile is.
pub fn places(dashboard: &Dashboard) -> Vec<(TileId, Place)> {
    let tiles = dashboard.tiles.iter();
    tiles.map(|placed| (placed.id.clone(), placed.place)).collect()
}

/// The first free place for a tile of this size, from the top left.
pub fn free_place(dashboard: &Dashboard, width: u16, height: u16) -> Place {
    let width = width.clamp(1, COLUMNS);
    let taken: Vec<_> = dashboard.tiles.iter().map(|placed| placed.place).collect();
    let bottom = taken.iter().map(|place| place.y + place.height).max().unwrap_or(0);
    (0..=bottom)
        .flat_map(|y| (0..=COLUMNS - width).map(move |x| Place { x, y, width, height }))
        .find(|place| !taken.iter().any(|other| other.overlaps(place)))
        .unwrap_or(Place {
            x: 0,
            y: bottom,
            width,
            height,
        })
}

/// The nearest place in the same rows that is free.
fn beside_all(place: Place, settled: &[(TileId, Place)], waiting: &[(TileId, Place)]) -> Option<Place> {
    let free = |at: &Place| !settled.iter().chain(waiting).any(|(_, other)| other.overlaps(at));
    let hit = settled.iter().any(|(_, other)| other.overlaps(&place));
    let along = (0..=COLUMNS - place.width).map(|x| Place { x, ..place });
    match hit {
        false => Some(place),
        true => along.filter(free).min_by_key(|at| at.x.abs_diff(place.x)),
    }
}

fn below_all(mut place: Place, settled: &[(TileId, Place)]) -> Place {
    while let Some((_, other)) = settled.iter().find(|(_, other)| other.overlaps(&place)) {
        place.y = other.y + other.height;
    }
    place
}

fn compact(mut places: Vec<(TileId, Place)>) -> Vec<(TileId, Place)> {
    places.sort_by_key(|(_, place)| (place.y, place.x));
    let mut settled: Vec<(TileId, Place)> = Vec::with_capacity(places.len());
    for (id, mut place) in places {
        while place.y > 0
            && !settled.iter().any(|(_, other)| {
                other.overlaps(&Place {
                    y: place.y - 1,
                    ..place
                })
            })
        {
            place.y -= 1;
        }
        settled.push((id, place));
    }
    settled
}

#[cfg(test)]
mod tests;
