//! Where tiles go: never two in one cell, no gap above a tile that could close.

use crate::dashboard::{COLUMNS, Dashboard, Place, TileId};

/// The places of every tile after one takes a new place: what it lands on moves down, then everything moves up as far as it can.
pub fn arrange(dashboard: &Dashboard, moved: &TileId, to: Place) -> Vec<(TileId, Place)> {
    let to = to.on_grid();
    let mut rest: Vec<_> = dashboard
        .tiles
        .iter()
        .filter(|placed| &placed.id != moved)
        .map(|placed| (placed.id.clone(), placed.place))
        .collect();
    rest.sort_by_key(|(_, place)| (place.y, place.x));
    let mut settled = vec![(moved.clone(), to)];
    for (id, place) in rest {
        let place = below_all(place, &settled);
        settled.push((id, place));
    }
    compact(settled)
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
    use crate::dashboard::{DashboardId, Placed, Tile};
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
}
