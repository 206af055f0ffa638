//! What makes a chart easy to misread, and what puts it right.

use crate::chart::Kind;
use crate::dashboard::Tile;
use crate::filter::{Comparison, Filter};
use crate::question::{Measure, Query, Question};
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// A rule that honest charts keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Bars begin at zero.
    BarsFromZero,
    /// A whole has few slices.
    FewSlices,
    /// What is of one size has one axis.
    OneAxis,
    /// Averages are not averaged again.
    AveragesOnce,
    /// An average is of enough rows.
    EnoughRows,
    /// Rates are not added up.
    RatesNotAdded,
    /// A line runs along an order.
    LinesAlongOrder,
}

/// One rule that a chart breaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// Which rule.
    pub rule: Rule,
    /// What is wrong, in the user's own names.
    pub message: String,
    /// What puts it right, where something does.
    pub fix: Option<Fix>,
}

/// A change to a tile that puts its chart right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fix {
    /// Draws it as another kind.
    Draw(Kind),
    /// Lets its axis begin at zero.
    FromZero,
    /// Works a figure out another way.
    Measure {
        /// Which of the question's measures.
        place: usize,
        /// What takes its place.
        measure: Box<Measure>,
    },
    /// Leaves out groups of fewer rows.
    AtLeast(u32),
}

impl Fix {
    /// What its button says.
    pub fn label(&self) -> String {
        match self {
            Self::Draw(kind) => format!("Show as {}", kind.label().to_lowercase()),
            Self::FromZero => "Begin at zero".to_owned(),
            Self::Measure { measure, .. } => format!("Use the {}", measure.name()),
            Self::AtLeast(rows) => format!("Leave out groups of fewer than {rows}"),
        }
    }

    /// The tile as it is put right.
    #[must_use]
    pub fn applied(&self, tile: &Tile) -> Tile {
        let mut tile = tile.clone();
        match (self, &mut tile.question) {
            (Self::Draw(kind), _) => tile.chart = tile.chart.redrawn(*kind),
            (Self::FromZero, _) => tile.chart.fitted = false,
            (Self::Measure { place, measure }, Question::Query(query)) => {
                if let Some((before, after)) = replace(query, *place, measure) {
                    let named = tile.chart.y.iter_mut().chain(&mut tile.chart.x);
                    named
                        .filter(|name| **name == before)
                        .for_each(|name| name.clone_from(&after));
                }
            }
            (Self::AtLeast(rows), Question::Query(query)) => {
                if tile.chart.y.is_empty() {
                    tile.chart.y = query.measures.iter().map(Measure::name).collect();
                }
                keep_large(query, *rows);
            }
            (Self::Measure { .. } | Self::AtLeast(_), Question::Sql(_)) => {}
        }
        tile
    }
}

/// Puts a measure in place of another, also where the other was named: its name before and after.
fn replace(query: &mut Query, place: usize, measure: &Measure) -> Option<(String, String)> {
    let slot = query.measures.get_mut(place)?;
    let (before, after) = (slot.name(), measure.name());
    *slot = measure.clone();
    let sorts = query.sort.iter_mut().map(|sort| &mut sort.by);
    let tops = query.top.iter_mut().filter_map(|top| top.by.as_mut());
    let derived = query.derived.iter_mut().map(|derived| &mut derived.of);
    let named = sorts.chain(tops).chain(derived).filter(|name| **name == before);
    named.for_each(|name| name.clone_from(&after));
    Some((before, after))
}

/// Keeps the groups of so many rows.
fn keep_large(query: &mut Query, rows: u32) {
    let count = Measure::count();
    let enough = Filter::Compare {
        column: count.name(),
        is: Comparison::AtLeast,
        value: Value::Integer(i64::from(rows)),
    };
    if !query.measures.contains(&count) {
        query.measures.push(count);
    }
    query.having = Some(match query.having.take() {
        None => enough,
        Some(before) => Filter::All(vec![before, enough]),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Chart;
    use crate::question::{Aggregate, Group, Order, Sort};

    fn tile() -> Tile {
        let measure = Measure::of(Aggregate::Sum, "rate");
        Tile {
            title: "Rates".into(),
            chart: Chart {
                fitted: true,
                y: vec![measure.name()],
                ..Chart::of(Kind::Pie)
            },
            question: Question::Query(Query {
                from: "sales".into(),
                groups: vec![Group::value("region")],
                sort: vec![Sort {
                    by: measure.name(),
                    order: Order::Descending,
                }],
                measures: vec![measure],
                ..Query::default()
            }),
        }
    }

    fn query(tile: &Tile) -> &Query {
        match &tile.question {
            Question::Query(query) => query,
            Question::Sql(_) => panic!("a statement"),
        }
    }

    #[test]
    fn another_kind_and_another_axis() {
        let drawn = Fix::Draw(Kind::Bar).applied(&tile());
        assert_eq!((drawn.chart.kind, drawn.chart.y.len()), (Some(Kind::Bar), 0));
        assert!(!Fix::FromZero.applied(&tile()).chart.fitted);
    }

    #[test]
    fn another_figure_is_followed_by_its_name() {
        let measure = Box::new(Measure::of(Aggregate::Mean, "rate"));
        let fix = Fix::Measure { place: 0, measure };
        let fixed = fix.applied(&tile());
        assert_eq!(fixed.chart.y, ["average of rate"]);
        assert_eq!(query(&fixed).sort[0].by, "average of rate");
        assert_eq!(fix.label(), "Use the average of rate");
    }

    #[test]
    fn small_groups_are_left_out_and_not_drawn() {
        let fixed = Fix::AtLeast(10).applied(&tile());
        assert_eq!(fixed.chart.y, ["sum of rate"]);
        assert_eq!(query(&fixed).measures.len(), 2);
        assert!(matches!(&query(&fixed).having, Some(Filter::Compare { column, .. }) if column == "count"));
    }
}
