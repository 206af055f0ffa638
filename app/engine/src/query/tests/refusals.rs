use super::check;
use expect_test::expect;

#[test]
fn names() {
    check(
        r#""measures":[{"aggregate":"sum","column":"quantity"}]"#,
        expect![[r#""#]],
    );
    check(r#""measures":[{"aggregate":"sum","column":"Qty"}]"#, expect![[r#""#]]);
    check(r#""columns":["shops"]"#, expect![[r#""#]]);
    check(r#""columns":["id","id"]"#, expect![[r#""#]]);
    check(
        r#""measures":[{"aggregate":"count"},{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"sort":[{"by":"n"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":3,"by":"sum"}"#,
        expect![[r#""#]],
    );
    check(r#""columns":["*"]"#, expect![[r#""#]]);
}

#[test]
fn types() {
    check(r#""measures":[{"aggregate":"sum","column":"shop"}]"#, expect![[r#""#]]);
    check(r#""measures":[{"aggregate":"mean","column":"day"}]"#, expect![[r#""#]]);
    check(
        r#""groups":[{"column":"shop","by":{"grain":"month"}}]"#,
        expect![[r#""#]],
    );
    check(r#""groups":[{"column":"shop","by":{"width":2}}]"#, expect![[r#""#]]);
    check(r#""groups":[{"column":"qty","by":{"width":0}}]"#, expect![[r#""#]]);
    check(
        r#""measures":[{"aggregate":{"percentile":90},"column":"qty"}]"#,
        expect![[r#""#]],
    );
    check(r#""measures":[{"aggregate":"sum"}]"#, expect![[r#""#]]);
    check(
        r#""filter":{"compare":{"column":"day","is":"equal","value":"yesterday"}}"#,
        expect![[r#""#]],
    );
    check(
        r#""filter":{"compare":{"column":"day","is":"equal","value":2024}}"#,
        expect![[r#""#]],
    );
    check(
        r#""filter":{"in":{"column":"qty","values":["many"]}}"#,
        expect![[r#""#]],
    );
    check(
        r#""filter":{"relative":{"column":"shop","span":{"this":"year"}}}"#,
        expect![[r#""#]],
    );
    check(
        r#""filter":{"compare":{"column":"open","is":"equal","value":"maybe"}}"#,
        expect![[r#""#]],
    );
}

#[test]
fn nonsense() {
    check(r#""top":{"count":3}"#, expect![[r#""#]]);
    check(
        r#""columns":["id"],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""calculated":[{"name":"qty","expression":"price"}],"columns":["qty"]"#,
        expect![[r#""#]],
    );
    check(
        r#""calculated":[{"name":"x","expression":"prise * 2"}],"columns":["x"]"#,
        expect![[r#""#]],
    );
    check(
        r#""calculated":[{"name":"x","expression":"price *"}],"columns":["x"]"#,
        expect![[r#""#]],
    );
    check(
        r#""calculated":[{"name":"x","expression":"sum(price)"}],"columns":["x"]"#,
        expect![[r#""#]],
    );
    check(
        r#""calculated":[{"name":"x","expression":"shop * 2"}],"columns":["x"]"#,
        expect![[r#""#]],
    );
}
