//! What has been understood of a question, before it is settled into a query.

use super::lexicon::Lex;
use super::link::Scope;
use spec::chart::Kind;
use spec::filter::{Comparison, Filter};
use spec::question::{Aggregate, Grouping, Order};
use spec::value::Value;

/// What has been understood.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What to work out.
    pub figures: Vec<Figure>,
    /// What to group by.
    pub parts: Vec<Part>,
    /// Columns that were named and have no place yet.
    pub loose: Vec<Loose>,
    /// Which rows count.
    pub conditions: Vec<Condition>,
    /// Which groups are kept, by a figure.
    pub having: Vec<(Figure, Comparison, Value)>,
    /// The leading ones only: how many, and of which end.
    pub leading: Option<(Option<u64>, Order)>,
    /// The order asked for.
    pub order: Option<Wish>,
    /// The kind of chart asked for.
    pub chart: Option<Kind>,
    /// What else was asked for: a share, a trend, a distribution.
    pub wishes: Vec<Lex>,
    /// Aggregates without a column.
    pub waiting: Vec<Aggregate>,
    /// Whether the rows themselves were named.
    pub names_rows: bool,
    /// Whether what is ranked by is still to be found: "the most".
    pub ranks_rows: bool,
    /// Words that were not understood.
    pub ignored: Vec<String>,
    /// Words that were taken for misspellings, and of what.
    pub corrected: Vec<(String, String)>,
    /// Words that may mean several columns: the words, the column taken, the others.
    pub doubts: Vec<(String, usize, Vec<usize>)>,
    /// How well each column and value fitted its words.
    pub quality: Vec<f32>,
    /// What "the youngest" is when it turns out to be asked of each group.
    pub bound: Option<Aggregate>,
    /// The item that gave the last figure its column.
    pub figure_item: Option<usize>,
    /// A column that a condition is expected about, and its item.
    pub condition_field: Option<(usize, usize)>,
}

/// Something to work out; of the rows themselves when there is no field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// How; as the field's role wants it when absent.
    pub aggregate: Option<Aggregate>,
    /// Of which field.
    pub field: Option<usize>,
}

/// Something to group by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Which field.
    pub field: usize,
    /// How.
    pub by: Grouping,
    /// The item that named it.
    pub item: usize,
}

/// A column that was named.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Loose {
    /// Which field.
    pub field: usize,
    /// The item that named it.
    pub item: usize,
    /// How well the words fitted.
    pub quality: f32,
}

/// A condition on rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    /// The field it is about.
    pub field: usize,
    /// The condition.
    pub filter: Filter,
    /// The one value that the field has to have, when that is the condition: several such are joined by "or".
    pub equal: Option<Value>,
}

/// An order asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// By what.
    pub target: Target,
    /// In which direction.
    pub order: Option<Order>,
}

/// What to sort by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// It was not said.
    Unsaid,
    /// The first group, or the first column.
    First,
    /// The first figure.
    Figure,
    /// One of these fields.
    Named(Vec<usize>),
}

impl Figure {
    /// The number of rows.
    pub(super) fn rows() -> Self {
        Self {
            aggregate: Some(Aggregate::Count),
            field: None,
        }
    }

    /// A figure of a field.
    pub(super) fn of(aggregate: Option<Aggregate>, field: usize) -> Self {
        Self {
            aggregate,
            field: Some(field),
        }
    }
}

impl Draft {
    /// Whether something to group by was named.
    pub(super) fn has_group(&self, scope: &Scope<'_>) -> bool {
        !self.parts.is_empty() || self.loose.iter().any(|loose| scope.fields[loose.field].is_group())
    }

    /// Whether this was asked for.
    pub(super) fn wishes(&self, lex: Lex) -> bool {
        self.wishes.contains(&lex)
    }

    /// Whether nothing was understood that a question can be made of.
    pub(super) fn is_empty(&self) -> bool {
        self.figures.is_empty()
            && self.parts.is_empty()
            && self.loose.is_empty()
            && self.conditions.is_empty()
            && self.having.is_empty()
            && !self.names_rows
    }

    /// How much of the words was understood, and how well, from 0 to 1.
    pub(super) fn confidence(&self) -> f64 {
        let named = self.quality.len() as f64;
        let mean = if self.quality.is_empty() {
            1.0
        } else {
            self.quality.iter().map(|one| f64::from(*one)).sum::<f64>() / named
        };
        let ignored = self.ignored.len() as f64;
        let heard = 1.0 - 0.8 * ignored / (ignored + named + 1.0);
        let doubt = 0.06 * self.doubts.len() as f64 + 0.03 * self.corrected.len() as f64;
        ((0.5 + 0.5 * mean) * heard - doubt).clamp(0.05, 1.0)
    }
}
