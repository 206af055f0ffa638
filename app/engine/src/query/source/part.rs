//! The datasets that rows are put together from, and which rows of theirs are repeated.
//!
//! A join that multiplies rows repeats those that were there before. Each dataset keeps numbers of its rows, as they would be if only the
//! joins that lead to it had been made: a figure of its columns then counts each of them once.

use polars::prelude::*;

/// The datasets that rows are put together from; none where they are one dataset's.
#[derive(Clone, Default)]
pub(crate) struct Parts {
    parts: Vec<Part>,
    grains: Vec<Grain>,
    calculated: Vec<(String, Option<usize>)>,
    /// How many joins multiplied rows.
    multiplied: usize,
}

/// One of them.
#[derive(Clone)]
struct Part {
    name: String,
    /// Its columns by their own names and by those they have here.
    columns: Vec<(String, String)>,
    /// Which numbers are its rows'.
    grain: usize,
}

/// Numbers of rows.
#[derive(Clone)]
pub(super) struct Grain {
    /// The column that holds them, from 0.
    pub column: PlSmallStr,
    /// How many there can be.
    pub size: u64,
    /// The joins before it that multiplied its rows, as they should be.
    joins: Vec<usize>,
}

/// The numbers of the first dataset's rows.
pub(super) const FIRST: &str = "\u{1}row of first";

/// Whether a column is of our own making.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('\u{1}')
}

impl Parts {
    /// The first dataset.
    pub(super) fn begin(name: &str, schema: &Schema, rows: usize) -> Self {
        let columns = schema.iter_names().map(|name| (name.to_string(), name.to_string()));
        Self {
            parts: vec![Part {
                name: name.to_owned(),
                columns: columns.collect(),
                grain: 0,
            }],
            grains: vec![Grain {
                column: FIRST.into(),
                size: rows as u64,
                joins: Vec::new(),
            }],
            ..Self::default()
        }
    }

    /// The first dataset's name.
    pub(crate) fn first(&self) -> Option<&str> {
        self.parts.first().map(|part| part.name.as_str())
    }

    /// Whether there are more than one.
    pub(crate) fn are_several(&self) -> bool {
        !self.parts.is_empty()
    }

    /// For each column its dataset, its own name and its name here.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.parts.iter().flat_map(|part| {
            let columns = part.columns.iter();
            columns.map(|(own, here)| (part.name.as_str(), own.as_str(), here.as_str()))
        })
    }

    /// Whose column this is, and what it is called there.
    pub(super) fn owner(&self, column: &str) -> Option<(&str, &str)> {
        let found = self.names().find(|(.., here)| *here == column);
        found.map(|(name, own, _)| (name, own))
    }

    /// A calculated column belongs where the columns belong that it is worked out from.
    pub(crate) fn add_calculated(&mut self, name: &str, from: &[PlSmallStr]) {
        if self.are_several() {
            let names: Vec<&str> = from.iter().map(PlSmallStr::as_str).collect();
            let grain = if names.is_empty() { None } else { self.grain_of(&names) };
            self.calculated.push((name.to_owned(), grain));
        }
    }

    /// The column with the numbers of the rows that a figure of these columns is of, where others repeat them.
    pub(crate) fn own_rows(&self, columns: &[&str]) -> Option<PlSmallStr> {
        if self.multiplied == 0 || columns.is_empty() {
            return None;
        }
        let grain = &self.grains[self.grain_of(columns)?];
        (grain.joins.len() < self.multiplied).then(|| grain.column.clone())
    }

    /// The numbers of all rows so far; none where no dataset has them.
    pub(super) fn grain_of(&self, columns: &[&str]) -> Option<usize> {
        let mut joins: Vec<usize> = Vec::new();
        for column in columns {
            let calculated = self.calculated.iter().find(|(name, _)| name == column);
            let grain = match calculated {
                Some((_, grain)) => (*grain)?,
                None => {
                    let part = self
                        .parts
                        .iter()
                        .find(|part| part.columns.iter().any(|(_, here)| here == column));
                    part?.grain
                }
            };
            joins.extend(&self.grains[grain].joins);
        }
        joins.sort_unstable();
        joins.dedup();
        self.grains.iter().position(|grain| grain.joins == joins)
    }

    /// Some numbers of rows.
    pub(super) fn grain(&self, at: usize) -> &Grain {
        &self.grains[at]
    }

    /// The numbers of all rows as they are now.
    pub(super) fn whole(&self) -> Option<usize> {
        self.grains
            .iter()
            .position(|grain| grain.joins.len() == self.multiplied)
    }

    /// Numbers for all rows as they are now, in this column.
    pub(super) fn number_all(&mut self, column: PlSmallStr, size: u64) -> usize {
        self.grains.push(Grain {
            column,
            size,
            joins: (0..self.multiplied).collect(),
        });
        self.grains.len() - 1
    }

    /// Another dataset, whose rows stand beside those of a grain; `numbers` where it multiplies them.
    pub(super) fn add(
        &mut self,
        name: &str,
        columns: Vec<(String, String)>,
        beside: usize,
        numbers: Option<(PlSmallStr, u64)>,
    ) {
        let grain = match numbers {
            None => beside,
            Some((column, size)) => {
                let joins = self.grains[beside].joins.iter().copied().chain([self.multiplied]);
                self.grains.push(Grain {
                    column,
                    size,
                    joins: joins.collect(),
                });
                self.multiplied += 1;
                self.grains.len() - 1
            }
        };
        self.parts.push(Part {
            name: name.to_owned(),
            columns,
            grain,
        });
    }

    /// The columns with numbers that figures may need.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &PlSmallStr> {
        let needed = self.grains.iter().filter(|grain| grain.joins.len() < self.multiplied);
        needed.map(|grain| &grain.column)
    }
}
