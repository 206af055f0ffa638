//! What a cell looks like, cheaply and loosely: enough to tell good cuts of a text from bad ones. What a cell means is decided elsewhere.

/// The looks of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Shape {
    /// Nothing, or a word for it.
    Empty,
    /// A number, maybe with a sign, a currency, a percent sign, marks between thousands.
    Number,
    /// A date, a time or both.
    Moment,
    /// A word for true or false.
    Flag,
    /// One word: a name, a code, an address.
    Word,
    /// Several words.
    Text,
    /// What hardly anybody writes into a cell: leftover delimiters and quotes, nothing but marks.
    Odd,
}

impl Shape {
    /// Whether such cells tell a column from its name.
    pub(super) fn is_typed(self) -> bool {
        matches!(self, Self::Number | Self::Moment | Self::Flag)
    }

    /// The looks of a cell's content.
    pub(super) fn of(content: &str) -> Self {
        let cell = content.trim();
        if cell.is_empty() || is_no_value(cell) {
            Self::Empty
        } else if is_number(cell) {
            Self::Number
        } else if is_moment(cell) {
            Self::Moment
        } else if is_flag(cell) {
            Self::Flag
        } else {
            words(cell)
        }
    }
}

fn is_no_value(cell: &str) -> bool {
    const WORDS: [&str; 14] = [
        "na", "n/a", "#n/a", "null", "nan", "none", "-", "--", ".", "\\n", "?", "nil", "(null)", "<null>",
    ];
    cell.len() <= 6 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

fn is_flag(cell: &str) -> bool {
    const WORDS: [&str; 10] = [
        "true", "false", "yes", "no", "ja", "nein", "oui", "non", "wahr", "falsch",
    ];
    cell.len() <= 6 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

fn is_number(cell: &str) -> bool {
    if cell.len() > 40 || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sign = |letter: char| matches!(letter, '+' | '-' | '−' | '(' | ')' | '%' | ' ' | '\u{a0}');
    let currency = |letter: char| matches!(letter, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₺');
    let bare = cell.trim_matches(|letter| sign(letter) || currency(letter));
    let bare = without_code(bare).trim_matches(|letter| sign(letter) || currency(letter));
    let (mantissa, exponent) = match bare.find(['e', 'E']) {
        Some(at) => (&bare[..at], Some(&bare[at + 1..])),
        None => (bare, None),
    };
    let is_exponent = |text: &str| {
        let digits = text.trim_start_matches(['+', '-']);
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    exponent.is_none_or(is_exponent) && are_groups(mantissa)
}

/// Without a currency's code of three letters before or after the digits.
fn without_code(text: &str) -> &str {
    let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase());
    match (
        text.get(..3),
        text.len().checked_sub(3).and_then(|from| text.get(from..)),
    ) {
        (Some(code), _) if is_code(code) => &text[3..],
        (_, Some(code)) if is_code(code) => &text[..text.len() - 3],
        _ => text,
    }
}

/// Digits with one kind of mark between groups of three, and another before the decimals.
fn are_groups(text: &str) -> bool {
    let (mut marks, mut group, mut digits) = (Vec::new(), 0, 0);
    for letter in text.chars() {
        match letter {
            '0'..='9' => {
                group += 1;
                digits += 1;
            }
            '.' | ',' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                marks.push((letter, group));
                group = 0;
            }
            _ => return false,
        }
    }
    match marks.as_slice() {
        [] => digits > 0,
        [(mark, before)] => digits > 0 && (matches!(mark, '.' | ',') || group == 3 && (1..=3).contains(before)),
        [(mark, before), rest @ ..] => {
            let is_decimal = rest
                .last()
                .is_some_and(|(last, _)| last != mark && matches!(last, '.' | ','));
            let inner = &rest[..rest.len() - usize::from(is_decimal)];
            let groups = rest.iter().all(|(_, length)| matches!(length, 2 | 3));
            (1..=3).contains(before)
                && groups
                && inner.iter().all(|(other, _)| other == mark)
                && (is_decimal || group == 3)
        }
    }
}

/// Numbers of at most two digits, years and names of months, with the marks of dates and times between them.
fn is_moment(cell: &str) -> bool {
    let is_version = cell.bytes().filter(|byte| *byte == b'.').count() > 2;
    if is_version || !(4..=40).contains(&cell.len()) || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (mut numbers, mut names, mut marks) = (0, 0, 0);
    let mut rest = cell;
    let mut last = ' ';
    while let Some(first) = rest.chars().next() {
        let length = rest.len() - rest.trim_start_matches(|letter: char| same_run(first, letter)).len();
        let (run, after) = rest.split_at(length.max(first.len_utf8()));
        rest = after;
        match first {
            '0'..='9' if run.len() <= 2 || run.len() == 4 || last == '.' && numbers >= 3 && run.len() <= 9 => {
                numbers += 1
            }
            '-' | '/' | '.' | ':' if run.len() == 1 => marks += 1,
            ',' if !rest.starts_with(' ') => return false,
            ' ' | ',' | '+' => {}
            _ if first.is_alphabetic() => match run.to_lowercase().as_str() {
                "t" | "z" | "am" | "pm" | "utc" | "gmt" | "th" | "st" | "nd" | "rd" | "est" | "cet" => {}
                run => match is_calendar(run) {
                    true => names += 1,
                    false => return false,
                },
            },
            _ => return false,
        }
        last = first;
    }
    numbers >= 2 && marks >= 1 && numbers >= marks || numbers >= 1 && names >= 1 && numbers + names >= 2
}

fn same_run(first: char, letter: char) -> bool {
    match first {
        first if first.is_ascii_digit() => letter.is_ascii_digit(),
        first if first.is_alphabetic() => letter.is_alphabetic(),
        first => letter == first,
    }
}

/// Whether a word begins as the name of a month or a day of the week does.
fn is_calendar(word: &str) -> bool {
    const NAMES: [&str; 24] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "avr",
    ];
    const LONG: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "sept",
    ];
    NAMES.contains(&word) || LONG.contains(&word)
}

fn words(cell: &str) -> Shape {
    let (mut letters, mut spaces, mut marks) = (0usize, 0usize, 0usize);
    for letter in cell.chars() {
        match letter {
            ';' | '|' | '\t' | '\u{0}'..='\u{1f}' => return Shape::Odd,
            letter if letter.is_alphanumeric() => letters += 1,
            ' ' | '\u{a0}' => spaces += 1,
            _ => marks += 1,
        }
    }
    let ends = [cell.chars().next(), cell.chars().next_back()];
    let hangs = |end: &Option<char>| matches!(end, Some('"' | '`' | ','));
    match (letters, spaces) {
        (0, _) => Shape::Odd,
        _ if ends_open(cell, '[', ']') || ends_open(cell, '(', ')') => Shape::Odd,
        _ if cell.len() > 2 && cell.starts_with('\'') && cell.ends_with('\'') => Shape::Odd,
        _ if ends.iter().any(hangs) || marks > letters + 4 => Shape::Odd,
        (_, 0) => Shape::Word,
        _ => Shape::Text,
    }
}

/// Whether a bracket is opened and not closed, or the other way round.
fn ends_open(cell: &str, open: char, close: char) -> bool {
    let (opened, closed) = (cell.matches(open).count(), cell.matches(close).count());
    (opened == 0) != (closed == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (shape, cells) in [
            (Shape::Empty, &["", "  ", "NA", "null", "-"][..]),
            (
                Shape::Number,
                &[
                    "1", "-2.5", "1,234.56", "1.234,5", "€ 5", "12.5 %", "5 EUR", "1e5", "(3.00)", ".5", "1 234",
                ],
            ),
            (
                Shape::Moment,
                &[
                    "2024-01-31",
                    "31.01.2024",
                    "1/2/24",
                    "10:15",
                    "2024-01-31T10:15:00.123Z",
                    "Jan 31, 2024",
                    "5-Jan-2024",
                ],
            ),
            (Shape::Flag, &["true", "No"]),
            (
                Shape::Word,
                &[
                    "Berlin",
                    "a@b.org",
                    "AB-123",
                    "1.2.3.4",
                    "O'Brien",
                    "555-123-4567",
                    "https://x.org/?a=1,2",
                ],
            ),
            (Shape::Text, &["New York", "Meyer, Anna", "a b"]),
            (Shape::Odd, &["\"x", "a;b", "----", "x,", "a|b"]),
        ] {
            for cell in cells {
                assert_eq!(Shape::of(cell), shape, "{cell}");
            }
        }
    }
}
