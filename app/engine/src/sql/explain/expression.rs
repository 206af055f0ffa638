//! Expressions as PostgreSQL writes them: as they are typed where the two agree.

mod aggregate;
mod function;

use crate::error::Error;
use crate::sql::dialect::{self, refused};
use crate::sql::explain::context::Context;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::words::{text, value};
use spec::dataset::Type;
use spec::value::Value;
use sqlparser::ast::{self, BinaryOperator, Expr};
use std::cell::RefCell;

/// An expression over rows.
pub(super) fn over_rows(written: &str, scope: &Scope, context: &Context<'_>) -> Result<String, Error> {
    Ok(typed(written, None, scope, context)?.written)
}

/// An expression with what it gives; its aggregates are of the rows that meet the condition.
pub(super) fn typed(
    written: &str,
    condition: Option<&str>,
    scope: &Scope,
    context: &Context<'_>,
) -> Result<Written, Error> {
    let parsed = dialect::expression(written)?;
    let writer = Writer {
        scope,
        context,
        condition,
        named: RefCell::default(),
    };
    let mut whole = writer.write(&parsed)?;
    whole.columns = writer.named.take();
    let same = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    Ok(match same(written) == same(&whole.written) && !written.contains('\n') {
        true => Written {
            written: written.trim().to_owned(),
            ..whole
        },
        false => whole,
    })
}

/// What is written, and what it gives.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// The text.
    pub written: String,
    /// What it gives; none when that is not known.
    pub kind: Option<Type>,
    /// The columns that a whole expression names.
    pub columns: Vec<String>,
}

impl Written {
    fn new(written: String, kind: impl Into<Option<Type>>) -> Self {
        Self {
            written,
            kind: kind.into(),
            columns: Vec::new(),
        }
    }

    /// The text as an operand that binds tightly.
    fn operand(&self) -> String {
        let is_open = self.written.contains(' ') && !(self.written.starts_with('(') && self.written.ends_with(')'));
        match is_open || self.written.starts_with('-') {
            true => format!("({})", self.written),
            false => self.written.clone(),
        }
    }

    fn is_whole(&self) -> bool {
        self.kind == Some(Type::Integer)
    }

    /// As a floating point number.
    fn real(&self) -> String {
        match self.kind {
            Some(Type::Float) => self.written.clone(),
            _ => format!("{}::double precision", self.operand()),
        }
    }

    /// As an exact number.
    fn exact(&self) -> String {
        match self.kind {
            Some(Type::Decimal) => self.written.clone(),
            _ => format!("{}::numeric", self.operand()),
        }
    }
}

/// Writes parsed expressions.
struct Writer<'a> {
    scope: &'a Scope,
    context: &'a Context<'a>,
    condition: Option<&'a str>,
    named: RefCell<Vec<String>>,
}

impl Writer<'_> {
    fn write(&self, parsed: &Expr) -> Result<Written, Error> {
        match parsed {
            Expr::Identifier(name) => self.column(&name.value),
            Expr::CompoundIdentifier(path) => {
                let path: Vec<&str> = path.iter().map(|name| name.value.as_str()).collect();
                self.column(&path.join("."))
                    .or_else(|unknown| path.last().map_or(Err(unknown), |name| self.column(name)))
            }
            Expr::Value(value) => self.constant(value),
            Expr::Nested(inner) => {
                let inner = self.write(inner)?;
                Ok(Written::new(format!("({})", inner.written), inner.kind))
            }
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right),
            Expr::UnaryOp { op, expr } => {
                let inner = self.write(expr)?;
                let operator = op.to_string().to_lowercase();
                let between = if operator == "not" { " " } else { "" };
                Ok(Written::new(
                    format!("{operator}{between}{}", inner.written),
                    inner.kind,
                ))
            }
            Expr::Case { .. } => self.case(parsed),
            Expr::Cast { expr, data_type, .. } => self.cast(&self.write(expr)?, data_type),
            Expr::TypedString { data_type, value } => {
                let kind = kind_of(data_type);
                let name = data_type.to_string().to_lowercase();
                Ok(Written::new(format!("{name} {}", text(value)), kind))
            }
            Expr::Interval(interval) => Ok(Written::new(interval.to_string().to_lowercase(), Type::Duration)),
            Expr::Function(function) => self.function(function),
            other => self.test(other),
        }
    }

    fn texts(&self, several: &[Expr]) -> Result<Vec<String>, Error> {
        several.iter().map(|one| Ok(self.write(one)?.written)).collect()
    }

    fn test(&self, parsed: &Expr) -> Result<Written, Error> {
        let flag = |written: String| Ok(Written::new(written, Type::Boolean));
        let word = |negated: bool| if negated { "not " } else { "" };
        match parsed {
            Expr::IsNull(inner) => flag(format!("{} is null", self.write(inner)?.written)),
            Expr::IsNotNull(inner) => flag(format!("{} is not null", self.write(inner)?.written)),
            Expr::IsTrue(inner) => flag(format!("{} is true", self.write(inner)?.written)),
            Expr::IsNotTrue(inner) => flag(format!("{} is not true", self.write(inner)?.written)),
            Expr::IsFalse(inner) => flag(format!("{} is false", self.write(inner)?.written)),
            Expr::IsNotFalse(inner) => flag(format!("{} is not false", self.write(inner)?.written)),
            Expr::IsDistinctFrom(left, right) => {
                let (left, right) = (self.write(left)?.written, self.write(right)?.written);
                flag(format!("{left} is distinct from {right}"))
            }
            Expr::IsNotDistinctFrom(left, right) => {
                let (left, right) = (self.write(left)?.written, self.write(right)?.written);
                flag(format!("{left} is not distinct from {right}"))
            }
            Expr::InList { expr, list, negated } => {
                let (cells, list) = (self.write(expr)?.written, self.texts(list)?.join(", "));
                flag(format!("{cells} {}in ({list})", word(*negated)))
            }
            Expr::Between {
                expr,
                negated,
                low,
                high,
            } => {
                let (cells, low, high) = (self.write(expr)?, self.write(low)?, self.write(high)?);
                let (cells, low, high) = (cells.written, low.written, high.written);
                flag(format!("{cells} {}between {low} and {high}", word(*negated)))
            }
            Expr::Like {
                negated, expr, pattern, ..
            } => {
                let (cells, pattern) = (self.write(expr)?.written, self.write(pattern)?.written);
                flag(format!("{cells} {}like {pattern}", word(*negated)))
            }
            Expr::ILike {
                negated, expr, pattern, ..
            } => {
                let (cells, pattern) = (self.write(expr)?.written, self.write(pattern)?.written);
                flag(format!("{cells} {}ilike {pattern}", word(*negated)))
            }
            other => self.special(other),
        }
    }

    /// Functions with a syntax of their own.
    fn special(&self, parsed: &Expr) -> Result<Written, Error> {
        match parsed {
            Expr::Extract { field, expr, .. } => {
                let time = self.write(expr)?;
                Ok(function::part(&field.to_string().to_lowercase(), &time))
            }
            Expr::Ceil { expr, .. } => self.call("ceil", &[self.write(expr)?]),
            Expr::Floor { expr, .. } => self.call("floor", &[self.write(expr)?]),
            Expr::Position { expr, r#in } => self.call("strpos", &[self.write(r#in)?, self.write(expr)?]),
            Expr::Substring {
                expr,
                substring_from,
                substring_for,
                ..
            } => {
                let mut arguments = vec![self.write(expr)?];
                for place in [substring_from, substring_for].into_iter().flatten() {
                    arguments.push(self.write(place)?);
                }
                self.call("substr", &arguments)
            }
            Expr::Trim {
                expr,
                trim_where,
                trim_what,
                ..
            } => {
                let name = match trim_where {
                    Some(ast::TrimWhereField::Leading) => "ltrim",
                    Some(ast::TrimWhereField::Trailing) => "rtrim",
                    _ => "btrim",
                };
                let mut arguments = vec![self.write(expr)?];
                if let Some(what) = trim_what {
                    arguments.push(self.write(what)?);
                }
                self.call(name, &arguments)
            }
            other => Err(refused(format!("PostgreSQL has no words of ours for “{other}”"), None)),
        }
    }

    /// A column by its exact name, or else by its name in other letters.
    fn column(&self, name: &str) -> Result<Written, Error> {
        let known = self.scope.column(name).or_else(|unknown| {
            let columns = self.scope.columns.iter().flatten();
            let found = columns.into_iter().find(|known| known.name.eq_ignore_ascii_case(name));
            found.cloned().ok_or(unknown)
        })?;
        let Known {
            written, kind, name, ..
        } = known;
        self.named.borrow_mut().push(name);
        Ok(Written::new(written, kind))
    }

    fn constant(&self, constant: &ast::Value) -> Result<Written, Error> {
        Ok(match constant {
            ast::Value::Number(digits, _) if digits.contains(['.', 'e', 'E']) => {
                Written::new(digits.clone(), Type::Decimal)
            }
            ast::Value::Number(digits, _) => Written::new(digits.clone(), Type::Integer),
            ast::Value::SingleQuotedString(letters) => Written::new(text(letters), Type::Text),
            ast::Value::Boolean(flag) => Written::new(flag.to_string(), Type::Boolean),
            ast::Value::Null => Written::new("null".to_owned(), None),
            ast::Value::Placeholder(name) => self.parameter(name.trim_start_matches(':'))?,
            other => return Err(refused(format!("“{other}” cannot be used here"), None)),
        })
    }

    fn parameter(&self, name: &str) -> Result<Written, Error> {
        let given = self.context.parameters.get(name);
        let given = given.ok_or_else(|| refused(format!("there is no parameter “{name}”"), None))?;
        let kind = match given {
            Value::Boolean(_) => Some(Type::Boolean),
            Value::Integer(_) => Some(Type::Integer),
            Value::Float(_) => Some(Type::Decimal),
            Value::Text(_) => Some(Type::Text),
            _ => None,
        };
        Ok(Written::new(value(given), kind))
    }

    fn binary(&self, left: &Expr, op: &BinaryOperator, right: &Expr) -> Result<Written, Error> {
        use BinaryOperator as O;
        let (one, other) = (self.write(left)?, self.write(right)?);
        let kind = match op {
            O::Plus | O::Minus | O::Multiply => sum_kind(op, &one, &other),
            O::Divide => return Ok(divided(&one, &other)),
            O::Modulo => {
                let divisor = not_zero(&other);
                return Ok(modulo(&one, &other, &divisor));
            }
            O::StringConcat => Some(Type::Text),
            _ => Some(Type::Boolean),
        };
        let operator = op.to_string().to_lowercase();
        let written = format!("{} {operator} {}", one.written, other.written);
        let is_moved = kind == Some(Type::Date) && [&one, &other].iter().any(|side| side.kind == Some(Type::Duration));
        Ok(match is_moved {
            true => Written::new(format!("({written})::date"), kind),
            false => Written::new(written, kind),
        })
    }

    fn case(&self, parsed: &Expr) -> Result<Written, Error> {
        let Expr::Case {
            operand,
            conditions,
            results,
            else_result,
        } = parsed
        else {
            return self.test(parsed);
        };
        let mut words = vec!["case".to_owned()];
        if let Some(operand) = operand {
            words.push(self.write(operand)?.written);
        }
        let mut kind = None;
        for (condition, result) in conditions.iter().zip(results) {
            let result = self.write(result)?;
            kind = wider(kind, result.kind);
            words.push(format!(
                "when {} then {}",
                self.write(condition)?.written,
                result.written
            ));
        }
        if let Some(otherwise) = else_result {
            let otherwise = self.write(otherwise)?;
            kind = wider(kind, otherwise.kind);
            words.push(format!("else {}", otherwise.written));
        }
        words.push("end".to_owned());
        Ok(Written::new(words.join(" "), kind))
    }

    fn cast(&self, value: &Written, wanted: &ast::DataType) -> Result<Written, Error> {
        let kind = kind_of(wanted);
        let name = match kind {
            Some(Type::Float) if wanted.to_string().contains('(') => {
                wanted.to_string().to_lowercase().replace("decimal", "numeric")
            }
            Some(kind) => crate::sql::explain::words::type_name(kind).to_owned(),
            None => wanted.to_string().to_lowercase(),
        };
        let cells = match (kind, value.kind) {
            (Some(Type::Integer), Some(Type::Float)) => format!("round({}::numeric)", value.written),
            _ => value.written.clone(),
        };
        let simple = cells
            .chars()
            .all(|letter| letter.is_alphanumeric() || "_\"()".contains(letter));
        let cells = if simple { cells } else { format!("({cells})") };
        Ok(Written::new(format!("{cells}::{name}"), kind))
    }
}

/// What a type of our dialect holds.
fn kind_of(wanted: &ast::DataType) -> Option<Type> {
    let name = wanted.to_string().to_lowercase();
    Some(match name.split('(').next().unwrap_or_default().trim() {
        "text" | "varchar" | "string" | "char" | "character varying" | "character" => Type::Text,
        "int" | "integer" | "bigint" | "smallint" | "tinyint" | "int2" | "int4" | "int8" | "long" => Type::Integer,
        "float" | "double" | "double precision" | "real" | "numeric" | "decimal" | "float4" | "float8" => Type::Float,
        "bool" | "boolean" => Type::Boolean,
        "date" => Type::Date,
        "timestamp" | "datetime" => Type::Datetime,
        "time" => Type::Time,
        "interval" => Type::Duration,
        _ => return None,
    })
}

/// What a sum, a difference or a product gives.
fn sum_kind(op: &BinaryOperator, one: &Written, other: &Written) -> Option<Type> {
    let (one, other) = (one.kind?, other.kind?);
    let is_time = |kind: Type| matches!(kind, Type::Date | Type::Datetime);
    Some(match (one, other) {
        (Type::Date, Type::Date) => Type::Integer,
        (Type::Datetime, _) | (_, Type::Datetime) if is_time(one) && is_time(other) => Type::Duration,
        (time, _) if is_time(time) => time,
        (_, time) if is_time(time) && *op == BinaryOperator::Plus => time,
        (Type::Duration, _) | (_, Type::Duration) => Type::Duration,
        (one, other) => wider(Some(one), Some(other))?,
    })
}

/// What two values together give.
fn wider(one: Option<Type>, other: Option<Type>) -> Option<Type> {
    match (one, other) {
        (None, kind) | (kind, None) => kind,
        (Some(one), Some(other)) if one == other => Some(one),
        (Some(Type::Float), Some(_)) | (Some(_), Some(Type::Float)) => Some(Type::Float),
        (Some(Type::Decimal), Some(_)) | (Some(_), Some(Type::Decimal)) => Some(Type::Decimal),
        (Some(one), Some(_)) => Some(one),
    }
}

/// A quotient: never whole numbers cut, and null where the divisor is 0.
fn divided(one: &Written, other: &Written) -> Written {
    let (real, divisor) = (
        |kind: Option<Type>| matches!(kind, Some(Type::Float | Type::Decimal)),
        not_zero(other),
    );
    let known = one.kind.is_some() || other.kind.is_some();
    let dividend = match known && !real(one.kind) && !real(other.kind) {
        true => one.real(),
        false => one.written.clone(),
    };
    Written::new(format!("{dividend} / {divisor}"), Type::Float)
}

fn modulo(one: &Written, other: &Written, divisor: &str) -> Written {
    let is_real = |side: &Written| side.kind == Some(Type::Float);
    match is_real(one) || is_real(other) {
        true => Written::new(format!("{} % {divisor}::numeric", one.exact()), Type::Float),
        false => Written::new(format!("{} % {divisor}", one.written), wider(one.kind, other.kind)),
    }
}

/// A divisor that is null instead of 0.
fn not_zero(divisor: &Written) -> String {
    let is_known = divisor.written.parse().is_ok_and(|number: f64| number != 0.0);
    match is_known {
        true => divisor.written.clone(),
        false => format!("nullif({}, 0)", divisor.written),
    }
}
