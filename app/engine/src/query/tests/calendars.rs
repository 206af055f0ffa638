use super::{answer, catalogs, check};
use expect_test::{Expect, expect};

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn by_calendar(calendar: &str, grains: &[&str], expected: Expect) {
    let mut text = String::new();
    for grain in grains {
        let query = format!(
            r#"{{"from":"sales","calendar":{calendar},"groups":[{{"column":"day","by":{{"grain":"{grain}"}}}}],"measures":[{{"aggregate":"count"}}]}}"#
        );
        let query = serde_json::from_str(&query).unwrap();
        text.push_str(&answer(&catalogs()[0], &query).replace('\n', "; "));
        text.push('\n');
    }
    expected.assert_eq(&text);
}

#[test]
fn grains() {
    let grains = [
        "year",
        "quarter",
        "week",
        "quarter_of_year",
        "week_of_year",
        "day_of_year",
        "month_of_year",
        "weekday",
    ];
    by_calendar(
        r#"{"week_start":7,"year_start":4}"#,
        &grains,
        expect![[r#"
        day (year) | count; 2023-04-01 | 5; 2024-04-01 | 2; – | 1; 
        day (quarter) | count; 2023-10-01 | 1; 2024-01-01 | 4; 2024-10-01 | 1; 2025-01-01 | 1; – | 1; 
        day (week) | count; 2023-12-31 | 2; 2024-02-25 | 3; 2024-12-29 | 2; – | 1; 
        day (quarter of year) | count; 3 | 2; 4 | 5; – | 1; 
        day (week of year) | count; 40 | 4; 48 | 3; – | 1; 
        day (day of year) | count; 275 | 2; 276 | 2; 334 | 1; 335 | 2; – | 1; 
        day (month of year) | count; 1 | 2; 2 | 3; 12 | 2; – | 1; 
        day (weekday) | count; 1 | 1; 2 | 1; 3 | 2; 4 | 2; 7 | 1; – | 1; 
    "#]],
    );
    by_calendar(
        "{}",
        &grains[3..6],
        expect![[r#"
        day (quarter of year) | count; 1 | 5; 4 | 2; – | 1; 
        day (week of year) | count; 1 | 3; 9 | 3; 52 | 1; – | 1; 
        day (day of year) | count; 1 | 2; 59 | 1; 60 | 2; 365 | 1; 366 | 1; – | 1; 
    "#]],
    );
    check(
        r#""groups":[{"column":"at","by":{"grain":"second"}}],"measures":[{"aggregate":"count"}],"limit":2"#,
        expect![[r#"
            at (second) | count
            2023-12-31T23:59:59 | 1
            2024-01-01T00:00:00 | 1
            limited: 2 of 8 rows are shown
        "#]],
    );
}

#[test]
fn spans_and_picks() {
    check(
        r#""calendar":{"week_start":7},"columns":["id","day"],"filter":{"relative":{"column":"day","span":{"this":"week"}}}"#,
        expect![[r#"
            id | day
            3 | 2024-02-29
            4 | 2024-02-29
            8 | 2024-02-28
        "#]],
    );
    check(
        r#""calendar":{"year_start":2},"columns":["id","day"],"filter":{"relative":{"column":"day","span":{"to_date":"year"}}}"#,
        expect![[r#"
            id | day
            3 | 2024-02-29
            4 | 2024-02-29
            8 | 2024-02-28
        "#]],
    );
    check(
        r#""calendar":{"year_start":4},"columns":["id","day"],"filter":{"in":{"column":"day","by":{"grain":"year"},"values":["2024-04-01",null]}}"#,
        expect![[r#"
            id | day
            5 | 2024-12-31
            6 | 2025-01-01
            7 | –
        "#]],
    );
    check(
        r#""calendar":{"year_start":4},"columns":["id","day"],"filter":{"in":{"column":"day","by":{"grain":"quarter_of_year"},"values":[4]}}"#,
        expect![[r#"
            id | day
            2 | 2024-01-01
            3 | 2024-02-29
            4 | 2024-02-29
            6 | 2025-01-01
            8 | 2024-02-28
        "#]],
    );
    check(
        r#""calendar":{"week_start":0}"#,
        expect![[r#"
        invalid_question: weeks start on a day from 1 for Monday to 7 for Sunday, and 0 is none
    "#]],
    );
    check(
        r#""calendar":{"year_start":13}"#,
        expect![[r#"
        invalid_question: years start in a month from 1 for January to 12 for December, and 13 is none
    "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn quantiles() {
    for bins in [1, 2, 3, 100] {
        check(
            &format!(
                r#""groups":[{{"column":"qty","by":{{"quantiles":{bins}}}}}],"measures":[{{"aggregate":"count"}},{{"aggregate":"max","column":"qty"}}]"#
            ),
            match bins {
                1 => expect![[r#"
                    qty (bin) | count | highest of qty
                    -5 | 6 | 10
                    – | 2 | –
                "#]],
                2 => expect![[r#"
                    qty (bin) | count | highest of qty
                    -5 | 4 | 2
                    4 | 2 | 10
                    – | 2 | –
                "#]],
                3 => expect![[r#"
                    qty (bin) | count | highest of qty
                    -5 | 2 | 1
                    2 | 2 | 2
                    4 | 2 | 10
                    – | 2 | –
                "#]],
                _ => expect![[r#"
                    qty (bin) | count | highest of qty
                    -5 | 1 | -5
                    1 | 1 | 1
                    2 | 2 | 2
                    4 | 1 | 4
                    10 | 1 | 10
                    – | 2 | –
                "#]],
            },
        );
    }
    check(
        r#""groups":[{"column":"day","by":{"quantiles":3}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            day (bin) | count
            2023-12-31 | 3
            2024-02-29 | 2
            2024-12-31 | 2
            – | 1
        "#]],
    );
    check(
        r#""groups":[{"column":"at","by":{"quantiles":2}},{"column":"price","by":{"quantiles":2}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            at (bin) | price (bin) | count
            2023-12-31T23:59:59.500 | -0.05 | 2
            2023-12-31T23:59:59.500 | 1 | 2
            2024-02-29T12:30:00 | 1 | 1
            2024-02-29T12:30:00 | – | 2
            – | -0.05 | 1
        "#]],
    );
    check(
        r#""columns":["id","cost"],"filter":{"in":{"column":"cost","by":{"quantiles":2},"values":[2.2]}}"#,
        expect![[r#"
            id | cost
            2 | 2.2
            3 | 3.3
            7 | 10
        "#]],
    );
    check(
        r#""filter":{"compare":{"column":"id","is":"less","value":3}},"groups":[{"column":"qty","by":{"quantiles":2}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            qty (bin) | count
            -5 | 2
        "#]],
    );
    check(
        r#""groups":[{"column":"shop","by":{"quantiles":2}}]"#,
        expect![[r#"
        wrong_type: “shop” holds text, and this needs numbers or dates to make bins of
    "#]],
    );
    check(
        r#""groups":[{"column":"qty","by":{"quantiles":0}}]"#,
        expect![[r#"
        invalid_question: “qty” cannot be cut into 0 bins: name at least one
    "#]],
    );
}
