//! Tiles on a grid: a document.

use crate::chart::Chart;
use crate::comment::Comment;
use crate::control::{Control, Setting};
use crate::phone::Shape;
use crate::question::Question;
use serde::{Deserialize, Serialize};

/// A question and how its answer is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// What it is called.
    #[serde(default)]
    pub title: String,
    /// What it computes.
    pub question: Question,
    /// How it is drawn.
    #[serde(default)]
    pub chart: Chart,
}

/// Names one dashboard among all.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DashboardId(pub String);

/// Names one tile of a dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TileId(pub String);

/// Tiles on a grid of [`COLUMNS`] columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    /// Which one.
    pub id: DashboardId,
    /// What it is called.
    pub title: String,
    /// Its tiles; no two of a tab overlap.
    pub tiles: Vec<Placed>,
    /// Its tabs, where there is more than one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tabs: Vec<Tab>,
    /// What people filter all of it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<Control>,
    /// The parameters that people set here, in place of the model's values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<Setting>,
    /// How tiles stand on a phone, in order; those that are not here come after, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phone: Vec<(TileId, Shape)>,
    /// What people say about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
}

/// How many columns the grid has.
pub const COLUMNS: u16 = 12;

/// One of several sheets of tiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tab {
    /// Which one.
    pub id: TabId,
    /// What it is called.
    pub title: String,
}

/// Names one tab of a dashboard. The first tab, which was there before there were tabs, has the empty name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TabId(pub String);

impl TabId {
    /// Whether it is the tab that was there before there were tabs.
    pub fn is_first(&self) -> bool {
        self.0.is_empty()
    }
}

/// A tile where it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Which one.
    pub id: TileId,
    /// What it shows.
    #[serde(flatten)]
    pub content: Content,
    /// Where.
    pub place: Place,
    /// On which tab.
    #[serde(default, skip_serializing_if = "TabId::is_first")]
    pub tab: TabId,
}

/// What a tile shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "there are few, and nearly all are charts")]
pub enum Content {
    /// The answer of a question.
    #[serde(rename = "tile")]
    Chart(Tile),
    /// Markdown.
    Text(String),
    /// A picture.
    Image(Image),
    /// One of the dashboard's filters.
    Filter(crate::control::ControlId),
}

/// A picture, kept with the dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// A `data:` address of a picture.
    pub source: String,
    /// What it shows, for those who do not see it.
    #[serde(default)]
    pub description: String,
}

/// How long the address of a picture may be: documents are written whole after every change.
pub const IMAGE_LETTERS: usize = 400_000;

impl Image {
    /// Whether it is a picture of a kind that can do nothing but be seen, and not too large.
    pub fn is_sound(&self) -> bool {
        let kinds = ["png", "jpeg", "webp", "gif"].map(|kind| format!("data:image/{kind};base64,"));
        self.source.len() <= IMAGE_LETTERS && kinds.iter().any(|kind| self.source.starts_with(kind))
    }
}

impl Placed {
    /// The question and its chart, where it shows an answer.
    pub fn tile(&self) -> Option<&Tile> {
        match &self.content {
            Content::Chart(tile) => Some(tile),
            _ => None,
        }
    }

    /// What it is called; empty when it has no title of its own.
    pub fn title(&self) -> &str {
        self.tile().map_or("", |tile| &tile.title)
    }
}

/// A rectangle of the grid, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The first column, from 0.
    pub x: u16,
    /// The first row, from 0.
    pub y: u16,
    /// How many columns.
    pub width: u16,
    /// How many rows.
    pub height: u16,
}

impl Place {
    /// Whether the two share a cell.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// The nearest place that lies on the grid and has at least one cell.
    #[must_use]
    pub fn on_grid(self) -> Self {
        let width = self.width.clamp(1, COLUMNS);
        Self {
            x: self.x.min(COLUMNS - width),
            width,
            height: self.height.max(1),
            ..self
        }
    }
}

impl Dashboard {
    /// An empty one.
    pub fn new(id: DashboardId, title: &str) -> Self {
        Self {
            id,
            title: title.to_owned(),
            tiles: Vec::new(),
            tabs: Vec::new(),
            controls: Vec::new(),
            settings: Vec::new(),
            phone: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// The tile with this id.
    pub fn placed(&self, id: &TileId) -> Option<&Placed> {
        self.tiles.iter().find(|placed| &placed.id == id)
    }

    /// The dashboard with the tiles of one tab alone: what lies beside and below each other.
    #[must_use]
    pub fn sheet(&self, tab: &TabId) -> Self {
        let tiles = self.tiles.iter().filter(|placed| &placed.tab == tab);
        Self {
            tiles: tiles.cloned().collect(),
            ..self.clone()
        }
    }

    /// The tab with this id, or else the first.
    pub fn tab(&self, id: &TabId) -> TabId {
        let known = self.tabs.iter().find(|tab| &tab.id == id);
        known
            .or(self.tabs.first())
            .map(|tab| tab.id.clone())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dashboard_of_an_older_version_opens_and_is_written_as_it_was() {
        let stored = r#"{"id":"d","title":"Sales","tiles":[{"id":"a","tile":{"title":"By region","question":{"kind":"query","from":"orders","groups":[{"column":"region"}],"measures":[{"aggregate":"sum","column":"price"}]},"chart":{"kind":"bar"}},"place":{"x":0,"y":0,"width":6,"height":5}},{"id":"b","tile":{"title":"","question":{"kind":"sql","text":"select 1"},"chart":{}},"place":{"x":6,"y":0,"width":6,"height":5}}]}"#;
        let dashboard: Dashboard = serde_json::from_str(stored).unwrap();
        assert_eq!(dashboard.tiles[0].title(), "By region");
        assert_eq!(dashboard.sheet(&TabId::default()), dashboard);
        assert_eq!(serde_json::to_string(&dashboard).unwrap(), stored);
    }

    #[test]
    fn a_picture_is_small_and_cannot_do_anything() {
        let sound = |source: &str| {
            let (source, description) = (source.to_owned(), String::new());
            Image { source, description }.is_sound()
        };
        assert!(sound("data:image/png;base64,AAAA"));
        assert!(sound("data:image/webp;base64,AAAA"));
        for wrong in [
            "https://example.org/a.png",
            "data:image/svg+xml;base64,AAAA",
            "data:text/html,hello",
            "",
        ] {
            assert!(!sound(wrong), "{wrong}");
        }
        assert!(!sound(&format!("data:image/png;base64,{}", "A".repeat(IMAGE_LETTERS))));
    }

    #[test]
    fn a_tab_that_is_gone_is_the_first() {
        let tab = |id: &str| Tab {
            id: TabId(id.into()),
            title: id.into(),
        };
        let tabs = vec![tab("x"), tab("y")];
        let dashboard = Dashboard {
            tabs,
            ..Dashboard::new(DashboardId("d".into()), "Sales")
        };
        assert_eq!(dashboard.tab(&TabId("y".into())), TabId("y".into()));
        assert_eq!(dashboard.tab(&TabId("gone".into())), TabId("x".into()));
        assert_eq!(
            Dashboard::new(DashboardId("d".into()), "").tab(&TabId("z".into())),
            TabId::default()
        );
    }
}
