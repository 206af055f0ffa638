//! LIKE patterns: `%` is any text, `_` any one letter.

use memchr::memmem::Finder;

/// A pattern, ready to be compared with many texts.
pub(super) enum Pattern {
    /// Exactly this.
    Whole(String),
    /// Starts with this.
    Start(String),
    /// Ends with this.
    End(String),
    /// Contains this.
    Within(Box<Finder<'static>>),
    /// Any other.
    Parts(Vec<Part>),
}

/// One piece of a pattern.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    Letter(char),
    One,
    Any,
}

impl Pattern {
    /// Reads a pattern.
    pub(super) fn new(pattern: &str, escape: Option<char>) -> Self {
        let parts = parts(pattern, escape);
        let letters = |parts: &[Part]| -> Option<String> {
            parts
                .iter()
                .map(|part| match part {
                    Part::Letter(letter) => Some(*letter),
                    Part::One | Part::Any => None,
                })
                .collect()
        };
        let simple = match parts.as_slice() {
            [Part::Any, middle @ .., Part::Any] => {
                letters(middle).map(|text| Self::Within(Box::new(Finder::new(text.as_bytes()).into_owned())))
            }
            [start @ .., Part::Any] => letters(start).map(Self::Start),
            [Part::Any, end @ ..] => letters(end).map(Self::End),
            whole => letters(whole).map(Self::Whole),
        };
        simple.unwrap_or(Self::Parts(parts))
    }

    /// Whether the text is like the pattern.
    pub(super) fn matches(&self, text: &str) -> bool {
        match self {
            Self::Whole(whole) => text == whole,
            Self::Start(start) => text.starts_with(start.as_str()),
            Self::End(end) => text.ends_with(end.as_str()),
            Self::Within(finder) => finder.find(text.as_bytes()).is_some(),
            Self::Parts(parts) => matches_parts(parts, text),
        }
    }
}

fn parts(pattern: &str, escape: Option<char>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        let part = match letter {
            letter if Some(letter) == escape => letters.next().map_or(Part::Letter(letter), Part::Letter),
            '%' => Part::Any,
            '_' => Part::One,
            letter => Part::Letter(letter),
        };
        if part != Part::Any || parts.last() != Some(&Part::Any) {
            parts.push(part);
        }
    }
    parts
}

/// Goes back to the last `%` when a letter does not fit.
fn matches_parts(parts: &[Part], text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let (mut at, mut part) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while at < letters.len() {
        match parts.get(part) {
            Some(Part::Any) => {
                back = Some((part, at));
                part += 1;
            }
            Some(Part::One) => {
                at += 1;
                part += 1;
            }
            Some(Part::Letter(letter)) if *letter == letters[at] => {
                at += 1;
                part += 1;
            }
            _ => match back {
                Some((any, from)) => {
                    back = Some((any, from + 1));
                    at = from + 1;
                    part = any + 1;
                }
                None => return false,
            },
        }
    }
    parts[part..].iter().all(|part| *part == Part::Any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match() {
        for (pattern, text, expected) in [
            ("%refund%", "a refund", true),
            ("a%", "ab", true),
            ("a%", "ba", false),
            ("%b", "ab", true),
            ("a_c", "aéc", true),
            ("a%b%c", "aXbYbc", true),
            ("a%b%c", "aXbYb", false),
            ("", "", true),
            ("%", "", true),
            ("_", "", false),
            ("50!%", "50%", true),
            ("50!%", "500", false),
        ] {
            assert_eq!(
                Pattern::new(pattern, Some('!')).matches(text),
                expected,
                "{pattern} {text}"
            );
        }
    }
}
