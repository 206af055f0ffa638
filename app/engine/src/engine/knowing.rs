//! What words may be about: the datasets with what the workspace's model says of them and with what is related to them.

#[cfg(test)]
mod tests;

use crate::ask::{Known, Term, Way, What};
use crate::catalog::{Entry, describe};
use crate::error::Error;
use crate::{Engine, model, profile, query, relations};
use polars::prelude::DataType;
use spec::dataset::Type;
use spec::model::{Origin, Relation};
use spec::profile::Role;
use spec::question::Query;
use std::collections::BTreeSet;

/// What was found out about the datasets as they are, and about the model over them.
pub(crate) struct Learned {
    revision: u64,
    /// Only when they were asked for: large datasets take a while.
    relations: Option<Vec<Relation>>,
    dimensions: Vec<Dimension>,
    /// The relations that were known before: those of datasets that are asleep now cannot be looked for.
    earlier: Vec<Relation>,
}

/// What the cells of a dimension are.
#[derive(Clone)]
struct Dimension {
    dataset: String,
    name: String,
    kind: Type,
    role: Role,
    values: Vec<String>,
}

/// Dimensions are looked at in so many rows.
const MOST_ROWS: u64 = 500_000;
/// So many different values of a dimension are found by words.
const MOST_VALUES: usize = 5_000;
/// Words find the columns of datasets that are so many relations away.
const FARTHEST: usize = 2;
/// So many datasets around one are looked at.
const MOST_WAYS: usize = 24;

impl Engine {
    /// Finds out again what is no longer known for sure, with the relations between datasets.
    pub(super) fn learn(&mut self) {
        self.learn_alone();
        let is_known = self.learned.as_ref().is_some_and(|learned| learned.relations.is_some());
        if !is_known {
            let relations = self.sure_relations();
            self.learned
                .iter_mut()
                .for_each(|learned| learned.relations = Some(relations.clone()));
        }
    }

    /// Finds out again what is no longer known for sure of each dataset by itself.
    pub(super) fn learn_alone(&mut self) {
        let revision = self.catalog.revision;
        if self
            .learned
            .as_ref()
            .is_some_and(|learned| learned.revision == revision)
        {
            return;
        }
        let before = self.learned.take();
        let known = before.as_ref().map_or(&[][..], |before| &before.dimensions);
        let dimensions = self.model.dimensions.iter();
        let dimensions = dimensions.filter_map(|one| self.look_at(&one.dataset, &one.name, known));
        self.learned = Some(Learned {
            revision,
            dimensions: dimensions.collect(),
            relations: None,
            earlier: before.map_or_else(Vec::new, |before| before.relations.unwrap_or(before.earlier)),
        });
    }

    /// What was learned may be wrong from now on.
    pub(super) fn learn_anew(&mut self) {
        if let Some(learned) = &mut self.learned {
            learned.revision = u64::MAX;
        }
    }

    /// What words may be about: the named datasets first and only, or all.
    pub(super) fn known(&self, names: &[String]) -> Result<Vec<Known<'_>>, Error> {
        let entries: Vec<&Entry> = match names {
            [] => self.catalog.entries().iter().rev().collect(),
            names => names
                .iter()
                .map(|name| self.catalog.entry(name))
                .collect::<Result<_, _>>()?,
        };
        Ok(entries.into_iter().map(|entry| self.known_of(entry)).collect())
    }

    fn known_of<'a>(&'a self, entry: &'a Entry) -> Known<'a> {
        let mut known = entry.known();
        known.ways = self.ways(entry);
        known.terms = self.own_terms(&entry.dataset.name, None);
        for (at, way) in known.ways.iter().enumerate() {
            let Ok(related) = self.catalog.entry(&way.dataset) else {
                continue;
            };
            let there = related.known();
            let columns = related.dataset.columns.iter().enumerate();
            let columns = columns.filter(|(_, column)| !way.keys.iter().any(|key| key.right == column.name));
            let fields = columns.map(|(index, column)| Term {
                name: column.name.clone(),
                synonyms: &[],
                kind: column.kind,
                role: there.roles.get(index).copied().unwrap_or(Role::Text),
                values: there.values.get(index).map_or(&[], Vec::as_slice),
                what: What::Column,
                way: Some(at),
            });
            known.terms.extend(fields);
            known.terms.extend(self.own_terms(&way.dataset, Some(at)));
        }
        known
    }

    /// The metrics and dimensions of a dataset; the metrics only when it is the one that is asked.
    fn own_terms(&self, dataset: &str, way: Option<usize>) -> Vec<Term<'_>> {
        let metrics = self.model.metrics_of(dataset).filter(|_| way.is_none());
        let metrics = metrics.map(|metric| Term {
            name: metric.name.clone(),
            synonyms: &metric.synonyms,
            kind: Type::Float,
            role: Role::Measure,
            values: &[],
            what: What::Metric,
            way: None,
        });
        let dimensions = self.model.dimensions_of(dataset).filter_map(|dimension| {
            let learned = self.learned.as_ref()?.dimensions.iter();
            let same = |one: &&Dimension| one.name == dimension.name && one.dataset == dimension.dataset;
            let found = learned.clone().find(same)?;
            Some(Term {
                name: dimension.name.clone(),
                synonyms: &dimension.synonyms,
                kind: found.kind,
                role: found.role,
                values: &found.values,
                what: What::Dimension,
                way,
            })
        });
        metrics.chain(dimensions).collect()
    }

    /// The ways from a dataset to those that it points at, near ones first.
    fn ways(&self, entry: &Entry) -> Vec<Way> {
        let relations = self
            .learned
            .as_ref()
            .and_then(|learned| learned.relations.as_deref())
            .unwrap_or_default();
        let mut ways: Vec<Way> = Vec::new();
        let mut ends: Vec<(Option<usize>, &str, usize)> = vec![(None, &entry.dataset.name, 0)];
        let mut at = 0;
        while at < ends.len() {
            let (before, dataset, deep) = ends[at];
            at += 1;
            for relation in relations
                .iter()
                .filter(|relation| relation.from == dataset && deep < FARTHEST)
            {
                let back = relation.to == entry.dataset.name && deep > 0;
                let Ok(related) = self.catalog.entry(&relation.to) else {
                    continue;
                };
                if back || ways.len() == MOST_WAYS {
                    continue;
                }
                let again = relation.to == entry.dataset.name || ways.iter().any(|way| way.dataset == relation.to);
                ways.push(Way {
                    before,
                    dataset: relation.to.clone(),
                    name: again.then(|| alias(relation, &ways)),
                    keys: relation.keys.clone(),
                    columns: related
                        .dataset
                        .columns
                        .iter()
                        .map(|column| column.name.clone())
                        .collect(),
                });
                ends.push((Some(ways.len() - 1), &relation.to, deep + 1));
            }
        }
        ways
    }

    /// The relations that questions go by: those that someone has made or taken, and those found that are sure.
    fn sure_relations(&self) -> Vec<Relation> {
        let known = self.model.relations.iter();
        let mut sure: Vec<Relation> = known
            .filter(|one| one.origin != Origin::Refused && !one.many)
            .cloned()
            .collect();
        if self.catalog.entries().len() < 2 && self.model.relations.is_empty() {
            return sure;
        }
        // What cannot be looked at has no relations that words could go by.
        for found in self.relations().unwrap_or_default() {
            let told = sure
                .iter()
                .any(|one| one.from == found.relation.from && one.to == found.relation.to);
            if found.confidence >= relations::SURE && !found.relation.many && !told {
                sure.push(found.relation);
            }
        }
        let earlier = self.learned.iter().flat_map(|learned| &learned.earlier);
        for one in earlier.filter(|one| self.is_asleep(&one.from) || self.is_asleep(&one.to)) {
            let is_said = self.model.relations.iter().any(|said| said.is_like(one));
            if !is_said
                && !sure
                    .iter()
                    .any(|other| (&other.from, &other.to) == (&one.from, &one.to))
            {
                sure.push(one.clone());
            }
        }
        sure.retain(|one| self.stands(one));
        sure
    }

    /// Whether both datasets of a relation are open and have its columns.
    fn stands(&self, relation: &Relation) -> bool {
        let has = |dataset: &str, name: &str| {
            let entry = self.catalog.entry(dataset);
            entry.is_ok_and(|entry| entry.dataset.columns.iter().any(|column| column.name == name))
        };
        let mut keys = relation.keys.iter();
        keys.all(|key| has(&relation.from, &key.left) && has(&relation.to, &key.right))
    }

    /// What the cells of a dimension are; what was known before while its dataset is asleep; none when it cannot be worked out now.
    fn look_at(&self, dataset: &str, name: &str, known: &[Dimension]) -> Option<Dimension> {
        if self.is_asleep(dataset) {
            let mut known = known.iter();
            return known.find(|one| one.dataset == dataset && one.name == name).cloned();
        }
        let query = Query {
            from: dataset.to_owned(),
            columns: vec![name.to_owned()],
            limit: Some(MOST_ROWS),
            ..Query::default()
        };
        let query = model::resolve(&self.model, &self.catalog, &query).ok()?;
        let (frame, _) = query::run(&self.catalog, &query, "2000-01-01").ok()?;
        let cells = frame.get_columns().first()?;
        let kind = describe(cells).kind;
        let mut values = Vec::new();
        if kind == Type::Text {
            let different = cells.unique().ok().filter(|different| different.len() <= MOST_VALUES)?;
            let texts = different.cast(&DataType::String).ok()?;
            let texts: BTreeSet<String> = texts.str().ok()?.iter().flatten().map(str::to_owned).collect();
            values.extend(texts);
        }
        Some(Dimension {
            dataset: dataset.to_owned(),
            name: name.to_owned(),
            kind,
            role: match profile::role(cells) {
                Role::Text if !values.is_empty() => Role::Category,
                role => role,
            },
            values,
        })
    }
}

/// Another name for a dataset that is joined again: `origin_airports`.
fn alias(relation: &Relation, ways: &[Way]) -> String {
    let key = relation.keys.first().map_or("", |key| key.left.as_str());
    let first = format!("{key}_{}", relation.to);
    let taken = |name: &String| ways.iter().any(|way| way.name.as_ref() == Some(name));
    let numbered = (2..).map(|number| format!("{first}_{number}"));
    std::iter::once(first.clone())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or(first)
}
