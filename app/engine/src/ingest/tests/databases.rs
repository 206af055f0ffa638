//! SQLite databases.

use super::{named, said, sheets, show};
use expect_test::{Expect, expect};
use spec::reading::OpenOptions;

const ODD: &[u8] = include_bytes!("../../../../../tests/data/odd.sqlite");
const WIDE: &[u8] = include_bytes!("../../../../../tests/data/wide.sqlite");

fn check(bytes: &[u8], options: &OpenOptions, expect: &Expect) {
    let shown = match sheets(bytes, options) {
        Err(error) => {
            let problem = spec::problem::Problem::from(error);
            format!("{}: {}\n", problem.code, problem.message)
        }
        Ok(sheets) => sheets
            .iter()
            .map(|sheet| {
                let name = sheet.source.sheet.as_deref().unwrap_or_default();
                let head = format!("{name}: {} rows\n", sheet.frame.height());
                head + &show(&sheet.frame, 3) + &said(&sheet.notes)
            })
            .collect(),
    };
    let short: String = shown.replace(&"z".repeat(2000), "z × 2000");
    expect.assert_eq(&short);
}

#[test]
fn tables() {
    check(
        ODD,
        &named("odd.sqlite"),
        &expect![[r#"
        odd names: 2 rows
        id i64: -3 | 7
        a b cat: null | "it's"
        n f64: 2.0 | 1.0
        big cat: "1" | "9007199254740993"
        flag bool: false | true
        raw cat: "text" | "00ff"
        at datetime[μs]: 2024-02-01 00:00:00 | 2024-01-31 09:15:00
        note str: "z × 2000" | null
        later i64: -5 | -5
        ! mixed_types: “big” holds cells of different types and is read as text
        ! bytes: “raw” holds bytes, which are written as text or as two letters for each
        ! left_out: “twice” is worked out by the database and not stored, and is left out
        ! left_out: views and virtual tables have no rows of their own and are left out: “seen”, “found” (count 2)
        keyed: 90 rows
        b cat: "k90" | "k89" | "k88"
        a i64: 910 | 911 | 912
        v cat: "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv" | "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv" | "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"
        empty: 0 rows
        a str: 
        b str: 
        many: 200 rows
        i i64: 1 | 2 | 4
        t cat: "row 1" | "row 2" | "row 4"
    "#]],
    );
    check(
        WIDE,
        &named("wide.sqlite"),
        &expect![[r#"
        t: 2 rows
        a cat: "Île" | "東京"
        b i64: 1 | 2
        ! wal: changes that SQLite has not put into the file yet, in a file with “-wal” behind its name, are not read
    "#]],
    );
}

#[test]
fn every_row_is_there() {
    let options = OpenOptions {
        sheet: Some("keyed".into()),
        ..named("odd.sqlite")
    };
    let sheets = sheets(ODD, &options).unwrap();
    let keys = sheets[0].frame.column("a").unwrap().i64().unwrap();
    let expected: Vec<_> = (910..1000).map(Some).collect();
    assert_eq!(keys.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn damage() {
    let options = |sheet: &str| OpenOptions {
        sheet: Some(sheet.into()),
        ..named("odd.sqlite")
    };
    check(
        ODD,
        &options("nothing"),
        &expect![[r#"
        unreadable: odd.sqlite has no table named “nothing”
    "#]],
    );
    check(
        &ODD[..3000],
        &options("many"),
        &expect![[r#"
        unreadable: odd.sqlite is damaged: its pages point beyond its end: it may be cut off
    "#]],
    );
    check(
        &ODD[..300],
        &named("cut.sqlite"),
        &expect![[r#"
        unreadable: cut.sqlite is damaged: its pages point beyond its end: it may be cut off
    "#]],
    );
    let mut circle = ODD.to_vec();
    let page = circle.chunks(512).position(|page| page[0] == 5).unwrap() * 512;
    let itself = (page / 512 + 1) as u32;
    circle[page + 8..page + 12].copy_from_slice(&itself.to_be_bytes());
    check(
        &circle,
        &options("many"),
        &expect![[r#"
        unreadable: odd.sqlite is damaged: its pages point at each other in a circle
    "#]],
    );
}
