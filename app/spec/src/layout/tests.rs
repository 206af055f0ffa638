//! Where tiles go, as pictures of four numbers.

use super::steps::{Step, earlier, later, neighbour, nudge, reading_order, stretch};
use super::*;
use crate::dashboard::{Content, DashboardId, TabId, Tile};
use crate::question::{Query, Question};

fn dashboard(places: &[(u16, u16, u16, u16)]) -> Dashboard {
    let tile = Tile {
        title: String::new(),
        question: Question::Query(Query::default()),
        chart: Default::default(),
    };
    let tiles = places.iter().enumerate().map(|(index, &(x, y, width, height))| Placed {
        id: TileId(index.to_string()),
        content: Content::Chart(tile.clone()),
        tab: TabId::default(),
        place: Place { x, y, width, height },
    });
    Dashboard {
        tiles: tiles.collect(),
        ..Dashboard::new(DashboardId("d".into()), "d")
    }
}

fn check(places: &[(u16, u16, u16, u16)], moved: usize, to: (u16, u16, u16, u16), expected: &[(u16, u16, u16, u16)]) {
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

#[test]
fn a_step_never_goes_the_other_way() {
    // A picture, a tile as wide as all that would pass it, and a chart below that.
    let before = dashboard(&[(6, 0, 4, 4), (0, 4, 12, 2), (0, 6, 6, 5)]);
    let wide = TileId("1".into());
    for (step, y) in [(Step::Up, 0), (Step::Down, 5)] {
        let places = nudge(&before, &wide, step).unwrap();
        assert_eq!(places.iter().find(|(id, _)| id == &wide).unwrap().1.y, y, "{step:?}");
    }
}
