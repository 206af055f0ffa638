//! The layout of a dashboard on a phone: made from the one of the desktop, and adjusted.

use crate::dashboard::{Dashboard, TileId};
use crate::layout::steps::reading_order;
use serde::{Deserialize, Serialize};

/// How a tile stands on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// How wide.
    #[serde(default)]
    pub width: Width,
    /// How high.
    #[serde(default)]
    pub height: Height,
}

/// How wide a tile is on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// As its kind asks for: figures by half, others whole.
    #[default]
    Auto,
    /// Half of the screen.
    Half,
    /// The whole screen.
    Whole,
    /// It is not shown on a phone.
    Hidden,
}

/// How high a tile is on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Height {
    /// As its kind asks for.
    #[default]
    Auto,
    /// Low.
    Low,
    /// Middling.
    Middle,
    /// High.
    High,
}

/// The tiles of a dashboard, or of a sheet of it, as they stand on a phone.
pub fn order(dashboard: &Dashboard) -> Vec<(TileId, Shape)> {
    let mut rest = reading_order(dashboard);
    let known = dashboard.phone.iter().filter(|(id, _)| {
        let before = rest.len();
        rest.retain(|other| other != id);
        rest.len() < before
    });
    let mut order: Vec<_> = known.cloned().collect();
    order.extend(rest.into_iter().map(|id| (id, Shape::default())));
    order
}

/// The order after a tile goes up or down by one. None when it cannot.
pub fn moved(order: &[(TileId, Shape)], id: &TileId, down: i32) -> Option<Vec<(TileId, Shape)>> {
    let at = order.iter().position(|(other, _)| other == id)?;
    let to = at.checked_add_signed(down.try_into().ok()?)?;
    let mut order = order.to_vec();
    (to < order.len()).then(|| order.swap(at, to))?;
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::{Content, DashboardId, Place, Placed, TabId};

    fn dashboard(tiles: &[(&str, u16)], phone: &[&str]) -> Dashboard {
        let tiles = tiles.iter().map(|(id, y)| Placed {
            id: TileId((*id).into()),
            content: Content::Text(String::new()),
            place: Place {
                x: 0,
                y: *y,
                width: 2,
                height: 2,
            },
            tab: TabId::default(),
        });
        let wide = Shape {
            width: Width::Whole,
            ..Shape::default()
        };
        Dashboard {
            tiles: tiles.collect(),
            phone: phone.iter().map(|id| (TileId((*id).into()), wide)).collect(),
            ..Dashboard::new(DashboardId("d".into()), "Sales")
        }
    }

    fn names(order: &[(TileId, Shape)]) -> String {
        order.iter().map(|(id, _)| id.0.as_str()).collect()
    }

    #[test]
    fn tiles_come_as_they_were_put_and_new_ones_after() {
        let tiles = [("a", 0), ("b", 2), ("c", 4)];
        for (phone, expected) in [
            (vec![], "abc"),
            (vec!["c", "a", "b"], "cab"),
            (vec!["c"], "cab"),
            (vec!["gone", "b", "b"], "bac"),
        ] {
            assert_eq!(names(&order(&dashboard(&tiles, &phone))), expected, "{phone:?}");
        }
    }

    #[test]
    fn a_tile_moves_by_one_and_stays_in_the_list() {
        let order = order(&dashboard(&[("a", 0), ("b", 2)], &[]));
        let (a, b) = (TileId("a".into()), TileId("b".into()));
        assert_eq!(moved(&order, &b, -1).map(|order| names(&order)).as_deref(), Some("ba"));
        assert_eq!(moved(&order, &a, -1), None);
        assert_eq!(moved(&order, &b, 1), None);
    }
}
