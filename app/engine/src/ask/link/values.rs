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
        for value in values.iter().filter(|value| wanted.may_hold(value)) {
            let Some(places) = wanted.texts.get(&normal(value)) else {
                continue;
            };
            for place in places {
                let namesake = place.quality < 0.9 && scope.fields[field].values.len() < 4;
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

/// The values of which a word that means nothing else is a part, or a misspelling.
pub(in crate::ask) fn partial(scope: &Scope<'_>, tokens: &[Token], start: usize) -> Vec<Hit> {
    let word = &tokens[start].text;
    if word.chars().count() < 3 {
        return Vec::new();
    }
    let mut hits = Vec::new();
    for (field, values) in scope.fields.iter().map(|field| field.values).enumerate() {
        for value in values {
            let quality = likeness(word, value);
            if quality > 0.0 {
                hits.push(Hit {
                    field,
                    value: value.clone(),
                    start,
                    length: 1,
                    quality,
                });
            }
        }
    }
    hits.sort_by(|left, right| right.quality.total_cmp(&left.quality));
    let best = hits.first().map_or(0.0, |hit| hit.quality);
    hits.retain(|hit| hit.quality >= best);
    hits
}

/// The runs of tokens that values are compared with.
struct Wanted {
    texts: HashMap<String, Vec<Hit>>,
    starts: Vec<bool>,
    longest: usize,
}

impl Wanted {
    fn new(tokens: &[Token]) -> Self {
        let mut wanted = Self {
            texts: HashMap::new(),
            starts: vec![false; 1 << 16],
            longest: 0,
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
        self.starts[beginning(&text)] = true;
        self.longest = self.longest.max(text.len());
        self.texts.entry(text).or_default().push(Hit {
            field: 0,
            value: String::new(),
            start,
            length,
            quality,
        });
    }

    fn may_hold(&self, value: &str) -> bool {
        let first = value.as_bytes().first();
        let plain = first.is_some_and(|letter| letter.is_ascii_alphanumeric());
        !plain || (value.len() <= self.longest * 2 + 8 && self.starts[beginning(value)])
    }
}

/// The first two bytes in lower case, any sign as a space: a cheap first look.
fn beginning(text: &str) -> usize {
    let mut bytes = text.bytes().map(|byte| match byte.to_ascii_lowercase() {
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => b' ',
    });
    let (first, second) = (bytes.next().unwrap_or(b' '), bytes.next().unwrap_or(b' '));
    usize::from(first) << 8 | usize::from(second)
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

fn likeness(word: &str, value: &str) -> f32 {
    let same_start = value.chars().next().and_then(|letter| letter.to_lowercase().next()) == word.chars().next();
    if same_start && value.len() < 40 {
        let lower = value.to_lowercase();
        let most = if word.chars().count() > 6 { 2 } else { 1 };
        if word.chars().count() > 4 && distance(word, &lower, most) <= most {
            return 0.8;
        }
    }
    let bytes = value.len() > word.len() && contains_ignoring_case(value, word);
    if bytes && normal(value).split(' ').any(|part| part == word) {
        0.75
    } else {
        0.0
    }
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word)) || !word.is_ascii()
}
