//! What a dataset offers a template: its figures, its categories, its time.

use super::Sketch;
use crate::chart::{Chart, Kind};
use crate::dataset::{Dataset, Type};
use crate::profile::{ColumnProfile, Profile, Role};
use crate::question::{Aggregate, Grain, Group, Measure, Query, Top};
use crate::value::Value;

/// What a dataset offers.
pub(super) struct Ground<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// Quantities and rates, as they stand in the file.
    pub figures: Vec<&'a ColumnProfile>,
    /// What rows are grouped by, those with a handful of values first.
    pub categories: Vec<&'a ColumnProfile>,
    /// The day or moment, where there is one, with a grain that gives a readable line.
    pub time: Option<(&'a ColumnProfile, Grain)>,
}

impl<'a> Ground<'a> {
    /// Looks at the columns.
    pub(super) fn new(dataset: &'a Dataset, profile: &'a Profile) -> Self {
        let columns = || profile.columns.iter().filter(|column| column.distinct > 1);
        let figures =
            columns().filter(|one| matches!(one.role, Role::Measure | Role::Rate) && one.column.kind.is_number());
        let mut categories: Vec<_> = columns().filter(|one| is_category(one, dataset.rows)).collect();
        categories.sort_by_key(|one| (one.distinct > 12, one.distinct > 60, one.column.kind == Type::Boolean));
        let time = columns().find(|one| one.role == Role::Time && one.column.kind.is_time());
        Self {
            dataset,
            figures: figures.collect(),
            categories,
            time: time.map(|one| (one, grain(one))),
        }
    }

    /// A query over the dataset.
    pub(super) fn query(&self, groups: Vec<Group>, measure: Measure) -> Query {
        Query {
            from: self.dataset.name.clone(),
            groups,
            measures: vec![measure],
            ..Query::default()
        }
    }

    /// A figure of the dataset with its words; how many rows there are when it has none.
    pub(super) fn figure(&self, index: usize) -> (Measure, String) {
        match self.figures.get(index) {
            Some(figure) => measure(figure),
            None => counted(),
        }
    }

    /// A figure by a category, the largest twelve.
    pub(super) fn ranked(&self, sketch: &mut Sketch, size: (u16, u16), category: &ColumnProfile, figure: usize) {
        let (measure, words) = self.figure(figure);
        let name = &category.column.name;
        let mut query = self.query(vec![Group::value(name)], measure);
        query.top = (category.distinct > 12).then(|| Top {
            count: 12,
            ..Top::default()
        });
        let title = format!("{words} by {}", said(name));
        sketch.chart(size, title, query, Chart::of(Kind::Bar));
    }

    /// A row of single figures, over the whole width.
    pub(super) fn headline(&self, sketch: &mut Sketch) {
        let mut figures = vec![counted()];
        figures.extend(self.figures.iter().take(3).map(|figure| measure(figure)));
        let width = 12 / figures.len() as u16;
        for (measure, words) in figures {
            let query = self.query(Vec::new(), measure);
            sketch.chart((width, 2), words, query, Chart::of(Kind::Kpi));
        }
    }

    /// The columns that people will want to filter by.
    pub(super) fn controls(&self) -> Vec<String> {
        let time = self.time.iter().map(|(column, _)| *column);
        let named = time.chain(self.categories.iter().copied().take(3));
        named.map(|one| one.column.name.clone()).collect()
    }
}

/// The figure of a column: quantities are summed, rates averaged.
pub(super) fn measure(column: &ColumnProfile) -> (Measure, String) {
    let name = &column.column.name;
    let (aggregate, word) = match column.role {
        Role::Rate => (Aggregate::Mean, "average"),
        _ => (Aggregate::Sum, "total"),
    };
    (Measure::of(aggregate, name), format!("{word} {}", said(name)))
}

/// How many rows there are.
pub(super) fn counted() -> (Measure, String) {
    (Measure::count(), "number of rows".to_owned())
}

/// A column's name as one reads it out.
pub(super) fn said(name: &str) -> String {
    name.replace('_', " ")
}

/// With a capital letter first.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_category(one: &ColumnProfile, rows: u64) -> bool {
    let few = one.distinct <= 200 && one.distinct * 2 <= rows.max(4);
    few && matches!(one.role, Role::Category | Role::Place | Role::Flag | Role::Period)
}

/// The grain that gives a line of some dozens of points.
fn grain(time: &ColumnProfile) -> Grain {
    let (Some(first), Some(last)) = (days(&time.min), days(&time.max)) else {
        return Grain::Month;
    };
    match last - first {
        0..=2 if time.column.kind == Type::Datetime => Grain::Hour,
        i64::MIN..=62 => Grain::Day,
        63..=270 => Grain::Week,
        271..=1900 => Grain::Month,
        1901..=5500 => Grain::Quarter,
        _ => Grain::Year,
    }
}

/// About how many days after the year 0 an ISO 8601 date is.
fn days(value: &Value) -> Option<i64> {
    let Value::Text(text) = value else { return None };
    let mut parts = text.get(..10)?.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(year * 365 + year / 4 + (month - 1) * 30 + month / 2 + day)
}
