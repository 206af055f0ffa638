//! Text becomes a statement: what people type for PostgreSQL and DuckDB.
//!
//! The places of words in a statement are counted in characters of the whole text, not in lines and columns.

use crate::error::Error;
use sqlparser::ast::{Expr, Statement};
use sqlparser::dialect::{Dialect, GenericDialect};
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Span, Token, TokenWithSpan, Tokenizer};
use std::any::TypeId;

/// The generic dialect and what it lacks of the two.
#[derive(Debug)]
pub(super) struct Spoken;

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

/// A statement, and where it begins and ends.
pub(super) type Placed = (Statement, (usize, usize));

/// The statements of a text, each with its place.
pub(super) fn script(text: &str) -> Result<Vec<Placed>, Error> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut is_open = false;
    for token in tokens(text)? {
        let Some((from, to)) = place(token.span) else { continue };
        match &token.token {
            Token::Whitespace(_) => continue,
            Token::SemiColon => is_open = false,
            _ if !is_open => {
                places.push((from, to));
                is_open = true;
            }
            _ => {
                if let Some(last) = places.last_mut() {
                    last.1 = to;
                }
            }
        }
    }
    let statements = parser(text)?
        .parse_statements()
        .map_err(|error| unreadable(&error, text))?;
    if statements.is_empty() || statements.len() != places.len() {
        return Err(refused(
            "there is no statement",
            Some("Such as: select * from sales limit 10"),
        ));
    }
    Ok(statements.into_iter().zip(places).collect())
}

/// The one question in the text.
pub(super) fn question(text: &str) -> Result<Statement, Error> {
    let mut parser = parser(text)?;
    let mut statements = parser.parse_statements().map_err(|error| unreadable(&error, text))?;
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
    let expression = parser.parse_expr().map_err(|error| unreadable(&error, text))?;
    let rest = parser.next_token();
    match rest.token {
        Token::EOF => Ok(expression),
        left => {
            Err(refused(format!("“{text}” is not one expression: “{left}” is left over"), None).at(place(rest.span)))
        }
    }
}

/// Where a word of a statement stands; none when that is not known.
pub(super) fn place(span: Span) -> Option<(usize, usize)> {
    let at = |location: Location| usize::try_from(location.column.checked_sub(1)?).ok();
    Some((at(span.start)?, at(span.end)?))
}

/// An error at the place that it is about, as exactly as the text tells: a parameter, a value in quotes, a call with its parenthesis.
pub(super) fn pointed(error: Error, text: &str) -> Error {
    let (about, known) = match &error {
        Error::Placed { error, place } => (error.as_ref(), Some(*place)),
        bare => (bare, None),
    };
    let Ok(tokens) = tokens(text) else { return error };
    let found = match about {
        Error::UnknownParameter { name, .. } => tokens.windows(2).find_map(|pair| {
            let is_it = matches!(&pair[1].token, Token::Word(word) if word.value == *name);
            (pair[0].token == Token::Colon && is_it).then(|| pair[0].span.union(&pair[1].span))
        }),
        Error::Sql { why, .. } => value_in(why).and_then(|value| {
            let is_it =
                |token: &&TokenWithSpan| matches!(&token.token, Token::SingleQuotedString(text) if text == value);
            tokens.iter().find(is_it).map(|token| token.span)
        }),
        _ => None,
    };
    match (found.and_then(place), known) {
        (None, None) => error,
        (None, Some(known)) => error.bare().at(Some(closed(known, &tokens))),
        (found, _) => error.bare().at(found),
    }
}

/// What a message that starts with a value in quotes is about.
fn value_in(why: &str) -> Option<&str> {
    why.strip_prefix('“')?.split_once('”').map(|(value, _)| value)
}

/// A place up to the parenthesis that closes what it opens.
fn closed((from, to): (usize, usize), tokens: &[TokenWithSpan]) -> (usize, usize) {
    let (mut open, mut end) = (0, to);
    for token in tokens {
        let Some((start, until)) = place(token.span) else {
            continue;
        };
        let is_inside = start >= from && start < to;
        let is_next = start == to && token.token == Token::LParen;
        if !(is_inside || is_next || open > 0 && start >= to) {
            continue;
        }
        match token.token {
            Token::LParen => open += 1,
            Token::RParen if open > 0 => {
                open -= 1;
                end = end.max(until);
            }
            _ => {}
        }
        if open == 0 && start >= to {
            break;
        }
    }
    (from, end)
}

/// The words of a text, each with its place in characters.
pub(super) fn tokens(text: &str) -> Result<Vec<TokenWithSpan>, Error> {
    let mut starts = vec![0];
    let mut length = 0;
    for letter in text.chars() {
        length += 1;
        if letter == '\n' {
            starts.push(length);
        }
    }
    let at = |location: Location| {
        let line = usize::try_from(location.line).unwrap_or(1).saturating_sub(1);
        let start = starts.get(line).copied().unwrap_or(length);
        start + location.column.saturating_sub(1)
    };
    let mut tokens = Vec::new();
    let read = Tokenizer::new(&Spoken, text).tokenize_with_location_into_buf(&mut tokens);
    if let Err(error) = read {
        let from = usize::try_from(at(error.location)).unwrap_or_default();
        let place = (
            from.min(usize::try_from(length).unwrap_or_default().saturating_sub(1)),
            from + 1,
        );
        return Err(unread(&error.message).at(Some(place)));
    }
    for token in &mut tokens {
        let moved = |location: Location| Location::new(1, at(location) + 1);
        token.span = Span::new(moved(token.span.start), moved(token.span.end));
    }
    Ok(tokens)
}

/// A refusal of a statement or of an expression.
pub(super) fn refused(why: impl Into<String>, hint: Option<&str>) -> Error {
    Error::Sql {
        why: why.into(),
        hint: hint.map(str::to_owned),
    }
}

fn parser(text: &str) -> Result<Parser<'static>, Error> {
    const LONGEST_BYTES: usize = 200_000;
    if text.len() > LONGEST_BYTES {
        return Err(refused("the statement is too long", None));
    }
    Ok(Parser::new(&Spoken).with_tokens_with_locations(without_advice(tokens(text)?)))
}

/// `with x as materialized (…)` without the advice, which the parser does not know.
fn without_advice(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let is_word = |token: &TokenWithSpan, wanted: &str| matches!(&token.token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted));
    let mut kept: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let words: Vec<usize> = kept
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, token)| !matches!(token.token, Token::Whitespace(_)))
            .map(|(at, _)| at)
            .take(3)
            .collect();
        if token.token == Token::LParen {
            match words.as_slice() {
                [advice, before, ..] if is_word(&kept[*advice], "materialized") && is_word(&kept[*before], "as") => {
                    kept.remove(*advice);
                }
                [advice, not, before]
                    if is_word(&kept[*advice], "materialized")
                        && is_word(&kept[*not], "not")
                        && is_word(&kept[*before], "as") =>
                {
                    kept.truncate(*before + 1);
                }
                _ => {}
            }
        }
        kept.push(token);
    }
    kept
}

pub(super) fn not_a_question(statement: &Statement) -> Error {
    let verb = statement.to_string();
    let verb = verb.split_whitespace().next().unwrap_or_default().to_uppercase();
    refused(
        format!("{verb} is not run here: a statement reads, and makes or drops tables and views of its own"),
        Some("Start with select, with, create table … as select or create view … as select"),
    )
}

/// The refusal of what cannot be parsed, at the word where that was met; at the end of the text when words are missing.
fn unreadable(error: &ParserError, text: &str) -> Error {
    let why = match error {
        ParserError::TokenizerError(why) | ParserError::ParserError(why) => why.as_str(),
        ParserError::RecursionLimitExceeded => return unread("it is nested too deeply"),
    };
    let Some((why, place)) = why.split_once(" at Line: 1, Column: ") else {
        let end = text.trim_end().chars().count();
        return unread(why).at(Some((end.saturating_sub(1), end)));
    };
    let is_lateral = why.to_lowercase().ends_with("found: lateral");
    let column: u64 = place.parse().unwrap_or(1);
    let tokens = tokens(text).unwrap_or_default();
    let found = why.rsplit_once("found: ").map(|(_, found)| found);
    let is_it = |token: &&TokenWithSpan| found.is_none_or(|found| token.token.to_string() == found);
    let words = tokens.iter().filter(is_it);
    let word = words.min_by_key(|token| token.span.start.column.abs_diff(column));
    let refusal = if is_lateral { no_lateral() } else { unread(why) };
    refusal.at(word.and_then(|word| self::place(word.span)))
}

/// The refusal of what would be worked out for each row of the tables beside it.
pub(super) fn no_lateral() -> Error {
    refused(
        "lateral cannot be used here: a statement in from does not see the tables beside it",
        Some("Join on columns that are alike, or use a window function"),
    )
}

fn unread(why: &str) -> Error {
    let mut letters = why.chars();
    let first: String = letters
        .next()
        .map(|letter| letter.to_lowercase().collect())
        .unwrap_or_default();
    refused(format!("the SQL cannot be read: {first}{}", letters.as_str()), None)
}
