use super::check;
use expect_test::expect;

#[test]
fn values() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(r#""groups":[{"column":"shop"}]"#, expect![[r#""#]]);
    check(
        r#""groups":[{"column":"price"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"count","name":"n"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"cost"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
}

#[test]
fn calendar() {
    for_each_grain(
        ["year", "quarter", "month", "week", "day", "hour", "minute"],
        "day",
        expect![[r#""#]],
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
        expect![[r#""#]],
    );
}

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
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"qty","by":{"width":5}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"tiny","by":{"bins":4}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"price","by":{"bins":5},"name":"p"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"cost","by":{"width":2.5}}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
}

#[test]
fn order() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"qty"}],"sort":[{"by":"sum of qty"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"sort":[{"by":"shop","order":"descending"}],"limit":2,"offset":1"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"having":{"compare":{"column":"count","is":"at_least","value":2}}"#,
        expect![[r#""#]],
    );
    check(
        r#""columns":["id","shop"],"sort":[{"by":"shop","order":"ascending"},{"by":"id"}],"limit":3"#,
        expect![[r#""#]],
    );
    check(
        r#""columns":["id"],"sort":[{"by":"price"}],"offset":6"#,
        expect![[r#""#]],
    );
    check(r#""columns":["id"],"offset":100,"limit":5"#, expect![[r#""#]]);
}
