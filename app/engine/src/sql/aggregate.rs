//! Aggregates: functions of many rows.

mod numbers;

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::compile::{Compiler, arguments_of};
use crate::sql::dialect::refused;
use crate::sql::from::join::uses_columns;
use crate::sql::select;
use crate::sql::typed::{Constant, Typed};
use numbers::{of_line, summable};
use polars::prelude::*;
use spec::dataset::Type;
use sqlparser::ast;

/// The aggregates.
pub(super) const NAMES: &[&str] = &[
    "count",
    "sum",
    "avg",
    "mean",
    "min",
    "max",
    "median",
    "mode",
    "stddev",
    "stddev_samp",
    "stddev_pop",
    "std",
    "variance",
    "var_samp",
    "var_pop",
    "corr",
    "covar_samp",
    "covar_pop",
    "regr_slope",
    "regr_intercept",
    "regr_r2",
    "regr_count",
    "regr_avgx",
    "regr_avgy",
    "quantile_cont",
    "quantile",
    "quantile_disc",
    "percentile_cont",
    "percentile_disc",
    "first",
    "last",
    "any_value",
    "arbitrary",
    "string_agg",
    "group_concat",
    "listagg",
    "array_agg",
    "list",
    "bool_and",
    "every",
    "bool_or",
    "count_if",
    "countif",
    "product",
    "approx_count_distinct",
    "arg_max",
    "max_by",
    "arg_min",
    "min_by",
];

/// Whether a function is an aggregate of a group's rows.
pub(super) fn is_aggregate(function: &ast::Function) -> bool {
    function.over.is_none() && NAMES.contains(&function.name.to_string().to_lowercase().as_str())
}

/// Compiles an aggregate: it is worked out for each group, and the value is a column of the groups.
pub(super) fn aggregate(compiler: &mut Compiler<'_>, name: &str, function: &ast::Function) -> Result<Typed, Error> {
    let Some(keys) = &compiler.keys else {
        compiler.met_aggregate = true;
        return Err(refused(
            format!("{name} sums up rows and cannot be used here"),
            Some("A condition on an aggregate goes into having"),
        ));
    };
    let has_total = compiler.sets.iter().flatten().any(Vec::is_empty);
    if has_total && matches!(name, "array_agg" | "list") {
        return Err(refused(
            format!("{name} cannot be used with rollup, cube and grouping sets"),
            None,
        ));
    }
    let one_group = keys.is_empty() || has_total;
    let call = compiler.over_rows(|compiler| Call::read(compiler, name, function))?;
    let (figure, after) = call.figure(one_group, compiler.most)?;
    let worked_out = work_out(compiler, figure);
    match after {
        After::As(dtype) => Ok(Typed::new(worked_out.cast(dtype.clone()), dtype)),
        After::Never(dtype) => Ok(Typed {
            nullable: false,
            ..Typed::new(worked_out.cast(dtype.clone()), dtype)
        }),
        After::Known(dtype, known) => {
            let known = work_out(compiler, known);
            let sum = when(known.gt(lit(0))).then(worked_out).otherwise(lit(NULL));
            Ok(Typed::new(sum, dtype))
        }
        After::Flag => Ok(Typed::new(worked_out.neq(lit(0)), DataType::Boolean)),
    }
}

/// What is done with an aggregate over the groups.
enum After {
    /// It is of this type.
    As(DataType),
    /// It is of this type and never null.
    Never(DataType),
    /// It is of this type, and null where the second figure is 0.
    Known(DataType, Expr),
    /// It is 0 or 1.
    Flag,
}

/// An aggregate's arguments, compiled over the rows.
struct Call {
    name: String,
    arguments: Vec<Typed>,
    distinct: bool,
    filter: Option<Expr>,
    order: Vec<select::OrderKey>,
}

impl Call {
    fn read(compiler: &mut Compiler<'_>, name: &str, function: &ast::Function) -> Result<Self, Error> {
        let mut order_by: Vec<ast::OrderByExpr> = Vec::new();
        let (mut distinct, mut star) = (false, false);
        if let ast::FunctionArguments::List(list) = &function.args {
            distinct = list.duplicate_treatment == Some(ast::DuplicateTreatment::Distinct);
            star = matches!(
                list.args.as_slice(),
                [ast::FunctionArg::Unnamed(
                    ast::FunctionArgExpr::Wildcard | ast::FunctionArgExpr::QualifiedWildcard(_)
                )]
            );
            for clause in &list.clauses {
                match clause {
                    ast::FunctionArgumentClause::OrderBy(keys) => order_by.extend(keys.iter().cloned()),
                    ast::FunctionArgumentClause::IgnoreOrRespectNulls(_) => {}
                    other => return Err(refused(format!("“{other}” cannot be used in {name}"), None)),
                }
            }
        }
        let mut arguments = Vec::new();
        if !star {
            for argument in arguments_of(function)? {
                arguments.push(compiler.expression(argument)?);
            }
        }
        if let [within] = function.within_group.as_slice() {
            arguments.insert(0, compiler.expression(&within.expr)?);
            if within.asc == Some(false)
                && let Some(part) = arguments.pop()
            {
                let turned = part
                    .literal_number()
                    .map(|part| Typed::constant(Constant::Number(1.0 - part)));
                arguments.push(turned.unwrap_or(part));
            }
        }
        let used: Vec<PlSmallStr> = arguments
            .iter()
            .flat_map(|argument| argument.expression.clone().meta().root_names())
            .collect();
        for argument in &mut arguments {
            if argument.dtype == DataType::Null {
                *argument = argument.clone().cast(DataType::Int64);
            }
            if !uses_columns(&argument.expression) {
                argument.expression = long(compiler, argument.expression.clone());
            }
        }
        let filter = function
            .filter
            .as_deref()
            .map(|filter| compiler.condition(filter))
            .transpose()?;
        let filter = match (filter, compiler.only.clone()) {
            (Some(filter), Some(only)) => Some(filter.and(only)),
            (filter, only) => filter.or(only),
        };
        let used: Vec<&str> = used.iter().map(PlSmallStr::as_str).collect();
        let mark = compiler
            .own
            .as_mut()
            .and_then(|(rows, own)| own.mark(rows, &used, filter.as_ref()));
        let filter = mark.map(|mark| column(&mark)).or(filter);
        let order = order_by
            .iter()
            .map(|key| select::OrderKey::compile(compiler, key))
            .collect::<Result<Vec<_>, _>>()?;
        let order = order.into_iter().filter(|key| uses_columns(&key.expression)).collect();
        Ok(Self {
            name: name.to_owned(),
            arguments,
            distinct,
            filter,
            order,
        })
    }

    fn figure(mut self, one_group: bool, most: Option<usize>) -> Result<(Expr, After), Error> {
        let name = self.name.clone();
        let name = name.as_str();
        let filtered = self.filter.is_some();
        match name {
            "count" | "count_if" | "countif" | "approx_count_distinct" => return self.count(),
            "sum" => {
                let value = self.one()?;
                let value = match value.kind() {
                    Some(Type::Duration | Type::Decimal) => value,
                    _ => summable(value, most)?,
                };
                let (dtype, unsure) = (value.dtype.clone(), value.nullable || one_group || filtered);
                let cells = self.cells(&value);
                let cells = if self.distinct { cells.unique() } else { cells };
                return Ok(match unsure {
                    true => (cells.clone().sum(), After::Known(dtype, cells.count())),
                    false => (cells.sum(), After::Never(dtype)),
                });
            }
            "min" | "max" => {
                let value = self.one()?;
                let value = match value.kind() {
                    Some(Type::List | Type::Struct) => return Err(value.unfit(name, "single values")),
                    Some(Type::Text) => value.cast(DataType::String),
                    _ => value,
                };
                let cells = self.cells(&value);
                return Ok((
                    if name == "min" { cells.min() } else { cells.max() },
                    After::As(value.dtype),
                ));
            }
            "bool_and" | "every" | "bool_or" => {
                let value = self.one()?.flag(name)?;
                let cells = self.cells(&value).cast(DataType::Int32);
                return Ok((if name == "bool_or" { cells.max() } else { cells.min() }, After::Flag));
            }
            "corr" | "covar_samp" | "covar_pop" => return self.of_two(),
            name if name.starts_with("regr_") => return self.of_two(),
            "arg_max" | "max_by" | "arg_min" | "min_by" => {
                let by = self
                    .arguments
                    .pop()
                    .ok_or_else(|| refused(format!("{name} takes two arguments"), None))?;
                let value = self.one()?;
                let sorted = SortMultipleOptions::default().with_order_descending(matches!(name, "arg_max" | "max_by"));
                let known = by.expression.clone().is_not_null();
                let met = self.filter.clone().map_or(known.clone(), |filter| filter.and(known));
                let by = by.expression.filter(met.clone());
                let cells = value
                    .expression
                    .filter(met)
                    .sort_by([by], sorted.with_maintain_order(true));
                return Ok((cells.first(), After::As(value.dtype)));
            }
            _ => {}
        }
        match name {
            "first" | "last" | "any_value" | "arbitrary" | "string_agg" | "group_concat" | "listagg" | "array_agg"
            | "list" => self.ordered(one_group),
            _ => self.statistic(),
        }
    }

    fn count(self) -> Result<(Expr, After), Error> {
        let whole = After::Never(DataType::Int64);
        let distinct = self.distinct || self.name == "approx_count_distinct";
        if self.name.starts_with("count_if") || self.name == "countif" {
            let value = self.one()?.flag("count_if")?;
            return Ok((self.cells(&value).sum(), whole));
        }
        match self.arguments.as_slice() {
            [] => Ok(match self.filter {
                Some(filter) => (filter.cast(DataType::UInt32).sum(), whole),
                None => (len(), whole),
            }),
            [value] if distinct => {
                let cells = self.cells(value);
                let nulls = value.nullable || self.filter.is_some();
                let some_null = cells.clone().null_count().gt(lit(0)).cast(DataType::UInt32);
                Ok((
                    if nulls {
                        cells.n_unique() - some_null
                    } else {
                        cells.n_unique()
                    },
                    whole,
                ))
            }
            [value] if !value.nullable && self.filter.is_none() => Ok((len(), whole)),
            [value] if value.constant.is_some() => {
                let one = Typed {
                    constant: None,
                    ..value.clone()
                };
                let counted = when(lit(true)).then(one.expression).otherwise(lit(NULL));
                Ok((
                    self.filter
                        .map_or(counted, |filter| filter.cast(DataType::UInt32).sum()),
                    whole,
                ))
            }
            [value] => Ok((self.cells(value).count(), whole)),
            several => {
                let cells: Vec<Expr> = several.iter().map(|value| value.expression.clone()).collect();
                Ok((as_struct(cells).n_unique(), whole))
            }
        }
    }

    fn of_two(self) -> Result<(Expr, After), Error> {
        let [left, right] = self.arguments.as_slice() else {
            return Err(refused(
                format!(
                    "{} takes two arguments and is given {}",
                    self.name,
                    self.arguments.len()
                ),
                None,
            ));
        };
        let (left, right) = (left.clone().float(&self.name)?, right.clone().float(&self.name)?);
        let is_line = self.name.starts_with("regr_");
        let sparse = left.nullable || right.nullable || self.filter.is_some() || is_line;
        let mut cells = (self.cells(&left), self.cells(&right));
        if sparse {
            let known = cells.0.clone().is_not_null().and(cells.1.clone().is_not_null());
            let only = |cells: Expr| when(known.clone()).then(cells).otherwise(lit(NULL));
            cells = (only(cells.0), only(cells.1));
        }
        let figure = match self.name.as_str() {
            "corr" => pearson_corr(cells.0, cells.1),
            "covar_pop" => cov(cells.0, cells.1, 0),
            "regr_count" => return Ok((cells.0.count(), After::Never(DataType::Int64))),
            line if is_line => of_line(line, cells.0, cells.1),
            _ => cov(cells.0, cells.1, 1),
        };
        Ok((figure.fill_nan(lit(NULL)), After::As(DataType::Float64)))
    }

    /// Aggregates for which the order of the rows matters.
    fn ordered(mut self, one_group: bool) -> Result<(Expr, After), Error> {
        let between = match self.name.as_str() {
            "string_agg" | "group_concat" | "listagg" if self.arguments.len() > 1 => {
                let between = self
                    .arguments
                    .pop()
                    .and_then(|between| between.literal_text().map(str::to_owned));
                between.ok_or_else(|| {
                    refused(
                        format!("the text between in {} is written in the statement", self.name),
                        None,
                    )
                })?
            }
            _ => ",".to_owned(),
        };
        let value = self.one()?;
        let mut cells = value.expression.clone();
        if !self.order.is_empty() {
            let by: Vec<Expr> = self.order.iter().map(select::OrderKey::sorted).collect();
            cells = cells.sort_by(by, select::sorting(&self.order));
        }
        if let Some(filter) = &self.filter {
            let met = match self.order.is_empty() {
                true => filter.clone(),
                false => {
                    let by: Vec<Expr> = self.order.iter().map(select::OrderKey::sorted).collect();
                    filter.clone().sort_by(by, select::sorting(&self.order))
                }
            };
            cells = cells.filter(met);
        }
        if self.distinct {
            cells = cells.unique_stable();
        }
        let dtype = value.dtype.clone();
        Ok(match self.name.as_str() {
            "first" => (cells.first(), After::As(dtype)),
            "last" => (cells.last(), After::As(dtype)),
            "any_value" | "arbitrary" => (cells.drop_nulls().first(), After::As(dtype)),
            "array_agg" | "list" => {
                let list = DataType::List(Box::new(dtype));
                (if one_group { cells.implode() } else { cells }, After::As(list))
            }
            _ => {
                let known = cells.clone().count();
                let joined = cells.cast(DataType::String).str().join(&between, true);
                (joined, After::Known(DataType::String, known))
            }
        })
    }

    fn statistic(mut self) -> Result<(Expr, After), Error> {
        let name = self.name.clone();
        let part = match name.as_str() {
            "quantile_cont" | "quantile" | "quantile_disc" | "percentile_cont" | "percentile_disc" => {
                let part = self.arguments.pop().and_then(|part| part.literal_number());
                let part = part.filter(|part| (0.0..=1.0).contains(part));
                Some(part.ok_or_else(|| refused(format!("{name} needs a share from 0 to 1, such as 0.9"), None))?)
            }
            _ => None,
        };
        let value = self.one()?;
        if name == "mode" {
            let cells = self
                .cells(&value)
                .drop_nulls()
                .mode()
                .sort(SortOptions::default())
                .first();
            return Ok((cells, After::As(value.dtype)));
        }
        let length = value.kind() == Some(Type::Duration) && matches!(name.as_str(), "avg" | "mean" | "median");
        let value = if length { value } else { value.number(&name)? };
        let dtype = if length { value.dtype.clone() } else { DataType::Float64 };
        let cells = self.cells(&value);
        let cells = if self.distinct { cells.unique() } else { cells };
        let figure = match name.as_str() {
            "avg" | "mean" => cells.mean(),
            "median" => cells.median(),
            "stddev_pop" => cells.std(0),
            "variance" | "var_samp" => cells.var(1),
            "var_pop" => cells.var(0),
            "product" => {
                let known = cells.clone().count();
                return Ok((cells.cast(DataType::Float64).product(), After::Known(dtype, known)));
            }
            "quantile_disc" | "percentile_disc" => cells.quantile(lit(part.unwrap_or(0.5)), QuantileMethod::Lower),
            "quantile_cont" | "quantile" | "percentile_cont" => {
                cells.quantile(lit(part.unwrap_or(0.5)), QuantileMethod::Linear)
            }
            _ => cells.std(1),
        };
        Ok((figure, After::As(dtype)))
    }

    fn one(&self) -> Result<Typed, Error> {
        match self.arguments.as_slice() {
            [value] => Ok(value.clone()),
            other => Err(refused(
                format!("{} takes 1 argument and is given {}", self.name, other.len()),
                None,
            )),
        }
    }

    /// The cells that count: null where the filter is not met. A constant is as long as the group.
    fn cells(&self, value: &Typed) -> Expr {
        match (&self.filter, &value.constant) {
            (Some(filter), _) => when(filter.clone()).then(value.expression.clone()).otherwise(lit(NULL)),
            (None, _) => value.expression.clone(),
        }
    }
}

/// A value that is the same for every row, once for each: polars sums one value up once, or panics.
fn long(compiler: &Compiler<'_>, value: Expr) -> Expr {
    let name = compiler
        .fields
        .first()
        .map_or("\u{1}nothing", |field| field.column.as_str());
    when(column(name).is_null()).then(value.clone()).otherwise(value)
}

fn work_out(compiler: &mut Compiler<'_>, figure: Expr) -> Expr {
    let known = compiler.aggregates.iter().position(|known| *known == figure);
    let at = known.unwrap_or_else(|| {
        compiler.aggregates.push(figure);
        compiler.aggregates.len() - 1
    });
    column(&name(at))
}

/// The name of an aggregate among the groups' columns.
pub(super) fn name(at: usize) -> String {
    format!("\u{1}a{at}")
}
