//! Which datasets and columns a dashboard needs.

use crate::dashboard::{Content, Dashboard};
use crate::dataset::{Column, Dataset, Type};
use crate::question::{Query, Question};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A dataset that a dashboard needs, with the columns that it uses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// What it was called.
    pub dataset: String,
    /// The file that it came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filename: String,
    /// The columns that are used.
    pub columns: Vec<Column>,
}

impl Need {
    /// The columns that a dataset lacks, or has as something else.
    pub fn lacks(&self, dataset: &Dataset) -> Vec<&Column> {
        let has = |column: &Column| {
            let there = dataset.column(&column.name);
            there.is_some_and(|there| family(there.kind) == family(column.kind))
        };
        self.columns.iter().filter(|column| !has(column)).collect()
    }
}

/// What can stand in for each other: one file has whole numbers where another has fractions.
fn family(kind: Type) -> u8 {
    match kind {
        Type::Integer | Type::Float | Type::Decimal => 0,
        Type::Date | Type::Datetime => 1,
        Type::Text => 2,
        Type::Boolean => 3,
        Type::Time => 4,
        Type::Duration => 5,
        Type::List => 6,
        Type::Struct => 7,
    }
}

/// What a dashboard needs of these datasets.
pub fn of(dashboard: &Dashboard, datasets: &[Dataset]) -> Vec<Need> {
    let text = serde_json::to_string(dashboard).unwrap_or_default().to_lowercase();
    let named = sources(dashboard, datasets);
    named
        .into_iter()
        .map(|name| {
            let open = datasets.iter().find(|dataset| dataset.name == name);
            let columns = open.map(|dataset| dataset.columns.iter().filter(|column| names(&text, &column.name)));
            Need {
                filename: open.map(|dataset| dataset.source.filename.clone()).unwrap_or_default(),
                columns: columns.into_iter().flatten().cloned().collect(),
                dataset: name,
            }
        })
        .collect()
}

/// The datasets that a dashboard names; of SQL statements, the open ones whose names are in them.
pub fn sources(dashboard: &Dashboard, datasets: &[Dataset]) -> Vec<String> {
    let mut names = BTreeSet::new();
    for placed in &dashboard.tiles {
        let Content::Chart(tile) = &placed.content else {
            continue;
        };
        match &tile.question {
            Question::Query(query) => names.extend(of_query(query)),
            Question::Sql(sql) => {
                let text = sql.text.to_lowercase();
                let named = datasets.iter().filter(|dataset| self::names(&text, &dataset.name));
                names.extend(named.map(|dataset| dataset.name.clone()));
            }
        }
    }
    names.extend(dashboard.controls.iter().map(|control| control.dataset.clone()));
    names.into_iter().collect()
}

fn of_query(query: &Query) -> impl Iterator<Item = String> {
    let joined = query.joins.iter().map(|join| join.dataset.clone());
    std::iter::once(query.from.clone())
        .chain(query.union.iter().cloned())
        .chain(joined)
}

/// Whether a text of small letters holds a name as a word of its own.
fn names(text: &str, name: &str) -> bool {
    // As it stands in JSON: a quote in a name has a stroke before it.
    let name = serde_json::to_string(&name.to_lowercase()).unwrap_or_default();
    let name = name.trim_matches('"');
    let is_word = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + name.len()..]);
            !is_word(before.chars().next_back()) && !is_word(after.chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Chart;
    use crate::dashboard::{DashboardId, Place, Placed, TabId, Tile, TileId};
    use crate::question::Aggregate;
    use crate::question::{Group, Measure};
    use crate::reading::Source;

    fn dataset(columns: &[(&str, Type)]) -> Dataset {
        let columns = columns.iter().map(|(name, kind)| Column {
            name: (*name).to_owned(),
            kind: *kind,
            nullable: false,
        });
        Dataset {
            name: "orders".into(),
            rows: 1,
            columns: columns.collect(),
            bytes: 1,
            source: Source::default(),
            steps: Vec::new(),
            set_aside: 0,
        }
    }

    #[test]
    fn only_the_columns_that_are_used_are_needed() {
        let question = Question::Query(Query {
            from: "orders".into(),
            groups: vec![Group::value("Region")],
            measures: vec![Measure::of(Aggregate::Sum, "price")],
            ..Query::default()
        });
        let tile = Tile {
            title: String::new(),
            question,
            chart: Chart::default(),
        };
        let mut dashboard = Dashboard::new(DashboardId("d".into()), "Sales");
        dashboard.tiles.push(Placed {
            id: TileId("a".into()),
            content: Content::Chart(tile),
            place: Place {
                x: 0,
                y: 0,
                width: 6,
                height: 5,
            },
            tab: TabId::default(),
        });
        let columns = [
            ("Region", Type::Text),
            ("price", Type::Float),
            ("zip", Type::Text),
            ("pric", Type::Text),
        ];
        let needs = of(&dashboard, &[dataset(&columns)]);
        assert_eq!(needs.len(), 1);
        let used: Vec<_> = needs[0].columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(used, ["Region", "price"]);
        for (columns, lacking) in [
            (vec![("Region", Type::Text), ("price", Type::Integer)], vec![]),
            (vec![("Region", Type::Text), ("price", Type::Text)], vec!["price"]),
            (vec![("price", Type::Decimal)], vec!["Region"]),
        ] {
            let other = dataset(&columns);
            let lacks: Vec<_> = needs[0]
                .lacks(&other)
                .iter()
                .map(|column| column.name.clone())
                .collect();
            assert_eq!(lacks, lacking);
        }
    }
}
