//! What a `create table` statement says of a table's columns.

/// The most columns that a table may have.
const MOST_COLUMNS: usize = 10_000;

/// The most columns that a key may have.
const MOST_KEYS: usize = 100;

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    pub name: String,
    /// Its declared type, in capitals.
    pub kind: String,
    /// What rows have that were written before the column was added.
    pub usual: Option<Word>,
    /// It is worked out from others and not stored.
    pub is_virtual: bool,
    is_key: bool,
}

/// How a table is stored.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Declared {
    /// Its columns, as they are declared.
    pub columns: Vec<Column>,
    /// Which column is the row's number, and stored as such.
    pub row_number: Option<usize>,
    /// In which order the columns are stored.
    pub stored: Vec<usize>,
}

/// A word of a statement.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    /// A name or a keyword, or a number.
    Plain(String),
    /// A name in quotes.
    Name(String),
    /// Text in single quotes.
    Text(String),
    /// Any other letter.
    Sign(char),
}

/// Reads a statement.
pub(super) fn read(sql: &str) -> Option<Declared> {
    let words = words(sql);
    let open = words.iter().position(|word| *word == Word::Sign('('))?;
    let (parts, behind) = parts(&words[open + 1..]);
    let mut declared = Declared::default();
    let mut keys: Vec<String> = Vec::new();
    for part in parts {
        match constraint(part) {
            Some(part) => keys.extend(key_columns(part)),
            None => declared.columns.extend(column(part)),
        }
    }
    let is_without = behind
        .windows(2)
        .any(|pair| pair[0].is("WITHOUT") && pair[1].is("ROWID"));
    if keys.is_empty() {
        keys = declared
            .columns
            .iter()
            .filter(|column| column.is_key)
            .map(|column| column.name.clone())
            .collect();
    }
    if declared.columns.len() > MOST_COLUMNS || keys.len() > MOST_KEYS {
        return None;
    }
    let find = |name: &String| {
        declared
            .columns
            .iter()
            .position(|column| column.name.eq_ignore_ascii_case(name))
    };
    let keys: Vec<usize> = keys.iter().filter_map(find).collect();
    let is_stored = |index: &usize| !declared.columns[*index].is_virtual;
    let all = (0..declared.columns.len()).filter(is_stored);
    if is_without {
        for key in &keys {
            if !declared.stored.contains(key) {
                declared.stored.push(*key);
            }
        }
        let rest: Vec<_> = all.filter(|index| !keys.contains(index)).collect();
        declared.stored.extend(rest);
    } else {
        declared.stored = all.collect();
        declared.row_number = match keys.as_slice() {
            [key] if declared.columns[*key].kind == "INTEGER" => Some(*key),
            _ => None,
        };
    }
    (!declared.columns.is_empty()).then_some(declared)
}

impl Word {
    fn is(&self, keyword: &str) -> bool {
        matches!(self, Self::Plain(word) if word.eq_ignore_ascii_case(keyword))
    }

    fn is_one_of(&self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.is(keyword))
    }

    fn name(&self) -> Option<&str> {
        match self {
            Self::Plain(name) | Self::Name(name) | Self::Text(name) => Some(name),
            Self::Sign(_) => None,
        }
    }
}

/// What stands between the commas inside these parentheses, and what stands behind them.
fn parts(words: &[Word]) -> (Vec<&[Word]>, &[Word]) {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (index, word) in words.iter().enumerate() {
        match word {
            Word::Sign('(') => depth += 1,
            Word::Sign(')') if depth == 0 => {
                parts.push(&words[start..index]);
                return (parts, &words[index + 1..]);
            }
            Word::Sign(')') => depth -= 1,
            Word::Sign(',') if depth == 0 => {
                parts.push(&words[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&words[start..]);
    (parts, &[])
}

/// A constraint of the table, without its name.
fn constraint(part: &[Word]) -> Option<&[Word]> {
    let part = match part {
        [first, _, rest @ ..] if first.is("CONSTRAINT") => rest,
        part => part,
    };
    let first = part.first()?;
    first
        .is_one_of(&["PRIMARY", "UNIQUE", "CHECK", "FOREIGN"])
        .then_some(part)
}

fn key_columns(part: &[Word]) -> Vec<String> {
    let [first, _, Word::Sign('('), rest @ ..] = part else {
        return Vec::new();
    };
    if !first.is("PRIMARY") {
        return Vec::new();
    }
    let names = parts(rest).0.into_iter().filter_map(|part| part.first()?.name());
    names.map(str::to_owned).collect()
}

fn column(part: &[Word]) -> Option<Column> {
    const BEHIND: [&str; 11] = [
        "CONSTRAINT",
        "PRIMARY",
        "NOT",
        "NULL",
        "UNIQUE",
        "CHECK",
        "DEFAULT",
        "COLLATE",
        "REFERENCES",
        "GENERATED",
        "AS",
    ];
    let (name, rest) = part.split_first()?;
    let length = rest.iter().take_while(|word| !word.is_one_of(&BEHIND)).count();
    let (kind, behind) = rest.split_at(length);
    let kind: Vec<_> = kind.iter().map_while(Word::name).map(str::to_ascii_uppercase).collect();
    let after = |keyword: &str| behind.iter().position(|word| word.is(keyword));
    let is_descending = after("PRIMARY").is_some_and(|at| behind.get(at + 2).is_some_and(|word| word.is("DESC")));
    let is_generated = after("AS").is_some_and(|at| behind.get(at + 1) == Some(&Word::Sign('(')));
    let kind = kind.join(" ");
    Some(Column {
        name: name.name()?.to_owned(),
        kind: if is_descending { format!("{kind} DESC") } else { kind },
        usual: after("DEFAULT").and_then(|at| usual(&behind[at + 1..])),
        is_virtual: is_generated && after("STORED").is_none(),
        is_key: after("PRIMARY").is_some(),
    })
}

/// A constant behind `default`.
fn usual(words: &[Word]) -> Option<Word> {
    match words {
        [Word::Sign('-'), Word::Plain(number), ..] => Some(Word::Plain(format!("-{number}"))),
        [Word::Sign('+'), number, ..] => Some(number.clone()),
        [Word::Sign('('), rest @ ..] => usual(rest),
        [word, ..] => Some(word.clone()),
        [] => None,
    }
}

fn words(sql: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '-' if rest.starts_with("--") => rest.split_once('\n').map_or("", |(_, rest)| rest),
            '/' if rest.starts_with("/*") => rest.split_once("*/").map_or("", |(_, rest)| rest),
            '"' | '`' | '\'' | '[' => quoted(rest, first, &mut words),
            first if first.is_whitespace() => rest.trim_start(),
            first if is_letter(first) => {
                let end = rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
                words.push(Word::Plain(rest[..end].to_owned()));
                &rest[end..]
            }
            first => {
                words.push(Word::Sign(first));
                &rest[first.len_utf8()..]
            }
        };
    }
    words
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$' | '.') || !letter.is_ascii()
}

/// Takes a word in quotes; a quote twice inside stands for itself.
fn quoted<'a>(text: &'a str, quote: char, words: &mut Vec<Word>) -> &'a str {
    let end = if quote == '[' { ']' } else { quote };
    let (mut word, mut rest) = (String::new(), &text[1..]);
    while let Some((before, behind)) = rest.split_once(end) {
        word += before;
        rest = behind;
        match rest.strip_prefix(end) {
            Some(behind) if quote != '[' => {
                word.push(end);
                rest = behind;
            }
            _ => {
                words.push(if quote == '\'' {
                    Word::Text(word)
                } else {
                    Word::Name(word)
                });
                return rest;
            }
        }
    }
    ""
}
