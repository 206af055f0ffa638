//! Names that sheets may have.

use std::collections::BTreeSet;

const LONGEST: usize = 31;

/// A name that a sheet may have.
pub(super) fn legal(name: &str) -> String {
    let allowed = |letter: char| {
        if r"[]:*?/\".contains(letter) || letter.is_control() {
            '_'
        } else {
            letter
        }
    };
    let name: String = short(&name.chars().map(allowed).collect::<String>(), LONGEST);
    match name.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace()) {
        "" => "Data".to_owned(),
        plain if plain.eq_ignore_ascii_case("history") => "Data".to_owned(),
        plain => plain.to_owned(),
    }
}

/// The same for several sheets of one workbook: those that Excel would take for the same get numbers.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let free = |name: &str| {
        let plain = legal(name);
        let numbered = (2..).map(|number| {
            let ending = format!(" ({number})");
            format!("{}{ending}", short(&plain, LONGEST - ending.len()).trim_end())
        });
        let mut tried = std::iter::once(plain.clone()).chain(numbered);
        tried.find(|name| taken.insert(name.to_lowercase())).unwrap_or(plain)
    };
    names.map(free).collect()
}

/// Excel counts as UTF-16 does.
fn short(name: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= most
    };
    name.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_and_told_apart() {
        let long = "Average of arrival delay by carrier and by month";
        let names = [
            "Sales/2024: [all]*?",
            "History",
            "",
            "'quoted'",
            long,
            long,
            "sales",
            "Sales",
            "Sales",
        ];
        assert_eq!(
            distinct(names.into_iter()),
            [
                "Sales_2024_ _all___",
                "Data",
                "Data (2)",
                "quoted",
                "Average of arrival delay by car",
                "Average of arrival delay by (2)",
                "sales",
                "Sales (2)",
                "Sales (3)"
            ]
        );
        assert!(
            distinct(["🙂"; 40].into_iter())
                .iter()
                .all(|name| name.encode_utf16().count() <= LONGEST)
        );
        assert_eq!(legal(&"🙂".repeat(20)).encode_utf16().count(), 30);
    }
}
