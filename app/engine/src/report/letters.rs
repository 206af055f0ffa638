//! Text that came to harm: spaces around it, letters read in the wrong encoding, ends cut off.

use super::facts::{Facts, Text, are, counted, shortened};
use crate::error::Error;
use spec::report::{Meaning, Suspicion};
use spec::step::{Match, Operation};
use std::collections::BTreeMap;

/// Spaces around text, and doubled ones inside of short text.
pub(super) fn spaces(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let is_free = facts.meaning == Meaning::Text;
    let has = |text: &Text<'_>| text.text.trim() != text.text || !is_free && has_doubled(text.text);
    let found: Vec<_> = facts.texts().filter(has).collect();
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let count = total(&found);
    let said = format!(
        "{} of “{}” {} spaces around the text or doubled inside",
        counted(count, "cell"),
        facts.name(),
        if count == 1 { "has" } else { "have" }
    );
    Ok(vec![Suspicion {
        examples: facts.examples(rows(&found))?,
        fix: Some(Operation::Trim {
            columns: vec![facts.name().to_owned()],
        }),
        ..facts.suspicion("spaces", count, said)
    }])
}

fn has_doubled(text: &str) -> bool {
    let mut was_space = false;
    for letter in text.chars() {
        if letter.is_whitespace() && was_space {
            return true;
        }
        was_space = letter.is_whitespace();
    }
    false
}

/// UTF-8 that was read as if it were another encoding: `CafÃ©`.
pub(super) fn garbled(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let repairs: Vec<_> = facts
        .texts()
        .filter_map(|text| Some((text, repaired(text.text)?)))
        .collect();
    let Some((first, meant)) = repairs.first() else {
        return Ok(Vec::new());
    };
    let found: Vec<_> = repairs.iter().map(|(text, _)| *text).collect();
    let count = total(&found);
    let were = if count == 1 { "was" } else { "were" };
    let said = format!(
        "{} of “{}” {were} read in the wrong encoding somewhere, such as “{}” for “{}”",
        counted(count, "cell"),
        facts.name(),
        shortened(first.text),
        shortened(meant)
    );
    let fix = Operation::Replace {
        columns: vec![facts.name().to_owned()],
        find: first.text.to_owned(),
        with: meant.clone(),
        how: Match::Whole,
    };
    Ok(vec![Suspicion {
        examples: facts.examples(rows(&found))?,
        fix: (repairs.len() == 1).then_some(fix),
        ..facts.suspicion("wrong_encoding", count, said)
    }])
}

/// What text was before it was read in the wrong encoding, when it was.
fn repaired(text: &str) -> Option<String> {
    let is_western = |letter: char| matches!(letter, '\u{80}'..='\u{ff}' | '€' | '‚'..='„' | 'ƒ' | '…' | '†' | '‡' | 'ˆ' | '‰' | 'Š' | '‹' | 'Œ' | 'Ž' | '‘'..='•' | '–' | '—' | '˜' | '™' | 'š' | '›' | 'œ' | 'ž' | 'Ÿ');
    if text.is_ascii() || text.chars().any(|letter| !letter.is_ascii() && !is_western(letter)) {
        return None;
    }
    let (bytes, _, has_failed) = encoding_rs::WINDOWS_1252.encode(text);
    let meant = std::str::from_utf8(&bytes).ok().filter(|_| !has_failed)?;
    meant
        .chars()
        .all(|letter| !letter.is_control() || letter == '\n')
        .then(|| meant.to_owned())
}

/// The mark for a letter that could not be read.
pub(super) fn replaced(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let found: Vec<_> = facts.texts().filter(|text| text.text.contains('\u{fffd}')).collect();
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let count = total(&found);
    let said = format!(
        "{} of “{}” {} letters that could not be read (�); choose the file's encoding and read it again",
        counted(count, "cell"),
        facts.name(),
        if count == 1 { "has" } else { "have" }
    );
    Ok(vec![Suspicion {
        examples: facts.examples(rows(&found))?,
        ..facts.suspicion("replacement_characters", count, said)
    }])
}

/// The lengths at which programs cut.
const LIMITS: [usize; 24] = [
    30, 31, 32, 35, 40, 50, 60, 64, 80, 100, 120, 128, 140, 150, 160, 200, 250, 254, 255, 256, 500, 512, 1000, 1024,
];
const LONG_LIMITS: [usize; 8] = [2000, 2048, 4000, 4096, 8000, 32_759, 32_767, 65_535];

/// Many texts that end at the same round length, the longest there is.
pub(super) fn cut_off(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    if facts.text_length() < 10 || facts.profile.distinct < 10 {
        return Ok(Vec::new());
    }
    let mut by_length: BTreeMap<usize, u64> = BTreeMap::new();
    for text in facts.texts() {
        *by_length.entry(text.text.chars().count()).or_default() += 1;
    }
    let Some((longest, count)) = by_length.last_key_value().map(|(length, count)| (*length, *count)) else {
        return Ok(Vec::new());
    };
    let below: u64 = by_length
        .range(longest.saturating_sub(longest / 10 + 3)..longest)
        .map(|(_, count)| count)
        .sum();
    let is_limit = LIMITS.contains(&longest) || LONG_LIMITS.contains(&longest);
    if !is_limit || count < 3 || count * 2 > facts.profile.distinct || by_length.len() < 5 || count < 2 * below {
        return Ok(Vec::new());
    }
    let found: Vec<_> = facts
        .texts()
        .filter(|text| text.text.chars().count() == longest)
        .collect();
    let count = total(&found);
    let said = format!(
        "{} of “{}” {} exactly {longest} letters long and none longer: the ends may be cut off",
        counted(count, "cell"),
        facts.name(),
        are(count)
    );
    Ok(vec![Suspicion {
        examples: facts.examples(rows(&found))?,
        ..facts.suspicion("cut_off", count, said)
    }])
}

fn total(texts: &[Text<'_>]) -> u64 {
    texts.iter().map(|text| text.count).sum()
}

fn rows<'a>(texts: &'a [Text<'_>]) -> impl Iterator<Item = usize> + 'a {
    texts.iter().map(|text| text.row)
}
