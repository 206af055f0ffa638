//! Meanings, types, keys and dependencies in words.

use spec::dataset::Type;
use spec::report::{Dependency, Meaning, Personal};

/// What the values of a column are.
pub(super) fn meaning(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Measure => "quantity",
        Meaning::Rate => "rate",
        Meaning::Currency => "money",
        Meaning::Percent => "percent",
        Meaning::Category => "category",
        Meaning::Time => "time",
        Meaning::Period => "part of the calendar",
        Meaning::Place => "place",
        Meaning::PostalCode => "postal code",
        Meaning::Coordinate => "coordinate",
        Meaning::Identifier => "identifier",
        Meaning::Email => "e-mail address",
        Meaning::Url => "web address",
        Meaning::Phone => "phone number",
        Meaning::Person => "person",
        Meaning::IpAddress => "internet address",
        Meaning::Flag => "yes or no",
        Meaning::Text => "text",
    }
}

/// How values point at a person: the mark, and what it means.
pub(super) fn personal(personal: Personal) -> (&'static str, &'static str) {
    match personal {
        Personal::Direct => (
            "Personal",
            "Its values name persons: take care with whom you share them",
        ),
        Personal::Indirect => (
            "Personal with others",
            "Together with other columns its values may point at a person",
        ),
        Personal::Sensitive => ("Sensitive", "Its values tell something sensitive about persons"),
    }
}

/// What a type is called.
pub(super) fn kind(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "Yes or no",
        Type::Integer => "Whole number",
        Type::Float => "Number",
        Type::Decimal => "Exact number",
        Type::Text => "Text",
        Type::Date => "Date",
        Type::Datetime => "Date and time",
        Type::Time => "Time of day",
        Type::Duration => "Length of time",
        Type::List => "List",
        Type::Struct => "Record",
    }
}

/// A key in a sentence.
pub(super) fn key(columns: &[String]) -> String {
    match columns {
        [one] => format!("{one} is different in every row"),
        several => format!("{} together are different in every row", joined(several)),
    }
}

/// A dependency in a sentence.
pub(super) fn dependency(dependency: &Dependency) -> String {
    let verb = if dependency.from.len() == 1 {
        "settles"
    } else {
        "settle"
    };
    let said = format!("{} {verb} {}", joined(&dependency.from), dependency.to);
    match dependency.holds < 1.0 {
        true => format!(
            "{said} in {:.1}% of the rows",
            (dependency.holds * 1000.0).floor() / 10.0
        ),
        false => said,
    }
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structure_reads_like_sentences() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert_eq!(key(&names(&["id"])), "id is different in every row");
        assert_eq!(
            key(&names(&["day", "shop"])),
            "day and shop together are different in every row"
        );
        for (from, holds, expected) in [
            (&["zip"][..], 1.0, "zip settles city"),
            (
                &["zip", "land"][..],
                0.9996,
                "zip and land settle city in 99.9% of the rows",
            ),
        ] {
            let given = Dependency {
                from: names(from),
                to: "city".into(),
                holds,
            };
            assert_eq!(dependency(&given), expected);
        }
    }
}
