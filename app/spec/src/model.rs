//! What a workspace knows about its datasets beyond their columns: how they belong together, and what its people call things.
//!
//! A query may name what stands here as if it were a column; [`crate::question::Query`] says where.

use crate::answer::Format;
use crate::dataset::Dataset;
use crate::filter::Filter;
use crate::join::Key;
use crate::question::Measure;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// What a workspace knows beyond the columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Model {
    /// How datasets belong together.
    pub relations: Vec<Relation>,
    /// Named figures.
    pub metrics: Vec<Metric>,
    /// Named columns, given or worked out.
    pub dimensions: Vec<Dimension>,
    /// Levels from coarse to fine.
    pub hierarchies: Vec<Hierarchy>,
    /// Named conditions.
    pub sets: Vec<Set>,
    /// Values that people set, for expressions to use as `:name`.
    pub parameters: Vec<Parameter>,
    /// How the calendar is cut.
    pub calendar: Calendar,
}

/// Two datasets that belong together: each row of the first has at most one partner in the second, unless `many` says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The dataset whose rows point.
    pub from: String,
    /// The dataset that they point at.
    pub to: String,
    /// By which columns.
    pub keys: Vec<Key>,
    /// Whether a row may have several partners: a join then multiplies rows.
    #[serde(default)]
    pub many: bool,
    /// How it came to be known.
    #[serde(default)]
    pub origin: Origin,
}

/// How a relation, a hierarchy or the like came to be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Someone said so.
    #[default]
    Made,
    /// It was found in the data, and nobody has said otherwise.
    Found,
    /// It was found, and someone does not want it: it is not offered again.
    Refused,
}

/// A relation that the data suggest, with what speaks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundRelation {
    /// The relation.
    pub relation: Relation,
    /// The part of the first dataset's different keys that have a partner, from 0 to 1.
    pub coverage: f64,
    /// How many rows of the second dataset one key has, on average: 1 for a key that is unique.
    pub factor: f64,
    /// How sure, from 0 to 1.
    pub confidence: f64,
}

/// A named figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Its name: `Revenue`.
    pub name: String,
    /// Of which dataset.
    pub dataset: String,
    /// How it is worked out.
    pub measure: Measure,
    /// What else people call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<String>,
    /// How it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// What it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// A named column, given or worked out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its name: `Season`.
    pub name: String,
    /// Of which dataset.
    pub dataset: String,
    /// How it is worked out, in the expression language; a column by its quoted name is an expression too.
    pub expression: String,
    /// What else people call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<String>,
    /// How it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// What it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// Columns of a dataset from coarse to fine, for drilling down: country, region, town.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hierarchy {
    /// Its name: `Place`.
    pub name: String,
    /// Of which dataset.
    pub dataset: String,
    /// Its columns or dimensions, coarse first.
    pub levels: Vec<String>,
    /// How it came to be known.
    #[serde(default)]
    pub origin: Origin,
}

/// A named condition: [`Filter::Set`] names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Its name: `Large customers`.
    pub name: String,
    /// Of which dataset.
    pub dataset: String,
    /// Which rows are in it.
    pub filter: Filter,
}

/// A value that people set, for expressions to use as `:name`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name: letters, digits and `_`.
    pub name: String,
    /// What it is set to.
    pub value: Value,
    /// For a number: from where to where, and in which steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(f64, f64, f64)>,
    /// The values to choose from, where they are few.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Value>,
}

/// How the calendar is cut: grains and spans of time go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Calendar {
    /// The day that weeks start on, from 1 for Monday to 7 for Sunday.
    pub week_start: u8,
    /// The month that years start in, from 1 for January. A year is named after the calendar year in which it ends.
    pub year_start: u8,
}

impl Model {
    /// The metrics of a dataset: figures that can be asked for by name.
    pub fn metrics_of(&self, dataset: &str) -> impl Iterator<Item = &Metric> + use<'_> {
        let dataset = dataset.to_lowercase();
        self.metrics
            .iter()
            .filter(move |one| one.dataset.to_lowercase() == dataset)
    }

    /// The dimensions of a dataset: what can stand where a column does.
    pub fn dimensions_of(&self, dataset: &str) -> impl Iterator<Item = &Dimension> + use<'_> {
        let dataset = dataset.to_lowercase();
        self.dimensions
            .iter()
            .filter(move |one| one.dataset.to_lowercase() == dataset)
    }

    /// The sets of a dataset.
    pub fn sets_of(&self, dataset: &str) -> impl Iterator<Item = &Set> + use<'_> {
        let dataset = dataset.to_lowercase();
        self.sets
            .iter()
            .filter(move |one| one.dataset.to_lowercase() == dataset)
    }

    /// The hierarchies of a dataset that are wanted.
    pub fn hierarchies_of(&self, dataset: &str) -> impl Iterator<Item = &Hierarchy> + use<'_> {
        let dataset = dataset.to_lowercase();
        let wanted = |one: &&Hierarchy| one.origin != Origin::Refused;
        self.hierarchies
            .iter()
            .filter(wanted)
            .filter(move |one| one.dataset.to_lowercase() == dataset)
    }
}

/// A metric or a dimension, by its dataset and its name.
pub type Called = (String, String);

impl Model {
    /// The metrics and dimensions that have the name of a column of their dataset: they cannot be told from it.
    pub fn clashes(&self, datasets: &[Dataset]) -> Vec<Called> {
        let metrics = self.metrics.iter().map(|metric| (&metric.dataset, &metric.name));
        let dimensions = self
            .dimensions
            .iter()
            .map(|dimension| (&dimension.dataset, &dimension.name));
        let is_column = |(whose, name): &(&String, &String)| {
            let dataset = datasets.iter().find(|dataset| dataset.name.eq_ignore_ascii_case(whose));
            let same = |dataset: &Dataset| {
                let mut columns = dataset.columns.iter();
                columns.any(|column| column.name.to_lowercase() == name.trim().to_lowercase())
            };
            dataset.is_some_and(same)
        };
        let clashing = metrics.chain(dimensions).filter(is_column);
        clashing
            .map(|(dataset, name)| (dataset.clone(), name.clone()))
            .collect()
    }

    /// The model without these metrics and dimensions.
    #[must_use]
    pub fn without(&self, left_out: &[Called]) -> Self {
        let stays =
            |whose: &String, name: &String| !left_out.iter().any(|(dataset, out)| dataset == whose && out == name);
        let mut model = self.clone();
        model.metrics.retain(|metric| stays(&metric.dataset, &metric.name));
        model
            .dimensions
            .retain(|dimension| stays(&dimension.dataset, &dimension.name));
        model
    }
}

impl Relation {
    /// Whether it says the same of the same datasets, whoever said so.
    pub fn is_like(&self, other: &Self) -> bool {
        self.from == other.from && self.to == other.to && self.keys == other.keys
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            week_start: 1,
            year_start: 1,
        }
    }
}

impl Calendar {
    /// Whether it is the usual one: weeks from Monday, years from January.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
