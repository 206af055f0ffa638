//! Where the rows of a query come from: other datasets beside and below the first, and samples.

use serde::{Deserialize, Serialize};

/// Another dataset beside the rows so far.
///
/// Its columns keep their names where they are free, and are called `orders.amount` where they are not.
/// A key column with the name of its partner is left out: it would say the same. Null keys meet nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Join {
    /// The other dataset.
    pub dataset: String,
    /// Another name for it, to stand before its columns: for a dataset that is joined twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Which rows stay.
    pub kind: JoinKind,
    /// Which columns must be equal; for an as-of join, these beside the nearest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<Key>,
    /// Which columns are to be near; only of an as-of join.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Nearest>,
}

impl Join {
    /// What stands before its columns' names where they are taken.
    pub fn prefix(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.dataset)
    }
}

/// Which rows of a join stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinKind {
    /// Those with a partner.
    Inner,
    /// All of ours.
    #[default]
    Left,
    /// All of both.
    Full,
    /// Ours that have a partner, once, without its columns.
    Semi,
    /// Ours that have none.
    Anti,
    /// All of ours, each with at most one partner: the nearest.
    AsOf,
}

impl JoinKind {
    /// Whether the other dataset's columns are there afterwards.
    pub fn adds_columns(self) -> bool {
        !matches!(self, Self::Semi | Self::Anti)
    }
}

/// Two columns that must be equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Of the rows so far.
    pub left: String,
    /// Of the other dataset.
    pub right: String,
}

impl Key {
    /// Two columns of the same name.
    pub fn same(name: &str) -> Self {
        Self {
            left: name.to_owned(),
            right: name.to_owned(),
        }
    }
}

/// The columns of an as-of join that are to be near: dates, moments or numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nearest {
    /// Of the rows so far.
    pub left: String,
    /// Of the other dataset.
    pub right: String,
    /// Where to look.
    #[serde(default)]
    pub side: Side,
}

/// Where the nearest partner is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The last that is not after ours.
    #[default]
    Before,
    /// The first that is not before ours.
    After,
    /// The nearer of the two; the one before when both are as near.
    Either,
}

/// Some of the rows, the same ones each time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Sample {
    /// So many rows; all when there are no more.
    Rows {
        /// How many.
        count: u64,
        /// Another seed is another sample.
        #[serde(default)]
        seed: u64,
    },
    /// About this part of the rows.
    Share {
        /// From 0 to 1.
        part: f64,
        /// Another seed is another sample.
        #[serde(default)]
        seed: u64,
    },
}
