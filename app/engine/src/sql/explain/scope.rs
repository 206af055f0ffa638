//! The columns that a statement may name, and how it writes them.

use crate::error::Error;
use crate::query::columns::hint;
use crate::sql::explain::words::identifier;
use spec::dataset::Type;

/// A column, as far as it is known.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Its name.
    pub name: String,
    /// How it is written: its name, or an expression.
    pub written: String,
    /// What it holds; none when that is not known.
    pub kind: Option<Type>,
    /// Whether some cell may be null.
    pub nullable: bool,
    /// The columns that number the rows it is of, where a join may have multiplied them.
    pub own: Vec<String>,
}

impl Known {
    /// A column that is written by its own name.
    pub(super) fn named(name: &str, kind: Option<Type>, nullable: bool) -> Self {
        Self {
            name: name.to_owned(),
            written: identifier(name),
            kind,
            nullable,
            own: Vec::new(),
        }
    }

    /// The same column in a statement around this one, where it has its name.
    pub(super) fn outside(&self) -> Self {
        Self {
            written: identifier(&self.name),
            ..self.clone()
        }
    }

    /// The column with the name that it has in an answer.
    pub(super) fn shown(&self) -> String {
        let name = identifier(&self.name);
        match self.written == name {
            true => name,
            false => format!("{} as {name}", self.written),
        }
    }

    /// Whether it holds this.
    pub(super) fn is(&self, kind: Type) -> bool {
        self.kind == Some(kind)
    }

    /// How two values of it are found to be the same, nulls included.
    pub(super) fn same(&self, other: &str) -> String {
        match self.nullable {
            true => format!("{} is not distinct from {other}", self.written),
            false => format!("{} = {other}", self.written),
        }
    }
}

/// Rows to select from.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// Whose columns they are, for messages.
    pub whose: String,
    /// What stands after `from`.
    pub from: String,
    /// The columns; none when they are not known, and any may be named.
    pub columns: Option<Vec<Known>>,
    /// The columns that together number all rows, where joins may have multiplied those of a dataset.
    pub whole: Vec<String>,
}

impl Scope {
    /// The columns of a statement that is selected from.
    pub(super) fn of(whose: &str, from: &str, columns: Vec<Known>) -> Self {
        Self {
            whose: whose.to_owned(),
            from: from.to_owned(),
            columns: Some(columns),
            whole: Vec::new(),
        }
    }

    /// The columns that number the rows that figures of these columns are of; none where each row is there once.
    pub(super) fn own(&self, columns: &[&Known]) -> Option<Vec<String>> {
        let mut own: Vec<String> = Vec::new();
        for known in columns {
            let new = known.own.iter().filter(|name| !own.contains(name));
            own.extend(new.cloned().collect::<Vec<_>>());
        }
        let is_whole = self.whole.iter().all(|name| own.contains(name));
        (!own.is_empty() && !is_whole).then_some(own)
    }

    /// The column of this name.
    pub(super) fn column(&self, name: &str) -> Result<Known, Error> {
        let Some(columns) = &self.columns else {
            return Ok(Known::named(name, None, false));
        };
        let found = columns.iter().find(|known| known.name == name);
        found.cloned().ok_or_else(|| Error::UnknownColumn {
            dataset: self.whose.clone(),
            name: name.to_owned(),
            hint: hint(name, columns.iter().map(|known| known.name.as_str())),
        })
    }

    /// A name like this one that no column has.
    pub(super) fn fresh(&self, wanted: &str) -> String {
        let taken = |name: &str| {
            let columns = self.columns.iter().flatten();
            columns.into_iter().any(|known| known.name.eq_ignore_ascii_case(name))
        };
        let mut name = wanted.to_owned();
        while taken(&name) {
            name.push('_');
        }
        name
    }
}
