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
            ! beside: what stands beside the table is set aside: “count”, “next” (count 2)
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
            ! duplicate_keys: 1 record has a name twice: the second value is set aside (count 1)
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
            ! broken_lines: 2 lines are not JSON records like the others and are set aside (row 2) (count 2)
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

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn forms_of_json() {
    check(
        "names in the first row",
        r#"[["name","n"],["Ann",1],["Bob",2]]"#,
        &expect![[r#"
        names in the first row
        name cat: "Ann" | "Bob"
        n i64: 1 | 2
    "#]],
    );
    check(
        "rows of text only",
        r#"[["name","city"],["Ann","Oslo"],["Bob","Rome"]]"#,
        &expect![[r#"
        rows of text only
        name cat: "Ann" | "Bob"
        city cat: "Oslo" | "Rome"
    "#]],
    );
    check(
        "rows of text that recur",
        r#"[["Ann","Oslo"],["Ann","Rome"],["Bob","Rome"]]"#,
        &expect![[r#"
        rows of text that recur
        column_1 cat: "Ann" | "Ann" | "Bob"
        column_2 cat: "Oslo" | "Rome" | "Rome"
    "#]],
    );
    check(
        "records by number",
        r#"{"0":{"a":1,"b":"x"},"1":{"a":2,"b":"y"}}"#,
        &expect![[r#"
        records by number
        a i64: 1 | 2
        b cat: "x" | "y"
    "#]],
    );
    check(
        "records by key",
        r#"{"id7":{"a":1,"b":"x"},"id8":{"a":2,"b":"y","c":true}}"#,
        &expect![[r#"
        records by key
        key cat: "id7" | "id8"
        a i64: 1 | 2
        b cat: "x" | "y"
        c bool: null | true
    "#]],
    );
    check(
        "columns by number",
        r#"{"a":{"0":1,"1":2},"b":{"0":"x","1":"y"}}"#,
        &expect![[r#"
        columns by number
        a i64: 1 | 2
        b cat: "x" | "y"
    "#]],
    );
    check(
        "columns by label",
        r#"{"price":{"p1":1.5,"p2":2},"name":{"p1":"x","p2":"y"}}"#,
        &expect![[r#"
        columns by label
        key cat: "p1" | "p2"
        price f64: 1.5 | 2.0
        name cat: "x" | "y"
    "#]],
    );
    check(
        "split",
        r#"{"columns":["a","b"],"index":[0,1],"data":[[1,"x"],[2,"y"]]}"#,
        &expect![[r#"
        split
        a i64: 1 | 2
        b cat: "x" | "y"
    "#]],
    );
    check(
        "split with labels",
        r#"{"columns":["a","b"],"index":["r","s"],"data":[[1,"x"],[2,"y"]]}"#,
        &expect![[r#"
        split with labels
        index cat: "r" | "s"
        a i64: 1 | 2
        b cat: "x" | "y"
    "#]],
    );
    check(
        "the table form of pandas",
        r#"{"schema":{"fields":[{"name":"index","type":"integer"},{"name":"a","type":"integer"}],"primaryKey":["index"],"pandas_version":"1.4.0"},"data":[{"index":0,"a":1},{"index":1,"a":2}]}"#,
        &expect![[r#"
            the table form of pandas
            a i64: 1 | 2
        "#]],
    );
    check(
        "records deep inside",
        r#"{"took":3,"hits":{"total":2,"hits":[{"_id":"1","_source":{"a":1}},{"_id":"2","_source":{"a":2}}]}}"#,
        &expect![[r#"
        records deep inside
        _id cat: "1" | "2"
        _source.a i64: 1 | 2
        ! beside: what stands beside the table is set aside: “took”, “hits.total” (count 2)
    "#]],
    );
    check(
        "several lists of records",
        r#"{"orders":[{"id":1},{"id":2},{"id":3}],"customers":[{"name":"Ann"}],"version":2}"#,
        &expect![[r#"
        several lists of records
        id i64: 1 | 2 | 3
        ! beside: what stands beside the table is set aside: “version” (count 1)
        name cat: "Ann"
    "#]],
    );
    check(
        "settings are one record",
        r#"{"server":{"port":80},"client":{"name":"x"},"debug":true}"#,
        &expect![[r#"
        settings are one record
        server.port i64: 80
        client.name cat: "x"
        debug bool: true
    "#]],
    );
    check(
        "not a number, infinite",
        r#"[{"a":1.5},{"a":NaN},{"a":-Infinity}]"#,
        &expect![[r#"
        not a number, infinite
        a f64: 1.5 | null | -inf
    "#]],
    );
    check(
        "long decimals keep their digits",
        r#"[{"a":0.12345678901234567891},{"a":1}]"#,
        &expect![[r#"
            long decimals keep their digits
            a decimal[38,20]: 0.12345678901234567891 | 1.00000000000000000000
        "#]],
    );
    check(
        "a mark before it",
        "\u{feff}[{\"a\":1}]",
        &expect![[r#"
        a mark before it
        a i64: 1
    "#]],
    );
    check(
        "a comment",
        r#"[
{"a":1}, // first
{"a":2}]"#,
        &expect![[r#"
    a comment
    unreadable: t.json is not valid JSON at line 2, column 10: it has a comment
"#]],
    );
    check(
        "a comma too many",
        r#"[{"a":1},
{"a":2},
]"#,
        &expect![[r#"
    a comma too many
    unreadable: t.json is not valid JSON at line 3, column 1: there is a comma too many before it
"#]],
    );
    check(
        "single quotes",
        r#"[{'a':1}]"#,
        &expect![[r#"
        single quotes
        unreadable: t.json is not valid JSON at line 1, column 3: text is in single quotes
    "#]],
    );
    check(
        "values of Python",
        r#"[{"a":True}]"#,
        &expect![[r#"
        values of Python
        unreadable: t.json is not valid JSON at line 1, column 7: it is a value of Python
    "#]],
    );
    check(
        "a name without quotes",
        r#"{a:1}"#,
        &expect![[r#"
        a name without quotes
        unreadable: t.json is not valid JSON at line 1, column 2: a name is not in quotes
    "#]],
    );
    check(
        "a missing comma",
        r#"[{"a":1} {"a":2}]"#,
        &expect![[r#"
        a missing comma
        unreadable: t.json is not valid JSON at line 1, column 10: a comma is missing before it
    "#]],
    );
    check(
        "a key twice is told of",
        r#"[{"a":1,"a":2},{"a":3}]"#,
        &expect![[r#"
        a key twice is told of
        a i64: 1 | 3
        ! duplicate_keys: 1 record has a name twice: the second value is set aside (count 1)
    "#]],
    );
    check(
        "places",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"properties":{"name":"Oslo","id":"x"},"geometry":{"type":"Point","coordinates":[10.75,59.91]}},{"type":"Feature","properties":null,"geometry":null}]}"#,
        &expect![[r#"
        places
        feature.id i64: 7 | null
        name cat: "Oslo" | null
        id cat: "x" | null
        longitude f64: 10.75 | null
        latitude f64: 59.91 | null
    "#]],
    );
    check(
        "shapes",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":1},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}},{"type":"Feature","properties":{"n":2},"geometry":{"type":"Point","coordinates":[1,2,3]}}]}"#,
        &expect![[r#"
        shapes
        n i64: 1 | 2
        geometry cat: "LineString" | null
        geometry.json cat: "{"type":"LineString","coordinates":[[0,0],[1,1]]}" | null
        longitude i64: null | 1
        latitude i64: null | 2
        altitude i64: null | 3
        ! nested: the lists in “geometry.json” are kept as JSON text
    "#]],
    );
    check(
        "one place",
        r#"{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[1,2]}}"#,
        &expect![[r#"
        one place
        n i64: 1
        longitude i64: 1
        latitude i64: 2
    "#]],
    );
    check(
        "geometries alone",
        r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Point","coordinates":[3,4]}]}"#,
        &expect![[r#"
        geometries alone
        longitude i64: 1 | 3
        latitude i64: 2 | 4
    "#]],
    );
    check(
        "no coordinates",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point"}}]}"#,
        &expect![[r#"
        no coordinates
        n i64: 1
        geometry cat: "Point"
        geometry.json cat: "{"type":"Point"}"
        ! nested: the lists in “geometry.json” are kept as JSON text
    "#]],
    );
}

fn lines(about: &str, text: &str, expect: &Expect) {
    let said = shown(text.as_bytes(), &named("t.ndjson"));
    let left_out = match super::sheets(text.as_bytes(), &named("t.ndjson")) {
        Ok(sheets) => super::show(&sheets[0].aside.frame().unwrap(), 9),
        Err(_) => String::new(),
    };
    expect.assert_eq(&format!("{about}\n{said}{left_out}"));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn lines_of_json() {
    lines(
        "broken lines are set aside",
        "{\"a\":1}\n{\"a\":\nnot json\n[1,2]\n7\n{\"a\":2}\r\n\n{\"a\":3} x",
        &expect![[r#"
        broken lines are set aside
        a i64: 1 | 2
        ! broken_lines: 5 lines are not JSON records like the others and are set aside (row 2) (count 5)
        row u64: 2 | 3 | 4 | 5 | 8
        column str: null | null | null | null | null
        value str: "{"a":" | "not json" | "[1,2]" | "7" | "{"a":3} x"
        reason str: "is cut off" | "is not valid JSON" | "is no record as the others are" | "is no record as the others are" | "is not valid JSON"
    "#]],
    );
    lines(
        "the first is broken",
        "{\"a\"\n{\"a\":1}\n{\"a\":2}",
        &expect![[r#"
        the first is broken
        a i64: 1 | 2
        ! broken_lines: 1 line is not a JSON record like the others and is set aside (row 1) (count 1)
        row u64: 1
        column str: null
        value str: "{"a""
        reason str: "is cut off"
    "#]],
    );
    lines(
        "all are broken",
        "{\"a\"\nx\n",
        &expect![[r#"
        all are broken
        truncated: t.ndjson is cut off: the JSON ends in the middle of a value
    "#]],
    );
    lines(
        "rows of cells",
        "[1,\"x\"]\n[2,\"y\"]\n{\"a\":1}\n",
        &expect![[r#"
        rows of cells
        column_1 i64: 1 | 2
        column_2 cat: "x" | "y"
        ! broken_lines: 1 line is not a JSON record like the others and is set aside (row 3) (count 1)
        row u64: 3
        column str: null
        value str: "{"a":1}"
        reason str: "is no record as the others are"
    "#]],
    );
    lines(
        "too deep in one line",
        &format!("{{\"a\":1}}\n{}\n{{\"a\":2}}", "[".repeat(130)),
        &expect![[r#"
            too deep in one line
            a i64: 1 | 2
            ! broken_lines: 1 line is not a JSON record like the others and is set aside (row 2) (count 1)
            row u64: 2
            column str: null
            value str: "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            reason str: "is not valid JSON"
        "#]],
    );
    lines(
        "a letter before each",
        "\u{1e}{\"a\":1,\"name\":\"abcdefghijklmn\"}\n\u{1e}{\"a\":2}\n",
        &expect![[r#"
            a letter before each
            a i64: 1 | 2
            name cat: "abcdefghijklmn" | null
            row u64: 
            column str: 
            value str: 
            reason str: 
        "#]],
    );
    lines(
        "a name twice",
        "{\"a\":1,\"a\":\"x\"}\n",
        &expect![[r#"
        a name twice
        a i64: 1
        ! duplicate_keys: 1 record has a name twice: the second value is set aside (count 1)
        row u64: 1
        column str: "a"
        value str: "x"
        reason str: "the record has this name twice"
    "#]],
    );
    lines(
        "places",
        "{\"type\":\"Feature\",\"properties\":{\"n\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}\n",
        &expect![[r#"
        places
        n i64: 1
        longitude i64: 1
        latitude i64: 2
        row u64: 
        column str: 
        value str: 
        reason str: 
    "#]],
    );
}

#[test]
fn a_broken_first_line_does_not_hide_the_others() {
    let text = "{\"a\":\n{\"a\":1}\n{\"a\":2}\n";
    expect![[r#"
        a i64: 1 | 2
        ! broken_lines: 1 line is not a JSON record like the others and is set aside (row 1) (count 1)
    "#]]
    .assert_eq(&shown(text.as_bytes(), &named("t.json")));
}

#[test]
fn names_that_come_late_do_not_fill_the_memory() {
    let names: Vec<_> = (0..9_000).map(|index| format!("\"k{index}\":1")).collect();
    let text = format!("{}{{{}}}\n", "{\"a\":1}\n".repeat(20_000), names.join(","));
    expect![[r#"
        too_large: t.ndjson has more than 120 million cells, and that does not fit in a browser's memory
    "#]]
    .assert_eq(&shown(text.as_bytes(), &named("t.ndjson")));
}
