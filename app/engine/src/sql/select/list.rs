//! The select list, `*` spelled out, and what rows are grouped by.

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::compile::{Compiler, GroupKey, spelling};
use crate::sql::dialect::refused;
use crate::sql::scope::{self, Field};
use crate::sql::select::{Item, sets};
use crate::sql::typed::Typed;
use polars::prelude::DataType;
use sqlparser::ast::{self, Ident};

/// The select list, `*` spelled out.
pub(super) fn items(projection: &[ast::SelectItem], fields: &[Field]) -> Result<Vec<Item>, Error> {
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
pub(super) fn keys(
    compiler: &mut Compiler<'_>,
    select: &ast::Select,
    items: &[Item],
    order: &[ast::OrderByExpr],
) -> Result<Option<Vec<GroupKey>>, Error> {
    let mut several = None;
    let written: Vec<ast::Expr> = match &select.group_by {
        ast::GroupByExpr::Expressions(written, modifiers) => {
            let read = sets::read(written, modifiers)?;
            several = read.sets;
            read.keys
        }
        ast::GroupByExpr::All(modifiers) if modifiers.is_empty() => {
            let mut plain = Vec::new();
            for item in items {
                if !sums_up(compiler, &item.written) {
                    plain.push(item.written.clone());
                }
            }
            plain
        }
        ast::GroupByExpr::All(_) => return Err(refused("group by all stands alone", None)),
    };
    let all = matches!(select.group_by, ast::GroupByExpr::All(_));
    let having = select.having.iter();
    let mut parts = items
        .iter()
        .map(|item| &item.written)
        .chain(having)
        .chain(order.iter().map(|key| &key.expr));
    if written.is_empty() && several.is_none() && !all && !parts.any(|part| sums_up(compiler, part)) {
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
        let value = match value.dtype {
            DataType::Categorical(..) | DataType::Enum(..) if several.is_some() => value.cast(DataType::String),
            _ => value,
        };
        let after = match value.constant {
            Some(_) if several.is_none() => value.clone(),
            _ => Typed {
                nullable: value.nullable || several.is_some(),
                ..Typed::new(column(&sets::key_name(keys.len())), value.dtype.clone())
            },
        };
        keys.push(GroupKey {
            written: spelling(&meant),
            before: value.expression,
            after,
        });
    }
    compiler.sets = several;
    Ok(Some(keys))
}

/// Whether an expression holds an aggregate.
pub(in crate::sql) fn sums_up(compiler: &mut Compiler<'_>, written: &ast::Expr) -> bool {
    compiler.met_aggregate = false;
    compiler.windows = Some(Vec::new());
    let joins = compiler.joins.as_ref().map(Vec::len);
    let whole = compiler.expression(written);
    compiler.windows = None;
    drop(whole);
    if let (Some(joins), Some(count)) = (&mut compiler.joins, joins) {
        joins.truncate(count);
    }
    std::mem::take(&mut compiler.met_aggregate)
}

/// The column of the answer that an ordinal means.
pub(super) fn meant<'a>(written: &ast::Expr, items: &'a [Item], clause: &str) -> Result<Option<&'a Item>, Error> {
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
