use super::check;
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn one_group() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"}],"top":{"count":2}"#,
        expect![[r#"
            shop | sum of id
            b | 11
            a | 8
            groups_left_out: 3 more of shop are not shown
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"},{"aggregate":"mean","column":"qty"},{"aggregate":"share","column":"id"}],"top":{"count":2,"other":true}"#,
        expect![[r#"
            shop | sum of id | average of qty | share of id
            b | 11 | 1 | 0.3055555555555556
            a | 8 | 2 | 0.2222222222222222
            Other | 17 | 3 | 0.4722222222222222
            nulls_left_out: 2 of 8 rows have no qty and are left out of the average
            other: “Other” stands for 3 more of shop
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":2,"order":"ascending","other":true},"sort":[{"by":"count"}]"#,
        expect![[r#"
            shop | count
            z | 1
            Élan | 1
            Other | 6
            other: “Other” stands for 3 more of shop
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":20,"other":true}"#,
        expect![[r#"
            shop | count
            b | 3
            a | 2
            z | 1
            Élan | 1
            – | 1
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":0,"other":true}"#,
        expect![[r#"
            shop | count
            Other | 8
            other: “Other” stands for 5 more of shop
        "#]],
    );
    check(
        r#""groups":[{"column":"qty"}],"measures":[{"aggregate":"count"}],"top":{"count":2,"other":true}"#,
        expect![[r#"
            qty | count
            2 | 2
            – | 2
            Other | 4
            other: “Other” stands for 4 more of qty
        "#]],
    );
    check(
        r#""groups":[{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"count"}],"top":{"count":1,"other":true}"#,
        expect![[r#"
            day (month) | count
            2024-02-01 | 3
            Other | 5
            other: “Other” stands for 5 more of day (month)
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"having":{"compare":{"column":"count","is":"less","value":3}},"top":{"count":1}"#,
        expect![[r#"
            shop | count
            a | 2
            groups_left_out: 4 more of shop are not shown
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"top":{"count":2}"#,
        expect![[r#"
        shop
        a
        b
        groups_left_out: 3 more of shop are not shown
    "#]],
    );
}

#[test]
fn two_groups() {
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"count"},{"aggregate":"share"}],"top":{"count":1,"group":"shop","other":true}"#,
        expect![[r#"
            open | shop | count | share
            false | b | 1 | 0.125
            false | Other | 2 | 0.25
            true | b | 2 | 0.25
            true | Other | 2 | 0.25
            – | Other | 1 | 0.125
            other: “Other” stands for 4 more of shop
        "#]],
    );
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"count"},{"aggregate":"share"}],"top":{"count":1,"group":"shop"}"#,
        expect![[r#"
            open | shop | count | share
            false | b | 1 | 0.125
            true | b | 2 | 0.25
            groups_left_out: 4 more of shop are not shown
        "#]],
    );
    check(
        r#""groups":[{"column":"day","by":{"grain":"year"}},{"column":"shop"}],"measures":[{"aggregate":"mean","column":"qty"}],"top":{"count":2,"group":"shop","by":"average of qty","other":true}"#,
        expect![[r#"
            day (year) | shop | average of qty
            2023-01-01 | Other | 1
            2024-01-01 | z | 10
            2024-01-01 | – | 4
            2024-01-01 | Other | -1.5
            2025-01-01 | Other | 2
            – | Other | –
            nulls_left_out: 2 of 8 rows have no qty and are left out of the average
            other: “Other” stands for 3 more of shop
        "#]],
    );
}
