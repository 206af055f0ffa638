//! `select`: which columns, of which rows or groups, in which order.

mod finish;
mod list;
mod sets;

pub(super) use list::sums_up;
pub(super) use sets::grouping;

use crate::error::Error;
use crate::parts;
use crate::sql::compile::{Compiler, GroupKey, one_row};
use crate::sql::dialect::refused;
use crate::sql::from::join::uses_columns;
use crate::sql::from::{Limits, Statements, unlike};
use crate::sql::scope::{Field, Relation};
use crate::sql::typed::Typed;
use crate::sql::window;
use finish::{columns_of, finished};
use list::{items, keys, meant};
use polars::prelude::*;
use sqlparser::ast::{self, Ident};

/// One thing to sort by.
#[derive(Clone)]
pub(super) struct OrderKey {
    /// What.
    pub expression: Expr,
    /// Its type.
    pub dtype: DataType,
    /// Whether the largest comes first.
    pub descending: bool,
    nulls_last: bool,
    category: bool,
}

impl OrderKey {
    /// Compiles a key of an `order by`. Nulls come last unless it says otherwise.
    pub(super) fn compile(compiler: &mut Compiler<'_>, written: &ast::OrderByExpr) -> Result<Self, Error> {
        let value = compiler.expression(&written.expr)?;
        Ok(Self::new(value, written))
    }

    fn new(value: Typed, written: &ast::OrderByExpr) -> Self {
        Self {
            dtype: value.dtype.clone(),
            category: matches!(value.dtype, DataType::Categorical(..) | DataType::Enum(..)),
            expression: value.expression,
            descending: written.asc == Some(false),
            nulls_last: written.nulls_first != Some(true),
        }
    }

    /// What is sorted by: categories in the order of their text.
    pub(super) fn sorted(&self) -> Expr {
        match self.category {
            true => self.expression.clone().cast(DataType::String),
            false => self.expression.clone(),
        }
    }
}

/// How polars sorts by these keys.
pub(super) fn sorting(keys: &[OrderKey]) -> SortMultipleOptions {
    SortMultipleOptions::default()
        .with_order_descending_multi(keys.iter().map(|key| key.descending))
        .with_nulls_last_multi(keys.iter().map(|key| key.nulls_last))
        .with_maintain_order(true)
}

/// One column of the answer, not compiled yet.
struct Item {
    name: String,
    written: ast::Expr,
    aliased: bool,
}

/// One column of the answer.
struct Output {
    name: String,
    value: Typed,
}

/// The rows of a `select`.
pub(super) fn select(
    statements: &Statements<'_>,
    select: &ast::Select,
    order: &[ast::OrderByExpr],
    limits: Limits,
) -> Result<Relation, Error> {
    refuse_rare(select)?;
    let mut rows = match statements.from(&select.from, select.selection.as_ref())? {
        Some(relation) => relation,
        None => without_table(),
    };
    let items = items(&select.projection, &rows.fields)?;
    let mut compiler = Compiler::new(Some(statements), statements.given, &[]);
    compiler.joins = Some(Vec::new());
    let fields = rows.fields.clone();
    compiler.fields = &fields;
    compiler.most = rows.most;
    compiler.named_windows = &select.named_window;
    compiler.aliases = items
        .iter()
        .filter(|item| item.aliased)
        .map(|item| (item.name.clone(), item.written.clone()))
        .collect();
    if let Some(wanted) = &select.selection {
        let wanted = compiler.condition(wanted)?;
        rows.frame = compiler.attached(rows.frame)?.filter(wanted);
    }
    compiler.keys = keys(&mut compiler, select, &items, order)?;
    let having = select
        .having
        .as_ref()
        .map(|wanted| compiler.condition(wanted))
        .transpose()?;
    compiler.windows = Some(Vec::new());
    let outputs = outputs(&mut compiler, &items)?;
    let qualify = select
        .qualify
        .as_ref()
        .map(|wanted| compiler.condition(wanted))
        .transpose()?;
    let order = order_keys(&mut compiler, &items, &outputs, order)?;
    let distinct = select
        .distinct
        .as_ref()
        .map(|distinct| Distinct::compile(&mut compiler, &items, distinct))
        .transpose()?;
    rows.frame = compiler.attached(rows.frame)?;
    let mut frame = match (&compiler.keys, &compiler.sets) {
        (None, _) => rows.frame,
        (Some(keys), None) => grouped(statements, rows.frame, keys, &compiler.aggregates)?,
        (Some(keys), Some(sets)) => sets::grouped(&rows.frame, keys, sets, &figures(&compiler.aggregates))?,
    };
    if let Some(having) = having {
        if compiler.keys.is_none() {
            return Err(refused("having needs group by or an aggregate", Some("Use where")));
        }
        frame = frame.filter(having);
    }
    let windows = compiler.windows.take().unwrap_or_default();
    if !windows.is_empty() {
        let used = outputs
            .iter()
            .map(|output| &output.value.expression)
            .chain(order.iter().map(|key| &key.expression))
            .chain(&qualify);
        frame = window::evaluate(frame, &windows, &columns_of(used))?;
    }
    if let Some(qualify) = qualify {
        frame = frame.filter(qualify);
    }
    let most = rows.most;
    finished(frame, outputs, order, distinct.as_ref(), limits, most)
}

fn outputs(compiler: &mut Compiler<'_>, items: &[Item]) -> Result<Vec<Output>, Error> {
    let mut outputs: Vec<Output> = Vec::new();
    for item in items {
        let value = compiler.expression(&item.written)?;
        let before: Vec<String> = outputs.iter().map(|output| output.name.clone()).collect();
        outputs.push(Output {
            name: unlike(&item.name, &before),
            value,
        });
    }
    Ok(outputs)
}

/// What `select 1` selects from: one row without columns.
fn without_table() -> Relation {
    Relation {
        frame: one_row(),
        fields: Vec::new(),
        most: Some(1),
    }
}

/// Rows that are computed already, in an order.
pub(super) fn ordered(
    statements: &Statements<'_>,
    relation: &Relation,
    order: &[ast::OrderByExpr],
    limits: Limits,
) -> Result<Relation, Error> {
    let item = |field: &Field| Item {
        name: field.name.clone(),
        written: ast::Expr::Identifier(Ident::with_quote('"', field.name.as_str())),
        aliased: false,
    };
    let items: Vec<Item> = relation.fields.iter().map(item).collect();
    let output = |field: &Field| Output {
        name: field.name.clone(),
        value: field.typed(),
    };
    let outputs: Vec<Output> = relation.fields.iter().map(output).collect();
    let mut compiler = Compiler::new(Some(statements), statements.given, &relation.fields);
    let order = order_keys(&mut compiler, &items, &outputs, order)?;
    finished(relation.frame.clone(), outputs, order, None, limits, relation.most)
}

enum Distinct {
    Rows,
    On(Vec<Expr>),
}

impl Distinct {
    fn compile(compiler: &mut Compiler<'_>, items: &[Item], distinct: &ast::Distinct) -> Result<Self, Error> {
        Ok(match distinct {
            ast::Distinct::Distinct => Self::Rows,
            ast::Distinct::On(keys) => {
                let mut on = Vec::new();
                for key in keys {
                    let item = meant(key, items, "distinct on")?;
                    on.push(compiler.expression(item.map_or(key, |item| &item.written))?.expression);
                }
                Self::On(on)
            }
        })
    }
}

fn refuse_rare(select: &ast::Select) -> Result<(), Error> {
    let rare = [
        (select.into.is_some(), "into"),
        (select.top.is_some(), "top"),
        (!select.lateral_views.is_empty(), "lateral view"),
        (select.connect_by.is_some(), "connect by"),
        (select.prewhere.is_some(), "prewhere"),
    ];
    match rare.iter().find(|(used, _)| *used) {
        Some((_, "top")) => Err(refused("top cannot be used here", Some("Write limit at the end"))),
        Some((_, word)) => Err(refused(format!("{word} cannot be used here"), None)),
        None => Ok(()),
    }
}

fn grouped(
    statements: &Statements<'_>,
    frame: LazyFrame,
    keys: &[GroupKey],
    aggregates: &[Expr],
) -> Result<LazyFrame, Error> {
    let aggregates = figures(aggregates);
    let by: Vec<Expr> = keys
        .iter()
        .enumerate()
        .filter(|(_, key)| key.after.constant.is_none())
        .map(|(at, key)| key.before.clone().alias(sets::key_name(at)))
        .collect();
    if let Some(found) = parts::grouped(&frame, &by, &aggregates, statements.memory())? {
        return Ok(found.lazy());
    }
    Ok(match by.is_empty() {
        true => frame.select(aggregates),
        false => frame.group_by(by).agg(aggregates),
    })
}

/// The aggregates under their names; the count of rows when there are none.
pub(super) fn figures(aggregates: &[Expr]) -> Vec<Expr> {
    let mut named = sets::named(aggregates);
    if named.is_empty() {
        named.push(len().alias("\u{1}rows"));
    }
    named
}

fn order_keys(
    compiler: &mut Compiler<'_>,
    items: &[Item],
    outputs: &[Output],
    order: &[ast::OrderByExpr],
) -> Result<Vec<OrderKey>, Error> {
    let mut keys = Vec::new();
    for written in order {
        let named = match &written.expr {
            ast::Expr::Identifier(name) => {
                let aliased = |item: &&Item| item.name.eq_ignore_ascii_case(&name.value);
                items
                    .iter()
                    .position(|item| item.aliased && aliased(&item))
                    .or_else(|| items.iter().position(|item| aliased(&item)))
            }
            other => match meant(other, items, "order by")? {
                Some(item) => items.iter().position(|known| std::ptr::eq(known, item)),
                None => None,
            },
        };
        let value = match named {
            Some(at) => outputs[at].value.clone(),
            None => compiler.expression(&written.expr)?,
        };
        if value.dtype.is_nested() {
            return Err(value.unfit("order by", "single values"));
        }
        if uses_columns(&value.expression) {
            keys.push(OrderKey::new(value, written));
        }
    }
    Ok(keys)
}
