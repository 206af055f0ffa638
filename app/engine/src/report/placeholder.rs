//! Values that stand for no value.

use super::facts::{Facts, are, counted};
use crate::error::Error;
use spec::report::{Meaning, Suspicion};
use spec::step::{Match, Operation};

/// Texts that hardly ever mean themselves.
const SURE: &[&str] = &[
    "xxx",
    "xxxx",
    "xx",
    "xxxxx",
    "tbd",
    "tba",
    "t.b.d.",
    "tbc",
    "todo",
    "to do",
    "n.a.",
    "n.a",
    "n/a",
    "#n/a",
    "#ref!",
    "#value!",
    "#div/0!",
    "#name?",
    "#num!",
    "null",
    "nil",
    "nan",
    "undefined",
    "(null)",
    "<null>",
    "(blank)",
    "[blank]",
    "-",
    "--",
    "---",
    "?",
    "??",
    "???",
    ".",
    "..",
    "...",
    "asdf",
    "asdfasdf",
    "qwerty",
    "foo",
    "foobar",
    "lorem ipsum",
    "dummy",
    "unknown",
    "unkown",
    "unbekannt",
    "inconnu",
    "desconocido",
    "sconosciuto",
    "not available",
    "not applicable",
    "not specified",
    "unspecified",
    "no data",
    "missing",
    "keine angabe",
    "k.a.",
    "k. a.",
    "nicht verfügbar",
    "non renseigné",
    "sin datos",
    "no disponible",
    "s/d",
    "placeholder",
    "default",
    "no value",
    "not set",
    "not known",
];
/// Texts that mean themselves among a few kinds of things: train and test, none.
const LIKELY: &[&str] = &[
    "test",
    "testing",
    "test test",
    "none",
    "na",
    "empty",
    "blank",
    "example",
    "sample",
    "other/unknown",
];

/// How many placeholders of a column are told of.
const MOST: usize = 3;

/// Words such as “TBD” and “unknown”.
pub(super) fn texts(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    // NA is Namibia among the codes of countries.
    let are_many = facts.profile.distinct > 10 && facts.text_length() > 3;
    let is_placeholder = |text: &str| {
        let plain = text.trim().to_lowercase();
        SURE.contains(&plain.as_str()) || are_many && LIKELY.contains(&plain.as_str())
    };
    let mut found: Vec<_> = facts
        .texts()
        .filter(|text| text.text.len() <= 24 && is_placeholder(text.text))
        .collect();
    if facts.profile.distinct < 3 || found.len() as u64 == facts.profile.distinct || facts.filled() < 5 {
        return Ok(Vec::new());
    }
    found.sort_by(|a, b| b.count.cmp(&a.count).then(a.row.cmp(&b.row)));
    let of = |text: super::facts::Text<'_>| {
        let said = format!(
            "“{}” is “{}” in {}, which probably means no value",
            facts.name(),
            text.text,
            counted(text.count, "row")
        );
        Ok(Suspicion {
            examples: facts.examples([text.row])?,
            fix: Some(emptied(facts, text.text.to_owned())),
            ..facts.suspicion("placeholder", text.count, said)
        })
    };
    found.into_iter().take(MOST).map(of).collect()
}

const NUMBERS: [f64; 15] = [
    -9.0,
    -99.0,
    -999.0,
    -9999.0,
    -99_999.0,
    -999_999.0,
    -1.0,
    99.0,
    999.0,
    9999.0,
    99_999.0,
    999_999.0,
    9_999_999.0,
    99_999_999.0,
    999_999_999.0,
];

/// Numbers such as -999 and 99999, far from the others.
pub(super) fn numbers(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let names = matches!(facts.meaning, Meaning::Coordinate | Meaning::Period | Meaning::Time);
    if names || !facts.kind().is_number() || facts.numbers.len() < 10 || facts.profile.distinct < 3 {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for ends in [Ends::of(facts, |a, b| a < b), Ends::of(facts, |a, b| a > b)]
        .into_iter()
        .flatten()
    {
        if NUMBERS.contains(&ends.value) && ends.stands_apart() {
            found.push(told(facts, &ends)?);
        }
    }
    Ok(found)
}

/// The outermost value on one side, the next one, and the outermost on the other side.
struct Ends {
    value: f64,
    row: usize,
    count: u64,
    next: f64,
    other: f64,
}

impl Ends {
    fn of(facts: &Facts, is_further: fn(f64, f64) -> bool) -> Option<Self> {
        let mut ends: Option<Self> = None;
        for (value, row) in &facts.numbers {
            match &mut ends {
                Some(ends) if *value == ends.value => ends.count += 1,
                Some(ends) if !is_further(*value, ends.value) => {
                    let is_nearer = ends.next.is_nan() || is_further(*value, ends.next);
                    ends.next = if is_nearer { *value } else { ends.next };
                    let is_last = ends.other.is_nan() || is_further(ends.other, *value);
                    ends.other = if is_last { *value } else { ends.other };
                }
                _ => {
                    let before = ends.take();
                    let next = before.as_ref().map_or(f64::NAN, |before| before.value);
                    let other = before.as_ref().map_or(f64::NAN, |before| {
                        if before.other.is_nan() {
                            before.value
                        } else {
                            before.other
                        }
                    });
                    ends = Some(Self {
                        value: *value,
                        row: *row as usize,
                        count: 1,
                        next,
                        other,
                    });
                }
            }
        }
        ends
    }

    /// Beyond a gap that is wider than everything else together, several times or with an unmistakable sign.
    fn stands_apart(&self) -> bool {
        let gap = (self.value - self.next).abs();
        let rest = (self.next - self.other).abs();
        let changes_sign = self.value < 0.0 && self.next >= 0.0;
        let is_far = gap > rest && gap > self.next.abs() * 0.9;
        match self.value {
            -1.0 => changes_sign && self.count >= 3 && self.next >= 10.0,
            value if changes_sign => self.count >= 2 || value <= -99.0 && is_far,
            _ => is_far && self.count >= 2,
        }
    }
}

fn told(facts: &Facts, ends: &Ends) -> Result<Suspicion, Error> {
    let said = format!(
        "“{}” is {} in {}, far from the other values: {} probably no value",
        facts.name(),
        ends.value,
        counted(ends.count, "row"),
        if ends.count == 1 { "it is" } else { "they are" }
    );
    Ok(Suspicion {
        examples: facts.examples([ends.row])?,
        fix: Some(emptied(facts, ends.value.to_string())),
        ..facts.suspicion("placeholder", ends.count, said)
    })
}

/// Empties the cells that hold this.
pub(super) fn emptied(facts: &Facts, find: String) -> Operation {
    Operation::Replace {
        columns: vec![facts.name().to_owned()],
        find,
        with: String::new(),
        how: Match::Whole,
    }
}

/// “1 row is” or “3 rows are”.
pub(super) fn rows_are(count: u64) -> String {
    format!("{} {}", counted(count, "row"), are(count))
}
