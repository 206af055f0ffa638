//! Words become values of columns.

use super::Scope;
use super::spelling::distance;
use crate::ask::lexicon::namesakes::namesakes;
use crate::ask::stem::singular;
use crate::ask::words::{Token, TokenKind, normal};
use std::collections::HashMap;

/// A value that words may mean.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ask) struct Hit {
    /// Where its column stands in [`Scope::fields`].
    pub field: usize,
    /// The value, as in the data.
    pub value: String,
    /// The first token.
    pub start: usize,
    /// How many tokens.
    pub length: usize,
    /// How well the words fit, from 0 to 1.
    pub quality: f32,
}

/// The most tokens that a value is looked for in.
const LONGEST: usize = 7;

/// The values that the tokens name in full.
pub(in crate::ask) fn exact(scope: &Scope<'_>, tokens: &[Token]) -> Vec<Hit> {
    let wanted = Wanted::new(tokens);
    let mut hits = Vec::new();
    for (field, values) in scope.fields.iter().map(|field| field.values).enumerate() {
        for value in values {
            for place in wanted.named_by(value) {
                let namesake = place.quality < 0.9 && values.len() < 4;
                if namesake || is_meant(&tokens[place.start..place.start + place.length], value) {
                    hits.push(Hit {
                        field,
                        value: value.clone(),
                        ..place.clone()
                    });
                }
            }
        }
    }
    hits
}

/// The values of which a word that means nothing else is a part, or a misspelling; for each of the tokens at `places`.
pub(in crate::ask) fn partial(scope: &Scope<'_>, tokens: &[Token], places: &[usize]) -> Vec<Vec<Hit>> {
    let mut hits: Vec<Vec<Hit>> = places.iter().map(|_| Vec::new()).collect();
    for (field, values) in scope.fields.iter().map(|field| field.values).enumerate() {
        let spelled = values.len() <= MOST_SPELLED;
        for value in values {
            for (place, hits) in places.iter().zip(&mut hits) {
                let quality = likeness(&tokens[*place].text, value, spelled);
                if quality > 0.0 && hits.len() < MOST_HITS {
                    hits.push(Hit {
                        field,
                        value: value.clone(),
                        start: *place,
                        length: 1,
                        quality,
                    });
                }
            }
        }
    }
    for hits in &mut hits {
        hits.sort_by(|left, right| right.quality.total_cmp(&left.quality));
        let best = hits.first().map_or(0.0, |hit| hit.quality);
        hits.retain(|hit| hit.quality >= best);
    }
    hits
}

/// A column with more values is not searched for misspelled ones.
const MOST_SPELLED: usize = 1_000;

/// How many values one word may be a part of.
const MOST_HITS: usize = 200;

/// The runs of tokens that values are compared with, by the first two bytes of their text.
struct Wanted {
    texts: HashMap<u16, Vec<(String, Hit)>>,
    starts: Vec<bool>,
}

impl Wanted {
    fn new(tokens: &[Token]) -> Self {
        let mut wanted = Self {
            texts: HashMap::new(),
            starts: vec![false; 1 << 16],
        };
        for start in 0..tokens.len() {
            let mut text = String::new();
            for length in 1..=LONGEST.min(tokens.len() - start) {
                let token = &tokens[start + length - 1];
                if token.kind == TokenKind::Mark {
                    break;
                }
                if length > 1 {
                    text.push(' ');
                }
                text.push_str(&normal(&token.text));
                wanted.add(text.clone(), start, length, 1.0);
                for other in namesakes(&text) {
                    wanted.add(other.to_owned(), start, length, 0.85);
                }
                let single = singular(&text);
                if single != text {
                    wanted.add(single, start, length, 0.93);
                }
            }
        }
        wanted
    }

    fn add(&mut self, text: String, start: usize, length: usize, quality: f32) {
        if text.is_empty() {
            return;
        }
        let key = beginning(&text);
        self.starts[usize::from(key)] = true;
        let hit = Hit {
            field: 0,
            value: String::new(),
            start,
            length,
            quality,
        };
        self.texts.entry(key).or_default().push((text, hit));
    }

    fn named_by<'a>(&'a self, value: &'a str) -> impl Iterator<Item = &'a Hit> {
        let trimmed = value.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let key = beginning(trimmed);
        let texts = self.starts[usize::from(key)].then(|| self.texts.get(&key)).flatten();
        let texts = texts.into_iter().flatten();
        texts
            .filter(move |(text, _)| is_normally(trimmed, text))
            .map(|(_, hit)| hit)
    }
}

/// The first two bytes in lower case, any sign as a space: a cheap first look.
fn beginning(text: &str) -> u16 {
    let mut bytes = text.bytes().map(|byte| match byte {
        letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
        letter if letter.is_ascii() => b' ',
        _ => 0xff,
    });
    let (first, second) = (bytes.next().unwrap_or(b' '), bytes.next().unwrap_or(b' '));
    u16::from(first) << 8 | u16::from(second)
}

/// Whether a value's words are these; stops at the first letter that differs.
fn is_normally(value: &str, text: &str) -> bool {
    let mut wanted = text.chars();
    let (mut begun, mut gap) = (false, false);
    for letter in value.chars() {
        if !letter.is_alphanumeric() {
            gap = begun;
            continue;
        }
        if std::mem::take(&mut gap) && wanted.next() != Some(' ') {
            return false;
        }
        begun = true;
        if letter.to_lowercase().any(|lower| wanted.next() != Some(lower)) {
            return false;
        }
    }
    wanted.next().is_none()
}

/// Very short values are only meant when they are written as they are: "in", "or" and "a" are words.
fn is_meant(tokens: &[Token], value: &str) -> bool {
    let [token] = tokens else { return true };
    match token.kind {
        TokenKind::Quoted => true,
        TokenKind::Number(_) | TokenKind::Date(_) => false,
        _ => value.chars().count() > 2 || token.raw == value,
    }
}

fn likeness(word: &str, value: &str, spelled: bool) -> f32 {
    if spelled && value.len().abs_diff(word.len()) <= 2 && word.len() > 4 {
        let first = value.chars().next().and_then(|letter| letter.to_lowercase().next());
        let most = if word.chars().count() > 6 { 2 } else { 1 };
        if first == word.chars().next() && distance(word, &value.to_lowercase(), most) <= most {
            return 0.8;
        }
    }
    if value.len() > word.len() && holds_word(value, word) {
        0.75
    } else {
        0.0
    }
}

/// Whether one of the value's words is this one.
fn holds_word(value: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return normal(value).split(' ').any(|part| part == word);
    }
    let (bytes, wanted) = (value.as_bytes(), word.as_bytes());
    let mut inside = false;
    for start in 0..=bytes.len() - wanted.len() {
        let begins = !inside;
        inside = bytes[start].is_ascii_alphanumeric() || !bytes[start].is_ascii();
        if begins && bytes[start..start + wanted.len()].eq_ignore_ascii_case(wanted) {
            let next = bytes.get(start + wanted.len());
            if next.is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric()) {
                return true;
            }
        }
    }
    false
}
