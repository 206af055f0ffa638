//! The last steps of a `select`: its columns, distinct, order and limits.

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::dialect::refused;
use crate::sql::from::Limits;
use crate::sql::scope::{Field, Relation};
use crate::sql::select::{Distinct, OrderKey, Output, sorting};
use polars::prelude::*;

/// The columns of the frame that expressions use.
pub(super) fn columns_of<'a>(expressions: impl Iterator<Item = &'a Expr>) -> Vec<PlSmallStr> {
    let mut names: Vec<PlSmallStr> = Vec::new();
    for expression in expressions {
        for part in expression {
            if let Expr::Column(name) = part
                && !name.starts_with("\u{1}w")
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        }
    }
    names
}

/// The rows of the answer.
pub(super) fn finished(
    frame: LazyFrame,
    outputs: Vec<Output>,
    order: Vec<OrderKey>,
    distinct: Option<&Distinct>,
    limits: Limits,
    most: Option<usize>,
) -> Result<Relation, Error> {
    let mut columns: Vec<Expr> = outputs
        .iter()
        .map(|output| output.value.expression.clone().alias(output.name.as_str()))
        .collect();
    let mut order = order;
    let mut extra = 0;
    let mut place = |expression: &Expr, columns: &mut Vec<Expr>| {
        let known = outputs.iter().find(|output| output.value.expression == *expression);
        match known {
            Some(output) => column(&output.name),
            None => {
                let name = format!("\u{1}o{extra}");
                extra += 1;
                columns.push(expression.clone().alias(name.as_str()));
                column(&name)
            }
        }
    };
    for key in &mut order {
        key.expression = place(&key.expression, &mut columns);
    }
    let on: Option<Vec<Expr>> = match distinct {
        Some(Distinct::On(keys)) => Some(keys.iter().map(|key| place(key, &mut columns)).collect()),
        _ => None,
    };
    if extra > 0 && matches!(distinct, Some(Distinct::Rows)) {
        return Err(refused(
            "order by with select distinct names columns of the answer",
            None,
        ));
    }
    let constant = !columns
        .iter()
        .any(|column| column.into_iter().any(|part| matches!(part, Expr::Column(_))));
    let shown: Vec<Expr> = outputs.iter().map(|output| column(&output.name)).collect();
    let mut frame = match constant {
        true => {
            let every: Vec<Expr> = columns
                .iter()
                .filter_map(|shown| shown.clone().meta().output_name().ok())
                .map(|name| column(&name))
                .collect();
            frame.with_columns(columns).select(every)
        }
        false => frame.select(columns),
    };
    if matches!(distinct, Some(Distinct::Rows)) {
        frame = frame.unique_stable(None, UniqueKeepStrategy::First);
    }
    if !order.is_empty() {
        let by: Vec<Expr> = order.iter().map(OrderKey::sorted).collect();
        frame = frame.sort_by_exprs(by, sorting(&order));
    }
    if let Some(on) = on {
        let names: Vec<PlSmallStr> = columns_of(on.iter());
        frame = frame.unique_stable(Some(by_name(names, true)), UniqueKeepStrategy::First);
    }
    frame = limits.cut(frame);
    if extra > 0 {
        frame = frame.select(shown);
    }
    Ok(Relation {
        frame,
        fields: outputs.into_iter().map(field).collect(),
        most: limits.most(most),
    })
}

/// What later clauses may know of an output.
fn field(output: Output) -> Field {
    Field {
        table: String::new(),
        column: output.name.as_str().into(),
        name: output.name,
        dtype: output.value.dtype,
        nullable: output.value.nullable,
        source: output.value.source,
        merged: false,
    }
}
