//! The whole of a dataset at a glance.

use super::{Sketch, Template};
use crate::chart::{Chart, Kind};
use crate::question::Group;
use crate::template::ground::{Ground, said};

/// The whole at a glance.
pub(super) const TEMPLATE: Template = Template {
    name: "Overview",
    about: "The main figures, how they went over time, and what they are made of",
    sketch,
};

fn sketch(ground: &Ground<'_>) -> Option<Sketch> {
    if ground.figures.is_empty() && ground.categories.is_empty() && ground.time.is_none() {
        return None;
    }
    let mut sketch = Sketch {
        controls: ground.controls(),
        ..Sketch::default()
    };
    ground.headline(&mut sketch);
    if let Some((time, grain)) = ground.time {
        let (measure, words) = ground.figure(0);
        let query = ground.query(vec![Group::time(&time.column.name, grain)], measure);
        let title = format!("{words} by {}", grain.word());
        sketch.chart((8, 6), title, query, Chart::of(Kind::Line));
    }
    let share = ground.categories.iter().find(|one| (2..=6).contains(&one.distinct));
    if let Some(category) = share {
        let (measure, words) = ground.figure(0);
        let query = ground.query(vec![Group::value(&category.column.name)], measure);
        let title = format!("{words} by {}", said(&category.column.name));
        sketch.chart((4, 6), title, query, Chart::of(Kind::Pie));
    }
    let rest = ground
        .categories
        .iter()
        .filter(|one| Some(*one) != share.as_ref().copied());
    for (index, category) in rest.take(4).enumerate() {
        ground.ranked(&mut sketch, (6, 6), category, index % ground.figures.len().max(1));
    }
    Some(sketch)
}
