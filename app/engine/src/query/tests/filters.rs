use super::{answer, catalogs};
use expect_test::{Expect, expect};

/// The ids of the rows that a filter leaves; the same for plain text and for categories.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn kept(filter: &str, expected: Expect) {
    let query = format!(r#"{{"from":"sales","columns":["id"],"filter":{filter}}}"#);
    let query = serde_json::from_str(&query).unwrap();
    let [plain, categories] = catalogs().map(|catalog| answer(&catalog, &query));
    assert_eq!(plain, categories, "categories answer otherwise than text");
    let ids: Vec<&str> = plain.lines().skip(1).collect();
    expected.assert_eq(&ids.join(" "));
}

#[test]
fn text() {
    kept(
        r#"{"compare":{"column":"shop","is":"equal","value":"a"}}"#,
        expect!["2 6"],
    );
    kept(
        r#"{"compare":{"column":"shop","is":"not_equal","value":"a"}}"#,
        expect!["1 3 5 7 8"],
    );
    kept(
        r#"{"compare":{"column":"shop","is":"greater","value":"b"}}"#,
        expect!["5 8"],
    );
    kept(
        r#"{"in":{"column":"shop","values":["a","Élan","nowhere"]}}"#,
        expect!["2 5 6"],
    );
    kept(r#"{"in":{"column":"shop","values":["z",null]}}"#, expect!["4 8"]);
    kept(
        r#"{"not":{"in":{"column":"shop","values":["z",null]}}}"#,
        expect!["1 2 3 5 6 7"],
    );
    kept(
        r#"{"not":{"in":{"column":"shop","values":["z"]}}}"#,
        expect!["1 2 3 5 6 7"],
    );
    kept(r#"{"in":{"column":"shop","values":[]}}"#, expect![[""]]);
    kept(r#"{"contains":{"column":"note","text":"refund"}}"#, expect!["2 3"]);
    kept(r#"{"contains":{"column":"note","text":"%"}}"#, expect!["1"]);
    kept(r#"{"contains":{"column":"note","text":"."}}"#, expect!["3"]);
    kept(r#"{"contains":{"column":"shop","text":"éL"}}"#, expect!["5"]);
    kept(r#"{"contains":{"column":"note","text":""}}"#, expect!["1 2 3 4 6 7 8"]);
    kept(r#"{"starts_with":{"column":"note","text":"(X"}}"#, expect!["8"]);
    kept(r#"{"ends_with":{"column":"note","text":"FUND"}}"#, expect!["2"]);
    kept(
        r#"{"not":{"contains":{"column":"note","text":"refund"}}}"#,
        expect!["1 4 6 7 8"],
    );
    kept(r#"{"null":{"column":"shop"}}"#, expect!["4"]);
    kept(r#"{"not":{"null":{"column":"shop"}}}"#, expect!["1 2 3 5 6 7 8"]);
}

#[test]
fn numbers() {
    kept(
        r#"{"compare":{"column":"qty","is":"at_least","value":2}}"#,
        expect!["2 4 6 8"],
    );
    kept(
        r#"{"not":{"compare":{"column":"qty","is":"at_least","value":2}}}"#,
        expect!["1 5"],
    );
    kept(
        r#"{"compare":{"column":"qty","is":"less","value":1.5}}"#,
        expect!["1 5"],
    );
    kept(r#"{"in":{"column":"qty","values":[2,10.0,1.5]}}"#, expect!["2 6 8"]);
    kept(r#"{"between":{"column":"price","low":0.3,"high":1}}"#, expect!["1 2 7"]);
    kept(r#"{"null":{"column":"price"}}"#, expect!["3 5"]);
    kept(
        r#"{"compare":{"column":"price","is":"greater","value":0}}"#,
        expect!["1 2 4 7 8"],
    );
    kept(
        r#"{"in":{"column":"price","by":{"width":0.1},"values":[0.3,-0.1]}}"#,
        expect!["1 6"],
    );
    kept(
        r#"{"in":{"column":"qty","by":{"bins":3},"values":[0]}}"#,
        expect!["1 2 4 6"],
    );
    kept(
        r#"{"compare":{"column":"cost","is":"equal","value":1.1}}"#,
        expect!["1 8"],
    );
    kept(r#"{"in":{"column":"cost","values":[1.1,10]}}"#, expect!["1 7 8"]);
    kept(
        r#"{"compare":{"column":"huge","is":"equal","value":"9007199254740993"}}"#,
        expect!["8"],
    );
    kept(
        r#"{"compare":{"column":"open","is":"equal","value":true}}"#,
        expect!["1 3 5 8"],
    );
    kept(r#"{"in":{"column":"tiny","values":[27,300]}}"#, expect!["6"]);
    kept(
        r#"{"compare":{"column":"qty","is":"equal","value":null}}"#,
        expect![[""]],
    );
}

#[test]
fn dates() {
    kept(
        r#"{"compare":{"column":"day","is":"equal","value":"2024-02-29"}}"#,
        expect!["3 4"],
    );
    kept(
        r#"{"compare":{"column":"at","is":"equal","value":"2024-02-29"}}"#,
        expect!["3 4 7"],
    );
    kept(
        r#"{"compare":{"column":"at","is":"at_most","value":"2024-02-29T12:30:00"}}"#,
        expect!["1 2 3 4 8"],
    );
    kept(
        r#"{"compare":{"column":"day","is":"greater","value":"2024-02-28T12:00"}}"#,
        expect!["3 4 5 6"],
    );
    kept(
        r#"{"between":{"column":"at","low":"2024-01-01","high":"2024-02-29"}}"#,
        expect!["2 3 4 7 8"],
    );
    kept(
        r#"{"in":{"column":"day","values":["2024-12-31",null]}}"#,
        expect!["5 7"],
    );
    kept(
        r#"{"in":{"column":"day","by":{"grain":"month"},"values":["2024-02-01"]}}"#,
        expect!["3 4 8"],
    );
    kept(
        r#"{"in":{"column":"at","by":{"grain":"month"},"values":["2024-02-01","2023-12-01"]}}"#,
        expect!["1 3 4 7 8"],
    );
    kept(
        r#"{"in":{"column":"at","by":{"grain":"hour"},"values":["2024-02-29T12:00:00"]}}"#,
        expect!["3 7"],
    );
    kept(
        r#"{"in":{"column":"day","by":{"grain":"weekday"},"values":[4]}}"#,
        expect!["3 4"],
    );
    kept(
        r#"{"relative":{"column":"day","span":{"last":{"count":1,"unit":"month"}}}}"#,
        expect!["3 4 8"],
    );
    kept(
        r#"{"relative":{"column":"at","span":{"past":{"count":2,"unit":"day"}}}}"#,
        expect!["3 4 7"],
    );
    kept(
        r#"{"relative":{"column":"day","span":{"this":"year"}}}"#,
        expect!["2 3 4 5 8"],
    );
    kept(
        r#"{"not":{"relative":{"column":"day","span":{"this":"year"}}}}"#,
        expect!["1 6"],
    );
}

#[test]
fn joined() {
    kept(r#"{"all":[]}"#, expect!["1 2 3 4 5 6 7 8"]);
    kept(r#"{"any":[]}"#, expect![[""]]);
    kept(
        r#"{"all":[{"compare":{"column":"shop","is":"equal","value":"b"}},{"compare":{"column":"qty","is":"equal","value":1}}]}"#,
        expect!["1"],
    );
    kept(
        r#"{"not":{"any":[{"compare":{"column":"shop","is":"equal","value":"b"}},{"compare":{"column":"qty","is":"equal","value":2}}]}}"#,
        expect!["5 8"],
    );
}
