//! Why a figure is what it is: the rows that it was worked out of, and what of them makes it up.

use crate::filter::Filter;
use crate::question::{Aggregate, Group, Level, Measure, Order, Query, Sort};

/// How one figure of an answer came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The figure, as it is worked out of its rows.
    pub measure: Measure,
    /// The columns over the answer between the figure and what is shown, the last of them last.
    pub shown_as: Vec<crate::derived::Derived>,
    /// The rows behind it.
    pub rows: Query,
    /// What the question itself limits its rows to.
    pub filters: Vec<Filter>,
    /// What limits them further: the mark, and what filters a whole dashboard.
    pub further: Vec<Filter>,
}

impl Why {
    /// The figure in the column `name` of a query's answer, of the rows that `further` limits too; of the first figure when there is no such.
    ///
    /// None where the answer has no figures.
    pub fn of(query: &Query, name: Option<&str>, further: &[Filter]) -> Option<Self> {
        let shown_as = chain(query, name);
        let root = shown_as.first().map(|derived| derived.of.as_str()).or(name);
        let found = query
            .measures
            .iter()
            .find(|measure| Some(measure.name().as_str()) == root);
        let mut measure = found.or(query.measures.first())?.clone();
        let own = measure.filter.take();
        // A figure at another level is of other rows than the mark's.
        let is_of_all = matches!(&measure.level, Some(Level::Fixed(names)) if names.is_empty());
        measure.level = None;
        let further: Vec<_> = match is_of_all {
            true => own.into_iter().collect(),
            false => further.iter().cloned().chain(own).collect(),
        };
        Some(Self {
            rows: ground(query).filtered(&further),
            filters: parts(query.filter.as_ref()),
            measure,
            shown_as,
            further,
        })
    }

    /// The figure again, of its rows alone, with how many there are.
    pub fn figure(&self) -> Query {
        Query {
            measures: vec![self.again(), rows_counted()],
            ..self.rows.clone()
        }
    }

    /// How many rows there are in all, before anything limits them.
    pub fn all(&self) -> Query {
        Query {
            filter: None,
            measures: vec![rows_counted()],
            ..self.rows.clone()
        }
    }

    /// What makes it up, by another column: the largest parts first, with how many rows each has.
    pub fn by(&self, group: &Group, most: u64) -> Query {
        let measure = self.again();
        let by = measure.name();
        Query {
            groups: vec![group.clone()],
            measures: vec![measure, rows_counted()],
            sort: vec![Sort {
                by,
                order: Order::Descending,
            }],
            limit: Some(most),
            ..self.rows.clone()
        }
    }

    /// Whether parts of the rows give parts of the figure.
    pub fn adds_up(&self) -> bool {
        matches!(
            self.measure.aggregate,
            Aggregate::Sum | Aggregate::Count | Aggregate::Share
        )
    }

    /// A share of the whole is, of its own rows, the amount itself.
    fn again(&self) -> Measure {
        let aggregate = match (self.measure.aggregate, &self.measure.column) {
            (Aggregate::Share, Some(_)) => Aggregate::Sum,
            (Aggregate::Share, None) => Aggregate::Count,
            (other, _) => other,
        };
        Measure {
            aggregate,
            name: Some("its figure".to_owned()),
            ..self.measure.clone()
        }
    }
}

/// A query's rows, before they are grouped.
pub fn ground(query: &Query) -> Query {
    Query {
        from: query.from.clone(),
        union: query.union.clone(),
        joins: query.joins.clone(),
        sample: query.sample,
        parameters: query.parameters.clone(),
        calendar: query.calendar,
        calculated: query.calculated.clone(),
        filter: query.filter.clone(),
        ..Query::default()
    }
}

/// The conditions that one is made of.
pub fn parts(filter: Option<&Filter>) -> Vec<Filter> {
    match filter {
        None => Vec::new(),
        Some(Filter::All(parts)) => parts.clone(),
        Some(one) => vec![one.clone()],
    }
}

fn rows_counted() -> Measure {
    Measure {
        name: Some("its rows".to_owned()),
        ..Measure::count()
    }
}

/// The derived columns from the figure to the column of this name.
fn chain(query: &Query, name: Option<&str>) -> Vec<crate::derived::Derived> {
    let (mut chain, mut wanted) = (Vec::new(), name);
    while let Some(derived) = query
        .derived
        .iter()
        .find(|derived| Some(derived.name.as_str()) == wanted)
    {
        let is_seen = chain
            .iter()
            .any(|seen: &&crate::derived::Derived| seen.name == derived.name);
        if is_seen {
            break;
        }
        chain.push(derived);
        wanted = Some(derived.of.as_str()).filter(|of| !of.is_empty());
    }
    chain.into_iter().rev().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derived::{Calculation, Derived};

    fn empty(column: &str) -> Filter {
        Filter::Null { column: column.into() }
    }

    fn query() -> Query {
        let derived = |name: &str, of: &str| Derived {
            name: name.into(),
            of: of.into(),
            how: Calculation::Share,
            within: Vec::new(),
            along: Vec::new(),
        };
        Query {
            from: "orders".into(),
            groups: vec![Group::value("region")],
            measures: vec![
                Measure::count(),
                Measure {
                    filter: Some(empty("note")),
                    ..Measure::of(Aggregate::Sum, "price")
                },
                Measure {
                    level: Some(Level::Fixed(Vec::new())),
                    name: Some("all".into()),
                    ..Measure::of(Aggregate::Share, "price")
                },
            ],
            derived: vec![derived("part", "sum of price"), derived("part of part", "part")],
            filter: Some(empty("day")),
            limit: Some(5),
            ..Query::default()
        }
    }

    #[test]
    fn a_figure_is_found_and_limited() {
        let cases: &[(Option<&str>, &str, usize, usize)] = &[
            (None, "count", 0, 1),
            (Some("count"), "count", 0, 1),
            (Some("sum of price"), "sum of price", 0, 2),
            (Some("part of part"), "sum of price", 2, 2),
            (Some("all"), "all", 0, 0),
            (Some("gone"), "count", 0, 1),
        ];
        for (name, figure, shown_as, further) in cases {
            let why = Why::of(&query(), *name, &[empty("region")]).expect("a figure");
            let given = format!("{name:?}");
            assert_eq!(why.measure.name(), *figure, "{given}");
            assert_eq!(
                (why.shown_as.len(), why.further.len()),
                (*shown_as, *further),
                "{given}"
            );
            assert_eq!(why.filters, [empty("day")], "{given}");
            assert_eq!(parts(why.rows.filter.as_ref()).len(), 1 + further, "{given}");
            assert!(why.rows.is_rows() && why.rows.limit.is_none(), "{given}");
        }
    }

    #[test]
    fn a_share_is_an_amount_of_its_own_rows() {
        let why = Why::of(&query(), Some("all"), &[]).expect("a figure");
        assert_eq!(why.figure().measures[0].aggregate, Aggregate::Sum);
        assert_eq!(why.by(&Group::value("product"), 5).sort[0].by, "its figure");
        assert!(why.adds_up());
    }

    #[test]
    fn rows_have_no_figure() {
        assert_eq!(Why::of(&Query::default(), None, &[]), None);
    }
}
