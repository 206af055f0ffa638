//! Inner statements that name columns of the outer one: they are worked out for all rows at once and joined to them.
//!
//! Conditions of theirs that say that something of theirs is something of the outer row become the join's.
//! With other conditions each outer row is paired with the rows that meet them, as far as the pairs are not too many.

mod pending;

pub(super) use pending::Pending;

use crate::error::Error;
use crate::sql::compile::{Compiler, flag, scalar};
use crate::sql::dialect::refused;
use crate::sql::from::Statements;
use crate::sql::from::join::{apart, conditions};
use crate::sql::scope::{Field, Relation};
use crate::sql::select;
use crate::sql::typed::Typed;
use pending::Joined;
use polars::prelude::*;
use sqlparser::ast::{self, BinaryOperator, Ident};

/// An inner statement, taken apart.
#[derive(Clone)]
pub(super) struct Parts {
    select: ast::Select,
    query: ast::Query,
    /// Conditions on its own rows.
    own: Vec<ast::Expr>,
    /// What of its own rows is what of the outer row.
    pairs: Vec<(ast::Expr, Typed)>,
    /// Other conditions on both.
    both: Vec<ast::Expr>,
    /// Its tables.
    from: Relation,
}

impl Parts {
    /// Takes an inner statement apart; none when it does not depend on the outer row in a way that can be told.
    pub(super) fn of(
        compiler: &Compiler<'_>,
        statements: &Statements<'_>,
        query: &ast::Query,
    ) -> Result<Option<Self>, Error> {
        let ast::SetExpr::Select(select) = query.body.as_ref() else {
            return Ok(None);
        };
        let (Some(wanted), None) = (&select.selection, &query.with) else {
            return Ok(None);
        };
        let Some(from) = statements.from(&select.from, Some(wanted))? else {
            return Ok(None);
        };
        let mut parts = Self {
            select: (**select).clone(),
            query: query.clone(),
            own: Vec::new(),
            pairs: Vec::new(),
            both: Vec::new(),
            from,
        };
        for condition in conditions(wanted) {
            let mut inner = Compiler::new(Some(statements), compiler.given, &parts.from.fields);
            inner.joins = Some(Vec::new());
            if inner.condition(&condition).is_ok() {
                parts.own.push(condition);
            } else if let Some(pair) = pair(compiler, &parts.from.fields, &condition) {
                parts.pairs.push(pair);
            } else {
                let fields = [parts.from.fields.as_slice(), compiler.fields].concat();
                if Compiler::new(None, compiler.given, &fields)
                    .condition(&condition)
                    .is_err()
                {
                    return Ok(None);
                }
                parts.both.push(condition);
            }
        }
        Ok((!parts.pairs.is_empty() || !parts.both.is_empty()).then_some(parts))
    }

    /// Whether a row of it belongs to each outer row.
    pub(super) fn exists(self, compiler: &mut Compiler<'_>, statements: &Statements<'_>) -> Result<Typed, Error> {
        let is_grouped = !matches!(&self.select.group_by, ast::GroupByExpr::Expressions(keys, _) if keys.is_empty());
        if is_grouped || self.select.having.is_some() {
            return Err(too_much("group by"));
        }
        if self.both.is_empty() {
            let keys = self.written(statements, &[], false)?;
            let found = compiler.joined(self.outer(), keys, &[])?;
            return Ok(sure(found.marker()));
        }
        Ok(sure(self.paired(compiler, statements, None)?.marker()))
    }

    /// Pairs each outer row with the rows that meet the conditions on both; works out the figures of them, if there are any.
    fn paired(
        self,
        compiler: &mut Compiler<'_>,
        statements: &Statements<'_>,
        item: Option<&ast::Expr>,
    ) -> Result<Joined, Error> {
        let rows = filtered(compiler, statements, self.from, &self.own)?;
        let outer = Relation {
            frame: rows.frame.clone(),
            fields: compiler.fields.to_vec(),
            most: None,
        };
        let inner = apart(&outer, rows);
        let fields: Vec<Field> = inner.fields.iter().chain(&outer.fields).cloned().collect();
        let mut met = lit(true);
        for condition in &self.both {
            met = met.and(Compiler::new(None, compiler.given, &fields).condition(condition)?);
        }
        let mut sides = Vec::new();
        for (ours, theirs) in self.pairs {
            let ours = Compiler::new(None, compiler.given, &inner.fields).expression(&ours)?;
            sides.push((theirs, ours));
        }
        let figures = item.map(|item| figures(compiler, &inner.fields, item)).transpose()?;
        let joins = compiler.joins()?;
        let (pending, joined) = Pending::conditional(joins.len(), sides, inner.frame, met, figures)?;
        joins.push(pending);
        Ok(joined)
    }

    /// Whether a value is among those that belong to each outer row.
    pub(super) fn among(
        self,
        compiler: &mut Compiler<'_>,
        statements: &Statements<'_>,
        value: &Typed,
    ) -> Result<Typed, Error> {
        let item = self.item("after in")?;
        if self.query.limit.is_some() || self.query.offset.is_some() || self.query.fetch.is_some() {
            return Err(too_much("limit"));
        }
        let is_grouped = !matches!(&self.select.group_by, ast::GroupByExpr::Expressions(keys, _) if keys.is_empty());
        if is_grouped || self.select.having.is_some() {
            return Err(too_much("group by"));
        }
        if !self.both.is_empty() {
            return self.among_paired(compiler, statements, value, item);
        }
        let rows = self.written(statements, &[(item, "v")], false)?;
        let keys = self.pairs.len();
        let (members, nulls) = pending::among(rows, keys)?;
        let outer = self.outer();
        let with_value = outer.iter().cloned().chain([value.clone()]).collect();
        let met = compiler.joined(with_value, members, &[])?.marker();
        let known = compiler.joined(outer, nulls, &["nulls".to_owned()])?;
        let unsure = known
            .marker()
            .and(known.value("nulls").or(value.expression.clone().is_null()));
        Ok(member(met, unsure))
    }

    /// The same, by the pairs of rows.
    fn among_paired(
        self,
        compiler: &mut Compiler<'_>,
        statements: &Statements<'_>,
        value: &Typed,
        item: ast::Expr,
    ) -> Result<Typed, Error> {
        let (mut same, mut nulls) = (self.clone(), self.clone());
        same.pairs.push((item.clone(), value.clone()));
        nulls.own.push(ast::Expr::IsNull(Box::new(item)));
        let met = same.paired(compiler, statements, None)?.marker();
        let nulls = nulls.paired(compiler, statements, None)?.marker();
        let some = self.paired(compiler, statements, None)?.marker();
        Ok(member(met, nulls.or(some.and(value.expression.clone().is_null()))))
    }

    /// The one value that belongs to each outer row.
    pub(super) fn one(self, compiler: &mut Compiler<'_>, statements: &Statements<'_>) -> Result<Typed, Error> {
        let item = self.item("that stands for one value")?;
        let is_grouped = !matches!(&self.select.group_by, ast::GroupByExpr::Expressions(keys, _) if keys.is_empty());
        if is_grouped || self.select.having.is_some() {
            return Err(too_much("group by"));
        }
        let fields = self.from.fields.clone();
        let mut inner = Compiler::new(Some(statements), compiler.given, &fields);
        inner.joins = Some(Vec::new());
        let is_aggregate = select::sums_up(&mut inner, &item);
        if is_aggregate && !self.both.is_empty() {
            let of_nothing = self.of_nothing(statements, item.clone())?;
            let dtype = of_nothing.dtype.clone();
            let found = self.paired(compiler, statements, Some(&item))?;
            let filled = when(found.marker())
                .then(found.value("v"))
                .otherwise(of_nothing.expression);
            return Ok(Typed::new(filled, dtype));
        }
        self.refuse_both()?;
        let rows = self.written(statements, &[(item.clone(), "v")], is_aggregate)?;
        let value = rows
            .fields
            .last()
            .map(|field| (field.dtype.clone(), field.name.clone()));
        let (dtype, name) = value.ok_or_else(|| too_much("no column"))?;
        if is_aggregate {
            let of_nothing = self.of_nothing(statements, item)?;
            let found = compiler.joined(self.outer(), rows, std::slice::from_ref(&name))?;
            let value = found.value(&name);
            let filled = when(found.marker())
                .then(value)
                .otherwise(of_nothing.cast(dtype.clone()).expression);
            return Ok(Typed::new(filled, dtype));
        }
        let limit = self.query.limit.as_ref().map(ToString::to_string);
        if self.query.offset.is_some() || limit.as_ref().is_some_and(|limit| limit != "1") {
            return Err(too_much("limit and offset but limit 1"));
        }
        let is_first = limit.is_some() || self.query.fetch.is_some();
        let rows = pending::single(rows, self.pairs.len(), is_first)?;
        let found = compiler.joined(self.outer(), rows, std::slice::from_ref(&name))?;
        Ok(Typed::new(found.value(&name), dtype))
    }

    fn outer(&self) -> Vec<Typed> {
        self.pairs.iter().map(|(_, outer)| outer.clone()).collect()
    }

    fn refuse_both(&self) -> Result<(), Error> {
        match self.both.first() {
            None => Ok(()),
            Some(condition) => Err(refused(
                format!("“{condition}” in an inner statement is about the outer one too"),
                Some("Write it as a join, or sum up what it gives"),
            )),
        }
    }

    fn item(&self, place: &str) -> Result<ast::Expr, Error> {
        let projection = self.select.projection.iter().map(ToString::to_string);
        if projection.into_iter().any(|item| item.contains(" OVER ")) || self.select.qualify.is_some() {
            return Err(too_much("over (…)"));
        }
        match self.select.projection.as_slice() {
            [ast::SelectItem::UnnamedExpr(item) | ast::SelectItem::ExprWithAlias { expr: item, .. }] => {
                Ok(item.clone())
            }
            _ => Err(refused(format!("a statement {place} gives one column"), None)),
        }
    }

    /// The statement without the outer row: what was compared with it comes first.
    fn written(
        &self,
        statements: &Statements<'_>,
        values: &[(ast::Expr, &str)],
        is_grouped: bool,
    ) -> Result<Relation, Error> {
        let keys = self.pairs.iter().map(|(own, _)| own.clone()).collect::<Vec<_>>();
        let named = |(at, key): (usize, &ast::Expr)| (key.clone(), format!("\u{1}k{at}"));
        let keyed = keys.iter().enumerate().map(named);
        let valued = values
            .iter()
            .map(|(value, name)| (value.clone(), format!("\u{1}{name}")));
        let items = keyed.chain(valued).map(|(expr, name)| ast::SelectItem::ExprWithAlias {
            expr,
            alias: Ident::with_quote('"', name),
        });
        let grouping = if is_grouped { keys.clone() } else { Vec::new() };
        let select = ast::Select {
            distinct: values.is_empty().then_some(ast::Distinct::Distinct),
            projection: items.collect(),
            selection: self.own.iter().cloned().reduce(both),
            group_by: ast::GroupByExpr::Expressions(grouping, Vec::new()),
            ..self.select.clone()
        };
        let is_ordered = !values.is_empty() && !is_grouped;
        statements.query(&ast::Query {
            body: Box::new(ast::SetExpr::Select(Box::new(select))),
            order_by: self.query.order_by.clone().filter(|_| is_ordered),
            limit: None,
            offset: None,
            fetch: None,
            ..self.query.clone()
        })
    }

    /// What its aggregate gives of no rows.
    fn of_nothing(&self, statements: &Statements<'_>, item: ast::Expr) -> Result<Typed, Error> {
        let select = ast::Select {
            projection: vec![ast::SelectItem::UnnamedExpr(item)],
            selection: Some(ast::Expr::Value(ast::Value::Boolean(false))),
            ..self.select.clone()
        };
        statements.memory().session.refuse();
        let relation = statements.query(&ast::Query {
            body: Box::new(ast::SetExpr::Select(Box::new(select))),
            order_by: None,
            limit: None,
            ..self.query.clone()
        })?;
        scalar(&relation.frame.collect()?)
    }
}

impl Compiler<'_> {
    /// Joins rows to those at hand by what they are the same in: the first columns of the rows are the keys.
    fn joined(&mut self, outer: Vec<Typed>, rows: Relation, values: &[String]) -> Result<Joined, Error> {
        let joins = self.joins()?;
        let (pending, joined) = Pending::keyed(joins.len(), outer, rows, values)?;
        joins.push(pending);
        Ok(joined)
    }

    fn joins(&mut self) -> Result<&mut Vec<Pending>, Error> {
        if self.keys.is_some() {
            return Err(refused(
                "an inner statement that uses columns of the outer one cannot stand beside group by",
                Some("Group in a statement in from, and write it around that"),
            ));
        }
        self.joins.as_mut().ok_or_else(|| {
            refused(
                "an inner statement that uses columns of the outer one cannot be used here",
                Some("Write it as a join"),
            )
        })
    }
}

/// The two sides of a condition that something of the inner rows is something of the outer row.
fn pair(outer: &Compiler<'_>, fields: &[Field], condition: &ast::Expr) -> Option<(ast::Expr, Typed)> {
    let ast::Expr::BinaryOp {
        left,
        op: BinaryOperator::Eq,
        right,
    } = condition
    else {
        return None;
    };
    let inner = |written: &ast::Expr| Compiler::new(None, outer.given, fields).expression(written).is_ok();
    let of_outer = |written: &ast::Expr| Compiler::new(None, outer.given, outer.fields).expression(written).ok();
    let straight = || (inner(left) && !inner(right)).then(|| of_outer(right).map(|outer| ((**left).clone(), outer)));
    let turned = || (inner(right) && !inner(left)).then(|| of_outer(left).map(|outer| ((**right).clone(), outer)));
    straight().or_else(turned).flatten()
}

/// The aggregates of an expression, and the expression over them.
fn figures(compiler: &Compiler<'_>, fields: &[Field], item: &ast::Expr) -> Result<(Vec<Expr>, Expr), Error> {
    let mut inner = Compiler::new(None, compiler.given, fields);
    inner.keys = Some(Vec::new());
    let value = inner.expression(item)?;
    if value.dtype.is_nested() {
        return Err(too_much("a list"));
    }
    Ok((select::figures(&inner.aggregates), value.expression))
}

fn filtered(
    compiler: &Compiler<'_>,
    statements: &Statements<'_>,
    mut rows: Relation,
    wanted: &[ast::Expr],
) -> Result<Relation, Error> {
    for condition in wanted {
        let mut inner = Compiler::new(Some(statements), compiler.given, &rows.fields);
        inner.joins = Some(Vec::new());
        let met = inner.condition(condition)?;
        rows.frame = inner.attached(rows.frame)?.filter(met);
    }
    Ok(rows)
}

fn both(left: ast::Expr, right: ast::Expr) -> ast::Expr {
    ast::Expr::BinaryOp {
        left: Box::new(left),
        op: BinaryOperator::And,
        right: Box::new(ast::Expr::Nested(Box::new(right))),
    }
}

/// Whether something is among others, where that is not always known.
fn member(met: Expr, unsure: Expr) -> Typed {
    let unknown = lit(NULL).cast(DataType::Boolean);
    flag(
        when(met)
            .then(lit(true))
            .when(unsure)
            .then(unknown)
            .otherwise(lit(false)),
    )
}

fn too_much(what: &str) -> Error {
    refused(
        format!("an inner statement that uses columns of the outer one cannot have {what}"),
        Some("Write it as a join"),
    )
}

fn sure(marker: Expr) -> Typed {
    Typed {
        nullable: false,
        ..flag(marker)
    }
}
