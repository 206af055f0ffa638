//! How a dataset's figures went over time.

use super::{Sketch, Template};
use crate::chart::{Chart, Kind};
use crate::question::{Grain, Group, Top};
use crate::template::ground::{Ground, measure, said};

/// How figures went over time.
pub(super) const TEMPLATE: Template = Template {
    name: "Trends",
    about: "Each figure over time, by its parts, and the pattern of the week and the year",
    sketch,
};

fn sketch(ground: &Ground<'_>) -> Option<Sketch> {
    let (time, grain) = ground.time?;
    let name = &time.column.name;
    let mut sketch = Sketch {
        controls: ground.controls(),
        ..Sketch::default()
    };
    ground.headline(&mut sketch);
    let (main, words) = ground.figure(0);
    let query = ground.query(vec![Group::time(name, grain)], main.clone());
    sketch.chart(
        (12, 6),
        format!("{words} by {}", grain.word()),
        query,
        Chart::of(Kind::Line),
    );
    if let Some(category) = ground.categories.first() {
        let mut query = ground.query(
            vec![Group::time(name, grain), Group::value(&category.column.name)],
            main.clone(),
        );
        query.top = (category.distinct > 6).then(|| Top {
            count: 5,
            group: Some(category.column.name.clone()),
            other: true,
            ..Top::default()
        });
        let title = format!("{words} by {} and {}", grain.word(), said(&category.column.name));
        sketch.chart((12, 6), title, query, Chart::of(Kind::StackedBar));
    }
    for figure in ground.figures.iter().skip(1).take(2) {
        let (measure, words) = measure(figure);
        let query = ground.query(vec![Group::time(name, grain)], measure);
        sketch.chart(
            (6, 5),
            format!("{words} by {}", grain.word()),
            query,
            Chart::of(Kind::Line),
        );
    }
    for part in [Grain::Weekday, Grain::MonthOfYear] {
        let query = ground.query(vec![Group::time(name, part)], main.clone());
        sketch.chart(
            (6, 5),
            format!("{words} by {}", part.word()),
            query,
            Chart::of(Kind::Column),
        );
    }
    Some(sketch)
}
