//! `select`: which columns, of which rows or groups, in which order.

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::aggregate;
use crate::sql::compile::{Compiler, GroupKey, one_row, spelling};
use crate::sql::dialect::refused;
use crate::sql::from::{Limits, Statements, unlike};
use crate::sql::scope::{self, Field, Relation};
use crate::sql::typed::Typed;
use crate::sql::window;
use polars::prelude::*;
use sqlparser::ast::{self, Ident};

/// One thing to sort by.
#[derive(Clone)]
pub(super) struct OrderKey {
    /// What.
    pub expression: Expr,
    descending: bool,
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
        None => Relation {
            frame: one_row(),
            fields: Vec::new(),
            most: Some(1),
        },
    };
    let items = items(&select.projection, &rows.fields)?;
    let mut compiler = Compiler::new(Some(statements), &[]);
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
        rows.frame = rows.frame.filter(compiler.condition(wanted)?);
    }
    compiler.keys = keys(&mut compiler, select, &items, order)?;
    let having = select
        .having
        .as_ref()
        .map(|wanted| compiler.condition(wanted))
        .transpose()?;
    compiler.windows = Some(Vec::new());
    let mut outputs: Vec<Output> = Vec::new();
    for item in &items {
        let value = compiler.expression(&item.written)?;
        let before: Vec<String> = outputs.iter().map(|output| output.name.clone()).collect();
        outputs.push(Output {
            name: unlike(&item.name, 0, &before),
            value,
        });
    }
    let qualify = select
        .qualify
        .as_ref()
        .map(|wanted| compiler.condition(wanted))
        .transpose()?;
    let order = order_keys(&mut compiler, &items, &outputs, order)?;
    let mut frame = match &compiler.keys {
        None => rows.frame,
        Some(keys) => grouped(rows.frame, keys, &compiler.aggregates),
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
    let distinct = select
        .distinct
        .as_ref()
        .map(|distinct| Distinct::compile(&mut compiler, distinct))
        .transpose()?;
    let most = rows.most;
    finished(frame, outputs, order, distinct, limits, most)
}

/// Rows that are computed already, in an order.
pub(super) fn ordered(
    statements: &Statements<'_>,
    relation: Relation,
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
    let mut compiler = Compiler::new(Some(statements), &relation.fields);
    let order = order_keys(&mut compiler, &items, &outputs, order)?;
    finished(relation.frame.clone(), outputs, order, None, limits, relation.most)
}

enum Distinct {
    Rows,
    On(Vec<Expr>),
}

impl Distinct {
    fn compile(compiler: &mut Compiler<'_>, distinct: &ast::Distinct) -> Result<Self, Error> {
        Ok(match distinct {
            ast::Distinct::Distinct => Self::Rows,
            ast::Distinct::On(keys) => {
                let keys = keys
                    .iter()
                    .map(|key| compiler.expression(key).map(|key| key.expression));
                Self::On(keys.collect::<Result<Vec<_>, _>>()?)
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

/// The select list, `*` spelled out.
fn items(projection: &[ast::SelectItem], fields: &[Field]) -> Result<Vec<Item>, Error> {
    let mut items = Vec::new();
    for item in projection {
        match item {
            ast::SelectItem::UnnamedExpr(written) => items.push(Item {
                name: name_of(written),
                written: written.clone(),
                aliased: false,
            }),
            ast::SelectItem::ExprWithAlias { expr, alias } => items.push(Item {
                name: alias.value.clone(),
                written: expr.clone(),
                aliased: true,
            }),
            ast::SelectItem::Wildcard(options) => items.extend(star(fields, None, options)?),
            ast::SelectItem::QualifiedWildcard(table, options) => {
                let table = table.0.last().map(|table| table.value.as_str()).unwrap_or_default();
                items.extend(star(fields, Some(table), options)?);
            }
        }
    }
    Ok(items)
}

fn star(fields: &[Field], table: Option<&str>, options: &ast::WildcardAdditionalOptions) -> Result<Vec<Item>, Error> {
    let mut left_out: Vec<&str> = Vec::new();
    match &options.opt_exclude {
        Some(ast::ExcludeSelectItem::Single(name)) => left_out.push(&name.value),
        Some(ast::ExcludeSelectItem::Multiple(names)) => left_out.extend(names.iter().map(|name| name.value.as_str())),
        None => {}
    }
    if let Some(except) = &options.opt_except {
        left_out.push(&except.first_element.value);
        left_out.extend(except.additional_elements.iter().map(|name| name.value.as_str()));
    }
    for name in &left_out {
        let path = [Ident::new(*name)];
        scope::find(fields, &path)?.ok_or_else(|| scope::unknown(fields, &path))?;
    }
    let shown = fields.iter().filter(|field| match table {
        Some(table) => field.table.eq_ignore_ascii_case(table),
        None => !field.merged,
    });
    let kept = shown.filter(|field| !left_out.iter().any(|name| name.eq_ignore_ascii_case(&field.name)));
    let mut items = Vec::new();
    for field in kept {
        let quoted = |name: &str| Ident::with_quote('"', name);
        let replaced = options.opt_replace.iter().flat_map(|replace| &replace.items);
        let replaced = replaced
            .into_iter()
            .find(|item| item.column_name.value.eq_ignore_ascii_case(&field.name));
        let written = match (replaced, field.table.is_empty()) {
            (Some(item), _) => item.expr.clone(),
            (None, true) => ast::Expr::Identifier(quoted(&field.name)),
            (None, false) => ast::Expr::CompoundIdentifier(vec![quoted(&field.table), quoted(&field.name)]),
        };
        items.push(Item {
            name: field.name.clone(),
            written,
            aliased: false,
        });
    }
    if items.is_empty() {
        let table = table.unwrap_or("the statement");
        return Err(refused(format!("there are no columns in {table} for *"), None));
    }
    Ok(items)
}

/// The name of a column that is given none: a function's own, else as it is written.
fn name_of(written: &ast::Expr) -> String {
    match written {
        ast::Expr::Identifier(name) => name.value.clone(),
        ast::Expr::CompoundIdentifier(path) => path.last().map(|name| name.value.clone()).unwrap_or_default(),
        ast::Expr::Nested(inner) => name_of(inner),
        ast::Expr::Cast { expr, .. } => name_of(expr),
        ast::Expr::Function(function) => function.name.to_string().to_lowercase(),
        ast::Expr::Extract { field, .. } => field.to_string().to_lowercase(),
        ast::Expr::Floor { .. } => "floor".to_owned(),
        ast::Expr::Ceil { .. } => "ceil".to_owned(),
        ast::Expr::Case { .. } => "case".to_owned(),
        ast::Expr::Substring { .. } => "substring".to_owned(),
        ast::Expr::Position { .. } => "position".to_owned(),
        ast::Expr::Trim { .. } => "trim".to_owned(),
        ast::Expr::Value(ast::Value::SingleQuotedString(text)) => text.clone(),
        other => other.to_string(),
    }
}

/// What rows are grouped by; none when they are not grouped.
fn keys(
    compiler: &mut Compiler<'_>,
    select: &ast::Select,
    items: &[Item],
    order: &[ast::OrderByExpr],
) -> Result<Option<Vec<GroupKey>>, Error> {
    let written: Vec<ast::Expr> = match &select.group_by {
        ast::GroupByExpr::Expressions(written, modifiers) if modifiers.is_empty() => written.clone(),
        ast::GroupByExpr::All(modifiers) if modifiers.is_empty() => {
            let mut plain = Vec::new();
            for item in items {
                if !sums_up(compiler, &item.written) {
                    plain.push(item.written.clone());
                }
            }
            plain
        }
        _ => return Err(refused("rollup, cube and totals cannot be used here", None)),
    };
    let all = matches!(select.group_by, ast::GroupByExpr::All(_));
    let having = select.having.iter();
    let mut parts = items
        .iter()
        .map(|item| &item.written)
        .chain(having)
        .chain(order.iter().map(|key| &key.expr));
    if written.is_empty() && !all && !parts.any(|part| sums_up(compiler, part)) {
        return Ok(None);
    }
    let mut keys = Vec::new();
    for written in written {
        let meant = match meant(&written, items, "group by")? {
            Some(item) => item.written.clone(),
            None => compiler.unaliased(written),
        };
        let value = compiler.expression(&meant)?;
        if value.dtype.is_nested() {
            return Err(value.unfit("group by", "single values"));
        }
        let after = match value.constant {
            Some(_) => value.clone(),
            None => Typed {
                nullable: value.nullable,
                ..Typed::new(column(&format!("\u{1}k{}", keys.len())), value.dtype.clone())
            },
        };
        keys.push(GroupKey {
            written: spelling(&meant),
            before: value.expression,
            after,
        });
    }
    Ok(Some(keys))
}

/// Whether an expression holds an aggregate.
fn sums_up(compiler: &mut Compiler<'_>, written: &ast::Expr) -> bool {
    compiler.met_aggregate = false;
    compiler.windows = Some(Vec::new());
    let whole = compiler.expression(written);
    compiler.windows = None;
    drop(whole);
    std::mem::take(&mut compiler.met_aggregate)
}

/// The column of the answer that an ordinal means.
fn meant<'a>(written: &ast::Expr, items: &'a [Item], clause: &str) -> Result<Option<&'a Item>, Error> {
    let ast::Expr::Value(ast::Value::Number(digits, _)) = written else {
        return Ok(None);
    };
    let item = digits
        .parse::<usize>()
        .ok()
        .and_then(|ordinal| items.get(ordinal.checked_sub(1)?));
    item.map(Some).ok_or_else(|| {
        refused(
            format!("{clause} {digits}: the answer has {} columns", items.len()),
            None,
        )
    })
}

fn grouped(frame: LazyFrame, keys: &[GroupKey], aggregates: &[Expr]) -> LazyFrame {
    let aggregates = aggregates
        .iter()
        .enumerate()
        .map(|(at, figure)| figure.clone().alias(aggregate::name(at)));
    let mut aggregates: Vec<Expr> = aggregates.collect();
    let by: Vec<Expr> = keys
        .iter()
        .enumerate()
        .filter(|(_, key)| key.after.constant.is_none())
        .map(|(at, key)| key.before.clone().alias(format!("\u{1}k{at}")))
        .collect();
    if aggregates.is_empty() {
        aggregates.push(len().alias("\u{1}rows"));
    }
    match by.is_empty() {
        true => frame.select(aggregates),
        false => frame.group_by(by).agg(aggregates),
    }
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
        keys.push(OrderKey::new(value, written));
    }
    Ok(keys)
}

fn columns_of<'a>(expressions: impl Iterator<Item = &'a Expr>) -> Vec<PlSmallStr> {
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

fn finished(
    frame: LazyFrame,
    outputs: Vec<Output>,
    order: Vec<OrderKey>,
    distinct: Option<Distinct>,
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
    let on: Option<Vec<Expr>> = match &distinct {
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
    let field = |output: Output| Field {
        table: String::new(),
        column: output.name.as_str().into(),
        name: output.name,
        dtype: output.value.dtype,
        nullable: output.value.nullable,
        source: output.value.source,
        merged: false,
    };
    Ok(Relation {
        frame,
        fields: outputs.into_iter().map(field).collect(),
        most,
    })
}
