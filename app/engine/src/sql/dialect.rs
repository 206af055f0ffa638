//! Text becomes a statement: what people type for PostgreSQL and DuckDB.

use crate::error::Error;
use sqlparser::ast::{Expr, Statement};
use sqlparser::dialect::{Dialect, GenericDialect};
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;
use std::any::TypeId;

/// The generic dialect and what it lacks of the two.
#[derive(Debug)]
struct Spoken;

impl Dialect for Spoken {
    fn dialect(&self) -> TypeId {
        TypeId::of::<GenericDialect>()
    }

    fn is_identifier_start(&self, letter: char) -> bool {
        letter.is_alphabetic() || letter == '_'
    }

    fn is_identifier_part(&self, letter: char) -> bool {
        letter.is_alphanumeric() || letter == '_' || letter == '$'
    }

    fn is_delimited_identifier_start(&self, letter: char) -> bool {
        letter == '"' || letter == '`'
    }

    fn supports_filter_during_aggregation(&self) -> bool {
        true
    }

    fn supports_group_by_expr(&self) -> bool {
        true
    }

    fn supports_select_wildcard_except(&self) -> bool {
        true
    }

    fn supports_window_function_null_treatment_arg(&self) -> bool {
        true
    }

    fn supports_window_clause_named_window_reference(&self) -> bool {
        true
    }

    fn supports_trailing_commas(&self) -> bool {
        true
    }

    fn supports_limit_comma(&self) -> bool {
        true
    }

    fn allow_extract_custom(&self) -> bool {
        true
    }

    fn allow_extract_single_quotes(&self) -> bool {
        true
    }

    fn supports_numeric_prefix(&self) -> bool {
        false
    }
}

/// The one question in the text.
pub(super) fn question(text: &str) -> Result<Statement, Error> {
    let mut statements = parser(text)?.parse_statements().map_err(unreadable)?;
    match statements.len() {
        0 => Err(refused(
            "there is no statement",
            Some("Such as: select * from sales limit 10"),
        )),
        1 => match statements.remove(0) {
            reading @ (Statement::Query(_) | Statement::ShowTables { .. } | Statement::ExplainTable { .. }) => {
                Ok(reading)
            }
            other => Err(not_a_question(&other)),
        },
        several => Err(refused(
            format!("there are {several} statements, and one is run at a time"),
            Some("Keep one of them"),
        )),
    }
}

/// One expression.
pub(super) fn expression(text: &str) -> Result<Expr, Error> {
    let mut parser = parser(text)?;
    let expression = parser.parse_expr().map_err(unreadable)?;
    match parser.next_token().token {
        Token::EOF => Ok(expression),
        rest => Err(refused(
            format!("“{text}” is not one expression: “{rest}” is left over"),
            None,
        )),
    }
}

/// A refusal of a statement or of an expression.
pub(super) fn refused(why: impl Into<String>, hint: Option<&str>) -> Error {
    Error::Sql {
        why: why.into(),
        hint: hint.map(str::to_owned),
    }
}

fn parser(text: &str) -> Result<Parser<'_>, Error> {
    const LONGEST_BYTES: usize = 200_000;
    if text.len() > LONGEST_BYTES {
        return Err(refused("the statement is too long", None));
    }
    Parser::new(&Spoken).try_with_sql(text).map_err(unreadable)
}

fn not_a_question(statement: &Statement) -> Error {
    let verb = statement.to_string();
    let verb = verb.split_whitespace().next().unwrap_or_default().to_uppercase();
    refused(
        format!("{verb} is not run here: a statement only reads"),
        Some("Start with select or with"),
    )
}

fn unreadable(error: ParserError) -> Error {
    let why = match error {
        ParserError::TokenizerError(why) | ParserError::ParserError(why) => why,
        ParserError::RecursionLimitExceeded => "it is nested too deeply".to_owned(),
    };
    let mut letters = why.chars();
    let first: String = letters
        .next()
        .map(|letter| letter.to_lowercase().collect())
        .unwrap_or_default();
    refused(format!("the SQL cannot be read: {first}{}", letters.as_str()), None)
}
