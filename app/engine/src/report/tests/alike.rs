//! The same thing spelled in several ways, and things that only look the same.

use super::super::spelling::{fingerprint, is_slip};
use super::{check, drawn, rows, suspicions};
use expect_test::expect;

#[test]
fn one_company_in_several_spellings() {
    let file = rows("customer,n", 60, |at| {
        let name = match at {
            3 => "\"ACME, Inc.\"",
            8 | 9 => "acme inc",
            12 => "Globex Corpration",
            14 => "Initech ",
            at => ["Acme Inc", "Globex Corporation", "Initech"][at % 3],
        };
        format!("{name},{at}")
    });
    check(
        &file,
        &expect![[r#"
        near_duplicates “customer” spells “Globex Corporation” (20 rows) also “Globex Corpration” (1 row) [2: Globex Corporation | 13: Globex Corpration]
          {"unify":{"column":"customer","values":["Globex Corpration"],"to":"Globex Corporation"}}
        near_duplicates “customer” spells “Acme Inc” (17 rows) also “acme inc”, “ACME, Inc.” (3 rows) [1: Acme Inc | 9: acme inc | 4: ACME, Inc.]
          {"unify":{"column":"customer","values":["acme inc","ACME, Inc."],"to":"Acme Inc"}}
        spaces 1 cell of “customer” has spaces around the text or doubled inside [15: Initech ]
          {"trim":{"columns":["customer"]}}
    "#]],
    );
}

#[test]
fn fingerprints() {
    for (one, other) in [
        ("Acme Inc", "ACME, Inc."),
        ("acme inc ", "Acme  Inc"),
        ("Café Central", "cafe central"),
        ("Smith, John", "John Smith"),
        ("U.S.A.", "USA"),
        ("O'Brien", "OBrien"),
    ] {
        assert_eq!(fingerprint(one), fingerprint(other), "{one} {other}");
    }
    for (one, other) in [
        ("Item 1", "Item 2"),
        ("Item 1-2", "Item 12"),
        ("version 1.5", "version 15"),
        ("C++ course", "C course"),
        ("A&B company", "AB company"),
    ] {
        assert_ne!(fingerprint(one), fingerprint(other), "{one} {other}");
    }
    for short in ["", "12", "A1", "--", "kg"] {
        assert_eq!(fingerprint(short), None, "{short}");
    }
}

#[test]
fn slips_of_the_hand() {
    for (meant, written, expected) in [
        ("globex corporation", "globex corpration", true),
        ("sweden", "sweeden", true),
        ("berlin", "belrin", true),
        ("munich", "munixh", true),
        ("daniel", "daniela", false),
        ("class a", "class b", false),
        ("phase ii", "phase iii", false),
        ("austria", "australia", false),
        ("north region", "south region", false),
        ("item 10001", "item 10011", false),
        ("male", "female", false),
    ] {
        assert_eq!(is_slip(meant, written), expected, "{meant} {written}");
    }
}

#[test]
fn other_things_stay_apart() {
    let items = rows("item,n", 80, |at| format!("Item {},{at}", at % 20));
    assert_eq!(suspicions(&items), "");
    let countries = rows("country,n", 80, |at| {
        let all = [
            "Austria",
            "Australia",
            "Niger",
            "Nigeria",
            "Iran",
            "Iraq",
            "Slovakia",
            "Slovenia",
        ];
        format!("{},{at}", all[drawn(at, 8)])
    });
    assert_eq!(suspicions(&countries), "");
    let ways = rows("way,n", 80, |at| {
        format!("{},{at}", ["Rome-Oslo", "Oslo-Rome", "Bern-Graz"][drawn(at, 3)])
    });
    assert_eq!(suspicions(&ways), "");
    let people = rows("first_name,n", 80, |at| {
        format!("{},{at}", ["Luis", "Luís", "Daniel", "Daniela"][drawn(at, 4)])
    });
    assert_eq!(suspicions(&people), "");
    let codes = rows("code,n", 80, |at| {
        format!("{},{at}", ["a", "A", "b1", "B1", "mW", "MW"][drawn(at, 6)])
    });
    assert_eq!(suspicions(&codes), "");
}
