//! The names that a statement may use, and the rows behind them.

use crate::catalog::Entry;
use crate::error::Error;
use crate::query::columns::{Rows, column, hint};
use crate::sql::dialect::{place, refused};
use crate::sql::typed::Typed;
use polars::prelude::*;
use sqlparser::ast::Ident;

/// A column that can be named.
#[derive(Clone)]
pub(super) struct Field {
    /// The table it is in, as the statement names it; empty when it has none.
    pub table: String,
    /// Its name.
    pub name: String,
    /// Its name in the frame, unlike any other there.
    pub column: PlSmallStr,
    /// Its type.
    pub dtype: DataType,
    /// Whether it may hold nulls.
    pub nullable: bool,
    /// The cells, when they are a dataset's.
    pub source: Option<Column>,
    /// Whether `*` leaves it out: the second side of `using`.
    pub merged: bool,
}

impl Field {
    /// The column as an expression.
    pub(super) fn typed(&self) -> Typed {
        Typed {
            nullable: self.nullable,
            source: self.source.clone(),
            ..Typed::new(column(&self.column), self.dtype.clone())
        }
    }
}

/// Rows and the names of their columns.
#[derive(Clone)]
pub(super) struct Relation {
    /// The rows.
    pub frame: LazyFrame,
    /// The columns, in order.
    pub fields: Vec<Field>,
    /// How many rows there are at most, when that is known.
    pub most: Option<usize>,
}

impl Relation {
    /// A dataset's rows.
    pub(super) fn of(rows: Rows, entry: &Entry) -> Self {
        let cells = entry.frame.get_columns().iter().zip(&entry.dataset.columns);
        let fields = rows
            .schema
            .iter()
            .zip(cells)
            .map(|((name, dtype), (cells, known))| Field {
                table: rows.whose.clone(),
                name: name.to_string(),
                column: name.clone(),
                dtype: dtype.clone(),
                nullable: known.nullable || dtype.is_float(),
                source: (cells.dtype() == dtype).then(|| cells.clone()),
                merged: false,
            });
        Self {
            fields: fields.collect(),
            frame: rows.frame,
            most: Some(rows.most),
        }
    }

    /// Computed rows, their columns named as they are.
    pub(super) fn new(mut frame: LazyFrame) -> Result<Self, Error> {
        let schema = frame.collect_schema()?;
        Ok(Self {
            fields: fields(&schema, ""),
            frame,
            most: None,
        })
    }

    /// The same rows under a table name, and perhaps other column names.
    pub(super) fn named(mut self, table: &str, names: &[String]) -> Result<Self, Error> {
        if names.len() > self.fields.len() {
            return Err(refused(
                format!(
                    "{table} has {} columns and is given {} names",
                    self.fields.len(),
                    names.len()
                ),
                None,
            ));
        }
        for (field, name) in self.fields.iter_mut().zip(names) {
            field.name.clone_from(name);
        }
        for field in &mut self.fields {
            table.clone_into(&mut field.table);
        }
        Ok(self)
    }
}

/// The columns of a schema as fields of one table.
pub(super) fn fields(schema: &Schema, table: &str) -> Vec<Field> {
    let field = |(name, dtype): (&PlSmallStr, &DataType)| Field {
        table: table.to_owned(),
        name: name.to_string(),
        column: name.clone(),
        dtype: dtype.clone(),
        nullable: true,
        source: None,
        merged: false,
    };
    schema.iter().map(field).collect()
}

/// The columns of a question's rows as fields; those of a joined dataset also by its name.
pub(super) fn fields_of(rows: &Rows) -> Vec<Field> {
    let mut every = fields(&rows.schema, rows.parts.first().unwrap_or(&rows.whose));
    for (table, name, column) in rows.parts.names() {
        if let Some(dtype) = rows.schema.get(column) {
            every.push(Field {
                table: table.to_owned(),
                name: name.to_owned(),
                column: column.into(),
                dtype: dtype.clone(),
                nullable: true,
                source: None,
                merged: true,
            });
        }
    }
    every
}

/// The field that `name` or `table.name` means; none when there is no such one.
pub(super) fn find<'a>(fields: &'a [Field], path: &[Ident]) -> Result<Option<&'a Field>, Error> {
    let (table, name) = match path {
        [name] => (None, name.value.as_str()),
        [.., table, name] => (Some(table.value.as_str()), name.value.as_str()),
        [] => return Ok(None),
    };
    let in_table = |field: &&Field| table.is_none_or(|table| field.table.eq_ignore_ascii_case(table));
    let shown = |field: &&Field| table.is_some() || !field.merged;
    let of_table: Vec<&Field> = fields.iter().filter(in_table).filter(shown).collect();
    let exact: Vec<&Field> = of_table.iter().copied().filter(|field| field.name == name).collect();
    let alike = match exact.is_empty() {
        true => of_table.into_iter().filter(|field| same(&field.name, name)).collect(),
        false => exact,
    };
    match alike.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        [first, second, ..] if first.table != second.table => Err(refused(
            format!("“{name}” is in both {} and {}", first.table, second.table),
            Some(&format!("Write {}.{name} or {}.{name}", first.table, second.table)),
        )),
        [first, ..] => Ok(Some(first)),
    }
}

/// The error for a name that means nothing here.
pub(super) fn unknown(fields: &[Field], path: &[Ident]) -> Error {
    let name = path.last().map(|ident| ident.value.as_str()).unwrap_or_default();
    let mut tables: Vec<&str> = Vec::new();
    for field in fields {
        if !field.table.is_empty() && !tables.contains(&field.table.as_str()) {
            tables.push(&field.table);
        }
    }
    if let [.., table, _] = path
        && !tables.iter().any(|known| known.eq_ignore_ascii_case(&table.value))
    {
        return refused(
            format!("“{}” is no table of this statement", table.value),
            Some(&format!("Its tables are {}", tables.join(", "))),
        )
        .at(place(table.span));
    }
    let whose = match tables.as_slice() {
        [] => "the answer".to_owned(),
        [only] => (*only).to_owned(),
        several => format!("none of {}", several.join(", ")),
    };
    Error::UnknownColumn {
        dataset: whose,
        name: name.to_owned(),
        hint: hint(name, fields.iter().map(|field| field.name.as_str())),
    }
    .at(path.last().and_then(|name| place(name.span)))
}

fn same(left: &str, right: &str) -> bool {
    left.eq_ignore_ascii_case(right) || left.to_lowercase() == right.to_lowercase()
}
