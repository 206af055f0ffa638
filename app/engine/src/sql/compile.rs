//! Parsed expressions become polars expressions with types.

mod constant;
mod operator;
mod predicate;
mod quantified;

pub(super) use operator::choose;

use crate::error::Error;
use crate::query::columns::Rows;
use crate::query::own::Own;
use crate::sql::aggregate;
use crate::sql::arithmetic;
use crate::sql::cast;
use crate::sql::compare;
use crate::sql::correlated::{Parts, Pending};
use crate::sql::dialect::{place, refused};
use crate::sql::from::Statements;
use crate::sql::functions;
use crate::sql::given::Given;
use crate::sql::scope::{self, Field};
use crate::sql::select;
use crate::sql::typed::{Constant, Typed};
use crate::sql::window::{self, Window};
use constant::constant;
pub(super) use constant::scalar;
use polars::prelude::{DataFrame, DataType, Expr, IntoLazy as _};
use sqlparser::ast::{self, BinaryOperator, Ident, Spanned as _};

/// What expressions may refer to, and what they need beside the rows.
pub(super) struct Compiler<'a> {
    /// What inner statements may refer to; none where there can be no inner statement.
    pub statements: Option<&'a Statements<'a>>,
    /// What is given beside the text.
    pub given: &'a Given,
    /// The columns.
    pub fields: &'a [Field],
    /// The select list's own names, with what they stand for.
    pub aliases: Vec<(String, ast::Expr)>,
    /// The groups, once rows are grouped.
    pub keys: Option<Vec<GroupKey>>,
    /// The aggregates that grouped expressions use, under their names.
    pub aggregates: Vec<Expr>,
    /// The condition on the rows that aggregates are of.
    pub only: Option<Expr>,
    /// The windows that are used; none where they are not allowed.
    pub windows: Option<Vec<Window>>,
    /// The named windows.
    pub named_windows: &'a [ast::NamedWindowDefinition],
    /// How deep in an expression this is.
    pub depth: usize,
    /// Whether an aggregate was met where rows are not grouped.
    pub met_aggregate: bool,
    /// The rows that a figure is of, and what marks those that it counts where a join repeats them.
    pub own: Option<(&'a Rows, Own)>,
    /// How many rows there are at most, when that is known.
    pub most: Option<usize>,
    /// Sets of the groups' places, when rows are grouped by several.
    pub sets: Option<Vec<Vec<usize>>>,
    /// Inner statements that are joined to the rows; none where that cannot be.
    pub joins: Option<Vec<Pending>>,
    /// How many of them are joined.
    pub made: usize,
    /// Where it divides by zero.
    pub by_zero: Vec<ByZero>,
}

/// A division whose divisor may be zero.
pub(crate) struct ByZero {
    /// Whether it is one, for each row or group.
    pub is_met: Expr,
    /// Whether it is over groups.
    pub of_groups: bool,
}

/// One thing that rows are grouped by.
pub(super) struct GroupKey {
    /// As it is written, see [`spelling`].
    pub written: String,
    /// Over the rows.
    pub before: Expr,
    /// Over the groups.
    pub after: Typed,
}

/// How deep expressions may be: compiling and planning both recurse, and the stack of a browser's worker is small.
const DEEPEST: usize = 150;

impl<'a> Compiler<'a> {
    /// A compiler over these columns.
    pub(super) fn new(statements: Option<&'a Statements<'a>>, given: &'a Given, fields: &'a [Field]) -> Self {
        Self {
            statements,
            given,
            fields,
            aliases: Vec::new(),
            keys: None,
            aggregates: Vec::new(),
            only: None,
            windows: None,
            named_windows: &[],
            depth: 0,
            met_aggregate: false,
            own: None,
            most: None,
            sets: None,
            joins: None,
            made: 0,
            by_zero: Vec::new(),
        }
    }

    /// A compiler of an expression that stands in a question.
    pub(super) fn over_rows_of(rows: &'a Rows, fields: &'a [Field], given: &'a Given) -> Self {
        Self {
            most: Some(rows.most),
            ..Self::new(None, given, fields)
        }
    }

    /// Compiles an expression.
    pub(super) fn expression(&mut self, written: &ast::Expr) -> Result<Typed, Error> {
        if self.depth > DEEPEST {
            return Err(refused(
                "an expression is nested too deeply",
                Some("Write a long list of alternatives as: x in (…)"),
            ));
        }
        self.depth += 1;
        let compiled = match self.group_key(written) {
            Some(key) => Ok(key),
            None => self.compile(written),
        };
        self.depth -= 1;
        compiled.map_err(|error| error.at(place(written.span())))
    }

    /// Compiles an expression that is a condition.
    pub(super) fn condition(&mut self, written: &ast::Expr) -> Result<Expr, Error> {
        Ok(self.expression(written)?.flag(&format!("“{written}”"))?.expression)
    }

    /// Compiles over the rows, also where expressions are over groups: an aggregate's own argument.
    pub(super) fn over_rows<T>(&mut self, compile: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        let (keys, windows) = (self.keys.take(), self.windows.take());
        let compiled = compile(self);
        (self.keys, self.windows) = (keys, windows);
        compiled
    }

    /// What a name stands for, when it is one of the select list's own and no column's.
    pub(super) fn unaliased(&self, written: ast::Expr) -> ast::Expr {
        let ast::Expr::Identifier(name) = &written else {
            return written;
        };
        if !matches!(scope::find(self.fields, std::slice::from_ref(name)), Ok(None)) {
            return written;
        }
        let meant = self
            .aliases
            .iter()
            .find(|(alias, _)| alias.eq_ignore_ascii_case(&name.value));
        meant.map_or(written, |(_, meant)| meant.clone())
    }

    fn group_key(&mut self, written: &ast::Expr) -> Option<Typed> {
        if matches!(written, ast::Expr::Value(_) | ast::Expr::Nested(_)) {
            return None;
        }
        let keys = self.keys.as_ref()?;
        if keys.is_empty() {
            return None;
        }
        let spelled = spelling(written);
        if let Some(key) = keys.iter().find(|key| key.written == spelled) {
            return Some(key.after.clone());
        }
        let simple = match written {
            ast::Expr::Identifier(name) => scope::find(self.fields, std::slice::from_ref(name))
                .ok()
                .flatten()
                .is_some(),
            ast::Expr::CompoundIdentifier(_) | ast::Expr::Extract { .. } | ast::Expr::Cast { .. } => true,
            ast::Expr::Function(function) => !aggregate::is_aggregate(function) && function.over.is_none(),
            ast::Expr::BinaryOp { .. } | ast::Expr::Floor { .. } | ast::Expr::Ceil { .. } => true,
            _ => false,
        };
        if !simple {
            return None;
        }
        let before = self.over_rows(|compiler| compiler.expression(written)).ok()?.expression;
        let keys = self.keys.as_ref()?;
        let key = keys.iter().find(|key| key.before == before)?;
        Some(key.after.clone())
    }

    fn compile(&mut self, written: &ast::Expr) -> Result<Typed, Error> {
        use ast::Expr as E;
        match written {
            E::Identifier(name) => self.name(std::slice::from_ref(name)),
            E::CompoundIdentifier(path) => self.name(path),
            E::Nested(inner) => self.expression(inner),
            E::Value(ast::Value::Placeholder(name)) => self.parameter(name),
            E::Value(value) => constant(value),
            E::TypedString { data_type, value } => cast::cast(
                Typed::constant(Constant::Text(value.clone())),
                data_type,
                cast::Failing::Refused,
            ),
            E::Interval(interval) => arithmetic::interval(interval),
            E::BinaryOp { left, op, right } => self.binary(left, op, right),
            E::UnaryOp { op, expr } => self.unary(*op, expr),
            E::Cast {
                kind, expr, data_type, ..
            } => {
                let failing = match kind {
                    ast::CastKind::TryCast | ast::CastKind::SafeCast => cast::Failing::Null,
                    ast::CastKind::Cast | ast::CastKind::DoubleColon => cast::Failing::Refused,
                };
                cast::cast(self.expression(expr)?, data_type, failing)
            }
            E::Case {
                operand,
                conditions,
                results,
                else_result,
            } => self.case(operand.as_deref(), conditions, results, else_result.as_deref()),
            E::Extract { field, expr, .. } => {
                let time = self.expression(expr)?;
                functions::time::part(&field.to_string(), time)
            }
            E::Function(function) => self.function(function),
            _ => self.other(written),
        }
    }

    /// Functions that have a spelling of their own.
    pub(super) fn spelled(&mut self, written: &ast::Expr) -> Result<Typed, Error> {
        use ast::Expr as E;
        let (name, arguments): (&str, Vec<&ast::Expr>) = match written {
            E::Ceil {
                expr,
                field: ast::CeilFloorKind::DateTimeField(ast::DateTimeField::NoDateTime),
            } => ("ceil", vec![expr]),
            E::Floor {
                expr,
                field: ast::CeilFloorKind::DateTimeField(ast::DateTimeField::NoDateTime),
            } => ("floor", vec![expr]),
            E::Position { expr, r#in } => ("strpos", vec![r#in, expr]),
            E::Substring {
                expr,
                substring_from,
                substring_for,
                ..
            } => {
                let from = substring_from.as_deref();
                let mut arguments: Vec<&ast::Expr> = vec![expr];
                arguments.extend(from);
                arguments.extend(substring_for.as_deref());
                (if from.is_some() { "substring" } else { "left" }, arguments)
            }
            E::Trim {
                expr,
                trim_where,
                trim_what,
                trim_characters,
            } => {
                let name = match trim_where {
                    Some(ast::TrimWhereField::Leading) => "ltrim",
                    Some(ast::TrimWhereField::Trailing) => "rtrim",
                    _ => "trim",
                };
                let mut arguments: Vec<&ast::Expr> = vec![expr];
                arguments.extend(trim_what.as_deref());
                arguments.extend(trim_characters.iter().flatten());
                (name, arguments)
            }
            E::Collate { expr, .. } => return self.expression(expr),
            E::Named { expr, .. } => return self.expression(expr),
            E::AtTimeZone { .. } => return Err(refused("time zones cannot be changed in a statement", None)),
            other => return Err(refused(format!("“{other}” cannot be used here"), None)),
        };
        let arguments = arguments
            .into_iter()
            .map(|argument| self.expression(argument))
            .collect::<Result<Vec<_>, _>>()?;
        functions::call(name, arguments)
    }

    fn name(&mut self, path: &[Ident]) -> Result<Typed, Error> {
        if let Some(field) = scope::find(self.fields, path)? {
            return match &self.keys {
                None => Ok(field.typed()),
                Some(_) => Err(refused(
                    format!("“{}” is neither in group by nor inside an aggregate", field.name),
                    Some(&format!("Add it to group by, or write max({})", field.name)),
                )),
            };
        }
        if let [name] = path {
            let meant = self
                .aliases
                .iter()
                .find(|(alias, _)| alias.eq_ignore_ascii_case(&name.value));
            if let Some((_, written)) = meant.cloned() {
                return self.expression(&written);
            }
            let lower = name.value.to_lowercase();
            if name.quote_style.is_none() && matches!(lower.as_str(), "current_date" | "current_timestamp") {
                return functions::time::now(&lower, self.given.today);
            }
        }
        if let [.., record, part] = path
            && let Ok(Some(field)) = scope::find(self.fields, &path[..path.len() - 1])
            && let DataType::Struct(parts) = &field.dtype
        {
            let found = parts
                .iter()
                .find(|known| known.name().eq_ignore_ascii_case(&part.value));
            let found =
                found.ok_or_else(|| refused(format!("“{}” has no part “{}”", record.value, part.value), None))?;
            let cells = field.typed().expression.struct_().field_by_name(found.name());
            return Ok(Typed::new(cells, found.dtype().clone()));
        }
        Err(scope::unknown(self.fields, path))
    }

    fn function(&mut self, function: &ast::Function) -> Result<Typed, Error> {
        let name = function.name.to_string().to_lowercase();
        if matches!(name.as_str(), "grouping" | "grouping_id") {
            return select::grouping(self, function);
        }
        if function.over.is_some() {
            return window::window(self, &name, function);
        }
        if aggregate::is_aggregate(function) {
            return aggregate::aggregate(self, &name, function);
        }
        let mut arguments = Vec::new();
        let given = arguments_of(function)?;
        for (at, argument) in given.iter().enumerate() {
            let is_unit = at == 0 && functions::time::takes_unit(&name, given.len());
            arguments.push(match argument {
                ast::Expr::Identifier(unit)
                    if is_unit && matches!(scope::find(self.fields, std::slice::from_ref(unit)), Ok(None)) =>
                {
                    Typed::constant(Constant::Text(unit.value.clone()))
                }
                argument => self.expression(argument)?,
            });
        }
        if functions::time::is_now(&name) {
            let [] = functions::take(&name, arguments)?;
            return functions::time::now(&name, self.given.today);
        }
        functions::call(&name, arguments).map_err(|error| match error {
            unknown @ Error::Sql { .. } if !functions::is_known(&name) => unknown.at(place(function.name.span())),
            other => other,
        })
    }

    /// What `:name` stands for.
    fn parameter(&mut self, name: &str) -> Result<Typed, Error> {
        let mut values = self.given.values(name_in(name))?;
        match values.len() {
            1 => Ok(values.remove(0)),
            _ => Err(refused(
                format!("the parameter {name} is a list"),
                Some(&format!("Write: x in ({name})")),
            )),
        }
    }

    /// Whether a value is among those that an inner statement gives.
    fn among(&mut self, value: &ast::Expr, subquery: &ast::Query) -> Result<Typed, Error> {
        let value = self.expression(value)?;
        match self.inner(subquery)? {
            Inner::Rows(rows) => compare::among(value, &rows),
            Inner::Depends(parts, statements) => parts.among(self, statements, &value),
        }
    }

    /// A comparison with any or with all of what an inner statement gives.
    fn quantified(
        &mut self,
        left: &ast::Expr,
        op: &BinaryOperator,
        right: &ast::Expr,
        all: bool,
    ) -> Result<Typed, Error> {
        let ast::Expr::Subquery(subquery) = right else {
            return Err(refused("any and all need a statement", None));
        };
        let value = self.expression(left)?;
        match self.inner(subquery)? {
            Inner::Rows(rows) => quantified::compare(&value, op, &rows, all),
            Inner::Depends(..) => Err(refused(
                "an inner statement after any or all cannot use columns of the outer one",
                Some("Compare with min or max of an inner statement"),
            )),
        }
    }

    fn inner(&mut self, query: &ast::Query) -> Result<Inner<'a>, Error> {
        let Some(statements) = self.statements else {
            return Err(refused("an inner statement cannot be used here", None));
        };
        statements.memory().session.refuse();
        let error = match statements.query(query) {
            Ok(relation) => return Ok(Inner::Rows(relation.frame.collect()?)),
            Err(error) => error,
        };
        if let Some(parts) = Parts::of(self, statements, query)? {
            return Ok(Inner::Depends(Box::new(parts), statements));
        }
        let Error::Placed { error: met, place } = &error else {
            return Err(error);
        };
        match met.as_ref() {
            Error::UnknownColumn { dataset, name, .. }
                if matches!(scope::find(self.fields, &[Ident::new(name.as_str())]), Ok(Some(_))) =>
            {
                let why = format!("the inner statement over {dataset} uses “{name}” of the outer one");
                Err(refused(why, Some("Write it as a join")).at(Some(*place)))
            }
            _ => Err(error),
        }
    }
}

/// What an inner statement gives.
enum Inner<'a> {
    /// The same rows for every outer row.
    Rows(DataFrame),
    /// Others for each.
    Depends(Box<Parts>, &'a Statements<'a>),
}

/// The name of a parameter, without its colon.
fn name_in(placeholder: &str) -> &str {
    placeholder.trim_start_matches([':', '$', '@'])
}

/// How an expression is written, but for the case of its names and the quotes around them.
pub(super) fn spelling(written: &ast::Expr) -> String {
    let mut inside_text = false;
    let mut spelled = String::new();
    for letter in written.to_string().chars() {
        match letter {
            '\'' => inside_text = !inside_text,
            '"' if !inside_text => continue,
            _ => {}
        }
        match inside_text {
            true => spelled.push(letter),
            false => spelled.extend(letter.to_lowercase()),
        }
    }
    spelled
}

/// A condition.
pub(super) fn flag(expression: Expr) -> Typed {
    Typed::new(expression, DataType::Boolean)
}

/// The plain arguments of a function.
pub(super) fn arguments_of(function: &ast::Function) -> Result<Vec<&ast::Expr>, Error> {
    let list = match &function.args {
        ast::FunctionArguments::None => return Ok(Vec::new()),
        ast::FunctionArguments::List(list) => list,
        ast::FunctionArguments::Subquery(_) => {
            return Err(refused(format!("{} cannot take a statement", function.name), None));
        }
    };
    let plain = list.args.iter().map(|argument| match argument {
        ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(inner)) => Ok(inner),
        _ => Err(refused(
            format!("“{argument}” cannot be given to {}", function.name),
            None,
        )),
    });
    plain.collect()
}

/// A frame without columns and one row, for statements without `from`.
pub(super) fn one_row() -> polars::prelude::LazyFrame {
    let nothing = polars::prelude::Column::new("\u{1}nothing".into(), [0i32]);
    DataFrame::new(vec![nothing]).unwrap_or_default().lazy()
}
