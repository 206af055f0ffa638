//! JSON and JSON lines.

use super::{named, shown};
use expect_test::{Expect, expect};

fn check(about: &str, text: &str, expect: &Expect) {
    expect.assert_eq(&format!("{about}\n{}", shown(text.as_bytes(), &named("t.json"))));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn json() {
    check(
        "a list of records",
        r#"[{"a":1,"b":"x"},{"a":2.5,"b":"y","c":true},{"b":null}]"#,
        &expect![[r#"
            a list of records
            a f64: 1.0 | 2.5 | null
            b cat: "x" | "y" | null
            c bool: null | true | null
        "#]],
    );
    check(
        "a record of lists",
        r#"{"a":[1,2],"b":["x",null]}"#,
        &expect![[r#"
        a record of lists
        a i64: 1 | 2
        b cat: "x" | null
    "#]],
    );
    check(
        "records under a name",
        r#"{"count":2,"data":[{"a":1},{"a":2}],"next":null}"#,
        &expect![[r#"
            records under a name
            a i64: 1 | 2
        "#]],
    );
    check(
        "one record",
        r#"{"a":1,"b":{"c":"x","d":{"e":2}},"f":[1,{"g":2}]}"#,
        &expect![[r#"
            one record
            a i64: 1
            b.c cat: "x"
            b.d.e i64: 2
            f cat: "[1,{"g":2}]"
            ! nested: the lists in “f” are kept as JSON text
        "#]],
    );
    check(
        "a list of lists",
        r#"[[1,"x"],[2,"y"]]"#,
        &expect![[r#"
        a list of lists
        column_1 i64: 1 | 2
        column_2 cat: "x" | "y"
    "#]],
    );
    check(
        "a list of values",
        r#"[1,2,null]"#,
        &expect![[r#"
        a list of values
        value i64: 1 | 2 | null
    "#]],
    );
    check(
        "numbers in quotes stay text",
        r#"[{"a":"02134","b":"12"},{"a":"90210","b":"7"}]"#,
        &expect![[r#"
            numbers in quotes stay text
            a cat: "02134" | "90210"
            b cat: "12" | "7"
        "#]],
    );
    check(
        "long numbers keep their digits",
        r#"[{"a":9007199254740993,"b":12345678901234567890123},{"a":1,"b":2}]"#,
        &expect![[r#"
            long numbers keep their digits
            a cat: "9007199254740993" | "1"
            b cat: "12345678901234567890123" | "2"
            ! mixed_types: “a” holds cells of different types and is read as text
            ! mixed_types: “b” holds cells of different types and is read as text
        "#]],
    );
    check(
        "days and moments",
        r#"[{"d":"2024-01-31","t":"2024-01-31T09:15:00"},{"d":"2024-02-01","t":"2024-02-01T00:00:00Z"}]"#,
        &expect![[r#"
            days and moments
            d date: 2024-01-31 | 2024-02-01
            t cat: "2024-01-31T09:15:00" | "2024-02-01T00:00:00Z"
        "#]],
    );
    check(
        "moments with zones",
        r#"[{"t":"2024-01-31T01:00:00+02:00"},{"t":"2024-02-01T00:00:00Z"}]"#,
        &expect![[r#"
            moments with zones
            t datetime[μs]: 2024-01-30 23:00:00 | 2024-02-01 00:00:00
            ! utc: the times of “t” are given in UTC
        "#]],
    );
    check(
        "cells of different types",
        r#"[{"a":1},{"a":"x"},{"a":true}]"#,
        &expect![[r#"
            cells of different types
            a cat: "1" | "x" | "true"
            ! mixed_types: “a” holds cells of different types and is read as text
        "#]],
    );
    check(
        "numbers and words for no value",
        r#"[{"a":1},{"a":"NA"},{"a":2.5}]"#,
        &expect![[r#"
            numbers and words for no value
            a f64: 1.0 | null | 2.5
            ! no_value_words: words such as n/a in 1 cell of “a” are read as no value
        "#]],
    );
    check(
        "letters in escapes",
        r#"[{"a\u00e9":"tab\t \"q\" \ud83d\ude00"}]"#,
        &expect![[r#"
            letters in escapes
            aé cat: "tab	 "q" 😀"
        "#]],
    );
    check(
        "a key twice",
        r#"[{"a":1,"a":2}]"#,
        &expect![[r#"
        a key twice
        a i64: 1
    "#]],
    );
    check(
        "empty list",
        r#"[]"#,
        &expect![[r#"
            empty list
            empty_file: t.json holds no records
        "#]],
    );
    check(
        "nested records have dots, late columns start empty",
        r#"[{"a":{"b":1}},{"a":{"c":"x"}},{"a":null,"d":5}]"#,
        &expect![[r#"
            nested records have dots, late columns start empty
            a.b i64: 1 | null | null
            a.c cat: null | "x" | null
            a str: null | null | null
            d i64: null | null | 5
        "#]],
    );
    check(
        "records one after the other",
        r#"{"a":1}
{"a":2}

{"a":3}"#,
        &expect![[r#"
            records one after the other
            a i64: 1 | 2 | 3
        "#]],
    );
    check(
        "broken lines are told of",
        r#"{"a":1}
{"a":
{"a":3}
nonsense
"#,
        &expect![[r#"
            broken lines are told of
            a i64: 1 | 3
            ! broken_lines: 2 lines are not valid JSON and are left out (row 2) (count 2)
        "#]],
    );
    check(
        "not JSON",
        r#"[{"a":1},
 {"a" 2}]"#,
        &expect![[r#"
            not JSON
            unreadable: t.json is not valid JSON at line 2, column 7
        "#]],
    );
    check(
        "cut off",
        r#"[{"a":1},{"a":"#,
        &expect![[r#"
        cut off
        truncated: t.json is cut off: the JSON ends in the middle of a value
    "#]],
    );
    check(
        "something behind the end",
        r#"[{"a":1}] x"#,
        &expect![[r#"
        something behind the end
        unreadable: t.json is not valid JSON at line 1, column 11
    "#]],
    );
    check(
        "an open string",
        r#"[{"a":"x}]"#,
        &expect![[r#"
        an open string
        truncated: t.json is cut off: the JSON ends in the middle of a value
    "#]],
    );
    check(
        "exponents and negatives",
        r#"[{"a":-1.5e3},{"a":1E400},{"a":-0}]"#,
        &expect![[r#"
            exponents and negatives
            a cat: "-1500" | "1E400" | "0"
            ! mixed_types: “a” holds cells of different types and is read as text
        "#]],
    );
}

#[test]
fn depth_is_limited() {
    for opening in ["[", "{\"a\":"] {
        let said = shown(opening.repeat(1_000_000).as_bytes(), &named("bomb.json"));
        assert_eq!(said, "too_deep: bomb.json nests its values more than 128 deep\n");
    }
}
