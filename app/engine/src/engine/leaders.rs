//! The most frequent values of a question's groups in their dataset: they have the palette's first colours everywhere.

use crate::Engine;
use crate::chart::hues::{COLORS, Leaders};
use crate::memory::Cost;
use polars::prelude::{Column, DataType};
use spec::question::{Grouping, Query, Question};
use std::collections::HashMap;

/// A column with more different values than this has no leaders: they would be names, not groups.
const MOST_VALUES: usize = 2_000;

/// The most frequent values of a column, most frequent first.
struct Leading(Vec<String>);

impl Cost for Leading {
    fn bytes(&self) -> u64 {
        self.0.iter().map(|value| value.len() as u64 + 24).sum()
    }
}

impl Engine {
    /// The leaders of each group of a question that stands for a column's own values, by the group's name in the answer.
    pub(super) fn leaders(&self, question: &Question) -> Leaders {
        match question {
            Question::Query(query) => self.query_leaders(query),
            Question::Sql(_) => Leaders::new(),
        }
    }

    fn query_leaders(&self, query: &Query) -> Leaders {
        let groups = query.groups.iter().filter(|group| group.by == Grouping::Value);
        let named = groups.map(|group| (group.name(), group.column.as_str()));
        let plain = query.columns.iter().map(|column| (column.clone(), column.as_str()));
        let found = named.chain(plain).filter_map(|(name, column)| {
            let leading = self.leading(&query.from, column)?;
            Some((name, leading))
        });
        found.collect()
    }

    fn leading(&self, dataset: &str, column: &str) -> Option<Vec<String>> {
        let entry = self.catalog.entry(dataset).ok()?;
        let cells = entry.frame.column(column).ok()?;
        let is_named = matches!(
            cells.dtype(),
            DataType::String | DataType::Categorical(..) | DataType::Boolean
        );
        if !is_named {
            return None;
        }
        let series = cells.as_materialized_series().clone();
        let leading = self
            .catalog
            .memory
            .of("leaders", vec![series], || Some(Leading(count(cells))));
        leading.map(|leading| leading.0.clone())
    }
}

/// The most frequent values, the same ones in the same order for the same cells.
fn count(cells: &Column) -> Vec<String> {
    let Ok(texts) = cells.cast(&DataType::String) else {
        return Vec::new();
    };
    let Ok(texts) = texts.str() else {
        return Vec::new();
    };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for text in texts.iter().flatten() {
        *counts.entry(text).or_default() += 1;
        if counts.len() > MOST_VALUES {
            return Vec::new();
        }
    }
    let mut counts = counts.into_iter().collect::<Vec<_>>();
    counts.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
    counts
        .into_iter()
        .take(COLORS)
        .map(|(value, _)| value.to_owned())
        .collect()
}
