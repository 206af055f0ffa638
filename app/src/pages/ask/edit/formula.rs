//! Names inside expressions: whether one is mentioned, and another in its place.

/// A piece of an expression.
enum Piece<'a> {
    /// A name, as written, and what it says.
    Name(&'a str, String),
    /// Anything else.
    Other(&'a str),
}

/// Whether an expression mentions a column.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    pieces(text)
        .iter()
        .any(|piece| matches!(piece, Piece::Name(written, says) if is(written, says, name)))
}

/// The expression with another name in a column's place.
pub(super) fn renamed(text: &str, before: &str, after: &str) -> String {
    let pieces = pieces(text);
    let written = pieces.iter().map(|piece| match piece {
        Piece::Name(written, says) if is(written, says, before) => quoted(after),
        Piece::Name(written, _) | Piece::Other(written) => (*written).to_owned(),
    });
    written.collect()
}

/// A name as it is written in an expression.
pub(super) fn quoted(name: &str) -> String {
    let mut letters = name.chars();
    let is_word = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    let is_plain = letters.next().is_some_and(is_word) && letters.all(|c| is_word(c) || c.is_ascii_digit());
    match is_plain {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('"', "\"\"")),
    }
}

/// A quoted name is exact; one without quotes is found whatever its case.
fn is(written: &str, says: &str, name: &str) -> bool {
    match written.starts_with('"') {
        true => says == name,
        false => says.eq_ignore_ascii_case(name),
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => quoted_length(rest, first),
            ':' => 1 + word_length(&rest[1..]),
            letter if letter.is_alphabetic() || letter == '_' => word_length(rest),
            digit if digit.is_ascii_digit() => word_length(rest),
            other => other.len_utf8(),
        };
        let (piece, after) = rest.split_at(length.max(first.len_utf8()));
        let is_called = after.trim_start().starts_with('(');
        pieces.push(match first {
            '"' => Piece::Name(piece, piece.trim_matches('"').replace("\"\"", "\"")),
            letter if (letter.is_alphabetic() || letter == '_') && !is_called => Piece::Name(piece, piece.to_owned()),
            _ => Piece::Other(piece),
        });
        rest = after;
    }
    pieces
}

/// How long a text in quotes is, a doubled quote standing for one.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == quote && letters.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}

/// How long a word is; `orders.amount` is one.
fn word_length(text: &str) -> usize {
    let is_inside = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
    text.find(|letter| !is_inside(letter)).unwrap_or(text.len())
}
