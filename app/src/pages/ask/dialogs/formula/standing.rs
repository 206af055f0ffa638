//! Where an expression stands in a query: what it may use, how it is tried, what it changes.

use crate::pages::ask::dialogs::Formula;
use crate::pages::ask::edit::{Change, mentions};
use crate::pages::ask::sources::ground;
use spec::dataset::Column;
use spec::derived::{Calculation, Derived};
use spec::expression::Ground;
use spec::pivot::Totals;
use spec::question::{Aggregate, Calculated, Group, Measure, Query};

/// How many rows a trial shows.
const FEW: u64 = 5;

/// An expression's place.
#[derive(Clone)]
pub(super) struct Standing {
    /// What it is called now.
    pub name: String,
    /// What it says now.
    pub text: String,
    /// What it stands on.
    pub ground: Ground,
    /// The query with all that it may use.
    pub ground_query: Query,
    formula: Formula,
    query: Query,
    columns: Vec<Column>,
}

impl Standing {
    /// Reads it from a query.
    pub(super) fn of(query: &Query, formula: Formula, columns: Vec<Column>) -> Self {
        let mut ground_query = query.clone();
        let (name, text, ground) = match formula {
            Formula::Column(at) => {
                ground_query.calculated.truncate(at.unwrap_or(usize::MAX));
                let there = at.and_then(|at| query.calculated.get(at).cloned());
                let (name, text) = there.map(|it| (it.name, it.expression)).unwrap_or_default();
                (name, text, Ground::Row)
            }
            Formula::Figure(at) => {
                let there = at.and_then(|at| query.measures.get(at).cloned()).unwrap_or_default();
                (
                    there.name.unwrap_or_default(),
                    there.expression.unwrap_or_default(),
                    Ground::Group,
                )
            }
            Formula::Derived(at) => {
                ground_query.derived.truncate(at.unwrap_or(usize::MAX));
                let there = at.and_then(|at| query.derived.get(at).cloned());
                let (name, text) = match there.map(|it| (it.name, it.how)) {
                    Some((name, Calculation::Expression(text))) => (name, text),
                    _ => Default::default(),
                };
                (name, text, Ground::Answer)
            }
        };
        Self {
            name,
            text,
            ground,
            ground_query,
            formula,
            query: query.clone(),
            columns,
        }
    }

    /// Whether it cannot do without a name.
    pub(super) fn needs_name(&self) -> bool {
        !matches!(self.formula, Formula::Figure(_))
    }

    /// What it is, in a sentence.
    pub(super) fn about(&self) -> &'static str {
        match self.formula {
            Formula::Column(_) => {
                "Worked out for each row. It can then be filtered, grouped and summed like any other column."
            }
            Formula::Figure(_) => {
                "Worked out for each group: columns stand inside sum(…), avg(…), count(…) and the like."
            }
            Formula::Derived(_) => "Worked out for each row of the answer, from its groups and figures.",
        }
    }

    /// An example of one.
    pub(super) fn example(&self) -> &'static str {
        match self.formula {
            Formula::Column(_) => "price * quantity",
            Formula::Figure(_) => "sum(price) / count(distinct customer)",
            Formula::Derived(_) => "revenue / cost - 1",
        }
    }

    /// Names that are not free.
    pub(super) fn taken(&self) -> Vec<String> {
        let query = &self.query;
        let mut names: Vec<String> = match self.formula {
            Formula::Column(_) => self.columns.iter().map(|column| column.name.clone()).collect(),
            Formula::Figure(_) | Formula::Derived(_) => {
                let groups = query.groups.iter().map(Group::name);
                let measures = query.measures.iter().map(Measure::name);
                let derived = query.derived.iter().map(|derived| derived.name.clone());
                groups.chain(measures).chain(derived).collect()
            }
        };
        names.retain(|name| *name != self.name);
        names
    }

    /// What it changes.
    pub(super) fn change(&self, name: &str, text: &str) -> Change {
        match self.formula {
            Formula::Column(None) => Change::AddCalculated(calculated(name, text)),
            Formula::Column(Some(at)) => Change::Calculated(at, calculated(name, text)),
            Formula::Figure(None) => Change::AddMeasure(measure(Measure::default(), name, text)),
            Formula::Figure(Some(at)) => {
                let before = self.query.measures.get(at).cloned().unwrap_or_default();
                Change::Measure(at, measure(before, name, text))
            }
            Formula::Derived(None) => Change::AddDerived(derived(name, text)),
            Formula::Derived(Some(at)) => Change::Derived(at, derived(name, text)),
        }
    }

    /// A query that shows a few of its values, beside what it is made of.
    pub(super) fn preview(&self, name: &str, text: &str) -> Query {
        let name = if name.trim().is_empty() { "result" } else { name.trim() };
        match self.formula {
            Formula::Column(_) => self.preview_column(name, text),
            Formula::Figure(_) => Query {
                groups: self.query.groups.clone(),
                filter: self.query.filter.clone(),
                measures: vec![measure(Measure::default(), name, text)],
                limit: Some(FEW),
                ..ground(&self.query)
            },
            Formula::Derived(_) => {
                let mut query = self.ground_query.clone();
                query.derived.push(derived(name, text));
                (query.qualify, query.pivot, query.totals) = (None, None, Totals::default());
                query.limit = Some(FEW);
                query
            }
        }
    }

    fn preview_column(&self, name: &str, text: &str) -> Query {
        let mut query = Query {
            limit: Some(FEW),
            ..ground(&self.ground_query)
        };
        let made_of = self
            .columns
            .iter()
            .filter(|column| mentions(text, &column.name) && column.name != name);
        query.columns = made_of.map(|column| column.name.clone()).collect();
        query.calculated.push(calculated(name, text));
        query.columns.push(name.to_owned());
        query
    }
}

fn calculated(name: &str, text: &str) -> Calculated {
    Calculated {
        name: name.to_owned(),
        expression: text.to_owned(),
    }
}

fn measure(before: Measure, name: &str, text: &str) -> Measure {
    Measure {
        aggregate: Aggregate::Expression,
        column: None,
        with: None,
        expression: Some(text.to_owned()),
        name: Some(name.to_owned()).filter(|name| !name.is_empty()),
        ..before
    }
}

fn derived(name: &str, text: &str) -> Derived {
    Derived {
        name: name.to_owned(),
        of: String::new(),
        how: Calculation::Expression(text.to_owned()),
        within: Vec::new(),
        along: Vec::new(),
    }
}
