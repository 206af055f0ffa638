//! Categories that are the same thing spelled in several ways: “Acme Inc”, “ACME, Inc.”, “Acme Icn”.

use super::facts::{Facts, Text, counted};
use crate::error::Error;
use spec::report::{Meaning, Suspicion};
use spec::step::Operation;
use std::collections::{BTreeMap, BTreeSet};

/// More different texts than this are not compared.
const MOST_TEXTS: usize = 50_000;
/// More different texts than this are compared by their letters alone, not for slips.
const MOST_FOR_SLIPS: usize = 2_000;
/// How many groups of a column are told of, the largest first.
const MOST_GROUPS: usize = 8;

/// Spellings that differ in letters' case, accents, marks, the order of words, or by one slip.
pub(super) fn near_duplicates(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    if !is_of_categories(facts) {
        return Ok(Vec::new());
    }
    let texts: Vec<_> = facts.texts().collect();
    let mut groups = alike(&texts);
    if facts.meaning == Meaning::Person {
        // Luis and Luís are two people as often as one.
        groups.retain(|_, group| {
            group
                .iter()
                .all(|text| text.text.to_lowercase() == group[0].text.to_lowercase())
        });
    }
    if texts.len() <= MOST_FOR_SLIPS && facts.meaning != Meaning::Person {
        slips(&texts, &mut groups);
    }
    let mut found: Vec<Vec<Text<'_>>> = groups
        .into_values()
        .filter(|group| differ_in_more_than_spaces(group))
        .collect();
    for group in &mut found {
        group.sort_by(|a, b| b.count.cmp(&a.count).then(a.row.cmp(&b.row)));
    }
    found.sort_by_key(|group| {
        (
            std::cmp::Reverse(group.iter().map(|text| text.count).sum::<u64>()),
            group[0].row,
        )
    });
    found.iter().take(MOST_GROUPS).map(|group| told(facts, group)).collect()
}

fn is_of_categories(facts: &Facts) -> bool {
    const LONG: usize = 60;
    let names = matches!(
        facts.meaning,
        Meaning::Identifier
            | Meaning::Email
            | Meaning::Url
            | Meaning::Phone
            | Meaning::IpAddress
            | Meaning::PostalCode
            | Meaning::Coordinate
    );
    let few = (2..=MOST_TEXTS as u64).contains(&facts.profile.distinct);
    !names && few && facts.text_length() <= LONG
}

fn told(facts: &Facts, group: &[Text<'_>]) -> Result<Suspicion, Error> {
    let count = group.iter().skip(1).map(|text| text.count).sum();
    let others: Vec<_> = group
        .iter()
        .skip(1)
        .take(4)
        .map(|text| format!("“{}”", text.text))
        .collect();
    let more = if group.len() > 5 { ", …" } else { "" };
    let to = group[0].text.trim().to_owned();
    let said = format!(
        "“{}” spells “{}” ({}) also {}{more} ({})",
        facts.name(),
        group[0].text,
        counted(group[0].count, "row"),
        others.join(", "),
        counted(count, "row")
    );
    Ok(Suspicion {
        examples: facts.examples(group.iter().map(|text| text.row))?,
        fix: Some(Operation::Unify {
            column: facts.name().to_owned(),
            values: group
                .iter()
                .map(|text| text.text.to_owned())
                .filter(|text| *text != to)
                .collect(),
            to,
        }),
        ..facts.suspicion("near_duplicates", count, said)
    })
}

/// Groups of texts by what they come down to.
type Groups<'a> = BTreeMap<String, Vec<Text<'a>>>;

fn alike<'a>(texts: &[Text<'a>]) -> Groups<'a> {
    let mut groups: Groups<'a> = BTreeMap::new();
    for text in texts {
        if let Some(print) = fingerprint(text.text) {
            groups.entry(print).or_default().push(*text);
        }
    }
    for group in groups.values_mut() {
        without_other_orders(group);
    }
    groups.retain(|_, group| group.len() > 1);
    groups
}

/// Words in another order are the same only where a comma says so: “Smith, John”, but not the ways from A to B and from B to A.
fn without_other_orders(group: &mut Vec<Text<'_>>) {
    let Some(first) = group.iter().max_by_key(|text| text.count).map(|text| text.text) else {
        return;
    };
    if group.len() > 1 && !first.contains(',') {
        let words = plain(first);
        group.retain(|text| text.text.contains(',') || plain(text.text) == words);
    }
}

/// Those that differ in spaces alone are told of as such.
fn differ_in_more_than_spaces(group: &[Text<'_>]) -> bool {
    let plain: BTreeSet<String> = group
        .iter()
        .map(|text| text.text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    plain.len() > 1
}

/// What is left of a text without case, accents and marks, its words in order; none when too little is left to tell.
pub(super) fn fingerprint(text: &str) -> Option<String> {
    let mut words = plain(text);
    words.sort_unstable();
    let print = words.join(" ");
    let known = print.chars().filter(|letter| letter.is_alphabetic()).count();
    (known >= 3).then_some(print)
}

fn plain(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut plain = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let beside = |place: Option<usize>| {
            place
                .and_then(|place| letters.get(place))
                .is_some_and(char::is_ascii_digit)
        };
        let among_digits = beside(at.checked_sub(1)) || beside(Some(at + 1));
        match letter {
            '\'' | '’' | '`' | '"' | '“' | '”' => {}
            '.' if !among_digits => {}
            ',' | ';' | ':' | '_' | '-' | '–' | '(' | ')' if !among_digits => plain.push(' '),
            letter if letter.is_whitespace() => plain.push(' '),
            letter => plain.extend(letter.to_lowercase().flat_map(without_accent)),
        }
    }
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn without_accent(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'ī' => "i",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        'ł' => "l",
        'ś' | 'š' => "s",
        'ź' | 'ż' | 'ž' => "z",
        'ř' => "r",
        _ => "",
    };
    let kept = plain.is_empty().then_some(letter);
    kept.into_iter().chain(plain.chars())
}

/// Adds rare texts that differ by one slip from a frequent one to its group.
fn slips<'a>(texts: &[Text<'a>], groups: &mut Groups<'a>) {
    const FREQUENT: u64 = 5;
    let grouped: BTreeSet<usize> = groups.values().flatten().map(|text| text.row).collect();
    let plain: Vec<_> = texts
        .iter()
        .filter_map(|text| Some((*text, fingerprint(text.text)?)))
        .collect();
    for (rare, print) in &plain {
        if grouped.contains(&rare.row) {
            continue;
        }
        let is_meant = |text: &Text<'_>, other: &str| {
            text.count >= FREQUENT
                && text.count >= 5 * rare.count
                && rare.count * 20 <= text.count * 4
                && is_slip(other, print)
        };
        let meant = plain
            .iter()
            .filter(|(text, other)| is_meant(text, other))
            .max_by_key(|(text, _)| text.count);
        if let Some((text, other)) = meant {
            let group = groups.entry(other.clone()).or_default();
            if group.is_empty() {
                group.push(*text);
            }
            group.push(*rare);
        }
    }
}

/// Whether one word, of five letters or more and no digits, differs by one letter that is missing, doubled, wrong or swapped with its neighbour.
pub(super) fn is_slip(meant: &str, written: &str) -> bool {
    const SHORT: usize = 5;
    if meant == written || meant.len().abs_diff(written.len()) > 4 {
        return false;
    }
    let (ours, theirs): (Vec<_>, Vec<_>) = (meant.split(' ').collect(), written.split(' ').collect());
    let odd: Vec<_> = ours.iter().filter(|word| !theirs.contains(word)).collect();
    let other: Vec<_> = theirs.iter().filter(|word| !ours.contains(word)).collect();
    let ([one], [two]) = (&odd[..], &other[..]) else {
        return false;
    };
    let are_words = |word: &str| word.chars().count() >= SHORT && word.chars().all(char::is_alphabetic);
    ours.len() == theirs.len() && are_words(one) && are_words(two) && differ_by_one(one, two)
}

fn differ_by_one(meant: &str, written: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (meant.chars().collect(), written.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    // Another first or last letter makes another word more often than a slip: Daniel, Daniela.
    let ends = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    if same == 0 || ends == 0 {
        return false;
    }
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => a[same..] == b[same + 1..],
        std::cmp::Ordering::Greater => a[same + 1..] == b[same..],
        std::cmp::Ordering::Equal => {
            let is_wrong = a[same + 1..] == b[same + 1..];
            let is_swapped = same + 1 < a.len()
                && a[same] == b[same + 1]
                && a[same + 1] == b[same]
                && a[same + 2..] == b[same + 2..];
            is_wrong || is_swapped
        }
    }
}
