//! Text becomes tokens: words, numbers, dates and quoted text.

use super::stem::stem;

/// One token of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// In lower case.
    pub text: String,
    /// As written.
    pub raw: String,
    /// Its stem, under which it is looked up.
    pub stem: String,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// A word.
    Word,
    /// A number, its thousands and multiples worked out.
    Number(f64),
    /// A day or a month, as ISO 8601: `2013-03-05` or `2013-03`.
    Date(String),
    /// Text in quotes.
    Quoted,
    /// A comparison sign, a comma, or the end of a sentence.
    Mark,
}

/// Longer questions are cut: nobody asks a question of more words.
pub(super) const MOST_TOKENS: usize = 160;

/// Splits text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().take(MOST_TOKENS * 24).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < letters.len() && found.len() < MOST_TOKENS {
        at = next(&letters, at, &mut found);
    }
    found
}

/// Text as its words in lower case, one space between them: the form in which values are compared.
pub(super) fn normal(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for part in text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty())
    {
        if !found.is_empty() {
            found.push(' ');
        }
        found.extend(part.chars().flat_map(char::to_lowercase));
    }
    found
}

/// A name's words in lower case: split at signs, at a capital after a small letter, and between letters and digits.
pub(super) fn name_words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| letters[index]);
        let after = letters.get(index + 1);
        let starts = before.is_some_and(|before| {
            (letter.is_uppercase() && before.is_lowercase())
                || (letter.is_uppercase() && before.is_uppercase() && after.is_some_and(|after| after.is_lowercase()))
                || (letter.is_ascii_digit() != before.is_ascii_digit())
        });
        if starts || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn next(letters: &[char], at: usize, found: &mut Vec<Token>) -> usize {
    let letter = letters[at];
    if let Some(close) = closing_quote(letter)
        && starts_quote(letters, at)
        && let Some(end) = end_of_quote(letters, at, close)
    {
        push(found, letters[at + 1..end].iter().collect(), TokenKind::Quoted);
        return end + 1;
    }
    if letter.is_ascii_digit() {
        return number(letters, at, found);
    }
    if letter.is_alphanumeric() {
        return word(letters, at, found);
    }
    let two: String = letters[at..letters.len().min(at + 2)].iter().collect();
    if matches!(two.as_str(), ">=" | "<=" | "!=" | "<>" | "==") {
        push(found, two, TokenKind::Mark);
        return at + 2;
    }
    let ends_sentence =
        matches!(letter, '.' | '?' | '!') && letters.get(at + 1).is_none_or(|next| next.is_whitespace());
    if matches!(letter, '>' | '<' | '=' | '≥' | '≤' | '≠' | ',' | ';' | ':' | '%' | '#') || ends_sentence {
        push(found, letter.to_string(), TokenKind::Mark);
    }
    at + 1
}

fn word(letters: &[char], at: usize, found: &mut Vec<Token>) -> usize {
    let inside = |index: usize| {
        let letter = letters[index];
        letter.is_alphanumeric() || letter == '_' || (matches!(letter, '\'' | '’') && is_letter(letters, index + 1))
    };
    let end = (at..letters.len())
        .find(|index| !inside(*index))
        .unwrap_or(letters.len());
    let whole: String = letters[at..end].iter().collect();
    let lower = whole.to_lowercase().replace('’', "'");
    let owner = lower.strip_suffix("'s").unwrap_or(&lower).len();
    let plain = whole.get(..owner).unwrap_or(&whole);
    if plain.contains('_') || is_camel(plain) {
        for part in name_words(plain) {
            push(found, part, TokenKind::Word);
        }
    } else {
        push(found, plain.to_owned(), TokenKind::Word);
    }
    end
}

fn number(letters: &[char], at: usize, found: &mut Vec<Token>) -> usize {
    let joins = |index: usize| {
        let letter = letters[index];
        letter.is_alphanumeric()
            || letter == '_'
            || (matches!(letter, '.' | ',' | '-' | '/' | ':') && is_digit(letters, index + 1))
    };
    let end = (at..letters.len())
        .find(|index| !joins(*index))
        .unwrap_or(letters.len());
    let whole: String = letters[at..end].iter().collect();
    if let Some(date) = iso_date(&whole) {
        push(found, whole, TokenKind::Date(date));
        return end;
    }
    if let Some(value) = value(&whole) {
        push(found, whole, TokenKind::Number(value));
        return end;
    }
    let digits = (at..end)
        .find(|index| !letters[*index].is_alphanumeric())
        .unwrap_or(end);
    let part: String = letters[at..digits].iter().collect();
    let kind = value(&part).map_or(TokenKind::Word, TokenKind::Number);
    push(found, part, kind);
    digits
}

fn value(text: &str) -> Option<f64> {
    let plain = text.to_lowercase();
    let (digits, factor) = match plain.strip_suffix(|letter: char| letter.is_ascii_alphabetic()) {
        Some(digits) if plain.ends_with('k') => (digits, 1e3),
        Some(digits) if plain.ends_with('m') => (digits, 1e6),
        Some(digits) if plain.ends_with('b') => (digits, 1e9),
        Some(_) => {
            let digits = plain.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
            return matches!(&plain[digits.len()..], "st" | "nd" | "rd" | "th")
                .then(|| digits.parse().ok())
                .flatten();
        }
        None => (plain.as_str(), 1.0),
    };
    if digits.contains(['/', '-', ':']) {
        return None;
    }
    digits
        .replace(',', "")
        .parse::<f64>()
        .ok()
        .map(|number| number * factor)
        .filter(|number| number.is_finite())
}

fn iso_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let numbers: Vec<u32> = parts.iter().map_while(|part| part.parse().ok()).collect();
    let valid = |year: u32, month: u32, day: u32| {
        (1000..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    };
    match numbers[..] {
        _ if numbers.len() != parts.len() => None,
        [year, month, day] if valid(year, month, day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        [month, day, year] if valid(year, month, day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        [day, month, year] if valid(year, month, day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        [year, month] if valid(year, month, 1) && !text.contains('.') => Some(format!("{year:04}-{month:02}")),
        _ => None,
    }
}

fn push(found: &mut Vec<Token>, raw: String, kind: TokenKind) {
    let text = raw.to_lowercase();
    found.push(Token {
        stem: stem(&text),
        text,
        raw,
        kind,
    });
}

fn closing_quote(letter: char) -> Option<char> {
    match letter {
        '"' => Some('"'),
        '\'' => Some('\''),
        '`' => Some('`'),
        '“' | '„' => Some('”'),
        '‘' => Some('’'),
        '«' => Some('»'),
        _ => None,
    }
}

fn starts_quote(letters: &[char], at: usize) -> bool {
    at == 0 || !letters[at - 1].is_alphanumeric()
}

fn end_of_quote(letters: &[char], at: usize, close: char) -> Option<usize> {
    let mut ends = (at + 1..letters.len()).filter(|index| letters[*index] == close);
    ends.find(|index| close != '\'' || !is_letter(letters, index + 1))
        .filter(|end| *end > at + 1 && end - at < 120)
}

fn is_letter(letters: &[char], at: usize) -> bool {
    letters.get(at).is_some_and(|letter| letter.is_alphabetic())
}

fn is_digit(letters: &[char], at: usize) -> bool {
    letters.get(at).is_some_and(char::is_ascii_digit)
}

fn is_camel(text: &str) -> bool {
    let mut pairs = text.chars().zip(text.chars().skip(1));
    pairs.any(|(left, right)| left.is_lowercase() && right.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split() {
        for (text, expected) in [
            ("Average arr_delay by carrier?", "average|arr|delay|by|carrier|?"),
            ("price >= $1,200.50, qty<5k", "price|>=|1,200.50|,|qty|<|5k"),
            ("each state's 'New York' and “Île”", "each|state|new york|and|île"),
            ("since 2013-03-05 or 3/5/2013", "since|2013-03-05|or|3/5/2013"),
            ("TotalSales x-axis", "total|sales|x|axis"),
            ("don't 'stop", "don't|stop"),
            ("", ""),
        ] {
            let found: Vec<_> = tokens(text).into_iter().map(|token| token.text).collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn numbers_and_dates_are_read() {
        for (text, expected) in [("1,200.5", 1200.5), ("5k", 5000.0), ("1.5m", 1.5e6), ("3rd", 3.0)] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        assert_eq!(iso_date("2013-3-5").as_deref(), Some("2013-03-05"));
        assert_eq!(iso_date("25/12/2013").as_deref(), Some("2013-12-25"));
        assert_eq!(iso_date("1.5"), None);
    }
}
