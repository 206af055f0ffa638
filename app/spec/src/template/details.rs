//! The columns one by one, and the rows.

use super::{Sketch, Template};
use crate::chart::{Chart, Kind};
use crate::question::{Group, Grouping, Measure, Query};
use crate::template::ground::{Ground, said};

/// Columns one by one, and the rows.
pub(super) const TEMPLATE: Template = Template {
    name: "Details",
    about: "How each number is spread, how often each value comes, and the rows behind them",
    sketch,
};

fn sketch(ground: &Ground<'_>) -> Option<Sketch> {
    let mut sketch = Sketch {
        controls: ground.controls(),
        ..Sketch::default()
    };
    for figure in ground.figures.iter().take(4) {
        let name = &figure.column.name;
        let group = Group {
            by: Grouping::Bins(20),
            ..Group::value(name)
        };
        let query = ground.query(vec![group], Measure::count());
        sketch.chart(
            (6, 5),
            format!("distribution of {}", said(name)),
            query,
            Chart::of(Kind::Histogram),
        );
    }
    for category in ground.categories.iter().take(4) {
        ground.ranked(&mut sketch, (6, 5), category, usize::MAX);
    }
    let rows = Query {
        from: ground.dataset.name.clone(),
        ..Query::default()
    };
    let title = format!("rows of {}", said(&ground.dataset.name));
    sketch.chart((12, 7), title, rows, Chart::of(Kind::Table));
    Some(sketch)
}
