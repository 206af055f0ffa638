//! What Parquet and Arrow files may hold beside plain columns, and what cannot be read.

use super::{named, sheets, show, shown};
use expect_test::{Expect, expect};
use spec::reading::OpenOptions;
use std::path::Path;

#[expect(clippy::disallowed_methods, reason = "tests have files")]
fn data(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data/nested")
        .join(name);
    std::fs::read(&path).unwrap()
}

fn check(name: &str, expect: &Expect) {
    expect.assert_eq(&shown(&data(name), &named(name)));
}

#[test]
fn parquet() {
    check(
        "nested.parquet",
        &expect![[r#"
            s.a i64: 1 | 2 | null
            s.b.c cat: "x" | null | null
            l list[i32]: [1, 2] | [] | null
            m list[struct[2]]: [{"k",1}] | [] | null
            f list[f64]: [1.0, 2.0] | [3.0, 4.0] | null
            ls list[struct[1]]: [{1}] | null | []
            d decimal[38,2]: 1.23 | null | -9999999999999.99
            dict cat: "u" | "v" | "u"
            t time: 10:15:00 | null | 00:00:01
            ts datetime[μs]: 2024-01-31 09:15:00 | null | 1999-01-01 00:00:00
            dur duration[μs]: 1d 12h | null | 0µs
            bin cat: "00ff" | "text" | null
            fsb cat: "ab" | "cd" | null
            h f64: 1.5 | null | 2.5
            u8 i64: 1 | null | 255
            null str: null | null | null
            ! utc: the times of “ts” are given in UTC
        "#]],
    );
    check(
        "nested2.parquet",
        &expect![[r#"
            s.a i64: 1 | 2 | null
            s.b.c cat: "x" | null | null
            l list[i32]: [1, 2] | [] | null
            d decimal[38,2]: 1.23 | null | -9999999999999.99
            dict cat: "u" | "v" | "u"
            ts datetime[μs]: 2024-01-31 09:15:00 | null | 1999-01-01 00:00:00
            u8 i64: 1 | null | 255
        "#]],
    );
    check(
        "emptygroup.parquet",
        &expect![[r#"
        a i64: 1 | 2 | 3
    "#]],
    );
    check(
        "norows.parquet",
        &expect![[r#"
        a i64: 
        b str: 
    "#]],
    );
    check(
        "nocols.parquet",
        &expect![[r#"
        empty_file: nocols.parquet has no columns
    "#]],
    );
    check(
        "twice.parquet",
        &expect![[r#"
        unreadable: twice.parquet has two columns of the name “a”, which cannot be read
    "#]],
    );
}

#[test]
fn arrow() {
    check(
        "nested.feather",
        &expect![[r#"
            s.a i64: 1 | 2 | null
            s.b.c cat: "x" | null | null
            l list[i32]: [1, 2] | [] | null
            m list[struct[2]]: [{"k",1}] | [] | []
            f list[f64]: [1.0, 2.0] | [3.0, 4.0] | null
            ls list[struct[1]]: [{1}] | null | []
            d decimal[38,2]: 1.23 | null | -9999999999999.99
            dict cat: "u" | "v" | "u"
            t time: 10:15:00 | null | 00:00:01
            ts datetime[μs]: 2024-01-31 09:15:00 | null | 1999-01-01 00:00:00
            dur duration[μs]: 1d 12h | null | 0µs
            bin cat: "00ff" | "text" | null
            fsb cat: "ab" | "cd" | null
            h f64: 1.5 | null | 2.5
            u8 i64: 1 | null | 255
            null str: null | null | null
            ! utc: the times of “ts” are given in UTC
        "#]],
    );
    check(
        "views.arrow",
        &expect![[r#"
        a cat: "x" | "a much longer text than twelve"
        b cat: "x" | null
    "#]],
    );
    check(
        "dict.arrow",
        &expect![[r#"
        a cat: "x" | "y" | "x"
    "#]],
    );
    check(
        "zstd.arrow",
        &expect![[r#"
        a i64: 1 | 2 | null
        s cat: "x" | null | "z"
    "#]],
    );
    check(
        "norows.arrow",
        &expect![[r#"
        a i64: 
    "#]],
    );
    check(
        "ree.arrow",
        &expect![[r#"
        unreadable: ree.arrow has a column of run-end encoded values, which cannot be read
    "#]],
    );
    check(
        "union.arrow",
        &expect![[r#"
        unreadable: union.arrow has a column of unions, which cannot be read
    "#]],
    );
    check(
        "twice.arrow",
        &expect![[r#"
        unreadable: twice.arrow has two columns of the name “a”, which cannot be read
    "#]],
    );
    check(
        "d256.arrow",
        &expect![[r#"
        unreadable: d256.arrow has a column of decimals of 256 bits, which cannot be read
    "#]],
    );
    check(
        "v1.feather",
        &expect![[r#"
        not_a_table: v1.feather is not a table: it is a Feather file of version 1: write it again as version 2
    "#]],
    );
}

#[test]
fn some_columns_and_rows() {
    let options = OpenOptions {
        columns: vec!["s.b.c".into(), "u8".into()],
        sample: Some(2),
        ..named("nested.parquet")
    };
    let mut out = String::new();
    for name in ["nested.parquet", "nested.feather"] {
        let sheets = sheets(&data(name), &options).unwrap();
        out += &format!(
            "{name} {:?}\n{}",
            sheets[0].source.sampled_from,
            show(&sheets[0].frame, 9)
        );
    }
    let orders = include_bytes!("../../../../../tests/data/orders.snappy.parquet");
    let options = OpenOptions {
        columns: vec!["order_id".into()],
        sample: Some(10),
        ..named("orders.parquet")
    };
    out += &show(&sheets(orders, &options).unwrap()[0].frame, 10);
    expect![[r#"
        nested.parquet Some(3)
        s.b.c cat: "x" | null
        u8 i64: 1 | null
        nested.feather Some(3)
        s.b.c cat: "x" | null
        u8 i64: 1 | null
        order_id i64: 1001 | 1005 | 1009 | 1013 | 1017 | 1021 | 1025 | 1029 | 1033 | 1037
    "#]]
    .assert_eq(&out);
}
