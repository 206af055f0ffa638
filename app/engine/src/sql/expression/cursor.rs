//! Where the cursor is in an expression that is still being written.

/// What may stand at the cursor.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// Nothing that could be known: inside text in quotes, or a number.
    Nothing,
    /// A parameter, after `:`.
    Parameter,
    /// A type, after `::`.
    Type,
    /// A value: a column, a call.
    Value,
    /// What joins two values.
    Operator,
}

/// What is around the cursor.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cursor {
    /// What may stand here.
    pub place: Place,
    /// The word so far, without its quote.
    pub word: String,
    /// From which character it reaches up to the cursor.
    pub from: usize,
    /// The functions whose parentheses are open, outermost first; empty names for plain parentheses.
    pub inside: Vec<String>,
    /// What the innermost open `case` waits for, when one is open.
    pub case: Option<&'static [&'static str]>,
}

/// Words after which a value is expected.
const BEFORE_VALUES: &[&str] = &[
    "and",
    "or",
    "not",
    "in",
    "between",
    "like",
    "ilike",
    "case",
    "when",
    "then",
    "else",
    "is",
    "by",
    "distinct",
    "interval",
    "escape",
    "from",
    "over",
    "partition",
    "order",
];

impl Cursor {
    /// Looks at the text up to a character.
    pub(super) fn at(text: &str, cursor: usize) -> Self {
        let letters: Vec<char> = text.chars().take(cursor).collect();
        let mut seen = Seen::default();
        let mut at = 0;
        while at < letters.len() {
            let start = at;
            at = seen.take(&letters, at);
            if at >= letters.len() {
                return seen.ending(&letters, start);
            }
            seen.note(&letters[start..at]);
        }
        seen.ending(&letters, letters.len())
    }
}

/// What was read so far.
#[derive(Default)]
struct Seen {
    /// Whether a value stands before the cursor.
    value: bool,
    inside: Vec<String>,
    last: String,
    cases: Vec<&'static str>,
}

impl Seen {
    /// The end of the piece that starts here: a word, text in quotes, or one sign.
    fn take(&self, letters: &[char], at: usize) -> usize {
        let end_of = |inside: fn(char) -> bool| {
            let length = letters[at..].iter().take_while(|letter| inside(**letter)).count();
            at + length
        };
        match letters[at] {
            letter if letter.is_whitespace() => end_of(char::is_whitespace),
            letter if is_word(letter) => end_of(is_word),
            quote @ ('\'' | '"') => {
                let end = letters[at + 1..].iter().position(|letter| *letter == quote);
                end.map_or(letters.len() + 1, |end| at + end + 2)
            }
            ':' if letters.get(at + 1) == Some(&':') => at + 2,
            _ => at + 1,
        }
    }

    fn note(&mut self, piece: &[char]) {
        let text: String = piece.iter().collect();
        let Some(first) = piece.first() else { return };
        if first.is_whitespace() {
            return;
        }
        match first {
            '(' => {
                let called = if self.value { self.last.clone() } else { String::new() };
                self.inside.push(called);
                self.value = false;
            }
            ')' => {
                self.inside.pop();
                self.value = true;
            }
            '\'' | '"' => self.value = true,
            letter if is_word(*letter) => self.word(&text.to_lowercase()),
            _ => self.value = false,
        }
        self.last = text.to_lowercase();
    }

    fn word(&mut self, word: &str) {
        self.value = !BEFORE_VALUES.contains(&word);
        match word {
            "case" => self.cases.push("case"),
            "when" => self.expect("when"),
            "then" => self.expect("then"),
            "else" => self.expect("else"),
            "end" => drop(self.cases.pop()),
            _ => {}
        }
    }

    fn expect(&mut self, word: &'static str) {
        if let Some(case) = self.cases.last_mut() {
            *case = word;
        }
    }

    /// What is around a cursor at the end of the letters, of which those from `start` on are one piece.
    fn ending(self, letters: &[char], start: usize) -> Cursor {
        let piece = letters.get(start..).unwrap_or_default();
        let text: String = piece.iter().collect();
        let case = self.cases.last().map(|case| match *case {
            "case" => &["when"][..],
            "when" => &["then"][..],
            "then" => &["when", "else", "end"][..],
            _ => &["end"][..],
        });
        let mut seen = self;
        let (place, word, from) = match piece.first() {
            Some('\'') => (Place::Nothing, String::new(), letters.len()),
            Some('"') if piece.len() == 1 || piece.last() != Some(&'"') => (Place::Value, text[1..].to_owned(), start),
            Some(letter) if letter.is_ascii_digit() => (Place::Nothing, String::new(), letters.len()),
            Some(letter) if is_word(*letter) => match seen.last.as_str() {
                ":" => (Place::Parameter, text, start.saturating_sub(1)),
                "::" => (Place::Type, text, start),
                "." => (Place::Nothing, text, start),
                _ if seen.value => (Place::Operator, text, start),
                _ => (Place::Value, text, start),
            },
            _ => {
                seen.note(piece);
                let place = match seen.last.as_str() {
                    ":" => Place::Parameter,
                    "::" => Place::Type,
                    _ if seen.value => Place::Operator,
                    _ => Place::Value,
                };
                let back = usize::from(place == Place::Parameter);
                (place, String::new(), letters.len() - back)
            }
        };
        Cursor {
            place,
            word,
            from,
            inside: seen.inside,
            case,
        }
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}
