//! Keyboard and menu: moving, resizing and reaching tiles step by step.

use super::{arrange, carry, height, places};
use crate::dashboard::{COLUMNS, Dashboard, Place, TileId};

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
    let went = |to: &Place| match step {
        Step::Left => to.x < from.x,
        Step::Right => to.x > from.x,
        Step::Up => to.y < from.y,
        Step::Down => to.y > from.y,
    };
    let mut moved = reached.filter(|places| places.iter().any(|(other, place)| other == id && went(place)));
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

/// How far two stretches of a line lie apart; 0 when they share a cell.
fn beside(from: u16, length: u16, other: u16, other_length: u16) -> u16 {
    let before = from.saturating_sub(other + other_length - 1);
    let after = other.saturating_sub(from + length - 1);
    before.max(after)
}
