//! A `select` in its parts, which stages of a question add to.

use crate::sql::explain::context::Context;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::words::identifier;

/// A `select` in its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Select {
    /// What it gives.
    pub columns: Vec<Known>,
    /// The columns that are not the answer's: they serve its order.
    pub hidden: Vec<String>,
    /// Whether every column is given by its own name, but for those that are added.
    pub all: bool,
    /// How many columns, the last ones, are added to all.
    pub added: usize,
    /// Whether equal rows are given once.
    pub distinct: bool,
    /// Where its rows come from.
    pub from: String,
    /// Which rows count.
    pub conditions: Vec<String>,
    /// What is grouped by: the columns' places, or more.
    pub groups: Vec<String>,
    /// Which groups are kept.
    pub having: Vec<String>,
    /// Whether something is worked out over all groups, which a condition on groups would change.
    pub has_windows: bool,
    /// The order.
    pub order: Vec<String>,
    /// How many rows are kept.
    pub limit: Option<u64>,
    /// How many rows are skipped.
    pub offset: Option<u64>,
}

impl Select {
    /// The columns of a part that was defined before.
    pub(super) fn all_of(part: &str, columns: &[Known], hidden: &[String]) -> Self {
        Self {
            columns: columns.iter().map(Known::outside).collect(),
            hidden: hidden.to_vec(),
            all: true,
            from: part.to_owned(),
            ..Self::default()
        }
    }

    /// What it gives.
    pub(super) fn scope(&self) -> Scope {
        Scope::of("the answer", &self.from, self.columns.clone())
    }

    /// A `select` of the same columns from this one, which is defined as a part before it.
    pub(super) fn wrapped(&self, name: &str, context: &Context<'_>) -> Self {
        if self.is_plain() {
            return self.clone();
        }
        let name = context.define(name, &self.text());
        Self::all_of(&name, &self.columns, &self.hidden)
    }

    /// The same without the columns that serve its order.
    pub(super) fn without_hidden(mut self) -> Self {
        if self.columns.iter().any(|known| self.hidden.contains(&known.name)) {
            self.all = false;
            self.columns.retain(|known| !self.hidden.contains(&known.name));
        }
        self
    }

    /// Adds a column to all that are there.
    pub(super) fn add(&mut self, known: Known) {
        self.columns.push(known);
        self.added += 1;
    }

    /// Whether it only passes rows on.
    fn is_plain(&self) -> bool {
        let written_by_name = self
            .columns
            .iter()
            .all(|known| known.written == identifier(&known.name));
        self.all
            && self.added == 0
            && written_by_name
            && !self.distinct
            && self.conditions.is_empty()
            && self.limit.is_none()
    }

    /// The statement.
    pub(super) fn text(&self) -> String {
        let columns: Vec<String> = match self.all {
            true => {
                let added = &self.columns[self.columns.len() - self.added..];
                std::iter::once("*".to_owned())
                    .chain(added.iter().map(Known::shown))
                    .collect()
            }
            false => self.columns.iter().map(Known::shown).collect(),
        };
        let distinct = if self.distinct { "distinct " } else { "" };
        let mut lines = vec![
            format!("select {distinct}{}", columns.join(", ")),
            format!("from {}", self.from),
        ];
        let mut clause = |word: &str, parts: &[String], between: &str| {
            if !parts.is_empty() {
                lines.push(format!("{word} {}", parts.join(between)));
            }
        };
        clause("where", &self.conditions, " and ");
        clause("group by", &self.groups, ", ");
        clause("having", &self.having, " and ");
        clause("order by", &self.order, ", ");
        lines.extend(self.limit.map(|limit| format!("limit {limit}")));
        lines.extend(self.offset.map(|offset| format!("offset {offset}")));
        lines.join("\n")
    }
}
