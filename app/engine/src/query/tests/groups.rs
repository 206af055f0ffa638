use super::check;
use expect_test::expect;

#[test]
fn values() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            shop | count
            a | 2
            b | 3
            z | 1
            Élan | 1
            – | 1
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}]"#,
        expect![[r#"
        shop
        a
        b
        z
        Élan
        –
    "#]],
    );
    check(
        r#""groups":[{"column":"price"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            price | count
            -0.05 | 1
            0.3 | 1
            0.7 | 1
            1 | 1
            2.5 | 2
            – | 2
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"count","name":"n"}]"#,
        expect![[r#"
            shop | open | n
            a | false | 2
            b | false | 1
            b | true | 2
            z | true | 1
            Élan | true | 1
            – | – | 1
        "#]],
    );
    check(
        r#""groups":[{"column":"cost"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            cost | count
            -1 | 1
            0.01 | 1
            1.1 | 2
            2.2 | 1
            3.3 | 1
            10 | 1
            – | 1
        "#]],
    );
}

#[test]
fn calendar() {
    for_each_grain(
        ["year", "quarter", "month", "week", "day", "hour", "minute"],
        "day",
        expect![[r#"
            day (year) | count; 2023-01-01 | 1; 2024-01-01 | 5; 2025-01-01 | 1; – | 1; 
            day (quarter) | count; 2023-10-01 | 1; 2024-01-01 | 4; 2024-10-01 | 1; 2025-01-01 | 1; – | 1; 
            day (month) | count; 2023-12-01 | 1; 2024-01-01 | 1; 2024-02-01 | 3; 2024-12-01 | 1; 2025-01-01 | 1; – | 1; 
            day (week) | count; 2023-12-25 | 1; 2024-01-01 | 1; 2024-02-26 | 3; 2024-12-30 | 2; – | 1; 
            day (day) | count; 2023-12-31 | 1; 2024-01-01 | 1; 2024-02-28 | 1; 2024-02-29 | 2; 2024-12-31 | 1; 2025-01-01 | 1; – | 1; 
            day (hour) | count; 2023-12-31T00:00:00 | 1; 2024-01-01T00:00:00 | 1; 2024-02-28T00:00:00 | 1; 2024-02-29T00:00:00 | 2; 2024-12-31T00:00:00 | 1; 2025-01-01T00:00:00 | 1; – | 1; 
            day (minute) | count; 2023-12-31T00:00:00 | 1; 2024-01-01T00:00:00 | 1; 2024-02-28T00:00:00 | 1; 2024-02-29T00:00:00 | 2; 2024-12-31T00:00:00 | 1; 2025-01-01T00:00:00 | 1; – | 1; 
        "#]],
    );
    for_each_grain(
        [
            "month_of_year",
            "quarter_of_year",
            "weekday",
            "day_of_month",
            "hour_of_day",
            "hour",
            "week",
        ],
        "at",
        expect![[r#"
            at (month of year) | count; 1 | 1; 2 | 4; 12 | 2; – | 1; 
            at (quarter of year) | count; 1 | 5; 4 | 2; – | 1; 
            at (weekday) | count; 1 | 1; 2 | 1; 3 | 1; 4 | 3; 7 | 1; – | 1; 
            at (day of month) | count; 1 | 1; 28 | 1; 29 | 3; 31 | 2; – | 1; 
            at (hour of day) | count; 0 | 3; 5 | 1; 12 | 2; 23 | 1; – | 1; 
            at (hour) | count; 2023-12-31T23:00:00 | 1; 2024-01-01T00:00:00 | 1; 2024-02-28T00:00:00 | 1; 2024-02-29T00:00:00 | 1; 2024-02-29T12:00:00 | 2; 2024-12-31T05:00:00 | 1; – | 1; 
            at (week) | count; 2023-12-25 | 1; 2024-01-01 | 1; 2024-02-26 | 4; 2024-12-30 | 1; – | 1; 
        "#]],
    );
}

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn for_each_grain(grains: [&str; 7], column: &str, expected: expect_test::Expect) {
    let mut text = String::new();
    for grain in grains {
        let query = format!(
            r#"{{"from":"sales","groups":[{{"column":"{column}","by":{{"grain":"{grain}"}}}}],"measures":[{{"aggregate":"count"}}]}}"#
        );
        let query = serde_json::from_str(&query).unwrap();
        text.push_str(&super::answer(&super::catalogs()[0], &query).replace('\n', "; "));
        text.push('\n');
    }
    expected.assert_eq(&text);
}

#[test]
fn bins() {
    check(
        r#""groups":[{"column":"price","by":{"width":0.1}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            price (bin) | count
            -0.1 | 1
            0.3 | 1
            0.7 | 1
            1 | 1
            2.5 | 2
            – | 2
        "#]],
    );
    check(
        r#""groups":[{"column":"qty","by":{"width":5}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            qty (bin) | count
            -5 | 1
            0 | 4
            10 | 1
            – | 2
        "#]],
    );
    check(
        r#""groups":[{"column":"tiny","by":{"bins":4}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            tiny (bin) | count
            -150 | 1
            0 | 2
            100 | 5
        "#]],
    );
    check(
        r#""groups":[{"column":"price","by":{"bins":5},"name":"p"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            p | count
            -0.5 | 1
            0 | 1
            0.5 | 1
            1 | 1
            2.5 | 2
            – | 2
        "#]],
    );
    check(
        r#""groups":[{"column":"cost","by":{"width":2.5}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            cost (bin) | count
            -2.5 | 1
            0 | 4
            2.5 | 1
            10 | 1
            – | 1
        "#]],
    );
}

#[test]
fn order() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"qty"}],"sort":[{"by":"sum of qty"}]"#,
        expect![[r#"
            shop | sum of qty
            z | 10
            a | 4
            – | 4
            b | 1
            Élan | -5
            nulls_left_out: 2 of 8 rows have no qty and are left out of the sum
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"sort":[{"by":"shop","order":"descending"}],"limit":2,"offset":1"#,
        expect![[r#"
            shop | count
            z | 1
            b | 3
            limited: 2 of 5 rows are shown
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"having":{"compare":{"column":"count","is":"at_least","value":2}}"#,
        expect![[r#"
            shop | count
            a | 2
            b | 3
        "#]],
    );
    check(
        r#""columns":["id","shop"],"sort":[{"by":"shop","order":"ascending"},{"by":"id"}],"limit":3"#,
        expect![[r#"
            id | shop
            6 | a
            2 | a
            7 | b
            limited: 3 of 8 rows are shown
        "#]],
    );
    check(
        r#""columns":["id"],"sort":[{"by":"price"}],"offset":6"#,
        expect![[r#"
            id
            3
            5
        "#]],
    );
    check(
        r#""columns":["id"],"offset":100,"limit":5"#,
        expect![[r#"
        id
    "#]],
    );
}
