//! The names in an expression, found by its words alone: what it builds on, and the same expression under other names.

use super::dialect::{Spoken, refused};
use crate::error::Error;
use sqlparser::tokenizer::{Token, Tokenizer, Word};

/// An expression with other words in place of its names. `other` is asked for each name, with its table where one stands before it.
///
/// Functions, types, parameters and text are no names.
pub(crate) fn renamed(
    text: &str,
    other: &mut dyn FnMut(Option<&str>, &str) -> Option<String>,
) -> Result<String, Error> {
    let tokens = Tokenizer::new(&Spoken, text)
        .with_unescape(false)
        .tokenize()
        .map_err(|error| refused(format!("“{text}” cannot be read: {}", error.message), None))?;
    let mut written = String::with_capacity(text.len());
    let mut at = 0;
    while at < tokens.len() {
        let (table, end) = match path(&tokens, at) {
            Some(path) => path,
            None => {
                written.push_str(&tokens[at].to_string());
                at += 1;
                continue;
            }
        };
        let whole: String = tokens[at..=end].iter().map(Token::to_string).collect();
        let name = match &tokens[end] {
            Token::Word(name) if is_name(&tokens, at, end) => other(table.as_deref(), &plain(name)),
            _ => None,
        };
        written.push_str(&name.unwrap_or(whole));
        at = end + 1;
    }
    Ok(written)
}

/// The names in an expression, each with its table where one stands before it.
pub(crate) fn names(text: &str) -> Result<Vec<(Option<String>, String)>, Error> {
    let mut found = Vec::new();
    renamed(text, &mut |table, name| {
        found.push((table.map(str::to_owned), name.to_owned()));
        None
    })?;
    Ok(found)
}

/// A word, or `table.word`, that starts here: the table, and where it ends.
fn path(tokens: &[Token], at: usize) -> Option<(Option<String>, usize)> {
    let Token::Word(first) = &tokens[at] else { return None };
    match (tokens.get(at + 1), tokens.get(at + 2)) {
        (Some(Token::Period), Some(Token::Word(_))) => Some((Some(plain(first)), at + 2)),
        _ => Some((None, at)),
    }
}

fn plain(word: &Word) -> String {
    match word.quote_style {
        Some('"') => word.value.replace("\"\"", "\""),
        _ => word.value.clone(),
    }
}

/// Whether the words from `start` to `end` may name a column.
fn is_name(tokens: &[Token], start: usize, end: usize) -> bool {
    let is_space = |token: &&Token| matches!(token, Token::Whitespace(_));
    let before = tokens[..start].iter().rev().find(|token| !is_space(token));
    let after = tokens[end + 1..].iter().find(|token| !is_space(token));
    let quoted = matches!(&tokens[end], Token::Word(word) if word.quote_style.is_some());
    let keyword = |token: Option<&Token>, wanted: &str| matches!(token, Some(Token::Word(word)) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted));
    let parameter = matches!(before, Some(Token::Colon | Token::DoubleColon | Token::Period));
    let kind = keyword(before, "as") || matches!(before, Some(Token::SingleQuotedString(_)));
    let function = matches!(after, Some(Token::LParen));
    let literal = matches!(after, Some(Token::SingleQuotedString(_))) || keyword(after, "from");
    !parameter && !function && (quoted || !(kind || literal))
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn only_names_of_columns_change() {
        for (text, expected) in [
            ("price * qty", "[price] * [qty]"),
            ("sum(price) / :price", "sum([price]) / :price"),
            (
                "case when \"Unit \"\"x\"\"\" = 'it''s price' then products.price end",
                "case when [Unit \"x\"] = 'it''s price' then [products>price] end",
            ),
            (
                "price::integer + cast(qty as text)",
                "[price]::integer + cast([qty] as text)",
            ),
            ("day >= date '2024-01-01'", "[day] >= date '2024-01-01'"),
            ("extract(year from day)", "extract(year from [day])"),
        ] {
            let known = ["price", "qty", "Unit \"x\"", "day", "year", "date"];
            let written = renamed(text, &mut |table, name| match table {
                Some(table) => Some(format!("[{table}>{name}]")),
                None => known.contains(&name).then(|| format!("[{name}]")),
            });
            assert_eq!(written.unwrap(), expected);
        }
    }
}
