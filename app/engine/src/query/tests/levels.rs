use super::check;
use expect_test::expect;

#[test]
fn coarser() {
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"sum","column":"qty"},{"aggregate":"sum","column":"qty","level":{"fixed":["shop"]},"name":"shop's"},{"aggregate":"count","level":{"fixed":[]},"name":"all"},{"aggregate":"mean","column":"cost","level":{"exclude":["shop"]},"name":"open's"},{"aggregate":"max","column":"note","level":{"exclude":["shop","open"]},"name":"last note"}]"#,
        expect![[r#"
            shop | open | sum of qty | shop's | all | open's | last note
            a | false | 4 | 4 | 8 | 3.733333333333333 | 日本
            b | false | – | 1 | 8 | 3.733333333333333 | 日本
            b | true | 1 | 1 | 8 | 1.3775 | 日本
            z | true | 10 | 10 | 8 | 1.3775 | 日本
            Élan | true | -5 | -5 | 8 | 1.3775 | 日本
            – | – | 4 | 4 | 8 | – | 日本
            nulls_left_out: 2 of 8 rows have no qty and are left out of the sum
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count","level":{"fixed":["open"]}}]"#,
        expect![[r#"
            invalid_question: “count” is worked out by “open”, which is none of the answer's groups
              Its groups are shop
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count","level":{"fixed":["shop"]},"filter":{"compare":{"column":"open","is":"equal","value":true}},"name":"open"},{"aggregate":"expression","expression":"sum(qty) / count(*)","level":{"fixed":[]},"name":"ratio"}],"filter":{"compare":{"column":"id","is":"less","value":6}}"#,
        expect![[r#"
            shop | open | ratio
            a | 0 | 0.4
            b | 2 | 0.4
            Élan | 1 | 0.4
            – | 0 | 0.4
        "#]],
    );
}

#[test]
fn finer() {
    check(
        r#""groups":[{"column":"open"}],"measures":[{"aggregate":"sum","column":"qty","level":{"include":{"groups":[{"column":"shop"}],"then":"mean"}},"name":"per shop"},{"aggregate":"count","level":{"include":{"groups":[{"column":"day","by":{"grain":"month"}}],"then":"max"}},"name":"most in a month"},{"aggregate":"min","column":"shop","level":{"include":{"groups":[{"column":"day","by":{"grain":"year"}}],"then":"last"}},"name":"a shop"}]"#,
        expect![[r#"
            open | per shop | most in a month | a shop
            false | 4 | 1 | b
            true | 2 | 2 | b
            – | 4 | 1 | –
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"count","level":{"include":{"groups":[{"column":"shop"}],"then":"median"}}}]"#,
        expect![[r#"
            count
            1
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"count","level":{"include":{"groups":[{"column":"shop"}],"then":"correlation"}}}]"#,
        expect![[r#"
            invalid_question: the figures of “count” cannot be combined by a correlation: choose the sum, the average or the like
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"max","column":"shop","level":{"include":{"groups":[{"column":"open"}],"then":"sum"}}}]"#,
        expect![[r#"
            wrong_type: “highest of shop” holds text, and this needs numbers
        "#]],
    );
}

#[test]
fn under_a_top() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"},{"aggregate":"sum","column":"id","level":{"fixed":[]},"name":"all"},{"aggregate":"sum","column":"id","level":{"fixed":["shop"]},"name":"own"},{"aggregate":"sum","column":"id","level":{"include":{"groups":[{"column":"id"}],"then":"max"}},"name":"largest"}],"top":{"count":2,"other":true},"totals":{"grand":true}"#,
        expect![[r#"
            shop | sum of id | all | own | largest
            b | 11 | 36 | 11 | 7
            a | 8 | 36 | 8 | 6
            Other | 17 | 36 | 17 | 8
            – | 36 | 36 | 36 | 8
            levels: 0 0 0 1
            other: “Other” stands for 3 more of shop
        "#]],
    );
}
