//! Operators, tests and `case`.

use crate::error::Error;
use crate::sql::compile::{ByZero, Compiler, flag};
use crate::sql::dialect::refused;
use crate::sql::typed::{Constant, Typed, common};
use crate::sql::{arithmetic, compare, functions};
use polars::prelude::{DataType, Expr, lit, when};
use spec::dataset::Type;
use sqlparser::ast::{self, BinaryOperator, UnaryOperator};

impl Compiler<'_> {
    pub(super) fn unary(&mut self, op: UnaryOperator, inner: &ast::Expr) -> Result<Typed, Error> {
        let value = self.expression(inner)?;
        match op {
            UnaryOperator::Plus => value.number("+"),
            UnaryOperator::Minus => arithmetic::negative(value),
            UnaryOperator::Not => {
                let value = value.flag("not")?;
                Ok(Typed {
                    nullable: value.nullable,
                    ..flag(value.expression.not())
                })
            }
            other => Err(refused(format!("the operator {other} cannot be used here"), None)),
        }
    }

    pub(super) fn binary(&mut self, left: &ast::Expr, op: &BinaryOperator, right: &ast::Expr) -> Result<Typed, Error> {
        use BinaryOperator as O;
        if let Some(any) = compare::any_or_all(right) {
            return Err(refused(
                format!("{any} cannot be used here"),
                Some("Write: x in (select …)"),
            ));
        }
        match op {
            O::PGLikeMatch => return self.like(left, right, None, false),
            O::PGILikeMatch => return self.like(left, right, None, true),
            O::PGNotLikeMatch => return Ok(negate(self.like(left, right, None, false)?, true)),
            O::PGNotILikeMatch => return Ok(negate(self.like(left, right, None, true)?, true)),
            _ => {}
        }
        let (left, right) = (self.expression(left)?, self.expression(right)?);
        match op {
            O::And => join_flags(left, right, "and", Expr::and),
            O::Or => join_flags(left, right, "or", Expr::or),
            O::Xor => join_flags(left, right, "xor", Expr::xor),
            O::Eq | O::NotEq | O::Lt | O::LtEq | O::Gt | O::GtEq => compare::compare(left, op, right),
            O::Spaceship => compare::distinct(left, right, false),
            O::PGRegexMatch => compare::regular(left, &right, ""),
            O::PGRegexIMatch => compare::regular(left, &right, "(?i)"),
            O::PGRegexNotMatch => Ok(negate(compare::regular(left, &right, "")?, true)),
            O::PGRegexNotIMatch => Ok(negate(compare::regular(left, &right, "(?i)")?, true)),
            O::PGStartsWith => functions::call("starts_with", vec![left, right]),
            O::StringConcat => functions::call("||", vec![left, right]),
            other => {
                self.note_by_zero(&left, other, &right);
                arithmetic::arithmetic(left, other, right)
            }
        }
    }

    /// Remembers where a division is one by zero, which gives null.
    fn note_by_zero(&mut self, dividend: &Typed, op: &BinaryOperator, divisor: &Typed) {
        use BinaryOperator as O;
        let divides = matches!(op, O::Divide | O::Modulo | O::DuckIntegerDivide | O::MyIntegerDivide);
        let is_number = |side: &Typed| side.kind().is_some_and(Type::is_number);
        let never_zero = divisor.literal_number().is_some_and(|number| number != 0.0);
        if !divides || never_zero || !is_number(dividend) || !is_number(divisor) {
            return;
        }
        let zero = divisor.expression.clone().cast(DataType::Float64).eq(lit(0.0));
        self.by_zero.push(ByZero {
            is_met: zero.and(dividend.expression.clone().is_not_null()),
            of_groups: self.keys.is_some(),
        });
    }

    pub(super) fn like(
        &mut self,
        cells: &ast::Expr,
        pattern: &ast::Expr,
        escape: Option<&str>,
        any_case: bool,
    ) -> Result<Typed, Error> {
        let (cells, pattern) = (self.expression(cells)?, self.expression(pattern)?);
        let escape = escape.map_or(Some('\\'), |escape| escape.chars().next());
        compare::like(cells, &pattern, escape, any_case)
    }

    pub(super) fn test(&mut self, inner: &ast::Expr, test: fn(Expr) -> Expr) -> Result<Typed, Error> {
        let tested = test(self.expression(inner)?.expression);
        Ok(Typed {
            nullable: false,
            ..flag(tested)
        })
    }

    pub(super) fn is_flag(&mut self, inner: &ast::Expr, wanted: bool, negated: bool) -> Result<Typed, Error> {
        let value = self.expression(inner)?.flag("is true")?.expression;
        let met = value.eq(lit(wanted)).fill_null(lit(false));
        Ok(negate(
            Typed {
                nullable: false,
                ..flag(met)
            },
            negated,
        ))
    }

    pub(super) fn distinct_from(
        &mut self,
        left: &ast::Expr,
        right: &ast::Expr,
        distinct: bool,
    ) -> Result<Typed, Error> {
        let (left, right) = (self.expression(left)?, self.expression(right)?);
        compare::distinct(left, right, distinct)
    }

    pub(super) fn case(
        &mut self,
        operand: Option<&ast::Expr>,
        conditions: &[ast::Expr],
        results: &[ast::Expr],
        otherwise: Option<&ast::Expr>,
    ) -> Result<Typed, Error> {
        let operand = operand.map(|operand| self.expression(operand)).transpose()?;
        let mut branches = Vec::new();
        for (condition, result) in conditions.iter().zip(results) {
            let met = match &operand {
                None => self.condition(condition)?,
                Some(operand) => {
                    let value = self.expression(condition)?;
                    compare::compare(operand.clone(), &BinaryOperator::Eq, value)?.expression
                }
            };
            branches.push((met, self.expression(result)?));
        }
        let otherwise = match otherwise {
            Some(otherwise) => self.expression(otherwise)?,
            None => Typed::constant(Constant::Null),
        };
        choose(branches, otherwise, "case")
    }
}

/// The first branch whose condition is met.
pub(in crate::sql) fn choose(branches: Vec<(Expr, Typed)>, otherwise: Typed, user: &str) -> Result<Typed, Error> {
    let types: Vec<&DataType> = branches
        .iter()
        .map(|(_, result)| &result.dtype)
        .chain([&otherwise.dtype])
        .collect();
    let dtype = common(&types, user)?;
    let nullable = otherwise.nullable || branches.iter().any(|(_, result)| result.nullable);
    let mut whole = otherwise.cast(dtype.clone()).expression;
    for (met, result) in branches.into_iter().rev() {
        whole = when(met).then(result.cast(dtype.clone()).expression).otherwise(whole);
    }
    Ok(Typed {
        nullable,
        ..Typed::new(whole, dtype)
    })
}

/// The value, or its negation.
pub(super) fn negate(value: Typed, negated: bool) -> Typed {
    match negated {
        true => Typed {
            nullable: value.nullable,
            ..flag(value.expression.not())
        },
        false => value,
    }
}

fn join_flags(left: Typed, right: Typed, user: &str, join: fn(Expr, Expr) -> Expr) -> Result<Typed, Error> {
    let nullable = left.nullable || right.nullable;
    let joined = join(left.flag(user)?.expression, right.flag(user)?.expression);
    Ok(Typed {
        nullable,
        ..flag(joined)
    })
}
