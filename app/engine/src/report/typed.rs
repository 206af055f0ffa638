//! Text that is nearly, or wholly, numbers or dates.

use super::facts::{Facts, Text, counted};
use crate::error::Error;
use spec::dataset::Type;
use spec::report::{Meaning, Suspicion};
use spec::step::Operation;

/// Numbers and dates in a column of text: all cells, or all but a few odd ones.
pub(super) fn nearly_typed(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let Some((to, odd)) = nearly(facts) else {
        return Ok(Vec::new());
    };
    let found = match odd.is_empty() {
        true => stored_as_text(facts, to)?,
        false => odd_cells(facts, to, &odd)?,
    };
    Ok(vec![Suspicion {
        fix: Some(retyped(facts, to)),
        ..found
    }])
}

fn odd_cells(facts: &Facts, to: Type, odd: &[Text<'_>]) -> Result<Suspicion, Error> {
    let count: u64 = odd.iter().map(|text| text.count).sum();
    let said = format!(
        "“{}” is text because {}, such as “{}”",
        facts.name(),
        match count {
            1 => format!("1 cell is not a {}", single(to)),
            count => format!("{} are not {}s", counted(count, "cell"), single(to)),
        },
        odd[0].text
    );
    Ok(Suspicion {
        examples: facts.examples(odd.iter().map(|text| text.row))?,
        ..facts.suspicion("odd_cells", count, said)
    })
}

fn stored_as_text(facts: &Facts, to: Type) -> Result<Suspicion, Error> {
    let said = format!("every cell of “{}” is a {}, stored as text", facts.name(), single(to));
    Ok(Suspicion {
        examples: facts.examples(facts.texts().take(3).map(|text| text.row))?,
        ..facts.suspicion("numbers_as_text", facts.filled(), said)
    })
}

fn retyped(facts: &Facts, to: Type) -> Operation {
    Operation::Retype {
        column: facts.name().to_owned(),
        to,
        dates: None,
        decimal: None,
    }
}

fn single(to: Type) -> &'static str {
    match to {
        Type::Date => "date",
        Type::Integer => "whole number",
        _ => "number",
    }
}

/// 600.10 and 600.1 are two numbers of two courses.
const IDS: &[&str] = &[
    "id", "cid", "code", "no", "nr", "number", "version", "section", "phone", "fax",
];

/// What at least 95 percent of the cells are, and the different ones that are not.
fn nearly(facts: &Facts) -> Option<(Type, Vec<Text<'_>>)> {
    const ENOUGH: u64 = 10;
    let names = matches!(
        facts.meaning,
        Meaning::Phone | Meaning::PostalCode | Meaning::IpAddress | Meaning::Coordinate
    );
    let has_ids = facts.words.iter().any(|word| IDS.contains(&word.as_str()));
    if facts.kind() != Type::Text || names || has_ids || facts.filled() < ENOUGH || facts.text_length() > 24 {
        return None;
    }
    let judge = |is: fn(&str) -> bool| {
        let (mut odd, mut count) = (Vec::new(), 0);
        for text in facts.texts().filter(|text| !is(text.text.trim())) {
            count += text.count;
            if count * 20 > facts.filled() {
                return None;
            }
            odd.push(text);
        }
        Some(odd)
    };
    if facts.texts().any(|text| loses_digits(text.text.trim())) {
        return None;
    }
    if let Some(odd) = judge(is_whole) {
        return Some((Type::Integer, odd));
    }
    if let Some(odd) = judge(is_number) {
        return Some((Type::Float, odd));
    }
    judge(is_date).map(|odd| (Type::Date, odd))
}

/// A number that would lose zeros before it, or digits.
fn loses_digits(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']);
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && (digits.len() > 15 || digits.len() > 1 && digits.starts_with('0'))
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number with marks between thousands, a decimal mark, a currency's sign.
fn is_number(text: &str) -> bool {
    let text = text
        .trim_start_matches(['$', '€', '£', '¥'])
        .trim_end_matches(['%', '€', '$', '£'])
        .trim();
    let digits = text
        .strip_prefix(['-', '+', '−'])
        .unwrap_or(text)
        .trim_start_matches(['$', '€', '£']);
    let allowed = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}');
    let starts = digits.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.' || letter == ',');
    let ends = digits.ends_with(|letter: char| letter.is_ascii_digit());
    let is_plain = starts
        && ends
        && digits.chars().all(allowed)
        && digits.matches('.').count().min(digits.matches(',').count()) <= 1;
    let dots = digits.matches('.').count();
    is_plain
        && (dots <= 1
            || digits
                .split('.')
                .skip(1)
                .all(|part| part.split(',').next().is_some_and(|part| part.len() == 3)))
        || text.parse::<f64>().is_ok_and(f64::is_finite) && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Three numbers with the same mark between, as dates are written.
fn is_date(text: &str) -> bool {
    let mark = |letter: char| matches!(letter, '-' | '/' | '.');
    let Some(first) = text.chars().find(|letter| mark(*letter)) else {
        return false;
    };
    let parts: Vec<_> = text.split(first).collect();
    let [one, two, three] = parts[..] else {
        return false;
    };
    let number = |part: &str| {
        part.parse::<u32>()
            .ok()
            .filter(|_| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let (Some(a), Some(b), Some(c)) = (number(one), number(two), number(three)) else {
        return false;
    };
    let day = |number: u32| (1..=31).contains(&number);
    let month_among = |a: u32, b: u32| (1..=12).contains(&a) && day(b) || (1..=12).contains(&b) && day(a);
    match (one.len(), three.len()) {
        (4, _) => (1000..=9999).contains(&a) && month_among(b, c),
        (_, 4) => (1000..=9999).contains(&c) && month_among(a, b),
        (1..=2, 2) => month_among(a, b),
        _ => false,
    }
}
