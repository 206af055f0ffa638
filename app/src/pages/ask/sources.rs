//! Which columns a query has, and which dataset each comes from.

use spec::dataset::{Column, Dataset, Type};
use spec::join::Join;
use spec::question::{Aggregate, Grain, Grouping, Query};

/// Columns with a common origin.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    /// What stands above them.
    pub title: String,
    /// The dataset they come from; none for calculated ones.
    pub dataset: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
}

/// The columns of a query by their origin. `known` is what the engine says of them, once it has: it knows the types of calculated ones.
pub(crate) fn sources(query: &Query, datasets: &[Dataset], known: &[Column]) -> Vec<Source> {
    let mut sources = vec![first(query, datasets)];
    for join in &query.joins {
        let taken: Vec<_> = names(&sources);
        if let Some(dataset) = find(datasets, &join.dataset).filter(|_| join.kind.adds_columns()) {
            sources.push(Source {
                title: join.prefix().to_owned(),
                dataset: Some(dataset.name.clone()),
                columns: brought(join, dataset, &taken),
            });
        }
    }
    let calculated = query.calculated.iter().map(|calculated| Column {
        name: calculated.name.clone(),
        kind: Type::Text,
        nullable: true,
    });
    sources.push(Source {
        title: "Calculated".to_owned(),
        dataset: None,
        columns: calculated.collect(),
    });
    correct(&mut sources, known);
    sources.retain(|source| !source.columns.is_empty());
    sources
}

/// The names of all columns.
pub(crate) fn names(sources: &[Source]) -> Vec<String> {
    let columns = sources.iter().flat_map(|source| &source.columns);
    columns.map(|column| column.name.clone()).collect()
}

/// The columns of the first query that are not in the second.
pub(crate) fn lost(before: &Query, after: &Query, datasets: &[Dataset]) -> Vec<String> {
    let kept = names(&sources(after, datasets, &[]));
    let mut gone = names(&sources(before, datasets, &[]));
    gone.retain(|name| !kept.contains(name));
    gone
}

/// What a query's columns depend on.
pub(crate) fn ground(query: &Query) -> Query {
    Query {
        from: query.from.clone(),
        union: query.union.clone(),
        joins: query.joins.clone(),
        parameters: query.parameters.clone(),
        calculated: query.calculated.clone(),
        ..Query::default()
    }
}

/// The columns of a query's answer, when those of its rows are these.
pub(crate) fn answered(query: &Query, columns: &[Column]) -> Vec<Column> {
    let of = |name: &str| {
        columns
            .iter()
            .find(|column| column.name == name)
            .map(|column| column.kind)
    };
    let groups = query.groups.iter().map(|group| {
        let kind = match group.by {
            Grouping::Grain(grain) if !grain.is_timeline() => Some(Type::Integer),
            Grouping::Grain(Grain::Hour | Grain::Minute | Grain::Second) => Some(Type::Datetime),
            Grouping::Grain(_) => Some(Type::Date),
            _ => of(&group.column),
        };
        (group.name(), kind.unwrap_or(Type::Text))
    });
    let measures = query.measures.iter().map(|measure| {
        use Aggregate::{First, Last, Max, Min, Mode};
        let kind = match measure.aggregate {
            First | Last | Max | Min | Mode => measure.column.as_deref().and_then(of),
            _ => None,
        };
        (measure.name(), kind.unwrap_or(Type::Float))
    });
    let derived = query.derived.iter().map(|derived| (derived.name.clone(), Type::Float));
    let all = groups.chain(measures).chain(derived);
    all.map(|(name, kind)| Column {
        name,
        kind,
        nullable: true,
    })
    .collect()
}

fn first(query: &Query, datasets: &[Dataset]) -> Source {
    let mut columns: Vec<Column> = Vec::new();
    for name in std::iter::once(&query.from).chain(&query.union) {
        let more = find(datasets, name).map(|dataset| dataset.columns.as_slice());
        for column in more.unwrap_or_default() {
            if columns.iter().all(|there| there.name != column.name) {
                columns.push(column.clone());
            }
        }
    }
    Source {
        title: query.from.clone(),
        dataset: Some(query.from.clone()),
        columns,
    }
}

/// The columns that a join brings: under their own names where these are free, without keys that say the same as their partners.
fn brought(join: &Join, dataset: &Dataset, taken: &[String]) -> Vec<Column> {
    let says_the_same = |name: &str| join.on.iter().any(|key| key.right == name && key.left == name);
    let columns = dataset.columns.iter().filter(|column| !says_the_same(&column.name));
    let columns = columns.map(|column| Column {
        name: match taken.contains(&column.name) {
            true => format!("{}.{}", join.prefix(), column.name),
            false => column.name.clone(),
        },
        kind: column.kind,
        nullable: true,
    });
    columns.collect()
}

/// What the engine says is right.
fn correct(sources: &mut Vec<Source>, known: &[Column]) {
    if known.is_empty() {
        return;
    }
    let mut rest = known.to_vec();
    for source in sources.iter_mut() {
        source.columns.retain_mut(|column| {
            let Some(at) = rest.iter().position(|known| known.name == column.name) else {
                return false;
            };
            *column = rest.remove(at);
            true
        });
    }
    sources.push(Source {
        title: "Dimensions".to_owned(),
        dataset: None,
        columns: rest,
    });
}

fn find<'a>(datasets: &'a [Dataset], name: &str) -> Option<&'a Dataset> {
    datasets.iter().find(|dataset| dataset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::join::{JoinKind, Key};
    use spec::question::Calculated;

    fn dataset(name: &str, columns: &[&str]) -> Dataset {
        let column = |name: &&str| Column {
            name: (*name).to_owned(),
            kind: Type::Integer,
            nullable: false,
        };
        Dataset {
            name: name.to_owned(),
            rows: 1,
            columns: columns.iter().map(column).collect(),
            bytes: 1,
            source: spec::reading::Source::default(),
            steps: Vec::new(),
            set_aside: 0,
        }
    }

    fn query(kind: JoinKind) -> Query {
        Query {
            from: "orders".into(),
            joins: vec![Join {
                dataset: "customers".into(),
                kind,
                on: vec![Key::same("customer")],
                ..Join::default()
            }],
            calculated: vec![Calculated {
                name: "net".into(),
                expression: "price * 2".into(),
            }],
            ..Query::default()
        }
    }

    fn datasets() -> [Dataset; 2] {
        [
            dataset("orders", &["customer", "name", "price"]),
            dataset("customers", &["customer", "name", "city"]),
        ]
    }

    #[test]
    fn columns_by_origin() {
        let shown = |kind| {
            let sources = sources(&query(kind), &datasets(), &[]);
            let lines = sources.into_iter().map(|source| {
                let names: Vec<_> = source.columns.into_iter().map(|column| column.name).collect();
                format!("{}: {}", source.title, names.join(", "))
            });
            lines.collect::<Vec<_>>().join("; ")
        };
        assert_eq!(
            shown(JoinKind::Left),
            "orders: customer, name, price; customers: customers.name, city; Calculated: net"
        );
        assert_eq!(shown(JoinKind::Semi), "orders: customer, name, price; Calculated: net");
    }

    #[test]
    fn what_goes_with_a_join() {
        let alone = Query {
            joins: Vec::new(),
            ..query(JoinKind::Left)
        };
        assert_eq!(
            lost(&query(JoinKind::Left), &alone, &datasets()),
            ["customers.name", "city"]
        );
    }
}
