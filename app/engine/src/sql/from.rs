//! Where rows come from: datasets, inner statements, and joins of them.

pub(super) mod join;
mod series;
mod values;

use crate::catalog::Catalog;
use crate::error::Error;
use crate::memory::Memory;
use crate::query::columns::{Rows, column, hint};
use crate::sql::dialect::{no_lateral, place, refused};
use crate::sql::given::Given;
use crate::sql::scope::{Field, Relation};
use crate::sql::select;
use crate::sql::typed::common;
use join::{Kind, conditions, join};
use polars::prelude::*;
use sqlparser::ast::{self, SetExpr, Spanned as _};

/// The statements that can be read: over the datasets, and over those before with a name.
pub(super) struct Statements<'a> {
    /// The datasets.
    pub catalog: &'a Catalog,
    /// What is given beside the text.
    pub given: &'a Given,
    named: Vec<(String, Relation)>,
}

impl<'a> Statements<'a> {
    /// Statements over the datasets.
    pub(super) fn new(catalog: &'a Catalog, given: &'a Given) -> Self {
        Self {
            catalog,
            given,
            named: Vec::new(),
        }
    }

    /// Whether a statement before made a table of this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.named.iter().any(|(known, _)| *known == name.to_lowercase())
    }

    /// Takes a table up that a statement makes.
    pub(super) fn put(&mut self, name: &str, rows: Relation) {
        self.drop(name);
        self.named.push((name.to_lowercase(), rows));
    }

    /// Forgets a table that a statement made.
    pub(super) fn drop(&mut self, name: &str) {
        self.named.retain(|(known, _)| *known != name.to_lowercase());
    }

    /// What has been worked out about the datasets' rows before.
    pub(super) fn memory(&self) -> &Memory {
        &self.catalog.memory
    }

    /// The rows of a statement.
    pub(super) fn query(&self, query: &ast::Query) -> Result<Relation, Error> {
        let Some(with) = &query.with else {
            return self.body(&query.body, query);
        };
        if with.recursive && with.cte_tables.iter().any(refers_to_itself) {
            return Err(refused(
                "a statement cannot refer to itself",
                Some("For numbers and dates in a row there is generate_series(from, to, step)"),
            ));
        }
        let mut inner = Self {
            catalog: self.catalog,
            given: self.given,
            named: self.named.clone(),
        };
        for table in &with.cte_tables {
            let names: Vec<String> = table
                .alias
                .columns
                .iter()
                .map(|column| column.name.value.clone())
                .collect();
            let relation = inner.query(&table.query)?.named(&table.alias.name.value, &names)?;
            inner.named.push((table.alias.name.value.to_lowercase(), relation));
        }
        inner.body(&query.body, query)
    }

    /// The rows of a `from`; of one row without columns when there is none. `wanted` are the conditions of `where`.
    pub(super) fn from(
        &self,
        tables: &[ast::TableWithJoins],
        wanted: Option<&ast::Expr>,
    ) -> Result<Option<Relation>, Error> {
        let mut waiting = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            waiting.push((at, self.joined(table)?));
        }
        if waiting.is_empty() {
            return Ok(None);
        }
        let linking = wanted.map(conditions).unwrap_or_default();
        let (_, mut whole) = waiting.remove(0);
        let mut sizes = vec![(0, whole.fields.len())];
        while !waiting.is_empty() {
            let linked = |(_, table): &(usize, Relation)| join::are_linked(self, &whole, table, &linking);
            let next = waiting.iter().position(linked).unwrap_or(0);
            let (at, table) = waiting.remove(next);
            sizes.push((at, table.fields.len()));
            whole = join(self, whole, table, Kind::Comma, &linking)?;
        }
        whole.fields = in_order(whole.fields, &sizes);
        Ok(Some(whole))
    }

    fn body(&self, body: &SetExpr, query: &ast::Query) -> Result<Relation, Error> {
        let (order, limits) = (query.order_by.as_ref(), Limits::of(query)?);
        let order = order.map(|order| order.exprs.as_slice()).unwrap_or_default();
        if let SetExpr::Select(select) = body {
            return select::select(self, select, order, limits);
        }
        let relation = match body {
            SetExpr::Query(inner) => self.query(inner)?,
            SetExpr::SetOperation {
                op,
                set_quantifier,
                left,
                right,
            } => {
                let bare = bare(query);
                let (left, right) = (self.body(left, &bare)?, self.body(right, &bare)?);
                combined(*op, *set_quantifier, left, right)?
            }
            SetExpr::Values(values) => values::values(values, self.given)?,
            SetExpr::Table(table) => {
                let name = table.table_name.as_deref().unwrap_or_default();
                self.table(name)?
            }
            _ => return Err(refused("a statement only reads: start with select or with", None)),
        };
        select::ordered(self, &relation, order, limits)
    }

    fn joined(&self, table: &ast::TableWithJoins) -> Result<Relation, Error> {
        let mut whole = self.factor(&table.relation)?;
        for part in &table.joins {
            let right = self.factor(&part.relation)?;
            let (kind, constraint) = Kind::of(&part.join_operator)?;
            whole = join::constrained(self, whole, right, kind, constraint)?;
        }
        Ok(whole)
    }

    fn factor(&self, factor: &ast::TableFactor) -> Result<Relation, Error> {
        use ast::TableFactor as T;
        match factor {
            T::Table { name, alias, args, .. } => {
                let place = place(name.span());
                if let Some(arguments) = args {
                    let rows = self.called(&name.to_string(), &arguments.args);
                    return produced(rows.map_err(|error| error.at(place))?, alias.as_ref());
                }
                let name = name.0.last().map(|name| name.value.as_str()).unwrap_or_default();
                let rows = self.table(name).map_err(|error| error.at(place))?;
                aliased(rows, alias.as_ref())
            }
            T::Derived {
                lateral: false,
                subquery,
                alias,
            } => {
                let inner = self.query(subquery)?.named("", &[])?;
                aliased(inner, alias.as_ref())
            }
            T::NestedJoin {
                table_with_joins,
                alias,
            } => aliased(self.joined(table_with_joins)?, alias.as_ref()),
            T::Derived { lateral: true, .. } | T::Function { lateral: true, .. } => Err(no_lateral()),
            other => Err(refused(format!("“{other}” cannot be read from"), None)),
        }
    }

    /// The rows of a function.
    fn called(&self, name: &str, arguments: &[ast::FunctionArg]) -> Result<Relation, Error> {
        match name.to_lowercase().as_str() {
            known @ ("generate_series" | "range") => series::series(known, arguments, self.given),
            _ => Err(refused(
                format!("{name}(…) is no table here"),
                Some("There is generate_series(from, to, step)"),
            )),
        }
    }

    fn table(&self, name: &str) -> Result<Relation, Error> {
        let lower = name.to_lowercase();
        if let Some((_, relation)) = self.named.iter().rev().find(|(known, _)| *known == lower) {
            return Ok(relation.clone());
        }
        let found = self
            .catalog
            .entry(name)
            .or_else(|error| self.catalog.entry(&lower).map_err(|_unknown| error));
        let entry = found.map_err(|error| match error {
            Error::UnknownDataset { name, hint: open } => {
                let names = self.catalog.entries().iter().map(|entry| entry.dataset.name.as_str());
                let near = hint(&name, names).filter(|near| near.starts_with("Did"));
                Error::UnknownDataset {
                    name,
                    hint: near.or(open),
                }
            }
            other => other,
        })?;
        let entry = self.catalog.whole(&entry.dataset.name)?;
        let rows = Rows::of(self.catalog, &entry.dataset.name)?;
        Ok(Relation::of(rows, entry))
    }
}

/// How many rows are skipped and kept.
#[derive(Clone, Copy, Default)]
pub(super) struct Limits {
    /// How many are skipped.
    pub offset: u64,
    /// How many are kept.
    pub limit: Option<u64>,
}

impl Limits {
    fn of(query: &ast::Query) -> Result<Self, Error> {
        let count = |written: &ast::Expr, what: &str| {
            match written {
                ast::Expr::Value(ast::Value::Number(count, _)) => count.parse::<u64>().ok(),
                _ => None,
            }
            .ok_or_else(|| refused(format!("{what} is a whole number, and “{written}” is none"), None))
        };
        let fetched = query.fetch.as_ref().and_then(|fetch| fetch.quantity.as_ref());
        let limit = query
            .limit
            .as_ref()
            .or(fetched)
            .map(|limit| count(limit, "limit"))
            .transpose()?;
        let offset = query
            .offset
            .as_ref()
            .map(|offset| count(&offset.value, "offset"))
            .transpose()?;
        Ok(Self {
            offset: offset.unwrap_or(0),
            limit,
        })
    }

    /// How many rows there are at most then.
    pub(super) fn most(self, before: Option<usize>) -> Option<usize> {
        let limit = self.limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
        before.into_iter().chain(limit).min()
    }

    /// Those of the rows.
    pub(super) fn cut(self, frame: LazyFrame) -> LazyFrame {
        if self.offset == 0 && self.limit.is_none() {
            return frame;
        }
        let offset = i64::try_from(self.offset).unwrap_or(i64::MAX);
        let limit = self
            .limit
            .map_or(IdxSize::MAX, |limit| IdxSize::try_from(limit).unwrap_or(IdxSize::MAX));
        frame.slice(offset, limit)
    }
}

/// Columns of tables that were joined in another order than they are written in, each with how many columns it has.
fn in_order(fields: Vec<Field>, sizes: &[(usize, usize)]) -> Vec<Field> {
    let places = sizes.iter().flat_map(|(at, count)| std::iter::repeat_n(*at, *count));
    let mut placed: Vec<(usize, Field)> = places.zip(fields).collect();
    placed.sort_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, field)| field).collect()
}

fn aliased(relation: Relation, alias: Option<&ast::TableAlias>) -> Result<Relation, Error> {
    let Some(alias) = alias else {
        return Ok(relation);
    };
    let names: Vec<String> = alias.columns.iter().map(|column| column.name.value.clone()).collect();
    relation.named(&alias.name.value, &names)
}

/// The one column of a function is called as the function is here.
fn produced(rows: Relation, alias: Option<&ast::TableAlias>) -> Result<Relation, Error> {
    match alias {
        Some(alias) if alias.columns.is_empty() => {
            let name = alias.name.value.clone();
            rows.named(&name, std::slice::from_ref(&name))
        }
        Some(_) => aliased(rows, alias),
        None => {
            let name = rows.fields.first().map(|field| field.name.clone()).unwrap_or_default();
            rows.named(&name, &[])
        }
    }
}

fn refers_to_itself(table: &ast::Cte) -> bool {
    let name = table.alias.name.value.to_lowercase();
    let text = table.query.to_string().to_lowercase();
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .any(|word| word == name)
}

/// A query's sides have no order and no limit of their own.
fn bare(query: &ast::Query) -> ast::Query {
    ast::Query {
        with: None,
        order_by: None,
        limit: None,
        offset: None,
        fetch: None,
        ..query.clone()
    }
}

fn combined(
    op: ast::SetOperator,
    quantifier: ast::SetQuantifier,
    left: Relation,
    right: Relation,
) -> Result<Relation, Error> {
    use ast::SetQuantifier as Q;
    let by_name = matches!(quantifier, Q::ByName | Q::AllByName | Q::DistinctByName);
    let (left, right) = match by_name {
        true => (with_columns_of(&left, &right), with_columns_of(&right, &left)),
        false => (left, right),
    };
    let right = match by_name {
        true => in_order_of(&left, right),
        false => right,
    };
    if left.fields.len() != right.fields.len() {
        return Err(refused(
            format!(
                "the two sides of {op} have {} and {} columns",
                left.fields.len(),
                right.fields.len()
            ),
            Some("Give both the same columns in the same order"),
        ));
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (left, right) in left.fields.iter().zip(&right.fields) {
        let dtype = common(&[&left.dtype, &right.dtype], &format!("{op} in “{}”", left.name))?;
        let name = unlike(&left.name, &left_names(&ours));
        ours.push((left.typed().cast(dtype.clone()).expression, name.clone()));
        theirs.push((right.typed().cast(dtype).expression, name));
    }
    let named = |columns: Vec<(Expr, String)>| {
        columns
            .into_iter()
            .map(|(column, name)| column.alias(name))
            .collect::<Vec<_>>()
    };
    let names: Vec<Expr> = ours.iter().map(|(_, name)| column(name)).collect();
    let (left, right) = (left.frame.select(named(ours)), right.frame.select(named(theirs)));
    let all = matches!(quantifier, Q::All | Q::AllByName);
    let frame = match op {
        ast::SetOperator::Union => {
            let together = concat([left, right], UnionArgs::default())?;
            if all {
                together
            } else {
                together.unique_stable(None, UniqueKeepStrategy::First)
            }
        }
        ast::SetOperator::Intersect | ast::SetOperator::Except => {
            let how = if op == ast::SetOperator::Except {
                JoinType::Anti
            } else {
                JoinType::Semi
            };
            let mut how = JoinArgs::new(how);
            how.nulls_equal = true;
            left.join(right, names.clone(), names, how)
                .unique_stable(None, UniqueKeepStrategy::First)
        }
    };
    Relation::new(frame)
}

/// The rows with the other side's columns that they lack, as nulls.
fn with_columns_of(rows: &Relation, other: &Relation) -> Relation {
    let mut wider = rows.clone();
    for field in &other.fields {
        if rows
            .fields
            .iter()
            .any(|known| known.name.eq_ignore_ascii_case(&field.name))
        {
            continue;
        }
        let name = PlSmallStr::from(format!("\u{1}lacking {}", wider.fields.len()));
        let nulls = lit(NULL).cast(field.dtype.clone()).alias(name.clone());
        wider.frame = wider.frame.with_column(nulls);
        wider.fields.push(Field {
            column: name,
            nullable: true,
            source: None,
            ..field.clone()
        });
    }
    wider
}

/// The columns in the order in which another side has them.
fn in_order_of(other: &Relation, mut rows: Relation) -> Relation {
    let place = |field: &Field| {
        let same = |known: &Field| known.name.eq_ignore_ascii_case(&field.name);
        other.fields.iter().position(same)
    };
    rows.fields.sort_by_key(place);
    rows
}

fn left_names(columns: &[(Expr, String)]) -> Vec<String> {
    columns.iter().map(|(_, name)| name.clone()).collect()
}

/// A name unlike those before it.
pub(super) fn unlike(name: &str, before: &[String]) -> String {
    let taken = |name: &str| before.iter().any(|other| other == name);
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_default()
}
