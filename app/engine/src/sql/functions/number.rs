//! Functions of numbers.

use crate::error::Error;
use crate::sql::arithmetic;
use crate::sql::dialect::refused;
use crate::sql::functions::{Called, take};
use crate::sql::typed::{Constant, Typed, map_number};
use polars::prelude::*;
use sqlparser::ast::BinaryOperator;

/// Calls a function of numbers.
pub(super) fn call(name: &str, arguments: Vec<Typed>) -> Result<Called, Error> {
    if let Some(change) = simple(name, arguments.len()) {
        let [number] = take(name, arguments)?;
        return Ok(Called::Done(Box::new(mapped(number, name, change)?)));
    }
    Ok(Called::Done(Box::new(match name {
        "abs" => {
            let [number] = take(name, arguments)?;
            let number = number.number(name)?;
            Typed {
                expression: number.expression.abs(),
                constant: None,
                source: None,
                ..number
            }
        }
        "ceil" | "ceiling" | "floor" => {
            let [number] = take(name, arguments)?;
            let number = number.number(name)?;
            match number.dtype {
                DataType::Int64 => number,
                _ if name == "floor" => Typed {
                    expression: number.expression.floor(),
                    constant: None,
                    source: None,
                    ..number
                },
                _ => Typed {
                    expression: number.expression.ceil(),
                    constant: None,
                    source: None,
                    ..number
                },
            }
        }
        "round" | "trunc" | "truncate" => shortened(name, arguments)?,
        "sign" => {
            let [number] = take(name, arguments)?;
            mapped(number, name, |x| if x == 0.0 { 0.0 } else { x.signum() })?.cast(DataType::Int64)
        }
        "log" if arguments.len() == 2 => {
            let [base, number] = take(name, arguments)?;
            let ln = |value: Typed| mapped(value, "log", f64::ln);
            arithmetic::arithmetic(ln(number)?, &BinaryOperator::Divide, ln(base)?)?
        }
        "pow" | "power" => {
            let [base, exponent] = take(name, arguments)?;
            power(base, exponent, name)?
        }
        "mod" | "fmod" => {
            let [left, right] = take(name, arguments)?;
            arithmetic::arithmetic(left, &BinaryOperator::Modulo, right)?
        }
        "div" => {
            let [left, right] = take(name, arguments)?;
            let quotient = arithmetic::arithmetic(left, &BinaryOperator::Divide, right)?;
            mapped(quotient, name, f64::trunc)?.cast(DataType::Int64)
        }
        "safe_divide" => {
            let [left, right] = take(name, arguments)?;
            arithmetic::arithmetic(left, &BinaryOperator::Divide, right)?
        }
        "width_bucket" => bucket(name, arguments)?,
        "atan2" => {
            let [y, x] = take(name, arguments)?;
            Typed::new(
                y.float(name)?.expression.arctan2(x.float(name)?.expression),
                DataType::Float64,
            )
        }
        "pi" => {
            let [] = take(name, arguments)?;
            Typed::constant(Constant::Number(std::f64::consts::PI))
        }
        _ => return Ok(Called::Unknown(arguments)),
    })))
}

/// Which of so many bins of the same width a number falls in.
fn bucket(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let [number, low, high, count] = take(name, arguments)?;
    let count = count.literal_whole().filter(|count| (1..1_000_000_000).contains(count));
    let bounds = low.literal_number().zip(high.literal_number());
    let (Some((low, high)), Some(count)) = (bounds.filter(|(low, high)| low != high), count) else {
        return Err(refused(
            "width_bucket needs two different ends and how many bins, written in the statement",
            Some("Such as: width_bucket(price, 0, 100, 10)"),
        ));
    };
    let bin = move |x: f64| {
        let share = (x - low) / (high - low);
        (share * count as f64).floor().clamp(-1.0, count as f64) + 1.0
    };
    Ok(mapped(number, name, bin)?.cast(DataType::Int64))
}

/// What is left of a division, with the sign of the dividend as in PostgreSQL.
pub(in crate::sql) fn remainder(left: Expr, right: Expr) -> Expr {
    let positive = left.clone().abs() % right.abs();
    when(left.lt(lit(0)))
        .then(lit(0) - positive.clone())
        .otherwise(positive)
}

/// A number rounded half away from zero to so many digits after the point; before it when negative.
pub(in crate::sql) fn rounded(number: Expr, digits: i32) -> Expr {
    let scale = 10f64.powi(digits.abs().min(300));
    map_number(number, move |x| {
        let scaled = if digits >= 0 { x * scale } else { x / scale };
        if !scaled.is_finite() {
            return x;
        }
        // 1.005 × 100 is 100.49999999999999: what is within a rounding error of a half counts as one.
        let nudged = scaled + scaled.signum() * scaled.abs() * f64::EPSILON;
        if digits >= 0 {
            nudged.round() / scale
        } else {
            nudged.round() * scale
        }
    })
}

fn simple(name: &str, arguments: usize) -> Option<fn(f64) -> f64> {
    Some(match name {
        "sqrt" => f64::sqrt,
        "cbrt" => f64::cbrt,
        "exp" => f64::exp,
        "ln" => f64::ln,
        "log2" => f64::log2,
        "log10" => f64::log10,
        "log" if arguments == 1 => f64::log10,
        "degrees" => f64::to_degrees,
        "radians" => f64::to_radians,
        "sin" => f64::sin,
        "cos" => f64::cos,
        "tan" => f64::tan,
        "asin" => f64::asin,
        "acos" => f64::acos,
        "atan" => f64::atan,
        _ => return None,
    })
}

fn mapped(number: Typed, name: &str, change: impl Fn(f64) -> f64 + Send + Sync + 'static) -> Result<Typed, Error> {
    let number = number.float(name)?;
    Ok(Typed::new(map_number(number.expression, change), DataType::Float64))
}

fn shortened(name: &str, arguments: Vec<Typed>) -> Result<Typed, Error> {
    let mut arguments = arguments;
    let digits = match arguments.len() {
        2 => arguments
            .pop()
            .and_then(|digits| digits.literal_whole())
            .ok_or_else(|| {
                refused(
                    format!("the digits of {name} are a whole number that is written in the statement"),
                    None,
                )
            })?,
        _ => 0,
    };
    let digits = i32::try_from(digits.clamp(-300, 300)).unwrap_or_default();
    let [number] = take(name, arguments)?;
    let number = number.number(name)?;
    if number.dtype == DataType::Int64 && digits >= 0 {
        return Ok(number);
    }
    let (nullable, dtype) = (number.nullable, number.dtype.clone());
    let float = number.float(name)?.expression;
    let expression = match name {
        "round" => rounded(float, digits),
        _ => {
            let scale = 10f64.powi(digits);
            map_number(float, move |x| (x * scale).trunc() / scale)
        }
    };
    Ok(Typed {
        nullable,
        ..Typed::new(expression, DataType::Float64)
    }
    .cast(dtype))
}

fn power(base: Typed, exponent: Typed, name: &str) -> Result<Typed, Error> {
    if let Some(exponent) = exponent.literal_number() {
        return mapped(base, name, move |x| x.powf(exponent));
    }
    let (base, exponent) = (base.float(name)?, exponent.float(name)?);
    Ok(Typed::new(base.expression.pow(exponent.expression), DataType::Float64))
}
