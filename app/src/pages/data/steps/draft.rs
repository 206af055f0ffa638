//! A step while it is being made: everything that a form can hold, and what is still missing.

#[cfg(test)]
mod tests;

use super::condition::{self, Condition};
use super::kind::Kind;
use spec::dataset::{Column, Type};
use spec::filter::Filter;
use spec::question::{Calculated, Group, Measure, Order, Sort};
use spec::reading::DateOrder;
use spec::step::{JoinKind, Letters, Match, Operation};
use spec::value::Value;

/// A step while it is being made.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages::data) struct Draft {
    /// Which operation.
    pub kind: Kind,
    /// The column.
    pub column: String,
    /// The columns, in order.
    pub columns: Vec<String>,
    /// What it becomes.
    pub to: String,
    /// What is looked for.
    pub find: String,
    /// What stands with something.
    pub with: String,
    /// The row, as typed.
    pub row: String,
    /// The type.
    pub kept: Type,
    /// Which part of a date comes first.
    pub dates: Option<DateOrder>,
    /// What stands before the decimals.
    pub decimal: Option<String>,
    /// How letters are written.
    pub letters: Letters,
    /// How text is looked for.
    pub how: Match,
    /// Whether every condition must be met.
    pub every: bool,
    /// The conditions.
    pub conditions: Vec<Condition>,
    /// A condition that the form cannot show.
    pub beyond: Option<Filter>,
    /// The order.
    pub sorts: Vec<Sort>,
    /// The groups.
    pub groups: Vec<Group>,
    /// The figures.
    pub measures: Vec<Measure>,
    /// The other dataset.
    pub dataset: String,
    /// Which rows of a join.
    pub join: JoinKind,
    /// Which columns must be equal.
    pub on: Vec<(String, String)>,
}

impl Draft {
    /// An empty form.
    pub(in crate::pages::data) fn new(kind: Kind) -> Self {
        Self {
            kind,
            column: String::new(),
            columns: Vec::new(),
            to: String::new(),
            find: String::new(),
            with: String::new(),
            row: String::new(),
            kept: Type::Text,
            dates: None,
            decimal: None,
            letters: Letters::Title,
            how: Match::Part,
            every: true,
            conditions: Vec::new(),
            beyond: None,
            sorts: Vec::new(),
            groups: Vec::new(),
            measures: Vec::new(),
            dataset: String::new(),
            join: JoinKind::Left,
            on: Vec::new(),
        }
    }

    /// A form about a column, as its head's menu opens it.
    pub(in crate::pages::data) fn about(kind: Kind, column: &Column) -> Self {
        let name = column.name.clone();
        Self {
            columns: vec![name.clone()],
            conditions: vec![Condition::about(&name)],
            sorts: vec![Sort {
                by: name.clone(),
                order: Order::Ascending,
            }],
            groups: vec![Group::value(&name)],
            measures: vec![Measure::count()],
            kept: column.kind,
            to: if kind == Kind::Rename {
                name.clone()
            } else {
                String::new()
            },
            column: name,
            ..Self::new(kind)
        }
    }

    /// The form of a step that is there.
    pub(in crate::pages::data) fn of(operation: &Operation) -> Self {
        let mut draft = Self::new(Kind::of(operation));
        draft.fill(operation.clone());
        draft
    }

    fn fill(&mut self, operation: Operation) {
        match operation {
            Operation::Rename { column, to } => (self.column, self.to) = (column, to),
            Operation::Remove { columns }
            | Operation::Keep { columns }
            | Operation::Trim { columns }
            | Operation::FillDown { columns }
            | Operation::Deduplicate { columns } => self.columns = columns,
            Operation::Retype {
                column,
                to,
                dates,
                decimal,
            } => (self.column, self.kept, self.dates, self.decimal) = (column, to, dates, decimal),
            Operation::Split { column, by, into } => {
                (self.column, self.find, self.to) = (column, by, into.join(", "));
            }
            Operation::Merge { columns, with, into } => (self.columns, self.with, self.to) = (columns, with, into),
            Operation::Letters { columns, to } => (self.columns, self.letters) = (columns, to),
            Operation::Fill { column, value } => (self.column, self.to) = (column, value.to_string()),
            Operation::Replace {
                columns,
                find,
                with,
                how,
            } => (self.columns, self.find, self.with, self.how) = (columns, find, with, how),
            Operation::Unify { column, values, to } => {
                (self.column, self.find, self.to) = (column, values.join("; "), to);
            }
            Operation::Correct { column, row, value } => {
                (self.column, self.row, self.to) = (column, row.to_string(), value);
            }
            other => self.fill_rows(other),
        }
    }

    fn fill_rows(&mut self, operation: Operation) {
        match operation {
            Operation::Filter { filter } => match condition::read(&filter) {
                Some((every, conditions)) => (self.every, self.conditions) = (every, conditions),
                None => self.beyond = Some(filter),
            },
            Operation::Sort { by } => self.sorts = by,
            Operation::Unpivot { columns, names, values } => {
                (self.columns, self.to, self.with) = (columns, names, values);
            }
            Operation::Pivot { rows, column, measure } => {
                (self.columns, self.column, self.measures) = (rows, column, vec![measure]);
            }
            Operation::Union { dataset } => self.dataset = dataset,
            Operation::Join { dataset, kind, on } => (self.dataset, self.join, self.on) = (dataset, kind, on),
            Operation::Calculate(Calculated { name, expression }) => (self.to, self.find) = (name, expression),
            Operation::Group { by, measures } => (self.groups, self.measures) = (by, measures),
            _ => {}
        }
    }

    /// The step; or what is still missing. `columns` are those before it.
    pub(in crate::pages::data) fn build(&self, columns: &[Column]) -> Result<Operation, &'static str> {
        match self.kind {
            Kind::Rename => Ok(Operation::Rename {
                column: self.column()?,
                to: named(&self.to)?,
            }),
            Kind::Remove => self.columns().map(|columns| Operation::Remove { columns }),
            Kind::Keep => self.columns().map(|columns| Operation::Keep { columns }),
            Kind::Retype => Ok(Operation::Retype {
                column: self.column()?,
                to: self.kept,
                dates: self.dates.filter(|_| self.kept.is_time()),
                decimal: self.decimal.clone().filter(|_| self.kept.is_number()),
            }),
            Kind::Split => self.split(),
            Kind::Merge => Ok(Operation::Merge {
                columns: self.columns()?,
                with: self.with.clone(),
                into: named(&self.to)?,
            }),
            Kind::Trim => self.columns().map(|columns| Operation::Trim { columns }),
            Kind::FillDown => self.columns().map(|columns| Operation::FillDown { columns }),
            Kind::Letters => Ok(Operation::Letters {
                columns: self.columns()?,
                to: self.letters,
            }),
            Kind::Fill => self.filled(columns),
            Kind::Replace => Ok(Operation::Replace {
                columns: self.columns()?,
                find: some(&self.find, "What is to be found?")?,
                with: self.with.clone(),
                how: self.how,
            }),
            Kind::Unify => self.unified(),
            Kind::Correct => self.corrected(),
            _ => self.build_rows(columns),
        }
    }

    fn build_rows(&self, columns: &[Column]) -> Result<Operation, &'static str> {
        match self.kind {
            Kind::Filter => {
                let written = || condition::write(self.every, &self.conditions, columns);
                let filter = self
                    .beyond
                    .clone()
                    .or_else(written)
                    .ok_or("A condition lacks its value")?;
                Ok(Operation::Filter { filter })
            }
            Kind::Deduplicate => Ok(Operation::Deduplicate {
                columns: self.columns.clone(),
            }),
            Kind::Sort if self.sorts.is_empty() => Err("By which column?"),
            Kind::Sort => Ok(Operation::Sort { by: self.sorts.clone() }),
            Kind::Unpivot => Ok(Operation::Unpivot {
                columns: self.columns()?,
                names: named(&self.to)?,
                values: named(&self.with)?,
            }),
            Kind::Pivot => Ok(Operation::Pivot {
                rows: self.columns.clone(),
                column: self.column()?,
                measure: self.measures.first().cloned().unwrap_or_else(Measure::count),
            }),
            Kind::Union => self.dataset().map(|dataset| Operation::Union { dataset }),
            Kind::Join => self.joined(),
            Kind::Calculate => Ok(Operation::Calculate(Calculated {
                name: named(&self.to)?,
                expression: some(self.find.trim(), "An expression is missing")?,
            })),
            Kind::Group if self.groups.is_empty() && self.measures.is_empty() => Err("Group by what?"),
            _ => Ok(Operation::Group {
                by: self.groups.clone(),
                measures: self.measures.clone(),
            }),
        }
    }

    fn split(&self) -> Result<Operation, &'static str> {
        let into = listed(&self.to, ',');
        match into.is_empty() {
            true => Err("Name the new columns"),
            false => Ok(Operation::Split {
                column: self.column()?,
                by: some(&self.find, "Cut at what?")?,
                into,
            }),
        }
    }

    fn filled(&self, columns: &[Column]) -> Result<Operation, &'static str> {
        let column = self.column()?;
        let kind = columns.iter().find(|one| one.name == column).map(|column| column.kind);
        Ok(Operation::Fill {
            value: value(kind.unwrap_or(Type::Text), &some(&self.to, "With which value?")?),
            column,
        })
    }

    fn unified(&self) -> Result<Operation, &'static str> {
        let values = listed(&self.find, ';');
        match values.is_empty() {
            true => Err("Which spellings?"),
            false => Ok(Operation::Unify {
                column: self.column()?,
                values,
                to: some(self.to.trim(), "Which spelling is right?")?,
            }),
        }
    }

    fn corrected(&self) -> Result<Operation, &'static str> {
        let row = self.row.trim().replace(',', "").parse().ok().filter(|row| *row > 0);
        Ok(Operation::Correct {
            column: self.column()?,
            row: row.ok_or("In which row, from 1?")?,
            value: self.to.clone(),
        })
    }

    fn joined(&self) -> Result<Operation, &'static str> {
        let dataset = self.dataset()?;
        let is_whole = |(ours, theirs): &(String, String)| !ours.is_empty() && !theirs.is_empty();
        match !self.on.is_empty() && self.on.iter().all(is_whole) {
            true => Ok(Operation::Join {
                dataset,
                kind: self.join,
                on: self.on.clone(),
            }),
            false => Err("Which columns must be equal?"),
        }
    }

    fn column(&self) -> Result<String, &'static str> {
        some(&self.column, "Choose a column")
    }

    fn columns(&self) -> Result<Vec<String>, &'static str> {
        match self.columns.is_empty() {
            true => Err("Choose at least one column"),
            false => Ok(self.columns.clone()),
        }
    }

    fn dataset(&self) -> Result<String, &'static str> {
        some(&self.dataset, "Choose a dataset")
    }
}

fn some(text: &str, lacking: &'static str) -> Result<String, &'static str> {
    match text.is_empty() {
        true => Err(lacking),
        false => Ok(text.to_owned()),
    }
}

fn named(text: &str) -> Result<String, &'static str> {
    some(text.trim(), "A name is missing")
}

fn listed(text: &str, between: char) -> Vec<String> {
    let parts = text.split(between).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// What was typed, as a column of this type holds it; text when it is nothing else.
fn value(kind: Type, text: &str) -> Value {
    let typed = text.trim();
    let read = match kind {
        Type::Boolean => match typed.to_lowercase().as_str() {
            "true" | "yes" => Some(Value::Boolean(true)),
            "false" | "no" => Some(Value::Boolean(false)),
            _ => None,
        },
        Type::Integer => typed.parse().ok().map(Value::Integer),
        Type::Float => typed
            .parse()
            .ok()
            .filter(|float: &f64| float.is_finite())
            .map(Value::Float),
        _ => None,
    };
    read.unwrap_or_else(|| Value::Text(text.to_owned()))
}
