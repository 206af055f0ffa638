//! How the filters of a dashboard reach a question: by a column of its own, of a dataset that it joins, or of one that its rows point at.

#[cfg(test)]
mod tests;

use crate::dataset::Dataset;
use crate::filter::Filter;
use crate::join::{Join, JoinKind, Key};
use crate::model::{Model, Origin, Relation};
use crate::question::{Calculated, Query};

/// Datasets further away than so many relations are not looked up.
const FARTHEST: usize = 3;

/// What is known of the data.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The datasets that are open.
    pub datasets: &'a [Dataset],
    /// How they belong together.
    pub model: &'a Model,
}

/// Something to filter by.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The dataset that its columns are of.
    pub dataset: &'a str,
    /// The filter.
    pub filter: &'a Filter,
    /// What was worked out where it was picked.
    pub calculated: &'a [Calculated],
}

/// A question that can be filtered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reached {
    /// The question, with the joins that the filters need.
    pub query: Query,
    /// Those filters that reach it, with the columns called as they are there.
    pub filters: Vec<Filter>,
    /// Which of the wishes do not reach it.
    pub missed: Vec<usize>,
}

/// A column that a question's filters may name.
struct Seen<'a> {
    /// What it is called there.
    name: String,
    /// Its dataset; empty for what is worked out.
    dataset: &'a str,
    /// What it is called in its dataset.
    own: &'a str,
}

impl<'a> Ground<'a> {
    /// The question with what the filters need, and the filters in its own words.
    pub fn reach(&self, query: &Query, wishes: &[Wish<'_>]) -> Reached {
        let mut reached = Reached {
            query: query.clone(),
            ..Reached::default()
        };
        for (place, wish) in wishes.iter().enumerate() {
            match self.one(&reached.query, wish) {
                Some((query, filter)) => {
                    reached.query = query;
                    reached.filters.push(filter);
                }
                None => reached.missed.push(place),
            }
        }
        reached
    }

    /// Whether a column of a dataset reaches a question.
    pub fn reaches(&self, query: &Query, dataset: &str, column: &str) -> bool {
        self.way(query, dataset, column).is_some()
    }

    /// Whether rows of a dataset point at another, if through others.
    pub fn points(&self, from: &str, to: &str) -> bool {
        self.path(from, to).is_some()
    }

    /// Whether a question's own rows have the column, under its own name.
    pub fn has(&self, query: &Query, dataset: &str, column: &str) -> bool {
        let own = self
            .dataset(&query.from)
            .is_some_and(|own| own.column(column).is_some());
        let way = self.way(query, dataset, column);
        own && way.is_some_and(|(with, name)| with == *query && name == column)
    }

    fn one(&self, query: &Query, wish: &Wish<'_>) -> Option<(Query, Filter)> {
        let mut query = query.clone();
        let mut names: Vec<(String, String)> = Vec::new();
        let columns = wish.filter.columns();
        if columns.is_empty() && wish.dataset != query.from {
            return None;
        }
        for column in columns {
            let name = match wish.dataset == query.from {
                true => self.own(&mut query, column, wish.calculated)?,
                false => {
                    let (with, name) = self.way(&query, wish.dataset, column)?;
                    query = with;
                    name
                }
            };
            names.push((column.to_owned(), name));
        }
        let called = |column: &str| {
            let known = names.iter().find(|(old, _)| old == column);
            known.map_or_else(|| column.to_owned(), |(_, new)| new.clone())
        };
        Some((query, wish.filter.renamed(&called)))
    }

    /// What a column that was picked on the same dataset is called: as there, worked out as there, or looked up.
    fn own(&self, query: &mut Query, column: &str, calculated: &[Calculated]) -> Option<String> {
        if self.seen(query).iter().any(|seen| seen.name == column) {
            return Some(column.to_owned());
        }
        if let Some(last) = calculated.iter().position(|one| one.name == column) {
            let missing = calculated.iter().take(last + 1);
            let missing = missing.filter(|one| !query.calculated.iter().any(|known| known.name == one.name));
            let missing: Vec<Calculated> = missing.cloned().collect();
            query.calculated.extend(missing);
            return Some(column.to_owned());
        }
        let relations = self.relations().filter(|relation| relation.from == query.from);
        let (with, name) = relations.into_iter().find_map(|relation| {
            let prefix = format!("{}.", relation.to);
            let own = column.strip_prefix(&prefix).unwrap_or(column);
            self.way(query, &relation.to, own)
        })?;
        *query = with;
        Some(name)
    }

    /// The question with the joins that it needs to see a column of a dataset, and what the column is called then.
    fn way(&self, query: &Query, dataset: &str, column: &str) -> Option<(Query, String)> {
        let seen = self.seen(query);
        let there = seen.iter().find(|seen| seen.dataset == dataset && seen.own == column);
        if let Some(seen) = there {
            return Some((query.clone(), seen.name.clone()));
        }
        if let Some(found) = self.looked_up(query, dataset, column) {
            return Some(found);
        }
        let same = seen.iter().any(|seen| seen.name == column);
        same.then(|| (query.clone(), column.to_owned()))
    }

    fn looked_up(&self, query: &Query, dataset: &str, column: &str) -> Option<(Query, String)> {
        self.dataset(dataset)?.column(column)?;
        let path = self.path(&query.from, dataset)?;
        let mut query = query.clone();
        self.show_own_columns_only(&mut query);
        for relation in path {
            let joined = |join: &Join| join.dataset == relation.to && join.kind.adds_columns();
            if !query.joins.iter().any(joined) {
                let on: Option<Vec<Key>> = relation
                    .keys
                    .iter()
                    .map(|key| self.key(&query, relation, key))
                    .collect();
                query.joins.push(Join {
                    dataset: relation.to.clone(),
                    kind: JoinKind::Left,
                    on: on?,
                    ..Join::default()
                });
            }
        }
        let name = self.name(&query, dataset, column)?;
        Some((query, name))
    }

    /// Rows that are shown in full stay what they are when more columns come beside them.
    fn show_own_columns_only(&self, query: &mut Query) {
        if query.is_rows() && query.columns.is_empty() {
            query.columns = self.seen(query).into_iter().map(|seen| seen.name).collect();
        }
    }

    fn key(&self, query: &Query, relation: &Relation, key: &Key) -> Option<Key> {
        Some(Key {
            left: self.name(query, &relation.from, &key.left)?,
            right: key.right.clone(),
        })
    }

    /// What a column of a dataset is called in the question.
    fn name(&self, query: &Query, dataset: &str, column: &str) -> Option<String> {
        let seen = self.seen(query).into_iter();
        let mut own = seen.filter(|seen| seen.dataset == dataset && seen.own == column);
        own.next().map(|seen| seen.name)
    }

    /// The shortest way of relations from one dataset to another; none when two are as short, for then nobody knows which is meant.
    fn path(&self, from: &str, to: &str) -> Option<Vec<&'a Relation>> {
        let mut ways: Vec<Vec<&Relation>> = vec![Vec::new()];
        for _ in 0..FARTHEST {
            let longer = ways.iter().flat_map(|way| {
                let end = way.last().map_or(from, |relation| relation.to.as_str());
                let next = self.relations().filter(move |relation| relation.from == end);
                next.map(move |relation| way.iter().copied().chain([relation]).collect())
            });
            ways = longer.collect();
            let mut there = ways
                .iter()
                .filter(|way| way.last().is_some_and(|relation| relation.to == to));
            if let Some(way) = there.next() {
                return there.next().is_none().then(|| way.clone());
            }
        }
        None
    }

    /// The relations whose joins leave rows as many as they are.
    fn relations(&self) -> impl Iterator<Item = &'a Relation> + use<'a> {
        let relations = self.model.relations.iter();
        relations.filter(|relation| !relation.many && relation.origin != Origin::Refused)
    }

    fn dataset(&self, name: &str) -> Option<&'a Dataset> {
        self.datasets.iter().find(|dataset| dataset.name == name)
    }

    /// The columns that a question's filters may name, as the engine calls them.
    fn seen(&self, query: &'a Query) -> Vec<Seen<'a>> {
        let mut seen: Vec<Seen<'a>> = Vec::new();
        for name in std::iter::once(&query.from).chain(&query.union) {
            for column in self.dataset(name).into_iter().flat_map(|dataset| &dataset.columns) {
                if !seen.iter().any(|known| known.name == column.name) {
                    seen.push(Seen {
                        name: column.name.clone(),
                        dataset: name,
                        own: &column.name,
                    });
                }
            }
        }
        for join in query.joins.iter().filter(|join| join.kind.adds_columns()) {
            self.beside(join, &mut seen);
        }
        let dimensions = self.model.dimensions.iter();
        let dimensions = dimensions.filter(|dimension| dimension.dataset == query.from);
        let worked_out = query.calculated.iter().map(|one| &one.name);
        let more = worked_out.chain(dimensions.map(|dimension| &dimension.name));
        seen.extend(more.map(|name| Seen {
            name: name.clone(),
            dataset: "",
            own: name,
        }));
        seen
    }

    /// The columns of a joined dataset. A key of the same name is the other key: it is not there twice.
    fn beside(&self, join: &'a Join, seen: &mut Vec<Seen<'a>>) {
        let columns = self
            .dataset(&join.dataset)
            .into_iter()
            .flat_map(|dataset| &dataset.columns);
        for column in columns {
            let key = join.on.iter().find(|key| key.right == column.name);
            let taken = seen.iter().any(|known| known.name == column.name);
            let name = match key {
                Some(key) if key.left == key.right => key.left.clone(),
                _ if taken => format!("{}.{}", join.prefix(), column.name),
                _ => column.name.clone(),
            };
            seen.push(Seen {
                name,
                dataset: &join.dataset,
                own: &column.name,
            });
        }
    }
}
