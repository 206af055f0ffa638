//! Datasets below the first, column by column of the same name.

use crate::error::Error;
use crate::sql::explain::context::Context;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::source::dataset;
use crate::sql::explain::words::{identifier, type_name};
use spec::dataset::Type;

/// The rows with those of other datasets below.
pub(super) fn below(scope: &Scope, others: &[String], context: &Context<'_>) -> Result<Scope, Error> {
    let mut parts = vec![scope.clone()];
    for other in others {
        parts.push(dataset(other, context)?);
    }
    let columns = together(&parts);
    let selects: Vec<String> = parts.iter().map(|part| select(part, &columns)).collect();
    let name = context.define("rows", &selects.join("\nunion all\n"));
    Ok(Scope::of(&scope.whose, &name, columns))
}

/// The columns of all parts, in the order in which they first come.
fn together(parts: &[Scope]) -> Vec<Known> {
    let mut columns: Vec<Known> = Vec::new();
    for part in parts {
        for known in part.columns.iter().flatten() {
            match columns.iter_mut().find(|column| column.name == known.name) {
                Some(column) => {
                    column.kind = wider(column.kind, known.kind);
                    column.nullable |= known.nullable;
                }
                None => columns.push(known.outside()),
            }
        }
    }
    let everywhere = |name: &str| parts.iter().all(|part| part.column(name).is_ok());
    for column in &mut columns {
        column.nullable |= !everywhere(&column.name);
    }
    columns
}

fn wider(one: Option<Type>, other: Option<Type>) -> Option<Type> {
    match (one?, other?) {
        (one, other) if one == other => Some(one),
        (one, other) if one.is_number() && other.is_number() => match one == Type::Float || other == Type::Float {
            true => Some(Type::Float),
            false => Some(Type::Decimal),
        },
        (Type::Date, Type::Datetime) | (Type::Datetime, Type::Date) => Some(Type::Datetime),
        _ => Some(Type::Text),
    }
}

fn select(part: &Scope, columns: &[Known]) -> String {
    let item = |column: &Known| {
        let name = identifier(&column.name);
        let known = part.columns.iter().flatten().find(|known| known.name == column.name);
        match (known, column.kind) {
            (Some(known), kind) if known.kind == kind => name,
            (Some(_), Some(kind)) => format!("{name}::{} as {name}", type_name(kind)),
            (None, Some(kind)) => format!("null::{} as {name}", type_name(kind)),
            (_, None) => name,
        }
    };
    let items: Vec<String> = columns.iter().map(item).collect();
    format!("select {} from {}", items.join(", "), part.from)
}
