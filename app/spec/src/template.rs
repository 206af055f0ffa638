//! Dashboards made from a dataset: each template looks at the columns and takes what fits.

mod compare;
mod details;
mod ground;
mod overview;
mod trends;

use crate::chart::Chart;
use crate::control::{Control, ControlId};
use crate::dashboard::{Content, Dashboard, DashboardId, Placed, TabId, Tile, TileId};
use crate::dataset::Dataset;
use crate::layout::free_place;
use crate::profile::Profile;
use crate::question::{Query, Question};
use ground::Ground;

/// A way to make a dashboard from a dataset.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// What it is called.
    pub name: &'static str,
    /// What it shows.
    pub about: &'static str,
    sketch: fn(&Ground<'_>) -> Option<Sketch>,
}

/// Every template, the most useful first.
pub const ALL: [Template; 4] = [
    overview::TEMPLATE,
    trends::TEMPLATE,
    compare::TEMPLATE,
    details::TEMPLATE,
];

impl Template {
    /// The dashboard for a dataset. None when the dataset has no columns for it.
    pub fn make(&self, id: DashboardId, dataset: &Dataset, profile: &Profile) -> Option<Dashboard> {
        let ground = Ground::new(dataset, profile);
        let sketch = (self.sketch)(&ground)?;
        let title = format!("{}: {}", ground::said(&dataset.name), self.name.to_lowercase());
        let mut dashboard = Dashboard::new(id, &ground::capital(&title));
        for (index, (content, (width, height))) in sketch.tiles.into_iter().enumerate() {
            let place = free_place(&dashboard, width, height);
            dashboard.tiles.push(Placed {
                id: TileId(format!("t{}", index + 1)),
                content,
                place,
                tab: TabId::default(),
            });
        }
        let controls = sketch.controls.iter().enumerate().filter_map(|(index, column)| {
            let column = dataset.column(column)?;
            Control::about(ControlId(format!("c{}", index + 1)), &dataset.name, column)
        });
        dashboard.controls = controls.collect();
        Some(dashboard)
    }
}

/// Tiles with their sizes in reading order, and the columns to filter by.
#[derive(Debug, Default)]
struct Sketch {
    tiles: Vec<(Content, (u16, u16))>,
    controls: Vec<String>,
}

impl Sketch {
    fn chart(&mut self, size: (u16, u16), title: impl AsRef<str>, query: Query, chart: Chart) {
        let question = Question::Query(query);
        let title = ground::capital(title.as_ref());
        let content = Content::Chart(Tile { title, question, chart });
        self.tiles.push((content, size));
    }
}

#[cfg(test)]
mod tests;
