//! How the parts of a dataset compare.

use super::{Sketch, Template};
use crate::chart::{Chart, Kind};
use crate::question::{Aggregate, Group, Measure, Query, Top};
use crate::template::ground::{Ground, said};

/// How parts compare.
pub(super) const TEMPLATE: Template = Template {
    name: "Comparison",
    about: "Every category ranked, two of them crossed, and how figures go together",
    sketch,
};

fn sketch(ground: &Ground<'_>) -> Option<Sketch> {
    let first = ground.categories.first()?;
    let mut sketch = Sketch {
        controls: ground.controls(),
        ..Sketch::default()
    };
    ground.headline(&mut sketch);
    for category in ground.categories.iter().take(4) {
        ground.ranked(&mut sketch, (6, 6), category, 0);
    }
    if let Some(second) = ground.categories.get(1) {
        let (measure, words) = ground.figure(0);
        let (across, down) = (&first.column.name, &second.column.name);
        let query = ground.query(vec![Group::value(across), Group::value(down)], measure);
        let title = format!("{words} by {} and {}", said(across), said(down));
        sketch.chart((12, 7), title, query, Chart::of(Kind::Heatmap));
    }
    if let [one, other, ..] = ground.figures.as_slice() {
        let (x, y) = (&one.column.name, &other.column.name);
        let query = Query {
            top: Some(Top {
                count: 40,
                ..Top::default()
            }),
            measures: vec![Measure::of(Aggregate::Mean, x), Measure::of(Aggregate::Mean, y)],
            ..ground.query(vec![Group::value(&first.column.name)], Measure::count())
        };
        let title = format!("{} and {} by {}", said(x), said(y), said(&first.column.name));
        sketch.chart((12, 6), title, query, Chart::of(Kind::GroupedBar));
    }
    Some(sketch)
}
