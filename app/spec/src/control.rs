//! What people filter a whole dashboard by, beside what they pick on its charts.

use crate::dashboard::TileId;
use crate::dataset::{Column, Type};
use crate::filter::Filter;
use crate::question::{Grouping, Query, Question};
use crate::reach::{Ground, Wish};
use crate::value::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A filter of a dashboard: a column, how it is asked for, and what it is set to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// Which one.
    pub id: ControlId,
    /// The dataset that its values are of.
    pub dataset: String,
    /// The column. Tiles of datasets that point at this one are filtered too, and those of others with a column of this name.
    pub column: String,
    /// How it is asked for.
    pub kind: ControlKind,
    /// What it is set to; everything counts when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Filter>,
    /// The tiles that it leaves alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<TileId>,
}

/// Names one filter of a dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ControlId(pub String);

/// How a filter is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlKind {
    /// Some of the values, from a list.
    List,
    /// A range of numbers.
    Range,
    /// A span of days, counted from today or from one day to another.
    Date,
    /// A text that is contained.
    Text,
}

impl ControlKind {
    /// The kinds that make sense of a column, the likeliest first.
    pub fn of(column: Type) -> &'static [Self] {
        match column {
            Type::Text => &[Self::List, Self::Text],
            Type::Boolean | Type::Time => &[Self::List],
            Type::Date | Type::Datetime => &[Self::Date],
            Type::Integer => &[Self::Range, Self::List],
            Type::Float | Type::Decimal => &[Self::Range],
            Type::Duration | Type::List | Type::Struct => &[],
        }
    }

    /// Its name in menus.
    pub fn label(self) -> &'static str {
        match self {
            Self::List => "List",
            Self::Range => "Range",
            Self::Date => "Dates",
            Self::Text => "Text",
        }
    }
}

/// A parameter that people set on a dashboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// The parameter's name in the model.
    pub name: String,
    /// What it is set to; the model's value when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

impl Control {
    /// A filter of a column that is not set to anything yet. None when there is no way to ask for such a column.
    pub fn about(id: ControlId, dataset: &str, column: &Column) -> Option<Self> {
        Some(Self {
            id,
            dataset: dataset.to_owned(),
            column: column.name.clone(),
            kind: *ControlKind::of(column.kind).first()?,
            filter: None,
            except: Vec::new(),
        })
    }

    /// Whether it filters a tile: one whose rows have such a column or point at it, that it does not leave alone.
    pub fn reaches(&self, tile: &TileId, question: &Question, ground: &Ground<'_>) -> bool {
        !self.except.contains(tile) && self.fits(question, ground)
    }

    /// Whether the rows of a question have such a column or point at it.
    pub fn fits(&self, question: &Question, ground: &Ground<'_>) -> bool {
        match question {
            Question::Query(query) => ground.reaches(query, &self.dataset, &self.column),
            Question::Sql(_) => false,
        }
    }

    /// What it asks of the tiles that it reaches; nothing while it is not set.
    pub fn wish(&self) -> Option<Wish<'_>> {
        Some(Wish {
            dataset: &self.dataset,
            filter: self.filter.as_ref()?,
            calculated: &[],
        })
    }

    /// Some of the values; all of them when there are none.
    pub fn among(&self, values: Vec<Value>) -> Option<Filter> {
        (!values.is_empty()).then(|| Filter::In {
            column: self.column.clone(),
            by: Grouping::Value,
            values,
        })
    }

    /// The chosen values of a list.
    pub fn values(&self) -> &[Value] {
        match &self.filter {
            Some(Filter::In { values, .. }) => values,
            _ => &[],
        }
    }
}

/// The query with the dashboard's parameters, as far as it does not say its own.
#[must_use]
pub fn set(query: &Query, settings: &[Setting]) -> Query {
    let given = settings
        .iter()
        .filter_map(|setting| Some((setting.name.clone(), setting.value.clone()?)));
    let mut parameters: BTreeMap<_, _> = given.collect();
    parameters.extend(query.parameters.clone());
    Query {
        parameters,
        ..query.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Dataset;
    use crate::model::Model;
    use crate::question::Sql;
    use crate::reading::Source;

    fn control() -> Control {
        let column = Column {
            name: "region".into(),
            kind: Type::Text,
            nullable: false,
        };
        Control::about(ControlId("c".into()), "orders", &column).unwrap()
    }

    fn dataset(name: &str, column: &str) -> Dataset {
        let column = Column {
            name: column.into(),
            kind: Type::Text,
            nullable: false,
        };
        Dataset {
            name: name.into(),
            rows: 1,
            columns: vec![column],
            bytes: 1,
            source: Source::default(),
            steps: Vec::new(),
            set_aside: 0,
        }
    }

    #[test]
    fn a_filter_reaches_tiles_whose_dataset_has_the_column() {
        let datasets = [
            dataset("orders", "region"),
            dataset("stores", "region"),
            dataset("days", "day"),
        ];
        let ground = Ground {
            datasets: &datasets,
            model: &Model::default(),
        };
        let over = |from: &str| {
            Question::Query(Query {
                from: from.into(),
                ..Query::default()
            })
        };
        let (tile, other) = (TileId("a".into()), TileId("b".into()));
        let control = Control {
            except: vec![other.clone()],
            ..control()
        };
        assert!(control.reaches(&tile, &over("orders"), &ground));
        assert!(control.reaches(&tile, &over("stores"), &ground));
        assert!(!control.reaches(&other, &over("orders"), &ground));
        assert!(!control.reaches(&tile, &over("days"), &ground));
        assert!(!control.reaches(&tile, &over("gone"), &ground));
        let text = "select 1".into();
        assert!(!control.reaches(&tile, &Question::Sql(Sql { text }), &ground));
    }

    #[test]
    fn no_values_are_no_filter() {
        let mut control = control();
        assert_eq!(control.among(Vec::new()), None);
        control.filter = control.among(vec!["North".into(), Value::Null]);
        assert_eq!(control.values(), ["North".into(), Value::Null]);
    }

    #[test]
    fn a_querys_own_parameters_come_before_the_dashboards() {
        let settings = [("limit", Some(5)), ("rate", Some(2)), ("off", None)].map(|(name, value)| Setting {
            name: name.into(),
            value: value.map(Value::Integer),
        });
        let query = Query {
            parameters: BTreeMap::from([("limit".to_owned(), Value::Integer(9))]),
            ..Query::default()
        };
        let expected = BTreeMap::from([
            ("limit".to_owned(), Value::Integer(9)),
            ("rate".to_owned(), Value::Integer(2)),
        ]);
        assert_eq!(set(&query, &settings).parameters, expected);
    }
}
