//! Conditions: tests of values, and of what inner statements give.

use super::constant::scalar;
use super::operator::negate;
use super::{Compiler, Inner, flag, name_in};
use crate::error::Error;
use crate::sql::compare;
use crate::sql::dialect::refused;
use crate::sql::typed::{Constant, Typed};
use polars::prelude::Expr;
use sqlparser::ast::{self, BinaryOperator};

impl Compiler<'_> {
    /// Conditions on values.
    pub(super) fn other(&mut self, written: &ast::Expr) -> Result<Typed, Error> {
        use ast::Expr as E;
        match written {
            E::IsNull(inner) => self.test(inner, Expr::is_null),
            E::IsNotNull(inner) => self.test(inner, Expr::is_not_null),
            E::IsTrue(inner) => self.is_flag(inner, true, false),
            E::IsFalse(inner) => self.is_flag(inner, false, false),
            E::IsNotTrue(inner) => self.is_flag(inner, true, true),
            E::IsNotFalse(inner) => self.is_flag(inner, false, true),
            E::IsUnknown(inner) => self.test(inner, Expr::is_null),
            E::IsNotUnknown(inner) => self.test(inner, Expr::is_not_null),
            E::IsDistinctFrom(left, right) => self.distinct_from(left, right, true),
            E::IsNotDistinctFrom(left, right) => self.distinct_from(left, right, false),
            E::InList { expr, list, negated } => {
                let cells = self.expression(expr)?;
                let mut values = Vec::new();
                for value in list {
                    match value {
                        E::Value(ast::Value::Placeholder(name)) => values.extend(self.given.values(name_in(name))?),
                        value => values.push(self.expression(value)?),
                    }
                }
                Ok(negate(compare::one_of(cells, values)?, *negated))
            }
            E::Between {
                expr,
                negated,
                low,
                high,
            } => {
                let cells = self.expression(expr)?;
                let (low, high) = (self.expression(low)?, self.expression(high)?);
                let reached = compare::compare(cells.clone(), &BinaryOperator::GtEq, low)?;
                let held = compare::compare(cells, &BinaryOperator::LtEq, high)?;
                Ok(negate(flag(reached.expression.and(held.expression)), *negated))
            }
            E::Like {
                negated,
                expr,
                pattern,
                escape_char,
                ..
            } => {
                let like = self.like(expr, pattern, escape_char.as_deref(), false)?;
                Ok(negate(like, *negated))
            }
            E::ILike {
                negated,
                expr,
                pattern,
                escape_char,
                ..
            } => {
                let like = self.like(expr, pattern, escape_char.as_deref(), true)?;
                Ok(negate(like, *negated))
            }
            E::RLike {
                negated, expr, pattern, ..
            }
            | E::SimilarTo {
                negated, expr, pattern, ..
            } => {
                let (cells, pattern) = (self.expression(expr)?, self.expression(pattern)?);
                Ok(negate(compare::regular(cells, &pattern, "")?, *negated))
            }
            _ => self.by_statement(written),
        }
    }

    /// Conditions on what an inner statement gives.
    fn by_statement(&mut self, written: &ast::Expr) -> Result<Typed, Error> {
        use ast::Expr as E;
        match written {
            E::InSubquery {
                expr,
                subquery,
                negated,
            } => Ok(negate(self.among(expr, subquery)?, *negated)),
            E::AnyOp {
                left,
                compare_op: BinaryOperator::Eq,
                right,
                ..
            } if matches!(right.as_ref(), E::Subquery(_)) => match right.as_ref() {
                E::Subquery(subquery) => self.among(left, subquery),
                _ => Err(refused("any needs a statement", None)),
            },
            E::AllOp {
                left,
                compare_op: BinaryOperator::NotEq,
                right,
            } if matches!(right.as_ref(), E::Subquery(_)) => match right.as_ref() {
                E::Subquery(subquery) => Ok(negate(self.among(left, subquery)?, true)),
                _ => Err(refused("all needs a statement", None)),
            },
            E::AnyOp {
                left,
                compare_op,
                right,
                ..
            } if matches!(right.as_ref(), E::Subquery(_)) => self.quantified(left, compare_op, right, false),
            E::AllOp {
                left,
                compare_op,
                right,
            } if matches!(right.as_ref(), E::Subquery(_)) => self.quantified(left, compare_op, right, true),
            E::AnyOp { .. } | E::AllOp { .. } => Err(refused(
                "any and all need a statement",
                Some("Such as: x > all (select …)"),
            )),
            E::Exists { subquery, negated } => {
                let found = match self.inner(subquery)? {
                    Inner::Rows(rows) => Typed::constant(Constant::Flag(rows.height() > 0)),
                    Inner::Depends(parts, statements) => parts.exists(self, statements)?,
                };
                Ok(negate(found, *negated))
            }
            E::Subquery(subquery) => match self.inner(subquery)? {
                Inner::Rows(rows) => scalar(&rows),
                Inner::Depends(parts, statements) => parts.one(self, statements),
            },
            _ => self.spelled(written),
        }
    }
}
