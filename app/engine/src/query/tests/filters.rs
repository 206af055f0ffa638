use super::check;
use expect_test::{Expect, expect};

/// The ids of the rows that a filter leaves.
fn kept(filter: &str, expected: Expect) {
    check(&format!(r#""columns":["id"],"filter":{filter}"#), expected);
}

#[test]
fn text() {
    kept(
        r#"{"compare":{"column":"shop","is":"equal","value":"a"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"compare":{"column":"shop","is":"not_equal","value":"a"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"compare":{"column":"shop","is":"greater","value":"b"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"in":{"column":"shop","values":["a","Élan","nowhere"]}}"#,
        expect![[r#""#]],
    );
    kept(r#"{"in":{"column":"shop","values":["z",null]}}"#, expect![[r#""#]]);
    kept(
        r#"{"not":{"in":{"column":"shop","values":["z",null]}}}"#,
        expect![[r#""#]],
    );
    kept(r#"{"not":{"in":{"column":"shop","values":["z"]}}}"#, expect![[r#""#]]);
    kept(r#"{"in":{"column":"shop","values":[]}}"#, expect![[r#""#]]);
    kept(r#"{"contains":{"column":"note","text":"refund"}}"#, expect![[r#""#]]);
    kept(r#"{"contains":{"column":"note","text":"%"}}"#, expect![[r#""#]]);
    kept(r#"{"contains":{"column":"note","text":"."}}"#, expect![[r#""#]]);
    kept(r#"{"contains":{"column":"shop","text":"éL"}}"#, expect![[r#""#]]);
    kept(r#"{"contains":{"column":"note","text":""}}"#, expect![[r#""#]]);
    kept(r#"{"starts_with":{"column":"note","text":"(X"}}"#, expect![[r#""#]]);
    kept(r#"{"ends_with":{"column":"note","text":"FUND"}}"#, expect![[r#""#]]);
    kept(
        r#"{"not":{"contains":{"column":"note","text":"refund"}}}"#,
        expect![[r#""#]],
    );
    kept(r#"{"null":{"column":"shop"}}"#, expect![[r#""#]]);
    kept(r#"{"not":{"null":{"column":"shop"}}}"#, expect![[r#""#]]);
}

#[test]
fn numbers() {
    kept(
        r#"{"compare":{"column":"qty","is":"at_least","value":2}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"not":{"compare":{"column":"qty","is":"at_least","value":2}}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"compare":{"column":"qty","is":"less","value":1.5}}"#,
        expect![[r#""#]],
    );
    kept(r#"{"in":{"column":"qty","values":[2,10.0,1.5]}}"#, expect![[r#""#]]);
    kept(r#"{"between":{"column":"price","low":0.3,"high":1}}"#, expect![[r#""#]]);
    kept(r#"{"null":{"column":"price"}}"#, expect![[r#""#]]);
    kept(
        r#"{"compare":{"column":"price","is":"greater","value":0}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"in":{"column":"price","by":{"width":0.1},"values":[0.3,-0.1]}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"in":{"column":"qty","by":{"bins":3},"values":[0]}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"compare":{"column":"cost","is":"equal","value":1.1}}"#,
        expect![[r#""#]],
    );
    kept(r#"{"in":{"column":"cost","values":[1.1,10]}}"#, expect![[r#""#]]);
    kept(
        r#"{"compare":{"column":"huge","is":"equal","value":"9007199254740993"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"compare":{"column":"open","is":"equal","value":true}}"#,
        expect![[r#""#]],
    );
    kept(r#"{"in":{"column":"tiny","values":[27,300]}}"#, expect![[r#""#]]);
    kept(
        r#"{"compare":{"column":"qty","is":"equal","value":null}}"#,
        expect![[r#""#]],
    );
}

#[test]
fn dates() {
    kept(
        r#"{"compare":{"column":"day","is":"equal","value":"2024-02-29"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"compare":{"column":"at","is":"equal","value":"2024-02-29"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"compare":{"column":"at","is":"at_most","value":"2024-02-29T12:30:00"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"compare":{"column":"day","is":"greater","value":"2024-02-28T12:00"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"between":{"column":"at","low":"2024-01-01","high":"2024-02-29"}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"in":{"column":"day","values":["2024-12-31",null]}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"in":{"column":"day","by":{"grain":"month"},"values":["2024-02-01"]}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"in":{"column":"at","by":{"grain":"month"},"values":["2024-02-01","2023-12-01"]}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"in":{"column":"at","by":{"grain":"hour"},"values":["2024-02-29T12:00:00"]}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"in":{"column":"day","by":{"grain":"weekday"},"values":[4]}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"relative":{"column":"day","span":{"last":{"count":1,"unit":"month"}}}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"relative":{"column":"at","span":{"past":{"count":2,"unit":"day"}}}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"relative":{"column":"day","span":{"this":"year"}}}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"not":{"relative":{"column":"day","span":{"this":"year"}}}}"#,
        expect![[r#""#]],
    );
}

#[test]
fn joined() {
    kept(r#"{"all":[]}"#, expect![[r#""#]]);
    kept(r#"{"any":[]}"#, expect![[r#""#]]);
    kept(
        r#"{"all":[{"compare":{"column":"shop","is":"equal","value":"b"}},{"compare":{"column":"qty","is":"equal","value":1}}]}"#,
        expect![[r#""#]],
    );
    kept(
        r#"{"not":{"any":[{"compare":{"column":"shop","is":"equal","value":"b"}},{"compare":{"column":"qty","is":"equal","value":2}}]}}"#,
        expect![[r#""#]],
    );
}
