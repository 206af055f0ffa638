//! Where tiles go: never two in one cell, no gap above a tile that could close.

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

/// One step on the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the left; narrower.
    Left,
    /// To the right; wider.
    Right,
    /// Up; lower in height.
    Up,
    /// Down; higher.
    Down,
}

/// The places after a tile is moved a step, or as many as it takes to pass what is there. None when it cannot go there.
pub fn nudge(dashboard: &Dashboard, id: &TileId, step: Step) -> Option<Vec<(TileId, Place)>> {
    let from = dashboard.placed(id)?.place;
    let to = |cells: u16| match step {
        Step::Left => Some(Place {
            x: from.x.checked_sub(cells)?,
            ..from
        }),
        Step::Right => Some(Place {
            x: from.x + cells,
            ..from
        })
        .filter(|to| to.x + to.width <= COLUMNS),
        Step::Up => Some(Place {
            y: from.y.checked_sub(cells)?,
            ..from
        }),
        Step::Down => Some(Place {
            y: from.y + cells,
            ..from
        }),
    };
    let now = height(&places(dashboard));
    let reached = (1..=now.max(COLUMNS)).map_while(to).map(|to| carry(dashboard, id, to));
    let mut moved = reached.filter(|places| places.iter().any(|(other, place)| other == id && *place != from));
    let nearest = moved.next()?;
    let sideways = matches!(step, Step::Left | Step::Right);
    if !sideways || height(&nearest) <= now {
        return Some(nearest);
    }
    let swapped = moved.find(|places| height(places) <= now);
    Some(swapped.unwrap_or(nearest))
}

/// The places after a tile is made a step larger or smaller. None when it cannot be.
pub fn stretch(dashboard: &Dashboard, id: &TileId, step: Step) -> Option<Vec<(TileId, Place)>> {
    let from = dashboard.placed(id)?.place;
    let to = match step {
        Step::Left => Place {
            width: from.width - 1,
            ..from
        },
        Step::Right => Place {
            width: from.width + 1,
            ..from
        },
        Step::Up => Place {
            height: from.height - 1,
            ..from
        },
        Step::Down => Place {
            height: from.height + 1,
            ..from
        },
    };
    (to.width >= SMALLEST.0 && to.height >= SMALLEST.1 && to.x + to.width <= COLUMNS)
        .then(|| arrange(dashboard, id, to))
}

/// The smallest size of a tile: columns and rows.
pub const SMALLEST: (u16, u16) = (2, 2);

/// The places after a tile and the one before it in reading order change sides. None for the first.
pub fn earlier(dashboard: &Dashboard, id: &TileId) -> Option<Vec<(TileId, Place)>> {
    let order = reading_order(dashboard);
    let index = order.iter().position(|other| other == id)?;
    let before = order.get(index.checked_sub(1)?)?;
    let (here, there) = (dashboard.placed(id)?.place, dashboard.placed(before)?.place);
    let alike = (here.width, here.height) == (there.width, there.height);
    if alike {
        return Some(vec![(id.clone(), there), (before.clone(), here)]);
    }
    if here.y == there.y && there.x + there.width == here.x {
        let after = Place {
            x: there.x + here.width,
            ..there
        };
        let swapped = vec![(id.clone(), Place { x: there.x, ..here }), (before.clone(), after)];
        return Some(swapped);
    }
    Some(carry(
        dashboard,
        id,
        Place {
            x: there.x,
            y: there.y,
            ..here
        },
    ))
}

/// The places after a tile and the one after it in reading order change sides. None for the last.
pub fn later(dashboard: &Dashboard, id: &TileId) -> Option<Vec<(TileId, Place)>> {
    let order = reading_order(dashboard);
    let index = order.iter().position(|other| other == id)?;
    earlier(dashboard, order.get(index + 1)?)
}

/// The tiles from the top left, line by line.
pub fn reading_order(dashboard: &Dashboard) -> Vec<TileId> {
    let mut tiles: Vec<_> = dashboard.tiles.iter().collect();
    tiles.sort_by_key(|placed| (placed.place.y, placed.place.x));
    tiles.into_iter().map(|placed| placed.id.clone()).collect()
}

/// The nearest tile on this side.
pub fn neighbour(dashboard: &Dashboard, id: &TileId, step: Step) -> Option<TileId> {
    let from = dashboard.placed(id)?.place;
    let others = dashboard.tiles.iter().filter(|placed| &placed.id != id);
    let away = |to: &Place| {
        let (gap, aside) = match step {
            Step::Left => (
                from.x.checked_sub(to.x + to.width)?,
                beside(from.y, from.height, to.y, to.height),
            ),
            Step::Right => (
                to.x.checked_sub(from.x + from.width)?,
                beside(from.y, from.height, to.y, to.height),
            ),
            Step::Up => (
                from.y.checked_sub(to.y + to.height)?,
                beside(from.x, from.width, to.x, to.width),
            ),
            Step::Down => (
                to.y.checked_sub(from.y + from.height)?,
                beside(from.x, from.width, to.x, to.width),
            ),
        };
        Some((aside > 0, gap, aside, to.y, to.x))
    };
    let nearest = others.filter_map(|placed| Some((away(&placed.place)?, &placed.id)));
    nearest.min_by_key(|(away, _)| *away).map(|(_, id)| id.clone())
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

/// How far two stretches of a line lie apart; 0 when they share a cell.
fn beside(from: u16, length: u16, other: u16, other_length: u16) -> u16 {
    let before = from.saturating_sub(other + other_length - 1);
    let after = other.saturating_sub(from + length - 1);
    before.max(after)
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
mod tests {
    use super::*;
    use crate::dashboard::{DashboardId, Tile};
    use crate::question::{Query, Question};

    fn dashboard(places: &[(u16, u16, u16, u16)]) -> Dashboard {
        let tile = Tile {
            title: String::new(),
            question: Question::Query(Query::default()),
            chart: Default::default(),
        };
        let tiles = places.iter().enumerate().map(|(index, &(x, y, width, height))| Placed {
            id: TileId(index.to_string()),
            tile: tile.clone(),
            place: Place { x, y, width, height },
        });
        Dashboard {
            tiles: tiles.collect(),
            ..Dashboard::new(DashboardId("d".into()), "d")
        }
    }

    fn check(
        places: &[(u16, u16, u16, u16)],
        moved: usize,
        to: (u16, u16, u16, u16),
        expected: &[(u16, u16, u16, u16)],
    ) {
        let to = Place {
            x: to.0,
            y: to.1,
            width: to.2,
            height: to.3,
        };
        let mut after = arrange(&dashboard(places), &TileId(moved.to_string()), to);
        after.sort_by(|(a, _), (b, _)| a.cmp(b));
        let after: Vec<_> = after
            .iter()
            .map(|(_, place)| (place.x, place.y, place.width, place.height))
            .collect();
        assert_eq!(after, expected);
    }

    #[test]
    fn moving_pushes_down_and_closes_gaps() {
        check(
            &[(0, 0, 6, 4), (6, 0, 6, 4)],
            0,
            (6, 0, 6, 4),
            &[(6, 0, 6, 4), (6, 4, 6, 4)],
        );
        check(
            &[(0, 0, 6, 4), (0, 4, 6, 4)],
            1,
            (0, 0, 6, 4),
            &[(0, 4, 6, 4), (0, 0, 6, 4)],
        );
        check(
            &[(0, 0, 12, 2), (0, 2, 12, 2)],
            0,
            (0, 9, 12, 2),
            &[(0, 2, 12, 2), (0, 0, 12, 2)],
        );
    }

    #[test]
    fn a_place_off_the_grid_comes_back() {
        check(&[(0, 0, 4, 2)], 0, (20, 0, 30, 0), &[(0, 0, 12, 1)]);
    }

    #[test]
    fn a_new_tile_takes_the_first_hole() {
        let place = free_place(&dashboard(&[(0, 0, 6, 4), (0, 4, 12, 4)]), 6, 4);
        assert_eq!((place.x, place.y), (6, 0));
    }

    fn id(index: usize) -> TileId {
        TileId(index.to_string())
    }

    fn shown(mut places: Vec<(TileId, Place)>) -> Vec<(u16, u16, u16, u16)> {
        places.sort_by(|(a, _), (b, _)| a.cmp(b));
        let places = places.iter().map(|(_, place)| place);
        places
            .map(|place| (place.x, place.y, place.width, place.height))
            .collect()
    }

    #[test]
    fn a_carried_tile_passes_another_at_its_middle() {
        let board = dashboard(&[(0, 0, 6, 4), (0, 4, 6, 4)]);
        let carried = |y: u16| {
            let to = Place {
                x: 0,
                y,
                width: 6,
                height: 4,
            };
            shown(carry(&board, &id(0), to))
        };
        assert_eq!(carried(1), [(0, 0, 6, 4), (0, 4, 6, 4)]);
        assert_eq!(carried(2), [(0, 4, 6, 4), (0, 0, 6, 4)]);
    }

    #[test]
    fn steps_move_and_stretch() {
        let board = dashboard(&[(0, 0, 6, 4), (6, 0, 6, 4), (0, 4, 12, 2)]);
        let moved = |index, step| nudge(&board, &id(index), step).map(shown);
        assert_eq!(moved(0, Step::Left), None);
        assert_eq!(moved(0, Step::Up), None);
        assert_eq!(
            moved(0, Step::Down),
            Some(vec![(0, 6, 6, 4), (6, 0, 6, 4), (0, 4, 12, 2)])
        );
        assert_eq!(
            moved(2, Step::Up),
            Some(vec![(0, 2, 6, 4), (6, 2, 6, 4), (0, 0, 12, 2)])
        );
        assert_eq!(
            moved(0, Step::Right),
            Some(vec![(6, 0, 6, 4), (0, 0, 6, 4), (0, 4, 12, 2)])
        );
        let made = |index, step| stretch(&board, &id(index), step).map(shown);
        assert_eq!(
            made(0, Step::Left),
            Some(vec![(0, 0, 5, 4), (6, 0, 6, 4), (0, 4, 12, 2)])
        );
        assert_eq!(
            made(0, Step::Down),
            Some(vec![(0, 0, 6, 5), (6, 0, 6, 4), (0, 5, 12, 2)])
        );
        assert_eq!(made(2, Step::Right), None);
        assert_eq!(made(2, Step::Up), None);
    }

    #[test]
    fn a_tile_goes_before_the_one_before_it() {
        let order = |board: &Dashboard| reading_order(board).into_iter().map(|id| id.0).collect::<String>();
        for (places, expected) in [
            (
                [(0, 0, 3, 2), (3, 0, 3, 2), (0, 2, 6, 4), (6, 2, 6, 4)],
                ["1023", "0213", "0132"],
            ),
            (
                [(0, 0, 3, 2), (3, 0, 9, 2), (0, 2, 12, 4), (0, 6, 6, 4)],
                ["1023", "2013", "0132"],
            ),
        ] {
            let board = dashboard(&places);
            for (index, expected) in (1..).zip(expected) {
                let mut after = board.clone();
                after.settle(&earlier(&board, &id(index)).unwrap());
                assert_eq!(order(&after), expected);
            }
            assert_eq!(earlier(&board, &id(0)), None);
            assert_eq!(later(&board, &id(3)), None);
            assert_eq!(later(&board, &id(0)), earlier(&board, &id(1)));
        }
    }

    #[test]
    fn neighbours_are_found_on_each_side() {
        let board = dashboard(&[(0, 0, 3, 2), (3, 0, 3, 2), (0, 2, 8, 4), (8, 2, 4, 4)]);
        for (from, step, expected) in [
            (0, Step::Right, Some(1)),
            (1, Step::Left, Some(0)),
            (1, Step::Down, Some(2)),
            (2, Step::Right, Some(3)),
            (3, Step::Up, Some(1)),
            (2, Step::Up, Some(0)),
            (0, Step::Up, None),
        ] {
            assert_eq!(neighbour(&board, &id(from), step), expected.map(id), "{from} {step:?}");
        }
    }
}
