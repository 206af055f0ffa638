//! What words may name beside a dataset's own columns: metrics, dimensions, and the columns of datasets that it points at.

use super::link::Scope;
use super::stem::singular;
use super::{rank, say};
use spec::answer::{Level, Note};
use spec::dataset::Type;
use spec::join::{Join, JoinKind, Key};
use spec::profile::Role;
use spec::question::{Measure, Query};
use std::collections::{BTreeMap, BTreeSet};

/// Something that words may name beside a dataset's own columns.
#[derive(Clone, Debug)]
pub(crate) struct Term<'a> {
    /// Its own name.
    pub name: String,
    /// What else it is called.
    pub synonyms: &'a [String],
    /// What its cells are.
    pub kind: Type,
    /// What it means.
    pub role: Role,
    /// Its different values, when they are few.
    pub values: &'a [String],
    /// What it is.
    pub what: What,
    /// The way to its dataset, when that is another one.
    pub way: Option<usize>,
}

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A figure of the model.
    Metric,
    /// A column of the model.
    Dimension,
    /// A column of another dataset.
    Column,
}

/// A dataset that rows point at.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The way to the dataset that points at it; none when that is the one that is asked.
    pub before: Option<usize>,
    /// Its name.
    pub dataset: String,
    /// Another name for it, when it is there already.
    pub name: Option<String>,
    /// By which columns, each of its own dataset.
    pub keys: Vec<Key>,
    /// Its columns.
    pub columns: Vec<String>,
}

impl Way {
    /// What stands before its columns' names where they are taken.
    pub(super) fn prefix(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.dataset)
    }
}

/// The query with the joins that its columns need, and these called as they are after them.
pub(super) fn joined(scope: &Scope<'_>, query: &Query) -> Query {
    let ways = &scope.known.ways;
    let used = used(query);
    let mut needed = BTreeSet::new();
    for field in scope.fields.iter().filter(|field| used.contains(&field.name)) {
        let mut next = field.way;
        while let Some(way) = next {
            needed.insert(way);
            next = ways.get(way).and_then(|way| way.before);
        }
    }
    let there = |way: &Way| query.joins.iter().any(|join| join.prefix() == way.prefix());
    let mut taken: BTreeSet<String> = scope
        .known
        .dataset
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let mut names: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
    let mut query = query.clone();
    for at in needed {
        let Some(way) = ways.get(at) else { continue };
        let before = way.before.and_then(|before| names.get(&before));
        let left = |name: &String| before.and_then(|names| names.get(name)).unwrap_or(name).clone();
        let on: Vec<Key> = way
            .keys
            .iter()
            .map(|key| Key {
                left: left(&key.left),
                right: key.right.clone(),
            })
            .collect();
        let mut own = BTreeMap::new();
        for column in &way.columns {
            let shared = on.iter().any(|key| key.left == *column && key.right == *column);
            let name = match taken.contains(column) && !shared {
                true => format!("{}.{column}", way.prefix()),
                false => column.clone(),
            };
            taken.insert(name.clone());
            own.insert(column.clone(), name);
        }
        names.insert(at, own);
        if !there(way) {
            query.joins.push(Join {
                dataset: way.dataset.clone(),
                name: way.name.clone(),
                kind: JoinKind::Left,
                on,
                nearest: None,
            });
        }
    }
    renamed(scope, &names, query)
}

/// The query with the columns of joined datasets called as one speaks of them: `product name`.
pub(super) fn spoken(scope: &Scope<'_>, query: &Query) -> Query {
    let mut told = query.clone();
    for join in &query.joins {
        let Some(way) = scope.known.ways.iter().find(|way| way.prefix() == join.prefix()) else {
            continue;
        };
        for column in &way.columns {
            let taken = format!("{}.{column}", way.prefix());
            let is_vague = matches!(column.as_str(), "name" | "title" | "label" | "code" | "id");
            let words = format!("{} {column}", singular(&say::rows(way.prefix())));
            told = rank::swapped(&told, &taken, &words);
            let own = scope.known.dataset.columns.iter().any(|own| own.name == *column);
            if is_vague && !own {
                told = rank::swapped(&told, column, &words);
            }
        }
    }
    told
}

/// What is said of the joins that words have brought about.
pub(super) fn notes(query: &Query, before: Option<&Query>) -> Vec<Note> {
    let known = |join: &&Join| before.is_some_and(|before| before.joins.contains(join));
    let fresh = query.joins.iter().filter(|join| !known(join));
    let told = fresh.map(|join| {
        let keys: Vec<String> = join
            .on
            .iter()
            .map(|key| format!("{} = {}", key.left, key.right))
            .collect();
        Note::new(
            Level::Info,
            "joined",
            format!("{} was looked up by {}", join.dataset, keys.join(" and ")),
        )
    });
    told.collect()
}

/// The query with the columns of joined datasets under the names that they have there.
fn renamed(scope: &Scope<'_>, names: &BTreeMap<usize, BTreeMap<String, String>>, mut query: Query) -> Query {
    for field in &scope.fields {
        let actual = field.way.and_then(|way| names.get(&way)).zip(field.own_name.as_ref());
        if let Some(actual) = actual
            .and_then(|(names, own)| names.get(own))
            .filter(|actual| **actual != field.name)
        {
            query = rank::swapped(&query, &field.name, actual);
        }
    }
    query
}

/// The names that stand where a column does.
fn used(query: &Query) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = query.columns.iter().cloned().collect();
    names.extend(query.groups.iter().map(|group| group.column.clone()));
    names.extend(
        query
            .measures
            .iter()
            .filter_map(|measure: &Measure| measure.column.clone()),
    );
    if let Some(filter) = &query.filter {
        names.extend(filter.columns().into_iter().map(str::to_owned));
    }
    names
}
