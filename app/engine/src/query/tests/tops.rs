use super::check;
use expect_test::expect;

#[test]
fn one_group() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"}],"top":{"count":2}"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"},{"aggregate":"mean","column":"qty"},{"aggregate":"share","column":"id"}],"top":{"count":2,"other":true}"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":2,"order":"ascending","other":true},"sort":[{"by":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":20,"other":true}"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":0,"other":true}"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"qty"}],"measures":[{"aggregate":"count"}],"top":{"count":2,"other":true}"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"count"}],"top":{"count":1,"other":true}"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"having":{"compare":{"column":"count","is":"less","value":3}},"top":{"count":1}"#,
        expect![[r#""#]],
    );
    check(r#""groups":[{"column":"shop"}],"top":{"count":2}"#, expect![[r#""#]]);
}

#[test]
fn two_groups() {
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"count"},{"aggregate":"share"}],"top":{"count":1,"group":"shop","other":true}"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"count"},{"aggregate":"share"}],"top":{"count":1,"group":"shop"}"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"day","by":{"grain":"year"}},{"column":"shop"}],"measures":[{"aggregate":"mean","column":"qty"}],"top":{"count":2,"group":"shop","by":"average of qty","other":true}"#,
        expect![[r#""#]],
    );
}
